// Vulkan's types and function-pointer types only. The loader is opened at run time (VulkanLoader.swift),
// so a binary starts, and can say why there is no Vulkan, on a machine without one.
#define VK_NO_PROTOTYPES 1
#include <vulkan/vulkan_core.h>

// Function-like macros do not import into Swift.
static inline uint32_t parity_vk_make_version(uint32_t major, uint32_t minor, uint32_t patch) {
  return VK_MAKE_API_VERSION(0, major, minor, patch);
}
static inline uint32_t parity_vk_version_major(uint32_t version) { return VK_API_VERSION_MAJOR(version); }
static inline uint32_t parity_vk_version_minor(uint32_t version) { return VK_API_VERSION_MINOR(version); }
static inline uint32_t parity_vk_version_patch(uint32_t version) { return VK_API_VERSION_PATCH(version); }

// Features younger than Debian 12's headers (1.3.239). The numbers are those of the Vulkan registry; every
// feature structure is a header followed by VkBool32s.
typedef struct ParityVkFeatureBits {
  VkStructureType sType;
  void *pNext;
  VkBool32 first, second, third, fourth, fifth, sixth, seventh, eighth;
} ParityVkFeatureBits;

// VkPhysicalDeviceCooperativeMatrixFeaturesKHR: cooperativeMatrix, robustBufferAccess.
static const int32_t parity_vk_cooperative_matrix_features_khr = 1000506000;
// VkPhysicalDeviceCooperativeMatrix2FeaturesNV: workgroup scope, flexible dimensions, reductions, conversions,
// per-element operations, tensor addressing, block loads.
static const int32_t parity_vk_cooperative_matrix2_features_nv = 1000593000;
// VkPhysicalDeviceShaderBfloat16FeaturesKHR: type, dot product, cooperative matrix.
static const int32_t parity_vk_shader_bfloat16_features_khr = 1000141000;
// VkPhysicalDeviceShaderFloat8FeaturesEXT: type, cooperative matrix.
static const int32_t parity_vk_shader_float8_features_ext = 1000567000;

// VkCooperativeMatrixPropertiesKHR: one shape that a subgroup (or another scope) multiplies. Types and scopes are
// VkComponentTypeKHR and VkScopeKHR.
typedef struct ParityVkCooperativeMatrixProperties {
  VkStructureType sType;
  void *pNext;
  uint32_t m, n, k;
  uint32_t a, b, c, result;
  VkBool32 saturatingAccumulation;
  uint32_t scope;
} ParityVkCooperativeMatrixProperties;
static const int32_t parity_vk_cooperative_matrix_properties_khr = 1000506001;
typedef VkResult (*PFN_parity_vkGetPhysicalDeviceCooperativeMatrixPropertiesKHR)(
    VkPhysicalDevice device, uint32_t *count, ParityVkCooperativeMatrixProperties *properties);

// VkCooperativeMatrixFlexibleDimensionsPropertiesNV: multiples of these sizes, for workgroups of so many invocations.
typedef struct ParityVkFlexibleMatrixProperties {
  VkStructureType sType;
  void *pNext;
  uint32_t m, n, k;
  uint32_t a, b, c, result;
  VkBool32 saturatingAccumulation;
  uint32_t scope;
  uint32_t workgroupInvocations;
} ParityVkFlexibleMatrixProperties;
static const int32_t parity_vk_flexible_matrix_properties_nv = 1000593001;
typedef VkResult (*PFN_parity_vkGetPhysicalDeviceCooperativeMatrixFlexibleDimensionsPropertiesNV)(
    VkPhysicalDevice device, uint32_t *count, ParityVkFlexibleMatrixProperties *properties);

// VkPhysicalDeviceCooperativeMatrix2PropertiesNV.
typedef struct ParityVkCooperativeMatrix2Properties {
  VkStructureType sType;
  void *pNext;
  uint32_t workgroupScopeMaxWorkgroupSize, flexibleDimensionsMaxDimension, workgroupScopeReservedSharedMemory;
} ParityVkCooperativeMatrix2Properties;
static const int32_t parity_vk_cooperative_matrix2_properties_nv = 1000593002;
