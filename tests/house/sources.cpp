#include "sources.h"

#include <algorithm>
#include <regex>
#include <sstream>

#include "support/files.h"

namespace htlint::house {
namespace {

const std::filesystem::path& repository() {
  static const std::filesystem::path path = HTLINT_SOURCE_DIR;
  return path;
}

std::vector<std::string> splitLines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::set<std::string> words(const std::string& text) {
  static const std::regex kWord("[a-z0-9]+");
  return {std::sregex_token_iterator(text.begin(), text.end(), kWord),
          std::sregex_token_iterator()};
}

}  // namespace

std::vector<RelativePath> filesBelow(std::string_view folder,
                                     const std::vector<std::string_view>& endings) {
  std::vector<RelativePath> files;
  const std::filesystem::path root = repository() / folder;
  if (!std::filesystem::exists(root)) return files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    const std::string name = entry.path().filename().string();
    const bool wanted = std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) {
      return name.ends_with(ending);
    });
    if (entry.is_regular_file() && wanted) {
      files.push_back(entry.path().lexically_relative(repository()).generic_string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> linesOf(const RelativePath& path) {
  return splitLines(test::readFile(repository() / path));
}

std::vector<std::string> includesOf(const RelativePath& path) {
  static const std::regex kInclude(R"(\s*#\s*include\s*["<]([^">]+)[">].*)");
  std::vector<std::string> includes;
  for (const std::string& line : linesOf(path)) {
    std::smatch match;
    if (std::regex_match(line, match, kInclude)) includes.push_back(match[1]);
  }
  return includes;
}

Arrows documentedArrows() {
  static const std::regex kRow(R"(\| `([a-z0-9]+)` \|[^|]*\|([^|]*)\|)");
  Arrows arrows;
  for (const std::string& line : linesOf("docs/ARCHITECTURE.md")) {
    std::smatch match;
    if (std::regex_match(line, match, kRow)) arrows[match[1]] = words(match[2]);
  }
  return arrows;
}

Arrows reachable(const Arrows& arrows) {
  Arrows closure;
  for (const auto& [room, unused] : arrows) {
    std::vector<std::string> open = {room};
    while (!open.empty()) {
      const std::string next = open.back();
      open.pop_back();
      const auto found = arrows.find(next);
      if (found == arrows.end() || !closure[room].insert(next).second) continue;
      open.insert(open.end(), found->second.begin(), found->second.end());
    }
  }
  return closure;
}

}  // namespace htlint::house
