public import Kernels

/// Which elements of an operand belong to matrices; all others are padding that no kernel may use.
public enum OperandElements {
  /// The indices of `role`'s elements that are part of a matrix, each at least once (matrices of stride 0 share theirs).
  public static func indices(of role: OperandRole, in problem: Problem) -> [Int] {
    guard case .gemm(let gemm) = problem, let place = place(of: role) else {
      let spec = problem.operands.first { $0.role == role }
      return Array(0..<(spec?.elementCount ?? 0))
    }
    return gemm.instances.flatMap { instance in
      let matrix = place(instance)
      return (0..<matrix.columns).flatMap { column in
        (0..<matrix.rows).map { matrix.start + $0 + column * matrix.leading }
      }
    }
  }

  /// Whether each element of `role` is padding.
  public static func isPadding(of role: OperandRole, in problem: Problem) -> [Bool] {
    let count = problem.operands.first { $0.role == role }?.elementCount ?? 0
    var result = [Bool](repeating: true, count: count)
    for index in indices(of: role, in: problem) { result[index] = false }
    return result
  }

  private typealias Matrix = (start: Int, rows: Int, columns: Int, leading: Int)

  private static func place(of role: OperandRole) -> ((GEMMInstance) -> Matrix)? {
    switch role {
    case .a: { ($0.a, $0.shape.rowsA, $0.shape.columnsA, $0.shape.lda) }
    case .b: { ($0.b, $0.shape.rowsB, $0.shape.columnsB, $0.shape.ldb) }
    case .c: { ($0.c, $0.shape.m, $0.shape.n, $0.shape.ldc) }
    case .d: { ($0.d, $0.shape.m, $0.shape.n, $0.shape.ldd) }
    case .bias, .scaleA, .scaleB, .q, .k, .v, .o, .oSaved, .lse, .dO, .dQKV: nil
    }
  }
}

/// The bytes of every input of one problem.
public struct ProblemInputs: Sendable {
  /// By role; each of its operand's full extent.
  public var bytes: [OperandRole: [UInt8]]

  /// Random inputs, encoded by ``ElementConversion``: reals in [-1, 1], small integers, scaling factors around 1.
  ///
  /// Padding holds NaN (or a loud integer), so that a kernel that uses it is wrong. O and lse of a backward pass are those of
  /// its forward pass.
  public init(for problem: Problem, seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    bytes = [:]
    for spec in problem.operands where !spec.role.isOutput {
      let isByteScale = (spec.role == .scaleA || spec.role == .scaleB) && spec.elementType == .i8
      let poison: UInt8 = spec.elementType.isInteger ? 0x6B : 0xFF
      var content = [UInt8](repeating: poison, count: spec.byteCount)
      for index in OperandElements.indices(of: spec.role, in: problem) {
        if isByteScale {
          content[index] = 124 + UInt8(generator.next() % 7)
          continue
        }
        let isScale = spec.role == .scaleA || spec.role == .scaleB
        for component in Self.components(of: index, spec.elementType) {
          let value: Double =
            switch spec.elementType {
            case .i8: generator.real(in: -20...20)
            case .i32: generator.real(in: -1000...1000)
            default: isScale ? generator.real(in: 0.25...2) : generator.real(in: -1...1)
            }
          content.withUnsafeMutableBytes { raw in
            guard let base = raw.baseAddress else { return }
            ElementConversion.store(value, base, spec.elementType, component: component)
          }
        }
      }
      bytes[spec.role] = content
    }
    attend(problem)
  }

  /// Puts what the forward pass leaves into O and lse of a backward pass; does nothing for other problems.
  ///
  /// To be called again where Q, K or V were changed and the gradients are to be those of the changed ones.
  public mutating func attend(_ problem: Problem) {
    guard case .attentionBackward(let backward) = problem else { return }
    let forward = backward.forward
    var copies: [OperandRole: UnsafeMutableRawBufferPointer] = [:]
    defer { for copy in copies.values { copy.deallocate() } }
    for role in [OperandRole.q, .k, .v] {
      let content = bytes[role] ?? []
      let copy = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(1, content.count), alignment: 64)
      copy.copyBytes(from: content)
      copies[role] = copy
    }
    let stride = forward.strides.o
    for batch in 0..<forward.batch {
      for head in 0..<forward.heads {
        let result = ReferenceAttentionForward.head(of: forward, batch: batch, head: head) { role in
          guard let address = copies[role]?.baseAddress else {
            preconditionFailure("the forward pass read operand \(role.rawValue)")
          }
          return UnsafeRawPointer(address)
        }
        for i in 0..<forward.seqQ {
          let start = batch * stride.batch + head * stride.head + i * stride.seq
          for x in 0..<forward.headDimV {
            set(.oSaved, forward.type, at: start + x, to: result.o[i * forward.headDimV + x])
          }
          set(
            .lse, backward.lseType, at: (batch * forward.heads + head) * forward.seqQ + i,
            to: result.lse[i])
        }
      }
    }
  }

  /// Overwrites one element (its real part) with `value`, rounded to the operand's type.
  public mutating func set(
    _ role: OperandRole, _ type: ElementType, at index: Int, to value: Double
  ) {
    bytes[role]?.withUnsafeMutableBytes { raw in
      guard let base = raw.baseAddress else { return }
      ElementConversion.store(
        value, base, type, component: Self.components(of: index, type).lowerBound)
    }
  }

  /// The component numbers of element `index`, as ``ElementConversion`` counts them.
  public static func components(of index: Int, _ type: ElementType) -> Range<Int> {
    type.isComplex ? 2 * index..<2 * index + 2 : index..<index + 1
  }
}
