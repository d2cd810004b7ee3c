package import CCUDA
import Foundation

// Copies and sets of the CUDA runtime API (CUDA Runtime API reference, Memory Management), from bytes to slices of rows. They are
// complete on return, or part of a graph.

/// The directions of `cudaMemcpyKind`.
enum CopyKind {
  static let hostToHost: CInt = 0
  static let hostToDevice: CInt = 1
  static let deviceToHost: CInt = 2
  static let deviceToDevice: CInt = 3
  static let byAddress: CInt = 4
}

/// Why `byteCount` bytes from `pointer` on cannot be used in a copy, or nil.
///
/// `isDevice` says that CUDA expects device memory there; host memory that CUDA does not know is the program's own affair.
private func objection(
  _ name: String, _ pointer: UnsafeRawPointer, _ byteCount: Int, isDevice: Bool
) -> String? {
  do throws(DeviceMemory.Problem) {
    _ = try DropIn.shared.memory.allocation(pointer, byteCount)
    return nil
  } catch {
    switch error {
    case .pastTheEnd(let excess): return "\(name) ends \(excess) bytes past its allocation"
    case .unknown: return isDevice ? "\(name) points to no device memory" : nil
    }
  }
}

/// A copy of `depth` slices of `height` rows of `width` bytes; sizes beyond `Int.max` arrive as negative numbers.
struct Copy: @unchecked Sendable {
  // SAFETY: the addresses are the program's, who answers for them.
  var target: UnsafeMutableRawPointer?
  var targetPitch: Int
  var source: UnsafeRawPointer?
  var sourcePitch, width, height: Int
  var kind: CInt
  var depth = 1
  /// Bytes from slice to slice; not used where there is one.
  var targetSlice = 0
  var sourceSlice = 0

  /// What is wrong with it.
  var objection: (error: RuntimeError, reason: String?)? {
    guard (CopyKind.hostToHost...CopyKind.byAddress).contains(kind) else {
      return (.invalidMemcpyDirection, "\(kind) is no direction")
    }
    guard width != 0, height != 0, depth != 0 else { return nil }
    guard let target, let source, width > 0, height > 0, depth > 0 else {
      return (.invalidValue, "an address is NULL, or a size is larger than memory")
    }
    guard targetPitch >= width, sourcePitch >= width else { return (.invalidPitchValue, nil) }
    guard
      let targetBytes = extent(
        width: width, height: height, depth: depth, pitch: targetPitch, slice: targetSlice),
      let sourceBytes = extent(
        width: width, height: height, depth: depth, pitch: sourcePitch, slice: sourceSlice)
    else { return (.invalidValue, "the rows lie further apart than memory is large") }
    let toDevice = kind == CopyKind.hostToDevice || kind == CopyKind.deviceToDevice
    let fromDevice = kind == CopyKind.deviceToHost || kind == CopyKind.deviceToDevice
    let reason =
      CUDADropIn.objection("the target", target, targetBytes, isDevice: toDevice)
      ?? CUDADropIn.objection("the source", source, sourceBytes, isDevice: fromDevice)
    return reason.map { (.invalidValue, $0) }
  }

  func perform() {
    guard let target, let source, width > 0, height > 0, depth > 0 else { return }
    for slice in 0..<depth {
      let (target, source) = (target + slice * targetSlice, source + slice * sourceSlice)
      if targetPitch == width, sourcePitch == width {
        memmove(target, source, width * height)
        continue
      }
      for row in 0..<height {
        memmove(target + row * targetPitch, source + row * sourcePitch, width)
      }
    }
  }
}

/// The bytes from the first to the last of `depth` slices of `height` rows of `width` bytes, nil where that overflows.
private func extent(width: Int, height: Int, depth: Int, pitch: Int, slice: Int) -> Int? {
  let (rows, rowsOverflow) = pitch.multipliedReportingOverflow(by: height - 1)
  let (slices, slicesOverflow) = slice.multipliedReportingOverflow(by: depth - 1)
  guard !rowsOverflow, !slicesOverflow, rows >= 0, slices >= 0, rows <= Int.max - width,
    slices <= Int.max - width - rows
  else { return nil }
  return slices + rows + width
}

