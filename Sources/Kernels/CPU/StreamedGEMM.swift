import CSIMD
import Foundation

/// GEMM with few rows or few columns in f32, f64, f16, bf16, i8 and 8-bit floats: the larger factor is read
/// once, as it is stored, and multiplied by all rows or columns of the smaller.
///
/// Memory sets the pace of such a product (the linear layers of decoding), so the large factor is
/// neither packed nor converted in memory. `D <- round(epilogue(alpha * op(A) * op(B) + beta * C))`
/// with sums and epilogue in binary32 (binary64 for f64); scaling factors multiply the sum of each block of k. Sums of
/// 8-bit integers are exact modulo 2^32; with i32 scalars everything is 32-bit integer arithmetic that
/// wraps. C is not read where beta is 0, A and B are not where alpha or k is 0, and rows of D beyond m
/// are left alone.
final class StreamedGEMMKernel: HostKernel {
  let problem: Problem
  let variant: KernelVariant
  private let gemm: GEMMProblem
  private let batches: [GEMMBatch]
  private let team: HostTeam
  private let kernel: LineKernel
  private let side: PanelSide
  private let scratch: [StreamedScratch]
  private let bias: HostBuffer?
  private let sumByteCount: Int

  /// The most rows or columns for which the kernel is meant.
  static let vectorLimit = 16

  /// The most lines of one task, so that their sums stay in the innermost caches.
  static let lineLimit = 1024

  /// - Parameter side: Which factor is the larger.
  init(
    _ gemm: GEMMProblem, variant: KernelVariant, team: HostTeam, kernel: LineKernel, side: PanelSide
  ) throws(BackendError) {
    problem = .gemm(gemm)
    self.variant = variant
    self.gemm = gemm
    self.team = team
    self.kernel = kernel
    self.side = side
    batches = GEMMBatch.batches(of: gemm, threadCount: team.threadCount)
    sumByteCount = gemm.types.d == .f64 ? 8 : 4
    let concurrent = batches.contains(where: \.isShared) ? team.threadCount : 1
    var scratch: [StreamedScratch] = []
    for _ in 0..<concurrent {
      scratch.append(
        try StreamedScratch(
          gemm, kernel, side, sumByteCount: sumByteCount, workers: team.threadCount))
    }
    self.scratch = scratch
    bias = gemm.epilogue.hasBias ? try HostBuffer(byteCount: gemm.shape.m * sumByteCount) : nil
  }

  func run(_ operands: HostOperands) {
    if let bias {
      GEMMOutput.load(
        bias: operands[.bias], gemm.types.d, into: bias.pointer, count: gemm.shape.m)
    }
    for batch in batches {
      let instances = batch.instances
      if batch.isShared {
        team.forEach(instances.count) { task, worker in
          let index = instances.startIndex + task
          compute(
            instances[index], index, operands, team: HostTeam(threadCount: 1), scratch[worker])
        }
      } else {
        for index in instances.indices {
          compute(instances[index], index, operands, team: team, scratch[0])
        }
      }
    }
  }

