#include <catch2/catch.hpp>

#include "check.h"

using namespace htlint::httpd;
using htlint::httpd::test::check;
using htlint::httpd::test::Refused;

TEST_CASE("what httpd refuses while reading", "[httpd]") {
  const std::string bytes8192(8192, 'x');
  const Refused cases[] = {
      {"# " + bytes8192 + "\n", ConfigCode::kLineTooLong, "# " + bytes8192, {"8194", "8191"}},
      {"<Files x>\n", ConfigCode::kSectionNotClosed, "<Files x>", {"Files"}},
      {"<IfModule mod_x.c>\nBogus\n",
       ConfigCode::kSectionNotClosed,
       "<IfModule mod_x.c>",
       {"IfModule"}},
      {"<IfModule mod_x.c>\n<!-- x -->\n</IfModule>\n",
       ConfigCode::kCloseMismatch,
       "</IfModule>",
       {"!--", "IfModule"}},
      {"<<<<<<< HEAD\nx\n", ConfigCode::kSectionNotClosed, "<<<<<<< HEAD", {"<<<<<<"}},
      {"</Files>\n", ConfigCode::kCloseWithoutOpen, "</Files>", {"Files"}},
      {"Bogus\n</Files>\n", ConfigCode::kCloseWithoutOpen, "</Files>", {"Files"}},
      {"<Files x>\n</Limit>\n</Files>\n",
       ConfigCode::kCloseMismatch,
       "</Limit>",
       {"Files", "Limit"}},
      {"<IfModule mod_dir.c>\n<Files x>\n</IfModule>\n",
       ConfigCode::kCloseMismatch,
       "</IfModule>",
       {"Files", "IfModule"}},
      {"<Files x>\n</Files\n", ConfigCode::kCloseWithoutBracket, "</Files", {"Files"}},
      {"<Files x>\n</Files >\n", ConfigCode::kCloseWithoutBracket, "</Files >", {"Files"}},
      {"<IfModule mod_dir.c>\n</IfModule> x\n",
       ConfigCode::kCloseWithText,
       " x",
       {"IfModule", " x"}},
      {"<IfModule mod_dir.c\n</IfModule>\n",
       ConfigCode::kSectionWithoutBracket,
       "<IfModule mod_dir.c",
       {"IfModule"}},
      {"<IfModule>\n</IfModule>\n",
       ConfigCode::kSectionWithoutArgument,
       "<IfModule>",
       {"IfModule"}},
      {"<IfVersion >=2.4>\n</IfVersion>\n",
       ConfigCode::kSectionBadVersion,
       "<IfVersion >=2.4>",
       {"IfVersion", ">=2.4"}},
      {"<IfVersion 2.4..71>\n</IfVersion>\n",
       ConfigCode::kSectionBadVersion,
       "<IfVersion 2.4..71>",
       {"IfVersion", "2.4..71"}},
      {"<IfModule mod_x.c>\n<Foo> x\n</Foo>\n</IfModule>\n",
       ConfigCode::kCloseMismatch,
       "</Foo>",
       {"Foo", "Foo"}},
      {"<IfModule mod_x.c>\n</IfModulex\n</IfModule>\n",
       ConfigCode::kCloseWithoutOpen,
       "</IfModule>",
       {"IfModule"}},
      {"<IfVersion 2.4\n</IfVersion>\n",
       ConfigCode::kSectionWithoutBracket,
       "<IfVersion 2.4",
       {"IfVersion"}},
      {"Bogus\nDefine x\n", ConfigCode::kDirectiveNotAllowed, "Define", {"Define", "context", ""}},
  };
  for (const Refused& c : cases) {
    INFO(c.bytes.substr(0, 80));
    const auto checked = check(c.bytes);
    REQUIRE(checked.report.verdict.state == VerdictState::kRejected);
    const ConfigError& error = checked.report.errors[*checked.report.verdict.error];
    CHECK(error.code == c.code);
    CHECK(error.phase == Phase::kReading);
    CHECK(checked.file->text(error.range) == c.at);
    CHECK(error.args == c.args);
  }
}

