import Kernels

/// A call of a routine of levels 1 to 3, or of cuBLAS's extensions: its signature, and its arguments as words.
struct LevelCall {
  let signature: BLASSignature
  var words: [Int]

  var routine: LevelRoutine { signature.routine }

  /// An argument by its part, 0 where the function has none.
  subscript(role: BLASRole) -> Int {
    get { signature.place(role).map { words[$0] } ?? 0 }
    set { if let place = signature.place(role) { words[place] = newValue } }
  }

  func has(_ role: BLASRole) -> Bool { signature.place(role) != nil }

  func address(_ role: BLASRole) -> UnsafeMutableRawPointer? {
    UnsafeMutableRawPointer(bitPattern: self[role])
  }

  /// The type of the numbers behind an argument.
  func type(_ role: BLASRole) throws(BLASRefusal) -> NumberType {
    if let place = signature.place(role), let type = signature.parameters[place].numbers {
      return type
    }
    guard let typeRole = role.typeRoles.first(where: has) else {
      preconditionFailure("\(signature.function) has no type for \(role)")
    }
    guard let type = NumberType(cudaDataType: self[typeRole]) else {
      throw BLASRefusal(
        status: .notSupported,
        reason: "\(signature.name(typeRole)) is \(self[typeRole]), which is not known")
    }
    return type
  }

  /// The type of the computation: at least f32, and complex where the numbers are.
  func computeType() throws(BLASRefusal) -> NumberType {
    let main: [BLASRole] = [.x, .a, .d1]
    guard let role = main.first(where: has) else { return .f32 }
    let stored = try type(role)
    guard has(.executionType) else {
      guard stored.component != .i8 || routine.level == 3, stored.component != .i32 else {
        throw BLASRefusal(
          status: .notSupported, reason: "\(signature.name(role)) holds integers")
      }
      return stored.computed
    }
    let execution = NumberType(cudaDataType: self[.executionType])
    guard let execution, execution.component == .f32 || execution.component == .f64,
      execution.component == stored.computed.component,
      [.f16, .bf16, .f32, .f64].contains(stored.component)
    else {
      throw BLASRefusal(
        status: .notSupported,
        reason: "executionType \(self[.executionType]) for \(signature.name(role)) of this type")
    }
    return stored.computed
  }
}
