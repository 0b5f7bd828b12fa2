#include "block_examiner.h"

#include <algorithm>
#include <optional>

#include "lines.h"

namespace htlint::pem {
namespace {

constexpr std::string_view kDashes = "-----";

DamageKind kindOf(OddityKind kind) {
  switch (kind) {
    case OddityKind::kUtf16:
      return DamageKind::kUtf16;
    case OddityKind::kLoneCr:
      return DamageKind::kLoneCr;
    case OddityKind::kByteOrderMark:
      return DamageKind::kByteOrderMark;
    case OddityKind::kInvisible:
      return DamageKind::kInvisible;
    case OddityKind::kControl:
      return DamageKind::kControl;
    case OddityKind::kWideBlank:
      return DamageKind::kWideBlank;
    case OddityKind::kFullWidth:
      return DamageKind::kFullWidth;
    case OddityKind::kHtml:
      return DamageKind::kHtml;
    case OddityKind::kEscape:
      return DamageKind::kEscapes;
    case OddityKind::kQuotedPrintable:
      return DamageKind::kQuotedPrintable;
  }
  return DamageKind::kNotDer;
}

DamageKind kindOf(BodyFaultKind kind) {
  switch (kind) {
    case BodyFaultKind::kQuoted:
      return DamageKind::kQuoted;
    case BodyFaultKind::kStrayBlanks:
      return DamageKind::kStrayBlanks;
    case BodyFaultKind::kBlankLine:
      return DamageKind::kBlankLine;
    case BodyFaultKind::kHeaderLine:
      return DamageKind::kHeader;
    case BodyFaultKind::kTextLine:
      return DamageKind::kTextInside;
    case BodyFaultKind::kForeignCharacter:
      return DamageKind::kForeignCharacter;
    case BodyFaultKind::kRepeatedLine:
      return DamageKind::kRepeatedLine;
    case BodyFaultKind::kUrlSafe:
      return DamageKind::kUrlSafe;
    case BodyFaultKind::kPadding:
      return DamageKind::kPadding;
    case BodyFaultKind::kTrailingBytes:
      return DamageKind::kTrailingBytes;
    case BodyFaultKind::kIrregularLine:
      return DamageKind::kIrregularLine;
    case BodyFaultKind::kMissingBytes:
      return DamageKind::kMissingBytes;
    case BodyFaultKind::kNotDer:
      return DamageKind::kNotDer;
    case BodyFaultKind::kNoData:
      return DamageKind::kNoData;
  }
  return DamageKind::kNotDer;
}

// Faults that are about the decoded bytes, which of a key nobody but its owner may judge.
bool isAboutContent(BodyFaultKind kind) {
  return kind == BodyFaultKind::kPadding || kind == BodyFaultKind::kTrailingBytes ||
         kind == BodyFaultKind::kMissingBytes || kind == BodyFaultKind::kNotDer ||
         kind == BodyFaultKind::kIrregularLine;
}

std::string upper(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return result;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && isBlankCharacter(text.front())) text.remove_prefix(1);
  while (!text.empty() && isBlankCharacter(text.back())) text.remove_suffix(1);
  return text;
}

class BlockExaminer {
 public:
  BlockExaminer(const Document& document, std::size_t index)
      : document_(document),
        plain_(document.plainText()),
        text_(plain_.text()),
        block_(document.blocks()[index]),
        index_(index) {}

  Examination examine() {
    range_ = toPlain(block_.range);
    body_ = toPlain(block_.body);
    if (block_.commentedOut) {
      note(DamageKind::kCommentedOut, namedRange());
      return std::move(result_);
    }
    findOddities();
    if (block_.begin != kNone) examineBegin(document_.markers()[block_.begin]);
    if (block_.end != kNone) examineEnd(document_.markers()[block_.end]);
    const bool known = block_.kind != BlockKind::kOther;
    if (known && body_.start < body_.end) {
      examineBody();
    } else if (known) {
      noteEmptyBody();
    }
    // A marker without a body is no block that has lost its other marker.
    if (known && !isStray()) examineMissingMarkers();
    return std::move(result_);
  }

 private:
  [[nodiscard]] text::TextRange toPlain(text::TextRange source) const {
    return {plain_.fromSource(source.start), plain_.fromSource(source.end)};
  }

