#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lint/ascii.h"
#include "lint/site.h"
#include "text/encoding.h"

/// The hosting guide's placeholders and sample values, and how to find them.
namespace htlint::rules {

enum class PlaceholderKind : std::uint8_t {
  kHost,        ///< stands for the site's host
  kWord,        ///< the same, as a Japanese word, with or without brackets
  kSampleHost,  ///< a host of one of the guide's pictures
  kErrorPage,   ///< the page that the service's own feature fills in
  kFiller,      ///< ten or more of the same letter
};

struct PlaceholderText {
  PlaceholderKind kind;
  std::string_view text;  ///< in lower case; full-width letters and `\.` count as well
};

/// Longer ones before those that they contain.
inline constexpr std::array<PlaceholderText, 8> kPlaceholders = {{
    {PlaceholderKind::kWord, "コモンネーム"},
    {PlaceholderKind::kWord, "ｺﾓﾝﾈｰﾑ"},
    {PlaceholderKind::kHost, "www.xxx.co.jp"},
    {PlaceholderKind::kHost, "xxx.co.jp"},
    {PlaceholderKind::kSampleHost, "www.sample05.jp"},
    {PlaceholderKind::kSampleHost, "sample05.jp"},
    {PlaceholderKind::kErrorPage, "/system_error_page/xx.html"},
    {PlaceholderKind::kFiller, "xxxxxxxxxx"},
}};

/// Brackets that people keep around a placeholder. Those of regular expressions are not among them.
struct BracketPair {
  std::string_view open, close;
};
inline constexpr std::array<BracketPair, 8> kPlaceholderBrackets = {{{"「", "」"},
                                                                     {"｢", "｣"},
                                                                     {"『", "』"},
                                                                     {"［", "］"},
                                                                     {"〔", "〕"},
                                                                     {"【", "】"},
                                                                     {"＜", "＞"},
                                                                     {"（", "）"}}};

/// One character of a line; `folded` is lower case, and ASCII for full-width forms.
struct FoldedCharacter {
  std::string written;  ///< UTF-8
  std::string folded;
  text::TextRange range;
};

struct Placeholder {
  PlaceholderKind kind = PlaceholderKind::kHost;
  text::TextRange range;  ///< brackets included
  std::string shown;      ///< as written, UTF-8
  std::string name;       ///< entry of kPlaceholders
  bool escapedDots = false;
  bool afterSlashes = false;  ///< `//` stands in front of it: the host of a URL
  std::string next;           ///< the written character after it; empty at the end of the line
  text::TextRange nextRange;
  std::string rest;  ///< what follows, as written
};

class PlaceholderFinder {
 public:
  PlaceholderFinder(const text::SourceFile& source, text::TextRange range) {
    const std::string_view bytes = source.text(range);
    const text::Encoding encoding = text::detectEncoding(bytes);
    std::uint32_t at = 0;
    while (at < bytes.size()) {
      const std::uint32_t size = text::characterSize(bytes.substr(at), encoding);
      std::string written = text::toDisplayUtf8(bytes.substr(at, size), encoding);
      std::string folded = fold(written);
      const std::uint32_t start = range.start + at;
      characters_.push_back({std::move(written), std::move(folded), {start, start + size}});
      at += size;
    }
  }

  [[nodiscard]] std::vector<Placeholder> all() const {
    std::vector<Placeholder> result;
    for (std::size_t at = 0; at < characters_.size();) {
      std::size_t end = at;
      Placeholder found;
      for (const PlaceholderText& entry : kPlaceholders) {
        end = matchEnd(entry, at, found);
        if (end != at) break;
      }
      if (end == at) {
        ++at;
        continue;
      }
      finish(at, end, found);
      result.push_back(std::move(found));
      at = end;
    }
    return result;
  }

 private:
  static std::string fold(std::string_view written) {
    if (written.size() == 1) return lowerAscii(written);
    // U+FF01 to U+FF5E are the ASCII characters in full width.
    if (written.size() == 3 && written[0] == '\xef' &&
        (written[1] == '\xbc' || written[1] == '\xbd')) {
      const int low = static_cast<unsigned char>(written[2]) & 0x3f;
      const int code = (written[1] == '\xbc' ? 0x20 : 0x60) + low;
      if (code > 0x20 && code < 0x7f) return lowerAscii(std::string(1, static_cast<char>(code)));
    }
    return std::string(written);
  }

  [[nodiscard]] std::string_view folded(std::size_t at) const {
    return at < characters_.size() ? std::string_view(characters_[at].folded) : std::string_view();
  }

  [[nodiscard]] bool isAlnum(std::size_t at) const {
    const std::string_view c = folded(at);
    return c.size() == 1 && (isAsciiLetter(c[0]) || isAsciiDigit(c[0]));
  }

