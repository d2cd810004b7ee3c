import Harness
import Report
import TestSupport
import Testing

@Suite struct WorkloadTextTests {
  @Test("A captured workload's totals name the source, the gap and what holds a device back")
  func captured() throws {
    var file = SampleResults.file
    #expect(WorkloadText.render(file, width: nil) == nil)
    file.workload.source = "capture"
    file.workload.sourceDevice = "NVIDIA H100\u{1B}[31m"
    file.cases = file.cases.filter { $0.device == "openblas:0" && $0.statistics != nil }
    file.cases = Array(file.cases.prefix(2))
    for (index, median) in [2e6, 50e6].enumerated() {
      file.cases[index].statistics?.medianNanoseconds = median
      file.cases[index].recordedNanoseconds = median / 10
      file.cases[index].roof = RoofShare(
        fraction: 0.5, ceiling: index == 0 ? "f32" : "DRAM", attainableNanoseconds: median / 2)
    }
    let text = try #require(WorkloadText.render(file, width: 100))
    let lines = text.split(separator: "\n")
    #expect(lines[0].hasPrefix("openblas:0: 1.60 s a step; NVIDIA H100"))
    #expect(!text.contains("\u{1B}"))
    #expect(lines[0].hasSuffix(": 160 ms (10.0x)"))
    #expect(lines[1] == "  gap 1.44 s: 44 % bandwidth, 56 % ours")
    #expect(lines[2] == "  held back by")
    #expect(lines[3].hasPrefix("    100 %  1.60 s against 160 ms  gemm:bf16>f32:nt:"))
    #expect(lines.allSatisfy { $0.count <= 100 })
  }
}
