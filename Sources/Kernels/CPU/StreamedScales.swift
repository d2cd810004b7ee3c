import CSIMD

/// The scaling factors of 8-bit floats as the streaming kernels want them: for blocks of k that no
/// factor changes within.
struct StreamedScales: @unchecked Sendable {
  // SAFETY: the factors are written before they are shared.
  /// What the kernel reads.
  let table: parity_line_scales
  /// Whether a factor, or a product of two, may not be a normal binary32 number.
  let isExtreme: Bool

  /// The elements of k that share their factors; nil where the two factors' blocks do not fit into
  /// each other or into the kernel's steps.
  static func block(_ gemm: GEMMProblem, k: Int) -> Int? {
    var block = (max(k, 1) + 63) / 64 * 64
    for case .block(let blockK, _, _) in [gemm.scaleA, gemm.scaleB] where blockK < k {
      guard blockK % 64 == 0, block >= k || block % blockK == 0 || blockK % block == 0 else {
        return nil
      }
      block = min(block, blockK)
    }
    return block
  }

  /// The elements along m or n that share their factors.
  private static func extent(_ scaling: OperandScaling, _ lines: Int) -> Int {
    if case .block(_, let other, _) = scaling { other } else { max(lines, 1) }
  }

  /// The elements that the factors of one GEMM take.
  static func count(
    _ gemm: GEMMProblem, _ shape: GEMMShape, _ side: PanelSide, _ lineCount: Int,
    _ vectorCount: Int
  ) -> Int {
    guard gemm.scaleA != .none || gemm.scaleB != .none, let block = block(gemm, k: shape.k) else {
      return 0
    }
    let extent = extent(side == .a ? gemm.scaleA : gemm.scaleB, lineCount)
    return ((lineCount + extent - 1) / extent + vectorCount) * ((shape.k + block - 1) / block)
  }

  /// Arranges the factors in `memory`; nil where nothing is scaled.
  init?(
    _ gemm: GEMMProblem, large: PanelSource, _ lineCount: Int, small: PanelSource,
    _ vectorCount: Int, k: Int, _ memory: HostBuffer
  ) {
    guard gemm.scaleA != .none || gemm.scaleB != .none, let block = Self.block(gemm, k: k) else {
      return nil
    }
    let extent = Self.extent(large.side == .a ? gemm.scaleA : gemm.scaleB, lineCount)
    let blocks = (k + block - 1) / block
    let groups = (lineCount + extent - 1) / extent
    let factors = memory.pointer.assumingMemoryBound(to: Float.self)
    for group in 0..<groups {
      for b in 0..<blocks {
        factors[group * blocks + b] = large.scaling.factor(line: group * extent, k: b * block)
      }
    }
    let vectorFactors = factors + groups * blocks
    for v in 0..<vectorCount {
      for b in 0..<blocks {
        vectorFactors[v * blocks + b] = small.scaling.factor(line: v, k: b * block)
      }
    }
    var isExtreme = false
    for i in 0..<(groups + vectorCount) * blocks {
      let magnitude = abs(factors[i])
      if !(magnitude <= 0x1p60) || magnitude < 0x1p-60 && magnitude != 0 { isExtreme = true }
    }
    self.isExtreme = isExtreme
    table = parity_line_scales(
      lines: factors, vectors: vectorFactors, lines_per_factor: extent, block: block,
      blocks: blocks)
  }

  /// Products in float64, element by element: right for every factor, and slow.
  func multiplyInDouble(
    _ large: PanelSource, lines: Range<Int>, _ vectors: UnsafePointer<Float>, vectorCount: Int,
    k: Int, _ line: UnsafeMutablePointer<Float>, _ sums: UnsafeMutablePointer<Float>, ld: Int
  ) {
    for (slot, l) in lines.enumerated() {
      FloatElements.load(large.address(line: l, k: 0), large.type, into: line, count: k)
      for v in 0..<vectorCount {
        var sum = 0.0
        for p in 0..<k {
          let b = p / table.block
          let lineFactor = table.lines[l / table.lines_per_factor * table.blocks + b]
          let vectorFactor = table.vectors[v * table.blocks + b]
          sum +=
            (Double(line[p]) * Double(lineFactor))
            * (Double(vectors[v * k + p]) * Double(vectorFactor))
        }
        sums[slot + v * ld] = Float(sum)
      }
    }
  }
}
