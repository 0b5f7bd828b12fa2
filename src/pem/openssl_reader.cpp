#include "pem/openssl_reader.h"

#include <algorithm>

namespace htlint::pem {
namespace {

constexpr std::string_view kBegin = "-----BEGIN ";
constexpr std::string_view kEnd = "-----END ";
constexpr std::string_view kTail = "-----";
// OpenSSL reads into a buffer of 255 bytes, one of which is for the final NUL.
constexpr std::size_t kMostOfLine = 254;
constexpr std::size_t kEncryptedLineLength = 64;
constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

/// What one fgets gives: at most 254 bytes of a line, and of those what precedes a NUL.
struct Chunk {
  text::TextRange range;  // everything that was consumed
  std::string_view seen;  // up to the NUL, line end included
  bool cutLine = false;   // full, and without a line end
};

class Lines {
 public:
  explicit Lines(std::string_view bytes) : bytes_(bytes) {}

  /// Nothing at the end of the file and, as OpenSSL has it, for a chunk that begins with NUL.
  std::optional<Chunk> next() {
    const std::string_view rest = bytes_.substr(at_, kMostOfLine);
    if (rest.empty()) return std::nullopt;
    const std::size_t lf = rest.find('\n');
    const std::string_view taken = lf == std::string_view::npos ? rest : rest.substr(0, lf + 1);
    Chunk chunk;
    chunk.range = {static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(at_ + taken.size())};
    chunk.seen = taken.substr(0, taken.find('\0'));
    chunk.cutLine = chunk.seen.size() == kMostOfLine && chunk.seen.back() != '\n';
    at_ += taken.size();
    if (chunk.seen.empty()) return std::nullopt;
    return chunk;
  }

 private:
  std::string_view bytes_;
  std::size_t at_ = 0;
};

// OpenSSL compares plain `char`, which is signed on x86, with a space: bytes from 0x80 count as
// space too. That is why a no-break or ideographic space at the end of a line does no harm.
bool isStripped(char c) { return static_cast<signed char>(c) <= ' '; }

std::string_view stripEnd(std::string_view line) {
  while (!line.empty() && isStripped(line.back())) line.remove_suffix(1);
  return line;
}

bool findBegin(Lines& lines, OpenSslRead& read) {
  bool first = true;
  while (const std::optional<Chunk> chunk = lines.next()) {
    std::string_view line = chunk->seen;
    // A mark is passed over at the first line of every read, not of the file alone.
    if (first && line.size() > kUtf8Mark.size() && line.starts_with(kUtf8Mark)) {
      line.remove_prefix(kUtf8Mark.size());
    }
    first = false;
    line = stripEnd(line);
    if (line.size() >= kBegin.size() + kTail.size() && line.starts_with(kBegin) &&
        line.ends_with(kTail)) {
      read.name = line.substr(kBegin.size(), line.size() - kBegin.size() - kTail.size());
      read.beginLine = chunk->range;
      return true;
    }
  }
  return false;
}

enum class HeaderState : std::uint8_t { kMaybe, kInside, kPast };

/// Collects the lines of one block and judges its end.
class BodyReader {
 public:
  explicit BodyReader(OpenSslRead& read) : read_(read) {}

  ReadStatus readAll(Lines& lines) {
    while (const std::optional<Chunk> chunk = lines.next()) {
      const std::optional<ReadStatus> status = readLine(*chunk);
      if (!status) continue;
      read_.stopLine = chunk->range;
      return *status;
    }
    return ReadStatus::kBadEndLine;
  }

  /// The base64 text, once readAll() has returned kBlock.
  [[nodiscard]] const std::string& data() const {
    return state_ == HeaderState::kMaybe ? beforeBlank_ : afterBlank_;
  }
  [[nodiscard]] text::TextRange dataRange() const {
    return state_ == HeaderState::kMaybe ? beforeBlankRange_ : afterBlankRange_;
  }
  void moveHeader() {
    if (state_ == HeaderState::kMaybe) return;
    read_.header = std::move(beforeBlank_);
    read_.headerRange = beforeBlankRange_;
  }

