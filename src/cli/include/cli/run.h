#pragma once

namespace htlint::cli {

/// The whole program. Exit codes, the same for every verb and format: 0 nothing at or above
/// --fail-on; 1 findings (with --diff also: changes pending); 2 usage, configuration or I/O error;
/// 130 interrupted.
[[nodiscard]] int run(int argc, const char* const* argv);

}  // namespace htlint::cli
