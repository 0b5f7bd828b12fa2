#include "plain_text_reader.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "characters.h"

namespace htlint::pem {
namespace {

constexpr std::size_t kLongestTag = 200;
constexpr std::size_t kLongestEntity = 12;
/// No certificate file has so many: what follows is taken as it is.
constexpr std::size_t kMostOddities = std::size_t{1} << 20;

bool isLetter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isBase64(char c) { return isLetter(c) || isDigit(c) || c == '+' || c == '/'; }
bool isLineEnd(char c) { return c == '\r' || c == '\n'; }

int hexValue(char c) {
  if (isDigit(c)) return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

std::optional<char32_t> hexNumber(std::string_view text) {
  char32_t value = 0;
  for (const char c : text) {
    const int digit = hexValue(c);
    if (digit < 0) return std::nullopt;
    value = value * 16 + static_cast<char32_t>(digit);
  }
  return text.empty() ? std::nullopt : std::optional(value);
}

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return result;
}

constexpr std::array<std::pair<std::string_view, char32_t>, 24> kEntities{{
    {"nbsp", 0xA0},    {"gt", '>'},       {"lt", '<'},       {"quot", '"'},     {"amp", '&'},
    {"apos", '\''},    {"plus", '+'},     {"sol", '/'},      {"equals", '='},   {"hyphen", 0x2010},
    {"dash", 0x2010},  {"ndash", 0x2013}, {"mdash", 0x2014}, {"minus", 0x2212}, {"shy", 0xAD},
    {"zwnj", 0x200C},  {"zwj", 0x200D},   {"ensp", 0x2002},  {"emsp", 0x2003},  {"thinsp", 0x2009},
    {"newline", '\n'}, {"tab", '\t'},     {"bsol", '\\'},    {"lowbar", '_'},
}};

/// The character that `name` (what stands between `&` and `;`) is for.
std::optional<char32_t> entityValue(std::string_view name) {
  if (name.starts_with("#x") || name.starts_with("#X")) return hexNumber(name.substr(2));
  if (name.starts_with('#')) {
    std::uint32_t value = 0;
    const char* end = name.data() + name.size();
    const auto [stop, error] = std::from_chars(name.data() + 1, end, value);
    if (error != std::errc() || stop != end) return std::nullopt;
    return value;
  }
  const std::string plain = lower(name);
  for (const auto& [known, value] : kEntities) {
    if (known == plain) return value;
  }
  return std::nullopt;
}

/// Tags after which a browser begins a new line.
bool endsLine(std::string_view tag) {
  std::string name = lower(tag.substr(tag.starts_with('/') ? 1 : 0));
  name.resize(
      std::min(name.size(), name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789")));
  for (const std::string_view block : {"br", "p", "div", "li", "ul", "tr", "td", "pre", "body",
                                       "html", "textarea", "blockquote"}) {
    if (name == block) return true;
  }
  return false;
}

// Of the characters that mail programs write as `=XX`, those that can stand in a PEM block.
bool isQuotedCharacter(int value) {
  return value == '=' || value == '-' || value == '+' || value == '/' || value == ' ' ||
         value == '\n' || value == '\r' || value == '\t' || value == '>' || value == '_';
}

// What stands for itself and ends no line.
std::size_t ordinaryRun(std::string_view bytes) {
  const auto isOrdinary = [](char c) {
    return c == '\t' || (c >= ' ' && c < '\x7F' && c != '<' && c != '&' && c != '\\' && c != '=');
  };
  return static_cast<std::size_t>(std::find_if_not(bytes.begin(), bytes.end(), isOrdinary) -
                                  bytes.begin());
}

}  // namespace

bool hasOddities(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    const char next = i + 1 < bytes.size() ? bytes[i + 1] : '\n';
    if (c == '\n' || c == '\t') continue;
    if ((c & 0x80) != 0 || c < ' ' || c == '\x7F') {
      if (c != '\r' || i + 1 >= bytes.size() || next != '\n') return true;
    } else if (c == '<' || c == '&' || c == '\\') {
      return true;
    } else if (c == '=' && next != '\n' && next != '\r' && next != '=') {
      return true;
    } else if (c == '=' && isLineEnd(next)) {
      // A soft break, unless the end of the base64 is what follows.
      const std::size_t after = bytes.find_first_not_of("\r\n", i + 1);
      if (after != std::string_view::npos && isBase64(bytes[after])) return true;
    }
  }
  return false;
}

void PlainTextReader::run() {
  while (at_ < bytes_.size() && oddities_.size() < kMostOddities) {
    const std::size_t run = ordinaryRun(bytes_.substr(at_));
    if (run > 0) {
      copy(static_cast<std::uint32_t>(run));
    } else {
      readOne();
    }
  }
  if (at_ < bytes_.size()) copy(static_cast<std::uint32_t>(bytes_.size()) - at_);
  map_.finish(textSize(), static_cast<std::uint32_t>(bytes_.size()));
}

void PlainTextReader::readOne() {
  const char c = bytes_[at_];
  bool done = false;
  switch (c) {
    case '\r':
      done = readCarriageReturn();
      break;
    case '<':
      done = readTag();
      break;
    case '&':
      done = readEntity();
      break;
    case '\\':
      done = readEscape();
      break;
    case '=':
      done = readQuotedPrintable() || readSoftBreak();
      break;
    default:
      break;
  }
  if (!done) readByte(c);
}

void PlainTextReader::readByte(char c) {
  if ((c & 0x80) != 0) return readWide();
  if ((c < ' ' && c != '\t' && !isLineEnd(c)) || c == '\x7F') {
    return replace(1, "", OddityKind::kControl);
  }
  copy(1);
  if (c == '\n') lineStart_ = at_;
}

void PlainTextReader::readWide() {
  const DecodedCharacter decoded = decodeCharacter(bytes_.substr(at_));
  readCharacter(decoded.size, decoded.value, OddityKind::kInvisible);
}

/// A character beyond ASCII, or one that `kind` (an entity, an escape) stands for.
void PlainTextReader::readCharacter(std::uint32_t size, char32_t character, OddityKind kind) {
  const bool written = kind == OddityKind::kInvisible;
  const auto as = [written, kind](OddityKind own) { return written ? own : kind; };
  switch (appearanceOf(character)) {
    case Appearance::kItself:
      if (written) return copy(size);
      return replace(size, encodeUtf8(character), kind);
    case Appearance::kNothing:
      return replace(size, "", kind);
    case Appearance::kMark:
      return replace(size, "", as(OddityKind::kByteOrderMark));
    case Appearance::kBlank:
      return narrow(size, ' ', as(OddityKind::kWideBlank));
    case Appearance::kLineEnd:
      return narrow(size, '\n', as(OddityKind::kLoneCr));
    case Appearance::kFullWidth:
      return narrow(size, asciiOf(character), as(OddityKind::kFullWidth));
  }
}

bool PlainTextReader::readCarriageReturn() {
  if (peek(1) == '\n') return false;
  narrow(1, '\n', OddityKind::kLoneCr);
  return true;
}

bool PlainTextReader::readTag() {
  const char first = peek(1);
  if (!isLetter(first) && first != '/' && first != '!') return false;
  const std::string_view rest = bytes_.substr(at_ + 1, kLongestTag);
  const std::size_t end = rest.find_first_of("<>");
  if (end == std::string_view::npos || rest[end] != '>') return false;
  const std::string_view tag = rest.substr(0, end);
  replace(static_cast<std::uint32_t>(end + 2), endsLine(tag) ? "\n" : "", OddityKind::kHtml);
  return true;
}

// `&amp;#43;` has been escaped twice; each `amp;` is one more time.
bool PlainTextReader::readEntity() {
  std::size_t start = 1;
  while (bytes_.substr(at_ + start, 4) == "amp;" && start < 5 * kLongestEntity) start += 4;
  const std::string_view rest = bytes_.substr(std::min(at_ + start, bytes_.size()), kLongestEntity);
  const std::size_t end = rest.find(';');
  const auto value =
      end == std::string_view::npos ? std::nullopt : entityValue(rest.substr(0, end));
  if (!value || *value == 0 || *value > 0xFFFF) return false;
  readCharacter(static_cast<std::uint32_t>(start + end + 1), *value, OddityKind::kHtml);
  return true;
}

bool PlainTextReader::readEscape() {
  std::size_t end = 1;
  while (peek(end) == '\\' && end < 8) ++end;
  const char c = peek(end);
  if (c == 'u' || c == 'x') {
    const std::size_t digits = c == 'u' ? 4 : 2;
    const auto value = hexNumber(bytes_.substr(std::min(at_ + end + 1, bytes_.size()), digits));
    if (!value || *value == 0 || at_ + end + 1 + digits > bytes_.size()) return false;
    readCharacter(static_cast<std::uint32_t>(end + 1 + digits), *value, OddityKind::kEscape);
    return true;
  }
  if (c == 'r' || c == 'n') {
    std::size_t size = end + 1;
    // `\r\n` is one line end.
    if (c == 'r' && peek(size) == '\\') {
      std::size_t n = size;
      while (peek(n) == '\\' && n < size + 8) ++n;
      if (peek(n) == 'n') size = n + 1;
    }
    replace(static_cast<std::uint32_t>(size), "\n", OddityKind::kEscape);
    return true;
  }
  if (c == '/' || c == '"' || c == '\'' || c == '+' || c == '=' || c == '-' || c == 't') {
    replace(static_cast<std::uint32_t>(end + 1), c == 't' ? " " : std::string_view(&c, 1),
            OddityKind::kEscape);
    return true;
  }
  if (!isLineEnd(c) || at_ + end >= bytes_.size()) return false;
  replace(static_cast<std::uint32_t>(end), "", OddityKind::kEscape);
  return true;
}

bool PlainTextReader::readQuotedPrintable() {
  const auto byteAt = [this](std::size_t ahead) {
    if (peek(ahead) != '=') return -1;
    const int high = hexValue(peek(ahead + 1));
    const int low = hexValue(peek(ahead + 2));
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  };
  const int first = byteAt(0);
  if (first < 0) return false;
  if (isQuotedCharacter(first)) {
    const bool lineEnd = first == '\r' && byteAt(3) == '\n';
    const char shown = lineEnd ? '\n' : static_cast<char>(first);
    replace(lineEnd ? 6 : 3, std::string_view(&shown, 1), OddityKind::kQuotedPrintable);
    return true;
  }
  if (first < 0xC2) return false;
  std::string bytes(1, static_cast<char>(first));
  while (bytes.size() < 4 && (byteAt(3 * bytes.size()) & ~0x3F) == 0x80) {
    bytes.push_back(static_cast<char>(byteAt(3 * bytes.size())));
  }
  const DecodedCharacter decoded = decodeCharacter(bytes);
  if (decoded.size != bytes.size() || bytes.size() < 2) return false;
  readCharacter(static_cast<std::uint32_t>(3 * bytes.size()), decoded.value,
                OddityKind::kQuotedPrintable);
  return true;
}

// Mail programs break lines at 76 characters; a shorter line's `=` is damaged padding.
bool PlainTextReader::readSoftBreak() {
  constexpr std::uint32_t kBreakingLine = 70;
  if (!isLineEnd(peek(1)) || at_ - lineStart_ < kBreakingLine) return false;
  const std::uint32_t size = peek(1) == '\r' && peek(2) == '\n' ? 3 : 2;
  if (!isBase64(peek(size)) && peek(size) != '=') return false;
  replace(size, "", OddityKind::kQuotedPrintable);
  lineStart_ = at_;
  return true;
}

void PlainTextReader::replace(std::uint32_t size, std::string_view shown, OddityKind kind) {
  note(size, kind);
  map_.add(textSize(), at_, 0);
  text_.append(shown);
  at_ += size;
}

void PlainTextReader::narrow(std::uint32_t size, char shown, OddityKind kind) {
  note(size, kind);
  map_.add(textSize(), at_, size);
  text_.push_back(shown);
  at_ += size;
}

void PlainTextReader::copy(std::uint32_t size) {
  map_.add(textSize(), at_, 1);
  text_.append(bytes_.substr(at_, size));
  at_ += size;
}

void PlainTextReader::note(std::uint32_t size, OddityKind kind) {
  if (!oddities_.empty() && oddities_.back().kind == kind && oddities_.back().source.end == at_) {
    oddities_.back().source.end = at_ + size;
    return;
  }
  oddities_.push_back({kind, {at_, at_ + size}});
}

}  // namespace htlint::pem