 private:
  // Nothing while the block goes on.
  std::optional<ReadStatus> readLine(const Chunk& chunk) {
    const bool restOfLine = inCutLine_;
    inCutLine_ = chunk.cutLine;
    if (state_ == HeaderState::kMaybe && chunk.seen.find(':') != std::string_view::npos) {
      state_ = HeaderState::kInside;
    }
    const std::string_view line = stripEnd(chunk.seen);
    if (line.empty()) return readBlankLine(restOfLine);
    if (line.starts_with(kEnd)) {
      const std::string_view name = line.substr(kEnd.size());
      const bool matches = name.size() == read_.name.size() + kTail.size() &&
                           name.starts_with(read_.name) && name.ends_with(kTail);
      return matches ? ReadStatus::kBlock : ReadStatus::kBadEndLine;
    }
    if (sawShortLine_) return ReadStatus::kBadEndLine;
    append(line, chunk.range);
    if (state_ != HeaderState::kPast) return std::nullopt;
    if (line.size() > kEncryptedLineLength) return ReadStatus::kLineTooLong;
    sawShortLine_ = line.size() < kEncryptedLineLength;
    return std::nullopt;
  }

  std::optional<ReadStatus> readBlankLine(bool restOfLine) {
    if (restOfLine) return std::nullopt;
    if (state_ == HeaderState::kPast) return ReadStatus::kBadEndLine;
    state_ = HeaderState::kPast;
    return std::nullopt;
  }

  void append(std::string_view line, text::TextRange range) {
    const bool past = state_ == HeaderState::kPast;
    std::string& text = past ? afterBlank_ : beforeBlank_;
    text::TextRange& whole = past ? afterBlankRange_ : beforeBlankRange_;
    if (text.empty()) whole.start = range.start;
    whole.end = range.end;
    text.append(line).push_back('\n');
  }

  OpenSslRead& read_;
  HeaderState state_ = HeaderState::kMaybe;
  std::string beforeBlank_;
  std::string afterBlank_;
  text::TextRange beforeBlankRange_;
  text::TextRange afterBlankRange_;
  bool inCutLine_ = false;
  bool sawShortLine_ = false;
};

ReadStatus decode(const std::string& data, OpenSslRead& read) {
  Base64Result decoded = decodeBase64(data);
  read.base64Error = decoded.error;
  read.swallowedLines = decoded.stoppedAt.has_value();
  if (!decoded.ok()) return ReadStatus::kBadBase64;
  if (decoded.bytes.empty()) return ReadStatus::kNoData;
  read.der = std::move(decoded.bytes);
  return ReadStatus::kBlock;
}

OpenSslRead readOne(Lines& lines) {
  OpenSslRead read;
  if (!findBegin(lines, read)) return read;
  BodyReader body(read);
  read.status = body.readAll(lines);
  if (read.status != ReadStatus::kBlock) return read;
  body.moveHeader();
  read.dataRange = body.dataRange();
  read.status = decode(body.data(), read);
  return read;
}

std::string_view skipBlanks(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  return text;
}

bool consume(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

}  // namespace

bool OpenSslRead::isEncrypted() const {
  std::string_view rest = header;
  if (!consume(rest, "Proc-Type:")) return false;
  rest = skipBlanks(rest);
  if (!consume(rest, "4,")) return false;
  rest = skipBlanks(rest);
  if (!consume(rest, "ENCRYPTED")) return false;
  rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r"), rest.size()));
  return consume(rest, "\n") && rest.starts_with("DEK-Info:");
}

bool OpenSslRead::hasUsableHeader() const { return header.empty() || isEncrypted(); }

std::vector<OpenSslRead> readAsOpenSsl(std::string_view bytes) {
  std::vector<OpenSslRead> reads;
  Lines lines(bytes);
  do {
    reads.push_back(readOne(lines));
  } while (reads.back().isBlock());
  return reads;
}

}  // namespace htlint::pem
