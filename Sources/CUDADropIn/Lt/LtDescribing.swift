import Foundation

// Descriptions of cuBLASLt: made, ended, set and read (cuBLAS library reference, section 3.4).

/// A description that Create makes.
func createLt(
  _ function: StaticString, _ kind: LtKind,
  _ result: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
  _ values: [CInt: Int64] = [:]
) -> CInt {
  guard let result else { return answerLt(function, .invalidValue, because: "the result is NULL") }
  guard let memory = LtCreated.make(kind) else { return answerLt(function, .allocFailed) }
  writeLt(values, kind, memory)
  result.pointee = memory
  return answerLt(function, .success)
}

func destroyLt(_ function: StaticString, _ memory: UnsafeMutableRawPointer?) -> CInt {
  // NVIDIA's library takes NULL and does nothing.
  memory == nil || LtCreated.destroy(memory)
    ? answerLt(function, .success)
    : answerLt(function, .invalidValue, because: "Create did not make this, or it was destroyed")
}

/// A description in memory of the program's own.
func initializeLt(
  _ function: StaticString, _ kind: LtKind, _ memory: UnsafeMutableRawPointer?, _ size: Int,
  _ values: [CInt: Int64] = [:]
) -> CInt {
  guard let memory else { return answerLt(function, .invalidValue, because: "the memory is NULL") }
  guard kind.initialize(memory, size: size) else {
    return answerLt(function, .allocFailed, because: "\(size) bytes are too few")
  }
  writeLt(values, kind, memory)
  return answerLt(function, .success)
}

func writeLt(_ values: [CInt: Int64], _ kind: LtKind, _ memory: UnsafeMutableRawPointer) {
  for (number, value) in values {
    guard let field = kind.field(number, in: memory) else { continue }
    withUnsafeBytes(of: value) { bytes in
      if let base = bytes.baseAddress { memcpy(memory + field.offset, base, field.byteCount) }
    }
  }
}

/// Sets one attribute.
func setLt(
  _ function: StaticString, _ kind: LtKind, _ memory: UnsafeMutableRawPointer?, _ number: CInt,
  _ value: UnsafeRawPointer?, _ size: Int
) -> CInt {
  LtLog.shared.api(function) {
    "\(kind.logName)=\(LtLog.hex(memory)) attr=\(kind.prefix)_\(kind.fields[number]?.name ?? "\(number)") "
      + "buf=\(LtLog.hex(value)) sizeInBytes=\(size)"
  }
  guard let memory, kind.holds(memory) else {
    return answerLt(function, .invalidValue, because: "the description is none")
  }
  guard let field = kind.field(number, in: memory), number < 100 else {
    return answerLt(function, .invalidValue, because: "attribute \(number) is not known")
  }
  guard let value, size == field.byteCount else {
    return answerLt(
      function, .invalidValue,
      because: "\(kind.prefix)_\(field.name) has \(field.byteCount) bytes, not \(size)")
  }
  memcpy(memory + field.offset, value, size)
  return answerLt(function, .success)
}

/// Reads one attribute; a size of 0 asks how many bytes it has.
func getLt(
  _ function: StaticString, _ kind: LtKind, _ memory: UnsafeRawPointer?, _ number: CInt,
  _ value: UnsafeMutableRawPointer?, _ size: Int, _ written: UnsafeMutablePointer<Int>?
) -> CInt {
  guard let memory, kind.holds(memory) else {
    return answerLt(function, .invalidValue, because: "the description is none")
  }
  guard let field = kind.field(number, in: memory), number < 100 else {
    return answerLt(function, .invalidValue, because: "attribute \(number) is not known")
  }
  if size == 0 {
    guard let written else {
      return answerLt(function, .invalidValue, because: "sizeInBytes is 0 and sizeWritten is NULL")
    }
    written.pointee = field.byteCount
    return answerLt(function, .success)
  }
  guard let value, size == field.byteCount else {
    return answerLt(
      function, .invalidValue,
      because: "\(kind.prefix)_\(field.name) has \(field.byteCount) bytes, not \(size)")
  }
  memcpy(value, memory + field.offset, field.byteCount)
  written?.pointee = field.byteCount
  return answerLt(function, .success)
}

extension LtKind {
  /// What the library's log calls one.
  var logName: String {
    switch prefix {
    case "MATRIX_LAYOUT": "matLayout"
    case "MATMUL_DESC": "matmulDesc"
    case "MATMUL_PREF": "pref"
    case "MATRIX_TRANSFORM_DESC": "transformDesc"
    default: "desc"
    }
  }
}