TEST_CASE("what httpd accepts while reading", "[httpd]") {
  const std::string bytes8191(8191, '#');
  const std::string cases[] = {
      bytes8191 + "\n",
      bytes8191 + "#",  // without a line feed one byte more fits
      "<IfModule mod_x.c>\nBogus\n</IfModule>\n",
      "<IfModule mod_x.c>\n<Files>\n</Files>\n</IfModule>\n",
      "<IfModule mod_rewrite>\nBogus\n</IfModule>\n",
      "<IfModule MOD_DIR.C>\nBogus\n</IfModule>\n",
      "<IfModule mod_x.c>\n</IfModule> x\n",
      "<IfDefine X>\nBogus\n</IfDefine>\n",
      "<IfVersion < 2.4>\nBogus\n</IfVersion>\n",
      "<IfVersion !>= 2.4>\nBogus\n</IfVersion>\n",
      "<IfVersion 2...>\nBogus\n</IfVersion>\n",
      "<IfModule mod_x.c>\nBogus\n</IfModulex\nOptions\n",
      "<IfModule mod_x.c>\n<Foo> x\n</Foo>>\n</IfModule>\n",
      "<IfSection Nothing>\nBogus\n</IfSection>\n",
      "<Macro m $x>\nBogus $x\n</Macro>\n",
      "<Files x>\n</files> x\n",
      "# <Files x> \\\n</Files>\n",
      "\"RewriteEngine\" on\n",
  };
  for (const std::string& bytes : cases) {
    INFO(bytes.substr(0, 80));
    CHECK(check(bytes).report.verdict.state == VerdictState::kAccepted);
  }
}

TEST_CASE("what depends on the growth of httpd's line buffer is unknown", "[httpd]") {
  const auto stateOf = [](const std::string& bytes) {
    const htlint::htaccess::Document document(
        std::make_shared<htlint::text::SourceFile>("x", bytes));
    return checkConfig(document, Target()).verdict.state;
  };
  const std::string comment = "# " + std::string(300, 'x');
  CHECK(stateOf(comment + '\0' + "y\n") == VerdictState::kUnknown);
  CHECK(stateOf("# x" + std::string(1, '\0') + "y\n") == VerdictState::kAccepted);
  CHECK(stateOf("SetEnv A " + std::string(197, 'x')) == VerdictState::kUnknown);
  CHECK(stateOf("SetEnv A " + std::string(196, 'x')) == VerdictState::kAccepted);
}

TEST_CASE("conditions that hold let their body through", "[httpd]") {
  const std::string cases[] = {
      "<IfModule mod_dir.c>\nBogus\n</IfModule>\n",
      "<IfModule dir_module>\nBogus\n</IfModule>\n",
      "<IfModule ! mod_x.c>\nBogus\n</IfModule>\n",
      "<IfModule !!mod_dir.c>\nBogus\n</IfModule>\n",
      "<IfModule \"mod_dir.c\" x>\nBogus\n</IfModule>\n",
      "<IfDefine !X>\nBogus\n</IfDefine>\n",
      "<IfVersion >= 2.4>\nBogus\n</IfVersion>\n",
      "<IfVersion 2.4.71>\nBogus\n</IfVersion>\n",
      "<IfVersion = /^2\\.4/>\nBogus\n</IfVersion>\n",
      "<IfVersion 2.4.71.>\nBogus\n</IfVersion>\n",
      "<IfVersion > 2..4>\nBogus\n</IfVersion>\n",
      "<IfModule mod_x.c>\n</IfModulex\nBogus\n",
      "<IfVersion !~ ^3>\nBogus\n</IfVersion>\n",
      "<IfVersion >= 2.4 >\nBogus\n</IfVersion>\n",
      "<IfDirective rewriterule>\nBogus\n</IfDirective>\n",
      "<IfSection Directory>\nBogus\n</IfSection>\n",
  };
  for (const std::string& bytes : cases) {
    INFO(bytes);
    const auto checked = check(bytes);
    CHECK(checked.only(ConfigCode::kUnknownDirective) != nullptr);
    CHECK(checked.report.verdict.state == VerdictState::kRejected);
  }
}

