#include "lines.h"

namespace htlint::pem {
namespace {

// `" +`, `",`, `';` and the like, which follow a quotation mark.
bool isClosingSign(char c) {
  return c == ',' || c == ';' || c == '+' || c == '.' || c == ')' || isBlankCharacter(c);
}

std::uint32_t suffixSize(std::string_view line) {
  std::size_t end = line.size();
  while (end > 0 && isClosingSign(line[end - 1])) --end;
  if (end > 0 && (line[end - 1] == '"' || line[end - 1] == '\'')) {
    while (end > 0 && (line[end - 1] == '"' || line[end - 1] == '\'')) --end;
  } else {
    end = line.size();
  }
  while (end > 0 && isBlankCharacter(line[end - 1])) --end;
  return static_cast<std::uint32_t>(line.size() - end);
}

}  // namespace

LineParts splitLine(std::string_view line) {
  LineParts parts;
  while (parts.indent < line.size() && isBlankCharacter(line[parts.indent])) ++parts.indent;
  parts.prefix = parts.indent;
  while (parts.prefix < line.size() &&
         (isBlankCharacter(line[parts.prefix]) || isQuotingSign(line[parts.prefix]) ||
          line[parts.prefix] == '*')) {
    ++parts.prefix;
  }
  const std::string_view rest = line.substr(parts.prefix);
  parts.suffix = suffixSize(rest);
  parts.content = rest.substr(0, rest.size() - parts.suffix);
  return parts;
}

LineLook lookOf(std::string_view content) {
  constexpr std::size_t kLongEnough = 40;  // a shorter line may as well be a word
  constexpr std::size_t kMostForeign = 2;
  constexpr std::size_t kShortestWord = 16;  // on average, where blanks stand between
  if (content.empty()) return LineLook::kBlank;
  if (content.starts_with("---")) return LineLook::kOther;
  std::size_t foreign = 0;
  std::size_t blanks = 0;
  for (const char c : content) {
    if (isBlankCharacter(c) || isQuotingSign(c)) {
      ++blanks;
    } else if (!isBase64Character(c) && !isUrlSafeCharacter(c) && c != '=') {
      ++foreign;
    }
  }
  if (content.size() < kLongEnough) {
    return foreign + blanks == 0 ? LineLook::kShortBase64 : LineLook::kOther;
  }
  const bool looksLikeBase64 =
      foreign <= kMostForeign && content.size() / (blanks + 1) >= kShortestWord;
  return looksLikeBase64 ? LineLook::kBase64 : LineLook::kOther;
}

}  // namespace htlint::pem
