import Foundation
import Testing

/// What Python's own parsers find in a page: `html.parser` for the page, `xml.etree` for every drawing.
struct HTMLPageCheck: Decodable {
  /// Everything that is not as it must be, in words.
  let problems: [String]
  /// How often each element occurs.
  let elements: [String: Int]
  /// The text of the page without style and script.
  let text: String
  /// The script's text.
  let script: String

  /// Whether `python3` is there.
  static let isAvailable = (try? run("print(1)", input: Data())) == Data("1\n".utf8)

  init(page: String) throws {
    self = try JSONDecoder().decode(
      Self.self, from: try Self.run(Self.program, input: Data(page.utf8)))
  }

  static func run(_ program: String, input: Data) throws -> Data {
    let folder = FileManager.default.temporaryDirectory
    let file = folder.appendingPathComponent("parity-page-\(UUID().uuidString)")
    try input.write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", program]
    process.standardInput = try FileHandle(forReadingFrom: file)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return data
  }

  private static let program = #"""
    import html.parser, json, re, sys
    import xml.etree.ElementTree as ET
    page = sys.stdin.buffer.read().decode("utf-8")
    VOID = {"meta", "br", "hr", "link", "img", "input"}
    ELEMENTS = set(("html head meta title style body a header h1 h2 h3 p nav ul ol li main section div article dl dt dd span "
        "figure figcaption svg line rect polyline path text table caption thead tbody tr th td details summary strong "
        "footer script").split())
    ATTRIBUTES = set(("lang charset http-equiv content name id class href title style role tabindex scope open xmlns viewbox "
        "width height x y x1 y1 x2 y2 d points text-anchor preserveaspectratio data-value").split())
    STYLE = re.compile(r"(min-width:[0-9.]+px|left:[0-9.]+%)$")

    class Checker(html.parser.HTMLParser):
        def __init__(self):
            super().__init__(convert_charrefs=True)
            self.problems, self.elements, self.stack = [], {}, []
            self.ids, self.links, self.text, self.script = set(), set(), [], ""
        def handle_starttag(self, tag, attrs, closed=False):
            self.elements[tag] = self.elements.get(tag, 0) + 1
            if tag not in ELEMENTS: self.problems.append("element " + tag)
            for name, value in attrs:
                if name not in ATTRIBUTES and not name.startswith("aria-"): self.problems.append("attribute %s of %s" % (name, tag))
                if name == "style" and not STYLE.match(value or ""): self.problems.append("style " + repr(value))
                if name == "id":
                    if value in self.ids: self.problems.append("id twice: " + value)
                    self.ids.add(value)
                if name == "href":
                    if not value.startswith("#"): self.problems.append("link to " + value)
                    self.links.add(value[1:])
                if name == "aria-labelledby": self.links.add(value)
            if tag not in VOID and not closed: self.stack.append(tag)
        def handle_startendtag(self, tag, attrs): self.handle_starttag(tag, attrs, True)
        def handle_endtag(self, tag):
            if not self.stack or self.stack[-1] != tag: self.problems.append("end of %s within %s" % (tag, self.stack[-1:]))
            else: self.stack.pop()
        def handle_data(self, data):
            if self.stack[-1:] == ["script"]: self.script += data
            elif self.stack[-1:] != ["style"]: self.text.append(data)
        def handle_comment(self, data): self.problems.append("comment " + data)
        def handle_pi(self, data): self.problems.append("instruction " + data)
        def unknown_decl(self, data): self.problems.append("declaration " + data)

    checker = Checker()
    checker.feed(page)
    checker.close()
    if checker.stack: checker.problems.append("left open: " + " ".join(checker.stack))
    for link in checker.links - checker.ids: checker.problems.append("nothing has the id " + link)
    for drawing in re.findall(r"<svg.*?</svg>", page, re.S):
        try:
            root = ET.fromstring(drawing)
            for node in root.iter():
                for name, value in node.attrib.items():
                    if re.search(r"\b(nan|inf)\b", value) and name not in ("aria-label", "class"): checker.problems.append(name + "=" + value)
        except ET.ParseError as error: checker.problems.append("drawing: %s" % error)
    for style in re.findall(r"<style>(.*?)</style>", page, re.S):
        if re.search(r"url\(|@import", style): checker.problems.append("the style sheet loads something")
    for character in page:
        if ord(character) < 32 and character != "\n": checker.problems.append("control character %d" % ord(character)); break
    json.dump({"problems": checker.problems[:20], "elements": checker.elements, "text": "".join(checker.text),
        "script": checker.script}, sys.stdout)
    """#
}
