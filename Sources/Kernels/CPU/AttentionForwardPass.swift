import Foundation

/// What a forward pass of attention leaves for the backward pass: O, and the logarithm of each row's sum of exponentials.
///
/// These are inputs of a backward pass and not results to hold others against, so both products come from dgemm, some queries
/// against all keys that any of them sees; loops as the reference's would take minutes for sixteen thousand tokens.
public struct AttentionForwardPass {
  private static let queriesPerBlock = 64
  private let problem: AttentionProblem
  private let operand: (OperandRole) -> UnsafeRawPointer

  /// - Parameter operand: The first byte of Q, K and V; all their elements are finite.
  public init(_ problem: AttentionProblem, operand: @escaping (OperandRole) -> UnsafeRawPointer) {
    self.problem = problem
    self.operand = operand
  }

  /// One query's row of O, headDimV elements, and its lse.
  public struct Row {
    /// Where it stands.
    public let batch, head, query: Int
    /// The row; zeros where the query sees no key.
    public let o: UnsafeBufferPointer<Double>
    /// The logarithm of the sum of exponentials; +infinity where the query sees no key.
    public let lse: Double
  }

  /// Runs the pass in float64 on all processors, and hands over each row once, from several threads.
  public func forEachRow(_ body: (Row) -> Void) {
    let team = HostTeam(threadCount: HostProcessor.current.threadCount)
    let group = problem.heads / problem.kvHeads
    let blocks = (problem.seqQ + Self.queriesPerBlock - 1) / Self.queriesPerBlock
    OpenBLASLibrary.exclusively {
      OpenBLASLibrary.setThreadCount(1)
      for batch in 0..<problem.batch {
        for kvHead in 0..<problem.kvHeads {
          let k = rows(.k, batch, kvHead, 0..<problem.seqKV)
          let v = rows(.v, batch, kvHead, 0..<problem.seqKV)
          team.forEach(group * blocks) { task, _ in
            let first = task % blocks * Self.queriesPerBlock
            attend(
              batch, kvHead * group + task / blocks,
              first..<min(first + Self.queriesPerBlock, problem.seqQ), k, v, body)
          }
        }
      }
    }
  }

  private func attend(
    _ batch: Int, _ head: Int, _ queries: Range<Int>, _ k: [Double], _ v: [Double],
    _ body: (Row) -> Void
  ) {
    let (dimK, dimV) = (problem.headDimQK, problem.headDimV)
    let seen = queries.map { problem.keys(forQuery: $0) }
    let lower = seen.filter { !$0.isEmpty }.map(\.lowerBound).min() ?? 0
    let keys = lower..<(seen.map(\.upperBound).max() ?? lower)
    let q = rows(.q, batch, head, queries)
    // Column-major: a column for each query.
    var weights = product(
      transA: .transpose, (keys.count, queries.count, dimK), k, lower * dimK, dimK, q, dimK)
    var lse: [Double] = []
    weights.withUnsafeMutableBufferPointer { weights in
      for (column, range) in seen.enumerated() {
        let start = column * keys.count
        lse.append(
          Self.weigh(
            UnsafeMutableBufferPointer(rebasing: weights[start..<start + keys.count]),
            range.isEmpty ? 0..<0 : range.lowerBound - lower..<range.upperBound - lower,
            scale: problem.softmaxScale))
      }
    }
    let o = product(
      transA: .none, (dimV, queries.count, keys.count), v, lower * dimV, dimV, weights,
      keys.count)
    o.withUnsafeBufferPointer { o in
      for (column, query) in queries.enumerated() {
        body(
          Row(
            batch: batch, head: head, query: query,
            o: UnsafeBufferPointer(rebasing: o[column * dimV..<(column + 1) * dimV]),
            lse: lse[column]))
      }
    }
  }

  /// Turns the scores of a query into weights, 0 outside the keys that it sees, and returns its lse.
  private static func weigh(
    _ scores: UnsafeMutableBufferPointer<Double>, _ seen: Range<Int>, scale: Double
  ) -> Double {
    for key in scores.indices.prefix(seen.lowerBound) { scores[key] = 0 }
    for key in scores.indices.dropFirst(seen.upperBound) { scores[key] = 0 }
    guard !seen.isEmpty else { return .infinity }
    var largest = -Double.infinity
    for key in seen {
      scores[key] *= scale
      largest = max(largest, scores[key])
    }
    var total = 0.0
    for key in seen {
      scores[key] = exp(scores[key] - largest)
      total += scores[key]
    }
    for key in seen { scores[key] /= total }
    return largest + log(total)
  }

  /// The rows of a head, one behind the other.
  private func rows(_ role: OperandRole, _ batch: Int, _ head: Int, _ positions: Range<Int>)
    -> [Double]
  {
    let strides =
      role == .q ? problem.strides.q : role == .k ? problem.strides.k : problem.strides.v
    let dim = role == .v ? problem.headDimV : problem.headDimQK
    let address = operand(role)
    var values: [Double] = []
    values.reserveCapacity(positions.count * dim)
    for position in positions {
      let start = batch * strides.batch + head * strides.head + position * strides.seq
      for x in 0..<dim {
        values.append(ElementConversion.load(address, problem.type, component: start + x))
      }
    }
    return values
  }

  /// op(A) * B, dense, where A starts at an element of `a`.
  private func product(
    transA: Transpose, _ size: (m: Int, n: Int, k: Int), _ a: [Double], _ start: Int, _ lda: Int,
    _ b: [Double], _ ldb: Int
  ) -> [Double] {
    guard size.m > 0, size.k > 0 else { return Array(repeating: 0, count: size.m * size.n) }
    return Array(unsafeUninitializedCapacity: size.m * size.n) { c, count in
      a.withUnsafeBytes { a in
        b.withUnsafeBytes { b in
          guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else { return }
          LinkedOpenBLAS().gemm(
            CBLASGEMM(
              type: .f64, transA: transA, transB: .none, m: size.m, n: size.n, k: size.k,
              alpha: .one, beta: .zero, a: a + start * 8, b: b, lda: lda, ldb: ldb,
              c: UnsafeMutableRawPointer(c), ldc: size.m))
        }
      }
      count = size.m * size.n
    }
  }
}
