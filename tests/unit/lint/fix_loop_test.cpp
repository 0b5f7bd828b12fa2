#include "lint/fix_loop.h"

#include <array>
#include <catch2/catch.hpp>

#include "lint/context.h"
#include "lint_test_site.h"

namespace htlint::lint::test {
namespace {

constexpr Text kTitle = {"fix it", "直します"};

/// Reports every directive of one name.
template <typename Report>
void eachDirective(Context& ctx, std::string_view name, Report report) {
  const htaccess::Document& document = *ctx.htaccess().document;
  for (const htaccess::Node& node : document.nodes()) {
    if (node.kind == htaccess::NodeKind::kDirective && node.name == name) {
      report(document.line(node).trimmedRange(), node.nameRange);
    }
  }
}

void renameOnToOff(Context& ctx) {
  eachDirective(ctx, "ServerSignature", [&](text::TextRange line, text::TextRange) {
    if (ctx.htaccess().source().text(line) != "ServerSignature On") return;
    ctx.report(line, "x").fix(FixSafety::kSafe, kTitle,
                              std::vector<text::TextEdit>{{line, "ServerSignature Off"}});
  });
}

void breakOptions(Context& ctx) {
  eachDirective(ctx, "Options", [&](text::TextRange, text::TextRange name) {
    ctx.report(name, "x").fix(FixSafety::kSafe, kTitle,
                              std::vector<text::TextEdit>{{name, "NoSuchDirective"}});
  });
}

void shorten(Context& ctx) {
  eachDirective(ctx, "SetEnv", [&](text::TextRange line, text::TextRange) {
    if (line.size() < 12) return;
    ctx.report(line, "x").fix(FixSafety::kUnsafe, kTitle,
                              std::vector<text::TextEdit>{{{line.end - 1, line.end}, ""}});
  });
}

void createNote(Context& ctx) {
  if (ctx.site().input().files.size() > 1) return;
  ctx.reportPath("sub/.htaccess", "x")
      .fix(FixSafety::kSafe, kTitle,
           std::vector<FixEdit>{{FixEdit::Kind::kCreate, "sub/.htaccess", {}, "# new\n"}});
}

void growForEver(Context& ctx) {
  ctx.report({0, 0}, "x")
      .fix(FixSafety::kSafe, kTitle, std::vector<text::TextEdit>{{{0, 0}, "# more\n"}});
}

FixResult run(std::string_view text, const RuleInfo& rule, FixPolicy policy = {}) {
  static std::array<const RuleInfo*, 1> rules;
  rules = {&rule};
  LintSettings settings;
  settings.rules = rules;
  return fixAll(siteWith(text), settings, policy);
}

}  // namespace

TEST_CASE("all fixes of a file are applied and every other byte stays") {
  static constexpr RuleInfo kRule = testRule("off", renameOnToOff);
  const FixResult result =
      run("# a\r\nServerSignature On\r\nSetEnv A b\nServerSignature On", kRule);
  CHECK(textOf(result.after) == "# a\r\nServerSignature Off\r\nSetEnv A b\nServerSignature Off");
  CHECK(result.remaining.findings.empty());
  CHECK(result.fixed.size() == 2);
  CHECK(result.converged);
  REQUIRE(result.changes.size() == 1);
  CHECK(result.changes.front().kind == FileChange::Kind::kModified);
}

TEST_CASE("a fix that makes httpd refuse the file is rolled back and reported") {
  static constexpr RuleInfo kRule = testRule("break", breakOptions);
  const FixResult result = run("Options -Indexes\n", kRule);
  CHECK(textOf(result.after) == "Options -Indexes\n");
  CHECK(result.changes.empty());
  REQUIRE(result.rolledBack.size() == 1);
  CHECK(result.rolledBack.front().rule == "break");
  CHECK(result.remaining.findings.size() == 1);
}

TEST_CASE("unsafe fixes wait for the policy, and are repeated until nothing is left") {
  static constexpr RuleInfo kRule = testRule("shorten", shorten);
  CHECK(run("SetEnv A bbbbb\n", kRule).changes.empty());
  const FixResult result = run("SetEnv A bbbbb\n", kRule, {.unsafe = true, .create = false});
  CHECK(textOf(result.after) == "SetEnv A bb\n");
  CHECK(result.converged);
}

TEST_CASE("files are created only where the policy says so") {
  static constexpr RuleInfo kRule = testRule("create", createNote);
  CHECK(run("# a\n", kRule).changes.empty());
  const FixResult result = run("# a\n", kRule, {.unsafe = false, .create = true});
  REQUIRE(result.changes.size() == 1);
  CHECK(result.changes.front().kind == FileChange::Kind::kCreated);
  CHECK(result.changes.front().after->bytes() == "# new\n");
  CHECK(result.after.files.back().sitePath == "sub/.htaccess");
}

TEST_CASE("a fix that never settles ends after ten rounds and says so") {
  static constexpr RuleInfo kRule = testRule("grow", growForEver);
  const FixResult result = run("# a\n", kRule);
  CHECK_FALSE(result.converged);
  CHECK(result.fixed.size() == 10);
}

}  // namespace htlint::lint::test
