package import CCUDA
import Foundation
import Synchronization

// Advice on managed memory (CUDA Runtime API reference, Memory Management). Memory is this machine's wherever the program wants it, so
// advice is kept and given back, and changes nothing.

/// Where memory is meant to be: `cudaMemLocation`, or none.
private struct Place: Hashable, Sendable {
  /// 0 none, 1 the device, 2 the host, 3 and 4 nodes of the host.
  var type: CInt = 0
  var id: CInt = 0

  /// The number of the device that CUDA 12's functions use: -1 for the host, -2 for none.
  var device: CInt { type == 0 ? -2 : type == 1 ? id : -1 }

  init() {}

  init(_ location: parity_cuda_location) { (type, id) = (location.type, location.id) }

  init(device: CInt) {
    if device >= 0 { (type, id) = (1, device) } else if device == -1 { type = 2 }
  }

  /// Whether there is such a place.
  var isThere: Bool { type == 1 && id == 0 || type == 2 || type == 3 && id == 0 || type == 4 }
}

/// What was advised for some bytes.
private struct Advice: Hashable, Sendable {
  var isMostlyRead = false
  var preferred = Place()
  var accessors: Set<Place> = []
  var fetched = Place()
}

/// Advice by ranges of addresses that do not overlap, in their order; what is in none has no advice.
private struct AdviceMap: Sendable {
  private var ranges: [(range: Range<UInt>, advice: Advice)] = []

  mutating func change(_ range: Range<UInt>, _ body: (inout Advice) -> Void) {
    var result: [(range: Range<UInt>, advice: Advice)] = []
    var place = range.lowerBound
    func add(_ range: Range<UInt>, _ advice: Advice) {
      if !range.isEmpty { result.append((range, advice)) }
    }
    func fill(to end: UInt) {
      guard place < end else { return }
      var advice = Advice()
      body(&advice)
      add(place..<end, advice)
    }
    for (old, advice) in ranges {
      guard old.overlaps(range) else {
        if old.lowerBound >= range.upperBound {
          fill(to: range.upperBound)
          place = max(place, range.upperBound)
        }
        result.append((old, advice))
        continue
      }
      fill(to: old.lowerBound)
      add(old.lowerBound..<max(old.lowerBound, min(old.upperBound, range.lowerBound)), advice)
      var changed = advice
      body(&changed)
      let common = old.clamped(to: range)
      add(common, changed)
      add(max(old.lowerBound, min(old.upperBound, range.upperBound))..<old.upperBound, advice)
      place = max(place, common.upperBound)
    }
    fill(to: range.upperBound)
    ranges = result
  }

  mutating func forget(_ range: Range<UInt>) { ranges.removeAll { $0.range.overlaps(range) } }

  /// The advice on all parts of a range.
  func all(_ range: Range<UInt>) -> [Advice] {
    var result: [Advice] = []
    var place = range.lowerBound
    for (part, advice) in ranges where part.overlaps(range) {
      if part.lowerBound > place { result.append(Advice()) }
      result.append(advice)
      place = part.upperBound
    }
    if place < range.upperBound { result.append(Advice()) }
    return result
  }
}
private let advices = Mutex(AdviceMap())

/// Forgets what was advised for memory that is freed.
func forgetAdvice(_ start: UInt, _ byteCount: Int) {
  advices.withLock { $0.forget(start..<start + UInt(byteCount)) }
}

/// The addresses of managed memory from `pointer` on; nil where that is something else.
private func managed(_ pointer: UnsafeRawPointer?, _ byteCount: Int) -> Range<UInt>? {
  guard let pointer, byteCount > 0,
    let found = try? DropIn.shared.memory.allocation(pointer, byteCount), found.kind == .managed
  else { return nil }
  let start = UInt(bitPattern: pointer)
  return start..<start + UInt(byteCount)
}
private let notManaged = "the bytes are not all of one piece of managed memory"

