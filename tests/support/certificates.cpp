#include "support/certificates.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/pkcs7.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <map>
#include <mutex>
#include <stdexcept>

namespace htlint::test {
namespace {

constexpr char kPassword[] = "htlint";

void require(bool ok, const char* what) {
  if (!ok) throw std::runtime_error(std::string("OpenSSL failed: ") + what);
}

template <typename Object, typename Writer>
std::string toDer(Object* object, Writer write) {
  unsigned char* out = nullptr;
  const int size = write(object, &out);
  require(size > 0, "i2d");
  std::string der(reinterpret_cast<char*>(out), static_cast<std::size_t>(size));
  OPENSSL_free(out);
  return der;
}

/// What `write` puts into a memory BIO.
template <typename Writer>
std::string written(Writer write) {
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), BIO_free);
  require(write(bio.get()) == 1, "PEM_write");
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

const TestKey& cachedKey(std::map<int, TestKey>& keys, int number, EVP_PKEY* (*make)()) {
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  const auto found = keys.find(number);
  if (found != keys.end()) return found->second;
  std::shared_ptr<EVP_PKEY> key(make(), EVP_PKEY_free);
  require(key != nullptr, "key generation");
  return keys.emplace(number, TestKey(std::move(key))).first->second;
}

void addSubject(X509_NAME* name, const CertificateOptions& options) {
  for (const auto& [type, value] : options.subject) {
    require(X509_NAME_add_entry_by_txt(name, type.c_str(), MBSTRING_UTF8,
                                       reinterpret_cast<const unsigned char*>(value.data()),
                                       static_cast<int>(value.size()), -1, 0) == 1,
            "name");
  }
}

// Names are put in byte by byte: OpenSSL's text form would refuse the odd ones that tests need.
GENERAL_NAMES* makeAltNames(const CertificateOptions& options) {
  GENERAL_NAMES* names = GENERAL_NAMES_new();
  for (const std::string& dns : options.dnsNames) {
    ASN1_IA5STRING* text = ASN1_IA5STRING_new();
    ASN1_STRING_set(text, dns.data(), static_cast<int>(dns.size()));
    GENERAL_NAME* name = GENERAL_NAME_new();
    GENERAL_NAME_set0_value(name, GEN_DNS, text);
    sk_GENERAL_NAME_push(names, name);
  }
  for (const std::string& address : options.ipAddresses) {
    GENERAL_NAME* name = GENERAL_NAME_new();
    GENERAL_NAME_set0_value(name, GEN_IPADD, a2i_IPADDRESS(address.c_str()));
    sk_GENERAL_NAME_push(names, name);
  }
  return names;
}

bool hasAltNames(const CertificateOptions& options) {
  return !options.dnsNames.empty() || !options.ipAddresses.empty();
}

void setTime(ASN1_TIME* field, std::chrono::sys_seconds time) {
  require(
      ASN1_TIME_set(field, static_cast<std::time_t>(time.time_since_epoch().count())) != nullptr,
      "time");
}

void setIssuer(X509* certificate, const CertificateOptions& options) {
  if (options.selfSigned) {
    X509_set_issuer_name(certificate, X509_get_subject_name(certificate));
    return;
  }
  const TestCertificate& issuer = options.issuer != nullptr ? *options.issuer : testAuthority();
  const auto* at = reinterpret_cast<const unsigned char*>(issuer.der.data());
  X509* parsed = d2i_X509(nullptr, &at, static_cast<long>(issuer.der.size()));
  X509_set_issuer_name(certificate, X509_get_subject_name(parsed));
  X509_free(parsed);
}

void addExtensions(X509* certificate, const CertificateOptions& options) {
  BASIC_CONSTRAINTS* constraints = BASIC_CONSTRAINTS_new();
  constraints->ca = options.isCa ? 0xFF : 0;
  require(X509_add1_ext_i2d(certificate, NID_basic_constraints, constraints, 1, 0) == 1, "CA");
  BASIC_CONSTRAINTS_free(constraints);
  if (!hasAltNames(options)) return;
  GENERAL_NAMES* names = makeAltNames(options);
  require(X509_add1_ext_i2d(certificate, NID_subject_alt_name, names, 0, 0) == 1, "SAN");
  GENERAL_NAMES_free(names);
}

}  // namespace

const TestKey& rsaKey(int number) {
  static std::map<int, TestKey> keys;
  return cachedKey(keys, number, [] { return EVP_RSA_gen(2048); });
}

const TestKey& ecKey(int number) {
  static std::map<int, TestKey> keys;
  return cachedKey(keys, number, [] { return EVP_EC_gen("P-256"); });
}

std::string TestKey::pem() const {
  return written([this](BIO* bio) {
    return PEM_write_bio_PKCS8PrivateKey(bio, handle(), nullptr, nullptr, 0, nullptr, nullptr);
  });
}

std::string TestKey::traditionalPem() const {
  return written([this](BIO* bio) {
    return PEM_write_bio_PrivateKey_traditional(bio, handle(), nullptr, nullptr, 0, nullptr,
                                                nullptr);
  });
}

std::string TestKey::encryptedPem() const {
  return written([this](BIO* bio) {
    return PEM_write_bio_PKCS8PrivateKey(bio, handle(), EVP_aes_256_cbc(), kPassword,
                                         sizeof kPassword - 1, nullptr, nullptr);
  });
}

