import Kernels
import Testing
import Workloads

@testable import Translation

@Suite("CUDA calls")
struct CUDACallTests {
  @Test(
    "A call means the problem that its arguments state",
    arguments: [
      (Sample.gemmEx, "gemm:bf16:tn:m=4096,n=512,k=4096"),
      (Sample.strided, "gemm:f16:nn:m=128,n=64,k=32:batch=12"),
      (Sample.lt, "gemm:f16:tn:m=4096,n=256,k=1024:bias+gelu"),
      (Sample.flash, "attn:bf16:b=1,h=32,kvh=8,d=128,sq=512:causal"),
      (
        "cublasSgemm(m=3,n=4,k=5,alpha=2,beta=0.5,lda=7)",
        "gemm:f32:nn:m=3,n=4,k=5,lda=7,alpha=2,beta=0.5"
      ),
      ("cublasSgemm_v2(transa=CUBLAS_OP_T(1),m=3,n=4,k=5)", "gemm:f32:tn:m=3,n=4,k=5"),
      (
        "cublasDgemm(h, CUBLAS_OP_N, CUBLAS_OP_T, 3, 4, 5, 1, A, 3, B, 4, 0, C, 3);",
        "gemm:f64:nt:m=3,n=4,k=5"
      ),
      ("cublasHgemm(m=3,n=4,k=5)", "gemm:f16:nn:m=3,n=4,k=5:compute=f16"),
      ("cublasCgemmBatched(m=3,n=4,k=5,batchCount=6)", "gemm:c64:nn:m=3,n=4,k=5:pointers=6"),
      (
        "cublasGemmEx(m=3,n=4,k=5,type=CUDA_R_32F(0),computeType=CUBLAS_COMPUTE_32F_FAST_TF32(77))",
        "gemm:f32:nn:m=3,n=4,k=5:compute=tf32"
      ),
      (
        "cublasSgemmGroupedBatched(transa_array=[T,N],m_array=[3,6],n_array=[4,7],k_array=[5,8],group_size=[2,1])",
        "gemm:f32:grouped:tn,m=3,n=4,k=5,count=2:nn,m=6,n=7,k=8"
      ),
      (
        "SDPA_FWD(Q=[2,8,64,32],K=[2,2,96,32],io_data_type=HALF,right_bound=0,diagonal_alignment=TOP_LEFT)",
        "attn:f16:b=2,h=8,kvh=2,d=32,sq=64,skv=96:causal-tl:bhsd"
      ),
      (
        "flash_attn::_flash_attn_forward(q=[1,64,8,32],k=[1,64,8,32],type=f16,window_size_left=16,window_size_right=0)",
        "attn:f16:b=1,h=8,d=32,sq=64:window=16"
      ),
    ])
  func meaning(text: String, descriptor: String) throws {
    #expect(try CUDACall(parsing: text).problem.descriptor == descriptor)
  }

  @Test(
    "Every problem of the suites has a call that means that problem", arguments: SuiteLibrary.names)
  func roundTrip(suite: String) throws {
    for item in try SuiteLibrary.suite(named: suite).items {
      // Probes of the machine are no calls.
      if case .probe = item.problem { continue }
      let call = try #require(CUDACall(item.problem))
      #expect(call.problem == item.problem)
      // Pointers, scaling factors and layouts apart, the text of the call is a call again.
      guard case .gemm(let gemm) = item.problem, gemm.scaleA == .none, gemm.scaleB == .none,
        call.repeats == 1, !gemm.types.a.isComplex,
        !gemm.epilogue.hasBias || call.function.family == .lt
      else { continue }
      let again = try CUDACall(parsing: call.text)
      #expect(again.function.symbol == call.function.symbol)
      #expect(again.problem.descriptor == item.problem.descriptor)
    }
  }

