#include "lint/characters.h"

#include <algorithm>
#include <map>
#include <utility>

#include "htaccess/arguments.h"
#include "lint/ascii.h"
#include "lint/trial.h"

namespace htlint::lint {
namespace {

constexpr char32_t kUndecided = 0xFFFD;

struct Decoded {
  char32_t character = kUndecided;
  std::uint32_t size = 1;
};

bool isContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

Decoded decodeUtf8(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead < 0x80) return {lead, 1};
  const std::uint32_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || size > text.size()) return {};
  char32_t character = lead & (0xFFU >> (size + 1));
  for (std::uint32_t i = 1; i < size; ++i) {
    if (!isContinuation(text[i])) return {};
    character = character << 6 | (static_cast<unsigned char>(text[i]) & 0x3FU);
  }
  return {character, size};
}

Decoded decodeShiftJis(std::string_view text) {
  const std::uint32_t size = text::characterSize(text, text::Encoding::kShiftJis);
  if (size == 1) {
    const auto byte = static_cast<unsigned char>(text[0]);
    return {byte < 0x80 ? byte : kUndecided, 1};
  }
  // Every form that matters lies in the first two rows; the rest need not be converted.
  const auto lead = static_cast<unsigned char>(text[0]);
  if (lead != 0x81 && lead != 0x82) return {kUndecided, size};
  const std::string utf8 = text::toDisplayUtf8(text.substr(0, size), text::Encoding::kShiftJis);
  return {utf8.empty() ? kUndecided : decodeUtf8(utf8).character, size};
}

Decoded decode(std::string_view text, text::Encoding encoding) {
  if (encoding == text::Encoding::kShiftJis) return decodeShiftJis(text);
  const Decoded utf8 = decodeUtf8(text);
  if (encoding != text::Encoding::kUnknown || utf8.character != kUndecided) return utf8;
  if (text.starts_with("\x81\x40")) return {0x3000, 2};
  if (text.starts_with("\xA0")) return {0xA0, 1};
  return utf8;
}

