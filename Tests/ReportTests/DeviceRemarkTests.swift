import Report
import Testing

@Suite struct DeviceRemarkTests {
  @Test func `kernels older than the processor are named, with what to set`() throws {
    let remark = try #require(
      DeviceRemark.oldCore(
        properties: ["corename": "Prescott"], features: ["avx2", "fma", "avx512f"]))
    #expect(remark.contains("Prescott") && remark.hasSuffix("OPENBLAS_CORETYPE=SkylakeX"))
    #expect(
      DeviceRemark.oldCore(properties: ["corename": "Nehalem"], features: ["avx2"])?
        .hasSuffix("OPENBLAS_CORETYPE=Haswell") == true)
  }

  @Test(arguments: [
    (["corename": "Prescott"], []), (["corename": "SkylakeX"], ["avx2"]), ([:], ["avx2"]),
  ])
  func `other devices have no remark`(properties: [String: String], features: [String]) {
    #expect(DeviceRemark.oldCore(properties: properties, features: features) == nil)
  }
}
