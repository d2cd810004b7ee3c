/// What is said about a vendor's device.
struct VendorDescription {
  private let library: VendorLibrary
  private let ordinal: Int

  init(_ library: VendorLibrary, ordinal: Int) {
    self.library = library
    self.ordinal = ordinal
  }

  /// The device as the runtime and the driver describe it.
  func info(_ context: VendorContext) -> DeviceInfo {
    let (runtime, dialect) = (library.runtime, library.dialect)
    var (free, total) = (0, 0)
    let hasMemory = runtime.memGetInfo(&free, &total) == 0 && total > 0
    var properties = ["runtimeLibrary": library.files.runtime, "blasLibrary": library.files.blas]
    properties["workspaceByteCount"] = "\(context.workspaceByteCount)"
    properties["pciBusId"] = runtime.busID(of: ordinal)
    var kind = DeviceInfo.Kind.discreteGPU
    var cache: Int?
    if let attributes = dialect.attributes?.value {
      func value(_ number: Int32) -> Int? { runtime.attribute(number, of: ordinal) }
      if value(attributes.isIntegrated) == 1 { kind = .integratedGPU }
      cache = value(attributes.l2CacheByteCount).flatMap { $0 > 0 ? $0 : nil }
      properties["multiprocessors"] = value(attributes.multiprocessorCount).map { "\($0)" }
      if let major = value(attributes.computeCapabilityMajor),
        let minor = value(attributes.computeCapabilityMinor)
      {
        properties["computeCapability"] = "\(major).\(minor)"
      }
    }
    if dialect.mathMode.value != nil { properties["mathMode"] = "sums in f32" }
    let driver = runtime.version(runtime.driverGetVersion).map(dialect.versions.text)
    let version = runtime.version(runtime.runtimeGetVersion).map(dialect.versions.text)
    if let driver { properties["driverVersion"] = driver }
    return DeviceInfo(
      backend: dialect.backend, index: ordinal,
      name: runtime.name(of: ordinal) ?? "\(dialect.vendor) device \(ordinal)", kind: kind,
      uuid: runtime.uuid(of: ordinal), driver: dialect.names.value.blas,
      driverVersion: blasVersion(context) ?? version ?? "unknown",
      apiVersion: version.map { "\(dialect.names.value.runtime) \($0)" },
      memoryByteCount: hasMemory ? total : nil, cacheByteCount: cache, properties: properties)
  }

  /// `12.9.3` of a library that packs it as NVIDIA's does.
  private func blasVersion(_ context: VendorContext) -> String? {
    guard let version = context.blasVersion else { return nil }
    guard case .cuda = library.dialect.versions else { return "\(version)" }
    // Major x 10000 + minor x 100 + patch since CUDA 11.
    return "\(version / 10_000).\(version / 100 % 100).\(version % 100)"
  }

  /// Adds what the probe found.
  static func add(
    _ conventions: VendorConventions, of library: VendorLibrary, to info: inout DeviceInfo
  ) {
    let dialect = library.dialect
    func text(_ value: String, _ candidateCount: Int, _ source: String) -> String {
      candidateCount > 1
        ? "\(value), disputed, found by trial (\(source))"
        : "\(value), confirmed by trial (\(source))"
    }
    info.properties["transposes"] = text(
      "OP_N=\(conventions.operations.value.none)", dialect.operations.count,
      conventions.operations.source)
    if let extended = conventions.extended {
      let single = extended.value.computeTypes[.single] ?? -1
      let type = extended.value.dataTypes[.f32] ?? -1
      info.properties["gemmEx"] = text(
        "GemmEx\(extended.value.suffix) with R_32F=\(type), COMPUTE_32F=\(single)",
        dialect.extended.count, extended.source)
    }
    let offered = VendorRoute.all.filter(conventions.offered.contains)
    info.properties["gemmTypes"] = offered.map(\.description).joined(separator: ", ")
    let refused = VendorRoute.all.compactMap { route in
      conventions.refusals[route].map { "\(route): \($0)" }
    }
    if !refused.isEmpty { info.properties["gemmTypesRefused"] = refused.joined(separator: "; ") }
    addLt(conventions.lt, of: library, to: &info)
    let route = VendorRoute.all.first { $0.letter == "S" }
    let isWide = route.flatMap {
      library.entry($0, .single, isWide: true, extended: conventions.extended?.value)
    }
    info.properties["integers"] = isWide == nil ? "32 bits" : "64 bits"
    info.features = offered.map { feature("gemm", $0.description) }
    info.features += VendorLtRoute.all.filter(conventions.lt.offered.contains).map {
      feature("gemm_lt", $0.description)
    }
  }

  private static func feature(_ prefix: String, _ name: String) -> String {
    "\(prefix)_" + name.map { $0.isLetter || $0.isNumber ? "\($0)" : "_" }.joined()
  }

  /// What the library of single products has shown.
  private static func addLt(
    _ conventions: VendorLtConventions, of library: VendorLibrary, to info: inout DeviceInfo
  ) {
    guard library.dialect.lt != nil else { return }
    switch library.lt {
    case .failure(let error): info.properties["productLibrary"] = "none: \(error.message)"
    case .success(let lt):
      info.properties["productLibrary"] = lt.file
      let offered = VendorLtRoute.all.filter(conventions.offered.contains)
      info.properties["productTypes"] = offered.map(\.description).joined(separator: ", ")
      let refused = VendorLtRoute.all.compactMap { route in
        conventions.refusals[route].map { "\(route): \($0)" }
      }
      if !refused.isEmpty {
        info.properties["productTypesRefused"] = refused.joined(separator: "; ")
      }
      let scalings = VendorScalingPair.blocks.map { pair in
        "\(pair): \(conventions.scalingRefusals[pair] ?? (conventions.scalings.contains(pair) ? "yes" : "not tried"))"
      }
      info.properties["blockScaling"] = scalings.joined(separator: "; ")
      info.properties["float8Transposes"] = conventions.transposesFloat8 ? "any" : "tn only"
      info.properties["productEpilogues"] = conventions.epilogueRefusal ?? "yes"
    }
  }
}
