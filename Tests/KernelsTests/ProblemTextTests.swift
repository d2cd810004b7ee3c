import Kernels
import TestSupport
import Testing

@Suite("Descriptor") struct ProblemTextTests {
  @Test("Printing and parsing gives the same problem, and the same text again")
  func roundTrip() throws {
    var problems = RandomProblems(seed: 51)
    for _ in 0..<3000 {
      let problem = problems.next()
      let text = problem.descriptor
      let parsed = try Problem(descriptor: text)
      #expect(parsed == problem, "\(text)")
      #expect(parsed.descriptor == text)
    }
  }

  @Test(
    "The descriptors of the manual parse and print as they stand",
    arguments: [
      "gemm:f32:nt:m=4096,n=4096,k=512:batch=8",
      "attn:bf16:b=1,h=32,kvh=8,d=128,sq=4096:causal",
      "gemm:f8e4m3xf8e5m2:tn:m=16,n=16,k=128:scaleA=1x128:scaleB=128x128/ue8m0",
      "gemm:bf16>f32:nn:m=8,n=8,k=8,alpha=0.1,beta=-1e-05:bias+gelu",
      "gemm:c64:ct:m=8,n=8,k=8,alpha=0.5/-2,beta=0/1",
      "gemm:f32:nn:m=8,n=8,k=8:compute=tf32", "gemm:f16:nn:m=8,n=8,k=8:compute=f16",
      "gemm:i8>f32:nn:m=8,n=8,k=8:compute=i32", "gemm:f8e4m3>f8e4m3:nn:m=8,n=8,k=8:typeC=f16",
      "gemm:f32:nn:m=8,n=8,k=8:pointers=4:relu",
      "gemm:f32:grouped:nn,m=1,n=2,k=3:tt,m=4,n=5,k=6,lda=9,beta=1,count=7",
      "attn:f32:b=1,h=1,d=8,sq=4:window=3/1:bhsd:scale=0.25",
      "attn:f32:b=1,h=1,d=8,sq=4:window-tl=3", "attn:f32:b=1,h=1,d=8,sq=4:causal-tl",
      "attn:f16:b=1,h=128,kvh=1,d=576,dv=512,sq=1,skv=4096",
      "attn_backward:bf16:b=2,h=32,kvh=8,d=128,sq=4096:causal",
      "attn_backward:f32:b=1,h=1,d=8,dv=3,sq=4,skv=7:window-tl=3/1:bhsd:scale=0.25",
    ])
  func canonical(_ text: String) throws {
    let problem = try Problem(descriptor: text)
    #expect(problem.descriptor == text)
    #expect("\(problem)" == text)
  }

  @Test(
    "Defaults may be written and are left out",
    arguments: [
      (
        "gemm:f32xf32>f32:nn:m=4,n=5,k=6,lda=4,ldb=6,ldc=4,ldd=4,alpha=1,beta=0:compute=f32:scale=f32:typeC=f32",
        "gemm:f32:nn:m=4,n=5,k=6"
      ),
      (
        "gemm:f32:nn:m=4,n=5,k=6:batch=2,strideA=24,strideB=30,strideC=20,strideD=20",
        "gemm:f32:nn:m=4,n=5,k=6:batch=2"
      ),
      ("gemm:i8>i32:nn:k=6,n=5,m=4", "gemm:i8:nn:m=4,n=5,k=6"),
      ("gemm:f32:nn:m=4,n=5,k=6,alpha=2.50,beta=1e0", "gemm:f32:nn:m=4,n=5,k=6,alpha=2.5,beta=1"),
      ("gemm:f32:nn:m=4,n=5,k=6:relu:batch=2", "gemm:f32:nn:m=4,n=5,k=6:batch=2:relu"),
      (
        "attn:bf16:b=1,h=32,kvh=8,d=128,dv=128,sq=4096,skv=4096:causal",
        "attn:bf16:b=1,h=32,kvh=8,d=128,sq=4096:causal"
      ),
      ("attn:f32:h=2,d=64,sq=8:bshd:window=4/0:scale=0.125", "attn:f32:b=1,h=2,d=64,sq=8:window=4"),
      ("attn:f32:sq=8,d=8,h=2,kvh=2,b=1", "attn:f32:b=1,h=2,d=8,sq=8"),
      ("attn_backward:f32:h=2,d=8,sq=8,skv=8:bshd", "attn_backward:f32:b=1,h=2,d=8,sq=8"),
    ])
  func defaults(_ written: String, _ canonical: String) throws {
    #expect(try Problem(descriptor: written).descriptor == canonical)
  }

