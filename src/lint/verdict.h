#pragma once

#include <vector>

#include "lint/engine.h"

namespace htlint::lint {

/// The verdict on every file, in the order of SiteInput::files. `findings` are those before any
/// selection: a verdict takes the words of the finding that reports the same error.
[[nodiscard]] std::vector<FileVerdict> judgeFiles(const Site& site,
                                                  const std::vector<Finding>& findings);

}  // namespace htlint::lint
