import Kernels
import Testing

@testable import Workloads

/// What the libraries logged and XLA dumped while scripts/captures.py and scripts/captures/jax_transformer.py ran on an H200.
@Suite("Captures of a GPU")
struct H200CaptureTests {
  private func calls(_ name: String) throws -> [String: Int] {
    let file = try CaptureSamples.workload("h200/" + name)
    #expect(file.captures.allSatisfy { $0.rejectedCount == 0 })
    return Dictionary(uniqueKeysWithValues: file.problems.map { ($0.problem.descriptor, $0.calls) })
  }

  /// What captures.py ran: a training step to warm up, two more, and one inference.
  @Test("The kernels of a trace of the GPU give every call its time")
  func times() throws {
    let file = try CaptureSamples.workload("h200/train.trace.json.gz")
    #expect(file.captures[0].device == "NVIDIA H200")
    #expect(file.problems.allSatisfy { ($0.recorded?.nanoseconds ?? 0) > 0 && !$0.kernels.isEmpty })
  }

  @Test("cuBLASLt's log of the run has each product, cuBLAS's those without a bias")
  func libraries() throws {
    let lt = try calls("cublaslt.txt.gz")
    let blas = try calls("cublas.txt.gz")
    // Three training steps of 9 linear layers, each with two gradients, and one inference: 3 * 27 + 9.
    #expect(lt.values.reduce(0, +) == 90)
    // 6 of the 9 layers have a bias, which cuBLAS itself does not add: 3 * 21 + 3.
    #expect(blas.values.reduce(0, +) == 66)
    #expect(lt["gemm:bf16:tn:m=96,n=24,k=32:bias"] == 8)
    #expect(lt["gemm:bf16:tn:m=50,n=24,k=32"] == 4)
    for (descriptor, count) in blas { #expect(lt[descriptor] == count, "\(descriptor)") }
  }

  @Test("cudnn-frontend logs each graph once")
  func attention() throws {
    #expect(
      try calls("cudnn_frontend.txt.gz") == [
        "attn:bf16:b=2,h=4,d=8,sq=12:causal-tl": 2,
        "attn_backward:bf16:b=2,h=4,d=8,sq=12:causal-tl": 1,
      ])
  }

  @Test("XLA's optimizations join products, but leave their operations")
  func hlo() throws {
    func operations(_ name: String) throws -> (calls: Int, flops: Int) {
      let file = try CaptureSamples.workload("h200/" + name)
      return file.problems.reduce(into: (0, 0)) {
        $0.0 += $1.calls
        $0.1 += $1.calls * $1.problem.flopCount
      }
    }
    let before = try operations("jax_train_before.hlo.txt.gz")
    let after = try operations("jax_train_after.hlo.txt.gz")
    #expect(before.calls == 51)
    #expect(after.calls == 43)
    #expect(after.flops == before.flops)
  }
}
