import Foundation

/// How blocks of A and B are packed and multiplied: what the blocked GEMMs differ in.
///
/// A block's product is `m x n` 32-bit sums (binary32 or integers), column-major with leading
/// dimension m.
protocol BlockArithmetic: Sendable {
  /// The bytes that a packed block of `lines` rows of A, or columns of B, takes for `k` products.
  func packedByteCount(_ side: BlockSide, lines: Int, k: Int) -> Int

  /// Packs the part of `matrix` at `lines` and `range` of k.
  func pack(
    _ matrix: BlockMatrix, lines: Range<Int>, k range: Range<Int>,
    into packed: UnsafeMutableRawPointer,
    team: HostTeam)

  /// Adds (or, for the first block of k, assigns) the product of two packed blocks to `sums`.
  func multiply(
    _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ size: BlockSize, isFirst: Bool, transA: Bool,
    transB: Bool, sums: UnsafeMutableRawPointer, team: HostTeam)
}

/// Which factor a block belongs to.
enum BlockSide: Sendable {
  case a, b
}

/// The extent of a block.
struct BlockSize: Hashable, Sendable {
  var m, n, k: Int

  /// This block, no larger than `shape`.
  func clipped(to shape: GEMMShape) -> BlockSize {
    BlockSize(m: min(m, shape.m), n: min(n, shape.n), k: min(k, shape.k))
  }
}

/// One factor as blocks see it: lines (rows of op(A), columns of op(B)) of k elements each.
struct BlockMatrix {
  let side: BlockSide
  let type: ElementType
  let address: UnsafeRawPointer
  /// The leading dimension.
  let leading: Int
  /// Whether neighbouring lines, and not neighbouring k, are neighbours in memory.
  let areLinesContiguous: Bool
  /// The factor of the element at a line and k.
  let scaling: BlockScaling

  /// The address of an element.
  func address(line: Int, k: Int) -> UnsafeRawPointer {
    let index = areLinesContiguous ? line + k * leading : k + line * leading
    return address + index * type.byteCount
  }
}

/// GEMM for element types that BLAS lacks: blocks are packed, multiplied into 32-bit sums and
/// finished one by one.
///
/// `D <- round(epilogue(alpha * (op(A) * op(B)) + beta * C))`: the epilogue is computed in binary32
/// on the whole sum and rounded to D's type once. With i32 scalars everything is 32-bit integer
/// arithmetic that wraps. C is not read where beta is 0, A and B are not where alpha or k is 0, and
/// rows of D beyond m are left alone. Scratch memory is O(block) for each thread that computes a
/// whole GEMM.
final class BlockedGEMMKernel: HostKernel {
  let problem: Problem
  let variant: KernelVariant
  private let gemm: GEMMProblem
  private let batches: [GEMMBatch]
  private let team: HostTeam
  private let arithmetic: any BlockArithmetic
  private let block: BlockSize
  /// One for each GEMM that is computed at the same time.
  private let scratch: [BlockScratch]
  private let bias: HostBuffer?

  init(
    _ gemm: GEMMProblem, variant: KernelVariant, team: HostTeam, arithmetic: any BlockArithmetic
  ) throws(BackendError) {
    problem = .gemm(gemm)
    self.variant = variant
    self.gemm = gemm
    self.team = team
    self.arithmetic = arithmetic
    let batches = GEMMBatch.batches(of: gemm, threadCount: team.threadCount)
    self.batches = batches
    let isAnyShared = batches.contains(where: \.isShared)
    // Large enough that packing costs little beside 2048 (or 1024) products for each packed
    // element.
    let block =
      isAnyShared ? BlockSize(m: 1008, n: 1024, k: 1024) : BlockSize(m: 2016, n: 2048, k: 1024)
    self.block = block
    var largest = BlockSize(m: 0, n: 0, k: 0)
    for group in gemm.groups {
      let size = block.clipped(to: group.shape)
      largest = BlockSize(
        m: max(largest.m, size.m), n: max(largest.n, size.n), k: max(largest.k, size.k))
    }
    var scratch: [BlockScratch] = []
    for _ in 0..<(isAnyShared ? team.threadCount : 1) {
      scratch.append(
        try BlockScratch(largest, arithmetic, workers: isAnyShared ? 1 : team.threadCount))
    }
    // A group that is not shared runs alone on the first scratch with the whole team.
    if isAnyShared, batches.contains(where: { !$0.isShared }) {
      scratch[0] = try BlockScratch(largest, arithmetic, workers: team.threadCount)
    }
    self.scratch = scratch
    bias = gemm.epilogue.hasBias ? try HostBuffer(byteCount: gemm.shape.m * 4) : nil
  }

  func run(_ operands: HostOperands) {
    OpenBLASLibrary.exclusively {
      if let bias {
        FloatElements.load(
          operands[.bias], gemm.types.d, into: bias.pointer.assumingMemoryBound(to: Float.self),
          count: gemm.shape.m)
      }
      var first = 0
      for batch in batches {
        let start = batch.instances.startIndex
        if batch.isShared {
          OpenBLASLibrary.setThreadCount(1)
          team.forEach(batch.instances.count) { task, worker in
            compute(
              batch.instances[start + task], index: first + task, operands,
              team: HostTeam(threadCount: 1), scratch[worker])
          }
        } else {
          OpenBLASLibrary.setThreadCount(team.threadCount)
          for task in batch.instances.indices {
            compute(
              batch.instances[task], index: first + task - start, operands, team: team, scratch[0])
          }
        }
        first += batch.instances.count
      }
    }
  }

