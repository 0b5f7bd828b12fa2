#include "docs/fence.h"

#include <fmt/format.h>

namespace htlint::docs {
namespace {

/// Takes the next word off `info`; empty at the end. A part in quotes may contain blanks.
tl::expected<std::string, std::string> takeWord(std::string_view& info) {
  const std::size_t first = info.find_first_not_of(' ');
  info.remove_prefix(first == std::string_view::npos ? info.size() : first);
  std::string word;
  bool quoted = false;
  std::size_t i = 0;
  for (; i < info.size() && (quoted || info[i] != ' '); ++i) {
    if (info[i] == '"') {
      quoted = !quoted;
    } else {
      word.push_back(info[i]);
    }
  }
  if (quoted) return tl::unexpected(fmt::format("a quote is not closed: {}", word));
  info.remove_prefix(i);
  return word;
}

}  // namespace

tl::expected<Fence, std::string> parseFence(std::string_view info) {
  Fence fence;
  auto word = takeWord(info);
  if (!word) return tl::unexpected(word.error());
  const std::size_t comma = word->find(',');
  fence.language = word->substr(0, comma);
  if (comma != std::string::npos) fence.role = word->substr(comma + 1);
  while (true) {
    word = takeWord(info);
    if (!word) return tl::unexpected(word.error());
    if (word->empty()) return fence;
    const std::size_t equals = word->find('=');
    const std::string value = equals == std::string::npos ? "" : word->substr(equals + 1);
    if (!fence.attributes.emplace(word->substr(0, equals), value).second) {
      return tl::unexpected(fmt::format("the attribute is there twice: {}", *word));
    }
  }
}

}  // namespace htlint::docs