  /// A bad descriptor and all that a person sees.
  static let errors: [String] = [
    """
    unknown operation "gem"; use gemm, attn or attn_backward, or the probes peak and stream
      gem:f32:nn:m=1,n=1,k=1
      ^^^
    """,
    """
    unknown operation ""; use gemm, attn or attn_backward, or the probes peak and stream
    \("  ")
      ^
    """,
    """
    the descriptor ends before the types, for example f32 or bf16>f32
      gemm
          ^
    """,
    """
    "f31" is not one of f64, f32, f16, bf16, i8, i32, c64, c128, f8e4m3, f8e5m2
      gemm:f31:nn:m=1,n=1,k=1
           ^^^
    """,
    """
    "f99" is not one of f64, f32, f16, bf16, i8, i32, c64, c128, f8e4m3, f8e5m2
      gemm:bf16>f99:nn:m=1,n=1,k=1
                ^^^
    """,
    """
    types are INPUTS or INPUTS>OUTPUT
      gemm:f32>f32>f32:nn:m=1,n=1,k=1
           ^^^^^^^^^^^
    """,
    """
    "nx" is not a pair of transposes; use two of n, t and c, for example nt
      gemm:f32:nx:m=1,n=1,k=1
               ^^
    """,
    """
    k= is missing
      gemm:f32:nn:m=1,n=1
                  ^^^^^^^
    """,
    """
    "12a" is not a whole number
      gemm:f32:nn:m=1,n=12a,k=1
                        ^^^
    """,
    """
    99999999999999999999 is beyond 64 bits
      gemm:f32:nn:m=99999999999999999999,n=1,k=1
                    ^^^^^^^^^^^^^^^^^^^^
    """,
    """
    unknown argument "q"; known are m, n, k, lda, ldb, ldc, ldd, alpha, beta
      gemm:f32:nn:m=1,n=1,k=1,q=4
                              ^
    """,
    """
    m is given twice
      gemm:f32:nn:m=1,n=1,k=1,m=2
                              ^
    """,
    """
    k needs a value, for example k=64
      gemm:f32:nn:m=1,n=1,k
                          ^
    """,
    """
    lda=2 is smaller than 3, the stored rows of A
      gemm:f32:nn:m=3,n=3,k=3,lda=2
                  ^^^^^^^^^^^^^^^^^
    """,
    """
    "x" is not a finite number
      gemm:f32:nn:m=3,n=3,k=3,alpha=x
                                    ^
    """,
    """
    "inf" is not a finite number
      gemm:c64:nn:m=3,n=3,k=3,alpha=1/inf
                                      ^^^
    """,
    """
    unexpected "swish"; here can stand batch=, pointers=, compute=, scale=, typeC=, scaleA=, scaleB= or an epilogue \
    (bias, relu, gelu, bias+relu, bias+gelu), each once
      gemm:f32:nn:m=3,n=3,k=3:swish
                              ^^^^^
    """,
    """
    batch is given twice
      gemm:f32:nn:m=3,n=3,k=3:batch=2:batch=3
                                      ^^^^^
    """,
    """
    unexpected "strideA=4" after pointers=2
      gemm:f32:nn:m=3,n=3,k=3:pointers=2,strideA=4
                                         ^^^^^^^^^
    """,
    """
    use tensor, a block such as 1x128, or 1x128/ue8m0
      gemm:f8e4m3:nn:m=3,n=3,k=3:scaleA=1x128/e8
                                        ^^^^^^^^
    """,
    """
    a grouped batch needs groups such as :nn,m=64,n=64,k=64,count=4
      gemm:f32:grouped
               ^^^^^^^
    """,
    """
    A of type f32 computes in f32, tf32, bf16, f16, not f64
      gemm:f32:nn:m=3,n=3,k=3:compute=f64
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    """,
    """
    h= is missing
      attn:f32:d=8,sq=4
               ^^^^^^^^
    """,
    """
    h=3 is not a multiple of kvh=2
      attn:f32:h=3,kvh=2,d=8,sq=4
               ^^^^^^^^^^^^^^^^^^
    """,
    """
    a second mask
      attn:f32:h=3,d=8,sq=4:causal:window=3
                                   ^^^^^^^^
    """,
    """
    a window is LEFT or LEFT/RIGHT
      attn:f32:h=3,d=8,sq=4:window=1/2/3
                                   ^^^^^
    """,
    """
    unexpected "causl"; here can stand causal, causal-tl, window=LEFT/RIGHT, bshd, bhsd or scale=
      attn:f32:h=3,d=8,sq=4:causl
                            ^^^^^
    """,
    """
    attention takes f64, f32, f16 or bf16, not i8
      attn:i8:h=3,d=8,sq=4
              ^^^^^^^^^^^^
    """,
  ]

  @Test("A bad descriptor is shown with carets under the place", arguments: errors)
  func carets(_ shown: String) throws {
    let text = String(
      shown.split(separator: "\n", omittingEmptySubsequences: false)[1].dropFirst(2))
    let error = #expect(throws: DescriptorError.self) { try Problem(descriptor: text) }
    #expect(error?.description == shown)
    #expect(error?.text == text)
  }

