#include "body.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "der.h"
#include "lines.h"
#include "pem/base64.h"
#include "pem/kind.h"

namespace htlint::pem {
namespace {

/// No body is read beyond these; nothing real comes near them.
constexpr std::size_t kMostLines = std::size_t{1} << 20;
constexpr std::size_t kMostDers = 64;
constexpr std::uint8_t kSequence = 0x30;

enum class LineUse : std::uint8_t { kData, kDoubtful, kHeader, kText };

struct BodyLine {
  text::TextRange range;  // the content
  LineUse use = LineUse::kText;
  std::uint32_t symbols = 0;  // base64 characters
  std::uint32_t foreign = 0;
};

/// What the base64 of some lines comes to.
struct Outcome {
  std::vector<std::string> ders;
  std::size_t trailing = 0;  // bytes after the last of them
  std::size_t missing = 0;   // bytes that the first one lacks

  [[nodiscard]] bool isWhole() const { return !ders.empty(); }
};

std::string decodeSymbols(std::string_view symbols) {
  std::string padded(symbols.substr(0, symbols.size() - (symbols.size() % 4 == 1 ? 1 : 0)));
  while (padded.size() % 4 != 0) padded.push_back('=');
  return decodeBase64(padded).bytes;
}

// OpenSSL's trust settings follow the certificate in the same base64.
bool isTrusted(std::string_view bytes, std::size_t certificate) {
  return isWholeDer(bytes.substr(0, certificate)) && isWholeDer(bytes.substr(certificate));
}

Outcome judge(std::string_view symbols, BlockKind kind) {
  Outcome outcome;
  while (!symbols.empty()) {
    const std::string bytes = decodeSymbols(symbols);
    const auto header = readDerHeader(bytes);
    const bool first = outcome.ders.empty();
    if (header && header->indefinite && first && kind == BlockKind::kPkcs7) {
      outcome.ders.push_back(bytes);
      return outcome;
    }
    const bool fits = header && !header->indefinite && header->size() <= bytes.size();
    if (fits && first && kind == BlockKind::kTrustedCertificate &&
        isTrusted(bytes, header->size())) {
      outcome.ders.push_back(bytes);
      return outcome;
    }
    if (!fits || !isWholeDer(std::string_view(bytes).substr(0, header->size())) ||
        header->tag != kSequence) {
      if (!first) {
        outcome.trailing = bytes.size();
      } else if (header && header->tag == kSequence && !header->indefinite && !fits) {
        outcome.missing = header->size() - bytes.size();
      }
      return outcome;
    }
    if (outcome.ders.size() == kMostDers) return {};
    outcome.ders.push_back(bytes.substr(0, header->size()));
    symbols.remove_prefix((header->size() * 4 + 2) / 3);
    // One character more is less than a byte, but there all the same.
    if (symbols.size() == 1) {
      outcome.trailing = 1;
      return outcome;
    }
  }
  return outcome;
}

class BodyReader {
 public:
  BodyReader(std::string_view text, text::TextRange range, BlockKind kind)
      : text_(text), bytes_(text), range_(range), kind_(kind) {}

  Body read() {
    splitLines();
    Outcome outcome = tryReadings();
    body_.dataLines = dataLines_;
    noteLines();
    if (outcome.isWhole()) {
      notePadding(outcome);
      if (outcome.trailing > 0) {
        note(BodyFaultKind::kTrailingBytes, lastData_, static_cast<std::int64_t>(outcome.trailing));
      }
    } else {
      noteIncomplete(outcome);
    }
    body_.ders = std::move(outcome.ders);
    return std::move(body_);
  }

 private:
  void splitLines() {
    for (std::uint32_t at = range_.start; at < range_.end && lines_.size() < kMostLines;) {
      const std::uint32_t end = text_.contentEnd(at, range_.end);
      addLine(at, end);
      at = text_.nextLine(at, range_.end);
    }
  }

  void addLine(std::uint32_t start, std::uint32_t end) {
    const std::string_view whole = text_.slice(start, end);
    const LineParts parts = splitLine(whole);
    const auto contentStart = start + parts.prefix;
    const auto size = static_cast<std::uint32_t>(parts.content.size());
    if (size == 0) {
      if (!blank_) blank_ = text::TextRange{start, end};
      return;
    }
    BodyLine line;
    line.range = {contentStart, contentStart + size};
    line.use = useOf(parts.content, line);
    if (line.use == LineUse::kData || line.use == LineUse::kDoubtful) {
      if (parts.isQuoted() || (parts.suffix > 0 && !isBlankCharacter(whole.back()))) {
        note(BodyFaultKind::kQuoted, {start, end});
      } else if (size < whole.size()) {
        note(BodyFaultKind::kStrayBlanks, parts.indent > 0 ? text::TextRange{start, contentStart}
                                                           : text::TextRange{line.range.end, end});
      }
    }
    lines_.push_back(line);
  }

