#pragma once

#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

namespace htlint::test {

/// A small PEM file of the given blocks' labels, each with some base64.
[[nodiscard]] std::string makePem(const std::vector<std::string>& labels);

/// `bytes` after one to six random damages of the kinds that happen to PEM files: characters and
/// lines lost, doubled or exchanged, dashes, marks, blanks, NULs and whole marker lines put in.
[[nodiscard]] std::string damage(std::string bytes, std::mt19937_64& random);

/// Contents of the real PEM files, empty (after a WARN) where they are not available.
[[nodiscard]] std::vector<std::string> corpusFiles();

/// A seed that differs from run to run, for one more series after the fixed one.
[[nodiscard]] std::uint64_t freshSeed();

}  // namespace htlint::test
