#pragma once

#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace htlint::house {

/// Path below the repository, `/` between names.
using RelativePath = std::string;

/// Files below `folder` of the repository whose names end with one of `endings`, sorted.
[[nodiscard]] std::vector<RelativePath> filesBelow(std::string_view folder,
                                                   const std::vector<std::string_view>& endings);

/// The lines of a file of the repository, without line ends.
[[nodiscard]] std::vector<std::string> linesOf(const RelativePath& path);

/// What follows `#include` in a file, without its quotes or brackets.
[[nodiscard]] std::vector<std::string> includesOf(const RelativePath& path);

/// A room and the rooms that it builds on.
using Arrows = std::map<std::string, std::set<std::string>, std::less<>>;

/// The table of rooms in docs/ARCHITECTURE.md.
[[nodiscard]] Arrows documentedArrows();

/// Each room with everything that can be reached from it, itself included.
[[nodiscard]] Arrows reachable(const Arrows& arrows);

}  // namespace htlint::house
