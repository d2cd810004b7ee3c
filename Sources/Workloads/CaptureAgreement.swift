import Kernels

/// Two captures of one run held against each other: which calls both tell of, how often each.
///
/// Formats say different things of one call (a library's log has leading dimensions and no bias, a trace has strides), so
/// calls are the same here where operation, element types, sizes and batch agree.
public struct CaptureAgreement: Hashable, Sendable {
  /// Calls that are the same.
  public struct Row: Hashable, Sendable, Codable {
    /// What the call is: `gemm f32xf32>f32 tn m=64 n=32 k=16`.
    public let call: String
    /// How often the first and the second capture have it.
    public let first, second: Int
  }

  /// Calls that both have equally often.
  public let agreed: [Row]
  /// Calls that one has more often; the largest difference first.
  public let different: [Row]

  /// Whether there is a call, and no difference.
  public var isWhole: Bool { different.isEmpty && !agreed.isEmpty }

  /// Compares two workloads.
  public init(_ first: WorkloadFile, _ second: WorkloadFile) {
    let (a, b) = (Self.counts(first), Self.counts(second))
    let rows = Set(a.keys).union(b.keys).map {
      Row(call: $0, first: a[$0, default: 0], second: b[$0, default: 0])
    }
    agreed = rows.filter { $0.first == $0.second }.sorted { $0.call < $1.call }
    different = rows.filter { $0.first != $0.second }.sorted {
      let (left, right) = (abs($0.first - $0.second), abs($1.first - $1.second))
      return left != right ? left > right : $0.call < $1.call
    }
  }

  private static func counts(_ file: WorkloadFile) -> [String: Int] {
    var counts: [String: Int] = [:]
    for entry in file.problems {
      for (call, count) in calls(of: entry.problem) {
        counts[call, default: 0] += count * entry.calls
      }
    }
    return counts
  }

  /// The problem without what formats differ in; a grouped batch is its groups.
  private static func calls(of problem: Problem) -> [(String, Int)] {
    switch problem {
    case .gemm(let gemm):
      return gemm.groups.map { group in
        let types = "\(gemm.types.a.rawValue)x\(gemm.types.b.rawValue)>\(gemm.types.d.rawValue)"
        let shape = group.shape
        let transposes = "\(shape.transA.rawValue)\(shape.transB.rawValue)"
        let batch = group.count == 1 ? "" : " batch=\(group.count)"
        return (
          "gemm \(types) \(transposes) m=\(shape.m) n=\(shape.n) k=\(shape.k)\(batch)", 1
        )
      }
    case .attention(let attention): return [(text(attention, "attn"), 1)]
    case .attentionBackward(let backward): return [(text(backward.forward, "attn_backward"), 1)]
    case .probe: return [(problem.descriptor, 1)]
    }
  }

  private static func text(_ p: AttentionProblem, _ operation: String) -> String {
    "\(operation) \(p.type.rawValue) b=\(p.batch) h=\(p.heads) kvh=\(p.kvHeads) "
      + "d=\(p.headDimQK) dv=\(p.headDimV) sq=\(p.seqQ) skv=\(p.seqKV)"
  }
}
