#include "text/encoding.h"

#include <iconv.h>
#include <unistr.h>
#include <uniwidth.h>

#include <algorithm>

namespace htlint::text {
namespace {

const std::uint8_t* asUnits(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

bool isShiftJisLead(unsigned char byte) {
  return (byte >= 0x81 && byte <= 0x9F) || (byte >= 0xE0 && byte <= 0xFC);
}

bool isShiftJisTrail(unsigned char byte) {
  return (byte >= 0x40 && byte <= 0x7E) || (byte >= 0x80 && byte <= 0xFC);
}

bool isHalfWidthKatakana(unsigned char byte) { return byte >= 0xA1 && byte <= 0xDF; }

bool looksLikeShiftJis(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (byte < 0x80 || isHalfWidthKatakana(byte)) continue;
    if (!isShiftJisLead(byte) || i + 1 >= bytes.size() ||
        !isShiftJisTrail(static_cast<unsigned char>(bytes[i + 1]))) {
      return false;
    }
    ++i;
  }
  return true;
}

// Text in UTF-16 without a mark is still mostly ASCII in the files that htlint reads, so every
// other byte is NUL.
Encoding guessUnmarkedUtf16(std::string_view bytes) {
  const std::size_t sample = std::min<std::size_t>(bytes.size(), 64) & ~std::size_t{1};
  if (sample < 4) return Encoding::kUnknown;
  std::size_t evenNuls = 0;
  std::size_t oddNuls = 0;
  for (std::size_t i = 0; i < sample; i += 2) {
    evenNuls += bytes[i] == '\0';
    oddNuls += bytes[i + 1] == '\0';
  }
  const std::size_t most = sample / 2 * 3 / 4;
  if (oddNuls > most && evenNuls == 0) return Encoding::kUtf16Le;
  if (evenNuls > most && oddNuls == 0) return Encoding::kUtf16Be;
  return Encoding::kUnknown;
}

std::uint32_t utf16CharacterSize(std::string_view text, Encoding encoding) {
  if (text.size() < 2) return 1;
  const auto high = static_cast<unsigned char>(text[encoding == Encoding::kUtf16Le ? 1 : 0]);
  const bool leadsPair = high >= 0xD8 && high <= 0xDB;
  return leadsPair && text.size() >= 4 ? 4 : 2;
}

const char* iconvName(Encoding encoding) {
  switch (encoding) {
    case Encoding::kShiftJis:
      return "CP932";
    case Encoding::kUtf16Le:
      return "UTF-16LE";
    case Encoding::kUtf16Be:
      return "UTF-16BE";
    default:
      return "UTF-8";
  }
}

// Converts what can be converted; each byte that cannot is replaced by `substitute`.
std::string convert(std::string_view text, const char* to, const char* from,
                    std::string_view substitute, bool& lossless) {
  lossless = true;
  iconv_t converter = iconv_open(to, from);
  if (converter == reinterpret_cast<iconv_t>(-1)) {
    lossless = false;
    return {};
  }
  std::string result;
  std::string input(text);
  char* in = input.data();
  std::size_t inLeft = input.size();
  char buffer[256];
  while (inLeft > 0) {
    char* out = buffer;
    std::size_t outLeft = sizeof buffer;
    const std::size_t before = inLeft;
    const std::size_t status = iconv(converter, &in, &inLeft, &out, &outLeft);
    result.append(buffer, sizeof buffer - outLeft);
    const bool stuck = status == static_cast<std::size_t>(-1) && before == inLeft;
    if (stuck) {
      lossless = false;
      result.append(substitute);
      ++in;
      --inLeft;
    }
  }
  iconv_close(converter);
  return result;
}

std::string replaceInvalidUtf8(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::uint8_t* bad = u8_check(asUnits(text), text.size());
    if (bad == nullptr) return result.append(text);
    const auto good = static_cast<std::size_t>(bad - asUnits(text));
    result.append(text.substr(0, good)).append("\xEF\xBF\xBD");
    text.remove_prefix(good + 1);
  }
  return result;
}

std::string picturesOfControls(std::string_view utf8) {
  std::string result;
  result.reserve(utf8.size());
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte >= 0x20 && byte != 0x7F) || c == '\t') {
      result.push_back(c);
    } else {
      result.append("\xE2\x90");
      result.push_back(static_cast<char>(byte == 0x7F ? 0xA1 : 0x80 + byte));
    }
  }
  return result;
}

}  // namespace