  @Test("Characters that move the cursor do not reach the terminal, and the carets stay in place")
  func controlCharacters() throws {
    let error = try #require(
      #expect(throws: DescriptorError.self) {
        try Problem(descriptor: "gemm:f32\n\u{1B}[31m:nn")
      })
    #expect(error.offset == 5 && error.length == 9)
    #expect(error.description.hasSuffix("\n  gemm:f32\u{FFFD}\u{FFFD}[31m:nn\n       ^^^^^^^^^"))
    #expect(!error.description.unicodeScalars.contains("\u{1B}"))
  }

  @Test("Of a long text the part around the place is shown")
  func longText() throws {
    let text = "gemm:f32:nn:m=1,n=1,k=1:pointers=" + String(repeating: "7", count: 60_000) + ":relu"
    let error = try #require(
      #expect(throws: DescriptorError.self) { try Problem(descriptor: text) })
    let lines = error.description.split(separator: "\n")
    #expect(error.offset == 33 && error.length == 60_000)
    #expect(lines[1] == "  " + text.prefix(160) + "...")
    #expect(lines[2] == String(repeating: " ", count: 35) + String(repeating: "^", count: 127))
    let late = "gemm:f32:grouped" + String(repeating: ":nn,m=1,n=1,k=1", count: 100) + ":oops"
    let other = try #require(
      #expect(throws: DescriptorError.self) { try Problem(descriptor: late) })
    let shown = other.description.split(separator: "\n").suffix(2).map { $0.dropFirst(2) }
    #expect(shown[0] == "..." + late.suffix(64))
    #expect(shown[1].filter { $0 == " " }.count == 63 && shown[1].hasSuffix("^^^^"))
  }

  @Test("A text of a megabyte is refused at once and not shown in full")
  func tooLong() {
    let text = "gemm:" + String(repeating: "x", count: 1 << 20)
    let error = #expect(throws: DescriptorError.self) { try Problem(descriptor: text) }
    #expect(error?.message == "the descriptor is 1048581 characters long; the most is 65536")
    #expect((error?.description.count ?? .max) < 200)
  }

  @Test("20 000 mutated descriptors never crash, and what parses prints to what parses to the same")
  func mutations() {
    var generator = SplitMix64(seed: 61)
    var problems = RandomProblems(seed: 62)
    let alphabet = Array("gemattn_backward:,=/x>+-.0123456789bfcdhkqsvwlpe \u{301}é\n")
    let words = [
      ":", ",", "=", "9223372036854775807", "-1", "0", "1e308", "nan", "batch=2", ":relu", "lda=1",
      "count=3",
      "strideD=0", "scaleA=1x9223372036854775807", "window=9223372036854775807/9223372036854775807",
      ":causal",
      "grouped", "pointers=16777216", "alpha=-0", "beta=1e-320", "scale=-0.0", "compute=i32",
      ">i32",
    ]
    var parsedCount = 0
    for _ in 0..<20_000 {
      var text = Array(problems.next().descriptor)
      for _ in 0...generator.next() % 3 {
        let place = Int(generator.next() % UInt64(text.count + 1))
        switch generator.next() % 8 {
        case 0 where place < text.count: text.remove(at: place)
        case 1 where place < text.count: text[place] = generator.pick(alphabet)
        case 2: text.insert(generator.pick(alphabet), at: place)
        case 3: text.insert(contentsOf: generator.pick(words), at: place)
        case 4, 5, 6:
          // Another number is what most often still has a meaning.
          let digits = text.indices.filter { text[$0].isNumber }
          if let digit = digits.isEmpty ? nil : generator.pick(digits) {
            text[digit] = generator.pick(Array("0123456789"))
          }
        default:
          let end = min(text.count, place + 1 + Int(generator.next() % 12))
          text.insert(contentsOf: Array(text[place..<end]), at: place)
        }
      }
      let mutated = String(text)
      do throws(DescriptorError) {
        let problem = try Problem(descriptor: mutated)
        parsedCount += 1
        // What legality promises must hold: these are the sums that a backend does without checks.
        _ = problem.footprintByteCount
        if case .gemm(let gemm) = problem, gemm.instanceCount <= 1 << 16 { _ = gemm.instances }
        if case .attention(let attention) = problem {
          _ = attention.keys(forQuery: attention.seqQ - 1)
          _ = attention.strides
        }
        let printed = problem.descriptor
        do throws(DescriptorError) {
          let again = try Problem(descriptor: printed)
          if again != problem || again.descriptor != printed {
            Issue.record("\(mutated) prints as \(printed), which is another problem")
          }
        } catch {
          Issue.record("\(mutated) prints as \(printed), which does not parse: \(error)")
        }
      } catch {
        if error.message.isEmpty || error.offset < 0 || error.length < 1
          || error.offset > mutated.count
        {
          Issue.record("a bad error for \(mutated): \(error)")
        }
      }
    }
    #expect(parsedCount > 1000, "mutations that all fail prove nothing about printing")
  }
}