  @Test(
    "A call that makes no sense is refused with the place",
    arguments: [
      ("cublasGemEx(m=1,n=1,k=1)", "did you mean \"cublasGemmEx\"?", "^^^^^^^^^^^"),
      ("cublasSgemm(m=1,n=1)", "k is missing", "^"),
      ("cublasSgemm(m=1,n=1,k=x)", "\"x\" is not a whole number", "^"),
      ("cublasSgemm(m=99999999999999999999,n=1,k=1)", "is not a whole number of 64 bits", "^^^^"),
      ("cublasSgemm(m=-1,n=1,k=1)", "m=-1 is negative", "^"),
      ("cublasSgemm(m=8,n=1,k=1,lda=2)", "lda=2 is smaller than 8", "^"),
      ("cublasSgemm(transa=Q,m=1,n=1,k=1)", "\"Q\" is no transpose", "^"),
      ("cublasSgemm(m=1,m=2,n=1,k=1)", "m is given twice", "^"),
      ("cublasSgemm(mm=1,n=1,k=1)", "unknown argument of cublasSgemm \"mm\"", "^^"),
      ("cublasSgemm(1,2,3)", "has 14 parameters and 3 are given", "^"),
      ("cublasGemmEx(m=1,n=1,k=1)", "Atype is missing", "^"),
      ("cublasGemmEx(m=1,n=1,k=1,Atype=CUDA_R_4F)", "is no element type here", "^"),
      ("cublasGemmEx(m=1,n=1,k=1,type=f64,computeType=32F)", "computes in f64, not f32", "^"),
      (
        "cublasLtMatmul(m=1,n=1,k=1,type=f16,epilogue=DRELU)", "is no epilogue of a forward GEMM",
        "^"
      ),
      ("cublasLtMatmul(m=1,n=1,k=1,type=f16,Adesc=[order=ORDER_ROW])", "is not column-major", "^"),
      ("flash_attn_func(q=[1,2,3],k=[1,2,3,4])", "Q has four dimensions, not 3", "^"),
      ("flash_attn_func(q=[1,64,6,32],k=[1,64,4,32])", "h=6 is not a multiple of kvh=4", "^"),
      ("cublasSgemm", "a call is NAME(ARGUMENT=VALUE, ...)", "^"),
    ])
  func refusals(text: String, message: String, carets: String) {
    do throws(CUDACallError) {
      _ = try CUDACall(parsing: text)
      Issue.record("\(text) was accepted")
    } catch {
      #expect(error.description.contains(message))
      #expect(error.description.contains("  \(carets)"))
    }
  }

  @Test("What a call leaves open is said, not guessed silently")
  func assumptions() throws {
    let call = try CUDACall(parsing: "cublasSgemm(m=1,n=1,k=1,alpha=0x7ffe10,beta=0)")
    #expect(call.assumptions == ["alpha is 1: the call holds no value"])
    #expect(try CUDACall(parsing: Sample.gemmEx).assumptions.isEmpty)
  }

  @Test("Mutated calls and tables are refused or read, and nothing else happens")
  func hostile() throws {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let junk = Array("=,()[]|{}N9999999999999999999-\u{1B}\n \u{E9}\u{0}x")
    var refused = 0
    for round in 0..<6_000 {
      var text = Array(Sample.all[round % 4])
      for _ in 0...next(6) {
        switch next(3) {
        case 0: text[next(text.count)] = junk[next(junk.count)]
        case 1: text.insert(junk[next(junk.count)], at: next(text.count))
        default: text.remove(at: next(text.count))
        }
      }
      do throws(CUDACallError) {
        let call = try CUDACall(parsing: String(text))
        _ = call.arguments
      } catch {
        refused += 1
        #expect(!error.description.contains("\u{1B}"))
        #expect(error.description.count < 3_000)
      }
    }
    #expect(refused > 1_000)
    let table = Array(
      """
      name: a
      [sources]
      h | header | x
      [symbols]
      cublasGemmEx | aGemmEx | known h
      CUBLAS_OP_N | A_N = 5 | known h
      [arguments]
      computeType | type=bf16 headDim>3 k!%16 | {computeType} as {choose computeType} | lowered | known h | n
      [call form=grouped]
      evidence known h
      each aGemm
        x = {view A} {op B} {tensor Q} {type C} <- m, n
      """)
    for _ in 0..<2_000 {
      var text = table
      for _ in 0...next(8) { text[next(text.count)] = junk[next(junk.count)] }
      guard let dialect = try? DialectFile.parse(Array(String(text).utf8), file: "a.dialect") else {
        continue
      }
      for call in DialectTests.calls.prefix(4) { _ = Translator(dialect).translate(call) }
      _ = DialectLint.findings([dialect], cuda: dialect)
    }
  }
}
