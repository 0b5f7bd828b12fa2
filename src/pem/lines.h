#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "text/range.h"

namespace htlint::pem {

[[nodiscard]] inline bool isLineEnd(char c) { return c == '\n' || c == '\r'; }
[[nodiscard]] inline bool isBlankCharacter(char c) { return c == ' ' || c == '\t'; }
[[nodiscard]] inline bool isBase64Character(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' ||
         c == '/';
}
[[nodiscard]] inline bool isUrlSafeCharacter(char c) { return c == '-' || c == '_'; }

/// `>` of a quoted mail, `|` of a table, the quotation marks of program text.
[[nodiscard]] inline bool isQuotingSign(char c) {
  return c == '>' || c == '|' || c == '"' || c == '\'';
}

/// A text by its lines as people see them: ended by LF, CRLF or a lone CR.
class LineText {
 public:
  explicit LineText(std::string_view text) : text_(text) {}

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(text_.size()); }
  [[nodiscard]] std::string_view slice(std::uint32_t start, std::uint32_t end) const {
    return text_.substr(start, end - start);
  }
  [[nodiscard]] std::string_view slice(text::TextRange range) const {
    return slice(range.start, range.end);
  }
  /// Where the line that holds `at` begins, not before `limit`.
  [[nodiscard]] std::uint32_t lineStart(std::uint32_t at, std::uint32_t limit) const {
    while (at > limit && !isLineEnd(text_[at - 1])) --at;
    return at;
  }
  /// Of the line that holds `at`: where its line end begins, and where the next line begins; not
  /// behind `limit`.
  [[nodiscard]] std::uint32_t contentEnd(std::uint32_t at, std::uint32_t limit) const {
    while (at < limit && !isLineEnd(text_[at])) ++at;
    return at;
  }
  [[nodiscard]] std::uint32_t nextLine(std::uint32_t at, std::uint32_t limit) const {
    at = contentEnd(at, limit);
    if (at + 1 < limit && text_[at] == '\r' && text_[at + 1] == '\n') return at + 2;
    return std::min(at + 1, limit);
  }

 private:
  std::string_view text_;
};

/// What mail programs, editors and program texts put in front of a line and behind it, and what
/// stands between.
struct LineParts {
  std::uint32_t indent = 0;  ///< size of the blanks in front
  std::uint32_t prefix = 0;  ///< size of the blanks and signs in front
  std::uint32_t suffix = 0;  ///< size of the signs and blanks behind
  std::string_view content;  ///< without both

  [[nodiscard]] bool isQuoted() const { return prefix > indent; }
};

[[nodiscard]] LineParts splitLine(std::string_view line);

enum class LineLook : std::uint8_t { kBlank, kBase64, kShortBase64, kOther };

/// How a line of `content` (see LineParts) looks to a person who searches for base64.
[[nodiscard]] LineLook lookOf(std::string_view content);

}  // namespace htlint::pem
