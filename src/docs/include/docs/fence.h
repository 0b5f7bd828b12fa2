#pragma once

#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace htlint::docs {

/// The info string of a fenced block. `apache,bad path=a/.htaccess crlf` has the language
/// `apache`, the role `bad` and the attributes `path` and `crlf` (with an empty value).
struct Fence {
  std::string language;
  std::string role;
  std::map<std::string, std::string> attributes;
};

/// A value may be quoted with `"`. The error is a sentence about the first mistake.
[[nodiscard]] tl::expected<Fence, std::string> parseFence(std::string_view info);

}  // namespace htlint::docs