private func copy(
  _ function: StaticString, _ target: UnsafeMutableRawPointer?, _ targetPitch: Int,
  _ source: UnsafeRawPointer?, _ sourcePitch: Int, _ width: Int, _ height: Int, _ kind: CInt,
  stream: OpaquePointer? = nil
) -> CInt {
  onStream(
    function, stream,
    .copy(
      Copy(
        target: target, targetPitch: targetPitch, source: source, sourcePitch: sourcePitch,
        width: width, height: height, kind: kind)))
}

@c(cudaMemcpy) package func cudaMemcpy(
  _ target: UnsafeMutableRawPointer?, _ source: UnsafeRawPointer?, _ byteCount: Int, _ kind: CInt
) -> CInt { copy("cudaMemcpy", target, byteCount, source, byteCount, byteCount, 1, kind) }

@c(cudaMemcpyAsync) package func cudaMemcpyAsync(
  _ target: UnsafeMutableRawPointer?, _ source: UnsafeRawPointer?, _ byteCount: Int, _ kind: CInt,
  _ stream: OpaquePointer?
) -> CInt {
  copy(
    "cudaMemcpyAsync", target, byteCount, source, byteCount, byteCount, 1, kind, stream: stream)
}

@c(cudaMemcpy2D) package func cudaMemcpy2D(
  _ target: UnsafeMutableRawPointer?, _ targetPitch: Int, _ source: UnsafeRawPointer?,
  _ sourcePitch: Int, _ width: Int, _ height: Int, _ kind: CInt
) -> CInt { copy("cudaMemcpy2D", target, targetPitch, source, sourcePitch, width, height, kind) }

@c(cudaMemcpy2DAsync) package func cudaMemcpy2DAsync(
  _ target: UnsafeMutableRawPointer?, _ targetPitch: Int, _ source: UnsafeRawPointer?,
  _ sourcePitch: Int, _ width: Int, _ height: Int, _ kind: CInt, _ stream: OpaquePointer?
) -> CInt {
  copy(
    "cudaMemcpy2DAsync", target, targetPitch, source, sourcePitch, width, height, kind,
    stream: stream)
}

private func copyBetween(
  _ function: StaticString, _ target: UnsafeMutableRawPointer?, _ targetDevice: CInt,
  _ source: UnsafeRawPointer?, _ sourceDevice: CInt, _ byteCount: Int, stream: OpaquePointer? = nil
) -> CInt {
  guard targetDevice == 0, sourceDevice == 0 else {
    return answer(function, .invalidDevice, because: "there is one device, number 0")
  }
  return copy(
    function, target, byteCount, source, byteCount, byteCount, 1, CopyKind.deviceToDevice,
    stream: stream)
}

@c(cudaMemcpyPeer) package func cudaMemcpyPeer(
  _ target: UnsafeMutableRawPointer?, _ targetDevice: CInt, _ source: UnsafeRawPointer?,
  _ sourceDevice: CInt, _ byteCount: Int
) -> CInt { copyBetween("cudaMemcpyPeer", target, targetDevice, source, sourceDevice, byteCount) }

@c(cudaMemcpyPeerAsync) package func cudaMemcpyPeerAsync(
  _ target: UnsafeMutableRawPointer?, _ targetDevice: CInt, _ source: UnsafeRawPointer?,
  _ sourceDevice: CInt, _ byteCount: Int, _ stream: OpaquePointer?
) -> CInt {
  copyBetween(
    "cudaMemcpyPeerAsync", target, targetDevice, source, sourceDevice, byteCount, stream: stream)
}

// MARK: Slices

