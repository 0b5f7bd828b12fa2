#include <algorithm>

#include "catalogue/directives.h"

namespace htlint::catalogue {
namespace {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool lessIgnoringCase(std::string_view left, std::string_view right) {
  return std::ranges::lexicographical_compare(left, right, {}, lower, lower);
}

}  // namespace

std::span<const Directive> findDirectives(std::string_view name) {
  const auto found =
      std::ranges::equal_range(directives(), name, lessIgnoringCase, &Directive::name);
  return {found.begin(), found.end()};
}

}  // namespace htlint::catalogue
