import Foundation

/// cuBLASLt's GELU in float64.
func geluTanh(_ x: Double) -> Double {
  0.5 * x * (1 + tanh((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
}

/// Attention in float64 from the rounded inputs, with a two-pass softmax.
public enum ReferenceAttention {
  /// One query row: which one, and its output with what the error bound needs.
  public struct Row: Sendable {
    /// The true output, headDimV values.
    public var values: [Double]
    /// sum over keys of weight * |V|, for each of the headDimV values.
    public var weightedMagnitudes: [Double]
    /// The largest |softmaxScale| * sum |Q| |K| over the keys that the row sees; its rounding moves every weight.
    public var scoreMagnitude: Double
    /// How many keys the row sees.
    public var keyCount: Int
  }

  /// Computes the output of query `i` of one batch and head.
  /// - Parameter operand: the address of each operand's first byte.
  public static func row(
    of problem: AttentionProblem, batch: Int, head: Int, query i: Int,
    operand: (OperandRole) -> UnsafeRawPointer
  ) -> Row {
    let keys = problem.keys(forQuery: i)
    let strides = problem.strides
    let kvHead = head / (problem.heads / problem.kvHeads)
    let addressQ = operand(.q)
    let addressK = operand(.k)
    let addressV = operand(.v)
    let startQ = batch * strides.q.batch + head * strides.q.head + i * strides.q.seq
    let query = (0..<problem.headDimQK).map {
      ElementConversion.load(addressQ, problem.type, component: startQ + $0)
    }
    var scores = [Double](repeating: 0, count: keys.count)
    var scoreMagnitude = 0.0
    for (slot, j) in keys.enumerated() {
      let startK = batch * strides.k.batch + kvHead * strides.k.head + j * strides.k.seq
      var sum = 0.0
      var size = 0.0
      for x in 0..<problem.headDimQK {
        let product =
          query[x] * ElementConversion.load(addressK, problem.type, component: startK + x)
        sum += product
        size += abs(product)
      }
      scores[slot] = problem.softmaxScale * sum
      scoreMagnitude = max(scoreMagnitude, abs(problem.softmaxScale) * size)
    }
    // A NaN score must reach the result, and `max` alone may lose it.
    let largest = scores.contains { $0.isNaN } ? Double.nan : scores.max() ?? 0
    var total = 0.0
    for slot in scores.indices {
      scores[slot] = exp(scores[slot] - largest)
      total += scores[slot]
    }
    var values = [Double](repeating: 0, count: problem.headDimV)
    var magnitudes = values
    for (slot, j) in keys.enumerated() {
      let weight = scores[slot] / total
      let startV = batch * strides.v.batch + kvHead * strides.v.head + j * strides.v.seq
      for x in 0..<problem.headDimV {
        let product = weight * ElementConversion.load(addressV, problem.type, component: startV + x)
        values[x] += product
        magnitudes[x] += abs(product)
      }
    }
    return Row(
      values: values, weightedMagnitudes: magnitudes, scoreMagnitude: scoreMagnitude,
      keyCount: keys.count)
  }
}
