import CSIMD

/// Which factor of a product a panel belongs to.
enum PanelSide: Sendable {
  case a, b
}

/// One factor as packing sees it: lines (rows of op(A), columns of op(B)) of k elements each.
struct PanelSource {
  let side: PanelSide
  let type: ElementType
  let address: UnsafeRawPointer
  /// The leading dimension.
  let leading: Int
  /// Whether neighbouring lines, and not neighbouring k, are neighbours in memory.
  let areLinesContiguous: Bool
  /// The factor of the element at a line and k.
  let scaling: BlockScaling
  /// Whether imaginary parts change sign.
  var conjugates = false

  /// The address of an element.
  func address(line: Int, k: Int) -> UnsafeRawPointer {
    let index = areLinesContiguous ? line + k * leading : k + line * leading
    return address + index * type.byteCount
  }
}

/// Where the packed panels of a block of one factor lie: chunks of k one after the other, in each the
/// panels of all lines.
struct PanelLayout: Sendable {
  /// Lines of a panel.
  let lines: Int
  /// How many neighbours along k share a unit.
  let depth: Int
  /// The bytes of a unit.
  let unitByteCount: Int
  /// Numbers of an element, each in a unit of its own: 2 of a complex one.
  let parts: Int
  /// Ranges of k, each packed into panels of their own.
  let chunks: [Range<Int>]
  /// Where each chunk starts, in bytes for each panel of lines; the last is the whole.
  private let starts: [Int]

  init(lines: Int, _ table: parity_panel_kernel, parts: Int, chunks: [Range<Int>]) {
    self.lines = lines
    depth = table.depth
    unitByteCount = table.unit_bytes
    self.parts = parts
    self.chunks = chunks
    var starts = [0]
    for chunk in chunks {
      let units = (chunk.count * parts + depth - 1) / depth
      starts.append((starts.last ?? 0) + units * lines * unitByteCount + Int(PARITY_PANEL_TAIL))
    }
    self.starts = starts
  }

  /// The bytes of all chunks of one panel.
  var byteCountPerPanel: Int { starts.last ?? 0 }

  /// The units of a panel's chunk.
  func units(_ chunk: Int) -> Int { (chunks[chunk].count * parts + depth - 1) / depth }

  /// Where the panel's chunk starts in a block of `panelCount` panels.
  func offset(panel: Int, chunk: Int, panelCount: Int) -> Int {
    starts[chunk] * panelCount + panel * (starts[chunk + 1] - starts[chunk])
  }

  /// Where the factors of the panel's chunk start, in elements: one for each line, then one that is
  /// not 0 where products of factors may leave binary32's normal range.
  func scaleOffset(panel: Int, chunk: Int, panelCount: Int) -> Int {
    (chunk * panelCount + panel) * (lines + 1)
  }

  /// Ranges of k with one scaling factor for each line, none longer than `limit`.
  static func chunks(of k: Int, limit: Int, scalings: [OperandScaling]) -> [Range<Int>] {
    var chunks: [Range<Int>] = []
    var start = 0
    while start < k {
      var end = min(k, start + limit)
      for case .block(let blockK, _, _) in scalings {
        end = min(end, (start / blockK + 1) * blockK)
      }
      chunks.append(start..<end)
      start = end
    }
    return chunks
  }
}

/// Packs panels of one factor, which are converted on the way where the kernel multiplies another
/// type.
///
/// f16 is converted to binary32 and 8-bit floats to bf16, both exactly; 8-bit integers to 16-bit ones
/// where the kernel wants those. Scaling factors are not multiplied in but stored beside the panel,
/// unless they are not finite: then they make the elements infinite or NaN, as they would a product.
/// Complex factors become real ones of twice the k, and B of twice the columns; panels.h says how.
struct PanelPacker {
  let kernel: PanelKernel
  let source: PanelSource
  let layout: PanelLayout
  /// Room for the converted lines of a panel's chunk.
  let converted: UnsafeMutableRawPointer
  /// Room for a run of binary32.
  let floats: UnsafeMutablePointer<Float>

