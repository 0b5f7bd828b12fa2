#pragma once

#include <string>
#include <string_view>

namespace htlint::report {

/// `text` for the inside of an XML element or attribute: markup escaped, control characters as
/// pictures, always valid UTF-8 that XML 1.0 allows.
[[nodiscard]] std::string xmlText(std::string_view text);

/// The beginning of `text`, at most `columns` of a terminal wide, with an ellipsis where it was
/// cut. Letters of Chinese and Japanese count two columns.
[[nodiscard]] std::string fitted(std::string_view text, std::uint32_t columns);

struct SvgPoint {
  int x = 0;
  int y = 0;
};

/// Puts an SVG document together. Lengths are in pixels at scale 1. What is drawn later lies on
/// top. Colours follow the reader's preference for light or dark.
class SvgCanvas {
 public:
  /// One line of text; `style` is a class of the style sheet.
  void text(int x, int y, std::string_view style, std::string_view content);
  /// A box with rounded corners; `hint` is shown when one points at it.
  void box(int x, int y, int width, int height, std::string_view style, std::string_view hint);
  /// An arrow from one box down to another.
  void arrow(int fromX, int fromY, int toX, int toY, std::string_view style);

  /// The same by way of the vertical line at `x`; the bends are as high as `bend`.
  void detour(SvgPoint from, int x, SvgPoint to, int bend, std::string_view style);

  /// The whole document.
  [[nodiscard]] std::string document(int width, int height, std::string_view title) const;

 private:
  std::string arrows_;  // below the boxes
  std::string shapes_;
};

}  // namespace htlint::report
