#include <catch2/catch.hpp>
#include <cctype>
#include <filesystem>
#include <regex>

#include "sources.h"
#include "support/files.h"

namespace htlint::house {
namespace {

// Where a source file lives tells its room.
std::string roomOf(const RelativePath& path) {
  static const std::regex kFolder("(?:src|rules)/([a-z0-9]+)/.*");
  std::smatch match;
  if (!std::regex_match(path, match, kFolder)) return "rules";
  const std::string folder = match[1];
  const bool isRule = path.starts_with("rules/") && folder != "catalogue" && folder != "profiles";
  return isRule ? "rules" : folder;
}

std::vector<RelativePath> sourcesOfRooms() {
  std::vector<RelativePath> files = filesBelow("src", {".h", ".cpp"});
  const std::vector<RelativePath> rules = filesBelow("rules", {".h", ".cpp", ".cpp.in"});
  files.insert(files.end(), rules.begin(), rules.end());
  return files;
}

// An include of the project: `room/header.h`. Anything else is a library's or a neighbour's.
std::string roomOfInclude(const std::string& include, const Arrows& arrows) {
  const std::string first = include.substr(0, include.find('/'));
  return include.find('/') != std::string::npos && arrows.contains(first) ? first : "";
}

std::string folderOf(const std::string& room) {
  if (room == "rules") return "rules";
  return (room == "catalogue" || room == "profiles" ? "rules/" : "src/") + room;
}

// The rooms after DEPS of htlint_room(), and every target htlint_<room> that is named.
std::set<std::string> dependenciesInCMake(const std::string& room) {
  static const std::regex kWord("[A-Za-z0-9_]+");
  const std::string text =
      test::readFile(std::string(HTLINT_SOURCE_DIR) + "/" + folderOf(room) + "/CMakeLists.txt");
  std::set<std::string> dependencies;
  bool afterDeps = false;
  for (std::sregex_iterator it(text.begin(), text.end(), kWord), end; it != end; ++it) {
    const std::string word = it->str();
    if (word.starts_with("htlint_")) dependencies.insert(word.substr(7));
    if (std::isupper(static_cast<unsigned char>(word[0])) != 0) {
      afterDeps = word == "DEPS";
    } else if (afterDeps) {
      dependencies.insert(word);
    }
  }
  return dependencies;
}

TEST_CASE("the table of rooms names every folder of src") {
  const Arrows arrows = documentedArrows();
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(HTLINT_SOURCE_DIR) + "/src")) {
    if (entry.is_directory()) CHECK(arrows.contains(entry.path().filename().string()));
  }
  for (const auto& [room, uses] : arrows) {
    for (const std::string& used : uses) {
      INFO(room << " builds on " << used);
      CHECK(arrows.contains(used));
    }
  }
}

TEST_CASE("no arrow between rooms turns round") {
  const Arrows arrows = documentedArrows();
  const Arrows allowed = reachable(arrows);
  for (const auto& [room, uses] : arrows) {
    for (const std::string& used : uses) {
      INFO(room << " builds on " << used << ", and that on " << room);
      CHECK(allowed.at(used).count(room) == 0);
    }
  }
}

TEST_CASE("rooms include only the rooms that they build on") {
  const Arrows arrows = documentedArrows();
  const Arrows allowed = reachable(arrows);
  const std::vector<RelativePath> files = sourcesOfRooms();
  REQUIRE(files.size() > 50);
  int seen = 0;
  for (const RelativePath& file : files) {
    const std::string room = roomOf(file);
    REQUIRE(allowed.contains(room));
    for (const std::string& include : includesOf(file)) {
      const std::string used = roomOfInclude(include, arrows);
      if (used.empty()) continue;
      ++seen;
      INFO(file << " includes " << include);
      CHECK(allowed.at(room).contains(used));
    }
  }
  CHECK(seen > 50);
}

TEST_CASE("CMake's dependencies are those of the table") {
  const Arrows arrows = documentedArrows();
  const Arrows allowed = reachable(arrows);
  for (const auto& [room, unused] : arrows) {
    for (const std::string& used : dependenciesInCMake(room)) {
      if (!arrows.contains(used)) continue;  // a target that is no room: options, a generator
      INFO(room << " links " << used);
      CHECK(allowed.at(room).contains(used));
    }
  }
  CHECK(dependenciesInCMake("htaccess").contains("text"));
}

TEST_CASE("heavy libraries stay out of public headers") {
  static const std::regex kHeavy("(CLI/|nlohmann/|toml\\+\\+|catch2/|benchmark/).*");
  for (const RelativePath& file : sourcesOfRooms()) {
    if (!file.ends_with(".h") || file.find("/include/") == std::string::npos) continue;
    for (const std::string& include : includesOf(file)) {
      INFO(file << " includes " << include);
      CHECK_FALSE(std::regex_match(include, kHeavy));
    }
  }
}

TEST_CASE("only cli writes to the terminal") {
  static const std::regex kTerminal("iostream|print");
  static const std::regex kCall(
      R"(.*\b(fmt::print|std::printf|std::fprintf|std::puts|perror)\b.*)");
  for (const RelativePath& file : sourcesOfRooms()) {
    // A generator that runs during the build speaks to its builder.
    if (roomOf(file) == "cli" || file.find("/generator/") != std::string::npos) continue;
    for (const std::string& include : includesOf(file)) {
      INFO(file << " includes " << include);
      CHECK_FALSE(std::regex_match(include, kTerminal));
    }
    for (const std::string& line : linesOf(file)) {
      INFO(file << ": " << line);
      CHECK_FALSE(std::regex_match(line, kCall));
    }
  }
}

TEST_CASE("rules do no I/O and read no clock") {
  static const std::regex kForbidden(
      "filesystem|fstream|iostream|cstdio|stdio\\.h|unistd\\.h|sys/.*|(config|project|report|cli)/"
      ".*");
  static const std::regex kCall(
      ".*(_clock::now|\\bstd::time\\(|\\btime\\((nullptr|NULL|0)\\)|gettimeofday|getenv).*");
  for (const RelativePath& file : sourcesOfRooms()) {
    const bool judges = file.starts_with("rules/") && roomOf(file) == "rules";
    if (!judges && roomOf(file) != "lint" && roomOf(file) != "httpd") continue;
    for (const std::string& include : includesOf(file)) {
      INFO(file << " includes " << include);
      CHECK_FALSE(std::regex_match(include, kForbidden));
    }
    for (const std::string& line : linesOf(file)) {
      INFO(file << ": " << line);
      CHECK_FALSE(std::regex_match(line, kCall));
    }
  }
}

}  // namespace
}  // namespace htlint::house
