#pragma once

#include <string>

#include "docs/fence.h"
#include "lint/rule.h"

namespace htlint::docs {

/// What people read above an example, e.g. "Wrong (byte-order mark, host www.example.jp):".
/// Empty for a block without a role.
[[nodiscard]] std::string exampleLabel(const Fence& fence, lint::Language language);

/// `markdown` with each example's info string replaced by its language, and its label above it.
[[nodiscard]] std::string withExampleLabels(std::string_view markdown, lint::Language language);

}  // namespace htlint::docs
