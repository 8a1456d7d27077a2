import ArgumentParser
import AuralMind
import AuralMindOffline
import Foundation

/// Where the masters of mixes go.
struct MasterOutputs {
  /// The paths of the masters, one for each mix.
  let paths: [String]

  private let inputs: [String]
  /// The folder they go to; nil where they have a name of their own.
  private let folder: String?

  /// Names the masters of `inputs`; `output` is what the user asked for, `fileExtension` the kind of
  /// file to make where the output names none.
  init(inputs: [String], output: String?, fileExtension: String?) throws {
    var isFolder: ObjCBool = false
    let exists = output.map {
      FileManager.default.fileExists(atPath: $0, isDirectory: &isFolder)
    }
    let namesFolder = output.map {
      inputs.count > 1 || $0.hasSuffix("/") || (exists == true && isFolder.boolValue)
    }
    if let output, exists == true, namesFolder == true, !isFolder.boolValue {
      throw ValidationError(
        "Several masters go into a folder, and “\(output)” is a file; name a folder with -o.")
    }
    folder = namesFolder == true ? output : nil
    if let output, folder == nil {
      guard fileExtension == nil else {
        throw ValidationError("“\(output)” says what kind of file it is; leave --format out.")
      }
      paths = [output]
    } else {
      let folder = folder
      paths = inputs.map { Self.path(of: $0, in: folder, fileExtension: fileExtension) }
    }
    self.inputs = inputs
    try refuseSameNames()
  }

  /// Makes the folder the masters go to, where there is none.
  func makeFolder() throws {
    guard let folder else { return }
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw AudioFileError.unwritable(path: folder, reason: "it cannot be made")
    }
  }

  /// The order for one of the mixes, its settings but for what is read of references.
  func order(
    _ index: Int, settings: Settings, assigned: Set<Control>, options: OutputOptions
  ) throws -> MasteringOrder {
    let audio = try AudioFile(path: inputs[index])
    try makeFolder()
    let destination = try Destination(path: paths[index], inputs: inputs)
    var settings = settings
    let output = try options.output(
      path: paths[index], input: audio.format, settings: &settings, assigned: assigned)
    return MasteringOrder(
      input: inputs[index], sampleRate: options.rate, destination: destination, output: output,
      settings: settings)
  }

  private static func path(of input: String, in folder: String?, fileExtension: String?) -> String {
    let url = URL(fileURLWithPath: input)
    let known = AudioFormat.Container(fileExtension: url.pathExtension) != nil
    let kind = fileExtension ?? (known ? url.pathExtension : "wav")
    let stem = url.deletingPathExtension().lastPathComponent
    if let folder { return (folder as NSString).appendingPathComponent("\(stem).\(kind)") }
    let beside = (input as NSString).deletingLastPathComponent
    let name = "\(stem)-master.\(kind)"
    return beside.isEmpty ? name : (beside as NSString).appendingPathComponent(name)
  }

  /// Two mixes of one name would have one master.
  private func refuseSameNames() throws {
    var inputOf: [String: String] = [:]
    for (input, path) in zip(inputs, paths) {
      if let other = inputOf.updateValue(input, forKey: path) {
        throw ValidationError("“\(other)” and “\(input)” would both become “\(path)”.")
      }
    }
  }
}