  /// End of the entry's text from `at` on, or `at` if it does not stand there as a whole token.
  std::size_t matchEnd(const PlaceholderText& entry, std::size_t at, Placeholder& found) const {
    std::size_t end = at;
    bool escaped = false;
    for (std::string_view rest = entry.text; !rest.empty();) {
      if (rest[0] == '.' && folded(end) == "\\") {
        escaped = true;
        ++end;
      }
      const std::string_view c = folded(end);
      if (c.empty() || !rest.starts_with(c)) return at;
      rest.remove_prefix(c.size());
      ++end;
    }
    if (entry.kind == PlaceholderKind::kFiller) {
      while (folded(end) == "x") ++end;
    }
    const bool whole =
        entry.kind == PlaceholderKind::kWord ? standsAlone(at, end) : isToken(entry, at, end);
    if (!whole) return at;
    found.kind = entry.kind;
    found.name = std::string(entry.text);
    found.escapedDots = escaped;
    return end;
  }

  /// No letter of a longer word or name stands beside an ASCII placeholder.
  [[nodiscard]] bool isToken(const PlaceholderText& entry, std::size_t at, std::size_t end) const {
    const auto continues = [&](std::size_t i) {
      const std::string_view c = folded(i);
      return isAlnum(i) || c == "-" || c == "_" || c == "@";
    };
    const bool path = entry.kind == PlaceholderKind::kErrorPage;
    if (!path && at > 0 && (continues(at - 1) || folded(at - 1) == ".")) return false;
    if (path && at > 0 && isAlnum(at - 1) && entry.text[0] != '/') return false;
    if (continues(end)) return false;
    const std::size_t dot = folded(end) == "\\" ? end + 1 : end;
    return !(folded(dot) == "." && isAlnum(dot + 1));
  }

  /// The word is no part of a sentence: only brackets, blanks and signs stand beside it.
  [[nodiscard]] bool standsAlone(std::size_t at, std::size_t end) const {
    const auto isSign = [&](std::size_t i) { return folded(i).size() == 1 && !isAlnum(i); };
    const bool bracketed = isBracketed(at, end);
    const std::size_t first = withoutWww(bracketed ? at - 1 : at);
    const std::size_t last = bracketed ? end + 1 : end;
    return (first == 0 || isSign(first - 1)) && (last >= characters_.size() || isSign(last));
  }

  [[nodiscard]] bool isBracketed(std::size_t at, std::size_t end) const {
    if (at == 0 || end >= characters_.size()) return false;
    for (const BracketPair& pair : kPlaceholderBrackets) {
      if (characters_[at - 1].written == pair.open && characters_[end].written == pair.close) {
        return true;
      }
    }
    return false;
  }

  /// Start of a `www.` that ends at `at`, or `at`.
  [[nodiscard]] std::size_t withoutWww(std::size_t at) const {
    if (at < 4) return at;
    const bool www = folded(at - 4) == "w" && folded(at - 3) == "w" && folded(at - 2) == "w" &&
                     folded(at - 1) == ".";
    return www && (at == 4 || !isAlnum(at - 5)) ? at - 4 : at;
  }

  void finish(std::size_t at, std::size_t& end, Placeholder& found) const {
    if (found.kind != PlaceholderKind::kErrorPage && isBracketed(at, end)) {
      --at;
      ++end;
    }
    if (found.kind == PlaceholderKind::kWord) at = withoutWww(at);
    found.range = {characters_[at].range.start, characters_[end - 1].range.end};
    for (std::size_t i = at; i < end; ++i) found.shown += characters_[i].written;
    found.afterSlashes = at > 1 && folded(at - 1) == "/" && folded(at - 2) == "/";
    for (std::size_t i = end; i < characters_.size(); ++i) found.rest += characters_[i].written;
    if (end < characters_.size()) {
      found.next = characters_[end].written;
      found.nextRange = characters_[end].range;
    }
  }

  std::vector<FoldedCharacter> characters_;
};

/// Those in the arguments of the directive or section at `node`.
inline std::vector<Placeholder> placeholdersIn(const HtaccessFile& file, htaccess::NodeId id) {
  const htaccess::Node& node = file.document->node(id);
  const bool named =
      node.kind == htaccess::NodeKind::kDirective || node.kind == htaccess::NodeKind::kSection;
  if (!named) return {};
  const text::TextRange line = file.document->line(node).trimmedRange();
  const std::uint32_t start = std::max(line.start, node.nameRange.end);
  return PlaceholderFinder(file.source(), {std::min(start, line.end), line.end}).all();
}

inline bool holdsPlaceholder(const HtaccessFile& file, htaccess::NodeId node) {
  return !placeholdersIn(file, node).empty();
}

}  // namespace htlint::rules
