#include "pem/plain_text.h"

#include <algorithm>

#include "characters.h"
#include "plain_text_reader.h"
#include "text/encoding.h"

namespace htlint::pem {
namespace {

/// Code units of UTF-16, two bytes each.
class WideText {
 public:
  WideText(std::string_view bytes, bool littleEndian) : bytes_(bytes), little_(littleEndian) {}

  [[nodiscard]] bool ended() const { return at_ + 1 >= bytes_.size(); }
  [[nodiscard]] std::uint32_t at() const { return static_cast<std::uint32_t>(at_); }
  [[nodiscard]] bool valid() const { return valid_ && bytes_.size() % 2 == 0; }

  char32_t next() {
    const char32_t first = unit();
    if (first < 0xD800 || first > 0xDFFF) return first;
    if (first < 0xDC00 && !ended()) {
      const std::size_t before = at_;
      const char32_t second = unit();
      if (second >= 0xDC00 && second <= 0xDFFF) {
        return 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
      }
      at_ = before;
    }
    valid_ = false;
    return 0xFFFD;
  }
  void skip(std::size_t bytes) { at_ += bytes; }

 private:
  char32_t unit() {
    const auto a = static_cast<unsigned char>(bytes_[at_]);
    const auto b = static_cast<unsigned char>(bytes_[at_ + 1]);
    at_ += 2;
    return little_ ? char32_t{a} | char32_t{b} << 8 : char32_t{b} | char32_t{a} << 8;
  }

  std::string_view bytes_;
  bool little_;
  std::size_t at_ = 0;
  bool valid_ = true;
};

/// False where the bytes are not valid.
bool decodeUtf16(std::string_view bytes, text::Encoding encoding, std::string& decoded,
                 OffsetMap& map) {
  WideText wide(bytes, encoding == text::Encoding::kUtf16Le);
  wide.skip(text::byteOrderMarkSize(text::detectByteOrderMark(bytes)));
  decoded.reserve(bytes.size() / 2);
  const auto size = [&decoded] { return static_cast<std::uint32_t>(decoded.size()); };
  map.add(0, 0, 0);
  while (!wide.ended()) {
    const std::uint32_t at = wide.at();
    const char32_t character = wide.next();
    map.add(size(), at, character < 0x80 ? 2 : 0);
    decoded += encodeUtf8(character);
  }
  map.finish(size(), static_cast<std::uint32_t>(bytes.size()));
  return wide.valid();
}

bool isWide(text::Encoding encoding) {
  return encoding == text::Encoding::kUtf16Le || encoding == text::Encoding::kUtf16Be;
}

}  // namespace

PlainText::PlainText(std::string_view bytes) : bytes_(bytes) {
  const bool mayBeWide = bytes.find('\0') != std::string_view::npos;
  const text::Encoding encoding =
      mayBeWide ? text::detectEncoding(bytes) : text::Encoding::kUnknown;
  const bool wide = isWide(encoding);
  if (wide) decodable_ = decodeUtf16(bytes, encoding, decoded_, decoding_);
  if (hasOddities(decoded())) {
    PlainTextReader(decoded(), text_, map_, oddities_).run();
    for (Oddity& oddity : oddities_) {
      oddity.source = {decoding_.sourceStart(oddity.source.start),
                       decoding_.sourceEnd(oddity.source.end)};
    }
  }
  if (wide) {
    oddities_.insert(oddities_.begin(),
                     {OddityKind::kUtf16, {0, static_cast<std::uint32_t>(bytes.size())}});
  }
}

std::span<const Oddity> PlainText::odditiesIn(text::TextRange source) const {
  const auto before = [](const Oddity& oddity, std::uint32_t at) {
    return oddity.source.start < at;
  };
  const auto first = std::lower_bound(oddities_.begin(), oddities_.end(), source.start, before);
  const auto last = std::lower_bound(first, oddities_.end(), source.end, before);
  return {first, last};
}

}  // namespace htlint::pem
