#pragma once

#include <span>
#include <string_view>

/// Profiles are data: rules/profiles/*.toml, compiled in at build time. Each has the form of
/// htlint.toml and names options that belong together.
namespace htlint::profiles {

struct Profile {
  std::string_view name;  ///< the file's name without `.toml`
  std::string_view text;  ///< the file's bytes
};

/// Sorted by name.
[[nodiscard]] std::span<const Profile> table();

}  // namespace htlint::profiles