  LineUse useOf(std::string_view content, BodyLine& line) const {
    if (content.starts_with("---")) return LineUse::kText;
    std::uint32_t blanks = 0;
    for (const char c : content) {
      if (isBase64Character(c) || isUrlSafeCharacter(c)) {
        ++line.symbols;
      } else if (isBlankCharacter(c) || isQuotingSign(c)) {
        ++blanks;
      } else if (c != '=') {
        ++line.foreign;
      }
    }
    if (line.foreign > 0 && isHeader(content)) return LineUse::kHeader;
    const LineLook look = lookOf(content);
    if (line.foreign == 0) {
      const bool prose = look == LineLook::kOther && blanks > 0;
      return prose ? LineUse::kDoubtful : LineUse::kData;
    }
    return look == LineLook::kBase64 ? LineUse::kDoubtful : LineUse::kText;
  }

  static bool isHeader(std::string_view content) {
    const std::size_t colon = content.find(':');
    if (colon == 0 || colon == std::string_view::npos) return false;
    return content.substr(0, colon).find_first_of(" =/+") == std::string_view::npos;
  }

  // With the doubtful lines (what is foreign in them left out), without them, and without any one
  // line that is not like the others; the first reading that comes to complete DER is right.
  Outcome tryReadings() {
    const bool hasDoubtful = std::any_of(lines_.begin(), lines_.end(), [](const BodyLine& line) {
      return line.use == LineUse::kDoubtful;
    });
    Outcome all = judge(symbolsOf(), kind_);
    if (all.isWhole() && all.trailing == 0) return all;
    if (hasDoubtful) {
      std::vector<BodyLine> kept = lines_;
      for (BodyLine& line : lines_) {
        if (line.use == LineUse::kDoubtful) line.use = LineUse::kText;
      }
      const Outcome without = judge(symbolsOf(), kind_);
      if (without.isWhole() && without.trailing == 0) return without;
      lines_ = std::move(kept);
    }
    if (auto shorter = tryWithoutOneLine()) return *shorter;
    return all;
  }

