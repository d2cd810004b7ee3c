/// Whether and how a device can run a problem.
public enum Support: Hashable, Sendable {
  /// The device runs exactly what was asked; variants in order of preference.
  case native([KernelVariant])
  /// The device gives the result by other means; every loss is named.
  case emulated([KernelVariant], losses: [Loss])
  /// The device cannot; at least one reason.
  case unsupported([UnsupportedReason])

  /// The variants that can be prepared, in order of preference.
  public var variants: [KernelVariant] {
    switch self {
    case .native(let variants), .emulated(let variants, _): variants
    case .unsupported: []
    }
  }

  /// What emulation changes.
  public var losses: [Loss] {
    if case .emulated(_, let losses) = self { losses } else { [] }
  }

  /// Why the device cannot.
  public var reasons: [UnsupportedReason] {
    if case .unsupported(let reasons) = self { reasons } else { [] }
  }

  /// The grade as it stands in results: `native`, `emulated`, `unsupported`.
  public var grade: String {
    switch self {
    case .native: "native"
    case .emulated: "emulated"
    case .unsupported: "unsupported"
    }
  }
}

/// A way to run a problem, named after what it does: `vulkan_f32_gemm_texel_shuffle_32x32x8`.
public struct KernelVariant: Hashable, Sendable, Codable, CustomStringConvertible {
  /// The stable name.
  public let id: String

  /// Creates a variant.
  public init(_ id: String) { self.id = id }

  /// The name.
  public var description: String { id }
}

/// What emulation changes about a call.
public struct Loss: Hashable, Sendable, Codable {
  /// The kind of change.
  public enum Kind: String, Hashable, Sendable, Codable {
    /// Arithmetic is less precise than asked for.
    case precisionLowered
    /// Operands are converted to another type, exactly or rounding as stated.
    case conversionAdded
    /// An operand is copied.
    case copyAdded
    /// An operand is transposed.
    case transposeAdded
    /// One call becomes several.
    case decomposed
    /// An argument has no effect.
    case argumentIgnored
  }

  /// The kind of change.
  public let kind: Kind
  /// What exactly, for people.
  public let detail: String

  /// Creates a loss.
  public init(_ kind: Kind, _ detail: String) {
    self.kind = kind
    self.detail = detail
  }
}

/// The argument that makes a call impossible, and why.
public struct UnsupportedReason: Hashable, Sendable, Codable {
  /// The argument.
  public enum Argument: String, Hashable, Sendable, Codable {
    case operation, elementType, computeType, scaleType, scaling, epilogue, batching, transpose
    case leadingDimension, headDimension, mask, layout, sizeLimit, integer64, deviceFeature
    case missingLibrary
  }

  /// The argument.
  public let argument: Argument
  /// Why, for people.
  public let detail: String

  /// Creates a reason.
  public init(_ argument: Argument, _ detail: String) {
    self.argument = argument
    self.detail = detail
  }
}
