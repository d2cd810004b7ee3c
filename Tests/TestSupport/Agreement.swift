import Foundation
public import Kernels

/// Compares an output with the reference, element by element.
///
/// The bound is the tests' own, written apart from the harness's verifier so that neither hides the other's mistake: the
/// textbook componentwise bound (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., section 3.1)
/// `|got - true| <= (n + c) u sum |a||b|` with u of the arithmetic asked for, and the rounding of the result on top.
public enum Agreement {
  /// The first element beyond its bound, in words and with the descriptor to repeat it; nil where all agree.
  public static func disagreement(
    of output: [UInt8], with problem: Problem, inputs: ProblemInputs
  ) -> String? {
    let finding = output.withUnsafeBytes { raw -> String? in
      guard let address = raw.baseAddress else { return nil }
      return withAddresses(of: inputs) { operand in
        switch problem {
        case .gemm(let gemm): self.gemm(gemm, address, operand)
        case .attention(let attention): self.attention(attention, address, operand)
        case .attentionBackward(let backward): gradients(backward, address, operand)
        case .probe: "probes are judged by the harness"
        }
      }
    }
    return finding.map { "\($0)\n  repeat with: \(problem.descriptor)" }
  }

  /// The largest error that an element with this true value may have, before it is compared.
  ///
  /// - Parameter arithmetic: the bound of the error before the result is rounded to `type`.
  public static func bound(truth: Double, arithmetic: Double, type: ElementType) -> Double {
    guard !type.isInteger else { return 0 }
    return arithmetic + type.unitRoundoff * (abs(truth) + arithmetic) + type.smallestSubnormal
  }

  /// The bound of one GEMM element's arithmetic.
  public static func arithmeticBound(
    _ element: ReferenceGEMM.Element, k: Int, types: GEMMTypes
  ) -> Double {
    // FAST_16F rounds f32 inputs to f16 but sums in f32; only f16 inputs may be summed in f16.
    let sums =
      types.compute == .f16 && types.a == .f32 ? 0x1p-24 : types.compute.accumulationRoundoff
    let inputs = types.a == .f32 ? types.compute.inputRoundoff : 0
    let factor = types.a.isComplex ? 4.0 : 1.0
    let scalars = 2 * types.scale.unitRoundoff
    let size = element.productMagnitude + element.addendMagnitude
    // 16 operations: alpha, beta, bias, the epilogue's own polynomial and exponential; 1.13 is the steepest slope of gelu.
    return 1.13
      * (factor * ((Double(k) + 4) * sums + 2 * inputs + inputs * inputs) * element.productMagnitude
        + (16 * sums + scalars) * size)
  }

  /// The bound of one attention element's arithmetic.
  public static func arithmeticBound(
    _ row: ReferenceAttention.Row, at x: Int, problem: AttentionProblem
  ) -> Double {
    let unit = problem.type == .f64 ? 0x1p-53 : 0x1p-24
    // A score's absolute error is its weight's relative error, in the numerator and in the sum.
    let score = (Double(problem.headDimQK) + 16) * unit * row.scoreMagnitude
    // Kernels with half-precision products store the weights in the operands' type.
    let weight = problem.type == .f16 || problem.type == .bf16 ? 2 * problem.type.unitRoundoff : 0
    let relative = 4 * score + (Double(row.keyCount) + 32) * unit + weight
    return relative * row.weightedMagnitudes[x]
  }

  /// The bound of the arithmetic of one element of a gradient.
  public static func arithmeticBound(
    _ row: ReferenceAttentionBackward.Row, at x: Int, problem: AttentionBackwardProblem
  ) -> Double {
    let forward = problem.forward
    let unit = forward.type == .f64 ? 0x1p-53 : 0x1p-24
    // The exponent's absolute error is the weight's relative error; lse is rounded, and subtracted from the score.
    let exponent =
      (Double(forward.headDimQK) + 24) * unit * row.scoreMagnitude + 8 * unit
      * (row.lseMagnitude + 4)
    // Kernels with half-precision products store P and dS in the operands' type.
    let stored =
      forward.type == .f16 || forward.type == .bf16 ? 2 * forward.type.unitRoundoff : 0
    let weight = 2 * exponent + (Double(row.pairCount) + 16) * unit + stored
    let difference = (Double(forward.headDimV) + 16) * unit
    return weight * row.weightedMagnitudes[x] + difference * row.differenceMagnitudes[x]
  }

  private static func gemm(
    _ problem: GEMMProblem, _ output: UnsafeRawPointer, _ operand: (OperandRole) -> UnsafeRawPointer
  ) -> String? {
    let type = problem.types.d
    for (index, instance) in problem.instances.enumerated() {
      let shape = instance.shape
      let elements = ReferenceGEMM.elements(
        of: problem, instance: instance, index: index, rows: Array(0..<shape.m),
        columns: Array(0..<shape.n), operand: operand)
      for (slot, element) in elements.enumerated() {
        let (j, i) = slot.quotientAndRemainder(dividingBy: shape.m)
        let at = instance.d + i + j * shape.ldd
        let arithmetic = arithmeticBound(element, k: shape.k, types: problem.types)
        let truths = type.isComplex ? [element.real, element.imaginary] : [element.real]
        for (truth, component) in zip(truths, ProblemInputs.components(of: at, type)) {
          let got = ElementConversion.load(output, type, component: component)
          if let finding = difference(got, truth, arithmetic: arithmetic, type: type) {
            return "D[\(i),\(j)] of GEMM \(index): \(finding)"
          }
        }
      }
    }
    return nil
  }

