import Kernels
import Testing

@testable import Harness

@Suite struct OperandSetTests {
  @Test func `every set holds the same inputs at aligned places and a poisoned output`() throws {
    let problem = try Problem(descriptor: "gemm:f16:nn:m=5,n=3,k=7,beta=1:bias")
    let inputs = try HostInputs(problem, generator: .init(seed: 1, fill: .uniform))
    let backend = ReferenceBackend()
    let device = try backend.open(backend.discover().devices[0], options: DeviceOptions())
    let set = try OperandSet(device, problem, inputs: inputs, count: 3)
    for index in 0..<3 {
      let operands = set.operands(index)
      for spec in problem.operands {
        let slice = try #require(operands[spec.role])
        #expect(slice.byteOffset % OperandSet.alignment == 0)
        #expect(slice.byteCount == spec.byteCount)
        var bytes = [UInt8](repeating: 0, count: spec.byteCount)
        try bytes.withUnsafeMutableBytes { try slice.buffer.read(into: $0, at: slice.byteOffset) }
        if spec.role.isOutput {
          #expect(bytes.allSatisfy { $0 == 0xFF })
        } else {
          #expect(bytes == Array(inputs.bytes(spec)))
        }
      }
      #expect(try set.guardsIntact(index))
    }
    // The slots of one buffer: guard, operand, guard to the next multiple of 256.
    #expect(OperandSet.byteCount(problem, count: 3) == 3 * 5 * 768)
  }

  @Test func `a footprint beyond 64 bits is no number`() throws {
    let problem = try Problem(descriptor: "gemm:f32:nn:m=100000000,n=1000000000,k=1")
    #expect(OperandSet.byteCount(problem, count: 1 << 32) == nil)
  }
}
