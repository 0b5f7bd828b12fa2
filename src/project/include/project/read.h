#pragma once

#include <istream>
#include <string>
#include <tl/expected.hpp>

#include "project/io_error.h"

namespace htlint::project {

/// The bytes of the regular file at `path` (symbolic links are followed). Never blocks: pipes and
/// devices are refused, not opened.
[[nodiscard]] tl::expected<std::string, IoError> readFile(const std::string& path);

/// The first line of the file at `path` without its line end (and byte-order mark): a password.
/// Unlike readFile it waits for what comes through a pipe. At most 4096 bytes.
[[nodiscard]] tl::expected<std::string, IoError> readFirstLine(const std::string& path);

/// Everything that `in` has; `name` stands for it in the error.
[[nodiscard]] tl::expected<std::string, IoError> readStream(std::istream& in,
                                                            const std::string& name);

}  // namespace htlint::project
