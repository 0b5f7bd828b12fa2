#include <catch2/catch.hpp>

#include "check.h"

using namespace htlint::httpd;
using htlint::httpd::test::check;
using htlint::httpd::test::Refused;

TEST_CASE("rewrite directives that httpd refuses", "[httpd][rewrite]") {
  const Refused cases[] = {
      {"RewriteEngine yes\n", ConfigCode::kBadFlagArgument, "yes", {"RewriteEngine", "yes"}},
      {"RewriteEngine\n", ConfigCode::kBadFlagArgument, "RewriteEngine", {"RewriteEngine", ""}},
      {"RewriteBase sub/\n", ConfigCode::kRewriteBaseNotUrlPath, "sub/", {"sub/"}},
      {"RewriteBase / # x\n", ConfigCode::kWrongArgumentCount, "# x", {"RewriteBase", "3"}},
      {"RewriteBase \"\"\n", ConfigCode::kWrongArgumentCount, "\"\"", {"RewriteBase", "1"}},
      {"RewriteBase\n", ConfigCode::kWrongArgumentCount, "RewriteBase", {"RewriteBase", "0"}},
      {"RewriteOptions inherit foo\n", ConfigCode::kRewriteBadOption, "foo", {"foo"}},
      {"RewriteOptions\n",
       ConfigCode::kWrongArgumentCount,
       "RewriteOptions",
       {"RewriteOptions", "0"}},
      {"RewriteRule a\n", ConfigCode::kRewriteArgumentLine, "RewriteRule a", {"RewriteRule", "a"}},
      {"RewriteCond\n", ConfigCode::kRewriteArgumentLine, "RewriteCond", {"RewriteCond", ""}},
      {"RewriteRule \"a b\n",
       ConfigCode::kRewriteArgumentLine,
       "RewriteRule \"a b",
       {"RewriteRule", "\"a b"}},
      {"RewriteRule a b [L, NC]\n",
       ConfigCode::kRewriteFlagDelimiters,
       "[L, NC]",
       {"RewriteRule", "[L,"}},
      {"RewriteRule a b # hi\n", ConfigCode::kRewriteFlagDelimiters, "# hi", {"RewriteRule", "#"}},
      {"RewriteRule a b [\n", ConfigCode::kRewriteFlagDelimiters, "[", {"RewriteRule", "["}},
      {"RewriteRule a b \"\"\n", ConfigCode::kRewriteFlagDelimiters, "\"\"", {"RewriteRule", ""}},
      {"RewriteCond a -gt 9\n", ConfigCode::kRewriteFlagDelimiters, "9", {"RewriteCond", "9"}},
      {"RewriteRule a b [L,X,R]\n", ConfigCode::kRewriteUnknownFlag, "X", {"RewriteRule", "X"}},
      {"RewriteRule a b [L,,NC]\n", ConfigCode::kRewriteUnknownFlag, "", {"RewriteRule", ""}},
      {"RewriteRule a b [E=T:x,y]\n", ConfigCode::kRewriteUnknownFlag, "y", {"RewriteRule", "y"}},
      {"RewriteRule a b \"[L, QSX=1 ]\"\n",
       ConfigCode::kRewriteUnknownFlag,
       "QSX=1",
       {"RewriteRule", "QSX"}},
      {"RewriteRule a b [OR]\n", ConfigCode::kRewriteUnknownFlag, "OR", {"RewriteRule", "OR"}},
      {"RewriteCond a b [L]\n", ConfigCode::kRewriteUnknownFlag, "L", {"RewriteCond", "L"}},
      {"RewriteRule a b [R=999]\n", ConfigCode::kRewriteBadFlagValue, "R=999", {"R", "999"}},
      {"RewriteRule a b [R=0]\n", ConfigCode::kRewriteBadFlagValue, "R=0", {"R", "0"}},
      {"RewriteRule a b [BNE]\n", ConfigCode::kRewriteBadFlagValue, "BNE", {"BNE", ""}},
      {"RewriteRule ^(a$ b\n",
       ConfigCode::kRewriteBadPattern,
       "^(a$",
       {"RewriteRule", "^(a$", "missing closing parenthesis", "4"}},
      {"RewriteEngine off\nRewriteRule !( b\n",
       ConfigCode::kRewriteBadPattern,
       "!(",
       {"RewriteRule", "(", "missing closing parenthesis", "1"}},
      {"RewriteCond a -f(\n",
       ConfigCode::kRewriteBadPattern,
       "-f(",
       {"RewriteCond", "-f(", "missing closing parenthesis", "3"}},
      {"RewriteCond expr \"file('/x') == ''\"\n",
       ConfigCode::kRewriteBadExpression,
       "\"file('/x') == ''\"",
       {"file('/x') == ''", "file()"}},
      {"RewriteMap a b\n",
       ConfigCode::kDirectiveNotAllowed,
       "RewriteMap",
       {"RewriteMap", "context", ""}},
  };
  for (const Refused& c : cases) {
    INFO(c.bytes);
    const auto checked = check(c.bytes);
    REQUIRE(checked.report.verdict.state == VerdictState::kRejected);
    const ConfigError& error = checked.report.errors[*checked.report.verdict.error];
    CHECK(error.code == c.code);
    CHECK(checked.file->text(error.range) == c.at);
    CHECK(error.args == c.args);
    CHECK(checked.report.rewrite.scopes[0].rules.empty());
    CHECK(checked.report.rewrite.scopes[0].dangling.empty());
  }
}

