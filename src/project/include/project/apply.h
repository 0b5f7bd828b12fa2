#pragma once

#include <string>
#include <tl/expected.hpp>

#include "lint/fix_loop.h"
#include "project/backup.h"
#include "project/io_error.h"

namespace htlint::project {

/// The file holds a private key and what a fix made of it does not: it may be the only copy.
[[nodiscard]] bool dropsPrivateKey(const lint::FileChange& change);

/// Writes what a fix made of one file, after keeping its old bytes as `policy` says. The answer is
/// the path of the backup, empty if there is none. A change that drops a private key is refused.
[[nodiscard]] tl::expected<std::string, IoError> applyChange(const lint::FileChange& change,
                                                             const BackupPolicy& policy);

}  // namespace htlint::project
