#include <array>
#include <catch2/catch.hpp>

#include "lint/context.h"
#include "lint_test_site.h"

namespace htlint::lint::test {
namespace {

void reportEveryDirective(Context& ctx) {
  const htaccess::Document& document = *ctx.htaccess().document;
  for (const htaccess::Node& node : document.nodes()) {
    if (node.kind == htaccess::NodeKind::kDirective) {
      ctx.report(document.line(node).trimmedRange(), std::string(node.name));
    }
  }
}

constexpr RuleInfo kEvery = testRule("every", reportEveryDirective);
constexpr RuleInfo kUnknown = testRule("suppression-unknown-rule", nullptr, Group::kHtlint);
constexpr RuleInfo kReasonless = testRule("suppression-without-reason", nullptr, Group::kHtlint);
constexpr RuleInfo kUnused = testRule("suppression-unused", nullptr, Group::kHtlint);
constexpr RuleInfo kMalformed = testRule("suppression-malformed", nullptr, Group::kHtlint);
constexpr std::array<const RuleInfo*, 5> kRules = {&kEvery, &kUnknown, &kReasonless, &kUnused,
                                                   &kMalformed};

LintResult run(std::string_view text, LintSettings settings = {}) {
  settings.rules = kRules;
  return lint(Site(siteWith(text)), settings);
}

}  // namespace

TEST_CASE("a comment suppresses the next directive only") {
  const auto result =
      run("# htlint: ignore[every] -- wanted\n"
          "\n"
          "# another comment\n"
          "SetEnv A b\n"
          "SetEnv C d\n");
  CHECK(namesOf(result) == Names{"5 every"});
}

TEST_CASE("a comment before a section suppresses all of it") {
  const auto result =
      run("# htlint: ignore[every] -- wanted\n"
          "<IfModule mod_env.c>\n"
          "SetEnv A b\n"
          "SetEnv C d\n"
          "</IfModule>\n"
          "SetEnv E f\n");
  CHECK(namesOf(result) == Names{"6 every"});
}

TEST_CASE("a group's name suppresses its rules, ignore-file the whole file") {
  CHECK(
      namesOf(run("SetEnv A b\n# htlint: ignore-file[config] -- generated\nSetEnv C d\n")).empty());
}

TEST_CASE("a suppression needs a reason, known names and something to suppress") {
  CHECK(namesOf(run("# htlint: ignore[every]\nSetEnv A b\n")) ==
        Names{"1 suppression-without-reason"});
  CHECK(namesOf(run("# htlint: ignore[evry] -- wanted\nSetEnv A b\n")) ==
        Names{"1 suppression-unknown-rule", "2 every"});
  CHECK(namesOf(run("# htlint: ignore[every] -- wanted\n# nothing follows\n")) ==
        Names{"1 suppression-unused"});
  CHECK(namesOf(run("# htlint: ignore -- wanted\nSetEnv A b\n")) ==
        Names{"1 suppression-malformed", "2 every"});
  CHECK(namesOf(run("# htlint is a fine tool\n")).empty());
}

TEST_CASE("a suppression of a rule that does not run is not called unused") {
  LintSettings settings;
  settings.ignore = {"every"};
  CHECK(namesOf(run("# htlint: ignore[every] -- wanted\nSetEnv A b\n", settings)).empty());
}

TEST_CASE("an unused suppression is removed with its line") {
  const auto result = run("# htlint: ignore[every] -- wanted\r\n# nothing follows\r\n");
  REQUIRE(result.findings.size() == 1);
  REQUIRE(result.findings.front().fixes.size() == 1);
  const FixEdit& edit = result.findings.front().fixes.front().edits.front();
  CHECK(edit.range == text::TextRange{0, 35});
  CHECK(edit.text.empty());
}

}  // namespace htlint::lint::test
