extension ResultsFile.WorkloadReference {
  /// The identity of a list of problems: the same problems with the same weights hash alike, in any order.
  ///
  /// SHA-256, as 64 hexadecimal digits, over the UTF-8 lines `<descriptor> TAB <weight> LF`, sorted by their bytes; weights
  /// are the shortest decimals that read back exactly, whole ones with `.0`.
  public static func hash(of problems: [(descriptor: String, weight: Double)]) -> String {
    let lines = problems.map { Array("\($0.descriptor)\t\($0.weight)\n".utf8) }
    return SHA256.hexDigest(of: lines.sorted { $0.lexicographicallyPrecedes($1) }.joined())
  }
}
