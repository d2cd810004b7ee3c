import Kernels
import TestSupport
import Testing

/// What the reference device makes of the given operand values (components for complex types).
func referenceValues(_ problem: Problem, _ operands: [OperandRole: [Double]]) throws -> [Double] {
  var inputs = ProblemInputs(for: problem, seed: 0)
  for spec in problem.operands where !spec.role.isOutput {
    let values = try #require(operands[spec.role], "operand \(spec.role.rawValue) is missing")
    inputs.bytes[spec.role] = spec.elementType.encode(values)
  }
  let backend = ReferenceBackend()
  let device = try backend.open(backend.discover().devices[0], options: DeviceOptions())
  let output = try ProblemRunner.run(problem, on: device, inputs: inputs)
  try device.close()
  #expect(output.violations.isEmpty)
  return problem.output.elementType.decode(output.bytes)
}
