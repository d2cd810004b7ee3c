import Foundation

/// The gradients of attention in float64 from the rounded inputs, pair by pair as the definition says.
public struct ReferenceAttentionBackward {
  /// One row of a gradient, with what its error bound needs.
  public struct Row: Sendable {
    /// The true values.
    public var values: [Double]
    /// Sums of |weight| |factor|: what a relative error of every weight (P for dV, softmaxScale dS for dQ and dK) does.
    public var weightedMagnitudes: [Double]
    /// Sums of P (sum |dO| |V| + sum |dO| |O|) |softmaxScale| |factor|: what a relative error of dO V^T and of delta does
    /// before one is subtracted from the other; 0 for dV.
    public var differenceMagnitudes: [Double]
    /// Sums of |factor|, times |softmaxScale| for dQ and dK: what an absolute error of every weight does.
    public var factorMagnitudes: [Double]
    /// The largest |softmaxScale| * sum |Q| |K| over the pairs of the row.
    public var scoreMagnitude = 0.0
    /// The largest |lse| over the pairs of the row.
    public var lseMagnitude = 0.0
    /// How many pairs are summed.
    public var pairCount = 0

    fileprivate init(dim: Int) {
      values = [Double](repeating: 0, count: dim)
      weightedMagnitudes = values
      differenceMagnitudes = values
      factorMagnitudes = values
    }

    fileprivate mutating func note(_ pair: Pair) {
      scoreMagnitude = max(scoreMagnitude, pair.scoreMagnitude)
      lseMagnitude = max(lseMagnitude, pair.lseMagnitude)
      pairCount += 1
    }

    fileprivate mutating func add(
      _ weight: Double, _ difference: Double, _ scale: Double, times factor: (Int) -> Double
    ) {
      for x in values.indices {
        let element = factor(x)
        values[x] += weight * element
        weightedMagnitudes[x] += abs(weight * element)
        differenceMagnitudes[x] += difference * abs(element)
        factorMagnitudes[x] += abs(scale * element)
      }
    }
  }

  /// What one query and key of one head give.
  fileprivate struct Pair {
    var weight: Double  // P
    var gradient: Double  // softmaxScale * dS
    var difference: Double
    var scoreMagnitude: Double
    var lseMagnitude: Double
  }

  /// A query of a head: its rows and what they have in common for all keys.
  private struct Query {
    var q, dO: [Double]
    var lse, delta, deltaMagnitude: Double
  }

  private let problem: AttentionBackwardProblem
  private let operand: (OperandRole) -> UnsafeRawPointer

  /// - Parameter operand: the address of each input's first byte.
  public init(
    _ problem: AttentionBackwardProblem, operand: @escaping (OperandRole) -> UnsafeRawPointer
  ) {
    self.problem = problem
    self.operand = operand
  }

  private var group: Int { problem.forward.heads / problem.forward.kvHeads }

  private func row(
    _ role: OperandRole, _ strides: AttentionStrides, _ at: (Int, Int, Int), dim: Int
  )
    -> [Double]
  {
    let start = at.0 * strides.batch + at.1 * strides.head + at.2 * strides.seq
    let address = operand(role)
    return (0..<dim).map {
      ElementConversion.load(address, problem.forward.type, component: start + $0)
    }
  }

  private func query(_ batch: Int, _ head: Int, _ i: Int) -> Query {
    let f = problem.forward
    let at = (batch, head, i)
    let dO = row(.dO, f.strides.o, at, dim: f.headDimV)
    let o = row(.oSaved, f.strides.o, at, dim: f.headDimV)
    return Query(
      q: row(.q, f.strides.q, at, dim: f.headDimQK), dO: dO,
      lse: ElementConversion.load(
        operand(.lse), problem.lseType, component: (batch * f.heads + head) * f.seqQ + i),
      delta: zip(dO, o).reduce(0) { $0 + $1.0 * $1.1 },
      deltaMagnitude: zip(dO, o).reduce(0) { $0 + abs($1.0 * $1.1) })
  }

  private func pair(_ query: Query, _ k: [Double], _ v: [Double]) -> Pair {
    let scale = problem.forward.softmaxScale
    let score = scale * zip(query.q, k).reduce(0) { $0 + $1.0 * $1.1 }
    let product = zip(query.dO, v).reduce(0) { $0 + $1.0 * $1.1 }
    let magnitude = zip(query.dO, v).reduce(0) { $0 + abs($1.0 * $1.1) }
    let weight = exp(score - query.lse)
    return Pair(
      weight: weight, gradient: scale * (weight * (product - query.delta)),
      difference: abs(scale) * weight * (magnitude + query.deltaMagnitude),
      scoreMagnitude: abs(scale) * zip(query.q, k).reduce(0) { $0 + abs($1.0 * $1.1) },
      lseMagnitude: abs(query.lse))
  }

  /// The row of dQ of one query of a head.
  public func queryRow(batch: Int, head: Int, query i: Int) -> Row {
    let f = problem.forward
    let query = query(batch, head, i)
    var result = Row(dim: f.headDimQK)
    for j in f.keys(forQuery: i) {
      let at = (batch, head / group, j)
      let k = row(.k, f.strides.k, at, dim: f.headDimQK)
      let pair = pair(query, k, row(.v, f.strides.v, at, dim: f.headDimV))
      result.note(pair)
      result.add(pair.gradient, pair.difference, f.softmaxScale) { k[$0] }
    }
    return result
  }

  /// The rows of dK and dV of one key of a key-value head.
  public func keyRows(batch: Int, kvHead: Int, key j: Int) -> (dK: Row, dV: Row) {
    let f = problem.forward
    let at = (batch, kvHead, j)
    let k = row(.k, f.strides.k, at, dim: f.headDimQK)
    let v = row(.v, f.strides.v, at, dim: f.headDimV)
    var (dK, dV) = (Row(dim: f.headDimQK), Row(dim: f.headDimV))
    for head in kvHead * group..<(kvHead + 1) * group {
      for i in 0..<f.seqQ where f.keys(forQuery: i).contains(j) {
        let query = query(batch, head, i)
        let pair = pair(query, k, v)
        dK.note(pair)
        dV.note(pair)
        dK.add(pair.gradient, pair.difference, f.softmaxScale) { query.q[$0] }
        dV.add(pair.weight, 0, 1) { query.dO[$0] }
      }
    }
    return (dK, dV)
  }
}