  /// The bytes of `converted` and the elements of `floats` that a packer needs.
  static func scratch(_ layout: PanelLayout) -> (bytes: Int, floats: Int) {
    let longest = layout.chunks.map(\.count).max() ?? 0
    return (
      longest * layout.lines * layout.unitByteCount / layout.depth, max(longest, layout.lines)
    )
  }

  /// Packs the part of `count` lines from `line` on in a chunk, where a complex column of B counts as two lines.
  /// - Parameter scales: Where the factors go; nil where there are none.
  func pack(
    line: Int, count: Int, chunk: Int, to panel: UnsafeMutableRawPointer,
    scales: UnsafeMutablePointer<Float>?
  ) {
    let range = layout.chunks[chunk]
    if let scales { store(scales: scales, line: line, count: count, k: range.lowerBound) }
    if source.type.isComplex {
      packComplex(line: line, count: count, range, to: panel)
      return
    }
    let storedByteCount = layout.unitByteCount / layout.depth
    if source.type.byteCount == storedByteCount {
      let address = source.address(line: line, k: range.lowerBound)
      parity_pack_panel(
        address, storedByteCount, source.areLinesContiguous ? 1 : source.leading,
        source.areLinesContiguous ? source.leading : 1, count, range.count, panel, layout.lines)
    } else {
      convert(line: line, count: count, range)
      parity_pack_panel(
        converted, storedByteCount, source.areLinesContiguous ? 1 : range.count,
        source.areLinesContiguous ? count : 1, count, range.count, panel, layout.lines)
    }
    let seal = source.side == .a ? kernel.table.seal_a : kernel.table.seal_b
    seal?(panel, layout.units(chunk))
  }

  private func packComplex(
    line: Int, count: Int, _ range: Range<Int>, to panel: UnsafeMutableRawPointer
  ) {
    let columns = source.side == .b ? 2 : 1
    let strides =
      source.areLinesContiguous ? (line: 1, k: source.leading) : (line: source.leading, k: 1)
    let pack = source.side == .a ? parity_pack_complex_a : parity_pack_complex_b
    pack(
      source.address(line: line / columns, k: range.lowerBound), layout.unitByteCount, strides.line,
      strides.k, count / columns, range.count, source.conjugates, panel, layout.lines)
  }

  private func store(scales: UnsafeMutablePointer<Float>, line: Int, count: Int, k: Int) {
    var isWide = false
    for i in 0..<count {
      let factor = source.scaling.factor(line: line + i, k: k)
      scales[i] = factor.isFinite ? factor : 1
      if factor != 0, abs(factor) < 0x1p-60 || abs(factor) > 0x1p60 { isWide = true }
    }
    for i in count..<layout.lines { scales[i] = 1 }
    scales[layout.lines] = isWide ? 1 : 0
  }

  /// Converts run by run, in the order in which they lie in memory.
  private func convert(line: Int, count: Int, _ range: Range<Int>) {
    let runs = source.areLinesContiguous ? range.count : count
    let length = source.areLinesContiguous ? count : range.count
    for run in 0..<runs {
      let at = (
        line: source.areLinesContiguous ? line : line + run,
        k: source.areLinesContiguous ? range.lowerBound + run : range.lowerBound
      )
      let from = source.address(line: at.line, k: at.k)
      switch source.type {
      case .i8:
        parity_i8_to_i16(
          from.assumingMemoryBound(to: Int8.self),
          converted.assumingMemoryBound(to: Int16.self) + run * length, length)
      case .f16:
        FloatElements.load(
          from, source.type, into: converted.assumingMemoryBound(to: Float.self) + run * length,
          count: length)
      default:
        FloatElements.load(from, source.type, into: floats, count: length)
        applyNonFiniteFactors(at, length)
        FloatElements.store(floats, to: converted + run * length * 2, .bf16, count: length)
      }
    }
  }

  private func applyNonFiniteFactors(_ at: (line: Int, k: Int), _ length: Int) {
    if case .none = source.scaling { return }
    guard source.areLinesContiguous else {
      let factor = source.scaling.factor(line: at.line, k: at.k)
      if !factor.isFinite { for i in 0..<length { floats[i] *= factor } }
      return
    }
    for i in 0..<length {
      let factor = source.scaling.factor(line: at.line + i, k: at.k)
      if !factor.isFinite { floats[i] *= factor }
    }
  }
}