  std::optional<Outcome> tryWithoutOneLine() {
    constexpr int kMostTries = 8;
    const std::uint32_t width = usualWidth();
    int tries = 0;
    for (std::size_t i = 0; i < lines_.size() && tries < kMostTries; ++i) {
      if (lines_[i].use != LineUse::kData || lines_[i].symbols == 0) continue;
      const bool repeated = i > 0 && lines_[i - 1].use == LineUse::kData && isSame(i, i - 1);
      const bool irregular = lines_[i].symbols != width && i + 1 < lines_.size();
      if (!repeated && !irregular) continue;
      ++tries;
      lines_[i].use = LineUse::kText;
      Outcome without = judge(symbolsOf(), kind_);
      if (without.isWhole() && without.trailing == 0) {
        if (repeated) note(BodyFaultKind::kRepeatedLine, lines_[i].range);
        repeated_ = repeated ? i : kNowhere;
        return without;
      }
      lines_[i].use = LineUse::kData;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool isSame(std::size_t a, std::size_t b) const {
    return lines_[a].symbols == lines_[b].symbols && symbolsOf(lines_[a]) == symbolsOf(lines_[b]);
  }

  [[nodiscard]] bool counts(const BodyLine& line) const {
    return line.use == LineUse::kData || line.use == LineUse::kDoubtful;
  }

  [[nodiscard]] std::string symbolsOf() const {
    std::string symbols;
    symbols.reserve(range_.size());
    for (const BodyLine& line : lines_) {
      if (counts(line)) symbols += symbolsOf(line);
    }
    return symbols;
  }

  [[nodiscard]] std::string symbolsOf(const BodyLine& line) const {
    std::string symbols;
    for (const char c : text_.slice(line.range)) {
      if (isBase64Character(c)) {
        symbols.push_back(c);
      } else if (isUrlSafeCharacter(c)) {
        symbols.push_back(c == '-' ? '+' : '/');
      }
    }
    return symbols;
  }

  /// The number of base64 characters that most lines have.
  [[nodiscard]] std::uint32_t usualWidth() const {
    std::map<std::uint32_t, std::uint32_t> lines;
    for (const BodyLine& line : lines_) {
      if (counts(line) && line.symbols > 0) ++lines[line.symbols];
    }
    const auto most =
        std::max_element(lines.begin(), lines.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == lines.end() ? 0 : most->first;
  }

  void noteLines() {
    bool sawData = false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const BodyLine& line = lines_[i];
      if (i == repeated_) continue;
      if (line.use == LineUse::kHeader) {
        note(sawData ? BodyFaultKind::kTextLine : BodyFaultKind::kHeaderLine, line.range);
      } else if (line.use == LineUse::kText) {
        note(BodyFaultKind::kTextLine, line.range);
      } else if (counts(line)) {
        sawData = true;
        noteData(line);
      }
    }
    // The blank line after headers belongs to them.
    if (blank_ && !has(BodyFaultKind::kHeaderLine)) note(BodyFaultKind::kBlankLine, *blank_);
  }

  void noteData(const BodyLine& line) {
    ++dataLines_;
    body_.dataLines = dataLines_;
    lastData_ = line.range;
    for (std::uint32_t at = line.range.start; at < line.range.end; ++at) {
      const char c = bytes_[at];
      if (isBase64Character(c)) {
        if (padding_ > 0 && !early_) early_ = paddingAt_;
        padding_ = 0;
      } else if (c == '=') {
        if (padding_++ == 0) paddingAt_ = {at, at + 1};
        paddingAt_.end = at + 1;
      } else if (isUrlSafeCharacter(c)) {
        note(BodyFaultKind::kUrlSafe, {at, at + 1});
      } else if (isQuotingSign(c)) {
        note(BodyFaultKind::kQuoted, {at, at + 1});
      } else if (isBlankCharacter(c)) {
        note(BodyFaultKind::kStrayBlanks, {at, at + 1});
      } else {
        note(BodyFaultKind::kForeignCharacter, {at, at + 1});
      }
    }
  }

  void notePadding(const Outcome& outcome) {
    if (early_ && outcome.ders.size() == 1) return note(BodyFaultKind::kPadding, *early_);
    const std::size_t symbols = symbolsOf().size();
    const std::size_t expected = (4 - symbols % 4) % 4;
    if (outcome.ders.size() > 1 || outcome.trailing > 0 || padding_ == expected) return;
    note(BodyFaultKind::kPadding,
         padding_ > 0 ? paddingAt_ : text::TextRange{lastData_.end, lastData_.end});
  }

  void noteIncomplete(const Outcome& outcome) {
    if (dataLines_ == 0) return note(BodyFaultKind::kNoData, range_);
    const std::uint32_t width = usualWidth();
    const BodyLine* last = nullptr;
    for (const BodyLine& line : lines_) {
      if (!counts(line) || line.symbols == 0) continue;
      if (last != nullptr && last->symbols != width) break;
      last = &line;
    }
    const bool isIrregular = last != nullptr && last->symbols != width &&
                             (last->range.end < lastData_.start || last->symbols > width);
    if (isIrregular) {
      note(BodyFaultKind::kIrregularLine, last->range,
           std::int64_t{width} - std::int64_t{last->symbols});
    } else if (outcome.missing > 0) {
      note(BodyFaultKind::kMissingBytes, brokenLines(), static_cast<std::int64_t>(outcome.missing));
    } else {
      note(BodyFaultKind::kNotDer, brokenLines());
    }
  }

  /// The lines in which something is missing or wrong: from the last element of the DER that could
  /// be told to where there is none any more.
  [[nodiscard]] text::TextRange brokenLines() const {
    const DerBreak place = findDerBreak(decodeSymbols(symbolsOf()));
    return {lineOfSymbol(place.from * 4 / 3).start, lineOfSymbol(place.to * 4 / 3).end};
  }

  [[nodiscard]] text::TextRange lineOfSymbol(std::size_t symbol) const {
    for (const BodyLine& line : lines_) {
      if (!counts(line)) continue;
      if (symbol < line.symbols) return line.range;
      symbol -= line.symbols;
    }
    return lastData_;
  }

  [[nodiscard]] bool has(BodyFaultKind kind) const {
    return std::any_of(body_.faults.begin(), body_.faults.end(),
                       [kind](const BodyFault& fault) { return fault.kind == kind; });
  }

  void note(BodyFaultKind kind, text::TextRange range, std::int64_t amount = 0) {
    for (BodyFault& fault : body_.faults) {
      if (fault.kind != kind) continue;
      if (range.start < fault.range.start) fault.range = range;
      return;
    }
    body_.faults.push_back({kind, range, amount});
  }

  static constexpr std::size_t kNowhere = static_cast<std::size_t>(-1);

  LineText text_;
  std::string_view bytes_;
  text::TextRange range_;
  BlockKind kind_;
  std::vector<BodyLine> lines_;
  std::optional<text::TextRange> blank_;  // the first blank line
  std::size_t repeated_ = kNowhere;
  Body body_;
  std::uint32_t dataLines_ = 0;
  text::TextRange lastData_;
  std::size_t padding_ = 0;
  text::TextRange paddingAt_;
  std::optional<text::TextRange> early_;
};

}  // namespace

Body readBody(std::string_view text, text::TextRange range, BlockKind kind) {
  return BodyReader(text, range, kind).read();
}

BlockKind contentKind(std::string_view der) {
  switch (detectDerKind(der)) {
    case FileKind::kDerCertificate:
      return BlockKind::kCertificate;
    case FileKind::kDerRequest:
      return BlockKind::kRequest;
    case FileKind::kDerPrivateKey:
      return BlockKind::kPrivateKey;
    case FileKind::kDerPkcs7:
      return BlockKind::kPkcs7;
    default:
      return BlockKind::kOther;
  }
}

std::string_view labelOf(BlockKind kind) {
  switch (kind) {
    case BlockKind::kCertificate:
      return "CERTIFICATE";
    case BlockKind::kRequest:
      return "CERTIFICATE REQUEST";
    case BlockKind::kPkcs7:
      return "PKCS7";
    case BlockKind::kPrivateKey:
      return "PRIVATE KEY";
    default:
      return "";
  }
}

}  // namespace htlint::pem
