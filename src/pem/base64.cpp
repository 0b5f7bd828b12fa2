#include "pem/base64.h"

#include <algorithm>
#include <array>

namespace htlint::pem {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::int8_t kForeign = -1;

constexpr std::array<std::int8_t, 256> makeValues() {
  std::array<std::int8_t, 256> values{};
  values.fill(kForeign);
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
    values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::int8_t>(i);
  }
  return values;
}

constexpr std::array<std::int8_t, 256> kValues = makeValues();

bool isSkipped(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// Four characters at a time; `=` counts as zero bits and is taken off the end afterwards.
class Decoder {
 public:
  void add(unsigned value) {
    group_ = (group_ << 6) | value;
    if (++count_ % 4 != 0) return;
    bytes_.push_back(static_cast<char>((group_ >> 16) & 0xFF));
    bytes_.push_back(static_cast<char>((group_ >> 8) & 0xFF));
    bytes_.push_back(static_cast<char>(group_ & 0xFF));
    group_ = 0;
  }
  [[nodiscard]] bool isComplete() const { return count_ % 4 == 0; }
  [[nodiscard]] std::string take(std::size_t padding) {
    bytes_.resize(bytes_.size() - std::min(padding, bytes_.size()));
    return std::move(bytes_);
  }

 private:
  std::string bytes_;
  unsigned group_ = 0;
  std::size_t count_ = 0;
};

}  // namespace

Base64Result decodeBase64(std::string_view text) {
  Base64Result result;
  Decoder decoder;
  std::size_t padding = 0;
  const auto fail = [&result](Base64Error error, std::size_t at) {
    result.error = error;
    result.errorAt = static_cast<std::uint32_t>(at);
    return result;
  };
  std::size_t i = 0;
  for (; i < text.size(); ++i) {
    const char c = text[i];
    if (isSkipped(c)) continue;
    if (c == '-') {
      result.stoppedAt = static_cast<std::uint32_t>(i);
      break;
    }
    if (c == '=') {
      if (++padding > 2) return fail(Base64Error::kTooMuchPadding, i);
      decoder.add(0);
      continue;
    }
    const std::int8_t value = kValues[static_cast<unsigned char>(c)];
    if (value == kForeign) return fail(Base64Error::kForeignCharacter, i);
    if (padding > 0) return fail(Base64Error::kDataAfterPadding, i);
    decoder.add(static_cast<unsigned>(value));
  }
  if (!decoder.isComplete()) return fail(Base64Error::kIncomplete, i);
  result.bytes = decoder.take(padding);
  return result;
}

std::string encodeBase64Lines(std::string_view bytes, std::string_view lineEnd) {
  constexpr std::size_t kBytesPerLine = 48;
  std::string result;
  for (std::size_t line = 0; line < bytes.size(); line += kBytesPerLine) {
    const std::string_view part = bytes.substr(line, kBytesPerLine);
    for (std::size_t i = 0; i < part.size(); i += 3) {
      const auto byteAt = [&part](std::size_t at) {
        return at < part.size() ? static_cast<unsigned char>(part[at]) : 0U;
      };
      const unsigned group = byteAt(i) << 16 | byteAt(i + 1) << 8 | byteAt(i + 2);
      result.push_back(kAlphabet[group >> 18]);
      result.push_back(kAlphabet[(group >> 12) & 63]);
      result.push_back(i + 1 < part.size() ? kAlphabet[(group >> 6) & 63] : '=');
      result.push_back(i + 2 < part.size() ? kAlphabet[group & 63] : '=');
    }
    result.append(lineEnd);
  }
  return result;
}

std::string wrapInMarkers(std::string_view label, std::string_view body, std::string_view lineEnd) {
  std::string text("-----BEGIN ");
  text.append(label).append("-----").append(lineEnd).append(body);
  return text.append("-----END ").append(label).append("-----").append(lineEnd);
}

std::string encodeBlock(std::string_view label, std::string_view bytes, std::string_view lineEnd) {
  return wrapInMarkers(label, encodeBase64Lines(bytes, lineEnd), lineEnd);
}

}  // namespace htlint::pem
