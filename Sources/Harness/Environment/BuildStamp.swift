/// The sources of a build that leaves its checkout.
///
/// A release build writes its commit here before compiling.
enum BuildStamp {
  /// The full commit hash, or nil to look for the checkout at run time.
  static let commit: String? = nil
  /// Whether the sources differed from the commit.
  static let dirty: Bool? = nil
}
