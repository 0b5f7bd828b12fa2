#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace htlint::config {

/// The candidate that `name` was most likely meant to be, or empty: at most a third of its
/// characters differ (insertion, deletion, replacement, exchange of neighbours), case and `_` for
/// `-` not counted.
[[nodiscard]] std::string_view nearest(std::string_view name,
                                       const std::vector<std::string_view>& candidates);

}  // namespace htlint::config
