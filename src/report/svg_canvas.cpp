#include "svg_canvas.h"

#include <fmt/format.h>

#include "text/encoding.h"

namespace htlint::report {
namespace {

constexpr std::string_view kStyle = R"css(
.ground { fill: #ffffff; }
text { font-family: "Noto Sans", "Noto Sans CJK JP", "Hiragino Sans", "Yu Gothic", Meiryo, sans-serif;
  font-size: 13px; fill: #1f2328; }
.file { font-size: 16px; font-weight: bold; }
.name { font-size: 15px; font-weight: bold; }
.faint { fill: #59636e; }
.alarm { fill: #b3141d; font-weight: bold; }
rect { stroke-width: 1.5px; }
.served { fill: #e9f7ec; stroke: #1a7f37; }
.anchor { fill: #e7f1fd; stroke: #0969da; }
.missing { fill: #fff8e1; stroke: #9a6700; stroke-dasharray: 6 4; }
.bad { fill: #ffebe9; stroke: #cf222e; }
.idle { fill: #f3f4f6; stroke: #8c959f; }
.way { fill: none; stroke: #59636e; stroke-width: 1.2px; stroke-dasharray: 4 4; }
.best { fill: none; stroke: #1f2328; stroke-width: 2.4px; }
.head { fill: #1f2328; stroke: none; }
@media (prefers-color-scheme: dark) {
.ground { fill: #0d1117; }
text { fill: #e6edf3; }
.faint { fill: #9198a1; }
.alarm { fill: #ff7b72; }
.served { fill: #12261a; stroke: #3fb950; }
.anchor { fill: #0f2137; stroke: #58a6ff; }
.missing { fill: #272115; stroke: #d29922; }
.bad { fill: #2d1416; stroke: #f85149; }
.idle { fill: #1c2128; stroke: #6e7681; }
.way { stroke: #9198a1; }
.best { stroke: #e6edf3; }
.head { fill: #e6edf3; }
}
)css";

constexpr std::string_view kHead =
    R"svg(<defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" )svg"
    R"svg(markerHeight="9" markerUnits="userSpaceOnUse" orient="auto">)svg"
    R"svg(<path class="head" d="M0 0L10 5L0 10z"/></marker></defs>)svg";

}  // namespace

std::string xmlText(std::string_view text) {
  // XML 1.0 has no place for these two, not even escaped.
  constexpr std::string_view kNonCharacters[] = {"\xEF\xBF\xBE", "\xEF\xBF\xBF"};
  const std::string display = text::toDisplayUtf8(text, text::Encoding::kUtf8);
  std::string result;
  for (std::size_t i = 0; i < display.size(); ++i) {
    const std::string_view three = std::string_view(display).substr(i, 3);
    if (three == kNonCharacters[0] || three == kNonCharacters[1]) {
      result += "\xEF\xBF\xBD";
      i += 2;
      continue;
    }
    switch (display[i]) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        result.push_back(display[i]);
    }
  }
  return result;
}

std::string fitted(std::string_view text, std::uint32_t columns) {
  const std::string display = text::toDisplayUtf8(text, text::Encoding::kUtf8);
  if (text::displayWidth(display) <= columns) return display;
  std::uint32_t used = 1;
  std::size_t at = 0;
  while (at < display.size()) {
    const std::string_view rest = std::string_view(display).substr(at);
    const std::uint32_t size = text::characterSize(rest, text::Encoding::kUtf8);
    used += text::displayWidth(rest.substr(0, size));
    if (used > columns) break;
    at += size;
  }
  return display.substr(0, at) + "…";
}

void SvgCanvas::text(int x, int y, std::string_view style, std::string_view content) {
  if (content.empty()) return;
  shapes_ += fmt::format("<text x=\"{}\" y=\"{}\" class=\"{}\">{}</text>\n", x, y, style,
                         xmlText(content));
}

void SvgCanvas::box(int x, int y, int width, int height, std::string_view style,
                    std::string_view hint) {
  shapes_ += fmt::format(
      "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"8\" class=\"{}\">"
      "<title>{}</title></rect>\n",
      x, y, width, height, style, xmlText(hint));
}

void SvgCanvas::arrow(int fromX, int fromY, int toX, int toY, std::string_view style) {
  const int bend = (toY - fromY) / 2;
  arrows_ +=
      fmt::format("<path class=\"{}\" marker-end=\"url(#head)\" d=\"M{} {}C{} {} {} {} {} {}\"/>\n",
                  style, fromX, fromY, fromX, fromY + bend, toX, toY - bend, toX, toY);
}

void SvgCanvas::detour(SvgPoint from, int x, SvgPoint to, int bend, std::string_view style) {
  const int high = from.y + bend;
  const int low = to.y - bend;
  const int half = bend / 2;
  arrows_ += fmt::format(
      "<path class=\"{}\" marker-end=\"url(#head)\" d=\"M{} {}C{} {} {} {} {} {}V{}C{} {} {} {} {} "
      "{}\"/>\n",
      style, from.x, from.y, from.x, from.y + half, x, high - half, x, high, low, x, low + half,
      to.x, to.y - half, to.x, to.y);
}

std::string SvgCanvas::document(int width, int height, std::string_view title) const {
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" "
      "viewBox=\"0 0 {0} {1}\" role=\"img\">\n<title>{2}</title>\n<style>{3}</style>\n{4}\n"
      "<rect class=\"ground\" width=\"{0}\" height=\"{1}\"/>\n{5}{6}</svg>\n",
      width, height, xmlText(title), kStyle, kHead, arrows_, shapes_);
}

}  // namespace htlint::report
