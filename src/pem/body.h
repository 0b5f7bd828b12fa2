#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "pem/label.h"
#include "text/range.h"

namespace htlint::pem {

enum class BodyFaultKind : std::uint8_t {
  kQuoted,       ///< lines begin or end with signs of quoting
  kStrayBlanks,  ///< blanks at the ends of lines or within them
  kBlankLine,
  kHeaderLine,        ///< `Name: value`
  kTextLine,          ///< a line that is no base64
  kForeignCharacter,  ///< a character in a line of base64
  kRepeatedLine,      ///< a line of base64 that is there once too often
  kUrlSafe,           ///< `-` and `_` for `+` and `/`
  kPadding,           ///< `=` at the wrong place, too many or too few of them
  kTrailingBytes,     ///< amount: bytes after the DER
  kIrregularLine,     ///< amount: characters too few, or too many where negative
  kMissingBytes,      ///< amount: as many as the DER says there should be more
  kNotDer,            ///< the bytes are no DER, or its parts do not fit into each other
  kNoData,
};

struct BodyFault {
  BodyFaultKind kind = BodyFaultKind::kNoData;
  text::TextRange range;  ///< the first place
  std::int64_t amount = 0;
};

/// What a person (with patience) reads between two markers.
struct Body {
  /// The DER structures, one after the other; empty unless they account for all of the base64
  /// (bytes after the last one excepted). More than one where the markers between them were lost.
  std::vector<std::string> ders;
  std::vector<BodyFault> faults;  ///< each kind once
  std::uint32_t dataLines = 0;

  [[nodiscard]] bool isWhole() const { return !ders.empty(); }
};

/// Reads the base64 in `range` of `text` (see PlainText), leaving out what stands between it and
/// DER that is complete by its own account. Nothing is guessed: where no reading gives complete
/// DER, there is none. Linear in the size of the body.
[[nodiscard]] Body readBody(std::string_view text, text::TextRange range, BlockKind kind);

/// What a DER structure is, as blocks are called: kCertificate, kRequest, kPrivateKey, kPkcs7, or
/// kOther for anything else.
[[nodiscard]] BlockKind contentKind(std::string_view der);
/// The usual label of these kinds.
[[nodiscard]] std::string_view labelOf(BlockKind kind);

}  // namespace htlint::pem
