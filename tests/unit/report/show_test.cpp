#include <algorithm>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <regex>

#include "report/certificate_listing.h"
#include "support/certificates.h"
#include "text/encoding.h"
#include "x509/time.h"

namespace htlint::report {
namespace {

using lint::Language;
using nlohmann::json;

constexpr std::string_view kNow = "2026-03-01T00:00:00Z";

std::int64_t now() { return x509::parseRfc3339(kNow)->time_since_epoch().count(); }

test::TestCertificate authority(
    const std::string& name, const test::TestKey& key, const test::TestCertificate* issuer,
    std::chrono::sys_seconds end = std::chrono::sys_days(std::chrono::year(2035) / 1 / 1)) {
  test::CertificateOptions options;
  options.subject = {{"C", "JP"}, {"CN", name}};
  options.dnsNames.clear();
  options.isCa = true;
  options.selfSigned = issuer == nullptr;
  options.issuer = issuer;
  options.key = &key;
  options.notAfter = end;
  return test::makeCertificate(options);
}

test::TestCertificate server(const std::string& name, const test::TestCertificate& issuer) {
  test::CertificateOptions options;
  options.subject = {{"O", "株式会社 例"}, {"CN", name}};
  options.dnsNames = {"www.example.jp"};
  options.issuer = &issuer;
  options.key = &test::ecKey(9);
  options.caIssuers = {"http://ca.example/i.crt?<a>&b"};
  return test::makeCertificate(options);
}

/// A CA under two roots, one of them by a certificate that has expired.
struct CrossSigned {
  test::TestCertificate root = authority("Root A", test::ecKey(1), nullptr);
  test::TestCertificate otherRoot = authority("Root B", test::ecKey(2), nullptr);
  test::TestCertificate intermediate = authority("Example CA", test::ecKey(3), &root);
  test::TestCertificate cross = authority("Example CA", test::ecKey(3), &otherRoot,
                                          std::chrono::sys_days(std::chrono::year(2026) / 2 / 1));
  test::TestCertificate leaf = server("www.example.jp", intermediate);
};

const CrossSigned& pki() {
  static const CrossSigned made;
  return made;
}

lint::Site siteOf(std::string bytes, bool withRoots = true, std::string poolPem = "") {
  lint::SiteInput input;
  input.files.push_back({.kind = lint::FileKind::kCertificate,
                         .path = "chain.pem",
                         .sitePath = {},
                         .source = std::make_shared<text::SourceFile>("chain.pem", bytes),
                         .named = true,
                         .unreadable = {}});
  const auto poolOf = [](const std::string& pem) {
    auto pool = std::make_shared<x509::CertificatePool>();
    pool->addAll(pem::Document(std::make_shared<text::SourceFile>("pool", pem)));
    return pool;
  };
  if (withRoots) input.roots = poolOf(pki().root.pem + pki().otherRoot.pem);
  input.pool = poolOf(poolPem);
  return lint::Site(std::move(input));
}

/// The listing without what differs from run to run: fingerprints, line numbers.
std::string outline(const lint::Site& site, Language language = Language::kEnglish) {
  std::string kept;
  const std::string text = listingText(site, now(), language, false);
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = text.find('\n', start);
    const std::string line = text.substr(start, end - start);
    start = end + 1;
    const bool varies =
        line.find("sha-") != std::string::npos || line.find("SHA-") != std::string::npos;
    if (!varies) kept += line + "\n";
  }
  // A signature may be a byte shorter, and its block a line.
  return std::regex_replace(kept, std::regex("line [0-9]+"), "line N");
}

TEST_CASE("A chain is a tree from the server's certificate to its roots") {
  const auto& [root, otherRoot, intermediate, cross, leaf] = pki();
  const std::string text = outline(siteOf(leaf.pem + cross.pem + intermediate.pem + root.pem));
  const std::string expected = R"(chain.pem
  the chain is complete
  www.example.jp  server certificate (block 1, line N)
  │  subject       O=株式会社 例, CN=www.example.jp
  │  names         www.example.jp
  │  issuer        C=JP, CN=Example CA
  │  valid from    2026-01-01T00:00:00Z (2026-01-01 09:00 in Japan)
  │  valid until   2026-07-01T00:00:00Z (2026-07-01 09:00 in Japan), 122 days left
  │  serial        1001
  │  key           EC P-256
  │  signature     ecdsa-with-SHA256
  ├─ Example CA  intermediate, sent (block 3, line N)
  │  │  subject       C=JP, CN=Example CA
  │  │  issuer        C=JP, CN=Root A
  │  │  valid from    2026-01-01T00:00:00Z (2026-01-01 09:00 in Japan)
  │  │  valid until   2035-01-01T00:00:00Z (2035-01-01 09:00 in Japan), 3228 days left
  │  │  serial        1001
  │  │  key           EC P-256
  │  │  signature     ecdsa-with-SHA256
  │  └─ Root A  trust anchor, need not be sent (block 4, line N)
)";
  CHECK_THAT(text, Catch::StartsWith(expected));
  CHECK_THAT(text, Catch::Contains("  └─ Example CA  outdated, not needed (block 2, line N)\n"));
  CHECK_THAT(text, Catch::Contains("     └─ Root B  trust anchor, not sent\n"));
  CHECK_THAT(text, Catch::Contains("expired 28 days ago\n"));
  CHECK_THAT(text, Catch::Contains("  a TLS server sends: www.example.jp, Example CA, Example CA, "
                                   "Root A\n"));
}

