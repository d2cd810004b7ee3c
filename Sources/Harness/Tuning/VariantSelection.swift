public import Kernels

/// Which of a device's variants run a problem.
public enum VariantSelection: Sendable {
  /// The device's own choice, its first.
  case first
  /// The first whose id matches a pattern (`*` for any characters, `?` for one); devices without one skip the problem.
  case matching(String)
  /// The winner of `parity tune` where there is one, else the device's own choice.
  case tuned(TunedVariants)
  /// Every variant, each as a case of its own.
  case every

  /// Whether a variant is meant by the pattern; true without one.
  public func allows(_ variant: KernelVariant) -> Bool {
    if case .matching(let pattern) = self { CasePattern.matches(pattern, variant.id) } else { true }
  }
}
