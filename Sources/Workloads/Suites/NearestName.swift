/// Suggestions for names that were mistyped.
public enum NearestName {
  /// The sentence that refuses a name: `unknown KIND "NAME"; did you mean "x"?` and all known names.
  public static func sentence(unknown kind: String, _ name: String, known: [String]) -> String {
    let suggestion = of(name, in: known).map { "; did you mean \"\($0)\"?" } ?? "."
    return
      "unknown \(kind) \"\(name.prefix(80))\"\(suggestion) Known are \(known.joined(separator: ", "))."
  }

  /// The known name with the fewest edits from `name`, or nil where none is near.
  public static func of(_ name: String, in known: [String]) -> String? {
    let typed = Array(name.lowercased().prefix(80))
    let ranked = known.map { candidate in
      (name: candidate, distance: distance(typed, Array(candidate.lowercased())))
    }
    guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
    let isPrefix = !typed.isEmpty && best.name.lowercased().hasPrefix(String(typed))
    if best.distance <= max(1, best.name.count / 3) || isPrefix { return best.name }
    return known.first { !typed.isEmpty && $0.lowercased().hasPrefix(String(typed)) }
  }

  /// Levenshtein's distance: insertions, deletions and substitutions.
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var row = Array(0...b.count)
    for (i, left) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, right) in b.enumerated() {
        let substituted = diagonal + (left == right ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, row[j] + 1, diagonal + 1)
      }
    }
    return row[b.count]
  }
}
