#include <catch2/catch.hpp>

#include "check.h"

using namespace htlint::httpd;
using htlint::httpd::test::check;

namespace {

Target allowing(std::string_view list) {
  Target target;
  REQUIRE(target.setAllowOverride(list));
  return target;
}

}  // namespace

TEST_CASE("unknown directives", "[httpd]") {
  const auto checked = check("\xef\xbb\xbfRewriteEngine On\nBogus x\n'Bo gus'\n");
  CHECK(checked.pointedAt(ConfigCode::kUnknownDirective) ==
        std::vector<std::string>{"\xef\xbb\xbfRewriteEngine", "Bogus", "Bo gus"});
  REQUIRE(checked.report.verdict.error);
  CHECK(*checked.report.verdict.error == 0);
  CHECK(check("ReWrItEeNgInE on\n").report.errors.empty());
}

TEST_CASE("modules decide what is known", "[httpd]") {
  CHECK(check("php_value a b\nSecFilterEngine Off\n").report.errors.empty());
  Target target;
  REQUIRE(target.setModules({"rewrite"}));
  CHECK(check("php_value a b\n", target).only(ConfigCode::kUnknownDirective) != nullptr);
  CHECK(check("<IfModule mod_php.c>\nphp_value a b\n</IfModule>\n", target).report.errors.empty());
}

TEST_CASE("AllowOverride decides what is allowed", "[httpd]") {
  const auto refused = check("RewriteEngine on\n", allowing("AuthConfig"));
  const ConfigError* error = refused.only(ConfigCode::kDirectiveNotAllowed);
  REQUIRE(error != nullptr);
  CHECK(error->args == std::vector<std::string>{"RewriteEngine", "FileInfo", ""});
  CHECK(refused.file->text(error->range) == "RewriteEngine");
  CHECK(refused.report.rewrite.scopes[0].rules.empty());
  CHECK_FALSE(refused.report.rewrite.scopes[0].present);
  CHECK(check("RewriteEngine on\n", allowing("FileInfo")).report.errors.empty());
  CHECK(check("<IfModule mod_rewrite.c>\nRewriteEngine on\n</IfModule>\n", allowing("AuthConfig"))
            .report.verdict.state == VerdictState::kRejected);
  const auto limit = check("<Limit GET>\n</Limit>\n", allowing("Indexes"));
  CHECK(limit.only(ConfigCode::kDirectiveNotAllowed)->args[1] == "AuthConfig or Limit");
}

TEST_CASE("Nonfatal ignores", "[httpd]") {
  const auto checked =
      check("RewriteRule (\nBogus\nAuthName x\n", allowing("AuthConfig Nonfatal=All"));
  CHECK(checked.report.verdict.state == VerdictState::kAccepted);
  REQUIRE(checked.report.errors.size() == 2);
  CHECK_FALSE(checked.report.errors[0].fatal);
  CHECK_FALSE(checked.report.errors[1].fatal);
  REQUIRE(checked.report.executed.size() == 1);
  CHECK(checked.report.executed[0].entry->name == "AuthName");
  CHECK(check("Bogus\n", allowing("AuthConfig Nonfatal=Override")).report.verdict.state ==
        VerdictState::kRejected);
  CHECK(check("Options\n", allowing("AuthConfig Nonfatal=Unknown")).report.verdict.state ==
        VerdictState::kRejected);
  // The opening line is ignored, its end is not.
  CHECK(
      check("<IfModule mod_dir.c>\n</IfModule>\n", allowing("Nonfatal=All")).report.verdict.state ==
      VerdictState::kRejected);
  // Inside <RequireAll> Nonfatal no longer counts.
  CHECK(check("<RequireAll>\nBogus\n</RequireAll>\n", allowing("AuthConfig Nonfatal=All"))
            .report.verdict.state == VerdictState::kRejected);
}

TEST_CASE("AllowOverride None leaves the file unread", "[httpd]") {
  const auto checked = check("Bogus\n</Files>\n", allowing("None"));
  CHECK(checked.report.verdict.state == VerdictState::kAccepted);
  CHECK(checked.report.errors.empty());
  CHECK(checked.report.executed.empty());
  CHECK(checked.report.active == std::vector<bool>{false, false});
  CHECK(checked.report.rewrite.scopes.size() == 1);
}

TEST_CASE("all errors are reported, by place, and the verdict names httpd's", "[httpd]") {
  const auto checked =
      check("Bogus\n<Files x>\nRewriteBase x\n</Limit>\nRewriteRule ( [X]\n</Files>\n");
  std::vector<ConfigCode> codes;
  for (const ConfigError& error : checked.report.errors) codes.push_back(error.code);
  CHECK(codes ==
        std::vector<ConfigCode>{ConfigCode::kUnknownDirective, ConfigCode::kRewriteBaseNotUrlPath,
                                ConfigCode::kCloseMismatch, ConfigCode::kRewriteBadPattern});
  REQUIRE(checked.report.verdict.error);
  CHECK(*checked.report.verdict.error == 2);
}

TEST_CASE("the Error directive refuses the file", "[httpd]") {
  const auto checked = check("Error \"not here\"\n");
  const ConfigError* error = checked.only(ConfigCode::kErrorDirective);
  REQUIRE(error != nullptr);
  CHECK(error->args == std::vector<std::string>{"\"not here\""});
  CHECK(check("<IfModule mod_x.c>\nError x\n</IfModule>\n").report.errors.empty());
}

TEST_CASE("executed directives carry their arguments", "[httpd]") {
  const auto checked = check("ErrorDocument 404 \"not \\\"here\\\"\"\nDirectoryIndex a b\n");
  REQUIRE(checked.report.executed.size() == 2);
  CHECK(checked.report.executed[0].arguments[1].value == "not \"here\"");
  CHECK(checked.report.executed[1].arguments.size() == 2);
}
