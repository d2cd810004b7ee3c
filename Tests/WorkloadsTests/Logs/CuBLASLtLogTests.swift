import Kernels
import Testing

@testable import Workloads

@Suite("cuBLASLt logs")
struct CuBLASLtLogTests {
  private func line(
    _ level: String = "Trace", _ name: String = "cublasLtMatmul", a: String, b: String,
    c: String? = nil,
    d: String, compute: String, beta: String = "0", address: Int = 1
  ) -> String {
    "[2026-05-04 15:08:47][cublasLt][53055][\(level)][\(name)] A=0X\(address) Adesc=[\(a)] B=0X2 Bdesc=[\(b)] "
      + "C=0X3 Cdesc=[\(c ?? d)] D=0X4 Ddesc=[\(d)] computeDesc=[\(compute)] algo=[algoId=21 tile=MATMUL_TILE_32x32] "
      + "workSpace=0X0 workSpaceSizeInBytes=0 beta=\(beta) outOfPlace=1 stream=0X0\n"
  }

  private func lines(_ text: String) -> [String] { collect(CuBLASLtLogReader.self, text).lines }

  private static let unsized =
    "cublasLtMatmul - the sizes are behind descriptor addresses: only [Trace] lines (CUBLASLT_LOG_LEVEL=2) hold them, and this call has none"

