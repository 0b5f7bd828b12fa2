#pragma once

#include <string>
#include <tl/expected.hpp>

#include "lint/fix_loop.h"
#include "project/backup.h"
#include "project/io_error.h"

namespace htlint::project {

/// Writes what a fix made of one file, after keeping its old bytes as `policy` says. The answer is
/// the path of the backup, empty if there is none.
[[nodiscard]] tl::expected<std::string, IoError> applyChange(const lint::FileChange& change,
                                                             const BackupPolicy& policy);

}  // namespace htlint::project
