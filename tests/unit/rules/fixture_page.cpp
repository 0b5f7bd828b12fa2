#include "fixture_page.h"

#include <algorithm>

namespace htlint::test {
namespace {

/// Takes the next word off `info`; a part in quotes may contain blanks.
std::string takeWord(std::string_view& info, std::size_t line) {
  const std::size_t first = info.find_first_not_of(' ');
  if (first == std::string_view::npos) {
    info = {};
    return {};
  }
  info.remove_prefix(first);
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
  if (quoted) throw FixtureError(line, "a quote is not closed");
  info.remove_prefix(i);
  return word;
}

Block parseInfo(std::string_view info, std::size_t line) {
  Block block;
  block.line = line;
  const std::string name = takeWord(info, line);
  const std::size_t comma = name.find(',');
  block.language = name.substr(0, comma);
  if (comma != std::string::npos) block.role = name.substr(comma + 1);
  while (true) {
    const std::string word = takeWord(info, line);
    if (word.empty()) return block;
    const std::size_t equals = word.find('=');
    const std::string value = equals == std::string::npos ? "" : word.substr(equals + 1);
    if (!block.attributes.emplace(word.substr(0, equals), value).second) {
      throw FixtureError(line, "attribute twice: " + word);
    }
  }
}

std::size_t leading(std::string_view line, char c) {
  return std::min(line.find_first_not_of(c), line.size());
}

constexpr std::size_t kFence = 3;

class PageParser {
 public:
  std::vector<Section> parse(std::string_view page) {
    sections_.emplace_back();
    for (std::size_t start = 0; start < page.size();) {
      const std::size_t end = std::min(page.find('\n', start), page.size());
      ++number_;
      takeLine(page.substr(start, end - start));
      start = end + 1;
    }
    if (fence_ != 0) throw FixtureError(block_.line, "this block is never closed");
    return std::move(sections_);
  }

 private:
  void takeLine(std::string_view line) {
    const std::size_t ticks = leading(line, '`');
    if (fence_ != 0) {
      if (ticks >= fence_ && ticks == line.size()) {
        sections_.back().blocks.push_back(std::move(block_));
        fence_ = 0;
      } else {
        block_.content.append(line).push_back('\n');
      }
    } else if (ticks >= kFence) {
      fence_ = ticks;
      block_ = parseInfo(line.substr(ticks), number_);
    } else if (const std::size_t level = leading(line, '#');
               level > 0 && level < line.size() && line[level] == ' ') {
      sections_.push_back(
          {static_cast<int>(level), std::string(line.substr(level + 1)), number_, {}});
    }
  }

  std::vector<Section> sections_;
  Block block_;
  std::size_t fence_ = 0;  // backticks of the open block; 0 = none
  std::size_t number_ = 0;
};

}  // namespace

std::string Block::get(const std::string& attribute, std::string fallback) const {
  const auto found = attributes.find(attribute);
  return found == attributes.end() ? std::move(fallback) : found->second;
}

void Block::allowOnly(const std::vector<std::string_view>& allowed) const {
  for (const auto& [name, value] : attributes) {
    if (std::find(allowed.begin(), allowed.end(), name) == allowed.end()) {
      throw FixtureError(line, "`" + language + "` does not take the attribute `" + name + "`");
    }
  }
}

std::vector<Section> parsePage(std::string_view page) { return PageParser().parse(page); }

}  // namespace htlint::test
