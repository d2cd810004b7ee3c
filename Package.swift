// swift-tools-version: 6.3
import PackageDescription

let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// Gives every symbol the version tag that programs built against NVIDIA's libraries look for.
func versionScript(_ target: String) -> [LinkerSetting] {
  let script = Context.packageDirectory + "/Sources/" + target + "/symbols.map"
  return [.unsafeFlags(["-Xlinker", "--version-script=" + script], .when(platforms: [.linux]))]
}

// Targets stand in dependency order; arrows run upwards only (docs/design/0001-the-house.md).
let package = Package(
  name: "parity",
  products: [
    .executable(name: "parity", targets: ["parity"]),
    // The drop-in CUDA libraries: one file for libcudart, libcublas and libcublasLt of a release.
    .library(name: "parity-cuda12", type: .dynamic, targets: ["CCUDA12"]),
    .library(name: "parity-cuda13", type: .dynamic, targets: ["CCUDA13"]),
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
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CShaders", exclude: ["spv"]),
    .target(name: "CSIMD"),
    .target(name: "CLevels", dependencies: ["COpenBLAS"]),
    .target(name: "CSuites"),
    .target(name: "CWorkers"),
    .target(name: "CDialects"),

    .target(
      name: "Kernels",
      dependencies: ["COpenBLAS", "CVulkan", "CVendor", "CShaders", "CSIMD", "CWorkers"],
      swiftSettings: settings),
    .target(name: "Harness", dependencies: ["Kernels"], swiftSettings: settings),
    .target(
      name: "Workloads", dependencies: ["Kernels", "CSuites", "CZlib"], swiftSettings: settings),
    .target(
      name: "Translation", dependencies: ["Kernels", "Workloads", "CDialects"],
      swiftSettings: settings),
    .target(
      name: "Report", dependencies: ["Harness", "Kernels", "Translation", "Workloads"],
      swiftSettings: settings),
    .systemLibrary(name: "CCUDA"),
    .target(name: "CCUDACalls"),
    .target(
      name: "CUDADropIn", dependencies: ["CCUDA", "CCUDACalls", "CLevels", "Harness", "Kernels"],
      exclude: ["generate_gemm.py", "generate_levels.py"], swiftSettings: settings),
    .target(
      name: "CCUDA12", dependencies: ["CUDADropIn"], exclude: ["symbols.map"],
      linkerSettings: versionScript("CCUDA12")),
    .target(
      name: "CCUDA13", dependencies: ["CUDADropIn"], exclude: ["symbols.map"],
      linkerSettings: versionScript("CCUDA13")),
    .executableTarget(
      name: "parity",
      dependencies: [
        "Kernels", "Harness", "Workloads", "Translation", "Report",
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
      name: "WorkloadsTests", dependencies: ["Workloads", "Kernels", "TestSupport"],
      exclude: ["Captures"], swiftSettings: settings),
    .testTarget(
      name: "TranslationTests", dependencies: ["Translation", "Workloads", "Kernels"],
      swiftSettings: settings),
    .testTarget(
      name: "ReportTests", dependencies: ["Report", "Harness", "Kernels", "TestSupport"],
      swiftSettings: settings),
    .testTarget(
      name: "CLITests",
      dependencies: ["parity", "Harness", "Kernels", "Translation", "Workloads", "TestSupport"],
      resources: [.copy("Programs")], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu2x
)
