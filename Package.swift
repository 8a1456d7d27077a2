// swift-tools-version: 6.3
import PackageDescription

/// Settings of every target.
let common: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// Settings of every target that may run on the audio thread.
///
/// The trait `Embedded` builds them as Embedded Swift: the plugin that ships carries no runtime.
let realtime: [SwiftSetting] =
  common + [
    .strictMemorySafety(),
    .enableExperimentalFeature("Embedded", .when(traits: ["Embedded"])),
    .unsafeFlags(["-wmo"], .when(traits: ["Embedded"])),
  ]

/// The parser of arguments, from GitHub; or the source in a folder of that name that a build without a
/// network has put somewhere and tells of.
let argumentParser: Package.Dependency =
  if let folder = Context.environment["AURALMIND_ARGUMENT_PARSER"] {
    .package(path: folder)
  } else {
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  }

let package = Package(
  name: "AuralMind",
  products: [
    .executable(name: "auralmind", targets: ["AuralMindTool"]),
    .executable(name: "auralmind-turtle", targets: ["AuralMindTurtleTool"]),
    .library(name: "AuralMindLV2", type: .dynamic, targets: ["AuralMindLV2"]),
  ],
  traits: [.trait(name: "Embedded", description: "Build the plugin without the Swift runtime.")],
  dependencies: [argumentParser],
  targets: [
    // System libraries and the one C header of the audio thread.
    .target(name: "CRealtime", linkerSettings: [.linkedLibrary("m")]),
    .systemLibrary(name: "CLV2", pkgConfig: "lv2", providers: [.apt(["lv2-dev"])]),
    .systemLibrary(name: "CPOSIX"),
    .systemLibrary(name: "CFFTW", pkgConfig: "fftw3f", providers: [.apt(["libfftw3-dev"])]),
    .systemLibrary(name: "CSndfile", pkgConfig: "sndfile", providers: [.apt(["libsndfile1-dev"])]),
    .systemLibrary(name: "CSoxr", pkgConfig: "soxr", providers: [.apt(["libsoxr-dev"])]),

    // The sound.
    .target(name: "AuralDSP", dependencies: ["CRealtime", "CFFTW"], swiftSettings: realtime),
    .target(name: "AuralMind", dependencies: ["AuralDSP", "CRealtime"], swiftSettings: realtime),
    .target(
      name: "AuralMindLV2", dependencies: ["AuralMind", "AuralDSP", "CLV2", "CPOSIX"],
      exclude: ["exports.map"], swiftSettings: realtime),

    // The companion.
    .target(
      name: "AuralMindOffline",
      dependencies: ["AuralMindTurtle", "AuralMind", "AuralDSP", "CSndfile", "CSoxr", "CPOSIX"],
      swiftSettings: common),
    .target(name: "AuralMindTurtle", dependencies: ["AuralMind"], swiftSettings: common),
    .executableTarget(
      name: "AuralMindTurtleTool", dependencies: ["AuralMindTurtle"], swiftSettings: common),
    .executableTarget(
      name: "AuralMindTool",
      dependencies: [
        "AuralMindOffline", "AuralMindTurtle", "AuralMind",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: common),

    // Laws of the sound.
    .systemLibrary(
      name: "CEbur128", path: "Tests/CEbur128", pkgConfig: "libebur128",
      providers: [.apt(["libebur128-dev"])]),
    .target(
      name: "Support", dependencies: ["AuralDSP", "CFFTW", "CEbur128"], path: "Tests/Support",
      swiftSettings: common, linkerSettings: [.linkedLibrary("fftw3"), .linkedLibrary("m")]),
    .target(name: "TestThreads", path: "Tests/Threads", swiftSettings: common),
    .systemLibrary(
      name: "CLilv", path: "Tests/CLilv", pkgConfig: "lilv-0", providers: [.apt(["liblilv-dev"])]),
    .executableTarget(
      name: "ConformanceHost", dependencies: ["CRealtime", "CLilv", "TestThreads"],
      path: "Tests/ConformanceHost", swiftSettings: common),
    .testTarget(name: "AuralDSPTests", dependencies: ["AuralDSP", "Support"]),
    .testTarget(
      name: "AuralMindTests", dependencies: ["AuralMind", "AuralDSP", "CRealtime", "Support"]),
    .testTarget(
      name: "AuralMindTurtleTests", dependencies: ["AuralMindTurtle", "AuralMind", "Support"]),
    .testTarget(
      name: "AuralMindLV2Tests",
      dependencies: [
        "AuralMind", "AuralMindLV2", "AuralMindTurtle", "CLV2", "CRealtime", "Support",
        "TestThreads",
      ]),
    .testTarget(
      name: "HostTests", dependencies: ["AuralMindTurtle", "AuralMind", "FileSupport", "Support"],
      path: "Tests/Hosts",
      exclude: [
        "Fuzz", "RealHosts", "undefined-symbols.txt", "realtime_host.c", "threaded_host.c",
        "faulty_plugin.c", "misbehaving_plugin.c", "unguarded_planner.c", "valgrind.supp",
        "helgrind.supp",
      ]),
    .target(
      name: "FileSupport", dependencies: ["AuralDSP", "CSndfile"], path: "Tests/FileSupport",
      swiftSettings: common),
    .testTarget(
      name: "AuralMindOfflineTests",
      dependencies: [
        "AuralMindOffline", "AuralMindTurtle", "AuralMind", "AuralDSP", "FileSupport", "Support",
      ]),
    .testTarget(
      name: "AuralMindToolTests",
      dependencies: [
        "AuralMindTool", "AuralMindOffline", "AuralMindTurtle", "AuralMind", "AuralDSP",
        "FileSupport", "Support",
      ]),
  ],
  swiftLanguageModes: [.v6]
)
