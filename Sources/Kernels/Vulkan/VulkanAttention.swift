/// Attention on Vulkan (placeholder until the next step).
enum VulkanAttention {
  static func support(_ problem: AttentionProblem, _ profile: VulkanProfile) -> Support {
    .unsupported([UnsupportedReason(.operation, "attention")])
  }
  static func plan(_ problem: AttentionProblem, _ variant: KernelVariant, _ builder: VulkanPlanBuilder)
    throws(BackendError) -> any VulkanPlan
  { throw BackendError(.unsupported, operation: "prepare", message: "none") }
}
