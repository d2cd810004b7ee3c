internal import CShaders

/// The SPIR-V modules that are part of this binary.
enum VulkanShaders {
  /// The code of a module of shaders/README.md, or nil where this build has none of that name.
  static func code(named name: String) -> UnsafeRawBufferPointer? {
    for index in 0..<parity_shader_count() {
      let shader = parity_shader(index)
      if String(cString: shader.name) == name {
        return UnsafeRawBufferPointer(start: shader.code, count: shader.byteCount)
      }
    }
    return nil
  }

  /// The names of all modules.
  static var names: [String] {
    (0..<parity_shader_count()).map { String(cString: parity_shader($0).name) }
  }
}
