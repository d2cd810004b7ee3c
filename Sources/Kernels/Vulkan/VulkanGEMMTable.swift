/// The table of `GemmInstance`s that all GEMM shaders read (shaders/README.md, "GEMM").
struct VulkanGEMMTable: Sendable {
  static let instanceByteCount = 112
  private let problem: GEMMProblem

  /// GEMMs of one shape that lie next to each other in the table.
  struct Segment: Sendable {
    let first: Int
    let count: Int
    let shape: GEMMShape
  }

  init(_ problem: GEMMProblem) { self.problem = problem }

  var byteCount: Int { scalingsOffset + (problem.types.a.isFloat8 ? 2 * 32 : 0) }

  /// Where the scalings of A and B begin, which only problems of 8-bit floats have.
  var scalingsOffset: Int { Self.instanceByteCount * problem.instanceCount }

  /// The segments with any result; neighbours of one shape are one.
  var segments: [Segment] {
    var result: [Segment] = []
    var first = 0
    for group in problem.groups {
      defer { first += group.count }
      guard group.shape.m > 0, group.shape.n > 0 else { continue }
      if let last = result.last, last.first + last.count == first, last.shape == group.shape {
        result[result.count - 1] = Segment(
          first: last.first, count: last.count + group.count, shape: group.shape)
      } else {
        result.append(Segment(first: first, count: group.count, shape: group.shape))
      }
    }
    return result
  }

  /// The table for operands at these addresses.
  func bytes(_ addresses: [OperandRole: UInt64]) -> [UInt8] {
    let types = problem.types
    func address(_ role: OperandRole, _ type: ElementType, _ offset: Int) -> UInt64 {
      addresses[role].map { $0 + UInt64(offset * type.byteCount) } ?? 0
    }
    var bytes = VulkanBytes(capacity: byteCount)
    for instance in problem.instances {
      let s = instance.shape
      bytes.append(address(.a, types.a, instance.a))
      bytes.append(address(.b, types.b, instance.b))
      bytes.append(s.beta.isZero ? 0 : address(.c, types.c, instance.c))
      bytes.append(address(.d, types.d, instance.d))
      bytes.append(problem.epilogue.hasBias ? address(.bias, types.d, 0) : 0)
      for value in [s.m, s.n, s.k, s.lda, s.ldb, s.ldc, s.ldd] { bytes.append32(value) }
      bytes.append(flags(s))
      for scalar in [s.alpha, s.beta] {
        append(scalar.real, to: &bytes)
        append(scalar.imaginary, to: &bytes)
      }
      bytes.append(UInt64(0))
    }
    if problem.types.a.isFloat8 {
      append(problem.scaleA, extent: problem.shape.m, at: addresses[.scaleA], to: &bytes)
      append(problem.scaleB, extent: problem.shape.n, at: addresses[.scaleB], to: &bytes)
    }
    return bytes.bytes
  }

  /// An `OperandScaling` (shaders/README.md, "Scaling factors").
  private func append(
    _ scaling: OperandScaling, extent: Int, at address: UInt64?, to bytes: inout VulkanBytes
  ) {
    bytes.append(address ?? 0)
    switch scaling {
    case .none: for value in [0, 1, 1, 0, 0, 0] { bytes.append32(value) }
    case .tensor: for value in [1, 1, 1, 0, 0, 0] { bytes.append32(value) }
    case .block(let k, let other, let format):
      let rows = ceilDivide(extent, other)
      for value in [
        format == .f32 ? 2 : 3, k, other, rows, rows * ceilDivide(problem.shape.k, k), 0,
      ] { bytes.append32(min(value, Int(UInt32.max))) }
    }
  }

  /// One part of a scalar in 8 bytes, in the type that the kernel computes in.
  private func append(_ value: Double, to bytes: inout VulkanBytes) {
    switch problem.types.a {
    case .f64, .c128: bytes.append(value)
    case .i8:
      bytes.append(Int32(value))
      bytes.append(UInt32(0))
    default:
      bytes.append(Float(value))
      bytes.append(UInt32(0))
    }
  }

  private func flags(_ shape: GEMMShape) -> UInt32 {
    func bits(_ transpose: Transpose) -> UInt32 {
      switch transpose {
      case .none: 0
      case .transpose: 1
      case .conjugateTranspose: 2
      }
    }
    let activation: UInt32 =
      switch problem.epilogue.activation {
      case .identity: 0
      case .relu: 1
      case .gelu: 2
      }
    return bits(shape.transA) | bits(shape.transB) << 2 | activation << 4
      | (problem.epilogue.hasBias ? 64 : 0)
  }
}

extension VulkanGEMMTable.Segment {
  /// Dispatches one workgroup a tile of every instance (shaders/README.md, "gemm_*_tiled_*").
  func recordTiles(
    into commands: VulkanCommands, table address: UInt64, rows: Int, columns: Int,
    _ pipeline: VulkanPipeline
  ) {
    let tilesM = ceilDivide(shape.m, rows)
    let tilesN = ceilDivide(shape.n, columns)
    // The shaders number all workgroups of a range of instances in 32 bits.
    let instances = max(1, vulkanGroupsPerDispatch / (tilesM * tilesN))
    for range in pieces(of: count, atMost: instances) {
      let groups = range.count * tilesM * tilesN
      for part in pieces(of: groups, atMost: vulkanGroupsPerDispatch) {
        var constants = VulkanBytes()
        constants.append(address)
        constants.append32(first + range.start)
        constants.append32(range.count)
        constants.append32(tilesM)
        constants.append32(tilesN)
        constants.append32(part.start)
        commands.dispatch(pipeline, constants: constants.bytes, groups: part.count)
      }
    }
  }

  /// How kernels that copy 16 bytes at a time find the operands of the segment's GEMMs.
  struct VectorOperands {
    /// Whether lines of the operand run along m or n, and not along k.
    let aAlongRows, bAlongRows: Bool
    /// Whether all lines start at multiples of 16 bytes, as operands themselves do, and there are less than 2^27 pieces
    /// of 16 bytes.
    let aAligned, bAligned, dAligned: Bool
    /// Whether every piece of the operands lies inside whole.
    let hasWholeLines: Bool
  }

  func vectorOperands(_ problem: GEMMProblem) -> VectorOperands {
    let instances = problem.instances[first..<first + count]
    func aligned(
      _ type: ElementType, _ ld: Int, lines: Int, _ offset: KeyPath<GEMMInstance, Int>
    ) -> Bool {
      let vector = 16 / type.byteCount
      return ld % vector == 0 && ld / vector < (1 << 27) / max(lines, 1)
        && instances.allSatisfy { $0[keyPath: offset] % vector == 0 }
    }
    let (s, types) = (shape, problem.types)
    let aAligned = aligned(types.a, s.lda, lines: s.transA == .none ? s.k : s.m, \.a)
    let bAligned = aligned(types.b, s.ldb, lines: s.transB == .none ? s.n : s.k, \.b)
    let vector = 16 / types.a.byteCount
    return VectorOperands(
      aAlongRows: s.transA == .none, bAlongRows: s.transB != .none,
      aAligned: aAligned, bAligned: bAligned,
      dAligned: aligned(types.d, s.ldd, lines: s.n, \.d),
      hasWholeLines: aAligned && bAligned
        && (s.transA == .none ? s.m : s.k) % vector == 0
        && (s.transB == .none ? s.k : s.n) % vector == 0)
  }

  /// Whether D is alpha * op(A) * op(B) and no more, with something to add up.
  func isProduct(_ problem: GEMMProblem) -> Bool {
    shape.k > 0 && shape.beta.isZero && problem.epilogue == .none
  }
}
