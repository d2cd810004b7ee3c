import CCUDA

// User objects of the CUDA runtime API (CUDA Runtime API reference, Graph Management).

/// Objects of the program's that graphs keep alive (`cudaUserObject_t`).
enum UserObjects {
  private struct Object: @unchecked Sendable {
    // SAFETY: called once, when nothing refers to the object any more.
    let destructor: parity_cuda_host_call
    var references: Int
  }
  private static let all = HandleTable<Object>(kind: 6)

  static func make(_ destructor: parity_cuda_host_call, references: Int) -> OpaquePointer? {
    all.make(Object(destructor: destructor, references: references))
  }

  /// Adds references.
  static func retain(_ object: OpaquePointer?, _ count: Int) -> Bool {
    all.update(object) { $0.references += count }
  }

  /// Takes references away; the last one's end destroys the object.
  static func release(_ object: OpaquePointer?, _ count: Int) -> Bool {
    var ended: parity_cuda_host_call?
    var isThere = false
    _ = all.update(object) {
      guard $0.references >= count else { return }
      isThere = true
      $0.references -= count
      if $0.references == 0 { ended = $0.destructor }
    }
    if let ended, all.end(object) { ended.function?(ended.data) }
    return isThere
  }

  static func retain(_ objects: [UInt: Int]) {
    for (object, count) in objects { _ = retain(OpaquePointer(bitPattern: object), count) }
  }

  static func release(_ objects: [UInt: Int]) {
    for (object, count) in objects { _ = release(OpaquePointer(bitPattern: object), count) }
  }
}

@c(cudaUserObjectCreate) package func cudaUserObjectCreate(
  _ result: UnsafeMutablePointer<OpaquePointer?>?, _ object: UnsafeMutableRawPointer?,
  _ destructor: (@convention(c) (UnsafeMutableRawPointer?) -> Void)?, _ count: CUnsignedInt,
  _ flags: CUnsignedInt
) -> CInt {
  // cudaUserObjectNoDestructorSync is the one flag, and must be there.
  guard let result, let destructor, 1...CUnsignedInt(CInt.max) ~= count, flags == 1 else {
    return answer("cudaUserObjectCreate", .invalidValue)
  }
  result.pointee = UserObjects.make(
    parity_cuda_host_call(function: destructor, data: object), references: Int(count))
  return answer("cudaUserObjectCreate", .success)
}

@c(cudaUserObjectRetain) package func cudaUserObjectRetain(
  _ object: OpaquePointer?, _ count: CUnsignedInt
) -> CInt {
  answer(
    "cudaUserObjectRetain",
    1...CUnsignedInt(CInt.max) ~= count && UserObjects.retain(object, Int(count))
      ? .success : .invalidValue)
}

@c(cudaUserObjectRelease) package func cudaUserObjectRelease(
  _ object: OpaquePointer?, _ count: CUnsignedInt
) -> CInt {
  answer(
    "cudaUserObjectRelease",
    1...CUnsignedInt(CInt.max) ~= count && UserObjects.release(object, Int(count))
      ? .success : .invalidValue)
}

@c(cudaGraphRetainUserObject) package func cudaGraphRetainUserObject(
  _ graph: OpaquePointer?, _ object: OpaquePointer?, _ count: CUnsignedInt, _ flags: CUnsignedInt
) -> CInt {
  // cudaGraphUserObjectMove takes references of the caller's.
  guard Graphs.all[graph] != nil, 1...CUnsignedInt(CInt.max) ~= count, flags <= 1,
    UserObjects.retain(object, Int(count))
  else { return answer("cudaGraphRetainUserObject", .invalidValue) }
  _ = Graphs.all.update(graph) { $0.objects[UInt(bitPattern: object), default: 0] += Int(count) }
  if flags == 1 { _ = UserObjects.release(object, Int(count)) }
  return answer("cudaGraphRetainUserObject", .success)
}

@c(cudaGraphReleaseUserObject) package func cudaGraphReleaseUserObject(
  _ graph: OpaquePointer?, _ object: OpaquePointer?, _ count: CUnsignedInt
) -> CInt {
  let key = UInt(bitPattern: object)
  guard count > 0, let held = Graphs.all[graph]?.objects[key], held >= Int(count) else {
    return answer("cudaGraphReleaseUserObject", .invalidValue)
  }
  _ = Graphs.all.update(graph) {
    $0.objects[key] = held == Int(count) ? nil : held - Int(count)
  }
  _ = UserObjects.release(object, Int(count))
  return answer("cudaGraphReleaseUserObject", .success)
}
