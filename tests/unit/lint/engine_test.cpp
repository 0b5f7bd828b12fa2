#include "lint/engine.h"

#include <array>
#include <catch2/catch.hpp>

#include "lint/context.h"
#include "lint/managed_block.h"
#include "lint_test_site.h"

namespace htlint::lint::test {
namespace {

void explainUnknown(Context& ctx) {
  const htaccess::Document& document = *ctx.htaccess().document;
  for (const htaccess::Node& node : document.nodes()) {
    if (node.name != "Bogus") continue;
    ctx.report(document.line(node).trimmedRange(), "x").explains(document.line(node).range());
  }
}

void reportUnknown(Context& ctx) {
  for (const httpd::ConfigError* error : ctx.configErrors(httpd::ConfigCode::kUnknownDirective)) {
    ctx.report(*error, error->args.front());
  }
}

constexpr RuleInfo kUnknown = testRule("unknown", reportUnknown);
constexpr RuleInfo kExplains = testRule("explains", explainUnknown, Group::kFile);
constexpr std::array<const RuleInfo*, 2> kRules = {&kUnknown, &kExplains};

LintSettings settings() {
  LintSettings result;
  result.rules = kRules;
  return result;
}

LintResult run(std::string_view text, const LintSettings& with) {
  return lint(Site(siteWith(text)), with);
}

}  // namespace

TEST_CASE("a finding that explains a configuration error takes its place and its gravity") {
  const LintResult result = run("Bogus 1\nOther 2\n", settings());
  CHECK(namesOf(result) == Names{"1 explains", "2 unknown"});
  CHECK(result.findings[0].fatal);
  CHECK(result.findings[0].severity == Severity::kError);
}

TEST_CASE("the verdict does not depend on selection, severity or suppression") {
  LintSettings quiet = settings();
  quiet.ignore = {"unknown", "explains"};
  for (const LintSettings& with : {settings(), quiet}) {
    const LintResult result = run("SetEnv A b\nOther 2\n", with);
    REQUIRE(result.files.size() == 1);
    CHECK(result.files.front().state == httpd::VerdictState::kRejected);
    CHECK(result.files.front().line == 2);
    CHECK(render(result.files.front().message, result.files.front().args, Language::kEnglish) ==
          "message of Other");
  }
}

TEST_CASE("select, ignore, off and severities decide what is shown") {
  LintSettings with = settings();
  with.select = {"file"};
  CHECK(namesOf(run("Bogus 1\nOther 2\n", with)) == Names{"1 explains"});

  with = settings();
  with.ruleSettings["unknown"].off = true;
  CHECK(namesOf(run("Bogus 1\nOther 2\n", with)) == Names{"1 explains"});

  with = settings();
  with.ruleSettings["unknown"].severity = Severity::kInfo;
  const LintResult result = run("Other 2\n", with);
  REQUIRE(result.findings.size() == 1);
  CHECK(result.findings.front().severity == Severity::kError);  // it is fatal
}

TEST_CASE("[[overrides]] silence rules and groups in the files that match") {
  LintSettings with = settings();
  with.overrides = {{{"legacy/**"}, {"unknown"}}};
  CHECK(namesOf(run("Other 2\n", with)) == Names{"1 unknown"});
  with.overrides = {{{"**/.htaccess"}, {"config"}}};
  CHECK(namesOf(run("Other 2\n", with)).empty());
}

TEST_CASE("a custom rule reports the argument that matches and can replace it") {
  LintSettings with;
  CustomRule rule;
  rule.name = "no-indexes";
  rule.directive = "Options";
  rule.argument = R"(^\+?Indexes$)";
  rule.message = "Directory listings {0} are forbidden here";
  rule.severity = Severity::kError;
  rule.replace = "-Indexes";
  with.customRules = {rule};
  const LintResult result = run("options -MultiViews +Indexes\nSetEnv Indexes Indexes\n", with);
  REQUIRE(result.findings.size() == 1);
  const Finding& finding = result.findings.front();
  CHECK(finding.rule->name == "no-indexes");
  CHECK(renderMessage(finding, Language::kJapanese) == "Directory listings {0} are forbidden here");
  CHECK(finding.file->text(finding.range) == "+Indexes");
  REQUIRE(finding.fixes.size() == 1);
  CHECK(finding.fixes.front().edits.front().text == "-Indexes");
}

TEST_CASE("placeholders of a text are replaced, doubled braces stay one") {
  CHECK(render({"{0} and {1} {{0}} {2}", ""}, {"a", "b"}, Language::kEnglish) == "a and b {0} ");
}

TEST_CASE("blocks that programs rewrite are found by their marks") {
  const auto blocksIn = [](const char* text) {
    const htaccess::Document document(std::make_shared<text::SourceFile>("x", text));
    Names names;
    for (const ManagedBlock& block : findManagedBlocks(document)) names.push_back(block.name);
    return names;
  };
  CHECK(blocksIn("# BEGIN WordPress\nSetEnv A b\n# END WordPress\n") == Names{"WordPress"});
  CHECK(blocksIn("# php -- BEGIN cPanel-generated handler, do not edit\n"
                 "# php -- END cPanel-generated handler, do not edit\n") ==
        Names{"cPanel-generated handler, do not edit"});
  CHECK(blocksIn("# BEGIN A\n# END B\n").empty());
  CHECK(blocksIn("## Begin - my own rules\n## End - my own rules\n").empty());
}

}  // namespace htlint::lint::test
