#include <catch2/catch.hpp>
#include <filesystem>
#include <regex>
#include <set>

#include "sources.h"

namespace htlint::house {
namespace {

constexpr std::size_t kLongestRule = 700;
constexpr std::size_t kLongestSource = 500;

std::vector<RelativePath> ruleFiles() {
  static const std::regex kRule("rules/(?!catalogue/|profiles/)[a-z0-9]+/[^/]+\\.cpp");
  std::vector<RelativePath> rules;
  for (const RelativePath& file : filesBelow("rules", {".cpp"})) {
    if (std::regex_match(file, kRule)) rules.push_back(file);
  }
  return rules;
}

std::string nameOf(const RelativePath& file) { return std::filesystem::path(file).stem().string(); }

TEST_CASE("every rule has its page of cases, and every page its rule") {
  std::set<std::string> rules;
  for (const RelativePath& file : ruleFiles()) rules.insert(nameOf(file));
  std::set<std::string> pages;
  for (const RelativePath& file : filesBelow("tests/fixtures/rules", {".md"})) {
    pages.insert(nameOf(file));
  }
  for (const std::string& rule : rules) {
    INFO("tests/fixtures/rules/" << rule << ".md");
    CHECK(pages.contains(rule));
  }
  for (const std::string& page : pages) {
    INFO("a rule " << page << " for tests/fixtures/rules/" << page << ".md");
    CHECK(rules.contains(page));
  }
}

TEST_CASE("rules are named in kebab-case, each once") {
  static const std::regex kName("[a-z][a-z0-9]*(-[a-z0-9]+)+");
  std::set<std::string> names;
  for (const RelativePath& file : ruleFiles()) {
    INFO(file);
    CHECK(std::regex_match(nameOf(file), kName));
    CHECK(names.insert(nameOf(file)).second);
  }
}

TEST_CASE("files stay short enough to read") {
  for (const std::string_view folder : {"src", "rules", "tests"}) {
    for (const RelativePath& file : filesBelow(folder, {".h", ".cpp"})) {
      const bool isRule = file.starts_with("rules/");
      INFO(file);
      CHECK(linesOf(file).size() <= (isRule ? kLongestRule : kLongestSource));
    }
  }
}

TEST_CASE("headers are guarded by pragma once") {
  for (const std::string_view folder : {"src", "rules", "tests"}) {
    for (const RelativePath& file : filesBelow(folder, {".h"})) {
      INFO(file);
      CHECK(linesOf(file).front() == "#pragma once");
    }
  }
}

}  // namespace
}  // namespace htlint::house
