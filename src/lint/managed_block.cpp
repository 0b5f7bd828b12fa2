#include "lint/managed_block.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace htlint::lint {
namespace {

constexpr std::string_view kBegin = "BEGIN ";
constexpr std::string_view kEnd = "END ";
constexpr std::string_view kNextcloudMark = "DO NOT CHANGE ANYTHING ABOVE THIS LINE";

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0) {
    text.remove_prefix(1);
  }
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) {
    text.remove_suffix(1);
  }
  return text;
}

/// The comment without its `#` characters and without a tool's prefix such as `php -- `.
std::string_view bodyOf(std::string_view comment) {
  while (comment.starts_with('#')) comment.remove_prefix(1);
  comment = trimmed(comment);
  const std::size_t dashes = comment.find("-- ");
  const bool prefixed = dashes != std::string_view::npos && dashes < 12;
  return prefixed ? trimmed(comment.substr(dashes + 3)) : comment;
}

}  // namespace

std::vector<ManagedBlock> findManagedBlocks(const htaccess::Document& document) {
  std::vector<ManagedBlock> blocks;
  std::optional<ManagedBlock> open;
  for (const htaccess::Node& node : document.nodes()) {
    if (node.kind != htaccess::NodeKind::kComment) continue;
    const htaccess::LogicalLine& line = document.line(node);
    const std::string_view body = bodyOf(line.text());
    if (body.find(kNextcloudMark) != std::string_view::npos) {
      return {{"Nextcloud", {0, document.file().size()}}};
    }
    if (!open && body.starts_with(kBegin)) {
      open = ManagedBlock{std::string(trimmed(body.substr(kBegin.size()))), line.range()};
    } else if (open && body.starts_with(kEnd) && trimmed(body.substr(kEnd.size())) == open->name) {
      open->range.end = line.range().end;
      blocks.push_back(std::move(*open));
      open.reset();
    }
  }
  return blocks;
}

const ManagedBlock* managedBlockAt(const std::vector<ManagedBlock>& blocks, std::uint32_t offset) {
  const auto found = std::find_if(blocks.begin(), blocks.end(), [&](const ManagedBlock& block) {
    return block.range.contains(offset);
  });
  return found == blocks.end() ? nullptr : &*found;
}

}  // namespace htlint::lint
