import ArgumentParser
import Foundation
import Kernels

/// Which devices take part.
struct DeviceOptionGroup: ParsableArguments {
  @Option(
    name: [.customLong("backend"), .customLong("device")],
    help: ArgumentHelp(
      "A backend or one of its devices: openblas, vulkan, vulkan:0, vulkan:llvmpipe (part of the name), vulkan:UUID, cuda, hip, musa, maca, worker:torch:cpu; repeatable.",
      discussion: "All that are found take part unless given, except reference and workers.",
      valueName: "name")
  )
  var backends: [String] = []

  @Option(help: ArgumentHelp("Threads that CPU devices may use.", valueName: "count"))
  var threads: Int?

  @Flag(help: "Switch the Vulkan validation layer on; its messages become errors.")
  var validation = false

  @Flag(
    inversion: .prefixedNo,
    help: ArgumentHelp(
      "Run backends in processes of their own: a crash, a hang or an end by the system becomes the status of a case.",
      discussion:
        "Unless given, GPUs behind Vulkan and vendors' libraries do, and what computes on the host's cores does not."
    )
  )
  var isolate: Bool?

  @Option(
    name: .customLong("blas"),
    help: ArgumentHelp(
      "Another CBLAS library (BLIS, MKL, another OpenBLAS) as backend blas:NAME; repeatable.",
      discussion:
        "NAME is what the library calls itself unless given. It takes part beside what --backend names.",
      valueName: "[name=]path"))
  var blasLibraries: [BLASPath] = []

  @Option(
    name: .customLong("program"),
    help: ArgumentHelp(
      "Another build of Parity, whose devices take part as NAME/openblas:0 and so on; repeatable.",
      discussion:
        "With it come the backends that --backend names, or those named NAME/...; all without.",
      valueName: "name=path"))
  var programs: [NamedPath] = []

  @Option(
    name: .customLong("worker"),
    help: ArgumentHelp(
      "A worker of your own (docs/worker-protocol.md) as backend worker:NAME: a Python file or a program; repeatable.",
      valueName: "name=path"))
  var workers: [NamedPath] = []

  @Option(
    help: ArgumentHelp(
      "The Python that workers run in; $PARITY_PYTHON or python3 unless given.", valueName: "path"))
  var python: String?

  mutating func validate() throws {
    if let threads, threads < 1 {
      throw ValidationError("--threads \(threads) must be at least 1.")
    }
  }

  /// Whether the command line names any backend.
  var isGiven: Bool {
    !backends.isEmpty || !blasLibraries.isEmpty || !programs.isEmpty || !workers.isEmpty
  }

  /// How devices are opened.
  var deviceOptions: DeviceOptions {
    DeviceOptions(
      threadCount: threads, validation: validation, pipelineCacheFolder: CacheFolder.pipelines)
  }
}