TEST_CASE("What is missing is named, with the place where its CA offers it") {
  const auto& [root, otherRoot, intermediate, cross, leaf] = pki();
  const lint::Site site = siteOf(leaf.pem);
  CHECK_THAT(outline(site),
             Catch::Contains("the chain is incomplete: the certificate of `C=JP, CN=Example CA` is "
                             "missing; its CA offers it at http://ca.example/i.crt?<a>&b\n"));
  CHECK_THAT(outline(site, Language::kJapanese), Catch::Contains("チェーンが不完全です。"));
  const json chain = json::parse(listingJson(site, now()))["files"][0]["chain"];
  CHECK(chain["complete"] == false);
  CHECK(chain["missing"]["issuer"]["text"] == "C=JP, CN=Example CA");
  CHECK(chain["missing"]["addresses"][0] == "http://ca.example/i.crt?<a>&b");

  CHECK_THAT(outline(siteOf(leaf.pem, true, intermediate.pem)),
             Catch::Contains("└─ Example CA  intermediate, missing; the pool has it\n"));
  CHECK_THAT(outline(siteOf(leaf.pem, false)), Catch::Contains("no trust anchors are known"));
  CHECK(json::parse(listingJson(siteOf(leaf.pem, false), now()))["files"][0]["chain"]["complete"] ==
        nullptr);
}

TEST_CASE("JSON has every certificate with its place, and the paths by index") {
  const auto& [root, otherRoot, intermediate, cross, leaf] = pki();
  const lint::Site site =
      siteOf(leaf.pem + leaf.key.pem() + cross.pem + intermediate.pem + "text\n");
  const json file = json::parse(listingJson(site, now()))["files"][0];
  CHECK(file["path"] == "chain.pem");
  CHECK(file["accepted"] == true);
  CHECK(file["sent"].size() == 3);
  REQUIRE(file["items"].size() == 4);
  CHECK(file["items"][1]["kind"] == "privateKey");
  CHECK(file["items"][1]["belongsTo"] == "www.example.jp");
  CHECK(file["items"][2]["block"] == 3);
  const json& chain = file["chain"];
  CHECK(chain["complete"] == true);
  CHECK(chain["paths"].size() == 2);
  CHECK(chain["paths"][0]["valid"] == true);
  CHECK(chain["paths"][1]["errors"][0]["message"] == "certificate has expired");
  const json& best = chain["certificates"][chain["paths"][0]["certificates"][1].get<std::size_t>()];
  CHECK(best["standing"] == "intermediate");
  CHECK(best["line"] == file["items"][3]["line"]);
  CHECK(best["notAfterJapan"] == "2035-01-01T09:00:00+09:00");
  CHECK(best["daysLeft"] == 3228);
}

