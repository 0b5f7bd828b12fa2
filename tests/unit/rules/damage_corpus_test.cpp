// The real files that copy and paste has damaged: which rule speaks, at which line, and that what
// needs no guess comes back.

#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <set>

#include "lint/fix_loop.h"
#include "rules/rule_table.h"
#include "support/files.h"

namespace htlint {
namespace {

const std::filesystem::path kFolder = std::filesystem::path(HTLINT_CORPUS_DIR) / "pem/damage";

bool isDamageRule(std::string_view name) {
  return name.starts_with("pem-") || name == "certificate-signature-wrong";
}

lint::SiteInput siteWith(std::string bytes) {
  lint::SiteInput input;
  input.root = ".";
  lint::InputFile file;
  file.kind = lint::FileKind::kCertificate;
  file.path = file.sitePath = "server.pem";
  file.source = std::make_shared<text::SourceFile>("server.pem", std::move(bytes));
  input.files.push_back(std::move(file));
  return input;
}

lint::LintSettings settings() {
  lint::LintSettings result;
  result.rules = rules::table();
  result.now = 1760000000;  // 2025-10-09, when the certificates in the files are valid
  for (const lint::RuleInfo* rule : result.rules) {
    if (isDamageRule(rule->name)) result.select.emplace_back(rule->name);
  }
  return result;
}

std::vector<std::string> findingsIn(const std::string& bytes) {
  const lint::LintResult result = lint::lint(lint::Site(siteWith(bytes)), settings());
  std::vector<std::string> found;
  for (const lint::Finding& finding : result.findings) {
    found.push_back(std::to_string(finding.start().line) + " " + std::string(finding.rule->name) +
                    (finding.severity == lint::Severity::kInfo ? " info" : "") +
                    (finding.fatal ? " fatal" : ""));
  }
  return found;
}

std::vector<std::string> certificatesIn(const std::string& bytes) {
  const pem::Document document(std::make_shared<text::SourceFile>("server.pem", bytes));
  std::vector<std::string> ders;
  for (const pem::OpenSslRead& read : document.reads()) {
    if (read.isBlock() && read.hasUsableHeader()) ders.push_back(read.der);
  }
  return ders;
}

using Expected = std::vector<std::string>;

const std::map<std::string, Expected> kFindings = {
    {"00-good", {}},
    {"01-begin-4dash-left", {"1 pem-marker-damaged fatal"}},
    {"02-begin-4dash-right", {"1 pem-marker-damaged fatal"}},
    {"03-end-4dash-right", {"82 pem-marker-damaged fatal"}},
    {"04-end-4dash-left", {"82 pem-marker-damaged"}},
    {"05-begin-space", {"1 pem-marker-damaged fatal"}},
    {"06-end-begin-joined", {"82 pem-markers-joined fatal"}},
    {"07-bom-start", {"1 pem-invisible-character info"}},
    {"08-bom-middle", {"83 pem-invisible-character info"}},
    {"09-crlf", {"1 pem-layout-unusual info"}},
    {"10-cr-only", {"1 pem-line-ends-cr fatal", "1 pem-line-ends-cr fatal"}},
    {"11-wrap76", {"2 pem-layout-unusual info"}},
    {"12-one-line-b64", {"2 pem-layout-unusual info"}},
    {"13-indent4",
     {"1 pem-marker-damaged fatal", "2 pem-stray-blanks info", "83 pem-marker-damaged fatal",
      "84 pem-stray-blanks info"}},
    {"14-indent-only-b64", {"2 pem-stray-blanks info", "84 pem-stray-blanks info"}},
    {"15-trailing-space", {"1 pem-stray-blanks info", "83 pem-stray-blanks info"}},
    {"16-blank-in-b64", {"6 pem-blank-line-inside fatal"}},
    {"17-blank-every-line", {"2 pem-blank-line-inside fatal"}},
    {"18-text-before", {"1 pem-layout-unusual info"}},
    {"19-text-between", {"83 pem-layout-unusual info"}},
    {"20-text-inside-b64", {"6 pem-text-inside fatal"}},
    {"21-no-end-first", {"81 pem-marker-missing"}},
    {"22-no-end-last", {"110 pem-marker-missing fatal"}},
    {"23-no-begin-first", {"1 pem-marker-missing fatal"}},
    {"24-trunc-b64-lines", {"76 pem-content-damaged fatal"}},
    {"25-one-char-deleted", {"7 pem-content-damaged fatal"}},
    {"26-one-char-changed", {"1 certificate-signature-wrong"}},
    {"27-fullwidth-char", {"7 pem-full-width-character fatal"}},
    {"28-fullwidth-dashes", {"1 pem-marker-damaged fatal"}},
    {"29-endash-dashes", {"1 pem-marker-damaged fatal"}},
    {"30-nbsp", {"7 pem-stray-blanks info"}},
    {"31-email-quoted", {"1 pem-quoted fatal", "83 pem-quoted fatal"}},
    {"32-pad-removed", {}},  // its base64 ends without padding anyhow
    {"33-lowercase-begin", {"1 pem-marker-damaged fatal"}},
    {"34-x509-label", {"1 pem-layout-unusual info", "83 pem-layout-unusual info"}},
    {"35-literal-backslash-n", {"1 pem-escaped-text fatal", "1 pem-escaped-text fatal"}},
    {"36-spaces-for-newlines", {"1 pem-line-breaks-lost fatal", "1 pem-line-breaks-lost fatal"}},
    {"37-utf16le", {"1 pem-utf16 fatal"}},
    {"38-der", {}},  // no PEM
    {"39-html-br", {"1 pem-html fatal", "83 pem-html fatal"}},
    {"40-label-mismatch", {"82 pem-label-wrong fatal"}},
    {"41-garbage-second", {"84 pem-content-damaged fatal"}},
    {"42-b64-urlsafe", {"8 pem-url-safe-base64 fatal"}},
    {"43-duplicate-leaf", {}},
    {"44-zero-width", {"7 pem-invisible-character fatal"}},
    {"45-ideographic-space", {"7 pem-stray-blanks info"}},
    {"46-no-final-newline", {"111 pem-layout-unusual info"}},
    {"47-tabs-in-b64", {"7 pem-stray-blanks info"}},
    {"48-control-z", {"112 pem-invisible-character info"}},
    {"49-p7", {}},  // a container, which other rules are about
};

// Characters or lines are lost or changed, or a certificate is not there at all.
const std::set<std::string> kNotRepairable = {"24-trunc-b64-lines",
                                              "25-one-char-deleted",
                                              "26-one-char-changed",
                                              "41-garbage-second",
                                              "38-der",
                                              "43-duplicate-leaf",
                                              "49-p7"};

TEST_CASE("every real damage is named at its line, and repaired where nothing has to be guessed") {
  if (!std::filesystem::exists(kFolder)) {
    WARN("no damaged files at " << kFolder << "; skipped");
    return;
  }
  const std::vector<std::string> good = certificatesIn(test::readFile(kFolder / "00-good.pem"));
  REQUIRE(good.size() == 2);
  std::size_t seen = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    const std::string name = entry.path().stem().string();
    INFO(name);
    const std::string bytes = test::readFile(entry.path());
    REQUIRE(kFindings.contains(name));
    CHECK(findingsIn(bytes) == kFindings.at(name));
    const lint::FixResult fixed = lint::fixAll(siteWith(bytes), settings(), {});
    CHECK(fixed.converged);
    CHECK(fixed.rolledBack.empty());
    const std::string after(fixed.after.files.front().source->bytes());
    if (kNotRepairable.contains(name)) {
      CHECK(after == bytes);
    } else {
      CHECK(certificatesIn(after) == good);
      for (const std::string& left : findingsIn(after)) {
        CHECK(left.find("pem-layout-unusual info") != std::string::npos);
      }
    }
    ++seen;
  }
  CHECK(seen == kFindings.size());
}

}  // namespace
}  // namespace htlint
