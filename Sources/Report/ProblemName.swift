/// Short names of problems for table rows.
enum ProblemName {
  /// A descriptor with its key names left out where position says as much.
  ///
  /// `gemm:f32:nt:m=4096,n=4096,k=512:batch=8` becomes `gemm f32 nt 4096x4096x512 batch=8`, and
  /// `attn:bf16:b=1,h=32,kvh=8,d=128,sq=1,skv=4096:causal` becomes `attn bf16 h32/8 d128 q1 kv4096 causal`. What does not
  /// look like a descriptor stays as it is.
  static func short(_ descriptor: String) -> String {
    descriptor.split(separator: ":").map { section in
      let parts = section.split(separator: ",")
      let names = parts.map { $0.prefix { $0 != "=" } }
      if let m = names.firstIndex(of: "m"), names.dropFirst(m).prefix(3) == ["m", "n", "k"] {
        let sizes = parts[m..<m + 3].map { value(of: $0) }.joined(separator: "x")
        return (parts[..<m].map(String.init) + [sizes] + parts[(m + 3)...].map(String.init))
          .joined(separator: " ")
      }
      if names.contains("sq"), names.contains("h") { return attention(parts) }
      return parts.joined(separator: " ")
    }.joined(separator: " ")
  }

  private static func attention(_ parts: [Substring]) -> String {
    var values: [Substring: String] = [:]
    for part in parts { values[part.prefix { $0 != "=" }] = value(of: part) }
    let kvHeads = values["kvh"].map { "/\($0)" } ?? ""
    let headDimV = values["dv"].map { "/\($0)" } ?? ""
    var words: [String] = []
    if let batch = values["b"], batch != "1" { words.append("b\(batch)") }
    if let heads = values["h"] { words.append("h\(heads)\(kvHeads)") }
    if let headDim = values["d"] { words.append("d\(headDim)\(headDimV)") }
    if let seqQ = values["sq"] {
      words.append(values["skv"].map { "q\(seqQ) kv\($0)" } ?? "s\(seqQ)")
    }
    return words.joined(separator: " ")
  }

  private static func value(of part: Substring) -> String {
    String(part.drop { $0 != "=" }.dropFirst())
  }
}