TEST_CASE("a true <IfModule> may stay open, and so may a section inside it", "[httpd]") {
  const auto checked = check("<IfModule mod_dir.c>\n<Files x>\nRewriteEngine on\n");
  CHECK(checked.report.verdict.state == VerdictState::kAccepted);
  CHECK(checked.pointedAt(ConfigCode::kSectionLeftOpenAccepted) ==
        std::vector<std::string>{"<IfModule mod_dir.c>", "<Files x>"});
  CHECK(check("<Files x>\n<IfModule mod_dir.c>\n").report.verdict.state == VerdictState::kRejected);
}

TEST_CASE("text behind the last bracket is warned of", "[httpd]") {
  const auto checked = check("<IfModule mod_rewrite.c> RewriteEngine On\n</IfModule>\n");
  const ConfigError* warning = checked.only(ConfigCode::kTextAfterSectionBracket);
  REQUIRE(warning != nullptr);
  CHECK_FALSE(warning->fatal);
  CHECK(checked.file->text(warning->range) == "RewriteEngine On");
  CHECK(checked.report.verdict.state == VerdictState::kAccepted);
  CHECK(check("<IfModule mod_rewrite.c>\n</IfModule>\n").report.errors.empty());
}

TEST_CASE("variables", "[httpd]") {
  Target target;
  target.defines["BASE"] = "/x";
  const auto defined = check("RewriteBase ${BASE}\n", target);
  CHECK(defined.report.errors.empty());
  CHECK(defined.report.rewrite.scopes[0].base == "/x");
  CHECK(defined.file->text(defined.report.executed[0].arguments[0].range) == "RewriteBase ${BASE}");
  const auto missing = check("RewriteRule a /${BASE}\n");
  CHECK(missing.pointedAt(ConfigCode::kUndefinedVariable) == std::vector<std::string>{"${BASE}"});
  CHECK(missing.report.verdict.state == VerdictState::kAccepted);
  CHECK(check("RewriteRule a ${map:$1|${x:y}}\n").report.errors.empty());
  CHECK(check("# ${BASE}\n").report.errors.empty());
  target.defines["X"] = "1";
  CHECK(check("<IfDefine X>\nBogus\n</IfDefine>\n", target).report.errors.size() == 1);
}

TEST_CASE("what a skipped section holds is not active", "[httpd]") {
  const auto checked =
      check("<IfModule mod_x.c>\n# c\n<If x>\nBogus\n</If>\n</IfModule>\nOptions\n");
  CHECK(checked.report.active == std::vector<bool>{true, false, false, false, true});
  REQUIRE(checked.report.executed.size() == 1);
  CHECK(checked.report.executed[0].entry->name == "Options");
}

TEST_CASE("what the target does not tell leaves the verdict open", "[httpd]") {
  CHECK(check("<IfFile /x>\nBogus\n</IfFile>\n").report.verdict.state == VerdictState::kUnknown);
  CHECK(check("<IfFile /x>\nOptions\n</IfFile>\n").report.verdict.state == VerdictState::kAccepted);
  CHECK(check("<IfFile /x>\nOptions\n").report.verdict.state == VerdictState::kUnknown);
  CHECK(check("<IfFile /x>\nBogus\n</IfFile>\nBogus\n").report.verdict.state ==
        VerdictState::kRejected);
  CHECK(check("Use m\n").report.verdict.state == VerdictState::kUnknown);
}

TEST_CASE("deep and long files are checked in bounded time and stack", "[httpd]") {
  std::string deep;
  for (int i = 0; i < 10'000; ++i) deep += "<If \"true\">\n";
  std::string closed = deep;
  for (int i = 0; i < 10'000; ++i) closed += "</If>\n";
  CHECK(check(closed).report.verdict.state == VerdictState::kAccepted);
  CHECK(check(deep).report.errors.size() == 10'000);
  std::string skipped = "<IfModule mod_x.c>\n" + closed + "</IfModule>\n";
  CHECK(check(skipped).report.verdict.state == VerdictState::kAccepted);
}