  private func compute(
    _ instance: GEMMInstance, _ index: Int, _ operands: HostOperands, team: HostTeam,
    _ scratch: StreamedScratch
  ) {
    let s = instance.shape
    guard s.m > 0, s.n > 0 else { return }
    let a = PanelSource(
      side: .a, type: gemm.types.a,
      address: UnsafeRawPointer(operands[.a] + instance.a * gemm.types.a.byteCount), leading: s.lda,
      areLinesContiguous: s.transA == .none,
      scaling: BlockScaling(gemm.scaleA, role: .scaleA, lines: s.m, k: s.k, index: index, operands))
    let b = PanelSource(
      side: .b, type: gemm.types.b,
      address: UnsafeRawPointer(operands[.b] + instance.b * gemm.types.b.byteCount), leading: s.ldb,
      areLinesContiguous: s.transB != .none,
      scaling: BlockScaling(gemm.scaleB, role: .scaleB, lines: s.n, k: s.k, index: index, operands))
    let (large, small) = side == .a ? (a, b) : (b, a)
    let (lineCount, vectorCount) = side == .a ? (s.m, s.n) : (s.n, s.m)
    var scales: StreamedScales?
    if s.multiplies {
      scratch.load(small, count: vectorCount, k: s.k, kernel)
      scales = StreamedScales(
        gemm, large: large, lineCount, small: small, vectorCount, k: s.k, scratch.factors)
    }
    // Lines are read in pieces of a quarter of a megabyte; what lies across them in long pieces.
    let grain =
      large.areLinesContiguous
      ? max(lineCount / (2 * team.threadCount) / 64 * 64, 64)
      : max(262_144 / (max(s.k, 1) * large.type.byteCount) / 16 * 16, 16)
    team.forEachRange(of: lineCount, grain: min(grain, Self.lineLimit)) { lines, worker in
      let sums = scratch.sums.pointer + lines.lowerBound * sumByteCount
      let address = large.address(line: lines.lowerBound, k: 0)
      if !s.multiplies {
        for v in 0..<vectorCount {
          memset(sums + v * lineCount * sumByteCount, 0, lines.count * sumByteCount)
        }
      } else if large.areLinesContiguous {
        kernel.add(
          address, large.type, stride: large.leading, count: lines.count, scratch.vectors.pointer,
          vectorCount: vectorCount, k: s.k, sums, ld: lineCount)
      } else if let scales, scales.isExtreme {
        scales.multiplyInDouble(
          large, lines: lines, scratch.values, vectorCount: vectorCount, k: s.k,
          scratch.line(worker), sums.assumingMemoryBound(to: Float.self), ld: lineCount)
      } else {
        func dot(_ scales: UnsafePointer<parity_line_scales>?) {
          kernel.dot(
            address, large.type, stride: large.leading, count: lines.count, scratch.vectors.pointer,
            vectorCount: vectorCount, k: s.k, scales: scales, firstLine: lines.lowerBound, sums,
            ld: lineCount)
        }
        if let scales { withUnsafePointer(to: scales.table, dot) } else { dot(nil) }
      }
      finish(instance, operands, lines, scratch, worker)
    }
  }

  /// Turns the sums of some lines into elements of D.
  private func finish(
    _ instance: GEMMInstance, _ operands: HostOperands, _ lines: Range<Int>,
    _ scratch: StreamedScratch, _ worker: Int
  ) {
    let s = instance.shape
    let output = GEMMOutput(gemm, s)
    let addends = scratch.addends[worker].pointer.assumingMemoryBound(to: Float.self)
    func finish(_ sums: UnsafeMutableRawPointer, row: Int, column: Int, count: Int) {
      let c =
        s.beta.isZero
        ? nil
        : UnsafeRawPointer(
          operands[.c] + (instance.c + row + column * s.ldc) * gemm.types.c.byteCount)
      output.finish(
        sums, count: count, c: c,
        bias: bias.map { UnsafeRawPointer($0.pointer + row * sumByteCount) },
        into: operands[.d] + (instance.d + row + column * s.ldd) * gemm.types.d.byteCount,
        addends: addends)
    }
    if side == .a {
      for j in 0..<s.n {
        finish(
          scratch.sums.pointer + (lines.lowerBound + j * s.m) * sumByteCount,
          row: lines.lowerBound, column: j, count: lines.count)
      }
      return
    }
    // Lines are columns of D: their sums are brought side by side.
    let columns = scratch.columns[worker].pointer
    func settle<Sum>(_ type: Sum.Type) {
      let from = scratch.sums.pointer.assumingMemoryBound(to: type)
      let to = columns.assumingMemoryBound(to: type)
      for i in 0..<s.m {
        for (slot, j) in lines.enumerated() { to[i + slot * s.m] = from[j + i * s.n] }
      }
    }
    if sumByteCount == 8 { settle(UInt64.self) } else { settle(UInt32.self) }
    if s.ldd == s.m, s.beta.isZero || s.ldc == s.m, bias == nil {
      finish(columns, row: 0, column: lines.lowerBound, count: lines.count * s.m)
    } else {
      for (slot, j) in lines.enumerated() {
        finish(columns + slot * s.m * sumByteCount, row: 0, column: j, count: s.m)
      }
    }
  }
}

/// The working memory of one GEMM under way.
struct StreamedScratch: @unchecked Sendable {
  // SAFETY: used by one GEMM at a time, its parts by different lines or workers.
  /// The vectors as the kernel wants them.
  let vectors: HostBuffer
  /// [vector, line] sums.
  let sums: HostBuffer
  /// The scaling factors of lines and vectors.
  let factors: HostBuffer
  /// For each worker a run of C, and sums in the order of D.
  let addends, columns: [HostBuffer]
  /// The vectors as stored, then (8-bit floats) in binary32 and bf16; a line for each worker.
  private let stored, decoded, narrowed: HostBuffer
  private let lines: [HostBuffer]

