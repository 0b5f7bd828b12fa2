#pragma once

namespace htlint::cli {

inline constexpr int kExitClean = 0;
inline constexpr int kExitFindings = 1;
inline constexpr int kExitError = 2;  ///< usage, configuration, I/O
inline constexpr int kExitInterrupted = 130;

}  // namespace htlint::cli
