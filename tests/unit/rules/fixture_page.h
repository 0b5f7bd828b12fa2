#pragma once

#include <cstddef>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace htlint::test {

/// A mistake in a fixture page or in an example, with its line.
class FixtureError : public std::runtime_error {
 public:
  FixtureError(std::size_t line, const std::string& what)
      : std::runtime_error("line " + std::to_string(line) + ": " + what) {}
};

/// One fenced block; its first three members are those of docs::Fence.
struct Block {
  std::string language;
  std::string role;
  std::map<std::string, std::string> attributes;
  std::string content;   ///< every line ends with LF
  std::size_t line = 0;  ///< 1-based, of the opening fence

  [[nodiscard]] bool has(const std::string& attribute) const {
    return attributes.contains(attribute);
  }
  [[nodiscard]] std::string get(const std::string& attribute, std::string fallback = "") const;
  /// Throws FixtureError when there is an attribute that is not in `allowed`.
  void allowOnly(const std::vector<std::string_view>& allowed) const;
};

/// What follows one heading, up to the next.
struct Section {
  int level = 0;  ///< number of `#`; 0 for what comes before the first heading
  std::string title;
  std::size_t line = 0;
  std::vector<Block> blocks;
};

/// Splits a Markdown page at its headings. Throws FixtureError for a fence that is never closed and
/// for attributes that can't be read.
[[nodiscard]] std::vector<Section> parsePage(std::string_view page);

}  // namespace htlint::test
