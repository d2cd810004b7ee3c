import Foundation
public import Kernels

/// What the forward pass leaves for the backward pass, by plain loops in float64; NaN and infinity go where they belong.
public enum ReferenceAttentionForward {
  /// The rows of O of one head of one batch, query after query, and their logarithms of the sums of exponentials:
  /// +infinity for a row that sees no key.
  public static func head(
    of problem: AttentionProblem, batch: Int, head: Int, operand: (OperandRole) -> UnsafeRawPointer
  ) -> (o: [Double], lse: [Double]) {
    let (dimK, dimV) = (problem.headDimQK, problem.headDimV)
    let kvHead = head / (problem.heads / problem.kvHeads)
    func decoded(_ role: OperandRole, _ s: AttentionStrides, _ head: Int, _ seq: Int, _ dim: Int)
      -> [Double]
    {
      let address = operand(role)
      var values: [Double] = []
      values.reserveCapacity(seq * dim)
      for position in 0..<seq {
        let start = batch * s.batch + head * s.head + position * s.seq
        for x in 0..<dim {
          values.append(ElementConversion.load(address, problem.type, component: start + x))
        }
      }
      return values
    }
    let q = decoded(.q, problem.strides.q, head, problem.seqQ, dimK)
    let k = decoded(.k, problem.strides.k, kvHead, problem.seqKV, dimK)
    let v = decoded(.v, problem.strides.v, kvHead, problem.seqKV, dimV)
    var o = [Double](repeating: 0, count: problem.seqQ * dimV)
    var lse = [Double](repeating: .infinity, count: problem.seqQ)
    var weights = [Double](repeating: 0, count: problem.seqKV)
    k.withUnsafeBufferPointer { k in
      v.withUnsafeBufferPointer { v in
        for i in 0..<problem.seqQ {
          let keys = problem.keys(forQuery: i)
          guard !keys.isEmpty else { continue }
          var largest = -Double.infinity
          for j in keys {
            weights[j] = problem.softmaxScale * dot(q, i * dimK, k, j * dimK, dimK)
            // A NaN score stays the largest.
            if !(weights[j] <= largest) { largest = weights[j] }
            if largest.isNaN { break }
          }
          var total = 0.0
          for j in keys {
            weights[j] = largest.isNaN ? .nan : exp(weights[j] - largest)
            total += weights[j]
          }
          lse[i] = largest + log(total)
          for j in keys { add(weights[j] / total, v, j * dimV, to: &o, i * dimV, dimV) }
        }
      }
    }
    return (o, lse)
  }

  private static func dot(
    _ a: [Double], _ startA: Int, _ b: UnsafeBufferPointer<Double>, _ startB: Int, _ count: Int
  ) -> Double {
    a.withUnsafeBufferPointer { a in
      var sums = SIMD8<Double>.zero
      var x = 0
      while x + 8 <= count {
        var (left, right) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
        for lane in 0..<8 {
          left[lane] = a[startA + x + lane]
          right[lane] = b[startB + x + lane]
        }
        sums += left * right
        x += 8
      }
      var sum = sums.sum()
      while x < count {
        sum += a[startA + x] * b[startB + x]
        x += 1
      }
      return sum
    }
  }

  private static func add(
    _ weight: Double, _ row: UnsafeBufferPointer<Double>, _ start: Int, to sums: inout [Double],
    _ at: Int, _ count: Int
  ) {
    sums.withUnsafeMutableBufferPointer { sums in
      for x in 0..<count { sums[at + x] += weight * row[start + x] }
    }
  }
}
