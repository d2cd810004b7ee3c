/// Results that are numbers of a call's own.
enum LevelResult {
  /// Sets the result of an empty call to 0, where it has one.
  static func clear(_ call: LevelCall) throws(BLASRefusal) {
    guard call.has(.result) else { return }
    guard let address = call.address(.result) else {
      throw BLASRefusal(status: .invalidValue, reason: "result is NULL")
    }
    if let byteCount = indexByteCount(call) {
      address.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
    } else {
      try call.type(.result).store(Complex(0), address, 0)
    }
  }

  /// Bytes of the index that amax and amin answer: `int`, or `int64_t` in their _64 forms.
  static func indexByteCount(_ call: LevelCall) -> Int? {
    guard call.routine == .amax || call.routine == .amin, let place = call.signature.place(.result)
    else { return nil }
    return call.signature.parameters[place].cType == "int64_t*" ? 8 : 4
  }

  /// Stores an index where the program wants it.
  static func store(_ index: Int64, _ call: LevelCall) {
    guard let address = call.address(.result) else { return }
    if indexByteCount(call) == 8 {
      address.storeBytes(of: index, as: Int64.self)
    } else {
      address.storeBytes(of: Int32(truncatingIfNeeded: index), as: Int32.self)
    }
  }

  /// The index that was stored.
  static func load(_ call: LevelCall) -> Int {
    guard let address = call.address(.result) else { return 0 }
    return indexByteCount(call) == 8
      ? Int(address.loadUnaligned(as: Int64.self)) : Int(address.loadUnaligned(as: Int32.self))
  }
}