extension Copy {
  /// What the fields of `cudaMemcpy3DParms` say; nil where an array takes part.
  init?(_ p: parity_cuda_copy_3d) {
    guard p.source_array == nil, p.target_array == nil else { return nil }
    func address(_ rows: parity_cuda_pitched, _ at: parity_cuda_position) -> (
      UnsafeMutableRawPointer?, slice: Int
    ) {
      // Sizes past all addresses are found by the check of extents.
      let slice = rows.pitch &* rows.height
      let offset = at.x &+ at.y &* rows.pitch &+ at.z &* slice
      return (
        rows.pointer.flatMap {
          UnsafeMutableRawPointer(bitPattern: UInt(bitPattern: $0) &+ UInt(bitPattern: offset))
        }, slice
      )
    }
    let (target, targetSlice) = address(p.target, p.target_position)
    let (source, sourceSlice) = address(p.source, p.source_position)
    self.init(
      target: target, targetPitch: p.target.pitch, source: UnsafeRawPointer(source),
      sourcePitch: p.source.pitch, width: p.extent.width, height: p.extent.height, kind: p.kind,
      depth: p.extent.depth, targetSlice: targetSlice, sourceSlice: sourceSlice)
  }

  /// The same as fields of `cudaMemcpy3DParms`.
  var parameters: parity_cuda_copy_3d {
    func rows(_ pointer: UnsafeMutableRawPointer?, _ pitch: Int, _ slice: Int)
      -> parity_cuda_pitched
    {
      parity_cuda_pitched(
        pointer: pointer, pitch: pitch, width: width,
        height: depth > 1 && pitch != 0 ? slice / pitch : height)
    }
    var p = parity_cuda_copy_3d()
    p.source = rows(UnsafeMutableRawPointer(mutating: source), sourcePitch, sourceSlice)
    p.target = rows(target, targetPitch, targetSlice)
    p.extent = parity_cuda_extent(width: width, height: height, depth: depth)
    p.kind = kind
    return p
  }
}

/// Arrays are refused; what their elements would be is a value like any other.
@c(cudaCreateChannelDesc) package func cudaCreateChannelDesc(
  _ x: CInt, _ y: CInt, _ z: CInt, _ w: CInt, _ kind: CInt
) -> parity_cuda_channels { parity_cuda_channels(x: x, y: y, z: z, w: w, kind: kind) }

let noArrays = "there are no arrays: their layout is a GPU's own"

private func copySlices(
  _ function: StaticString, _ parameters: UnsafePointer<parity_cuda_copy_3d>?,
  stream: OpaquePointer? = nil
) -> CInt {
  guard let parameters else { return answer(function, .invalidValue) }
  guard let copy = Copy(parameters.pointee) else {
    return answer(function, .invalidValue, because: noArrays)
  }
  return onStream(function, stream, .copy(copy))
}

@c(cudaMemcpy3D) package func cudaMemcpy3D(
  _ parameters: UnsafePointer<parity_cuda_copy_3d>?
) -> CInt { copySlices("cudaMemcpy3D", parameters) }

@c(cudaMemcpy3DAsync) package func cudaMemcpy3DAsync(
  _ parameters: UnsafePointer<parity_cuda_copy_3d>?, _ stream: OpaquePointer?
) -> CInt { copySlices("cudaMemcpy3DAsync", parameters, stream: stream) }

private func copySlicesBetween(
  _ function: StaticString, _ parameters: UnsafePointer<parity_cuda_peer_copy_3d>?,
  stream: OpaquePointer? = nil
) -> CInt {
  guard let p = parameters?.pointee else { return answer(function, .invalidValue) }
  guard p.source_device == 0, p.target_device == 0 else {
    return answer(function, .invalidDevice, because: "there is one device, number 0")
  }
  var copy = parity_cuda_copy_3d(
    source_array: p.source_array, source_position: p.source_position, source: p.source,
    target_array: p.target_array, target_position: p.target_position, target: p.target,
    extent: p.extent, kind: CopyKind.deviceToDevice)
  return copySlices(function, &copy, stream: stream)
}

@c(cudaMemcpy3DPeer) package func cudaMemcpy3DPeer(
  _ parameters: UnsafePointer<parity_cuda_peer_copy_3d>?
) -> CInt { copySlicesBetween("cudaMemcpy3DPeer", parameters) }

