import Foundation
import Testing
import Workloads

@Suite("Suite files from elsewhere")
struct HostileSuiteTests {
  private func error(_ bytes: [UInt8]) -> String {
    do {
      _ = try SuiteFile.parse(bytes, file: "my.suite", origin: .file)
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  private func error(_ text: String) -> String { error(Array(text.utf8)) }

  @Test("A bad descriptor is shown with file, line and carets")
  func badDescriptor() {
    #expect(
      error("# name: x\n\ngemm:f32:nn:m=4,n=oops,k=4 x2") == """
        my.suite:3: "oops" is not a whole number
          gemm:f32:nn:m=4,n=oops,k=4
                            ^^^^
        """)
  }

  @Test(
    "A bad weight is shown with file, line and carets",
    arguments: ["x0", "x-1", "xinf", "xnan", "3", "x"])
  func badWeight(weight: String) {
    let text = error("gemm:f32:nn:m=1,n=1,k=1 \(weight) # label")
    #expect(text.hasPrefix("my.suite:1: after the descriptor can stand a weight such as x32"))
    #expect(
      text.hasSuffix(
        "\n  " + String(repeating: " ", count: 24) + String(repeating: "^", count: weight.count)))
  }

  @Test("Words after the weight are refused at their place")
  func thirdWord() {
    #expect(
      error("gemm:f32:nn:m=1,n=1,k=1 x2 x3").hasSuffix(String(repeating: " ", count: 29) + "^^"))
  }

  @Test("Sizes that overflow are refused")
  func overflow() {
    let text = error("gemm:f32:nn:m=9999999999,n=9999999999,k=9999999999")
    #expect(text.hasPrefix("my.suite:1: "))
    #expect(text.contains("overflows 64-bit arithmetic"))
  }

  @Test("Files without problems, of other encodings and beyond the size limit are refused")
  func wholeFile() {
    #expect(error("").contains("my.suite holds no problem"))
    #expect(error("# name: a\n\n").contains("my.suite holds no problem"))
    #expect(error([0x67, 0xFF, 0xFE]) == "my.suite is not UTF-8 text")
    #expect(
      error([UInt8](repeating: 0x0A, count: SuiteFile.maximumByteCount + 1))
        == "my.suite is larger than 16 MiB, the most a suite file may be")
    #expect(error([0, 0, 0, 0]).contains("my.suite"))
  }

  @Test("More problems than allowed are refused at the line")
  func tooMany() {
    let line = "gemm:f32:nn:m=1,n=1,k=1\n"
    #expect(
      error(String(repeating: line, count: SuiteFile.maximumItemCount + 1))
        == "my.suite:100001: more than 100000 problems")
  }

  @Test(
    "A name that could be a path or an option is refused",
    arguments: ["../../etc/passwd", ".hidden", "a b", "A", "", String(repeating: "a", count: 65)])
  func badName(name: String) {
    #expect(error("# name: \(name)\ngemm:f32:nn:m=1,n=1,k=1").contains("is not a suite name"))
  }

  @Test("A file without a header takes its file's name, and one with DOS line ends is read")
  func lenient() throws {
    let text = "gemm:f32:nn:m=1,n=1,k=1  x3  # a # b\r\n\r\nattn:f32:b=1,h=1,d=1,sq=1\r\n"
    let workload = try SuiteFile.parse(Array(text.utf8), file: "folder/mine.suite", origin: .file)
    #expect(workload.name == "mine")
    #expect(workload.items.map(\.weight) == [3, 1])
    #expect(workload.items[0].label == "a # b")
  }

  @Test("A missing file, a folder and an endless file are refused with their path")
  func paths() {
    func read(_ path: String) -> String {
      do {
        return try SuiteFile.read(path: path).name
      } catch {
        return "\(error)"
      }
    }
    #expect(
      read("/nonexistent/a.suite") == "cannot read /nonexistent/a.suite: No such file or directory")
    #expect(read("/usr") == "/usr is a folder; name a suite file")
    #expect(read("/dev/zero") == "/dev/zero is larger than 16 MiB, the most a suite file may be")
  }

  @Test(
    "A mistyped suite gets the nearest name",
    arguments: [
      ("quik", "quick"), ("deepbench2", "deepbench"), ("llama", "llama3-8b"),
      ("Llama3-70B", "llama3-70b"),
      ("flash", "flash-attention"),
    ])
  func nearest(typed: String, expected: String) {
    #expect(throws: WorkloadError.self) { try SuiteLibrary.suite(named: typed) }
    #expect(NearestName.of(typed, in: SuiteLibrary.names) == expected)
  }

  @Test("A name that is near to nothing gets the list and no suggestion")
  func nothingNear() {
    #expect(
      NearestName.sentence(unknown: "suite", "resnet", known: ["quick", "gpt2"])
        == "unknown suite \"resnet\". Known are quick, gpt2.")
  }
}
