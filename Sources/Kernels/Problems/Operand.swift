/// Which argument of a problem a buffer holds.
public enum OperandRole: String, Hashable, Sendable, CaseIterable, Codable {
  case a, b, c, d, bias, scaleA, scaleB
  case q, k, v, o
  /// Backward attention: the forward pass's output, the logarithms of its sums, the output's gradient, and the gradients
  /// of Q, K and V one behind the other.
  case oSaved, lse, dO, dQKV

  /// Whether the kernel writes this operand (it reads all others).
  public var isOutput: Bool { self == .d || self == .o || self == .dQKV }
}

/// One operand of a problem: its role, type and extent.
public struct OperandSpec: Hashable, Sendable {
  /// Which argument it is.
  public let role: OperandRole
  /// The type of its elements.
  public let elementType: ElementType
  /// Its extent in elements, padding from leading dimensions and strides included.
  public let elementCount: Int

  /// Creates a specification; `elementCount * elementType.byteCount` must not overflow.
  public init(role: OperandRole, elementType: ElementType, elementCount: Int) {
    self.role = role
    self.elementType = elementType
    self.elementCount = elementCount
  }

  /// Its extent in bytes.
  public var byteCount: Int { elementCount * elementType.byteCount }
}
