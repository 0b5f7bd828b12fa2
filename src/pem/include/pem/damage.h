#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "pem/document.h"
#include "pem/label.h"
#include "text/edit.h"
#include "text/range.h"

namespace htlint::pem {

enum class DamageKind : std::uint8_t {
  kMarkerDashes,   ///< too few, too many, full-width or typographic dashes
  kMarkerSpacing,  ///< blanks in front of the marker or within it
  kMarkerCase,
  kMarkerText,     ///< other text in the marker's line
  kMarkersJoined,  ///< the begin marker stands in the line of the end marker before it
  kMarkerStray,    ///< a marker without any body
  kBeginMissing,
  kEndMissing,
  kMarkersMissing,    ///< both markers of a block, or those between two blocks
  kLabelMismatch,     ///< begin and end marker have different labels
  kLabelWrong,        ///< the content is something else than the label says
  kTextInside,        ///< a line that is no base64
  kForeignCharacter,  ///< one character in a line of base64 that is none of base64
  kRepeatedLine,
  kBlankLine,
  kHeader,  ///< RFC 1421 header lines, which only an encrypted key may have
  kQuoted,  ///< `> ` of mails, quotation marks of program text
  kHtml,
  kEscapes,  ///< `\n` and the like
  kQuotedPrintable,
  kLineBreaksLost,
  kLoneCr,
  kUtf16,
  kByteOrderMark,
  kInvisible,
  kControl,    ///< NUL, ^Z and the like
  kWideBlank,  ///< a no-break or ideographic space
  kFullWidth,
  kStrayBlanks,  ///< indentation, blanks at the ends of lines or within them
  kUrlSafe,
  kPadding,
  kTrailingBytes,  ///< amount: bytes after the DER
  kIrregularLine,  ///< amount: characters missing in that line (negative: too many)
  kMissingBytes,   ///< amount: bytes that the DER lacks
  kNotDer,         ///< what is decoded is no DER, or not what the label says
  kUnreadable,     ///< DER, but OpenSSL cannot read it; or anything else that it fails in
  kNoData,
  kCommentedOut,  ///< every line of the block is a comment
};

/// What OpenSSL makes of the block that is damaged.
enum class DamageEffect : std::uint8_t {
  kTolerated,     ///< reads it as if nothing was wrong
  kSkipsBlock,    ///< passes over it without a word
  kRefusesFile,   ///< fails, and with it whoever loads the file
  kSwallowsNext,  ///< takes the next block for a part of this one
};

struct Damage {
  DamageKind kind = DamageKind::kNotDer;
  DamageEffect effect = DamageEffect::kTolerated;
  text::TextRange range;       ///< of the first place in the block
  std::size_t block = kNone;   ///< index into Document::blocks(); kNone: between blocks
  std::int64_t amount = 0;     ///< see the kind
  std::size_t repair = kNone;  ///< index into DamageReport::repairs, or kNone
};

struct DamageReport {
  std::vector<Damage> damages;          ///< in file order; each kind once in a block
  std::vector<text::TextEdit> repairs;  ///< each sets right all that is wrong with one block, or
                                        ///< (the only one then) with the whole file
};

/// Whether `der` is what a block of that kind holds; for the caller to ask OpenSSL, which this room
/// does without.
using ContentCheck = std::function<bool(BlockKind kind, std::string_view der)>;

/// Everything in the blocks of a file that PEM does not have, harmless or not. A block that OpenSSL
/// does not read, or reads otherwise than a person would, has at least one damage. Blocks of kinds
/// that are not known (see BlockKind::kOther) count only where OpenSSL fails in them.
///
/// A repair is offered only where nothing has to be guessed: what a person reads in the block is
/// exactly one DER structure by its own account, of the kind that its label says, and `check`
/// (unless null) agrees. Private keys are never repaired, so that no edit shows one, and neither
/// are blocks within JSON. Repairs keep the text around blocks and the file's line ends; a UTF-16
/// file becomes UTF-8. Linear in the size of the file.
[[nodiscard]] DamageReport findDamage(const Document& document,
                                      const ContentCheck& check = nullptr);

}  // namespace htlint::pem
