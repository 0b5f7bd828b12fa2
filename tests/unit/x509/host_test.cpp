#include "x509/host.h"

#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <catch2/catch.hpp>
#include <random>

#include "support/certificates.h"

namespace htlint::x509 {
namespace {

Certificate certificateFor(const std::string& commonName, std::vector<std::string> dnsNames,
                           std::vector<std::string> addresses = {}) {
  test::CertificateOptions options;
  options.subject = {{"CN", commonName}};
  options.dnsNames = std::move(dnsNames);
  options.ipAddresses = std::move(addresses);
  return *Certificate::parse(test::makeCertificate(options).der);
}

struct Case {
  std::string host;
  std::string commonName;
  std::vector<std::string> dnsNames;
  HostCoverage coverage;
  std::string name;
};

TEST_CASE("a host is covered, or it is said why not") {
  using enum HostCoverage;
  const std::string www = "www.example.jp";
  const std::string apex = "example.jp";
  const std::string wild = "*.example.jp";
  for (const Case& c : std::vector<Case>{
           {www, www, {www}, kCovered, www},
           {"WWW.Example.JP", www, {www}, kCovered, www},
           {"www.example.jp.", www, {www}, kCovered, www},
           {www, www, {"WWW.EXAMPLE.jp"}, kCovered, "WWW.EXAMPLE.jp"},
           {www, wild, {wild}, kCovered, wild},
           {"www_1.example.jp", wild, {wild}, kCovered, wild},
           {apex, www, {www}, kApexOfWww, www},
           {www, apex, {apex}, kWwwOfApex, apex},
           {apex, wild, {wild}, kApexOfWildcard, wild},
           {"a.b.example.jp", wild, {wild}, kTwoLabels, wild},
           {"www.www.example.jp", wild, {wild}, kTwoLabels, wild},
           {"web1.example.jp",
            "w*.example.jp",
            {"w*.example.jp"},
            kPartialWildcard,
            "w*.example.jp"},
           {apex, apex, {www}, kCommonNameOnly, apex},
           {www, www, {}, kCommonNameOnly, www},
           {www, "some company", {}, kNoNames, ""},
           {www, www + ".", {www + "."}, kTrailingDot, www + "."},
           {"other.jp", www, {www}, kOther, ""},
           {"example.jp.evil.com", www, {www, wild}, kOther, ""},
           {"notexample.jp", wild, {wild}, kOther, ""},
           {"example.jp", "*.jp", {"*.jp"}, kOther, ""},
           {"a.example.jp", "*.*.jp", {"*.*.jp"}, kOther, ""},
           {"", www, {www}, kInvalidHost, ""},
           {"www..example.jp", www, {www}, kInvalidHost, ""},
           {"www.example.jp:443", www, {www}, kInvalidHost, ""},
           {wild, wild, {wild}, kInvalidHost, ""},
           {"「コモンネーム」", www, {www}, kInvalidHost, ""},
           // A-labels and U-labels are the same host.
           {"日本語.jp", "x", {"xn--wgv71a119e.jp"}, kCovered, "xn--wgv71a119e.jp"},
           {"日本語。ＪＰ", "x", {"xn--wgv71a119e.jp"}, kCovered, "xn--wgv71a119e.jp"},
           {"www.日本語.jp", "x", {"*.xn--wgv71a119e.jp"}, kCovered, "*.xn--wgv71a119e.jp"},
           {"日本語.example.jp", "x", {wild}, kCovered, wild},
           {"xn--wgv71a119e.jp", "日本語.jp", {www}, kCommonNameOnly, "日本語.jp"},
       }) {
    INFO(c.host << " against CN " << c.commonName);
    const HostMatch match = matchHost(certificateFor(c.commonName, c.dnsNames), c.host);
    CHECK(static_cast<int>(match.coverage) == static_cast<int>(c.coverage));
    CHECK(match.name == c.name);
    CHECK(match.covered() == (c.coverage == kCovered));
  }
}

TEST_CASE("an address is covered by an iPAddress entry alone") {
  using enum HostCoverage;
  const Certificate certificate =
      certificateFor("192.0.2.9", {"192.0.2.1"}, {"192.0.2.7", "2001:db8::1"});
  CHECK(matchHost(certificate, "192.0.2.7").coverage == kCovered);
  CHECK(matchHost(certificate, "192.0.2.7").name == "192.0.2.7");
  CHECK(matchHost(certificate, "[2001:DB8:0::1]").coverage == kCovered);
  CHECK(matchHost(certificate, "192.0.2.1").coverage == kAddress);
  CHECK(matchHost(certificate, "192.0.2.1").name == "192.0.2.1");
  CHECK(matchHost(certificate, "192.0.2.9").name == "192.0.2.9");
  CHECK(matchHost(certificate, "192.0.2.2").coverage == kAddress);
  CHECK(matchHost(certificate, "192.0.2.2").name.empty());
  CHECK(matchHost(certificate, "www.example.jp").coverage == kOther);
}

bool openSslAccepts(const Certificate& certificate, const std::string& host) {
  const auto* at = reinterpret_cast<const unsigned char*>(certificate.der().data());
  X509* handle = d2i_X509(nullptr, &at, static_cast<long>(certificate.der().size()));
  const bool accepted =
      X509_check_host(handle, host.data(), host.size(),
                      X509_CHECK_FLAG_NEVER_CHECK_SUBJECT | X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS,
                      nullptr) == 1;
  X509_free(handle);
  return accepted;
}

std::string randomName(std::mt19937_64& random, bool pattern) {
  static const std::vector<std::string> labels{"www", "a", "b", "example", "jp", "xn--wgv71a119e"};
  static const std::vector<std::string> patterns{"*", "w*", "*w", "", "A"};
  std::string name;
  for (std::uint64_t count = 1 + random() % 4; count > 0; --count) {
    if (!name.empty()) name += '.';
    const bool odd = pattern && random() % 4 == 0;
    name += odd ? patterns[random() % patterns.size()] : labels[random() % labels.size()];
  }
  return name;
}

TEST_CASE("covered means what OpenSSL says without its CN fallback") {
  for (const std::uint64_t seed : {std::uint64_t{20}, std::uint64_t{std::random_device{}()}}) {
    std::mt19937_64 random(seed);
    INFO("seed " << seed);
    int covered = 0;
    for (int i = 0; i < 300; ++i) {
      const std::vector<std::string> names{randomName(random, true), randomName(random, true)};
      const Certificate certificate = certificateFor("www.example.jp", names);
      for (int k = 0; k < 40; ++k) {
        const std::string host = randomName(random, false);
        INFO(host << " against " << names[0] << " and " << names[1]);
        const bool ours = matchHost(certificate, host).covered();
        REQUIRE(ours == openSslAccepts(certificate, host));
        covered += ours;
      }
    }
    CHECK(covered > 20);
  }
}

TEST_CASE("host names in both forms") {
  CHECK(toAsciiHost("WWW.Example.JP.") == "www.example.jp");
  CHECK(toAsciiHost("日本語.jp") == "xn--wgv71a119e.jp");
  CHECK(toAsciiHost("ｗｗｗ．example．jp") == "www.example.jp");
  CHECK(toAsciiHost("a_b.example.jp") == "a_b.example.jp");
  CHECK(toAsciiHost("localhost") == "localhost");
  CHECK_FALSE(toAsciiHost("."));
  CHECK_FALSE(toAsciiHost("a b"));
  CHECK_FALSE(toAsciiHost("https://example.jp"));
  CHECK_FALSE(toAsciiHost(std::string("a\0b", 3)));
  CHECK_FALSE(toAsciiHost("\xFF\xFE.jp"));
  CHECK_FALSE(toAsciiHost(std::string(64, 'a') + ".jp"));
  CHECK(toAsciiHost(std::string(63, 'a') + ".jp"));
  CHECK_FALSE(toAsciiHost(std::string(127, 'a').replace(1, 1, ".") + std::string(130, 'b')));
  CHECK(toUnicodeHost("xn--wgv71a119e.jp") == "日本語.jp");
  CHECK(toUnicodeHost("www.example.jp") == "www.example.jp");
}

}  // namespace
}  // namespace htlint::x509