  private static func attention(
    _ problem: AttentionProblem, _ output: UnsafeRawPointer,
    _ operand: (OperandRole) -> UnsafeRawPointer
  ) -> String? {
    let strides = problem.strides.o
    for batch in 0..<problem.batch {
      for head in 0..<problem.heads {
        for i in 0..<problem.seqQ {
          let row = ReferenceAttention.row(
            of: problem, batch: batch, head: head, query: i, operand: operand)
          for x in 0..<problem.headDimV {
            let at = batch * strides.batch + head * strides.head + i * strides.seq + x
            let got = ElementConversion.load(output, problem.type, component: at)
            let arithmetic = arithmeticBound(row, at: x, problem: problem)
            if let finding = difference(
              got, row.values[x], arithmetic: arithmetic, type: problem.type)
            {
              return "O[batch \(batch), head \(head), query \(i), \(x)]: \(finding)"
            }
          }
        }
      }
    }
    return nil
  }

  private static func gradients(
    _ problem: AttentionBackwardProblem, _ output: UnsafeRawPointer,
    _ operand: (OperandRole) -> UnsafeRawPointer
  ) -> String? {
    withoutActuallyEscaping(operand) { operand in
      let reference = ReferenceAttentionBackward(problem, operand: operand)
      for gradient in AttentionGradient.allCases {
        let extent = problem.extent(of: gradient)
        for batch in 0..<problem.forward.batch {
          for head in 0..<extent.heads {
            for position in 0..<extent.seq {
              let row =
                switch gradient {
                case .dQ: reference.queryRow(batch: batch, head: head, query: position)
                case .dK: reference.keyRows(batch: batch, kvHead: head, key: position).dK
                case .dV: reference.keyRows(batch: batch, kvHead: head, key: position).dV
                }
              let start =
                problem.start(of: gradient) + batch * extent.strides.batch + head
                * extent.strides.head + position * extent.strides.seq
              for x in 0..<extent.dim {
                let got = ElementConversion.load(output, problem.forward.type, component: start + x)
                let arithmetic = arithmeticBound(row, at: x, problem: problem)
                if let finding = difference(
                  got, row.values[x], arithmetic: arithmetic, type: problem.forward.type)
                {
                  return
                    "\(gradient)[batch \(batch), head \(head), position \(position), \(x)]: \(finding)"
                }
              }
            }
          }
        }
      }
      return nil
    }
  }

  /// What is wrong with `got`, or nil.
  private static func difference(
    _ got: Double, _ truth: Double, arithmetic: Double, type: ElementType
  ) -> String? {
    let stored = ElementConversion.rounded(truth, to: type)
    if stored.isNaN || got.isNaN {
      // Swift prints a NaN's payload, which helps nobody here.
      return stored.isNaN == got.isNaN
        ? nil : stored.isNaN ? "got \(got), expected nan" : "got nan, expected \(stored)"
    }
    if got == stored { return nil }
    guard truth.isFinite else { return "got \(got), expected \(stored)" }
    let bound = bound(truth: truth, arithmetic: arithmetic, type: type)
    // Near the end of the range the bound decides on which side of overflow a value falls.
    let nearby = [truth - bound, truth + bound].map { ElementConversion.rounded($0, to: type) }
    if got.isInfinite, nearby.contains(got) { return nil }
    let error = abs(
      got - (stored.isInfinite ? truth : min(max(truth, -largest(type)), largest(type))))
    if error <= bound { return nil }
    return "got \(got), expected \(truth) within \(bound), off by \(error)"
  }

  /// The value at which an 8-bit float saturates; infinite for types that overflow to infinity.
  private static func largest(_ type: ElementType) -> Double {
    switch type {
    case .f8e4m3: 448
    case .f8e5m2: 57344
    default: .infinity
    }
  }

  private static func withAddresses<R>(
    of inputs: ProblemInputs, _ body: ((OperandRole) -> UnsafeRawPointer) -> R
  ) -> R {
    var copies: [OperandRole: UnsafeMutableRawBufferPointer] = [:]
    defer { for copy in copies.values { copy.deallocate() } }
    for (role, bytes) in inputs.bytes {
      let copy = UnsafeMutableRawBufferPointer.allocate(
        byteCount: max(1, bytes.count), alignment: 64)
      copy.copyBytes(from: bytes)
      copies[role] = copy
    }
    return body { role in
      guard let address = copies[role]?.baseAddress else {
        preconditionFailure("the reference read operand \(role.rawValue), which the problem lacks")
      }
      return UnsafeRawPointer(address)
    }
  }
}