ByteOrderMark detectByteOrderMark(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return ByteOrderMark::kUtf8;
  if (bytes.starts_with("\xFF\xFE")) return ByteOrderMark::kUtf16Le;
  if (bytes.starts_with("\xFE\xFF")) return ByteOrderMark::kUtf16Be;
  return ByteOrderMark::kNone;
}

std::uint32_t byteOrderMarkSize(ByteOrderMark mark) {
  if (mark == ByteOrderMark::kNone) return 0;
  return mark == ByteOrderMark::kUtf8 ? 3 : 2;
}

Encoding detectEncoding(std::string_view bytes) {
  switch (detectByteOrderMark(bytes)) {
    case ByteOrderMark::kUtf16Le:
      return Encoding::kUtf16Le;
    case ByteOrderMark::kUtf16Be:
      return Encoding::kUtf16Be;
    default:
      break;
  }
  const bool ascii =
      std::none_of(bytes.begin(), bytes.end(), [](char c) { return c == '\0' || (c & 0x80) != 0; });
  if (ascii) return Encoding::kAscii;
  if (bytes.find('\0') != std::string_view::npos) {
    const Encoding wide = guessUnmarkedUtf16(bytes);
    if (wide != Encoding::kUnknown) return wide;
  }
  if (isValidUtf8(bytes)) return Encoding::kUtf8;
  return looksLikeShiftJis(bytes) ? Encoding::kShiftJis : Encoding::kUnknown;
}

std::uint32_t characterSize(std::string_view text, Encoding encoding) {
  if (text.empty()) return 0;
  const auto first = static_cast<unsigned char>(text[0]);
  switch (encoding) {
    case Encoding::kUtf8: {
      ucs4_t character = 0;
      const int size = u8_mbtouc(&character, asUnits(text), text.size());
      return static_cast<std::uint32_t>(std::max(size, 1));
    }
    case Encoding::kShiftJis:
      return isShiftJisLead(first) && text.size() > 1 ? 2 : 1;
    case Encoding::kUtf16Le:
    case Encoding::kUtf16Be:
      return utf16CharacterSize(text, encoding);
    default:
      return 1;
  }
}

std::uint32_t countCharacters(std::string_view text, Encoding encoding) {
  if (encoding == Encoding::kAscii || encoding == Encoding::kUnknown) {
    return static_cast<std::uint32_t>(text.size());
  }
  std::uint32_t count = 0;
  while (!text.empty()) {
    text.remove_prefix(characterSize(text, encoding));
    ++count;
  }
  return count;
}

std::string toDisplayUtf8(std::string_view text, Encoding encoding) {
  if (encoding == Encoding::kShiftJis || encoding == Encoding::kUtf16Le ||
      encoding == Encoding::kUtf16Be) {
    bool lossless = true;
    return picturesOfControls(
        convert(text, "UTF-8", iconvName(encoding), "\xEF\xBF\xBD", lossless));
  }
  return picturesOfControls(replaceInvalidUtf8(text));
}

std::string fromUtf8(std::string_view utf8, Encoding encoding) {
  if (encoding != Encoding::kShiftJis && encoding != Encoding::kUtf16Le &&
      encoding != Encoding::kUtf16Be) {
    return std::string(utf8);
  }
  bool lossless = true;
  std::string result = convert(utf8, iconvName(encoding), "UTF-8", "", lossless);
  return lossless ? result : std::string();
}

std::uint32_t displayWidth(std::string_view utf8) {
  const int width = u8_width(asUnits(utf8), utf8.size(), "UTF-8");
  return width < 0 ? 0 : static_cast<std::uint32_t>(width);
}

bool isValidUtf8(std::string_view text) { return u8_check(asUnits(text), text.size()) == nullptr; }

}  // namespace htlint::text
