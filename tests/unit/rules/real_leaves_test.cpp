// Certificates that real CAs issued, and that browsers accepted, give no finding above info from
// the rules about the leaf.

#include <catch2/catch.hpp>
#include <filesystem>
#include <set>

#include "lint/engine.h"
#include "rules/rule_table.h"
#include "support/files.h"
#include "x509/bundle.h"

namespace htlint {
namespace {

const std::set<std::string_view> kLeafRules = {
    "certificate-cn-not-in-san",  "certificate-expired",         "certificate-host-not-covered",
    "certificate-is-ca",          "certificate-key-unsupported", "certificate-key-usage-wrong",
    "certificate-key-weak",       "certificate-name-invalid",    "certificate-not-yet-valid",
    "certificate-ou-present",     "certificate-san-missing",     "certificate-san-not-critical",
    "certificate-self-signed",    "certificate-serial-invalid",  "certificate-server-auth-missing",
    "certificate-signature-weak", "certificate-superseded",      "certificate-validity-too-long",
    "certificate-wrong-product"};

struct RealLeaf {
  std::string name;
  std::string bytes;
  x509::Certificate certificate;
};

std::vector<RealLeaf> realLeaves() {
  std::vector<RealLeaf> leaves;
  for (const char* folder : {"pem/sureserver", "pem/cross-signed"}) {
    const auto path = std::filesystem::path(HTLINT_CORPUS_DIR) / folder;
    if (!std::filesystem::is_directory(path)) continue;
    for (const auto& entry : std::filesystem::directory_iterator(path)) {
      if (entry.path().extension() != ".pem") continue;
      std::string bytes = test::readFile(entry.path());
      const pem::Document document(std::make_shared<text::SourceFile>("leaf.pem", bytes));
      const x509::Bundle bundle = x509::loadCertificates(document);
      const auto leaf = x509::findLeaf(bundle);
      if (!leaf) continue;
      leaves.push_back(
          {entry.path().filename(), std::move(bytes), bundle.certificates[*leaf].certificate});
    }
  }
  return leaves;
}

/// The site that would publish the certificate, in the middle of its validity.
lint::LintResult lintAsSite(const RealLeaf& leaf, std::string host) {
  lint::SiteInput input;
  input.root = "site";
  input.files.push_back({.kind = lint::FileKind::kCertificate,
                         .path = leaf.name,
                         .sitePath = "",
                         .source = std::make_shared<text::SourceFile>(leaf.name, leaf.bytes),
                         .named = true,
                         .unreadable = {}});
  input.settings.certificatePath = leaf.name;
  input.settings.host = std::move(host);
  lint::LintSettings settings;
  settings.rules = rules::table();
  const auto middle = *leaf.certificate.notBefore() +
                      (*leaf.certificate.notAfter() - *leaf.certificate.notBefore()) / 2;
  settings.now = middle.time_since_epoch().count();
  return lint::lint(lint::Site(input), settings);
}

TEST_CASE("real server certificates have nothing to be reproached with") {
  const std::vector<RealLeaf> leaves = realLeaves();
  if (leaves.empty()) {
    WARN("no corpus: real server certificates are not looked at");
    return;
  }
  int seen = 0;
  for (const RealLeaf& leaf : leaves) {
    std::string host = leaf.certificate.dnsNames().front();
    if (host.starts_with("*.")) host.replace(0, 1, "www");
    for (const lint::Finding& finding : lintAsSite(leaf, host).findings) {
      if (!kLeafRules.contains(finding.rule->name)) continue;
      INFO(leaf.name << ": " << finding.rule->name << ": "
                     << renderMessage(finding, lint::Language::kEnglish));
      CHECK(finding.severity == lint::Severity::kInfo);
    }
    ++seen;
  }
  CHECK(seen >= 5);
}

TEST_CASE("the rules about the leaf are all there") {
  std::set<std::string_view> known;
  for (const lint::RuleInfo* rule : rules::table()) known.insert(rule->name);
  for (const std::string_view name : kLeafRules) {
    INFO(name);
    CHECK(known.contains(name));
  }
}

}  // namespace
}  // namespace htlint
