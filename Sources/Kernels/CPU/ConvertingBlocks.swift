import COpenBLAS

/// Blocks of 16-bit and 8-bit floats, converted to binary32 as they lie and multiplied by sgemm.
///
/// Conversion is exact; an 8-bit operand's scaling factor is multiplied in with one rounding to
/// binary32.
struct ConvertingBlocks: BlockArithmetic {
  func packedByteCount(_ side: BlockSide, lines: Int, k: Int) -> Int { lines * k * 4 }

  func pack(
    _ matrix: BlockMatrix, lines: Range<Int>, k range: Range<Int>,
    into packed: UnsafeMutableRawPointer,
    team: HostTeam
  ) {
    let (runs, across) = matrix.areLinesContiguous ? (range, lines) : (lines, range)
    team.forEachRange(of: runs.count, grain: max(1, 65_536 / across.count)) { part, _ in
      for slot in part {
        let run = runs.lowerBound + slot
        let address =
          matrix.areLinesContiguous
          ? matrix.address(line: across.lowerBound, k: run)
          : matrix.address(line: run, k: across.lowerBound)
        let values = packed.assumingMemoryBound(to: Float.self) + slot * across.count
        FloatElements.load(address, matrix.type, into: values, count: across.count)
        matrix.scaling.apply(
          to: values, count: across.count, isAlongLines: matrix.areLinesContiguous,
          start: across.lowerBound, across: run)
      }
    }
  }

  func multiply(
    _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ size: BlockSize, isFirst: Bool, transA: Bool,
    transB: Bool, sums: UnsafeMutableRawPointer, team: HostTeam
  ) {
    // OpenBLAS's own threads are as many as the team's.
    cblas_sgemm(
      CblasColMajor, transA ? CblasTrans : CblasNoTrans, transB ? CblasTrans : CblasNoTrans,
      blasint(size.m), blasint(size.n), blasint(size.k), 1, a.assumingMemoryBound(to: Float.self),
      blasint(transA ? size.k : size.m), b.assumingMemoryBound(to: Float.self),
      blasint(transB ? size.n : size.k), isFirst ? 0 : 1, sums.assumingMemoryBound(to: Float.self),
      blasint(size.m))
  }
}