  @Test(
    "A call that failed before its trace line takes over the sizes of the query right before it, which is no call",
    arguments: [(11, 0), (12, 1), (13, 1)])
  func fixtures(version: Int, count: Int) throws {
    let found = collect(CuBLASLtLogReader.self, try capture("cublaslt_log_v\(version).txt"))
    #expect(
      found.lines
        == Array(
          repeating: "cublasLtMatmul gemm:bf16:tn:m=4096,n=512,k=1024:batch=8:bias+gelu",
          count: count))
    #expect(found.rejections.isEmpty)
    for call in found.calls {
      #expect(
        call.assumptions == [
          "alpha is 1, beta is 0: the log does not have them",
          "the second output of EPILOGUE_GELU_AUX_BIAS is left out",
          "the sizes are those of the heuristic query right before the call: its own line has addresses only",
        ])
    }
  }

  @Test(
    "A query lends its sizes to the next [Api] line of its process only, and a trace line has its own"
  )
  func queries() {
    func api(_ name: String, _ rest: String, process: Int = 1) -> String {
      "[t][cublasLt][\(process)][Api][\(name)] \(rest)\n"
    }
    func query(_ size: Int, process: Int = 1) -> String {
      let layout = "[type=R_16F rows=\(size) cols=\(size) ld=\(size)]"
      return api(
        "cublasLtMatmulAlgoGetHeuristic",
        ["A", "B", "C", "D"].map { "\($0)desc=\(layout) " }.joined()
          + "preference=[maxWavesCount=0.0] computeDesc=[computeType=COMPUTE_32F scaleType=R_32F]",
        process: process)
    }
    func call(_ address: Int, process: Int = 1) -> String {
      api(
        "cublasLtMatmul",
        "A=0X\(address) Adesc=0X5 B=0X2 Bdesc=0X6 C=0X3 Cdesc=0X7 D=0X4 Ddesc=0X7 computeDesc=0X8 algo=0X9",
        process: process)
    }
    let other = api("cublasLtMatmulPreferenceDestroy", "pref=0X10")
    #expect(
      lines(
        query(4) + "[t][cublasLt][1][Info][cublasLtMatmul] anything\n" + query(8, process: 2)
          + call(1) + call(1) + call(1, process: 2) + query(4) + other + call(2))
        == [
          "cublasLtMatmul gemm:f16:nn:m=4,n=4,k=4", Self.unsized,
          "cublasLtMatmul gemm:f16:nn:m=8,n=8,k=8", Self.unsized,
        ])
    let small = "type=R_32F rows=2 cols=2 ld=2"
    let trace = line(
      a: small, b: small, d: small, compute: "computeType=COMPUTE_32F scaleType=R_32F", address: 1
    ).replacing("[53055]", with: "[1]")
    #expect(lines(query(4) + call(1) + trace) == ["cublasLtMatmul gemm:f32:nn:m=2,n=2,k=2"])
  }

  @Test("Batches, transposes, leading dimensions and epilogues")
  func trace() {
    let text = line(
      a: "type=R_16BF rows=1024 cols=4096 ld=1024 batchCount=8 stridedBatchOffset=4194304",
      b: "type=R_16BF rows=1024 cols=512 ld=1030 batchCount=8 stridedBatchOffset=0",
      d: "type=R_16BF rows=4096 cols=512 ld=4096 batchCount=8 stridedBatchOffset=2097152",
      compute:
        "computeType=COMPUTE_32F scaleType=R_32F transa=OP_T epilogue=EPILOGUE_GELU_AUX_BIAS biasPointer=0xabcd00",
      beta: "1")
    let found = collect(CuBLASLtLogReader.self, text)
    #expect(
      found.lines == [
        "cublasLtMatmul gemm:bf16:tn:m=4096,n=512,k=1024,ldb=1030,beta=1:batch=8,strideB=0:bias+gelu"
      ])
    #expect(
      found.calls[0].assumptions == [
        "alpha is 1: the log does not have it",
        "the second output of EPILOGUE_GELU_AUX_BIAS is left out",
      ])
  }

  @Test("[Api] and [Trace] of one call are one call, whichever calls stand between")
  func joined() {
    let small = "type=R_32F rows=4 cols=4 ld=4"
    func api(_ address: Int) -> String {
      "[t][cublasLt][53055][Api][cublasLtMatmul] A=0X\(address) Adesc=0X5 B=0X2 Bdesc=0X6 C=0X3 D=0X4 computeDesc=0X7 stream=0X0\n"
    }
    func trace(_ address: Int) -> String {
      line(
        a: small, b: small, d: small, compute: "computeType=COMPUTE_32F_FAST_TF32 scaleType=R_32F",
        beta: "?", address: address)
    }
    let found = collect(
      CuBLASLtLogReader.self, api(8) + api(9) + trace(8) + trace(9) + api(8) + trace(8))
    #expect(
      found.lines
        == Array(repeating: "cublasLtMatmul gemm:f32:nn:m=4,n=4,k=4:compute=tf32", count: 3))
    #expect(found.calls[0].assumptions == ["alpha is 1, beta is 0: the log does not have them"])
    #expect(found.calls.map { $0.place } == [CapturedCall.Place.line(3), .line(4), .line(6)])
  }

  @Test("A call that a cuBLAS function made is marked")
  func reentry() {
    let found = collect(
      CuBLASLtLogReader.self,
      line(
        "Trace", "cublasLtTSTMatmul", a: "type=R_16BF rows=2048 cols=1024 ld=2048",
        b: "type=R_16BF rows=1024 cols=32 ld=1024", d: "type=R_16BF rows=2048 cols=32 ld=2048",
        compute: "computeType=COMPUTE_32F scaleType=R_32F smCountTarget=48"))
    #expect(found.lines == ["cublasLtTSTMatmul gemm:bf16:nn:m=2048,n=32,k=1024"])
    #expect(
      found.calls[0].assumptions.last
        == "called by a cuBLAS function: a cuBLAS log of the same run has this call too")
  }

  @Test("8-bit floats: C has another type than D, and scales of each mode")
  func float8() {
    func fp8(_ compute: String) -> String {
      line(
        a: "type=R_8F_E4M3 rows=1024 cols=2048 ld=1024",
        b: "type=R_8F_E5M2 rows=1024 cols=32 ld=1024",
        c: "type=R_16BF rows=2048 cols=32 ld=2048", d: "type=R_16BF rows=2048 cols=32 ld=2048",
        compute: "computeType=COMPUTE_32F scaleType=R_32F transa=OP_T \(compute)")
    }
    let pointers = "aScalePointer=0x32ee30200 bScalePointer=0x32ee30000"
    let shape = "cublasLtMatmul gemm:f8e4m3xf8e5m2:tn:m=2048,n=32,k=1024"
    #expect(
      lines(
        fp8("") + fp8(pointers) + fp8("\(pointers) aScaleMode=VEC32_UE8M0 bScaleMode=VEC32_UE8M0")
          + fp8("\(pointers) aScaleMode=BLK128x128_32F bScaleMode=VEC128_32F")
          + fp8("\(pointers) aScaleMode=OUTER_VEC_32F bScaleMode=VEC16_UE4M3")) == [
          shape, shape + ":scaleA=tensor:scaleB=tensor",
          shape + ":scaleA=1x32/ue8m0:scaleB=1x32/ue8m0", shape + ":scaleA=128x128:scaleB=1x128",
          "cublasLtMatmul - scale mode VEC16_UE4M3 has no counterpart",
        ])
  }

  @Test("Row order is expressed by transposes, and by changing places where D has it")
  func orders() {
    func plain(_ a: String, _ d: String) -> String {
      line(
        a: "type=R_16F rows=8 cols=4 ld=\(a.isEmpty ? 8 : 4)\(a)",
        b: "type=R_16F rows=4 cols=2 ld=4",
        d: "type=R_16F rows=8 cols=2 ld=\(d.isEmpty ? 8 : 2)\(d)",
        compute: "computeType=COMPUTE_32F scaleType=R_32F")
    }
    let row = " order=ORDER_ROW"
    #expect(
      lines(plain("", "") + plain(row, "") + plain(row, row) + plain(" order=ORDER_COL32", "")) == [
        "cublasLtMatmul gemm:f16:nn:m=8,n=2,k=4", "cublasLtMatmul gemm:f16:tn:m=8,n=2,k=4",
        // D^T = B^T A^T: B is stored by columns, so B^T is its transpose; A is stored by rows, so A^T is what lies there.
        "cublasLtMatmul gemm:f16:tn:m=2,n=8,k=4",
        "cublasLtMatmul - Adesc has order ORDER_COL32, which has no counterpart",
      ])
  }

  @Test("What has no counterpart, and what is damaged")
  func others() {
    let small = "type=R_16F rows=4 cols=4 ld=4"
    let compute = "computeType=COMPUTE_32F scaleType=R_32F"
    let fp4 = line(a: "type=R_4F_E2M1 rows=4 cols=4 ld=4", b: small, d: small, compute: compute)
    let gradient = line(
      a: small, b: small, d: small, compute: compute + " epilogue=EPILOGUE_DGELU_BGRAD")
    let wrong = line(a: small, b: small, d: "type=R_16F rows=5 cols=4 ld=5", compute: compute)
    let bare = line(a: small, b: small, d: "type=R_16F cols=4 ld=5", compute: compute)
    let cut = String(line(a: small, b: small, d: small, compute: compute).prefix(200))
    let found = collect(CuBLASLtLogReader.self, fp4 + gradient + wrong + bare + cut)
    #expect(
      found.lines == [
        "cublasLtMatmul - Adesc type R_4F_E2M1 has no counterpart",
        "cublasLtMatmul - epilogue EPILOGUE_DGELU_BGRAD has no counterpart",
      ])
    #expect(
      found.rejections.map(\.why) == [
        "op(A) is 4 x 4, op(B) 4 x 4 and D 5 x 4", "rows of Cdesc is missing",
        "the file ends inside the line",
      ])
  }
}
