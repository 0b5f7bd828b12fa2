#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "project/io_error.h"

namespace htlint::project {

/// Replaces the file at `path` in one step: readers see the old bytes or the new ones, and so they
/// do after a crash. Links are followed, mode and owner kept. A file without write permission for
/// its owner is not replaced. Precondition for the swap: the file still holds `expected`.
[[nodiscard]] tl::expected<void, IoError> replaceFile(const std::string& path,
                                                      std::string_view expected,
                                                      std::string_view bytes);
/// Writes a file that does not exist, with the permissions that the umask leaves of `mode`.
[[nodiscard]] tl::expected<void, IoError> createFile(const std::string& path,
                                                     std::string_view bytes,
                                                     std::uint32_t mode = 0666);
/// Writes `path`, whether it exists or not (-o).
[[nodiscard]] tl::expected<void, IoError> writeFile(const std::string& path,
                                                    std::string_view bytes);
/// Makes the folder, if it is not there; the one above it has to be.
[[nodiscard]] tl::expected<void, IoError> createFolder(const std::string& path);
/// Gives the file another path in the same file system, where nothing is yet.
[[nodiscard]] tl::expected<void, IoError> renameFile(const std::string& from,
                                                     const std::string& to);

}  // namespace htlint::project
