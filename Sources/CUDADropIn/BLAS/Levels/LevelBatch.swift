/// The single executions of a call: itself, or one for each matrix of a batch.
struct LevelBatch: Sequence {
  private let call: LevelCall
  private let count: Int

  /// - Throws: Where an array of addresses, of pivots or of infos is not in device memory.
  init(_ call: LevelCall, _ operands: [LevelOperand]) throws(BLASRefusal) {
    self.call = call
    count = call.has(.batch) ? call[.batch] : 1
    for role in call.signature.arrays {
      try Self.check(call, role, count, MemoryLayout<UnsafeRawPointer?>.stride, alignment: 8)
    }
    if call.has(.info), !call.tellsHost { try Self.check(call, .info, count, 4) }
    if call.address(.infoArray) != nil { try Self.check(call, .infoArray, count, 4) }
    if call.address(.pivots) != nil { try Self.check(call, .pivots, count * call[.n], 4) }
  }

  private static func check(
    _ call: LevelCall, _ role: BLASRole, _ count: Int, _ byteCount: Int,
    alignment: Int = 4
  ) throws(BLASRefusal) {
    let name = call.signature.name(role)
    guard let address = call.address(role) else {
      throw BLASRefusal(status: .invalidValue, reason: "\(name) is NULL")
    }
    let (bytes, overflow) = count.multipliedReportingOverflow(by: byteCount)
    guard !overflow else {
      throw BLASRefusal(status: .invalidValue, reason: "\(name) is larger than memory")
    }
    try BLASRefusal.check(name, address, bytes, alignment: alignment)
  }

  func makeIterator() -> some IteratorProtocol<LevelCall> {
    (0..<count).lazy.map { part($0) }.makeIterator()
  }

  private func part(_ index: Int) -> LevelCall {
    var part = call
    for role in call.signature.arrays {
      let array = call.address(role)?.assumingMemoryBound(to: Int.self)
      part[role] = array?[index] ?? 0
    }
    for (role, stride) in [(BLASRole.a, BLASRole.strideA), (.x, .stridex), (.y, .stridey)]
    where call.has(stride) {
      let width = (try? call.type(role).byteCount) ?? 0
      part[role] = call[role] &+ call[stride] &* index &* width
    }
    if call.has(.info), !call.tellsHost { part[.info] = call[.info] + 4 * index }
    if call[.infoArray] != 0 { part[.infoArray] = call[.infoArray] + 4 * index }
    if call[.pivots] != 0 { part[.pivots] = call[.pivots] + 4 * index * call[.n] }
    return part
  }
}
