#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace htlint::cli {

/// The candidate that `name` was most likely meant to be (at most a third of its characters are
/// missing, too many, other or exchanged), or empty.
[[nodiscard]] std::string nearest(std::string_view name,
                                  const std::vector<std::string>& candidates);

}  // namespace htlint::cli