  [[nodiscard]] text::TextRange namedRange() const {
    const std::size_t marker = block_.begin != kNone ? block_.begin : block_.end;
    return marker != kNone ? document_.markers()[marker].range : block_.range;
  }

  [[nodiscard]] bool isStray() const {
    return (block_.begin == kNone || block_.end == kNone) && has(DamageKind::kMarkerStray);
  }

  void findOddities() {
    for (const Oddity& oddity : plain_.odditiesIn(block_.range)) {
      DamageKind kind = kindOf(oddity.kind);
      if (kind == DamageKind::kWideBlank && isAtLineEnd(oddity.source.end)) {
        kind = DamageKind::kStrayBlanks;
      }
      note(kind, oddity.source);
      bodyTouched_ = bodyTouched_ || (oddity.source.start < block_.body.end &&
                                      block_.body.start < oddity.source.end);
    }
  }

  [[nodiscard]] bool isAtLineEnd(std::uint32_t source) const {
    const std::uint32_t at = plain_.fromSource(source);
    return trimmed(text_.slice(at, text_.contentEnd(at, std::min(at + 64, text_.size())))).empty();
  }

  void examineBegin(const Marker& marker) {
    const text::TextRange range = toPlain(marker.range);
    if (startsLine(marker)) {
      examinePrefix(marker, text_.slice(range_.start, range.start), range_.start);
    }
    examineMarker(marker, "BEGIN ");
    const std::uint32_t limit = std::max(body_.end, range.end);
    const std::uint32_t lineEnd = text_.contentEnd(range.end, limit);
    const std::string_view after = trimmed(text_.slice(range.end, lineEnd));
    if (after.empty()) {
      if (range.end < lineEnd) note(DamageKind::kStrayBlanks, plain_.source({range.end, lineEnd}));
    } else {
      const bool data = lookOf(after) != LineLook::kOther;
      note(data ? DamageKind::kLineBreaksLost : DamageKind::kMarkerText, marker.range);
    }
  }

  void examineEnd(const Marker& marker) {
    examineMarker(marker, "END ");
    const text::TextRange range = toPlain(marker.range);
    const std::uint32_t lineStart = text_.lineStart(range.start, body_.start);
    const bool alone = lineStart >= body_.end;
    if (alone) {
      examinePrefix(marker, text_.slice(lineStart, range.start), lineStart);
    } else {
      const std::string_view before = trimmed(text_.slice(lineStart, range.start));
      const bool data = lookOf(splitLine(before).content) != LineLook::kOther;
      note(data ? DamageKind::kLineBreaksLost : DamageKind::kMarkerText, marker.range);
    }
    const std::uint32_t limit =
        block_.end + 1 < document_.markers().size()
            ? plain_.fromSource(document_.markers()[block_.end + 1].range.start)
            : text_.size();
    const std::uint32_t lineEnd = text_.contentEnd(range.end, limit);
    const std::string_view after = trimmed(text_.slice(range.end, lineEnd));
    if (!after.empty()) {
      const bool closing = after.find_first_not_of("\"',;+.) \t") == std::string_view::npos;
      note(closing ? DamageKind::kQuoted : DamageKind::kMarkerText, marker.range);
    } else if (range.end < lineEnd && lineEnd < limit) {
      note(DamageKind::kStrayBlanks, plain_.source({range.end, lineEnd}));
    }
  }

  // What stands in front of the marker in its line.
  void examinePrefix(const Marker& marker, std::string_view prefix, std::uint32_t at) {
    if (prefix.empty()) return;
    const text::TextRange range =
        plain_.source({at, at + static_cast<std::uint32_t>(prefix.size())});
    if (trimmed(prefix).empty()) return note(DamageKind::kMarkerSpacing, range);
    const bool comment = prefix.find_first_of("#;/") != std::string_view::npos;
    note(comment ? DamageKind::kMarkerText : DamageKind::kQuoted, comment ? marker.range : range);
  }