private func advise(
  _ function: StaticString, _ pointer: UnsafeRawPointer?, _ byteCount: Int, _ advice: CInt,
  _ place: Place
) -> CInt {
  guard let range = managed(pointer, byteCount), 1...6 ~= advice else {
    return answer(function, .invalidValue, because: "\(notManaged), or there is no such advice")
  }
  // The other kinds of advice name no place.
  guard [1, 2, 4].contains(advice) || place.isThere else {
    return answer(function, .invalidDevice, because: "there is no such place")
  }
  advices.withLock { map in
    map.change(range) {
      switch advice {
      case 1: $0.isMostlyRead = true
      case 2: $0.isMostlyRead = false
      case 3: $0.preferred = place
      case 4: $0.preferred = Place()
      case 5: $0.accessors.insert(place)
      default: $0.accessors.remove(place)
      }
    }
  }
  return answer(function, .success)
}

/// CUDA 12's names a device, CUDA 13's a place, as ``cudaMemAdvise_v2(_:_:_:_:)`` does; a place of 8 bytes comes in one register, its
/// type first.
@c(cudaMemAdvise) package func cudaMemAdvise(
  _ pointer: UnsafeRawPointer?, _ byteCount: Int, _ advice: CInt, _ place: UInt64
) -> CInt {
  advise(
    "cudaMemAdvise", pointer, byteCount, advice,
    parity_cuda_major() == 12
      ? Place(device: CInt(truncatingIfNeeded: place)) : Place(location(place)))
}

@c(cudaMemAdvise_v2) package func cudaMemAdvise_v2(
  _ pointer: UnsafeRawPointer?, _ byteCount: Int, _ advice: CInt, _ place: parity_cuda_location
) -> CInt { advise("cudaMemAdvise_v2", pointer, byteCount, advice, Place(place)) }

private func location(_ bits: UInt64) -> parity_cuda_location {
  parity_cuda_location(
    type: CInt(truncatingIfNeeded: bits), id: CInt(truncatingIfNeeded: bits >> 32))
}

private func prefetch(
  _ function: StaticString, _ pointer: UnsafeRawPointer?, _ byteCount: Int, _ place: Place,
  _ stream: OpaquePointer?
) -> CInt {
  guard let range = managed(pointer, byteCount) else {
    return answer(function, .invalidValue, because: notManaged)
  }
  guard place.isThere else {
    return answer(function, .invalidDevice, because: "there is no such place")
  }
  let status = onStream(function, stream, .nothing)
  if status == 0 { advices.withLock { $0.change(range) { $0.fetched = place } } }
  return status
}

/// CUDA 12's names a device and then the stream, CUDA 13's a place, flags and the stream.
@c(cudaMemPrefetchAsync) package func cudaMemPrefetchAsync(
  _ pointer: UnsafeRawPointer?, _ byteCount: Int, _ place: UInt64, _ streamOrFlags: UInt,
  _ streamOf13: OpaquePointer?
) -> CInt {
  let function: StaticString = "cudaMemPrefetchAsync"
  guard parity_cuda_major() == 12 else {
    guard CUnsignedInt(truncatingIfNeeded: streamOrFlags) == 0 else {
      return answer(function, .invalidValue, because: "flags that are not 0")
    }
    return prefetch(function, pointer, byteCount, Place(location(place)), streamOf13)
  }
  return prefetch(
    function, pointer, byteCount, Place(device: CInt(truncatingIfNeeded: place)),
    OpaquePointer(bitPattern: streamOrFlags))
}

@c(cudaMemPrefetchAsync_v2) package func cudaMemPrefetchAsync_v2(
  _ pointer: UnsafeRawPointer?, _ byteCount: Int, _ place: parity_cuda_location,
  _ flags: CUnsignedInt, _ stream: OpaquePointer?
) -> CInt {
  guard flags == 0 else { return answer("cudaMemPrefetchAsync_v2", .invalidValue) }
  return prefetch("cudaMemPrefetchAsync_v2", pointer, byteCount, Place(place), stream)
}

