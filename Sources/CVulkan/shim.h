// Vulkan's types and function-pointer types only. The loader is opened at run time (VulkanLoader.swift),
// so a binary starts, and can say why there is no Vulkan, on a machine without one.
#define VK_NO_PROTOTYPES 1
#include <vulkan/vulkan_core.h>

// Function-like macros do not import into Swift.
static inline uint32_t parity_vk_make_version(uint32_t major, uint32_t minor, uint32_t patch) {
  return VK_MAKE_API_VERSION(0, major, minor, patch);
}