  // Whether the begin marker stands at the start of a line of the file; notes why it does not.
  bool startsLine(const Marker& marker) {
    const std::uint32_t start = block_.range.start;
    const std::string_view bytes = document_.file().bytes();
    if (plain_.isUtf16() || start == 0 || bytes[start - 1] == '\n') return true;
    if (followsEndMarker()) {
      const bool apart = range_.start < toPlain(marker.range).start;
      note(apart ? DamageKind::kLineBreaksLost : DamageKind::kMarkersJoined, marker.range);
      return false;
    }
    constexpr std::uint32_t kLongestOddity = 300;
    for (const Oddity& oddity :
         plain_.odditiesIn({start - std::min(start, kLongestOddity), start})) {
      if (oddity.source.end != start) continue;
      note(kindOf(oddity.kind), oddity.source);
      return false;
    }
    note(DamageKind::kMarkerText, marker.range);
    return false;
  }

  /// In the same line.
  [[nodiscard]] bool followsEndMarker() const {
    if (index_ == 0) return false;
    const Block& before = document_.blocks()[index_ - 1];
    return before.end != kNone && document_.markers()[before.end].range.end == block_.range.start;
  }

  /// A begin marker follows in the same run of dashes.
  [[nodiscard]] bool isJoinedToNext(const Marker& marker) const {
    const std::size_t next = block_.end == kNone ? kNone : block_.end + 1;
    if (marker.kind != MarkerKind::kEnd || next >= document_.markers().size()) return false;
    const Marker& following = document_.markers()[next];
    return following.kind == MarkerKind::kBegin && following.range.start == marker.range.end;
  }

  void examineMarker(const Marker& marker, std::string_view keyword) {
    const text::TextRange whole = toPlain(marker.range);
    const text::TextRange left = toPlain(marker.leftDashes);
    const text::TextRange right = toPlain(marker.rightDashes);
    // Where two markers share their dashes, that they are joined says it all.
    if (text_.slice(left) != kDashes && !has(DamageKind::kMarkersJoined)) {
      note(DamageKind::kMarkerDashes, left.empty() ? marker.range : marker.leftDashes);
    } else if (text_.slice(right) != kDashes && !isJoinedToNext(marker)) {
      note(DamageKind::kMarkerDashes, right.empty() ? marker.range : marker.rightDashes);
    }
    const std::string_view middle =
        text_.slice(std::max(left.end, whole.start), std::max(left.end, right.start));
    const std::string expected = std::string(keyword) + marker.label;
    if (middle == expected) return;
    const std::string capitals = upper(middle);
    if (capitals != middle) note(DamageKind::kMarkerCase, marker.range);
    if (capitals != expected) note(DamageKind::kMarkerSpacing, marker.range);
  }

  void examineBody() {
    result_.body = readBody(plain_.text(), body_, block_.kind);
    // A key that is encrypted in the old way says so in headers.
    const bool key = isPrivateKey(block_.kind);
    const bool encrypted = key && text_.slice(body_).find("Proc-Type:") != std::string_view::npos;
    const bool unfolded = has(DamageKind::kHtml) || has(DamageKind::kEscapes) ||
                          has(DamageKind::kQuotedPrintable) || has(DamageKind::kLoneCr);
    bool clean = !bodyTouched_;
    for (const BodyFault& fault : result_.body.faults) {
      if (key && isAboutContent(fault.kind)) continue;
      if (encrypted &&
          (fault.kind == BodyFaultKind::kHeaderLine || fault.kind == BodyFaultKind::kBlankLine)) {
        continue;
      }
      clean = false;
      // Tags and escapes make two line ends of one.
      if (unfolded && fault.kind == BodyFaultKind::kBlankLine) continue;
      if (fault.kind == BodyFaultKind::kStrayBlanks &&
          (has(DamageKind::kLineBreaksLost) || isWide(fault))) {
        continue;
      }
      note(kindOf(fault.kind), placeOf(fault), fault.amount);
    }
    const bool ownLines = !has(DamageKind::kLineBreaksLost) && !has(DamageKind::kMarkerText);
    result_.bodyIsClean = clean && ownLines;
    if (key) {
      result_.body = {};
    } else {
      examineContent();
    }
  }

  // Only white space: there was nothing, or its other marker went and this one is left over.
  void noteEmptyBody() {
    const bool stray = block_.begin == kNone || block_.end == kNone;
    note(stray ? DamageKind::kMarkerStray : DamageKind::kNoData, namedRange());
  }