std::string TestKey::traditionalEncryptedPem() const {
  return written([this](BIO* bio) {
    return PEM_write_bio_PrivateKey_traditional(bio, handle(), EVP_aes_256_cbc(),
                                                reinterpret_cast<const unsigned char*>(kPassword),
                                                sizeof kPassword - 1, nullptr, nullptr);
  });
}

std::string TestKey::der() const { return toDer(handle(), i2d_PrivateKey); }

std::string TestKey::publicPem() const {
  return written([this](BIO* bio) { return PEM_write_bio_PUBKEY(bio, handle()); });
}

TestCertificate makeCertificate(const CertificateOptions& options) {
  const TestKey& key = options.key != nullptr ? *options.key : ecKey();
  const std::unique_ptr<X509, decltype(&X509_free)> owner(X509_new(), X509_free);
  X509* certificate = owner.get();
  X509_set_version(certificate, X509_VERSION_3);
  ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), options.serial);
  setTime(X509_getm_notBefore(certificate), options.notBefore);
  setTime(X509_getm_notAfter(certificate), options.notAfter);
  X509_set_pubkey(certificate, key.handle());
  addSubject(X509_get_subject_name(certificate), options);
  setIssuer(certificate, options);
  addExtensions(certificate, options);
  const TestCertificate* issuer = options.issuer;
  if (issuer == nullptr && !options.selfSigned) issuer = &testAuthority();
  EVP_PKEY* signer = options.selfSigned ? key.handle() : issuer->key.handle();
  require(X509_sign(certificate, signer, EVP_sha256()) > 0, "signature");
  const std::string der = toDer(certificate, i2d_X509);
  return {der, pemBlock("CERTIFICATE", der), key};
}

TestCertificate makeCertificateFor(const std::vector<std::string>& dnsNames) {
  CertificateOptions options;
  options.subject = {{"CN", dnsNames.front()}};
  options.dnsNames = dnsNames;
  return makeCertificate(options);
}

const TestCertificate& testAuthority() {
  static const TestCertificate authority = [] {
    CertificateOptions options;
    options.subject = {{"C", "JP"}, {"O", "htlint"}, {"CN", "htlint test CA"}};
    options.dnsNames.clear();
    options.notBefore = std::chrono::sys_days(std::chrono::year(2020) / 1 / 1);
    options.notAfter = std::chrono::sys_days(std::chrono::year(2040) / 1 / 1);
    options.isCa = true;
    options.selfSigned = true;
    options.key = &ecKey(-1);
    options.serial = 1;
    return makeCertificate(options);
  }();
  return authority;
}

TestRequest makeRequest(const CertificateOptions& options) {
  const TestKey& key = options.key != nullptr ? *options.key : ecKey();
  const std::unique_ptr<X509_REQ, decltype(&X509_REQ_free)> request(X509_REQ_new(), X509_REQ_free);
  addSubject(X509_REQ_get_subject_name(request.get()), options);
  X509_REQ_set_pubkey(request.get(), key.handle());
  if (hasAltNames(options)) {
    GENERAL_NAMES* names = makeAltNames(options);
    STACK_OF(X509_EXTENSION)* extensions = nullptr;
    require(X509V3_add1_i2d(&extensions, NID_subject_alt_name, names, 0, 0) == 1, "SAN");
    X509_REQ_add_extensions(request.get(), extensions);
    sk_X509_EXTENSION_pop_free(extensions, X509_EXTENSION_free);
    GENERAL_NAMES_free(names);
  }
  require(X509_REQ_sign(request.get(), key.handle(), EVP_sha256()) > 0, "signature");
  const std::string der = toDer(request.get(), i2d_X509_REQ);
  return {der, pemBlock("CERTIFICATE REQUEST", der)};
}

std::string makePkcs12(const TestCertificate& certificate, const std::string& password) {
  const auto* at = reinterpret_cast<const unsigned char*>(certificate.der.data());
  X509* parsed = d2i_X509(nullptr, &at, static_cast<long>(certificate.der.size()));
  PKCS12* container = PKCS12_create(password.c_str(), "test", certificate.key.handle(), parsed,
                                    nullptr, 0, 0, 0, 0, 0);
  require(container != nullptr, "PKCS12_create");
  const std::string der = toDer(container, i2d_PKCS12);
  PKCS12_free(container);
  X509_free(parsed);
  return der;
}

std::string makePkcs7(const std::vector<TestCertificate>& certificates) {
  const std::unique_ptr<PKCS7, decltype(&PKCS7_free)> container(PKCS7_new(), PKCS7_free);
  PKCS7_set_type(container.get(), NID_pkcs7_signed);
  PKCS7_content_new(container.get(), NID_pkcs7_data);
  for (const TestCertificate& certificate : certificates) {
    const auto* at = reinterpret_cast<const unsigned char*>(certificate.der.data());
    X509* parsed = d2i_X509(nullptr, &at, static_cast<long>(certificate.der.size()));
    require(PKCS7_add_certificate(container.get(), parsed) == 1, "PKCS7");
    X509_free(parsed);
  }
  return toDer(container.get(), i2d_PKCS7);
}

std::string pemBlock(const std::string& label, const std::string& der) {
  return written([&label, &der](BIO* bio) {
    return PEM_write_bio(bio, label.c_str(), "", reinterpret_cast<const unsigned char*>(der.data()),
                         static_cast<long>(der.size())) > 0
               ? 1
               : 0;
  });
}

}  // namespace htlint::test
