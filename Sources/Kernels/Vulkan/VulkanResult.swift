internal import CVulkan

/// Turns Vulkan's return codes into errors for people.
enum VulkanResult {
  /// Throws unless `result` is success.
  static func check(_ result: VkResult, _ operation: String) throws(BackendError) {
    if result == VK_SUCCESS { return }
    throw error(result, operation)
  }

  /// The error for a code that is not success.
  static func error(status: Int32, _ operation: String) -> BackendError {
    error(VkResult(rawValue: status), operation)
  }

  /// The error for a code that is not success.
  static func error(_ result: VkResult, _ operation: String) -> BackendError {
    let (code, message) = meaning(result)
    return BackendError(
      code, operation: operation, nativeCode: Int(result.rawValue), nativeName: name(result),
      message: message)
  }

  private static func meaning(_ result: VkResult) -> (BackendError.Code, String) {
    switch result {
    case VK_ERROR_OUT_OF_HOST_MEMORY:
      (.outOfHostMemory, "the driver ran out of host memory; use smaller problems")
    case VK_ERROR_OUT_OF_DEVICE_MEMORY, VK_ERROR_OUT_OF_POOL_MEMORY, VK_ERROR_FRAGMENTED_POOL:
      (.outOfDeviceMemory, "the device ran out of memory; use smaller problems")
    case VK_ERROR_DEVICE_LOST:
      (.deviceLost, "the device stopped working (a driver fault or watchdog); open it again")
    case VK_TIMEOUT, VK_NOT_READY:
      (.timeout, "the work did not finish in time; the device is given up")
    case VK_ERROR_INCOMPATIBLE_DRIVER, VK_ERROR_INITIALIZATION_FAILED:
      (
        .unavailable,
        "the driver cannot be used; install or update one, for example mesa-vulkan-drivers"
      )
    case VK_ERROR_LAYER_NOT_PRESENT, VK_ERROR_EXTENSION_NOT_PRESENT, VK_ERROR_FEATURE_NOT_PRESENT:
      (.unavailable, "the driver lacks a layer, extension or feature it had offered")
    case VK_ERROR_INVALID_SHADER_NV:
      (.compilationFailed, "the driver refused a shader")
    default: (.nativeCallFailed, "the call failed")
    }
  }

  /// The code's name as the specification has it.
  static func name(_ result: VkResult) -> String {
    names[result.rawValue] ?? "VkResult(\(result.rawValue))"
  }

  private static let names: [Int32: String] = [
    0: "VK_SUCCESS", 1: "VK_NOT_READY", 2: "VK_TIMEOUT", 3: "VK_EVENT_SET", 4: "VK_EVENT_RESET",
    5: "VK_INCOMPLETE", -1: "VK_ERROR_OUT_OF_HOST_MEMORY", -2: "VK_ERROR_OUT_OF_DEVICE_MEMORY",
    -3: "VK_ERROR_INITIALIZATION_FAILED", -4: "VK_ERROR_DEVICE_LOST",
    -5: "VK_ERROR_MEMORY_MAP_FAILED",
    -6: "VK_ERROR_LAYER_NOT_PRESENT", -7: "VK_ERROR_EXTENSION_NOT_PRESENT",
    -8: "VK_ERROR_FEATURE_NOT_PRESENT", -9: "VK_ERROR_INCOMPATIBLE_DRIVER",
    -10: "VK_ERROR_TOO_MANY_OBJECTS", -11: "VK_ERROR_FORMAT_NOT_SUPPORTED",
    -12: "VK_ERROR_FRAGMENTED_POOL",
    -13: "VK_ERROR_UNKNOWN", -1_000_069_000: "VK_ERROR_OUT_OF_POOL_MEMORY",
    -1_000_072_003: "VK_ERROR_INVALID_EXTERNAL_HANDLE", -1_000_161_000: "VK_ERROR_FRAGMENTATION",
    -1_000_257_000: "VK_ERROR_INVALID_OPAQUE_CAPTURE_ADDRESS",
    -1_000_011_001: "VK_ERROR_VALIDATION_FAILED_EXT", -1_000_012_000: "VK_ERROR_INVALID_SHADER_NV",
    1_000_297_000: "VK_PIPELINE_COMPILE_REQUIRED",
  ]
}