TEST_CASE("rewrite directives that httpd accepts", "[httpd][rewrite]") {
  const std::string cases[] = {
      "RewriteEngine On # x\n",
      "RewriteEngine 'off' x\n",
      "RewriteBase \"/a b\"\n",
      "RewriteOptions \"inherit mergebase\" MaxRedirects=10\n",
      "RewriteRule a b [L] # x\n",
      "RewriteRule a b \"[L]\"x\n",
      "RewriteRule a b '[L, NC]'\n",
      "RewriteRule \"a\"\n",
      "RewriteRule a\\ b c\n",
      "RewriteRule a b [DUMMY]\n",
      "RewriteRule a b [S=x,N=x,R=abc,R=301x,CO=x,E,T,H,B=,L=1]\n",
      "RewriteRule a b [backrefescaping,backrefernoplus,BNE=/,BCTLS,UNC,unsafeallow3f]\n",
      "RewriteRule (?<n>a)(?<n>b) -\n",
  };
  for (const std::string& bytes : cases) {
    INFO(bytes);
    CHECK(check(bytes).report.errors.empty());
  }
}

TEST_CASE("every bad flag of a rule is reported", "[httpd][rewrite]") {
  const auto checked = check("RewriteRule a b [X,L,Y=1]\n");
  CHECK(checked.pointedAt(ConfigCode::kRewriteUnknownFlag) == std::vector<std::string>{"X", "Y=1"});
}

TEST_CASE("flags that the target is too old for", "[httpd][rewrite]") {
  Target target;
  target.version = {2, 4, 56};
  const auto checked = check("RewriteRule a b [BCTLS,QSL]\n", target);
  const ConfigError* error = checked.only(ConfigCode::kTargetTooOld);
  REQUIRE(error != nullptr);
  CHECK(error->args == std::vector<std::string>{"BCTLS", "2.4.57"});
  CHECK(checked.file->text(error->range) == "BCTLS");
}

TEST_CASE("flags of a rule", "[httpd][rewrite]") {
  const auto checked = check(
      "RewriteRule !^a$ - [nc,R=permanent,END,QSA,NE,S=2,N=7,E=a:b,E=!c,CO=x:y:z,T=a/b,H=h,B=\\ ?,"
      "DPI]\n");
  const RewriteRule& rule = checked.report.rewrite.scopes[0].rules.at(0);
  CHECK(rule.negated);
  CHECK(rule.noSubstitution);
  REQUIRE(rule.regex);
  CHECK(rule.regex->pattern() == "^a$");
  CHECK(rule.regex->ignoresCase());
  const RewriteFlags& flags = rule.flags;
  CHECK(flags.redirect);
  CHECK(flags.status == 301);
  CHECK(flags.end);
  CHECK_FALSE(flags.last);
  CHECK(flags.queryAppend);
  CHECK(flags.noEscape);
  CHECK(flags.skip == 2);
  CHECK(flags.maxRounds == 7);
  CHECK(flags.environment == std::vector<std::string>{"a:b", "!c"});
  CHECK(flags.cookies == std::vector<std::string>{"x:y:z"});
  CHECK(flags.mimeType == "a/b");
  CHECK(flags.handler == "h");
  CHECK(flags.escapeOnly == "\\ ?");
  CHECK(flags.discardPathInfo);
}

TEST_CASE("statuses of a rule", "[httpd][rewrite]") {
  const std::pair<const char*, int> cases[] = {
      {"L", 0},       {"R", 302},     {"R=temp", 302},  {"R=SeeOther", 303},
      {"R=abc", 302}, {"R=308", 308}, {"F", 403},       {"G", 410},
      {"R=404", 404}, {"F,R", 403},   {"R=301,F", 403}, {"R=", 302},
  };
  for (const auto& [flags, status] : cases) {
    INFO(flags);
    const auto checked = check("RewriteRule a b [" + std::string(flags) + "]\n");
    CHECK(checked.report.rewrite.scopes[0].rules.at(0).flags.status == status);
  }
}

