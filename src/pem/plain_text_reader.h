#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pem/offset_map.h"
#include "pem/plain_text.h"

namespace htlint::pem {

/// Reads bytes of one byte a character (or UTF-8, or code page 932) as PlainText describes. Linear
/// in their size.
class PlainTextReader {
 public:
  PlainTextReader(std::string_view bytes, std::string& text, OffsetMap& map,
                  std::vector<Oddity>& oddities)
      : bytes_(bytes), text_(text), map_(map), oddities_(oddities) {}

  void run();

 private:
  void readOne();
  void readByte(char c);
  void readWide();
  void readCharacter(std::uint32_t size, char32_t character, OddityKind kind);
  bool readCarriageReturn();
  bool readTag();
  bool readEntity();
  bool readEscape();
  bool readQuotedPrintable();
  bool readSoftBreak();

  /// `size` bytes become `shown`.
  void replace(std::uint32_t size, std::string_view shown, OddityKind kind);
  /// One character of `size` bytes becomes one byte.
  void narrow(std::uint32_t size, char shown, OddityKind kind);
  void copy(std::uint32_t size);
  void note(std::uint32_t size, OddityKind kind);

  [[nodiscard]] char peek(std::size_t ahead) const {
    return at_ + ahead < bytes_.size() ? bytes_[at_ + ahead] : '\0';
  }
  [[nodiscard]] std::uint32_t textSize() const { return static_cast<std::uint32_t>(text_.size()); }

  std::string_view bytes_;
  std::string& text_;
  OffsetMap& map_;
  std::vector<Oddity>& oddities_;
  std::uint32_t at_ = 0;
  std::uint32_t lineStart_ = 0;
};

/// Whether a plain text would be anything but the bytes.
[[nodiscard]] bool hasOddities(std::string_view bytes);

}  // namespace htlint::pem
