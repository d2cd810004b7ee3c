import Kernels
import Testing

@testable import Workloads

/// What the libraries logged and XLA dumped while scripts/captures.py and the JAX programs of scripts/captures ran on an H200.
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
    func total(_ calls: [String: Int]) -> Int { calls.values.reduce(0, +) }
    // Three training steps of 9 linear layers, each with two gradients, and one inference.
    #expect(total(lt) == 3 * 27 + 9)
    // 6 of the 9 layers have a bias, which cuBLAS itself does not add.
    #expect(total(blas) == 3 * (27 - 6) + 3)
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

  @Test(
    "XLA's optimizations join products, but leave their operations",
    arguments: ["jax_train_after", "jax_train_cublas_after"])
  func hlo(name: String) throws {
    func operations(_ name: String) throws -> (calls: Int, flops: Int) {
      let file = try CaptureSamples.workload("h200/\(name).hlo.txt.gz")
      #expect(file.captures.allSatisfy { $0.rejectedCount == 0 })
      return file.problems.reduce(into: (0, 0)) {
        $0.0 += $1.calls
        $0.1 += $1.calls * $1.problem.flopCount
      }
    }
    let before = try operations("jax_train_before")
    let after = try operations(name)
    #expect(before.calls == 51)
    #expect(before.flops == 4_153_344)
    #expect(after.calls == 43)
    #expect(after.flops == before.flops)
  }

  /// 18 of the 43 stand in fusions, each called once, that take a layer's weights out of the array of both layers'.
  @Test("Each of cuBLAS's products in a training step of JAX")
  func cublas() throws {
    let expected: [String: Int] = [
      // Q, K and V of both layers, which XLA joins, and the gradients of their weights.
      "gemm:f32:nn:m=96,n=32,k=32": 2, "gemm:f32:nt:m=96,n=32,k=32": 2,
      // Scores and their products with V; gradients of V, of the probabilities, of K and of Q.
      "gemm:f32:nn:m=16,n=16,k=8:batch=8": 2, "gemm:f32:nn:m=8,n=16,k=16:batch=8": 2,
      "gemm:f32:nt:m=16,n=8,k=16:batch=8": 2, "gemm:f32:tn:m=16,n=16,k=8:batch=8": 2,
      "gemm:f32:nt:m=8,n=16,k=16:batch=8": 2, "gemm:f32:tn:m=8,n=16,k=16:batch=8": 2,
      // The output and the hidden layer, forward; beta adds what passes around them.
      "gemm:f32:nn:m=32,n=32,k=32,beta=1": 2, "gemm:f32:nn:m=64,n=32,k=32": 2,
      "gemm:f32:nn:m=32,n=32,k=64,beta=1": 2,
      // Gradients of their inputs, and of the inputs of Q, K and V.
      "gemm:f32:tn:m=64,n=32,k=32": 2, "gemm:f32:tn:m=32,n=32,k=64,beta=1": 2,
      "gemm:f32:tn:m=32,n=32,k=32": 4, "gemm:f32:tn:m=32,n=32,k=32,beta=1": 4,
      // Gradients of their weights.
      "gemm:f32:nt:m=32,n=64,k=32": 2, "gemm:f32:nt:m=64,n=32,k=32": 2,
      "gemm:f32:nt:m=32,n=32,k=32": 2,
      // The logits and their gradients.
      "gemm:f32:nn:m=100,n=32,k=32": 1, "gemm:f32:tn:m=32,n=32,k=100": 1,
      "gemm:f32:nt:m=100,n=32,k=32": 1,
    ]
    let found = try calls("jax_train_cublas_after.hlo.txt.gz")
    #expect(found.count == expected.count)
    for (descriptor, count) in expected {
      #expect(found[descriptor + ":compute=tf32"] == count, "\(descriptor)")
    }
  }

  /// jax_attention.py: Q, K and V are one product of the input, and the usual scale needs no word in the descriptor.
  @Test("cuDNN's attention and its gradients in JAX, before and after XLA's optimizations")
  func cudnn() throws {
    let attention: [String: Int] = [
      "attn:bf16:b=2,h=8,kvh=2,d=64,sq=128:causal-tl": 1,
      "attn_backward:bf16:b=2,h=8,kvh=2,d=64,sq=128:causal-tl": 1,
      "gemm:bf16:nn:m=768,n=256,k=256": 1,
    ]
    let before: [String: Int] = [
      "gemm:bf16:tn:m=256,n=256,k=768": 1,  // the gradient of the input
      "gemm:bf16:nt:m=256,n=768,k=256": 1,  // the gradient of the weights, transposed
    ]
    let after: [String: Int] = [
      // XLA splits the k of 768 into 8, whose products it adds up in f32.
      "gemm:bf16>f32:tn:m=256,n=256,k=96,lda=768,ldb=768:batch=8,strideA=96,strideB=96": 1,
      "gemm:bf16:nt:m=768,n=256,k=256": 1,
    ]
    let found = (
      before: try calls("jax_attention_before.hlo.txt.gz"),
      after: try calls("jax_attention_after.hlo.txt.gz")
    )
    #expect(found.before == attention.merging(before) { $0 + $1 })
    #expect(found.after == attention.merging(after) { $0 + $1 })
  }
}
