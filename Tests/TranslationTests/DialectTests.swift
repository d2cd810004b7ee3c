import Kernels
import Testing
import Workloads

@testable import Translation

@Suite("Dialects")
struct DialectTests {
  @Test("Every embedded table is read, and is called what its file is called")
  func all() throws {
    #expect(DialectLibrary.names.count == 15)
    for name in DialectLibrary.names {
      let dialect = try DialectLibrary.dialect(named: name)
      #expect(dialect.name == name)
      #expect(!dialect.title.isEmpty)
      #expect(!dialect.sources.isEmpty)
    }
  }

  @Test(
    "Every cell that claims to be known or inferred names a source", arguments: DialectLibrary.names
  )
  func sources(name: String) throws {
    let dialect = try DialectLibrary.dialect(named: name)
    let claims = dialect.symbolOrder.flatMap { dialect.symbols[$0] ?? [] }.map(\.evidence)
    for evidence in claims + dialect.arguments.map(\.evidence) + dialect.calls.map(\.evidence) {
      #expect((evidence.certainty == .unknown) == evidence.sources.isEmpty)
      for source in evidence.sources { #expect(dialect.source(source) != nil) }
    }
  }

  /// Calls of every function, type, batching and epilogue that suites and these texts hold.
  static let calls: [CUDACall] = {
    var texts = Sample.all
    for letter in ["S", "D", "C", "Z", "H"] {
      texts.append("cublas\(letter)gemm(transa=T,m=8,n=4,k=2)")
      texts.append("cublas\(letter)gemmStridedBatched(m=8,n=4,k=2,batchCount=3,beta=1)")
      texts.append("cublas\(letter)gemmBatched(transb=T,m=8,n=4,k=2,batchCount=3)")
    }
    for type in ["f32", "f16", "bf16", "i8"] {
      for function in ["cublasGemmEx", "cublasGemmStridedBatchedEx", "cublasGemmBatchedEx"] {
        texts.append(
          "\(function)(transa=T,m=8,n=4,k=2,type=\(type),Ctype=\(type == "i8" ? "i32" : type),beta=1)"
        )
      }
      if type != "i8" {
        for epilogue in ["DEFAULT", "BIAS", "RELU", "RELU_BIAS", "GELU_BIAS"] {
          texts.append("cublasLtMatmul(transa=T,m=8,n=4,k=2,type=\(type),epilogue=\(epilogue))")
        }
      }
    }
    texts.append(
      "cublasSgemmGroupedBatched(m_array=[8,4],n_array=[8,4],k_array=[8,4],group_size=[2,2])")
    texts.append(
      "cublasGemmGroupedBatchedEx(m_array=[8],n_array=[8],k_array=[8],group_size=[2],type=f16)")
    texts.append("SDPA_FWD(Q=[1,8,64,64],K=[1,8,64,64],io_data_type=HALF)")
    texts.append("SDPA_FWD(Q=[1,8,64,96],K=[1,2,64,96],io_data_type=FLOAT,right_bound=0)")
    texts.append("flash_attn_func(q=[1,64,8,64],k=[1,64,8,64],dtype=f16,window_size=(16,0))")
    return texts.map { text in
      do { return try CUDACall(parsing: text) } catch { fatalError("\(error)") }
    } + suites
  }()

  private static let suites: [CUDACall] = ["quick", "awkward", "deepseek-v3"].flatMap { name in
    ((try? SuiteLibrary.suite(named: name))?.items ?? []).compactMap { CUDACall($0.problem) }
  }

  @Test(
    "No CUDA argument is lost: it stands in a call, is said not to be passed, or is a reason",
    arguments: DialectLibrary.names)
  func accounting(name: String) throws {
    let dialect = try DialectLibrary.dialect(named: name)
    guard dialect.backend == nil else { return }
    let translator = Translator(dialect)
    #expect(Self.calls.count > 80)
    for call in Self.calls {
      let translation = translator.translate(call)
      guard !translation.steps.isEmpty, translation.steps.allSatisfy({ $0.arguments != nil }) else {
        // Without a call there is a reason.
        #expect(!translation.findings.isEmpty)
        continue
      }
      let passed = translation.steps.flatMap { ($0.arguments ?? []).flatMap(\.cuda) }
      let said = translation.unpassed.flatMap(\.cuda)
      for argument in call.arguments {
        let name = argument.parameter.name
        #expect(
          passed.contains(name) || said.contains(name),
          "\(dialect.name): \(name) of \(call.text) went nowhere")
      }
    }
  }

  @Test(
    "A grade is the worst of the findings, and losses have reasons", arguments: DialectLibrary.names
  )
  func grades(name: String) throws {
    let translator = Translator(try DialectLibrary.dialect(named: name))
    for call in Self.calls {
      let translation = translator.translate(call)
      #expect(translation.grade == translation.findings.map(\.grade).max() ?? .exact)
      if translation.grade == .impossible { #expect(translation.steps.isEmpty) }
      if translation.grade.isCovered { #expect(!translation.steps.isEmpty) }
      for finding in translation.findings { #expect(!finding.detail.isEmpty) }
    }
  }

  @Test(
    "A broken file is refused with file, line and what would be right",
    arguments: [
      ("title: x", "the line \"name: NAME\" is missing"),
      ("name: a\nfoo: b", ":2: unknown header \"foo\""),
      ("name: ../a", "is not a name"),
      ("name: a\n[bogus]", "unknown section [bogus]"),
      ("name: a\n[symbols]\nx | y", "a row has the form SYMBOL"),
      ("name: a\n[symbols]\nx | y | certain s", "evidence starts with known, inferred or unknown"),
      ("name: a\n[symbols]\nx | y | known s", "source \"s\" is not in [sources]"),
      ("name: a\n[symbols]\nx | y | known", "needs a source"),
      ("name: a\n[symbols]\nx | y = z | unknown", "\"z\" is not a whole number"),
      (
        "name: a\n[arguments]\nx | colour=red | = | exact | unknown", "unknown condition \"colour\""
      ),
      ("name: a\n[arguments]\nx | headDim>x | = | exact | unknown", "needs a whole number"),
      ("name: a\n[arguments]\nx | * | = | fine | unknown", "\"fine\" is no grade"),
      ("name: a\n[call op=gemm]\n  x = y", "an argument stands before the first step"),
      ("name: a\n[call op=gemm]\nevidence unknown", "has no step"),
      ("name: a\n[call op=gemm]\njump x", "is not one of evidence"),
    ])
  func broken(text: String, message: String) {
    do throws(DialectError) {
      _ = try DialectFile.parse(Array(text.utf8), file: "my.dialect")
      Issue.record("\(text) was accepted")
    } catch {
      #expect(error.description.contains(message))
      #expect(error.description.hasPrefix("my.dialect"))
    }
  }

  @Test("A name that is not there gets the nearest")
  func nearest() {
    #expect(throws: DialectError.self) { try DialectLibrary.dialect(named: "muse") }
    do throws(DialectError) {
      _ = try DialectLibrary.dialect(named: "muse")
    } catch { #expect(error.description.contains("did you mean \"musa\"?")) }
  }
}
