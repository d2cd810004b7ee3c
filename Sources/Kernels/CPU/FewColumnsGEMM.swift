import CSIMD
import Foundation

/// GEMM with few columns in f32, f16, bf16 and i8: A is read once, as it is stored, and multiplied
/// by all columns of op(B).
///
/// Memory sets the pace of such a product (the linear layers of decoding), so A is neither packed
/// nor converted in memory. `D <- round(epilogue(alpha * op(A) * op(B) + beta * C))` with products,
/// sums and epilogue in binary32. Columns of op(A) in memory give dot products, rows give weighted
/// sums; both add up in ascending k, lane by lane. C is not read where beta is 0, A and B are not
/// where alpha or k is 0, and rows of D beyond m are left alone. Sums of 8-bit integers are exact
/// (for columns of op(A) in memory only); with i32 scalars everything is 32-bit integer arithmetic
/// that wraps.
final class FewColumnsGEMMKernel: HostKernel {
  let problem: Problem
  let variant: KernelVariant
  private let gemm: GEMMProblem
  private let batches: [GEMMBatch]
  private let team: HostTeam
  private let scratch: [Scratch]
  private let bias: HostBuffer?

  /// The most columns for which the kernel is meant.
  static let columnLimit = 16

  /// The most rows of one task, so that their sums stay in the innermost caches.
  private static let rowLimit = 1024

  /// Vectors, sums and a part of a column of C.
  private struct Scratch: @unchecked Sendable {
    // SAFETY: used by one GEMM at a time, its parts by different rows or workers.
    let vectors: HostBuffer  // [n, k], binary32 or (for i8) 16-bit integers
    let sums: HostBuffer  // [n, m]
    let addends: [HostBuffer]  // [worker][rowLimit]

    init(_ gemm: GEMMProblem, workers: Int) throws(BackendError) {
      var (vectorCount, sumCount) = (0, 0)
      for group in gemm.groups {
        vectorCount = max(vectorCount, group.shape.n * group.shape.k)
        sumCount = max(sumCount, group.shape.n * group.shape.m)
      }
      vectors = try HostBuffer(byteCount: vectorCount * 4)
      sums = try HostBuffer(byteCount: sumCount * 4)
      var addends: [HostBuffer] = []
      for _ in 0..<workers { addends.append(try HostBuffer(byteCount: rowLimit * 4)) }
      self.addends = addends
    }
  }

  init(_ gemm: GEMMProblem, variant: KernelVariant, team: HostTeam) throws(BackendError) {
    problem = .gemm(gemm)
    self.variant = variant
    self.gemm = gemm
    self.team = team
    batches = GEMMBatch.batches(of: gemm, threadCount: team.threadCount)
    let concurrent = batches.contains(where: \.isShared) ? team.threadCount : 1
    var scratch: [Scratch] = []
    for _ in 0..<concurrent { scratch.append(try Scratch(gemm, workers: team.threadCount)) }
    self.scratch = scratch
    bias = gemm.epilogue.hasBias ? try HostBuffer(byteCount: gemm.shape.m * 4) : nil
  }

  func run(_ operands: HostOperands) {
    if let bias {
      FloatElements.load(
        operands[.bias], gemm.types.d, into: bias.pointer.assumingMemoryBound(to: Float.self),
        count: gemm.shape.m)
    }
    for batch in batches {
      if batch.isShared {
        team.forEach(batch.instances.count) { task, worker in
          compute(
            batch.instances[batch.instances.startIndex + task], operands,
            team: HostTeam(threadCount: 1),
            scratch[worker])
        }
      } else {
        for instance in batch.instances { compute(instance, operands, team: team, scratch[0]) }
      }
    }
  }

