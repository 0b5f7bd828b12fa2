#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "sample.h"

namespace htlint::report {
namespace {

using nlohmann::json;
using sample::addFix;
using sample::file;
using sample::finding;
using sample::rendered;
using sample::result;

TEST_CASE("json has exactly the members that are promised") {
  lint::Finding one = finding(file("f", "あ blog\n"), "blog");
  addFix(one, "/blog");
  const json report = json::parse(rendered(Format::kJson, result(one)));
  const json expected = json::parse(R"({
    "version": 1,
    "tool": {"name": "htlint", "version": "0.1"},
    "files": [{"path": "f", "kind": "htaccess", "verdict": {"state": "accepted"}}],
    "findings": [{
      "rule": "sample-rule", "severity": "error", "fatal": false,
      "message": "`blog` is wrong", "help": "Write it otherwise", "path": "f",
      "range": {"start": {"line": 1, "column": 3, "offset": 4},
                "end": {"line": 1, "column": 7, "offset": 8}},
      "related": [],
      "fix": {"safety": "safe", "title": "Replace `blog`",
              "edits": [{"path": "f", "start": 4, "end": 8, "text": "/blog"}]}}],
    "summary": {"files": 1, "errors": 1, "warnings": 0, "infos": 0, "fixable": 1}})");
  CHECK(report == expected);
}

TEST_CASE("jsonl has a line for each file and each finding") {
  const std::string text = rendered(Format::kJsonl, result(finding(file("f", "x\n"), "x")));
  const std::size_t end = text.find('\n');
  const json first = json::parse(text.substr(0, end));
  const json second = json::parse(text.substr(end + 1));
  CHECK(first["type"] == "file");
  CHECK(first["path"] == "f");
  CHECK(second["type"] == "finding");
  CHECK(second["rule"] == "sample-rule");
}

TEST_CASE("Text that is not UTF-8 travels as base64 beside words for people") {
  lint::Finding one = finding(file("f", "\x82\xa0 x\n"), "\x82\xa0");
  addFix(one, "\x82\xa2");
  one.fixes.front().edits.push_back({lint::FixEdit::Kind::kCreate, "g", {}, "new\n"});
  one.fixes.front().edits.push_back({lint::FixEdit::Kind::kRename, "f", {}, "h"});
  const json found = json::parse(rendered(Format::kJson, result(one)))["findings"][0];
  CHECK(found["message"] == "`あ` is wrong");
  CHECK(found["base64"] == "YIKgYCBpcyB3cm9uZw==");
  CHECK(found["range"]["end"]["column"] == 2);
  const json edits = found["fix"]["edits"];
  CHECK(edits[0] == json({{"path", "f"}, {"start", 0}, {"end", 2}, {"base64", "gqI="}}));
  CHECK(edits[1] == json({{"path", "g"}, {"create", true}, {"base64", "bmV3Cg=="}}));
  CHECK(edits[2] == json({{"path", "f"}, {"rename", "h"}}));
}

TEST_CASE("A path that is not UTF-8 is given exactly beside its picture") {
  const json report =
      json::parse(rendered(Format::kJson, result(finding(file("\xff", "x\n"), "x"))));
  CHECK(report["findings"][0]["pathBase64"] == "/w==");
  CHECK(report["files"][0]["pathBase64"] == "/w==");
}

TEST_CASE("A verdict tells its line and words") {
  lint::LintResult one = result(finding(file("f", "x\n"), "x"));
  one.files.front().state = httpd::VerdictState::kRejected;
  one.files.front().line = 7;
  one.files.front().message = {.en = "no {0}", .ja = ""};
  one.files.front().args = {"x"};
  const json report = json::parse(rendered(Format::kJson, one));
  CHECK(report["files"][0]["verdict"] ==
        json({{"state", "rejected"}, {"line", 7}, {"message", "no x"}}));
}

TEST_CASE("SARIF places are counted in code points and its URIs are encoded") {
  lint::Finding one = finding(file("a b/あ.htaccess", "あ blog\n"), "blog");
  addFix(one, "/blog");
  const json log = json::parse(rendered(Format::kSarif, result(one)));
  CHECK(log["version"] == "2.1.0");
  const json run = log["runs"][0];
  CHECK(run["columnKind"] == "unicodeCodePoints");
  CHECK(run["tool"]["driver"]["rules"][0]["id"] == "sample-rule");
  const json found = run["results"][0];
  CHECK(found["ruleIndex"] == 0);
  CHECK(found["level"] == "error");
  const json place = found["locations"][0]["physicalLocation"];
  CHECK(place["artifactLocation"]["uri"] == "a%20b/%E3%81%82.htaccess");
  CHECK(place["region"] ==
        json({{"startLine", 1}, {"startColumn", 3}, {"endLine", 1}, {"endColumn", 7}}));
  const json change = found["fixes"][0]["artifactChanges"][0]["replacements"][0];
  CHECK(change["deletedRegion"]["byteOffset"] == 4);
  CHECK(change["deletedRegion"]["byteLength"] == 4);
  CHECK(change["insertedContent"]["text"] == "/blog");
}

TEST_CASE("SARIF fingerprints follow a line that moves and tell equal lines apart") {
  const auto fingerprints = [](const std::string& bytes) {
    const auto source = file("f", bytes);
    lint::LintResult all = result(finding(source, "bad"));
    lint::Finding second = all.findings.front();
    const auto at = static_cast<std::uint32_t>(source->bytes().rfind("bad"));
    second.range = {at, at + 3};
    all.findings.push_back(second);
    std::vector<std::string> prints;
    const json log = json::parse(rendered(Format::kSarif, all));
    for (const json& found : log["runs"][0]["results"]) {
      prints.push_back(found["partialFingerprints"]["htlint/v1"]);
    }
    return prints;
  };
  const auto before = fingerprints("bad x\nbad x\n");
  CHECK(before[0] != before[1]);
  CHECK(before == fingerprints("# new\n  bad x\n\nbad x\n"));
  CHECK(before != fingerprints("bad y\nbad x\n"));
}

}  // namespace
}  // namespace htlint::report