@c(cudaMemcpy3DPeerAsync) package func cudaMemcpy3DPeerAsync(
  _ parameters: UnsafePointer<parity_cuda_peer_copy_3d>?, _ stream: OpaquePointer?
) -> CInt { copySlicesBetween("cudaMemcpy3DPeerAsync", parameters, stream: stream) }

// MARK: Batches

/// Copies whose directions are found by their addresses.
///
/// CUDA 12's has the place of the first that is wrong before the stream.
@c(cudaMemcpyBatchAsync) package func cudaMemcpyBatchAsync(
  _ targets: UnsafePointer<UnsafeMutableRawPointer?>?,
  _ sources: UnsafePointer<UnsafeRawPointer?>?, _ sizes: UnsafePointer<Int>?, _ count: Int,
  _ attributes: UnsafePointer<parity_cuda_copy_attributes>?, _ starts: UnsafePointer<Int>?,
  _ attributeCount: Int, _ streamOrIndex: UnsafeMutableRawPointer?, _ streamOf12: OpaquePointer?
) -> CInt {
  let function: StaticString = "cudaMemcpyBatchAsync"
  let is12 = parity_cuda_major() == 12
  let failed = is12 ? streamOrIndex?.assumingMemoryBound(to: UInt.self) : nil
  let stream = is12 ? streamOf12 : OpaquePointer(streamOrIndex)
  func refuse(_ index: Int?, _ error: RuntimeError, _ reason: String?) -> CInt {
    failed?.pointee = index.map { UInt(bitPattern: $0) } ?? .max
    return answer(function, error, because: reason)
  }
  guard let targets, let sources, let sizes, count > 0, let attributes, let starts,
    1...count ~= attributeCount, starts[0] == 0, UInt(bitPattern: stream) != 0,
    (1..<attributeCount).allSatisfy({ starts[$0] > starts[$0 - 1] && starts[$0] < count }),
    (0..<attributeCount).allSatisfy({ 1...3 ~= attributes[$0].source_order })
  else {
    return refuse(
      nil, .invalidValue,
      "an address is NULL, a count 0, an attribute none, or the stream the default one")
  }
  let copies = (0..<count).map {
    Copy(
      target: targets[$0], targetPitch: sizes[$0], source: sources[$0], sourcePitch: sizes[$0],
      width: sizes[$0], height: 1, kind: CopyKind.byAddress)
  }
  for (index, copy) in copies.enumerated() {
    if copy.width == 0 { return refuse(index, .invalidValue, "copy \(index) has no bytes") }
    if let (error, reason) = copy.objection {
      return refuse(index, error, "copy \(index): \(reason ?? error.name)")
    }
  }
  return onStream(function, stream, .batch(copies))
}

/// CUDA 13's copy with hints, which change nothing here.
@c(cudaMemcpyWithAttributesAsync) package func cudaMemcpyWithAttributesAsync(
  _ target: UnsafeMutableRawPointer?, _ source: UnsafeRawPointer?, _ byteCount: Int,
  _ attributes: UnsafePointer<parity_cuda_copy_attributes>?, _ stream: OpaquePointer?
) -> CInt {
  let function: StaticString = "cudaMemcpyWithAttributesAsync"
  guard let attributes, 1...3 ~= attributes.pointee.source_order, UInt(bitPattern: stream) != 0
  else {
    return answer(
      function, .invalidValue, because: "the attributes are none, or the stream the default one")
  }
  return copy(
    function, target, byteCount, source, byteCount, byteCount, 1, CopyKind.byAddress,
    stream: stream)
}

// MARK: Sets

/// `depth` slices of `height` rows of `width` elements that get a value.
struct Filling: @unchecked Sendable {
  // SAFETY: the address is the program's, who answers for it.
  let target: UnsafeMutableRawPointer?
  let pitch: Int
  let value: CUnsignedInt
  let width, height: Int
  var depth = 1
  var slice = 0
  /// Bytes of an element: 1, 2 or 4; 0 for a size that is none.
  var elementByteCount = 1

