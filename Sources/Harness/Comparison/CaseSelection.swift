public import Kernels

extension ResultsFile {
  /// The file without cases that are not of one of `types` and of `operation`; an empty set and nil mean all.
  ///
  /// A case whose descriptor this build cannot read has no known type, and is left out where types are asked for.
  public func selecting(types: Set<ElementType>, operation: String?) -> ResultsFile {
    var result = self
    result.cases = cases.filter { record in
      guard operation == nil || record.operation == operation else { return false }
      guard !types.isEmpty else { return true }
      return (try? Problem(descriptor: record.descriptor)).map { types.contains($0.inputType) }
        ?? false
    }
    return result
  }
}
