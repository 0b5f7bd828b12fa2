// What the rules about the leaf call an error is what OpenSSL refuses, and nothing else is: each
// certificate is loaded by a server and shown to a client at security level 2, in TLS 1.2 and 1.3.

#include <openssl/ssl.h>

#include <catch2/catch.hpp>
#include <memory>

#include "lint/engine.h"
#include "rules/rule_table.h"
#include "support/certificates.h"

namespace htlint {
namespace {

using test::CertificateOptions;

template <auto kFree>
struct Deleter {
  template <typename Handle>
  void operator()(Handle* handle) const {
    kFree(handle);
  }
};
using ContextPtr = std::unique_ptr<SSL_CTX, Deleter<SSL_CTX_free>>;
using SessionPtr = std::unique_ptr<SSL, Deleter<SSL_free>>;
using X509Ptr = std::unique_ptr<X509, Deleter<X509_free>>;

constexpr int kSecurityLevel = 2;
/// Within the validity of the certificates that tests make.
constexpr std::time_t kNow = 1'770'000'000;

X509Ptr parse(const test::TestCertificate& made) {
  const auto* at = reinterpret_cast<const unsigned char*>(made.der.data());
  return X509Ptr(d2i_X509(nullptr, &at, static_cast<long>(made.der.size())));
}

ContextPtr client(int version, const test::TestCertificate& root) {
  ContextPtr context(SSL_CTX_new(TLS_client_method()));
  SSL_CTX_set_security_level(context.get(), kSecurityLevel);
  SSL_CTX_set_max_proto_version(context.get(), version);
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  X509_STORE_add_cert(SSL_CTX_get_cert_store(context.get()), parse(root).get());
  X509_VERIFY_PARAM_set_time(SSL_CTX_get0_param(context.get()), kNow);
  return context;
}

bool connects(SSL_CTX* server, SSL_CTX* client) {
  const SessionPtr there(SSL_new(server));
  const SessionPtr here(SSL_new(client));
  BIO* serverEnd = nullptr;
  BIO* clientEnd = nullptr;
  BIO_new_bio_pair(&serverEnd, 0, &clientEnd, 0);
  SSL_set_bio(there.get(), serverEnd, serverEnd);
  SSL_set_bio(here.get(), clientEnd, clientEnd);
  SSL_set_accept_state(there.get());
  SSL_set_connect_state(here.get());
  for (int turn = 0; turn < 20; ++turn) {
    const int mine = SSL_do_handshake(here.get());
    const int theirs = SSL_do_handshake(there.get());
    if (mine == 1 && theirs == 1) return true;
  }
  return false;
}

bool opensslTakes(const test::TestCertificate& made, const test::TestCertificate& root) {
  const ContextPtr server(SSL_CTX_new(TLS_server_method()));
  SSL_CTX_set_security_level(server.get(), kSecurityLevel);
  if (SSL_CTX_use_certificate(server.get(), parse(made).get()) != 1) return false;
  if (SSL_CTX_use_PrivateKey(server.get(), made.key.handle()) != 1) return false;
  return connects(server.get(), client(TLS1_2_VERSION, root).get()) &&
         connects(server.get(), client(TLS1_3_VERSION, root).get());
}

/// The name of a rule that calls the certificate an error; empty if none does.
std::string_view errorOf(const test::TestCertificate& made) {
  lint::SiteInput input;
  input.files.push_back({.kind = lint::FileKind::kCertificate,
                         .path = "server.pem",
                         .sitePath = "",
                         .source = std::make_shared<text::SourceFile>("server.pem", made.pem),
                         .named = true,
                         .unreadable = {}});
  lint::LintSettings settings;
  settings.rules = rules::table();
  settings.now = kNow;
  for (const lint::Finding& finding : lint::lint(lint::Site(input), settings).findings) {
    if (finding.severity == lint::Severity::kError) return finding.rule->name;
  }
  return {};
}

void compare(const std::string& what, const CertificateOptions& options) {
  const test::TestCertificate made = test::makeCertificate(options);
  const test::TestCertificate& root =
      options.issuer != nullptr ? *options.issuer : test::testAuthority();
  INFO(what);
  const std::string_view error = errorOf(made);
  INFO("error of " << error);
  CHECK(error.empty() == opensslTakes(made, root));
}

TEST_CASE("keys are called errors exactly where OpenSSL does not use them") {
  for (const char* kind :
       {"RSA-512",         "RSA-1024",     "RSA-2040",       "RSA-2047",  "RSA-2048",
        "RSA-3072",        "RSA-PSS-2048", "P-192",          "P-224",     "P-256",
        "P-384",           "P-521",        "EXPLICIT-P-256", "secp256k1", "brainpoolP256r1",
        "brainpoolP384r1", "ED25519",      "ED448",          "DSA-1024",  "DSA-2048"}) {
    CertificateOptions options;
    options.key = &test::otherKey(kind);
    compare(kind, options);
  }
}

TEST_CASE("usages are called errors exactly where OpenSSL refuses them") {
  for (const test::TestKey* key : {&test::rsaKey(), &test::ecKey()}) {
    for (const char* usage :
         {"", "digitalSignature", "keyEncipherment", "keyEncipherment,digitalSignature",
          "keyAgreement", "keyCertSign", "dataEncipherment", "nonRepudiation",
          "digitalSignature,keyCertSign"}) {
      CertificateOptions options;
      options.key = key;
      options.extensions["keyUsage"] = usage;
      compare(std::string("key usage ") + usage, options);
    }
  }
  for (const char* purpose : {"", "serverAuth", "clientAuth", "serverAuth,clientAuth",
                              "anyExtendedKeyUsage", "anyExtendedKeyUsage,serverAuth", "msSGC"}) {
    CertificateOptions options;
    options.extensions["extendedKeyUsage"] = purpose;
    compare(std::string("extended key usage ") + purpose, options);
  }
}

TEST_CASE("digests and serial numbers are called errors exactly where OpenSSL refuses them") {
  CertificateOptions authority;
  authority.subject = {{"CN", "RSA authority"}};
  authority.dnsNames.clear();
  authority.isCa = true;
  authority.selfSigned = true;
  authority.key = &test::rsaKey(1);
  const test::TestCertificate root = test::makeCertificate(authority);
  for (const char* digest : {"MD5", "SHA1", "SHA224", "SHA256", "SHA512"}) {
    CertificateOptions options;
    options.issuer = &root;
    options.digest = digest;
    compare(digest, options);
  }
  for (const char* serial : {"-05", "00", "8000000000000000000000000000000000000000"}) {
    CertificateOptions options;
    options.serialHex = serial;
    compare(std::string("serial ") + serial, options);
  }
}

}  // namespace
}  // namespace htlint
