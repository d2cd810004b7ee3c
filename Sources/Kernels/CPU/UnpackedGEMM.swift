import CSIMD

/// GEMM of small f32 and f64 matrices without packing.
///
/// Sums of a tile stay in registers while both factors are read as they are stored. A transposed A alone is packed, into
/// the innermost cache.
///
/// `D <- alpha * op(A) * op(B) + beta * C`, column-major, each product and sum rounded to the matrices' type. C is not read where
/// beta is 0, A and B are not where alpha or k is 0, and rows of D beyond m are left alone.
final class UnpackedGEMMKernel: HostKernel {
  let problem: Problem
  let variant: KernelVariant
  private let batches: [GEMMBatch]
  private let team: HostTeam
  private let kernel: UnpackedKernel
  private let type: ElementType
  /// A packed A for each thread.
  private let packed: [HostBuffer]

  init(_ gemm: GEMMProblem, variant: KernelVariant, team: HostTeam, kernel: UnpackedKernel)
    throws(BackendError)
  {
    problem = .gemm(gemm)
    self.variant = variant
    self.team = team
    self.kernel = kernel
    type = gemm.types.a
    batches = GEMMBatch.batches(of: gemm, threadCount: team.threadCount)
    let most =
      gemm.groups.map { $0.shape.transA == .none ? 0 : kernel.paddedRows($0.shape.m) * $0.shape.k }
      .max() ?? 0
    var packed: [HostBuffer] = []
    for _ in 0..<team.threadCount {
      packed.append(try HostBuffer(byteCount: most * type.byteCount))
    }
    self.packed = packed
  }

  func run(_ operands: HostOperands) {
    let (a, b, d) = (operands[.a], operands[.b], operands[.d])
    let size = type.byteCount
    for batch in batches {
      let instances = batch.instances
      guard let shape = instances.first?.shape, shape.m > 0, shape.n > 0 else { continue }
      let c = shape.beta.isZero ? nil : operands[.c]
      func multiply(_ at: GEMMInstance, _ columns: Range<Int>, _ worker: Int) {
        let j = columns.lowerBound
        self.multiply(
          shape, a + at.a * size, b + (at.b + j * (shape.transB == .none ? shape.ldb : 1)) * size,
          c.map { UnsafeRawPointer($0 + (at.c + j * shape.ldc) * size) },
          d + (at.d + j * shape.ldd) * size, n: columns.count, packed[worker].pointer)
      }
      if batch.isShared {
        let grain = Self.grain(shape.m * shape.n * shape.k)
        team.forEachRange(of: instances.count, grain: grain) { range, worker in
          for index in range {
            multiply(instances[instances.startIndex + index], 0..<shape.n, worker)
          }
        }
      } else {
        // Whole tiles, half of them for each of two threads.
        let share = max(
          Self.grain(shape.m * shape.k), (shape.n + team.threadCount - 1) / team.threadCount)
        let grain = (share + kernel.table.columns - 1) / kernel.table.columns * kernel.table.columns
        for at in instances {
          team.forEachRange(of: shape.n, grain: grain) { columns, worker in
            multiply(at, columns, worker)
          }
        }
      }
    }
  }

  /// How many of `productCount` multiplications make a task: half a million keep the hand-over of threads below the
  /// work.
  private static func grain(_ productCount: Int) -> Int { max(1, 524_288 / max(1, productCount)) }

  private func multiply(
    _ s: GEMMShape, _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ c: UnsafeRawPointer?,
    _ d: UnsafeMutableRawPointer, n: Int, _ scratch: UnsafeMutableRawPointer
  ) {
    var (rows, lda) = (a, s.lda)
    if s.transA != .none, s.multiplies {
      lda = kernel.paddedRows(s.m)
      parity_pack_panel(a, type.byteCount, s.lda, 1, s.m, s.k, scratch, lda)
      rows = UnsafeRawPointer(scratch)
    }
    let (strideK, strideColumn) = s.transB == .none ? (1, s.ldb) : (s.ldb, 1)
    kernel.table.multiply(
      rows, lda, b, strideK, strideColumn, s.m, n, s.multiplies ? s.k : 0,
      s.multiplies ? s.alpha.real : 0, s.beta.real, c, s.ldc, d, s.ldd)
  }
}