TEST_CASE("A hostile name is text wherever it is shown") {
  const std::string name = "</text><script>alert('1')</script>\"&\x1b[31m\r\n\xEF\xBF\xBF";
  const test::TestCertificate leaf = server(name, pki().intermediate);
  const lint::Site site = siteOf(leaf.pem + pki().intermediate.pem);
  const std::string text = listingText(site, now(), Language::kEnglish, false);
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK(text.find('\r') == std::string::npos);
  const std::string svg = listingSvg(site, now(), Language::kEnglish);
  CHECK(svg.find("<script") == std::string::npos);
  CHECK(svg.find("&lt;/text&gt;&lt;script&gt;") != std::string::npos);
  for (const char* forbidden : {"\x1b", "\r", "\xEF\xBF\xBF", "href", "onload"}) {
    CHECK(svg.find(forbidden) == std::string::npos);
  }
  CHECK(text::isValidUtf8(svg));
  CHECK(json::accept(listingJson(site, now())));
}

TEST_CASE("The picture has a box for each certificate and an arrow for each issuance") {
  const auto& [root, otherRoot, intermediate, cross, leaf] = pki();
  const lint::Site site = siteOf(leaf.pem + cross.pem + intermediate.pem);
  const std::string svg = listingSvg(site, now(), Language::kJapanese);
  const auto count = [&svg](std::string_view part) {
    std::size_t found = 0;
    for (std::size_t at = svg.find(part); at != std::string::npos; at = svg.find(part, at + 1)) {
      ++found;
    }
    return found;
  };
  CHECK_THAT(svg, Catch::StartsWith("<svg xmlns=\"http://www.w3.org/2000/svg\""));
  CHECK(count("rx=\"8\"") == 5);
  CHECK(count("class=\"served\"") == 2);
  CHECK(count("class=\"idle\"") == 1);
  CHECK(count("class=\"anchor\"") == 2);
  CHECK(count("class=\"best\"") == 2);
  CHECK(count("class=\"way\"") == 2);
  CHECK(count("サーバー証明書") == 1);
  CHECK(count("prefers-color-scheme: dark") == 1);
  CHECK(svg == listingSvg(site, now(), Language::kJapanese));

  CHECK_THAT(listingSvg(siteOf(leaf.pem), now(), Language::kEnglish),
             Catch::Contains("class=\"missing\"") &&
                 Catch::Contains("http://ca.example/i.crt?&lt;a&gt;&amp;b"));
}

TEST_CASE("Collections, containers and files without certificates") {
  const auto& [root, otherRoot, intermediate, cross, leaf] = pki();
  const std::string collection = outline(siteOf(root.pem + otherRoot.pem));
  CHECK_THAT(collection, Catch::Contains("  Root A  root certificate (block 1, line N)\n"));
  CHECK(collection.find("TLS server") == std::string::npos);
  CHECK_THAT(outline(siteOf(test::makePkcs12(leaf, "x"))),
             Catch::Contains("PKCS#12  container: it needs a password (--password-file)\n"));
  CHECK_THAT(outline(siteOf(test::makePkcs7({leaf, intermediate}))),
             Catch::Contains("  the chain is complete\n") &&
                 Catch::Contains("PKCS#7  container\n  a TLS server refuses this file as it is\n"));
  CHECK(outline(siteOf("nothing\n")) == "chain.pem\n  holds no certificate, request or key\n");
  for (const std::string& bytes : {std::string(), root.pem, std::string("nothing\n")}) {
    CHECK_THAT(listingSvg(siteOf(bytes), now(), Language::kEnglish), Catch::EndsWith("</svg>\n"));
  }
}

}  // namespace
}  // namespace htlint::report
