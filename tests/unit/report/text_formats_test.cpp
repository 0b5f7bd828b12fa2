#include <catch2/catch.hpp>

#include "sample.h"
#include "text/encoding.h"

namespace htlint::report {
namespace {

using sample::addFix;
using sample::file;
using sample::finding;
using sample::rendered;
using sample::result;

TEST_CASE("full shows the line, the place, help, fix and the sum") {
  lint::Finding one = finding(file("public/.htaccess", "# x\nRewriteBase blog\n"), "blog");
  addFix(one, "/blog");
  CHECK(rendered(Format::kFull, result(one)) ==
        "error[sample-rule]: `blog` is wrong\n"
        " --> public/.htaccess:2:13\n"
        "  |\n"
        "2 | RewriteBase blog\n"
        "  |             ^^^^\n"
        "  = help: Write it otherwise\n"
        "  = fix: Replace `blog` (safe)\n"
        "\n"
        "1 error in 1 file. `htlint fix` corrects 1 of them.\n");
}

TEST_CASE("full speaks Japanese") {
  const std::string text = rendered(Format::kFull, result(finding(file(".htaccess", "x y\n"), "y")),
                                    lint::Language::kJapanese);
  CHECK(text ==
        "エラー[sample-rule]: `y` は誤りです\n"
        " --> .htaccess:1:3\n"
        "  |\n"
        "1 | x y\n"
        "  |   ^\n"
        "  = 対処: 書き直してください\n"
        "\n"
        "1 個のファイルを調べました: エラー 1 件。\n");
}

TEST_CASE("Marks stand under wide characters, tabs and Shift_JIS") {
  const std::string wide = rendered(Format::kFull, result(finding(file("f", "\tあ　b\n"), "　")));
  CHECK_THAT(wide, Catch::Contains("1 |     あ　b\n  |       ^^\n"));
  CHECK_THAT(wide, Catch::Contains(" --> f:1:3\n"));
  const std::string shiftJis =
      rendered(Format::kFull, result(finding(file("f", "A \x82\xa0\x81\x40z\n"), "\x81\x40")));
  CHECK_THAT(shiftJis, Catch::Contains("1 | A あ　z\n  |     ^^\n"));
  CHECK_THAT(shiftJis, Catch::Contains("`　` is wrong"));
}

TEST_CASE("A place without width gets one mark, one of several lines says how far") {
  lint::Finding empty = finding(file("f", "abc\n"), "abc");
  empty.range = {3, 3};
  CHECK_THAT(rendered(Format::kFull, result(empty)), Catch::Contains("1 | abc\n  |    ^\n"));
  const lint::Finding long_ = finding(file("f", "ab\ncd\nef\n"), "b\ncd\ne");
  CHECK_THAT(rendered(Format::kFull, result(long_)),
             Catch::Contains("1 | ab\n  |  ^ (up to line 3)\n"));
}

TEST_CASE("A huge line is cut around the place") {
  const std::string filler(1000000, 'x');
  const std::string text =
      rendered(Format::kFull, result(finding(file("f", filler + "HERE" + filler), "HERE")));
  CHECK(text.size() < 1000);
  CHECK_THAT(text, Catch::Contains("xxHERExx"));
  CHECK_THAT(text, Catch::Contains("..."));
}

TEST_CASE("A finding without a file is at the first place of its path") {
  lint::Finding one;
  one.rule = &sample::kRule;
  one.severity = lint::Severity::kWarning;
  one.path = "public/.htaccess";
  one.args = {"x"};
  CHECK_THAT(rendered(Format::kFull, result(one)), Catch::Contains(" --> public/.htaccess:1:1\n"));
  CHECK(rendered(Format::kConcise, result(one)) ==
        "public/.htaccess:1:1: warning: `x` is wrong [sample-rule]\n");
}

TEST_CASE("Related places are shown with their own lines") {
  const auto source = file("f", "one\ntwo\n");
  lint::Finding one = finding(source, "two");
  one.related.push_back({.message = {.en = "first here", .ja = "最初はここ"},
                         .args = {},
                         .path = "f",
                         .file = source,
                         .range = {0, 3}});
  CHECK_THAT(rendered(Format::kFull, result(one)),
             Catch::Contains("note: first here\n ::: f:1:1\n  |\n1 | one\n  | ^^^\n"));
}

TEST_CASE("Text that is not valid in any encoding stays printable") {
  const lint::Finding one = finding(file("f\xff", "a\xff\x80\x01z\n"), "\xff\x80\x01");
  for (const Format format : {Format::kFull, Format::kConcise, Format::kJson, Format::kJsonl,
                              Format::kSarif, Format::kGithub}) {
    const std::string text = rendered(format, result(one));
    CHECK(text::isValidUtf8(text));
    CHECK(text.find('\x01') == std::string::npos);
  }
}

TEST_CASE("Nothing of a private key is shown, whatever the format") {
  const std::string secret = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7";
  const auto source =
      file("f", "-----BEGIN PRIVATE KEY-----\n" + secret + "\n-----END PRIVATE KEY-----\n");
  lint::Finding one = finding(source, secret);
  addFix(one, std::string(source->bytes()));
  one.related.push_back({.message = {.en = "see {0}", .ja = "{0}"},
                         .args = {secret},
                         .path = "f",
                         .file = source,
                         .range = one.range});
  lint::LintResult all = result(one);
  all.files.front().state = httpd::VerdictState::kRejected;
  all.files.front().line = 2;
  all.files.front().message = {.en = "bad {0}", .ja = "{0}"};
  all.files.front().args = {secret};
  for (const Format format : {Format::kFull, Format::kConcise, Format::kJson, Format::kJsonl,
                              Format::kSarif, Format::kGithub}) {
    const std::string text = rendered(format, all);
    CHECK(text.find(secret.substr(0, 12)) == std::string::npos);
    CHECK_THAT(text, Catch::Contains("sample-rule"));
  }
}

TEST_CASE("Nothing of a key whose markers were lost is shown either") {
  const std::string secret = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7";
  const auto source =
      file("f", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n" + secret + "\n");
  CHECK(rendered(Format::kFull, result(finding(source, secret))).find(secret) == std::string::npos);
}

TEST_CASE("A rejected file is said to bring 500") {
  lint::LintResult one = result(finding(file("f", "x\n"), "x"));
  one.files.front().state = httpd::VerdictState::kRejected;
  one.files.front().line = 1;
  CHECK_THAT(rendered(Format::kFull, one),
             Catch::Contains("f: httpd refuses this file at line 1; every request below it gets "
                             "500.\n"));
}

TEST_CASE("GitHub's commands are escaped") {
  const lint::Finding one = finding(file("a,b:c%.htaccess", "x%y\n"), "x%y");
  CHECK(rendered(Format::kGithub, result(one)) ==
        "::error file=a%2Cb%3Ac%25.htaccess,line=1,endLine=1,col=1,endColumn=4,title=sample-rule::"
        "`x%25y` is wrong%0AWrite it otherwise\n");
}

TEST_CASE("Colours appear on request only") {
  const lint::LintResult one = result(finding(file("f", "x\n"), "x"));
  CHECK(rendered(Format::kFull, one).find('\x1b') == std::string::npos);
  const std::string text =
      render(Format::kFull,
             {.toolVersion = "0.1", .results = {&one, 1}, .rules = sample::kRules, .color = true});
  CHECK_THAT(text, Catch::Contains("\x1b[1;31merror[sample-rule]\x1b[0m"));
}

}  // namespace
}  // namespace htlint::report
