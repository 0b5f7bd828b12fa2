// Runs tests/fixtures/rules/*.md; the format is described in tests/fixtures/README.md.
// HTLINT_FIXTURE=rule-name runs one page only.

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>

#include "fixture_case.h"
#include "fixture_page.h"
#include "rules/rule_table.h"
#include "support/files.h"

namespace htlint {
namespace {

const std::filesystem::path kFolder =
    std::filesystem::path(HTLINT_SOURCE_DIR) / "tests/fixtures/rules";

struct Coverage {
  int positive = 0;
  int silent = 0;
  int fixed = 0;
  int fixedUnsafely = 0;
};

void runSection(const lint::RuleInfo& rule, const test::Section& section, Coverage& coverage) {
  const std::string place = std::string(rule.name) + ".md: " + section.title;
  try {
    const test::CaseOutcome outcome = test::runCase(rule, section, rules::table());
    ++(outcome.expectsFindings ? coverage.positive : coverage.silent);
    if (outcome.expectsFix) ++coverage.fixed;
    if (outcome.expectsUnsafeFix) ++coverage.fixedUnsafely;
    for (const std::string& failure : outcome.failures) FAIL_CHECK(place << "\n" << failure);
  } catch (const test::FixtureError& error) {
    FAIL_CHECK(place << "\n" << error.what());
  }
}

void runPage(const lint::RuleInfo& rule) {
  const std::filesystem::path path = kFolder / (std::string(rule.name) + ".md");
  if (!std::filesystem::exists(path)) {
    FAIL_CHECK(rule.name << " has no fixture page");
    return;
  }
  Coverage coverage;
  for (const test::Section& section : test::parsePage(test::readFile(path))) {
    if (section.level == 2) {
      runSection(rule, section, coverage);
    } else if (!section.blocks.empty()) {
      throw test::FixtureError(section.blocks.front().line, "a block outside a case");
    }
  }
  if (coverage.positive == 0) FAIL_CHECK(rule.name << ": no case with findings");
  if (coverage.silent == 0) FAIL_CHECK(rule.name << ": no near-miss");
  if (rule.fix != lint::FixSafety::kNone && coverage.fixed == 0) {
    FAIL_CHECK(rule.name << " offers a fix, and no case shows it");
  }
  if (coverage.fixedUnsafely > 0 && rule.docs.en.find("\n## Fix safety\n") == std::string::npos) {
    FAIL_CHECK(rule.name << " has an unsafe fix; its documentation needs a section `Fix safety`");
  }
}

TEST_CASE("every rule keeps what its fixture page says") {
  const char* only = std::getenv("HTLINT_FIXTURE");
  for (const lint::RuleInfo* rule : rules::table()) {
    if (only != nullptr && rule->name != only) continue;
    try {
      runPage(*rule);
    } catch (const test::FixtureError& error) {
      FAIL_CHECK(rule->name << ".md: " << error.what());
    }
  }
}

TEST_CASE("every fixture page belongs to a rule") {
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    const std::string name = entry.path().stem().string();
    const lint::RuleInfo* rule = lint::findRule(rules::table(), name);
    INFO(entry.path());
    CHECK((rule != nullptr && rule->name == name));
  }
}

}  // namespace
}  // namespace htlint
