#include <openssl/x509v3.h>

#include <catch2/catch.hpp>
#include <random>

#include "support/certificates.h"
#include "x509/certificate.h"

namespace htlint::x509 {
namespace {

bool opensslTakesForServer(const std::string& der) {
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  X509* handle = d2i_X509(nullptr, &at, static_cast<long>(der.size()));
  const bool takes = X509_check_purpose(handle, X509_PURPOSE_SSL_SERVER, 0) == 1;
  X509_free(handle);
  return takes;
}

std::string pick(const std::vector<std::string>& from, std::mt19937& random) {
  std::string list;
  for (const std::string& one : from) {
    if (random() % 3 == 0) list += (list.empty() ? "" : ",") + one;
  }
  return list;
}

TEST_CASE("usages allow a TLS server exactly where OpenSSL says so") {
  const std::vector<std::string> usages = {"digitalSignature", "nonRepudiation", "keyEncipherment",
                                           "dataEncipherment", "keyAgreement",   "keyCertSign",
                                           "cRLSign",          "encipherOnly",   "decipherOnly"};
  const std::vector<std::string> purposes = {"serverAuth",      "clientAuth", "anyExtendedKeyUsage",
                                             "emailProtection", "msSGC",      "nsSGC"};
  std::mt19937 random(9);
  int taken = 0;
  for (int i = 0; i < 600; ++i) {
    test::CertificateOptions options;
    options.extensions = {{"keyUsage", pick(usages, random)},
                          {"extendedKeyUsage", pick(purposes, random)}};
    const std::string der = test::makeCertificate(options).der;
    const Extensions extensions = Certificate::parse(der)->extensions();
    const bool expected = opensslTakesForServer(der);
    INFO(options.extensions["keyUsage"] << " / " << options.extensions["extendedKeyUsage"]);
    CHECK((extensions.allowsServerAuth() && extensions.allowsTls()) == expected);
    taken += expected ? 1 : 0;
  }
  CHECK(taken > 100);
  CHECK(taken < 500);
}

}  // namespace
}  // namespace htlint::x509