TEST_CASE("kinds of conditions", "[httpd][rewrite]") {
  struct Case {
    const char* pattern;
    ConditionKind kind;
    bool negated;
    const char* operand;
  };
  const Case cases[] = {
      {"-f", ConditionKind::kFile, false, ""},
      {"!-d", ConditionKind::kDirectory, true, ""},
      {"-l", ConditionKind::kSymbolicLink, false, ""},
      {"-h", ConditionKind::kSymbolicLink, false, ""},
      {"-U", ConditionKind::kUrlLookup, false, ""},
      {"-F", ConditionKind::kFileLookup, false, ""},
      {"-s", ConditionKind::kFileSize, false, ""},
      {"-x", ConditionKind::kExecutable, false, ""},
      {"-ff", ConditionKind::kRegex, false, "-ff"},
      {"-q", ConditionKind::kRegex, false, "-q"},
      {"-lt9", ConditionKind::kIntegerLess, false, "9"},
      {"\"-gt 9\"", ConditionKind::kIntegerGreater, false, " 9"},
      {"!-eq0", ConditionKind::kIntegerEqual, true, "0"},
      {"-ne0", ConditionKind::kIntegerNotEqual, false, "0"},
      {"-lt", ConditionKind::kRegex, false, "-lt"},
      {"<a", ConditionKind::kStringLess, false, "a"},
      {">=(", ConditionKind::kStringGreaterEqual, false, "("},
      {"=x", ConditionKind::kStringEqual, false, "x"},
      {"!=on", ConditionKind::kStringEqual, true, "on"},
      {"=\"\"", ConditionKind::kStringEqual, false, ""},
      {"=", ConditionKind::kRegex, false, "="},
      {"<", ConditionKind::kRegex, false, "<"},
      {"!", ConditionKind::kRegex, true, ""},
      {"^a", ConditionKind::kRegex, false, "^a"},
  };
  for (const Case& c : cases) {
    INFO(c.pattern);
    const auto checked =
        check("RewriteCond x " + std::string(c.pattern) + " [NC]\nRewriteRule a b\n");
    REQUIRE(checked.report.errors.empty());
    const RewriteCondition& condition =
        checked.report.rewrite.scopes[0].rules.at(0).conditions.at(0);
    CHECK(condition.kind == c.kind);
    CHECK(condition.negated == c.negated);
    CHECK(condition.regex.has_value() == (c.kind == ConditionKind::kRegex));
    CHECK(condition.operand == c.operand);
    const bool textual =
        c.kind == ConditionKind::kRegex ||
        (c.kind >= ConditionKind::kStringLess && c.kind <= ConditionKind::kStringGreaterEqual);
    CHECK(condition.ignoreCase == textual);
  }
  const auto expression = check("RewriteCond EXPR !true [OR,NV]\nRewriteRule a b\n");
  const RewriteCondition& condition =
      expression.report.rewrite.scopes[0].rules.at(0).conditions.at(0);
  CHECK(condition.kind == ConditionKind::kExpression);
  CHECK(condition.negated);
  CHECK(condition.operand == "true");
  CHECK(condition.orNext);
  CHECK(condition.noVary);
}

TEST_CASE("conditions belong to the next rule of their scope", "[httpd][rewrite]") {
  const auto checked = check(
      "RewriteCond a 1\n"
      "<IfModule mod_x.c>\nRewriteRule x y\n</IfModule>\n"
      "<If \"true\">\nRewriteCond a 2\nRewriteRule c d\nRewriteEngine on\n</If>\n"
      "<Limit GET>\nRewriteCond a 3\n</Limit>\n"
      "RewriteRule e f\n"
      "RewriteCond a 4\n");
  const RewriteProgram& program = checked.report.rewrite;
  REQUIRE(program.scopes.size() == 2);
  REQUIRE(program.scopes[0].rules.size() == 1);
  REQUIRE(program.scopes[0].rules[0].conditions.size() == 2);
  CHECK(program.scopes[0].rules[0].conditions[0].operand == "1");
  CHECK(program.scopes[0].rules[0].conditions[1].operand == "3");
  REQUIRE(program.scopes[0].dangling.size() == 1);
  CHECK_FALSE(program.scopes[0].engine.has_value());
  CHECK(checked.document->node(program.scopes[1].section).name == "If");
  CHECK(program.scopes[1].rules.at(0).conditions.at(0).operand == "2");
  CHECK(program.scopes[1].engine == true);
  CHECK(checked.pointedAt(ConfigCode::kRewriteConditionDangling) ==
        std::vector<std::string>{"RewriteCond a 4"});
  CHECK(checked.report.verdict.state == VerdictState::kAccepted);
}

TEST_CASE("the last RewriteEngine and RewriteBase decide", "[httpd][rewrite]") {
  const auto checked = check(
      "RewriteEngine on\nRewriteBase /a\nRewriteRule a b\nRewriteBase /b\nRewriteEngine off\n");
  const RewriteScope& scope = checked.report.rewrite.scopes[0];
  CHECK(scope.engine == false);
  CHECK(scope.engineNodes.size() == 2);
  CHECK(scope.base == "/b");
  CHECK(scope.present);
  CHECK_FALSE(check("Options\n").report.rewrite.scopes[0].present);
}
