#pragma once

#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace htlint::test {

/// Small `.htaccess` files, one for each thing that can go wrong in reading lines, sections and
/// mod_rewrite's directives, and their correct neighbours.
[[nodiscard]] const std::vector<std::string>& smallCases();

/// Larger files of sections and rewrite rules that httpd accepts, to make mutants of.
[[nodiscard]] const std::vector<std::string>& mutationSeeds();

/// `bytes` with one to three random changes of the kinds that people and editors make: lines or
/// bytes deleted, doubled, swapped or cut off, words misspelt, brackets and quotes unbalanced.
[[nodiscard]] std::string mutant(std::string bytes, std::mt19937& random);

/// The smallest text, in lines and then in bytes, for which `fails` still holds. Precondition:
/// fails(bytes).
[[nodiscard]] std::string minimise(std::string bytes,
                                   const std::function<bool(const std::string&)>& fails);

}  // namespace htlint::test
