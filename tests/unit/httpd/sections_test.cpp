#include <catch2/catch.hpp>

#include "check.h"

using namespace htlint::httpd;
using htlint::httpd::test::check;
using htlint::httpd::test::Refused;

TEST_CASE("opening lines that httpd refuses", "[httpd]") {
  const Refused cases[] = {
      {"<Files>\n</Files>\n", ConfigCode::kSectionWithoutArgument, "<Files>", {"Files"}},
      {"<Files\n</Files>\n", ConfigCode::kSectionWithoutArgument, "<Files", {"Files"}},
      {"<Files x\n</Files>\n", ConfigCode::kSectionWithoutBracket, "<Files x", {"Files"}},
      {"<Files x y>\n</Files>\n", ConfigCode::kSectionExtraArgument, "y", {"Files", "y"}},
      {"<FilesMatch ~ \"x\">\n</FilesMatch>\n",
       ConfigCode::kSectionExtraArgument,
       "\"x\"",
       {"FilesMatch", "x"}},
      {"<Files ~ \"(\">\n</Files>\n",
       ConfigCode::kSectionBadPattern,
       "\"(\"",
       {"Files", "(", "missing closing parenthesis", "1"}},
      {"<If>\n</If>\n", ConfigCode::kSectionWithoutArgument, "<If>", {"If"}},
      {"<If \"true\" x>\n</If>\n", ConfigCode::kSectionExtraArgument, "x", {"If", "x"}},
      {"<If %{HTTPS} == 'on'>\n</If>\n",
       ConfigCode::kSectionExtraArgument,
       "== 'on'",
       {"If", "=="}},
      {"<If \"\">\n</If>\n", ConfigCode::kSectionBadExpression, "\"\"", {"If", "", "empty"}},
      {"<If \"file('/x') == 1\">\n</If>\n",
       ConfigCode::kSectionBadExpression,
       "\"file('/x') == 1\"",
       {"If", "file('/x') == 1", "file()"}},
      {"<Else>\n</Else>\n", ConfigCode::kElseWithoutIf, "<Else>", {"Else"}},
      {"<If \"true\">\n</If>\n<Else>\n</Else>\n<ElseIf \"true\">\n</ElseIf>\n",
       ConfigCode::kElseWithoutIf,
       "<ElseIf \"true\">",
       {"ElseIf"}},
      {"<Else x>\n</Else>\n", ConfigCode::kSectionExtraArgument, "x", {"Else", "x"}},
      {"<Limit>\n</Limit>\n", ConfigCode::kSectionWithoutArgument, "<Limit>", {"Limit"}},
      {"<Limit GET post>\n</Limit>\n",
       ConfigCode::kSectionBadMethod,
       "post",
       {"Limit", "post", "unknown"}},
      {"<Limit TRACE>\n</Limit>\n",
       ConfigCode::kSectionBadMethod,
       "TRACE",
       {"Limit", "TRACE", "trace"}},
      {"<Limit GET>\n<Limit POST>\n</Limit>\n</Limit>\n",
       ConfigCode::kSectionBadMethod,
       "POST",
       {"Limit", "POST", "overlap"}},
      {"<RequireAll x>\nRequire all granted\n</RequireAll>\n",
       ConfigCode::kSectionExtraArgument,
       "x",
       {"RequireAll", "x"}},
      {"<RequireAll> x\nRequire all granted\n</RequireAll>\n",
       ConfigCode::kSectionWithoutBracket,
       "<RequireAll> x",
       {"RequireAll"}},
      {"<Limit GET>\n<Files x>\n</Files>\n</Limit>\n",
       ConfigCode::kDirectiveNotAllowed,
       "Files",
       {"<Files", "context", "Limit"}},
      {"<RequireAll>\nRequire all granted\nRewriteEngine on\n</RequireAll>\n",
       ConfigCode::kDirectiveNotAllowed,
       "RewriteEngine",
       {"RewriteEngine", "context", "RequireAll"}},
      {"<Directory />\nBogus\n</Directory>\n",
       ConfigCode::kDirectiveNotAllowed,
       "Directory",
       {"<Directory", "context", ""}},
      {"<Foo x>\n</Foo>\n", ConfigCode::kUnknownDirective, "Foo", {"<Foo"}},
      // The body comes first where httpd looks at the rest of the opening line after it.
      {"<Files x y>\nBogus\n</Files>\n", ConfigCode::kUnknownDirective, "Bogus", {"Bogus"}},
      {"<Else>\nBogus\n</Else>\n", ConfigCode::kUnknownDirective, "Bogus", {"Bogus"}},
      {"<FilesMatch \"(\">\nBogus\n</FilesMatch>\n",
       ConfigCode::kSectionBadPattern,
       "\"(\"",
       {"FilesMatch", "(", "missing closing parenthesis", "1"}},
  };
  for (const Refused& c : cases) {
    INFO(c.bytes);
    const auto checked = check(c.bytes);
    REQUIRE(checked.report.verdict.state == VerdictState::kRejected);
    const ConfigError& error = checked.report.errors[*checked.report.verdict.error];
    CHECK(error.code == c.code);
    CHECK(error.phase == Phase::kExecuting);
    CHECK(checked.file->text(error.range) == c.at);
    CHECK(error.args == c.args);
  }
}

