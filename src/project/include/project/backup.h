#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "project/io_error.h"

namespace htlint::project {

/// Where the old bytes of a fixed file are kept.
struct BackupPolicy {
  enum class Place : std::uint8_t {
    kStateFolder,  ///< below stateFolder(), where no visitor can download it
    kBeside,       ///< the file's own name and `suffix`
    kNone,
  };
  Place place = Place::kStateFolder;
  std::string suffix;
};

/// `$XDG_STATE_HOME/htlint`, else `~/.local/state/htlint`.
[[nodiscard]] std::filesystem::path stateFolder();

/// Whether `bytes` hold a private key in any form that htlint knows, damaged ones included.
[[nodiscard]] bool holdsPrivateKey(std::string_view bytes);

/// Keeps `bytes`, the present content of the file at `path`, with mode 0600. The answer is the
/// path of the copy, empty for kNone. Refuses bytes that hold a private key unless the place is
/// kNone. Copies in the state folder are kept by the file's absolute path and the time, several
/// for each file; one beside the file replaces an older one.
[[nodiscard]] tl::expected<std::string, IoError> backUp(const std::string& path,
                                                        std::string_view bytes,
                                                        const BackupPolicy& policy);

/// Puts the newest copy of the state folder back to `path` and takes it out of the folder, so that
/// the next call gives the one before. The answer is the copy's path.
[[nodiscard]] tl::expected<std::string, IoError> restoreBackup(const std::string& path);

}  // namespace htlint::project
