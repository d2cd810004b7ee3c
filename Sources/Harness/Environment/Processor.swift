/// What `/proc/cpuinfo` and `/sys/devices/system/cpu` say about the processors.
struct Processor {
  var model: String
  var logicalCoreCount: Int
  var features: [String]
  var caches: [ResultsFile.Host.Cache]
  /// Whether the processor says that a hypervisor runs it (x86).
  var hasHypervisorFlag: Bool

  init(_ files: SystemFiles) {
    // `key : value` lines; the first processor stands for all, except for counting.
    let lines = (files.text("proc/cpuinfo") ?? "").split(separator: "\n").map { line in
      line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map {
        $0.trimmed
      }
    }
    var first: [String: String] = [:]
    var count = 0
    for line in lines where line.count == 2 {
      if line[0] == "processor" { count += 1 }
      if first[line[0].lowercased()] == nil { first[line[0].lowercased()] = line[1] }
    }
    let flags = (first["flags"] ?? first["features"] ?? first["isa"] ?? "").split(separator: " ")
    model =
      first["model name"] ?? Self.armName(first) ?? files.text("sys/firmware/devicetree/base/model")
      ?? first["cpu model"] ?? first["uarch"] ?? "unknown"
    logicalCoreCount = max(count, 1)
    features = Self.relevantFeatures.filter { flags.contains(Substring($0)) }
    hasHypervisorFlag = flags.contains("hypervisor")
    caches = Self.caches(files)
  }

  /// Extensions that kernels or BLAS libraries dispatch on, by the kernel's names.
  private static let relevantFeatures = [
    "sse4_2", "avx", "avx2", "fma", "f16c", "avx512f", "avx512dq", "avx512bw", "avx512vl",
    "avx512_vnni", "avx512_bf16", "avx512_fp16", "avx_vnni", "amx_tile", "amx_int8", "amx_bf16",
    "amx_fp16",
    "asimd", "fphp", "asimdhp", "asimddp", "asimdfhm", "bf16", "i8mm", "sve", "sve2", "svebf16",
    "svei8mm", "sme", "sme2", "lsx", "lasx",
  ]

  /// Arm's cpuinfo has numbers where others have a name (Arm Architecture Reference Manual, MIDR_EL1).
  private static func armName(_ values: [String: String]) -> String? {
    guard let implementer = values["cpu implementer"], let part = values["cpu part"] else {
      return nil
    }
    let names = [
      "0x41 0xd03": "Arm Cortex-A53", "0x41 0xd08": "Arm Cortex-A72",
      "0x41 0xd0b": "Arm Cortex-A76", "0x41 0xd0c": "Arm Neoverse N1",
      "0x41 0xd40": "Arm Neoverse V1", "0x41 0xd49": "Arm Neoverse N2",
      "0x41 0xd4f": "Arm Neoverse V2", "0x41 0xd84": "Arm Neoverse V3",
      "0x41 0xd8e": "Arm Neoverse N3", "0x48 0xd01": "HiSilicon TaiShan v110",
      "0x48 0xd02": "HiSilicon TaiShan v120", "0x46 0x001": "Fujitsu A64FX",
      "0xc0 0xac3": "Ampere-1", "0xc0 0xac4": "Ampere-1a",
    ]
    return names["\(implementer) \(part)"] ?? "Arm implementer \(implementer) part \(part)"
  }

  private static func caches(_ files: SystemFiles) -> [ResultsFile.Host.Cache] {
    let folder = "sys/devices/system/cpu"
    var found: [ResultsFile.Host.Cache] = []
    for cpu in files.names(in: folder) where cpu.hasPrefix("cpu") && Int(cpu.dropFirst(3)) != nil {
      for index in files.names(in: "\(folder)/\(cpu)/cache") where index.hasPrefix("index") {
        let path = "\(folder)/\(cpu)/cache/\(index)"
        guard let level = files.integer("\(path)/level"), let type = files.text("\(path)/type"),
          let byteCount = files.text("\(path)/size").flatMap(sizeInBytes)
        else { continue }
        let cache = ResultsFile.Host.Cache(
          level: level, type: type.lowercased(), byteCount: byteCount,
          sharedByThreads: files.text("\(path)/shared_cpu_list").map(processorCount) ?? 1)
        if !found.contains(cache) { found.append(cache) }
      }
    }
    return found.sorted { ($0.level, $0.type, $0.byteCount) < ($1.level, $1.type, $1.byteCount) }
  }

  /// The bytes that a size as `32K` means.
  static func sizeInBytes(_ text: String) -> Int? {
    let shifts: [Character: Int] = ["K": 10, "M": 20, "G": 30]
    guard let last = text.last, let shift = shifts[last] else { return Int(text) }
    return Int(text.dropLast()).flatMap { $0 >= 0 && $0 <= Int.max >> shift ? $0 << shift : nil }
  }

  /// How many processors a list as `0-3,8,10-11` names.
  static func processorCount(_ list: String) -> Int {
    let counts = list.split(separator: ",").map { range -> Int in
      let ends = range.split(separator: "-").compactMap { Int($0) }
      guard let first = ends.first, let last = ends.last, last >= first else { return 0 }
      return last - first + 1
    }
    return max(counts.reduce(0, +), 1)
  }
}

extension Substring {
  /// Without blanks at both ends.
  fileprivate var trimmed: String {
    let start = drop { $0.isWhitespace }
    guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...end])
  }
}
