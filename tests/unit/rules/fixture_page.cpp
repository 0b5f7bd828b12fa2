#include "fixture_page.h"

#include <algorithm>

#include "docs/fence.h"

namespace htlint::test {
namespace {

Block parseInfo(std::string_view info, std::size_t line) {
  auto fence = docs::parseFence(info);
  if (!fence) throw FixtureError(line, fence.error());
  Block block;
  block.language = std::move(fence->language);
  block.role = std::move(fence->role);
  block.attributes = std::move(fence->attributes);
  block.line = line;
  return block;
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
