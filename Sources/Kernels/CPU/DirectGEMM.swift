import CSIMD
import Foundation

/// GEMM in f32, f64, c64 and c128 by `cblas_?gemm`.
///
/// `D <- epilogue(alpha * op(A) * op(B) + beta * C)`, column-major. BLAS updates in place, so C is
/// copied into D first where beta is not 0; otherwise neither C nor the old D is read. Rows of D
/// beyond m (padding of ldd) are left alone. Sums run in the operands' precision, in an order that
/// the library chooses by size and thread count.
final class DirectGEMMKernel: HostKernel {
  let problem: Problem
  let variant: KernelVariant
  private let gemm: GEMMProblem
  private let batches: [GEMMBatch]
  private let team: HostTeam
  private let library: any CBLASLibrary

  init(
    _ gemm: GEMMProblem, variant: KernelVariant, team: HostTeam,
    library: any CBLASLibrary = LinkedOpenBLAS()
  ) {
    self.library = library
    problem = .gemm(gemm)
    self.variant = variant
    self.gemm = gemm
    self.team = team
    batches = GEMMBatch.batches(of: gemm, threadCount: team.threadCount)
  }

  func run(_ operands: HostOperands) {
    library.exclusively {
      for batch in batches {
        if batch.isShared {
          library.setThreadCount(1)
          team.forEach(batch.instances.count) { task, _ in
            multiply(
              batch.instances[batch.instances.startIndex + task], operands,
              team: HostTeam(threadCount: 1))
          }
        } else {
          library.setThreadCount(team.threadCount)
          for instance in batch.instances { multiply(instance, operands, team: team) }
        }
      }
    }
  }

  private func multiply(_ instance: GEMMInstance, _ operands: HostOperands, team: HostTeam) {
    let s = instance.shape
    guard s.m > 0, s.n > 0 else { return }
    let size = gemm.types.a.byteCount
    let a = UnsafeRawPointer(operands[.a] + instance.a * size)
    let b = UnsafeRawPointer(operands[.b] + instance.b * size)
    let d = operands[.d] + instance.d * size
    // About 64 thousand elements a task keep the hand-over of threads below the work.
    let grain = max(1, 65_536 / s.m)
    if !s.beta.isZero {
      let c = UnsafeRawPointer(operands[.c] + instance.c * size)
      team.forEachRange(of: s.n, grain: grain) { columns, _ in
        for j in columns { memcpy(d + j * s.ldd * size, c + j * s.ldc * size, s.m * size) }
      }
    }
    call(s, a, b, d)
    guard gemm.epilogue != .none else { return }
    let bias = gemm.epilogue.hasBias ? UnsafeRawPointer(operands[.bias]) : nil
    team.forEachRange(of: s.n, grain: grain) { columns, _ in
      for j in columns { finish(d + j * s.ldd * size, count: s.m, bias: bias) }
    }
  }

  private func call(
    _ s: GEMMShape, _ a: UnsafeRawPointer, _ b: UnsafeRawPointer, _ d: UnsafeMutableRawPointer
  ) {
    // OpenBLAS's kernels for small matrices read A and B even where alpha is 0; without k they
    // cannot.
    library.gemm(
      CBLASGEMM(
        type: gemm.types.a, transA: s.transA, transB: s.transB, m: s.m, n: s.n,
        k: s.multiplies ? s.k : 0, alpha: s.alpha, beta: s.beta, a: a, b: b, lda: s.lda,
        ldb: s.ldb, c: d, ldc: s.ldd))
  }

  /// Applies the epilogue to one column of D; only real types have one.
  private func finish(_ column: UnsafeMutableRawPointer, count: Int, bias: UnsafeRawPointer?) {
    if gemm.types.a == .f64 {
      let x = column.assumingMemoryBound(to: Double.self)
      let bias = bias?.assumingMemoryBound(to: Double.self)
      for i in 0..<count {
        x[i] = ReferenceGEMM.activate(x[i] + (bias?[i] ?? 0), gemm.epilogue.activation)
      }
    } else {
      let x = column.assumingMemoryBound(to: Float.self)
      let simd = SIMDPath.widest.table
      if let bias { simd.add(x, bias.assumingMemoryBound(to: Float.self), count) }
      switch gemm.epilogue.activation {
      case .identity: break
      case .relu: simd.relu(x, count)
      case .gelu: simd.gelu(x, count)
      }
    }
  }
}
