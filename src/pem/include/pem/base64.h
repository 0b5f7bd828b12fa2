#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace htlint::pem {

/// Why a base64 text cannot be decoded as OpenSSL decodes it (3.0.22 crypto/evp/encode.c).
enum class Base64Error : std::uint8_t {
  kNone,
  kForeignCharacter,  ///< neither base64 nor space, tab, CR, LF or `-`
  kDataAfterPadding,  ///< a base64 character after `=`
  kTooMuchPadding,    ///< more than two `=`
  kIncomplete,        ///< the number of characters, `=` included, is no multiple of four
};

/// The bytes that a base64 text stands for, and how it was written.
struct Base64Result {
  std::string bytes;  ///< decoded; empty unless error is kNone
  Base64Error error = Base64Error::kNone;
  std::uint32_t errorAt = 0;  ///< offset in the text where decoding failed
  /// Offset of the `-` at which OpenSSL stops reading without an error, if there is one. What
  /// follows it is ignored, which hides lines that belong to the next block.
  std::optional<std::uint32_t> stoppedAt;

  [[nodiscard]] bool ok() const { return error == Base64Error::kNone; }
};

/// Decodes as OpenSSL's EVP_DecodeUpdate and EVP_DecodeFinal do: white space anywhere is skipped,
/// the first `-` ends the text.
[[nodiscard]] Base64Result decodeBase64(std::string_view text);

/// `bytes` in base64, in lines of 64 characters, each ended by `lineEnd`.
[[nodiscard]] std::string encodeBase64Lines(std::string_view bytes, std::string_view lineEnd);

/// A whole PEM block: the markers with `label`, and `bytes` between them as above.
[[nodiscard]] std::string encodeBlock(std::string_view label, std::string_view bytes,
                                      std::string_view lineEnd);
/// The same around a body that is written already; it ends with a line end.
[[nodiscard]] std::string wrapInMarkers(std::string_view label, std::string_view body,
                                        std::string_view lineEnd);

}  // namespace htlint::pem
