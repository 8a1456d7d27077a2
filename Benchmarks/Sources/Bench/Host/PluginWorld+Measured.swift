import Foundation

extension PluginWorld {
  /// All that are installed, and the bundle that is measured: it has to be found where it was said to lie.
  convenience init(_ options: Options) throws(BenchFault) {
    try self.init(bundle: options.bundle)
    guard let ours = plugin(Contender.ourURI) else { throw .noBundle(options.bundle) }
    let found = URL(filePath: ours.bundle).resolvingSymlinksInPath().path
    guard found == URL(filePath: options.bundle).resolvingSymlinksInPath().path else {
      throw .otherBundle(ours.bundle)
    }
  }
}
