// swift-tools-version: 6.3
import PackageDescription

/// The instrument of `make bench`: a package of its own, so that neither the plugin nor its tests need what
/// it needs.
let package = Package(
  name: "Benchmarks",
  targets: [
    .systemLibrary(name: "CLilv", pkgConfig: "lilv-0", providers: [.apt(["liblilv-dev"])]),
    .systemLibrary(name: "CMachine"),
    .executableTarget(
      name: "Bench", dependencies: ["CLilv", "CMachine"],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