  /// What is wrong with it.
  var objection: String? {
    guard elementByteCount > 0 else { return "elements have 1, 2 or 4 bytes" }
    guard width != 0, height != 0, depth != 0 else { return nil }
    // A pitch is not used where there is one row.
    let (bytes, overflow) = width.multipliedReportingOverflow(by: elementByteCount)
    guard let target, width > 0, height > 0, depth > 0, !overflow, height == 1 || pitch >= bytes,
      let extent = extent(
        width: bytes, height: height, depth: depth, pitch: pitch, slice: slice)
    else { return "the address is NULL, the pitch too small, or a size larger than memory" }
    guard UInt(bitPattern: target) % UInt(elementByteCount) == 0,
      height == 1 || pitch % elementByteCount == 0
    else { return "elements of \(elementByteCount) bytes lie at odd addresses" }
    return CUDADropIn.objection("the target", target, extent, isDevice: true)
  }

  func perform() {
    guard let target, width > 0, height > 0, depth > 0 else { return }
    for slice in 0..<depth {
      for row in 0..<height {
        let line = target + slice * self.slice + row * pitch
        switch elementByteCount {
        case 2:
          line.initializeMemory(
            as: UInt16.self, repeating: UInt16(truncatingIfNeeded: value), count: width)
        case 4: line.initializeMemory(as: UInt32.self, repeating: value, count: width)
        default: memset(line, CInt(truncatingIfNeeded: value), width)
        }
      }
    }
  }
}

private func set(
  _ function: StaticString, _ target: UnsafeMutableRawPointer?, _ pitch: Int, _ value: CInt,
  _ width: Int, _ height: Int, stream: OpaquePointer? = nil
) -> CInt {
  onStream(
    function, stream,
    .set(
      Filling(
        target: target, pitch: pitch, value: CUnsignedInt(bitPattern: value), width: width,
        height: height)))
}

@c(cudaMemset) package func cudaMemset(
  _ target: UnsafeMutableRawPointer?, _ value: CInt, _ byteCount: Int
) -> CInt { set("cudaMemset", target, 0, value, byteCount, 1) }

@c(cudaMemsetAsync) package func cudaMemsetAsync(
  _ target: UnsafeMutableRawPointer?, _ value: CInt, _ byteCount: Int, _ stream: OpaquePointer?
) -> CInt { set("cudaMemsetAsync", target, 0, value, byteCount, 1, stream: stream) }

@c(cudaMemset2D) package func cudaMemset2D(
  _ target: UnsafeMutableRawPointer?, _ pitch: Int, _ value: CInt, _ width: Int, _ height: Int
) -> CInt { set("cudaMemset2D", target, pitch, value, width, height) }

@c(cudaMemset2DAsync) package func cudaMemset2DAsync(
  _ target: UnsafeMutableRawPointer?, _ pitch: Int, _ value: CInt, _ width: Int, _ height: Int,
  _ stream: OpaquePointer?
) -> CInt { set("cudaMemset2DAsync", target, pitch, value, width, height, stream: stream) }

private func setSlices(
  _ function: StaticString, _ rows: parity_cuda_pitched, _ value: CInt,
  _ extent: parity_cuda_extent, stream: OpaquePointer? = nil
) -> CInt {
  onStream(
    function, stream,
    .set(
      Filling(
        target: rows.pointer, pitch: rows.pitch, value: CUnsignedInt(bitPattern: value),
        width: extent.width, height: extent.height, depth: extent.depth,
        slice: rows.pitch &* rows.height)))
}

@c(cudaMemset3D) package func cudaMemset3D(
  _ rows: parity_cuda_pitched, _ value: CInt, _ extent: parity_cuda_extent
) -> CInt { setSlices("cudaMemset3D", rows, value, extent) }

@c(cudaMemset3DAsync) package func cudaMemset3DAsync(
  _ rows: parity_cuda_pitched, _ value: CInt, _ extent: parity_cuda_extent,
  _ stream: OpaquePointer?
) -> CInt { setSlices("cudaMemset3DAsync", rows, value, extent, stream: stream) }
