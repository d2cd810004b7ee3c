internal import Foundation

/// The manifests by which drivers announce themselves to the loader (Vulkan-Loader, LoaderDriverInterface.md, "Driver Discovery").
struct VulkanManifests {
  /// Files in the order of the loader.
  let paths: [String]

  /// What the loader looks at in this environment.
  init(environment: [String: String]) {
    if let named = environment["VK_DRIVER_FILES"] ?? environment["VK_ICD_FILENAMES"] {
      paths = Self.split(named).flatMap(Self.files)
      return
    }
    let home = environment["HOME"].map { [$0] } ?? []
    func folders(_ variable: String, _ standard: [String]) -> [String] {
      environment[variable].map(Self.split) ?? standard
    }
    let roots =
      folders("XDG_CONFIG_HOME", home.map { $0 + "/.config" })
      + folders("XDG_CONFIG_DIRS", ["/etc/xdg"]) + ["/etc"]
      + folders("XDG_DATA_HOME", home.map { $0 + "/.local/share" })
      + folders("XDG_DATA_DIRS", ["/usr/local/share", "/usr/share"])
    paths = roots.flatMap { Self.files($0 + "/vulkan/icd.d") }
  }

  private static func split(_ list: String) -> [String] {
    list.split(separator: ":").map(String.init)
  }

  /// The manifest itself, or those in a folder.
  private static func files(_ path: String) -> [String] {
    if path.hasSuffix(".json") { return [path] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.filter { $0.hasSuffix(".json") }.sorted().map { "\(path)/\($0)" }
  }

  /// A sentence for each manifest that is no use: its library cannot be opened, or it names none.
  var failures: [String] { paths.compactMap(Self.failure) }

  private struct Manifest: Decodable {
    struct Driver: Decodable {
      let library_path: String
    }
    let ICD: Driver
  }

  private static func failure(_ path: String) -> String? {
    guard let data = FileManager.default.contents(atPath: path) else {
      return "\(path) cannot be read"
    }
    guard let manifest = try? JSONDecoder().decode(Manifest.self, from: data) else {
      return "\(path) names no driver"
    }
    var library = manifest.ICD.library_path
    if library.contains("/"), !library.hasPrefix("/") {
      library = (path as NSString).deletingLastPathComponent + "/" + library
    }
    guard dlopen(library, RTLD_LAZY | RTLD_LOCAL) == nil else { return nil }
    return "\(path) names \(library): \(dlerror().map { String(cString: $0) } ?? "no reason given")"
  }
}
