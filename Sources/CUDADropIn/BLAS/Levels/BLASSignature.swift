import Harness

/// A function of cuBLAS: its name, what it computes, and its arguments.
///
/// There is one for each function, made at its first call.
final class BLASSignature: Sendable {
  /// An argument as C declares it.
  struct Parameter: Sendable {
    let role: BLASRole
    /// The name in cuBLAS's log.
    let name: String
    let cType: String
    /// The type of the numbers behind a pointer, where C says it.
    let numbers: NumberType?
  }

  let function: StaticString
  let routine: LevelRoutine
  let parameters: [Parameter]
  /// The place of each role among the arguments, or -1.
  private let places: [Int]
  /// Arguments that are arrays of addresses.
  let arrays: [BLASRole]
  /// Enumerations with their greatest values, and numbers that CBLAS counts with 32 bits.
  let enumerations: [(role: BLASRole, greatest: Int, name: String)]
  let integers: [BLASRole]
  /// The number of its entry in the ledger.
  let entry: Int

  /// - Parameter text: `role name C type`, separated by semicolons.
  init(_ function: StaticString, _ routine: LevelRoutine, _ text: String) {
    self.function = function
    self.routine = routine
    parameters = Self.parameters(text)
    var places = [Int](repeating: -1, count: BLASRole.allCases.count)
    for (index, parameter) in parameters.enumerated() { places[parameter.role.rawValue] = index }
    self.places = places
    arrays = parameters.filter { $0.cType.contains("* const*") }.map(\.role)
    enumerations = parameters.compactMap { parameter in
      Self.greatest[parameter.cType].map { (parameter.role, $0, parameter.cType) }
    }
    integers = parameters.filter { $0.cType == "int" || $0.cType == "int64_t" }.map(\.role)
    let isElsewhere = !DropIn.shared.computesOnProcessor
    entry = DropIn.shared.ledger.number(
      of: CallLedger.Entry(
        function: "\(function)", outcome: isElsewhere ? .executedOnCPU : .executed,
        reason: isElsewhere ? "routines other than GEMM run on the processor" : nil,
        variant: "openblas_\(routine)"))
  }

  /// The greatest usable values: cuBLAS knows CUBLAS_OP_CONJG and CUBLAS_FILL_MODE_FULL, and no routine takes them.
  private static let greatest = [
    "cublasOperation_t": 2, "cublasFillMode_t": 1, "cublasSideMode_t": 1, "cublasDiagType_t": 1,
  ]

  private static func parameters(_ text: String) -> [Parameter] {
    text.split(separator: ";").map { item in
      let words = item.split(separator: " ", maxSplits: 2).map(String.init)
      guard words.count == 3, let role = BLASRole(name: words[0]) else {
        preconditionFailure("the generator writes role, name and type, not \(item)")
      }
      return Parameter(
        role: role, name: words[1], cType: words[2], numbers: NumberType(cType: words[2]))
    }
  }

  /// Where an argument stands, nil where the function has none of this role.
  func place(_ role: BLASRole) -> Int? {
    let place = places[role.rawValue]
    return place < 0 ? nil : place
  }

  /// The argument's name, for people.
  func name(_ role: BLASRole) -> String { place(role).map { parameters[$0].name } ?? "\(role)" }

  /// Makes a call with these arguments.
  /// - Returns: The status.
  func run(_ words: [Int]) -> CInt {
    BLASLog.call(self, words)
    return LevelEngine.run(LevelCall(signature: self, words: words))
  }
}

// Arguments as words; the signature says what they are.
extension Int { var word: Int { self } }
extension CInt { var word: Int { Int(self) } }
extension Optional where Wrapped: _Pointer { var word: Int { Int(bitPattern: self) } }
extension OpaquePointer? { var word: Int { Int(bitPattern: self) } }
