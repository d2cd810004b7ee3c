public import Kernels

/// Which case it is, known before it runs: a problem on a device by a variant.
public struct CaseIdentity: Sendable, Hashable {
  /// The record's id, `descriptor @ device # variant`, with `none` where no variant can run.
  public let id: String
  /// The variant that would run, or nil.
  public let variant: KernelVariant?
  /// The device's answer to the problem.
  public let support: Support

  /// Asks the device.
  /// - Parameter variant: the id of the variant to run, or nil for the device's first choice. A device that has no such
  ///   variant for the problem has none at all.
  public init(_ problem: Problem, on device: any Device, variant: String? = nil) {
    support = device.support(for: problem)
    self.variant =
      variant == nil ? support.variants.first : support.variants.first { $0.id == variant }
    id = "\(problem.descriptor) @ \(device.info.id) # \(self.variant?.id ?? "none")"
  }

  /// The ids of the records that need not be run again: all but those that an interruption cut short.
  public static func finishedIDs(_ records: [CaseRecord]) -> Set<String> {
    Set(
      records.filter { $0.statistics?.stopReason != StopReason.interrupted.rawValue }.map(\.id))
  }
}
