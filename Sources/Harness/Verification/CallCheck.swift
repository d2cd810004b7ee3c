public import Kernels

/// Verifies one call that a program made with operands of its own.
public enum CallCheck {
  /// Compares the output with the float64 reference of the inputs, at every element or at chosen ones where that would take
  /// long.
  ///
  /// - Parameters:
  ///   - inputs: The first byte of every input of the problem. C is what D held before where the call works in place.
  ///   - output: The first byte of the output.
  public static func check(
    _ problem: Problem, inputs: [OperandRole: UnsafeRawPointer], output: UnsafeRawPointer
  ) -> Correctness {
    let expected = ExpectedOutput.compute(
      problem, inputs: HostInputs(problem, borrowing: inputs), seed: 1)
    return OutputCheck.compare(problem, expected: expected, output: output)
  }
}
