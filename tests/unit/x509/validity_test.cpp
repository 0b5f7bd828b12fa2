#include "x509/validity.h"

#include <catch2/catch.hpp>

#include "support/certificates.h"

namespace htlint::x509 {
namespace {

Time at(const char* text) { return *parseRfc3339(text); }

Certificate issued(const char* from, const char* to) {
  test::CertificateOptions options;
  options.notBefore = at(from);
  options.notAfter = at(to);
  return *Certificate::parse(test::makeCertificate(options).der);
}

TEST_CASE("each limit holds from its first day on") {
  CHECK_FALSE(validityRule(at("2012-06-30T23:59:59Z")));
  CHECK(validityRule(at("2012-07-01"))->months == 60);
  CHECK(validityRule(at("2015-04-01"))->months == 39);
  CHECK(validityRule(at("2018-02-28T23:59:59Z"))->months == 39);
  CHECK(validityRule(at("2018-03-01"))->days == 825);
  CHECK(validityRule(at("2020-08-31T23:59:59Z"))->days == 825);
  CHECK(validityRule(at("2020-09-01"))->days == 398);
  CHECK(validityRule(at("2026-03-14T23:59:59Z"))->days == 398);
  CHECK(validityRule(at("2026-03-15"))->days == 200);
  CHECK(validityRule(at("2027-03-15"))->days == 100);
  CHECK(validityRule(at("2029-03-15"))->days == 47);
  CHECK(validityRule(at("2040-01-01"))->from == at("2029-03-15"));
}

TEST_CASE("both ends of the period count") {
  const Time start = at("2026-03-15");
  CHECK(latestEnd(start, *validityRule(start)) == at("2026-09-30T23:59:59Z"));
  CHECK(validityDays(issued("2026-03-15T00:00:00Z", "2026-09-30T23:59:59Z")) == 200);
  CHECK(validityDays(issued("2026-03-15T00:00:00Z", "2026-10-01T00:00:00Z")) == 201);
  CHECK(validityDays(issued("2026-03-15T00:00:00Z", "2026-03-15T23:59:59Z")) == 1);
}

TEST_CASE("months end at the same day, or at the last one of a shorter month") {
  CHECK(latestEnd(at("2016-01-15T12:00:00Z"), {{}, 0, 39}) == at("2019-04-15T12:00:00Z"));
  CHECK(latestEnd(at("2015-11-30T00:00:00Z"), {{}, 0, 39}) == at("2019-02-28T00:00:00Z"));
}

TEST_CASE("a policy of the CA/Browser Forum tells a public CA") {
  test::CertificateOptions options;
  CHECK_FALSE(claimsPublicPolicy(*Certificate::parse(test::makeCertificate(options).der)));
  options.extensions["certificatePolicies"] = "1.2.3.4,2.23.140.1.2.2";
  CHECK(claimsPublicPolicy(*Certificate::parse(test::makeCertificate(options).der)));
  options.extensions["certificatePolicies"] = "2.23.140.11";
  CHECK_FALSE(claimsPublicPolicy(*Certificate::parse(test::makeCertificate(options).der)));
}

}  // namespace
}  // namespace htlint::x509
