extension JSONRecordStream {
  /// Takes the next bytes for a reader: calls `body` with every whole record, its number from 1, and every other member of the
  /// outer object, and rejects records that are too long.
  mutating func read<Sink: CaptureSink>(
    _ bytes: UnsafeRawBufferPointer, into sink: inout Sink,
    _ body: (_ piece: Piece, _ number: Int, _ sink: inout Sink) -> Void
  ) {
    let name = recordName
    var count = recordCount
    read(bytes) { piece in
      switch piece {
      case .record:
        count += 1
        body(piece, count, &sink)
      case .member: body(piece, count, &sink)
      case .oversized(let text):
        count += 1
        sink.reject(
          String(decoding: text, as: UTF8.self), at: .event(count),
          why: "the \(name) is longer than \(Self.maximumByteCount >> 20) MiB")
      }
    }
    recordCount = count
  }

  /// Rejects a text that has not come to its end, or is none.
  func finish(into sink: inout some CaptureSink) {
    guard !isAtEnd else { return }
    sink.reject(
      "", at: .event(recordCount + 1),
      why: isBroken
        ? "after \(recordCount) \(recordName)s comes what is no JSON"
        : "the file ends in the middle of the trace, after \(recordCount) \(recordName)s")
  }
}
