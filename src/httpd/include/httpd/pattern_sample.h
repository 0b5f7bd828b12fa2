#pragma once

#include <string>
#include <vector>

#include "httpd/regex.h"

namespace htlint::httpd {

/// A few short strings that `regex` matches, each verified by matching; one for every alternative
/// on the pattern's top level, as far as they can be found. Empty when none is found (look-behind,
/// recursion and the like). At most `limit`.
[[nodiscard]] std::vector<std::string> sampleMatches(const Regex& regex, std::size_t limit = 8);

}  // namespace htlint::httpd