/// The value of a `cudaMemRangeAttribute`: what holds for all of the range.
private func attribute(
  _ number: CInt, _ range: Range<UInt>, into data: UnsafeMutableRawPointer, _ byteCount: Int
) -> Bool {
  let all = advices.withLock { $0.all(range) }
  /// The place that all parts share, or none.
  func common(_ place: KeyPath<Advice, Place>) -> Place {
    let places = Set(all.map { $0[keyPath: place] })
    return places.count == 1 ? places.first ?? Place() : Place()
  }
  let value: CInt
  switch number {
  case 1: value = all.allSatisfy(\.isMostlyRead) ? 1 : 0
  case 2: value = common(\.preferred).device
  case 3:
    // As many devices as there is room for, then -2.
    guard byteCount >= 4, byteCount % 4 == 0 else { return false }
    let common = all.dropFirst().reduce(all.first?.accessors ?? []) {
      $0.intersection($1.accessors)
    }
    let devices = common.map(\.device).sorted()
    for index in 0..<byteCount / 4 {
      data.storeBytes(
        of: index < devices.count ? devices[index] : -2, toByteOffset: 4 * index, as: CInt.self)
    }
    return true
  case 4: value = common(\.fetched).device
  case 5: value = common(\.preferred).type
  case 6: value = common(\.preferred).id
  case 7: value = common(\.fetched).type
  case 8: value = common(\.fetched).id
  default: return false
  }
  guard byteCount == 4 else { return false }
  data.storeBytes(of: value, as: CInt.self)
  return true
}

@c(cudaMemRangeGetAttribute) package func cudaMemRangeGetAttribute(
  _ data: UnsafeMutableRawPointer?, _ size: Int, _ number: CInt, _ pointer: UnsafeRawPointer?,
  _ byteCount: Int
) -> CInt {
  guard let data, let range = managed(pointer, byteCount),
    attribute(number, range, into: data, size)
  else {
    return answer(
      "cudaMemRangeGetAttribute", .invalidValue,
      because: "\(notManaged), or there is no such attribute of \(size) bytes")
  }
  return answer("cudaMemRangeGetAttribute", .success)
}

@c(cudaMemRangeGetAttributes) package func cudaMemRangeGetAttributes(
  _ data: UnsafePointer<UnsafeMutableRawPointer?>?, _ sizes: UnsafePointer<Int>?,
  _ numbers: UnsafePointer<CInt>?, _ count: Int, _ pointer: UnsafeRawPointer?, _ byteCount: Int
) -> CInt {
  let function: StaticString = "cudaMemRangeGetAttributes"
  guard let data, let sizes, let numbers, count > 0, let range = managed(pointer, byteCount) else {
    return answer(function, .invalidValue, because: notManaged)
  }
  for index in 0..<count {
    guard let to = data[index], attribute(numbers[index], range, into: to, sizes[index]) else {
      return answer(
        function, .invalidValue,
        because: "there is no attribute \(numbers[index]) of \(sizes[index]) bytes")
    }
  }
  return answer(function, .success)
}

@c(cudaStreamAttachMemAsync) package func cudaStreamAttachMemAsync(
  _ stream: OpaquePointer?, _ pointer: UnsafeRawPointer?, _ byteCount: Int, _ flags: CUnsignedInt
) -> CInt {
  let function: StaticString = "cudaStreamAttachMemAsync"
  // cudaMemAttachGlobal, Host or Single; all of a piece, by its size or 0.
  guard [1, 2, 4].contains(flags), let pointer,
    let found = try? DropIn.shared.memory.allocation(pointer, 0), found.kind == .managed,
    found.start == UInt(bitPattern: pointer), byteCount == 0 || byteCount == found.byteCount
  else {
    return answer(function, .invalidValue, because: "this is no whole piece of managed memory")
  }
  return onStream(function, stream, .nothing)
}
