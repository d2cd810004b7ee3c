import Foundation
import Testing

@testable import Kernels

/// Everything that needs a Vulkan device: one after the other, and only where there is one.
@Suite(
  .serialized, .enabled(if: VulkanCheck.hasDevice, "no Vulkan device"), .timeLimit(.minutes(10)))
struct VulkanTests {}
