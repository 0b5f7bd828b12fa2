#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pem/offset_map.h"
#include "text/range.h"

namespace htlint::pem {

/// What was done to a PEM text that still shows a person the same characters.
enum class OddityKind : std::uint8_t {
  kUtf16,            ///< the whole file; one oddity at its start
  kLoneCr,           ///< a line ended by CR alone, or by a line separator of Unicode
  kByteOrderMark,    ///< U+FEFF
  kInvisible,        ///< zero-width and directional characters, soft hyphens
  kControl,          ///< NUL, ^Z and other control characters
  kWideBlank,        ///< a no-break, ideographic or typographic space
  kFullWidth,        ///< a full-width ASCII character, in UTF-8 or code page 932
  kHtml,             ///< a tag or an entity
  kEscape,           ///< `\n`, `\/`, `\u002B` and the like, as in JSON and program text
  kQuotedPrintable,  ///< `=3D` and soft line breaks of mail
};

/// One place, or several of a kind side by side, where the bytes differ from what they show.
struct Oddity {
  OddityKind kind = OddityKind::kInvisible;
  text::TextRange source;  ///< the bytes
};

/// A file's bytes as the ASCII that they show: entities and escapes read, full-width characters
/// narrowed, invisible ones left out, UTF-16 decoded, lines ended by LF or CRLF. Everything else
/// (Japanese text, typographic dashes) stays as it is, in UTF-8 where the file is UTF-16. For a
/// file without oddities it is the bytes themselves, which it borrows. It serves to find things;
/// where they are is told in the file's own offsets.
class PlainText {
 public:
  explicit PlainText(std::string_view bytes);
  PlainText(const PlainText&) = delete;
  PlainText& operator=(const PlainText&) = delete;

  [[nodiscard]] std::string_view text() const { return map_.isIdentity() ? decoded() : text_; }
  /// In file order.
  [[nodiscard]] std::span<const Oddity> oddities() const { return oddities_; }
  /// Those that begin in `source`.
  [[nodiscard]] std::span<const Oddity> odditiesIn(text::TextRange source) const;

  [[nodiscard]] bool isUtf16() const { return !decoding_.isIdentity(); }
  /// False for UTF-16 with something in it that is none.
  [[nodiscard]] bool isDecodable() const { return decodable_; }
  /// The file's text between two of its offsets, in UTF-8 where the file is UTF-16.
  [[nodiscard]] std::string_view decoded(text::TextRange source) const {
    const std::uint32_t start = decoding_.fromSource(source.start);
    return decoded().substr(start, decoding_.fromSource(source.end) - start);
  }
  /// Where the character at `at` begins in the file.
  [[nodiscard]] std::uint32_t sourceStart(std::uint32_t at) const {
    return decoding_.sourceStart(map_.sourceStart(at));
  }
  /// Where the character before `at` ends in the file: in front of what shows nothing.
  [[nodiscard]] std::uint32_t sourceEnd(std::uint32_t at) const {
    return decoding_.sourceEnd(map_.sourceEnd(at));
  }
  [[nodiscard]] text::TextRange source(text::TextRange plain) const {
    return {sourceStart(plain.start), sourceEnd(plain.end)};
  }
  /// The first character that ends behind `offset` in the file.
  [[nodiscard]] std::uint32_t fromSource(std::uint32_t offset) const {
    return map_.fromSource(decoding_.fromSource(offset));
  }

 private:
  [[nodiscard]] std::string_view decoded() const {
    return decoding_.isIdentity() ? bytes_ : std::string_view(decoded_);
  }

  std::string_view bytes_;
  std::string decoded_;  // from UTF-16
  OffsetMap decoding_;
  bool decodable_ = true;
  std::string text_;
  OffsetMap map_;
  std::vector<Oddity> oddities_;
};

}  // namespace htlint::pem
