enum VulkanAttentionBackward {
  static func support(_ problem: AttentionBackwardProblem, _ profile: VulkanProfile) -> Support {
    .unsupported([UnsupportedReason(.operation, "not yet")])
  }
  static func plan(
    _ problem: AttentionBackwardProblem, _ variant: KernelVariant, _ builder: VulkanPlanBuilder
  )
    throws(BackendError) -> any VulkanPlan
  {
    throw BackendError(
      .unsupported, operation: "prepare", message: "there is no variant \(variant)")
  }
}
