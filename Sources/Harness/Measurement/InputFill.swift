/// How the inputs of a problem are chosen.
///
/// The distribution moves both numbers that matter: speed (switching activity costs power, and power costs clock) and the
/// error that a faulty kernel can hide.
public enum InputFill: String, Sendable, Hashable, CaseIterable, Codable {
  /// Evenly from [-1, 1); 8-bit integers over their whole range.
  case uniform
  /// Standard normal (Box and Muller 1958); 8-bit integers bell-shaped with a standard deviation of 37.
  case normal
  /// Integers from -4 to 4: exact in every element type, and as long as k stays below 2^20 in every f32 sum, so that the
  /// check allows no error but the rounding of the result.
  case integers
  /// Evenly from (0, 1]: sums only grow, which low-precision accumulators do not survive.
  case positive
  /// Pairs along the summed dimension that nearly cancel: the result is small against the sum of magnitudes.
  case cancellation
}
