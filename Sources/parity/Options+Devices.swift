import ArgumentParser
import Kernels

/// Which devices take part.
struct DeviceOptionGroup: ParsableArguments {
  @Option(
    name: [.customLong("backend"), .customLong("device")],
    help: ArgumentHelp(
      "A backend or one of its devices: openblas, vulkan, vulkan:0, vulkan:llvmpipe (part of the name) or vulkan:UUID; repeatable.",
      discussion: "All that are found take part unless given, except reference.", valueName: "name")
  )
  var backends: [String] = []

  @Option(help: ArgumentHelp("Threads that CPU devices may use.", valueName: "count"))
  var threads: Int?

  @Flag(help: "Switch the Vulkan validation layer on; its messages become errors.")
  var validation = false

  mutating func validate() throws {
    if let threads, threads < 1 {
      throw ValidationError("--threads \(threads) must be at least 1.")
    }
  }

  /// How devices are opened.
  var deviceOptions: DeviceOptions {
    DeviceOptions(
      threadCount: threads, validation: validation, pipelineCacheFolder: CacheFolder.pipelines)
  }
}
