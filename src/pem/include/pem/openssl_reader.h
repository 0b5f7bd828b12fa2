#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pem/base64.h"
#include "text/range.h"

namespace htlint::pem {

/// How one call of OpenSSL's PEM_read_bio ends.
enum class ReadStatus : std::uint8_t {
  kBlock,        ///< a block was read
  kNoStartLine,  ///< nothing more that begins a block: the normal end of a file
  kBadEndLine,   ///< the file, or a line that ends another block, came before this block's end
  kBadBase64,
  kNoData,       ///< no base64 lines: nothing between the markers, or only header lines
  kLineTooLong,  ///< a line of more than 64 characters after a blank one
};

/// One call of PEM_read_bio on a file, as OpenSSL 3.0.22 crypto/pem/pem_lib.c behaves with
/// PEM_FLAG_EAY_COMPATIBLE, which is what every loader of certificates and keys uses.
struct OpenSslRead {
  ReadStatus status = ReadStatus::kNoStartLine;
  std::string name;           ///< the label of the begin line, empty for kNoStartLine
  text::TextRange beginLine;  ///< with its line end; empty for kNoStartLine
  /// The line at which reading stopped: the end line, or the line that failed. Empty at the end of
  /// the file.
  text::TextRange stopLine;
  /// Text before a blank line, or lines with a colon: OpenSSL takes them for RFC 1421 headers.
  std::string header;
  text::TextRange headerRange;  ///< the bytes of `header` in the file
  /// The base64 lines as OpenSSL sees them, and from where in the file they come.
  text::TextRange dataRange;
  std::string der;  ///< kBlock only
  Base64Error base64Error = Base64Error::kNone;
  /// Decoding stopped at a `-` before the end line, so lines after it were swallowed.
  bool swallowedLines = false;

  [[nodiscard]] bool isBlock() const { return status == ReadStatus::kBlock; }
  /// PEM_get_EVP_CIPHER_INFO accepts the header: it is empty, or says how the data is encrypted.
  /// With anything else in it every loader fails with `not proc type`.
  [[nodiscard]] bool hasUsableHeader() const;
  [[nodiscard]] bool isEncrypted() const;
};

/// The reads of a loop of PEM_read_bio over the file, up to and including the first that yields no
/// block. Lines are those of fgets with OpenSSL's buffer: cut after 254 bytes and at a NUL.
[[nodiscard]] std::vector<OpenSslRead> readAsOpenSsl(std::string_view bytes);

}  // namespace htlint::pem
