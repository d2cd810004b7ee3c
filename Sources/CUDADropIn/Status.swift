import Harness

/// A status of a CUDA library by its number, its name and its sentence; 0 is success in all of them.
struct Status<Library>: Sendable {
  let code: CInt
  private let nameText, sentence: StaticString

  init(_ code: CInt, _ name: StaticString, _ sentence: StaticString) {
    self.code = code
    nameText = name
    self.sentence = sentence
  }

  /// The name as in the library's headers.
  var name: String { "\(nameText)" }
  /// The name for C programs, for as long as the library is loaded.
  var cName: UnsafePointer<CChar> { Self.pointer(nameText) }
  /// What it means, for C programs.
  var cSentence: UnsafePointer<CChar> { Self.pointer(sentence) }

  /// A text of the library for C programs.
  static func pointer(_ text: StaticString) -> UnsafePointer<CChar> {
    UnsafeRawPointer(text.utf8Start).assumingMemoryBound(to: CChar.self)
  }

  /// Ends a call that computes nothing: bookkeeping in the ledger, or refused with the reason.
  /// - Returns: The status's number.
  func conclude(_ function: some CustomStringConvertible, because reason: String?) -> CInt {
    let refusal = reason.map { "\(name): \($0)" } ?? name
    DropIn.shared.ledger.add(
      code == 0
        ? CallLedger.Entry(function: "\(function)", outcome: .bookkeeping)
        : CallLedger.Entry(function: "\(function)", outcome: .refused, reason: refusal))
    return code
  }
}
