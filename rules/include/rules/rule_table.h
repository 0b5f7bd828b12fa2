#pragma once

#include <span>

#include "lint/rule.h"

namespace htlint::rules {

/// Every rule of htlint, sorted by group, then name. Constant-initialised: no registration runs.
[[nodiscard]] std::span<const RuleInfo* const> table();

}  // namespace htlint::rules
