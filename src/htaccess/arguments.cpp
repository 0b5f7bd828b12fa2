#include "htaccess/arguments.h"

#include "white_space.h"
#include "word.h"

namespace htlint::htaccess {
namespace {

Argument toArgument(const LogicalLine& line, const Word& word) {
  return {unescape(line.text(), word), line.sourceRange(word.start, word.end), word.quote,
          word.unterminated};
}

/// One argument as parseargline finds it. `at` is moved behind it and the byte that ended it.
/// Returns false where the line ended before the argument did.
bool takeRewriteArgument(const LogicalLine& line, std::uint32_t& at, Argument& argument) {
  const std::string_view text = line.text();
  const auto size = static_cast<std::uint32_t>(text.size());
  const std::uint32_t start = at;
  if (at < size && (text[at] == '"' || text[at] == '\'')) argument.quote = text[at++];
  const std::uint32_t inner = at;
  while (at < size) {
    if (argument.quote != '\0' ? text[at] == argument.quote : isWhiteSpace(text[at])) break;
    const bool protects = text[at] == '\\' && at + 1 < size && isWhiteSpace(text[at + 1]);
    at += protects ? 2 : 1;
  }
  argument.value = text.substr(inner, at - inner);
  const bool ended = at < size;
  argument.unterminated = argument.quote != '\0' && !ended;
  argument.range = line.sourceRange(start, at + (ended && argument.quote != '\0' ? 1 : 0));
  if (ended) ++at;
  return ended;
}

}  // namespace

std::vector<Argument> splitArguments(const LogicalLine& line, std::uint32_t from) {
  std::vector<Argument> arguments;
  std::uint32_t at = skipWhiteSpace(line.text(), from);
  while (at < line.text().size()) {
    arguments.push_back(firstArgument(line, at, at));
  }
  return arguments;
}

Argument firstArgument(const LogicalLine& line, std::uint32_t from, std::uint32_t& next) {
  const Word word = nextWord(line.text(), from);
  next = word.next;
  return toArgument(line, word);
}

RewriteArguments splitRewriteArguments(const LogicalLine& line, std::uint32_t from) {
  RewriteArguments result;
  const std::string_view text = line.text();
  const auto size = static_cast<std::uint32_t>(text.size());
  std::uint32_t at = skipWhiteSpace(text, from);
  result.ignored = line.sourceRange(size, size);
  for (int i = 0; i < 3; ++i) {
    // The third is optional; an empty second one is not, so `RewriteRule "a"` has two.
    if (i == 2 && at >= size) break;
    Argument& argument = result.values.emplace_back();
    const bool ended = takeRewriteArgument(line, at, argument);
    if (i == 0 && !ended) result.malformed = true;
    at = skipWhiteSpace(text, at);
    if (!ended) break;
  }
  if (result.malformed && result.values.front().range.empty()) result.values.clear();
  if (result.values.size() == 3 && at < size) result.ignored = line.sourceRange(at, size);
  return result;
}

}  // namespace htlint::htaccess
