#include "word.h"

#include "white_space.h"

namespace htlint::htaccess {
namespace {

void findQuotedEnd(std::string_view text, Word& word) {
  const auto size = static_cast<std::uint32_t>(text.size());
  std::uint32_t at = word.innerStart;
  while (at < size && text[at] != word.quote) {
    const bool escape =
        text[at] == '\\' && at + 1 < size && (text[at + 1] == word.quote || text[at + 1] == '\\');
    at += escape ? 2 : 1;
  }
  word.innerEnd = at;
  word.unterminated = at >= size;
  word.end = word.unterminated ? at : at + 1;
}

}  // namespace

std::uint32_t skipWhiteSpace(std::string_view text, std::uint32_t from) {
  while (from < text.size() && isWhiteSpace(text[from])) ++from;
  return from;
}

Word nextWord(std::string_view text, std::uint32_t from) {
  Word word;
  word.start = word.innerStart = word.innerEnd = word.end = skipWhiteSpace(text, from);
  if (word.start < text.size()) {
    const char first = text[word.start];
    if (first == '"' || first == '\'') {
      word.quote = first;
      ++word.innerStart;
      findQuotedEnd(text, word);
    } else {
      while (word.end < text.size() && !isWhiteSpace(text[word.end])) ++word.end;
      word.innerEnd = word.end;
    }
  }
  word.next = skipWhiteSpace(text, word.end);
  return word;
}

std::string unescape(std::string_view text, const Word& word) {
  const std::string_view inner = text.substr(word.innerStart, word.innerEnd - word.innerStart);
  std::string value;
  value.reserve(inner.size());
  for (std::size_t i = 0; i < inner.size(); ++i) {
    const char following = i + 1 < inner.size() ? inner[i + 1] : '\0';
    const bool escape =
        inner[i] == '\\' && following != '\0' && (following == '\\' || following == word.quote);
    if (escape) ++i;
    value.push_back(inner[i]);
  }
  return value;
}

}  // namespace htlint::htaccess