  private func compute(
    _ instance: GEMMInstance, index: Int, _ operands: HostOperands, team: HostTeam,
    _ scratch: BlockScratch
  ) {
    let s = instance.shape
    guard s.m > 0, s.n > 0 else { return }
    let a = BlockMatrix(
      side: .a, type: gemm.types.a,
      address: UnsafeRawPointer(operands[.a] + instance.a * gemm.types.a.byteCount), leading: s.lda,
      areLinesContiguous: s.transA == .none,
      scaling: BlockScaling(gemm.scaleA, role: .scaleA, lines: s.m, k: s.k, index: index, operands))
    let b = BlockMatrix(
      side: .b, type: gemm.types.b,
      address: UnsafeRawPointer(operands[.b] + instance.b * gemm.types.b.byteCount), leading: s.ldb,
      areLinesContiguous: s.transB != .none,
      scaling: BlockScaling(gemm.scaleB, role: .scaleB, lines: s.n, k: s.k, index: index, operands))
    for j in stride(from: 0, to: s.n, by: block.n) {
      let columns = j..<min(j + block.n, s.n)
      for i in stride(from: 0, to: s.m, by: block.m) {
        let rows = i..<min(i + block.m, s.m)
        if s.multiplies {
          for p in stride(from: 0, to: s.k, by: block.k) {
            let range = p..<min(p + block.k, s.k)
            arithmetic.pack(a, lines: rows, k: range, into: scratch.a.pointer, team: team)
            arithmetic.pack(b, lines: columns, k: range, into: scratch.b.pointer, team: team)
            arithmetic.multiply(
              scratch.a.pointer, scratch.b.pointer,
              BlockSize(m: rows.count, n: columns.count, k: range.count), isFirst: p == 0,
              transA: !a.areLinesContiguous, transB: b.areLinesContiguous,
              sums: scratch.sums.pointer,
              team: team)
          }
        } else {
          memset(scratch.sums.pointer, 0, rows.count * columns.count * 4)
        }
        finish(instance, operands, rows: rows, columns: columns, team: team, scratch)
      }
    }
  }

  /// Turns the sums of one block into elements of D.
  private func finish(
    _ instance: GEMMInstance, _ operands: HostOperands, rows: Range<Int>, columns: Range<Int>,
    team: HostTeam,
    _ scratch: BlockScratch
  ) {
    let s = instance.shape
    let types = gemm.types
    let c = s.beta.isZero ? nil : UnsafeRawPointer(operands[.c])
    let d = operands[.d]
    let bias = self.bias.map { $0.pointer.assumingMemoryBound(to: Float.self) + rows.lowerBound }
    let epilogue = FloatEpilogue(
      alpha: Float(s.alpha.real), beta: Float(s.beta.real), activation: gemm.epilogue.activation)
    team.forEachRange(of: columns.count, grain: max(1, 65_536 / rows.count)) { range, worker in
      for slot in range {
        let j = columns.lowerBound + slot
        let sums = scratch.sums.pointer + slot * rows.count * 4
        let columnC = c.map { $0 + (instance.c + rows.lowerBound + j * s.ldc) * types.c.byteCount }
        let columnD = d + (instance.d + rows.lowerBound + j * s.ldd) * types.d.byteCount
        if types.d == .i32 {
          IntegerElements.combine(
            sums.assumingMemoryBound(to: Int32.self), alpha: s.alpha, columnC, beta: s.beta,
            into: columnD.assumingMemoryBound(to: Int32.self), count: rows.count)
          continue
        }
        if types.a == .i8 { IntegerElements.convertToFloat(sums, count: rows.count) }
        let values = sums.assumingMemoryBound(to: Float.self)
        let addends = scratch.columns[worker].pointer.assumingMemoryBound(to: Float.self)
        if let columnC { FloatElements.load(columnC, types.c, into: addends, count: rows.count) }
        epilogue.apply(to: values, c: columnC == nil ? nil : addends, bias: bias, count: rows.count)
        FloatElements.store(values, to: columnD, types.d, count: rows.count)
      }
    }
  }
}

/// The working memory of one GEMM under way.
struct BlockScratch: Sendable {
  let a, b, sums: HostBuffer
  /// A column of C in binary32 for each worker.
  let columns: [HostBuffer]

  init(_ size: BlockSize, _ arithmetic: any BlockArithmetic, workers: Int) throws(BackendError) {
    a = try HostBuffer(byteCount: arithmetic.packedByteCount(.a, lines: size.m, k: size.k))
    b = try HostBuffer(byteCount: arithmetic.packedByteCount(.b, lines: size.n, k: size.k))
    sums = try HostBuffer(byteCount: size.m * size.n * 4)
    var columns: [HostBuffer] = []
    for _ in 0..<workers { columns.append(try HostBuffer(byteCount: size.m * 4)) }
    self.columns = columns
  }
}
