#pragma once

#include <string>
#include <string_view>

#include "lint/settings.h"

namespace htlint::config {

/// `value` as TOML on one line: `true`, `30`, `"a"`, `["a", "b"]`.
[[nodiscard]] std::string toToml(const lint::OptionValue& value);
/// `text` as a TOML basic string.
[[nodiscard]] std::string basicString(std::string_view text);

}  // namespace htlint::config