  [[nodiscard]] text::TextRange placeOf(const BodyFault& fault) const {
    const text::TextRange source = plain_.source(fault.range);
    // Where something is missing, the end of what is there.
    return fault.range.empty() ? text::TextRange{plain_.sourceEnd(fault.range.end),
                                                 plain_.sourceEnd(fault.range.end)}
                               : source;
  }

  // A blank that is another character in the file has been told of as such.
  [[nodiscard]] bool isWide(const BodyFault& fault) const {
    const char written = document_.file().bytes()[plain_.sourceStart(fault.range.start)];
    return !isBlankCharacter(written) && !plain_.isUtf16();
  }

  void examineContent() {
    if (!result_.body.isWhole()) return;
    if (result_.body.ders.size() > 1) note(DamageKind::kMarkersMissing, namedRange());
    const BlockKind content = contentKind(result_.body.ders.front());
    const bool same = content == block_.kind ||
                      (isCertificate(content) && block_.kind == BlockKind::kTrustedCertificate);
    const bool couldBe = content == BlockKind::kOther && !isCertificate(block_.kind) &&
                         block_.kind != BlockKind::kRequest;
    const Marker* begin = block_.begin == kNone ? nullptr : &document_.markers()[block_.begin];
    const Marker* end = block_.end == kNone ? nullptr : &document_.markers()[block_.end];
    if (begin != nullptr && end != nullptr && begin->label != end->label) {
      // The marker that the content does not agree with is the wrong one.
      note(DamageKind::kLabelMismatch, same || couldBe ? end->range : begin->range);
    } else if (!same && !couldBe) {
      note(content == BlockKind::kOther ? DamageKind::kNotDer : DamageKind::kLabelWrong,
           namedRange());
    }
  }

  void examineMissingMarkers() {
    if (block_.begin == kNone && block_.end == kNone) {
      note(DamageKind::kMarkersMissing, document_.file().lineRange(block_.line));
      return;
    }
    if (block_.begin == kNone) {
      const std::uint32_t at = plain_.sourceStart(range_.start);
      note(DamageKind::kBeginMissing, lineOf(at));
    }
    if (block_.end == kNone && !isPrivateKey(block_.kind)) {
      note(DamageKind::kEndMissing, lastLine());
    } else if (block_.end == kNone) {
      note(DamageKind::kEndMissing, namedRange());
    }
    const Marker* begin = block_.begin == kNone ? nullptr : &document_.markers()[block_.begin];
    const Marker* end = block_.end == kNone ? nullptr : &document_.markers()[block_.end];
    if (begin != nullptr && end != nullptr && begin->label != end->label) {
      note(DamageKind::kLabelMismatch, end->range);
    }
  }

  [[nodiscard]] text::TextRange lineOf(std::uint32_t offset) const {
    const text::TextRange line = document_.file().lineRange(document_.file().lineAt(offset));
    return {std::max(line.start, block_.range.start), std::min(line.end, block_.range.end)};
  }

  [[nodiscard]] text::TextRange lastLine() const {
    std::uint32_t end = range_.end;
    while (end > range_.start && isLineEnd(plain_.text()[end - 1])) --end;
    const std::uint32_t start = text_.lineStart(end, range_.start);
    return plain_.source({start, end});
  }

  [[nodiscard]] bool has(DamageKind kind) const {
    return std::any_of(result_.damages.begin(), result_.damages.end(),
                       [kind](const Damage& damage) { return damage.kind == kind; });
  }

  void note(DamageKind kind, text::TextRange range, std::int64_t amount = 0) {
    for (Damage& known : result_.damages) {
      if (known.kind != kind) continue;
      if (range.start < known.range.start) known.range = range;
      return;
    }
    Damage damage;
    damage.kind = kind;
    damage.range = range;
    damage.block = index_;
    damage.amount = amount;
    result_.damages.push_back(damage);
  }

  const Document& document_;
  const PlainText& plain_;
  LineText text_;
  const Block& block_;
  std::size_t index_;
  text::TextRange range_;  // of the block, in the plain text
  text::TextRange body_;
  bool bodyTouched_ = false;
  Examination result_;
};

}  // namespace

Examination examineBlock(const Document& document, std::size_t index) {
  return BlockExaminer(document, index).examine();
}

}  // namespace htlint::pem