TEST_CASE("opening lines that httpd accepts", "[httpd]") {
  const std::string cases[] = {
      "<Files \"\">\n</Files>\n",
      "<Files x>>\n</Files>\n",
      "<FilesMatch \\.php$>\n</FilesMatch>\n",
      "<FilesMatch \"x>\n</FilesMatch>\n",
      "<FilesMatch \"a>b\">\n</FilesMatch>\n",
      "<Files ~ \"\\.php$\">\n</Files>\n",
      "<If true>\n</If>\n",
      "<If \"%{HTTPS} == 'on'>\n</If>\n",
      "<If \"tolower('file(x)') == 'y'\">\n</If>\n",
      "<If \"-f '/x'\">\n</If>\n",
      "<If \"true\">\n</If>\nOptions\n<ElseIf \"true\">\n</ElseIf>\n<Else >\n</Else>\n",
      "<If \"true\">\n</If>\n<IfModule mod_dir.c>\n<Else\n</Else>\n</IfModule>\n",
      "<If \"true\">\n<Files x>\n<If \"true\">\n</If>\n</Files>\n</If>\n",
      "<Limit \"GET\" HEAD POST>\nRewriteEngine on\n</Limit>\n",
      "<Limit GET POST>\n<LimitExcept GET>\n</LimitExcept>\n</Limit>\n",
      "<LimitExcept TRACE>\n</LimitExcept>\n",
      "<Limit PROPFIND SEARCH>\n</Limit>\n",
      "<RequireAll\nRequire all granted\n</RequireAll>\n",
      "<RequireAll >\nAuthName x\n<Limit GET>\nRequire all granted\n</Limit>\n</RequireAll>\n",
  };
  for (const std::string& bytes : cases) {
    INFO(bytes);
    const auto checked = check(bytes);
    CHECK(checked.report.verdict.state == VerdictState::kAccepted);
    CHECK(checked.report.errors.empty());
  }
}

TEST_CASE("an <If> inside an <If> has its own chain", "[httpd]") {
  CHECK(check("<If \"true\">\n</If>\n<If \"true\">\n<Else>\n</Else>\n</If>\n")
            .only(ConfigCode::kElseWithoutIf) != nullptr);
}

TEST_CASE("mod_dav's methods need mod_dav", "[httpd]") {
  Target target;
  REQUIRE(target.setModules({"rewrite"}));
  CHECK(check("<Limit SEARCH>\n</Limit>\n", target).only(ConfigCode::kSectionBadMethod) != nullptr);
}

TEST_CASE("file functions are refused since 2.4.67", "[httpd]") {
  Target target;
  target.version = {2, 4, 66};
  CHECK(check("<If \"file('/x') == 1\">\n</If>\n", target).report.errors.empty());
  CHECK(check("<If \"%{file:/x} == 1\">\n</If>\n").report.errors.size() == 1);
  CHECK(check("<If \"filesize ('/x') == 1\">\n</If>\n").report.errors.size() == 1);
}

TEST_CASE("sections are told to the directives in them", "[httpd]") {
  const auto checked =
      check("<IfModule mod_dir.c>\nOptions\n<If \"true\">\nOptions\n</If>\n</IfModule>\n");
  REQUIRE(checked.report.executed.size() == 2);
  CHECK(checked.report.executed[0].section == htlint::htaccess::kNoNode);
  CHECK(checked.document->node(checked.report.executed[1].section).name == "If");
}
