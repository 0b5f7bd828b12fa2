#pragma once

#include <span>
#include <string>

#include "lint/fix_loop.h"

namespace htlint::report {

/// The changes as one unified diff in git's form, exact bytes (`git apply` and `patch -p1` take
/// it). A file that holds a private key is named, its lines are not shown.
[[nodiscard]] std::string unifiedDiff(std::span<const lint::FileChange> changes, bool color);

}  // namespace htlint::report