bool isBlankCharacter(char32_t c) {
  return c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool isInvisible(char32_t c) { return c == 0x200B || c == 0x2060 || c == 0xFEFF; }

bool isAsciiWord(char32_t c) {
  return c < 0x80 && (isAsciiLetter(static_cast<char>(c)) || isAsciiDigit(static_cast<char>(c)));
}

// The long vowel mark lies on the key of the minus sign; between kana it is what it says.
bool isMinusByMistake(const MistypedCharacter& c) {
  return c.character == 0x30FC && c.before < 0x80 && isAsciiWord(c.after);
}

/// The ASCII text that was meant, for characters other than blanks; null for anything else.
const char* asciiFormOf(const MistypedCharacter& c) {
  static constexpr char kFullWidth[] =
      "!\0\"\0#\0$\0%\0&\0'\0(\0)\0*\0+\0,\0-\0.\0/\0"
      "0\0001\0002\0003\0004\0005\0006\0007\0008\0009\0:\0;\0<\0=\0>\0?\0@\0"
      "A\0B\0C\0D\0E\0F\0G\0H\0I\0J\0K\0L\0M\0N\0O\0P\0Q\0R\0S\0T\0U\0V\0W\0X\0Y\0Z\0"
      "[\0\\\0]\0^\0_\0`\0"
      "a\0b\0c\0d\0e\0f\0g\0h\0i\0j\0k\0l\0m\0n\0o\0p\0q\0r\0s\0t\0u\0v\0w\0x\0y\0z\0"
      "{\0|\0}\0~";
  const char32_t u = c.character;
  if ((u >= 0x201C && u <= 0x201F) || u == 0x2033) return "\"";
  if ((u >= 0x2018 && u <= 0x201B) || u == 0x2032) return "'";
  if ((u >= 0x2010 && u <= 0x2015) || u == 0x2212 || isMinusByMistake(c)) return "-";
  if (u == 0xA5 || u == 0xFFE5) return "\\";
  if (u >= 0xFF01 && u <= 0xFF5E) return &kFullWidth[2 * (u - 0xFF01)];
  return nullptr;
}

/// Finds the candidates of one logical line.
class LineScan {
 public:
  LineScan(const HtaccessFile& file, const htaccess::LogicalLine& line, htaccess::NodeId node)
      : source_(file.source()), line_(line), node_(node) {}

  void run(std::vector<MistypedCharacter>& found) {
    const text::TextRange range = line_.trimmedRange();
    const std::string_view bytes = source_.text(range);
    if (std::none_of(bytes.begin(), bytes.end(), [](char c) { return (c & 0x80) != 0; })) return;
    findTextAndQuotes();
    MistypedCharacter current;
    for (std::uint32_t at = 0; at < bytes.size();) {
      const Decoded next = decode(bytes.substr(at), source_.encoding());
      current.after = next.character;
      offer(current, found);
      const char32_t before = current.character;
      current = {};
      current.range = {range.start + at, range.start + at + next.size};
      current.character = next.character;
      current.before = before;
      at += next.size;
    }
    current.after = 0;
    offer(current, found);
  }

 private:
  // A word that begins with `#` was meant as a comment; what follows it is read by people only.
  void findTextAndQuotes() {
    for (const htaccess::Argument& argument : htaccess::splitArguments(line_, 0)) {
      if (argument.quote != '\0') {
        skipped_.push_back(argument.range);
      } else if (argument.value.starts_with('#')) {
        skipped_.push_back({argument.range.start, line_.trimmedRange().end});
        return;
      }
    }
  }

  void offer(MistypedCharacter& c, std::vector<MistypedCharacter>& found) const {
    if (c.character < 0x80 || c.range.empty()) return;
    if (c.character == 0xFEFF && c.range.start == 0) return;
    c.blank = isBlankCharacter(c.character) || isInvisible(c.character);
    const char* ascii = c.blank ? (isInvisible(c.character) ? "" : " ") : asciiFormOf(c);
    if (ascii == nullptr) return;
    const bool skipped = std::any_of(skipped_.begin(), skipped_.end(), [&](text::TextRange range) {
      return range.contains(c.range.start);
    });
    if (skipped) return;
    c.ascii = ascii;
    c.firstLine = line_.firstLine();
    c.lastLine = line_.lastLine();
    c.line = line_.trimmedRange();
    c.node = node_;
    found.push_back(c);
  }

  const text::SourceFile& source_;
  const htaccess::LogicalLine& line_;
  htaccess::NodeId node_;
  std::vector<text::TextRange> skipped_;
};

std::vector<text::TextEdit> editsOf(const std::vector<MistypedCharacter>& characters,
                                    bool withBlanks, bool withOthers) {
  std::vector<text::TextEdit> edits;
  for (const MistypedCharacter& c : characters) {
    if (c.blank ? withBlanks : withOthers) edits.push_back({c.range, std::string(c.ascii)});
  }
  return edits;
}

/// Decides, line by line, what the characters of one kind are to blame for.
class Blame {
 public:
  Blame(const HtaccessFile& file, bool blanks, const httpd::Target& target)
      : file_(file), blanks_(blanks) {
    all_ = findMistypedCharacters(file);
    const auto others = editsOf(all_, !blanks, blanks);
    if (others.size() == all_.size()) return;
    baseline_ = others.empty() ? errorPlaces(file) : errorPlacesAfter(file, others, target);
    resolved_ = missingFrom(errorPlacesAfter(file, editsOf(all_, true, true), target), baseline_);
  }

  std::vector<MistypedLine> run() {
    std::vector<MistypedLine> lines;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      if (all_[i].blank != blanks_) continue;
      const bool sameLine = !lines.empty() && lines.back().characters.back().line == all_[i].line;
      if (!sameLine) lines.emplace_back();
      lines.back().characters.push_back(all_[i]);
    }
    for (MistypedLine& line : lines) judge(line);
    std::erase_if(lines, [&](const MistypedLine& line) {
      const MistypedCharacter& c = line.characters.front();
      return !line.refused && isRefusedOn(baseline_, c.firstLine, c.lastLine);
    });
    blameForOtherLines(lines);
    return lines;
  }

 private:
  void judge(MistypedLine& line) {
    const MistypedCharacter& c = line.characters.front();
    line.refused = isRefusedOn(resolved_, c.firstLine, c.lastLine);
    if (!line.refused) return;
    line.explains.push_back(c.line);
    std::erase_if(resolved_, [&](const auto& place) {
      return c.firstLine <= place.first && place.first <= c.lastLine;
    });
  }

  // A section whose opening line is damaged leaves its end without a beginning.
  void blameForOtherLines(std::vector<MistypedLine>& lines) const {
    const auto first = std::find_if(lines.begin(), lines.end(),
                                    [](const MistypedLine& line) { return line.refused; });
    if (first == lines.end()) return;
    for (const auto& [line, code] : resolved_) {
      first->explains.push_back(file_.source().fullLineRange(line));
    }
  }

  const HtaccessFile& file_;
  bool blanks_;
  std::vector<MistypedCharacter> all_;
  ErrorPlaces baseline_;
  ErrorPlaces resolved_;
};

}  // namespace

std::vector<MistypedCharacter> findMistypedCharacters(const HtaccessFile& file) {
  std::vector<MistypedCharacter> found;
  const text::Encoding encoding = file.source().encoding();
  if (encoding == text::Encoding::kAscii || encoding == text::Encoding::kUtf16Le ||
      encoding == text::Encoding::kUtf16Be) {
    return found;
  }
  const htaccess::Document& document = *file.document;
  for (htaccess::NodeId id = 0; id < document.nodes().size(); ++id) {
    const htaccess::Node& node = document.node(id);
    if (node.kind == htaccess::NodeKind::kBlank || node.kind == htaccess::NodeKind::kComment) {
      continue;
    }
    if (!file.report->active[id]) continue;
    LineScan(file, document.line(node), id).run(found);
    if (node.closeLine != htaccess::kNoNode) {
      LineScan(file, document.lines()[node.closeLine], id).run(found);
    }
  }
  std::sort(found.begin(), found.end(),
            [](const auto& a, const auto& b) { return a.range < b.range; });
  return found;
}

std::vector<MistypedLine> findMistypedLines(const HtaccessFile& file, bool blanks,
                                            const httpd::Target& target) {
  return Blame(file, blanks, target).run();
}

}  // namespace htlint::lint
