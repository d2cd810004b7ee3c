import Kernels

/// Which probes tell a device's roofline, and what each stands for.
struct RooflineProbes {
  /// How much is asked.
  enum Extent: String {
    /// All types, reading and copying, until precise.
    case full
    /// The types that a run needs, reading only, a moment each.
    case short
  }

  /// A level of memory: the most bytes for which it stands and the bytes that show it.
  struct Level: Hashable {
    let name: String
    let capacityByteCount: Int?
    let probeByteCount: Int
  }

  let peaks: [PeakProbe]
  let streams: [(level: Level, probe: StreamProbe)]
  let unknownPeaks: [Roofline.UnknownPeak]
  /// Whether a peak has several variants, none of which is the quickest everywhere: matrices of a subgroup and of a workgroup.
  let hasRivals: Bool

  /// - Parameter types: the types that matter; nil for all.
  init(_ device: any Device, extent: Extent, types: Set<ElementType>?) {
    hasRivals = device.info.features.contains("cooperativeMatrixWorkgroupScope")
    let unknown = Self.unprobedTypes(device.info)
    unknownPeaks = unknown.map {
      Roofline.UnknownPeak(
        type: $0, reason: "\(device.info.id) has matrix units for it, which no probe uses yet")
    }
    peaks = PeakProbe.types.filter { !unknown.contains($0) && types?.contains($0) ?? true }
      .compactMap { type in
        // Sums of f32 are what matrix units are used with; elsewhere f16 has sums of its own.
        [type == .f16 ? .f32 : nil, nil].lazy.compactMap {
          Self.peak(type, sumType: $0, device)
        }.first { !device.support(for: .probe(.peak($0))).variants.isEmpty }
      }
    let directions: [StreamProbe.Direction] = extent == .full ? [.read, .copy] : [.read]
    streams = Self.levels(device).flatMap { level in
      directions.compactMap { direction in
        Self.stream(direction, level, device).map { (level, $0) }
      }
    }.filter { !device.support(for: .probe(.stream($0.1))).variants.isEmpty }
  }

  /// Types for which matrix units may be faster than any probe.
  private static func unprobedTypes(_ info: DeviceInfo) -> [ElementType] {
    var types: [ElementType] = []
    if info.features.contains("shaderFloat8CooperativeMatrix") { types += [.f8e4m3, .f8e5m2] }
    if info.features.contains("amx_bf16") { types.append(.bf16) }
    if info.features.contains("amx_int8") { types.append(.i8) }
    return types
  }

  /// As many sums as keep every core busy, and steps enough that starting does not show.
  private static func peak(
    _ type: ElementType, sumType: ElementType?, _ device: any Device
  ) -> PeakProbe? {
    let most = type == .f16 && sumType != .f32 ? 1024 : Int.max
    guard device.capabilities.hostMemory else {
      return try? PeakProbe(
        type: type, sumType: sumType, laneCount: 1 << 22, stepCount: min(4096, most))
    }
    let threads = device.info.threadCount ?? 1
    // Software drivers share out workgroups of some thousand sums.
    let isDriver = device.info.apiVersion != nil
    return try? PeakProbe(
      type: type, sumType: sumType, laneCount: min((isDriver ? 16384 : 2048) * threads, 1 << 26),
      stepCount: min(isDriver ? 4096 : 32768, most))
  }

  private static func stream(
    _ direction: StreamProbe.Direction, _ level: Level, _ device: any Device
  ) -> StreamProbe? {
    // Copies take two operands of the size; together they fill what one reads.
    let unit = StreamProbe.granularity
    let size = max(level.probeByteCount / (direction == .copy ? 2 : 1) / unit * unit, unit)
    // So much is moved in one execution that starting it does not show.
    let traffic =
      !device.capabilities.hostMemory
      ? 1 << 30 : device.info.apiVersion == nil ? 256 << 20 : 32 << 20
    return try? StreamProbe(
      direction: direction, byteCount: size, passCount: min(max(traffic / size, 1), 1 << 20))
  }

  // MARK: Levels

  private static func levels(_ device: any Device) -> [Level] {
    if device.capabilities.hostMemory {
      return hostLevels(
        CacheSize.levels, threadCount: device.info.threadCount ?? 1,
        memoryByteCount: AvailableMemory.host())
    }
    return deviceLevels(memoryByteCount: AvailableMemory.device(device.info))
  }

  /// The caches of as many cores as there are threads, half filled, and memory beyond them.
  static func hostLevels(
    _ caches: [CacheSize.Level], threadCount: Int, memoryByteCount: Int?
  ) -> [Level] {
    var levels: [Level] = []
    for cache in caches {
      let capacity = cache.byteCount * min(cache.instanceCount, max(threadCount, 1))
      if let last = levels.last?.capacityByteCount, capacity <= last { continue }
      levels.append(
        Level(
          name: "L\(cache.level)", capacityByteCount: capacity, probeByteCount: capacity / 2))
    }
    let last = levels.last?.capacityByteCount ?? 32 << 20
    let most = min(1 << 30, (memoryByteCount ?? .max) / 8)
    levels.append(
      Level(
        name: "DRAM", capacityByteCount: nil,
        probeByteCount: min(max(4 * last, 64 << 20), max(most, 4096))))
    return levels
  }

  /// Sizes over the range in which caches of accelerators lie; each stands for all up to the next.
  static func deviceLevels(memoryByteCount: Int?) -> [Level] {
    let sizes = [4 << 20, 32 << 20, 256 << 20, 1 << 30].filter {
      $0 <= (memoryByteCount ?? .max) / 4
    }
    return sizes.enumerated().map { index, size in
      Level(
        name: MemoryCheck.text(size),
        capacityByteCount: index + 1 < sizes.count ? sizes[index + 1] - 1 : nil,
        probeByteCount: size)
    }
  }
}
