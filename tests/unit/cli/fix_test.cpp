#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "program.h"

namespace htlint::cli {
namespace {

namespace fs = std::filesystem;
using test::Program;

constexpr std::string_view kBroken = "RewriteEngine on\r\nRewriteBase blog\r\n";
constexpr std::string_view kFixed = "RewriteEngine on\r\nRewriteBase /blog\r\n";
constexpr const char* kOnly = " --select rewrite-base-without-slash";

TEST_CASE("fix corrects in place, keeps every other byte, mode and a backup") {
  const Program program;
  program.write("site/.htaccess", kBroken);
  REQUIRE(chmod(program.path("site/.htaccess").c_str(), 0604) == 0);
  const auto fixed = program.run(std::string("fix site") + kOnly);
  CHECK(fixed.exitCode == 0);
  CHECK_THAT(fixed.err, Catch::Contains("corrected site/.htaccess (the old file: "));
  CHECK(program.read("site/.htaccess") == kFixed);
  CHECK((fs::status(program.path("site/.htaccess")).permissions() & fs::perms::mask) ==
        static_cast<fs::perms>(0604));
  const auto again = program.run(std::string("fix site") + kOnly);
  CHECK(again.exitCode == 0);
  CHECK(again.err.empty());
  CHECK(program.run("restore site/.htaccess").exitCode == 0);
  CHECK(program.read("site/.htaccess") == kBroken);
  CHECK(program.run("restore site/.htaccess").exitCode == 2);
}

TEST_CASE("fix exits by what remains") {
  const Program program;
  program.write(".htaccess", "RewriteBase blog\nRewriteRule ( x\n");
  const auto result = program.run("fix .");
  CHECK(result.exitCode == 1);
  CHECK(program.read(".htaccess") == "RewriteBase /blog\nRewriteRule ( x\n");
  CHECK_THAT(result.out, Catch::Contains("rewrite-pattern-invalid"));
  CHECK(result.out.find("rewrite-base-without-slash") == std::string::npos);
}

TEST_CASE("fix --diff shows and changes nothing") {
  const Program program;
  program.write(".htaccess", kBroken);
  const auto result = program.run(std::string("fix --diff .") + kOnly);
  CHECK(result.exitCode == 1);
  CHECK(program.read(".htaccess") == kBroken);
  CHECK_THAT(result.out, Catch::StartsWith("diff --git a/.htaccess b/.htaccess"));
  CHECK(program.shell("git init -q . && git apply -", result.out).exitCode == 0);
  CHECK(program.read(".htaccess") == kFixed);
  const auto clean = program.run(std::string("fix --diff .") + kOnly);
  CHECK(clean.exitCode == 0);
  CHECK(clean.out.empty());
}

TEST_CASE("Standard input becomes standard output") {
  const Program program;
  const auto fixed = program.run(std::string("fix -") + kOnly, kBroken);
  CHECK(fixed.exitCode == 0);
  CHECK(fixed.out == kFixed);
  const auto same = program.run(std::string("fix -") + kOnly, "# nothing");
  CHECK(same.out == "# nothing");
  const auto remaining = program.run("fix -", "RewriteRule ( x\n");
  CHECK(remaining.exitCode == 1);
  CHECK(remaining.out == "RewriteRule ( x\n");
  CHECK_THAT(remaining.err, Catch::Contains("rewrite-pattern-invalid"));
}

TEST_CASE("fix -o writes elsewhere and leaves the file") {
  const Program program;
  program.write(".htaccess", kBroken);
  CHECK(program.run(std::string("fix .htaccess -o new") + kOnly).exitCode == 0);
  CHECK(program.read("new") == kFixed);
  CHECK(program.read(".htaccess") == kBroken);
  CHECK(program.run(std::string("fix .htaccess -o -") + kOnly).out == kFixed);
  CHECK(program.run(std::string("fix . .htaccess -o new") + kOnly).exitCode == 2);
}

TEST_CASE("Backups: beside the file, or none") {
  const Program program;
  program.write(".htaccess", kBroken);
  REQUIRE(program.run(std::string("fix .htaccess --backup .orig") + kOnly).exitCode == 0);
  CHECK(program.read(".htaccess.orig") == kBroken);
  CHECK_FALSE(fs::exists(program.path("state")));
  program.write(".htaccess", kBroken);
  REQUIRE(program.run(std::string("fix .htaccess --no-backup") + kOnly).exitCode == 0);
  CHECK(program.read(".htaccess") == kFixed);
  CHECK_FALSE(fs::exists(program.path("state")));
  CHECK(program.run("fix . --no-backup --backup .orig").exitCode == 2);
  CHECK(program.run("fix . --backup ../x").exitCode == 2);
}

TEST_CASE("A read-only file is left alone, and its findings remain") {
  const Program program;
  program.write(".htaccess", kBroken);
  REQUIRE(chmod(program.path(".htaccess").c_str(), 0444) == 0);
  const auto result = program.run(std::string("fix .") + kOnly);
  CHECK(result.exitCode == 2);
  CHECK_THAT(result.err, Catch::Contains(".htaccess: is read-only"));
  CHECK_THAT(result.out, Catch::Contains("rewrite-base-without-slash"));
  CHECK(program.read(".htaccess") == kBroken);
}

TEST_CASE("fix --create writes the missing file; fix alone does not") {
  const Program program;
  fs::create_directories(program.path("site"));
  const std::string host = " --host www.example.jp";
  const auto plain = program.run("fix site" + host);
  CHECK(plain.exitCode == 1);
  CHECK_THAT(plain.out, Catch::Contains("https-redirect-missing"));
  CHECK_FALSE(fs::exists(program.path("site/.htaccess")));
  const auto diff = program.run("fix --diff --create site" + host);
  CHECK_THAT(diff.out, Catch::Contains("new file mode"));
  const auto created = program.run("fix --create site" + host);
  CHECK(created.exitCode == 0);
  CHECK(program.read("site/.htaccess") ==
        "RewriteEngine on\nRewriteCond %{HTTPS} off\n"
        "RewriteRule ^(.*)$ https://www.example.jp/$1 [R=301,L]\n");
  const auto again = program.run("fix --create site" + host);
  CHECK(again.exitCode == 0);
  CHECK(again.err.empty());
  CHECK(program.run("fix --create missing" + host).exitCode == 2);
}

TEST_CASE("fix --create with -o writes the new file elsewhere") {
  const Program program;
  fs::create_directories(program.path("site"));
  const auto created = program.run("fix --create site -o - --host www.example.jp");
  CHECK_THAT(created.out, Catch::StartsWith("RewriteEngine on\n"));
  CHECK_FALSE(fs::exists(program.path("site/.htaccess")));
}

}  // namespace
}  // namespace htlint::cli
