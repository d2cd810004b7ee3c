import Foundation

/// The drop-in CUDA libraries of this build, in a folder with the names that programs look for.
struct DropInLibraries {
  /// The folder for `LD_LIBRARY_PATH`.
  let folder: String

  /// Releases for which there is a library.
  static let releases = [12, 13]
  private static let names = ["libcudart", "libcublas", "libcublasLt"]
  private static let needed = ["libopenblas", "libgfortran", "libquadmath"]

  /// Links the libraries into `folder`, which exists.
  ///
  /// One file stands behind all names of a release: each of its symbols has the version tag of the library it belongs to. The
  /// loader looks for what a library needs beside the link that it was found by, so what lies beside the file is linked too.
  /// - Throws: `CommandFailure` where the libraries do not lie beside this program or in `lib` beside it.
  init(in folder: String) throws {
    self.folder = folder
    let program = URL(
      fileURLWithPath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    let places = [
      program.deletingLastPathComponent(),
      program.deletingLastPathComponent().appendingPathComponent("lib"),
    ]
    for release in Self.releases {
      let file = "libparity-cuda\(release).so"
      guard
        let library = places.map({ $0.appendingPathComponent(file).path }).first(where: {
          FileManager.default.fileExists(atPath: $0)
        })
      else {
        throw CommandFailure(
          .harness,
          "\(file) is not beside \(program.path); build it: swift build -c release --product parity-cuda\(release)"
        )
      }
      for name in Self.names {
        try FileManager.default.createSymbolicLink(
          atPath: "\(folder)/\(name).so.\(release)", withDestinationPath: library)
      }
      try linkNeeded(beside: library)
    }
  }

  /// Links the OpenBLAS that an archive of `make dist` has beside the library, and what that needs.
  private func linkNeeded(beside library: String) throws {
    let place = URL(fileURLWithPath: library).deletingLastPathComponent().path
    for file in try FileManager.default.contentsOfDirectory(atPath: place)
    where Self.needed.contains(where: { file.hasPrefix("\($0).so.") }) {
      let link = "\(folder)/\(file)"
      guard !FileManager.default.fileExists(atPath: link) else { continue }
      try FileManager.default.createSymbolicLink(
        atPath: link, withDestinationPath: "\(place)/\(file)")
    }
  }
}