  private func compute(
    _ instance: GEMMInstance, _ operands: HostOperands, team: HostTeam, _ scratch: Scratch
  ) {
    let simd = SIMDPath.widest.table
    let s = instance.shape
    guard s.m > 0, s.n > 0 else { return }
    let size = gemm.types.a.byteCount
    let vectors = scratch.vectors.pointer.assumingMemoryBound(to: Float.self)
    if s.multiplies {
      load(UnsafeRawPointer(operands[.b] + instance.b * gemm.types.b.byteCount), s, into: vectors)
    }
    let a = UnsafeRawPointer(operands[.a] + instance.a * size)
    let sums = scratch.sums.pointer.assumingMemoryBound(to: Float.self)
    // Rows in memory are read in long pieces; columns in whole blocks of lines, a quarter of a
    // megabyte a task.
    let grain =
      s.transA == .none
      ? min(max(s.m / (2 * team.threadCount) / 64 * 64, 64), Self.rowLimit)
      : min(max(262_144 / (max(s.k, 1) * size) / 16 * 16, 16), Self.rowLimit)
    team.forEachRange(of: s.m, grain: grain) { rows, worker in
      if !s.multiplies || s.transA == .none {
        for j in 0..<s.n { memset(sums + j * s.m + rows.lowerBound, 0, rows.count * 4) }
      }
      if s.multiplies, s.transA == .none {
        let loop =
          switch gemm.types.a {
          case .f16: simd.add_lines_f16
          case .bf16: simd.add_lines_bf16
          default: simd.add_lines_f32
          }
        loop?(
          a + rows.lowerBound * size, s.lda, s.k, vectors, s.k, s.n, rows.count,
          sums + rows.lowerBound, s.m)
      } else if s.multiplies, gemm.types.a == .i8 {
        simd.dot_lines_i8(
          a.assumingMemoryBound(to: Int8.self) + rows.lowerBound * s.lda, s.lda, rows.count,
          scratch.vectors.pointer.assumingMemoryBound(to: Int16.self), s.k, s.n, s.k,
          scratch.sums.pointer.assumingMemoryBound(to: Int32.self) + rows.lowerBound, s.m)
      } else if s.multiplies {
        let loop =
          switch gemm.types.a {
          case .f16: simd.dot_lines_f16
          case .bf16: simd.dot_lines_bf16
          default: simd.dot_lines_f32
          }
        loop?(
          a + rows.lowerBound * s.lda * size, s.lda, rows.count, vectors, s.k, s.n, s.k,
          sums + rows.lowerBound, s.m)
      }
      finish(instance, operands, rows, sums, scratch.addends[worker])
    }
  }

  /// Converts op(B) to [n, k], integers to 16 bits.
  private func load(
    _ b: UnsafeRawPointer, _ s: GEMMShape, into vectors: UnsafeMutablePointer<Float>
  ) {
    let type = gemm.types.b
    if type == .i8 {
      let b = b.assumingMemoryBound(to: Int8.self)
      let (strideN, strideK) = s.transB == .none ? (s.ldb, 1) : (1, s.ldb)
      let wide = UnsafeMutableRawPointer(vectors).assumingMemoryBound(to: Int16.self)
      for j in 0..<s.n {
        for p in 0..<s.k { wide[j * s.k + p] = Int16(b[j * strideN + p * strideK]) }
      }
      return
    }
    if s.transB == .none {
      for j in 0..<s.n {
        FloatElements.load(
          b + j * s.ldb * type.byteCount, type, into: vectors + j * s.k, count: s.k)
      }
    } else {
      withUnsafeTemporaryAllocation(of: Float.self, capacity: s.n) { row in
        guard let base = row.baseAddress else { return }
        for p in 0..<s.k {
          FloatElements.load(b + p * s.ldb * type.byteCount, type, into: base, count: s.n)
          for j in 0..<s.n { vectors[j * s.k + p] = row[j] }
        }
      }
    }
  }

  private func finish(
    _ instance: GEMMInstance, _ operands: HostOperands, _ rows: Range<Int>,
    _ sums: UnsafeMutablePointer<Float>, _ addends: HostBuffer
  ) {
    let s = instance.shape
    let types = gemm.types
    let epilogue = FloatEpilogue(
      alpha: Float(s.alpha.real), beta: Float(s.beta.real), activation: gemm.epilogue.activation)
    let bias = bias.map { $0.pointer.assumingMemoryBound(to: Float.self) + rows.lowerBound }
    let c = addends.pointer.assumingMemoryBound(to: Float.self)
    for j in 0..<s.n {
      let values = sums + j * s.m + rows.lowerBound
      if types.d == .i32 {
        let at = (instance.c + rows.lowerBound + j * s.ldc) * 4
        IntegerElements.combine(
          UnsafeRawPointer(values).assumingMemoryBound(to: Int32.self), alpha: s.alpha,
          s.beta.isZero ? nil : UnsafeRawPointer(operands[.c] + at), beta: s.beta,
          into: (operands[.d] + (instance.d + rows.lowerBound + j * s.ldd) * 4)
            .assumingMemoryBound(to: Int32.self), count: rows.count)
        continue
      }
      if types.a == .i8 { IntegerElements.convertToFloat(values, count: rows.count) }
      if !s.beta.isZero {
        let at = (instance.c + rows.lowerBound + j * s.ldc) * types.c.byteCount
        FloatElements.load(operands[.c] + at, types.c, into: c, count: rows.count)
      }
      epilogue.apply(to: values, c: s.beta.isZero ? nil : c, bias: bias, count: rows.count)
      let at = (instance.d + rows.lowerBound + j * s.ldd) * types.d.byteCount
      FloatElements.store(values, to: operands[.d] + at, types.d, count: rows.count)
    }
  }
}