  init(
    _ gemm: GEMMProblem, _ kernel: LineKernel, _ side: PanelSide, sumByteCount: Int, workers: Int
  ) throws(BackendError) {
    var (vectorByteCount, sumCount, elementCount, k, factorCount) = (0, 0, 0, 0, 0)
    for group in gemm.groups {
      let s = group.shape
      let (lineCount, count) = side == .a ? (s.m, s.n) : (s.n, s.m)
      vectorByteCount = max(vectorByteCount, kernel.vectorByteCount(count, k: s.k))
      sumCount = max(sumCount, s.m * s.n)
      elementCount = max(elementCount, count * s.k)
      k = max(k, s.k)
      factorCount = max(factorCount, StreamedScales.count(gemm, s, side, lineCount, count))
    }
    let isFloat8 = gemm.types.a.isFloat8
    vectors = try HostBuffer(byteCount: vectorByteCount)
    sums = try HostBuffer(byteCount: sumCount * sumByteCount)
    factors = try HostBuffer(byteCount: factorCount * 4)
    stored = try HostBuffer(byteCount: elementCount * gemm.types.a.byteCount)
    decoded = try HostBuffer(byteCount: isFloat8 ? elementCount * 4 : 0)
    narrowed = try HostBuffer(byteCount: isFloat8 ? elementCount * 2 : 0)
    func forEachWorker(_ byteCount: Int) throws(BackendError) -> [HostBuffer] {
      var buffers: [HostBuffer] = []
      for _ in 0..<workers { buffers.append(try HostBuffer(byteCount: byteCount)) }
      return buffers
    }
    let run = StreamedGEMMKernel.lineLimit * StreamedGEMMKernel.vectorLimit * sumByteCount
    addends = try forEachWorker(side == .a ? StreamedGEMMKernel.lineLimit * 4 : run)
    columns = try forEachWorker(side == .a ? 0 : run)
    lines = try forEachWorker(isFloat8 ? k * 4 : 0)
  }

  /// [vector, k] values of 8-bit floats.
  var values: UnsafePointer<Float> {
    UnsafePointer(decoded.pointer.assumingMemoryBound(to: Float.self))
  }

  /// Room for a line of binary32.
  func line(_ worker: Int) -> UnsafeMutablePointer<Float> {
    lines[worker].pointer.assumingMemoryBound(to: Float.self)
  }

  /// Packs the vectors of a factor.
  func load(_ source: PanelSource, count: Int, k: Int, _ kernel: LineKernel) {
    let size = source.type.byteCount
    for v in 0..<count {
      let to = stored.pointer + v * k * size
      let from = source.address(line: v, k: 0)
      if !source.areLinesContiguous {
        memcpy(to, from, k * size)
      } else {
        switch size {
        case 1: Self.gather(UInt8.self, from, stride: source.leading, count: k, into: to)
        case 2: Self.gather(UInt16.self, from, stride: source.leading, count: k, into: to)
        case 8: Self.gather(UInt64.self, from, stride: source.leading, count: k, into: to)
        default: Self.gather(UInt32.self, from, stride: source.leading, count: k, into: to)
        }
      }
    }
    guard source.type.isFloat8 else {
      kernel.pack(stored.pointer, source.type, count: count, k: k, into: vectors.pointer)
      return
    }
    let values = decoded.pointer.assumingMemoryBound(to: Float.self)
    FloatElements.load(stored.pointer, source.type, into: values, count: count * k)
    FloatElements.store(values, to: narrowed.pointer, .bf16, count: count * k)
    kernel.pack(narrowed.pointer, .bf16, count: count, k: k, into: vectors.pointer)
  }

  private static func gather<T>(
    _ type: T.Type, _ source: UnsafeRawPointer, stride: Int, count: Int,
    into destination: UnsafeMutableRawPointer
  ) {
    let from = source.assumingMemoryBound(to: type)
    let to = destination.assumingMemoryBound(to: type)
    for p in 0..<count { to[p] = from[p * stride] }
  }
}
