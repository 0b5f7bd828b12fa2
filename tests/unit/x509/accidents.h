#pragma once

#include <cstdint>
#include <random>
#include <span>
#include <string>

namespace htlint::test {

/// One way in which copy and paste damages a PEM file.
struct Accident {
  const char* name;
  /// Those that change the whole file come after those that happen at one place, and a change of
  /// the encoding comes last.
  int stage;
  /// What is left says without guessing what was there.
  bool repairable;
  /// Puts text between the lines of base64, or lets nobody know where lines or blocks end. Only one
  /// of these is repairable at a time.
  bool needsLines;
  std::string (*apply)(std::string pem, std::mt19937_64& random);
};

[[nodiscard]] std::span<const Accident> accidents();

}  // namespace htlint::test
