#include "wrap.h"

#include <algorithm>
#include <vector>

#include "text/encoding.h"

namespace htlint::docs {
namespace {

/// Something that is never broken, and whether a blank stood before it.
struct Piece {
  std::string text;
  bool blankBefore = false;
};

bool isWide(std::string_view character) {
  return character.size() > 1 && text::displayWidth(character) == 2;
}

/// Characters that Japanese does not put at the beginning of a line (JIS X 4051).
bool sticksToPrevious(std::string_view character) {
  constexpr std::string_view kClosing =
      "、。，．）」』】〉》・：；？！ーゃゅょっァィゥェォャュョッ々";
  return kClosing.find(character) != std::string_view::npos;
}

bool sticksToNext(std::string_view character) {
  constexpr std::string_view kOpening = "（「『【〈《";
  return kOpening.find(character) != std::string_view::npos;
}

bool isBlank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

std::vector<Piece> split(std::string_view paragraph) {
  std::vector<Piece> pieces;
  bool blank = true;
  std::string_view previous;
  for (std::size_t i = 0; i < paragraph.size();) {
    if (isBlank(paragraph[i])) {
      blank = true;
      ++i;
      continue;
    }
    const auto size = text::characterSize(paragraph.substr(i), text::Encoding::kUtf8);
    const std::string_view character = paragraph.substr(i, size);
    const bool breakable = isWide(character) || (!previous.empty() && isWide(previous));
    const bool stuck =
        !blank && !previous.empty() && (sticksToPrevious(character) || sticksToNext(previous));
    if (pieces.empty() || blank || (breakable && !stuck)) {
      // A line break inside Japanese text stands for nothing.
      const bool wasLineEnd = i > 0 && paragraph[i - 1] == '\n';
      const bool joins = wasLineEnd && isWide(character) && isWide(previous);
      pieces.push_back({"", blank && !joins});
    }
    pieces.back().text.append(character);
    previous = character;
    blank = false;
    i += size;
  }
  return pieces;
}

}  // namespace

std::string wrap(std::string_view paragraph, std::size_t width, std::string_view first,
                 std::string_view indent) {
  const std::vector<Piece> pieces = split(paragraph);
  if (pieces.empty()) return {};
  std::string result;
  std::string line(first);
  bool fresh = true;
  for (const Piece& piece : pieces) {
    const std::string_view gap = piece.blankBefore && !fresh ? " " : "";
    const std::size_t columns =
        std::size_t{text::displayWidth(line)} + gap.size() + text::displayWidth(piece.text);
    if (!fresh && width != 0 && columns > width) {
      result += line + "\n";
      line = indent;
      line += piece.text;
    } else {
      line.append(gap).append(piece.text);
    }
    fresh = false;
  }
  return result + line + "\n";
}

}  // namespace htlint::docs
