// swift-tools-version: 6.3
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

// Targets stand in dependency order; arrows run upwards only (docs/design/0001-the-house.md).
let package = Package(
  name: "parity",
  products: [
    .executable(name: "parity", targets: ["parity"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    // C: system libraries, embedded data, and code that needs one instruction set.
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(name: "CVulkan", providers: [.apt(["libvulkan-dev"])]),
    .systemLibrary(name: "CVendor"),
    .target(name: "CShaders", exclude: ["spv"]),
    .target(name: "CSIMD"),
    .target(name: "CSuites"),
    .target(name: "CWorkers"),

    .target(
      name: "Kernels",
      dependencies: ["COpenBLAS", "CVulkan", "CVendor", "CShaders", "CSIMD", "CWorkers"],
      swiftSettings: settings),
    .target(name: "Harness", dependencies: ["Kernels"], swiftSettings: settings),
    .target(name: "Workloads", dependencies: ["Kernels", "CSuites"], swiftSettings: settings),
    .target(name: "Report", dependencies: ["Harness", "Kernels"], swiftSettings: settings),
    .executableTarget(
      name: "parity",
      dependencies: [
        "Kernels", "Harness", "Workloads", "Report",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "parity-overhead", dependencies: ["COpenBLAS", "Kernels", "Harness"],
      path: "Benchmarks/Overhead", swiftSettings: settings),

    .target(
      name: "TestSupport", dependencies: ["Kernels", "Harness"], path: "Tests/TestSupport",
      swiftSettings: settings),
    .testTarget(
      name: "KernelsTests",
      dependencies: ["Kernels", "TestSupport", "COpenBLAS", "CSIMD", "parity"],
      resources: [.copy("Corpus")], swiftSettings: settings),
    .testTarget(
      name: "HarnessTests", dependencies: ["Harness", "Kernels", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "WorkloadsTests", dependencies: ["Workloads", "Kernels"], swiftSettings: settings),
    .testTarget(
      name: "ReportTests", dependencies: ["Report", "Harness", "Kernels", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "CLITests", dependencies: ["parity", "Harness", "Kernels", "TestSupport"],
      swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu2x
)
