import Kernels
import Testing

@testable import Harness

@Suite struct ColdCacheTests {
  @Test func `cold is proved by a second reading that is half as fast again`() {
    func proof(_ cold: Double, _ hot: Double) -> CaseRecord.ColdProof {
      ColdCache.judge(
        byteCount: 1000, coldNanoseconds: cold, hotNanoseconds: hot, rotation: "2 operand sets")
    }
    #expect(proof(1500, 1000).proved)
    #expect(!proof(1400, 1000).proved)
    #expect(!proof(1000, 1000).proved)
    #expect(proof(1500, 1000).hotBytesPerSecond == 1e9)
    #expect(!proof(0, 0).proved)
  }

  @Test func `the rotation takes more than twice the cache between two uses of a set`() throws {
    for descriptor in [
      "gemm:f32:nn:m=64,n=64,k=64", "gemm:f32:nn:m=1,n=1,k=1", "gemm:f32:nn:m=0,n=1,k=1",
    ] {
      let problem = try Problem(descriptor: descriptor)
      for cache in [1000, 1 << 20, 32 << 20] {
        let sets = ColdCache.setCount(problem, cacheByteCount: cache)
        let footprint = max(problem.footprintByteCount, OperandSet.alignment)
        #expect((sets - 1) * footprint > 2 * cache)
        #expect(sets >= 2)
      }
    }
  }

  @Test(arguments: [("32768K", 32 << 20), ("2M", 2 << 20), ("512", 512)])
  func `sizes of caches are read as the system writes them`(text: String, size: Int) {
    #expect(CacheSize.bytes(text) == size)
    #expect(CacheSize.bytes("big") == nil)
  }
}
