#include "support/certificates.h"

#include <openssl/bn.h>
#include <openssl/conf.h>
#include <openssl/core_names.h>
#include <openssl/dsa.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/pkcs7.h>
#include <openssl/provider.h>
#include <openssl/rsa.h>
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

EVP_PKEY* generateDsa(std::size_t bits) {
  EVP_PKEY_CTX* context = EVP_PKEY_CTX_new_from_name(nullptr, "DSA", nullptr);
  EVP_PKEY* parameters = nullptr;
  EVP_PKEY_paramgen_init(context);
  EVP_PKEY_CTX_set_dsa_paramgen_bits(context, static_cast<int>(bits));
  EVP_PKEY_paramgen(context, &parameters);
  EVP_PKEY_CTX_free(context);
  context = EVP_PKEY_CTX_new_from_pkey(nullptr, parameters, nullptr);
  EVP_PKEY* key = nullptr;
  EVP_PKEY_keygen_init(context);
  EVP_PKEY_keygen(context, &key);
  EVP_PKEY_CTX_free(context);
  EVP_PKEY_free(parameters);
  return key;
}

EVP_PKEY* generateRsaPss(std::size_t bits) {
  EVP_PKEY_CTX* context = EVP_PKEY_CTX_new_from_name(nullptr, "RSA-PSS", nullptr);
  EVP_PKEY* key = nullptr;
  EVP_PKEY_keygen_init(context);
  EVP_PKEY_CTX_set_rsa_keygen_bits(context, static_cast<int>(bits));
  EVP_PKEY_keygen(context, &key);
  EVP_PKEY_CTX_free(context);
  return key;
}

EVP_PKEY* generateExplicit(const std::string& curve) {
  EVP_PKEY_CTX* context = EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr);
  EVP_PKEY* key = nullptr;
  EVP_PKEY_keygen_init(context);
  EVP_PKEY_CTX_set_group_name(context, curve.c_str());
  EVP_PKEY_CTX_set_ec_param_enc(context, OPENSSL_EC_EXPLICIT_CURVE);
  EVP_PKEY_keygen(context, &key);
  EVP_PKEY_CTX_free(context);
  return key;
}

EVP_PKEY* generate(const std::string& kind) {
  const auto bits = [&kind](std::size_t prefix) { return std::stoul(kind.substr(prefix)); };
  if (kind.starts_with("RSA-PSS-")) return generateRsaPss(bits(8));
  if (kind.starts_with("RSA-")) return EVP_RSA_gen(bits(4));
  if (kind.starts_with("DSA-")) return generateDsa(bits(4));
  if (kind.starts_with("EXPLICIT-")) return generateExplicit(kind.substr(9));
  if (kind.starts_with("ED")) return EVP_PKEY_Q_keygen(nullptr, nullptr, kind.c_str());
  return EVP_EC_gen(kind.c_str());
}

void addSubject(X509_NAME* name, const CertificateOptions& options) {
  const auto add = [name](const std::string& type, const std::string& value, int encoding) {
    return X509_NAME_add_entry_by_txt(name, type.c_str(), encoding,
                                      reinterpret_cast<const unsigned char*>(value.data()),
                                      static_cast<int>(value.size()), -1, 0) == 1;
  };
  // OpenSSL knows the lengths that are allowed; tests need the others too.
  for (const auto& [type, value] : options.subject) {
    require(add(type, value, MBSTRING_UTF8) || add(type, value, V_ASN1_UTF8STRING), "name");
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

std::shared_ptr<ASN1_OCTET_STRING> keyIdOf(EVP_PKEY* key) {
  unsigned char* spki = nullptr;
  const int size = i2d_PUBKEY(key, &spki);
  require(size > 0, "i2d_PUBKEY");
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int length = 0;
  EVP_Digest(spki, static_cast<std::size_t>(size), digest, &length, EVP_sha1(), nullptr);
  OPENSSL_free(spki);
  std::shared_ptr<ASN1_OCTET_STRING> id(ASN1_OCTET_STRING_new(), ASN1_OCTET_STRING_free);
  ASN1_OCTET_STRING_set(id.get(), digest, static_cast<int>(length));
  return id;
}

void addKeyIds(X509* certificate, const CertificateOptions& options) {
  if (options.hasSubjectKeyId) {
    const auto id = keyIdOf(X509_get0_pubkey(certificate));
    require(X509_add1_ext_i2d(certificate, NID_subject_key_identifier, id.get(), 0, 0) == 1, "SKI");
  }
  if (!options.hasAuthorityKeyId) return;
  const TestCertificate& issuer = options.issuer != nullptr ? *options.issuer : testAuthority();
  const auto id = keyIdOf(options.selfSigned ? X509_get0_pubkey(certificate) : issuer.key.handle());
  AUTHORITY_KEYID* authority = AUTHORITY_KEYID_new();
  authority->keyid = ASN1_OCTET_STRING_dup(id.get());
  require(X509_add1_ext_i2d(certificate, NID_authority_key_identifier, authority, 0, 0) == 1,
          "AKI");
  AUTHORITY_KEYID_free(authority);
}

void addIssuerAddresses(X509* certificate, const CertificateOptions& options) {
  if (options.caIssuers.empty()) return;
  AUTHORITY_INFO_ACCESS* access = AUTHORITY_INFO_ACCESS_new();
  for (const std::string& address : options.caIssuers) {
    ACCESS_DESCRIPTION* one = ACCESS_DESCRIPTION_new();
    ASN1_OBJECT_free(one->method);
    one->method = OBJ_nid2obj(NID_ad_ca_issuers);
    ASN1_IA5STRING* text = ASN1_IA5STRING_new();
    ASN1_STRING_set(text, address.data(), static_cast<int>(address.size()));
    GENERAL_NAME_set0_value(one->location, GEN_URI, text);
    sk_ACCESS_DESCRIPTION_push(access, one);
  }
  require(X509_add1_ext_i2d(certificate, NID_info_access, access, 0, 0) == 1, "AIA");
  AUTHORITY_INFO_ACCESS_free(access);
}

std::map<std::string, std::string> usages(const CertificateOptions& options, const TestKey& key) {
  std::map<std::string, std::string> values = options.extensions;
  if (options.isCa) {
    values.emplace("keyUsage", "critical,keyCertSign,cRLSign");
    return values;
  }
  const bool rsa = EVP_PKEY_get_base_id(key.handle()) == EVP_PKEY_RSA;
  values.emplace("keyUsage",
                 rsa ? "critical,digitalSignature,keyEncipherment" : "critical,digitalSignature");
  values.emplace("extendedKeyUsage", "serverAuth");
  return values;
}

void addConfigured(X509* certificate, const std::string& name, const std::string& value) {
  if (value.empty()) return;
  X509V3_CTX context;
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  const std::unique_ptr<CONF, decltype(&NCONF_free)> empty(NCONF_new(nullptr), NCONF_free);
  X509V3_set_nconf(&context, empty.get());
  X509_EXTENSION* extension = X509V3_EXT_nconf(empty.get(), &context, name.c_str(), value.c_str());
  require(extension != nullptr, name.c_str());
  X509_add_ext(certificate, extension, -1);
  X509_EXTENSION_free(extension);
}

void setSerial(X509* certificate, const CertificateOptions& options) {
  ASN1_INTEGER* serial = X509_get_serialNumber(certificate);
  if (options.serialHex.empty()) {
    ASN1_INTEGER_set_uint64(serial, options.serial);
    return;
  }
  BIGNUM* number = nullptr;
  require(BN_hex2bn(&number, options.serialHex.c_str()) > 0, "serial");
  BN_to_ASN1_INTEGER(number, serial);
  BN_free(number);
}

/// Null for the keys whose algorithm brings its own.
const EVP_MD* digestFor(const CertificateOptions& options, EVP_PKEY* signer) {
  const int type = EVP_PKEY_get_base_id(signer);
  if (type == EVP_PKEY_ED25519 || type == EVP_PKEY_ED448) return nullptr;
  return EVP_get_digestbyname(options.digest.c_str());
}

// An ECDSA signature is a byte or two longer or shorter by chance, and with it, now and then, the
// number of lines of a PEM block. Tests name lines: the usual length it is, every time.
void sign(X509* certificate, EVP_PKEY* signer, const EVP_MD* digest) {
  constexpr int kUsualLength = 71;  // of a P-256 key
  const bool varies =
      EVP_PKEY_get_base_id(signer) == EVP_PKEY_EC && EVP_PKEY_get_bits(signer) == 256;
  const ASN1_BIT_STRING* signature = nullptr;
  do {
    require(X509_sign(certificate, signer, digest) > 0, "signature");
    X509_get0_signature(&signature, nullptr, certificate);
  } while (varies && ASN1_STRING_length(signature) != kUsualLength);
}

void addExtensions(X509* certificate, const CertificateOptions& options, const TestKey& key) {
  BASIC_CONSTRAINTS* constraints = BASIC_CONSTRAINTS_new();
  constraints->ca = options.isCa ? 0xFF : 0;
  if (options.pathLength) {
    constraints->pathlen = ASN1_INTEGER_new();
    ASN1_INTEGER_set(constraints->pathlen, *options.pathLength);
  }
  require(X509_add1_ext_i2d(certificate, NID_basic_constraints, constraints, 1, 0) == 1, "CA");
  BASIC_CONSTRAINTS_free(constraints);
  for (const auto& [name, value] : usages(options, key)) addConfigured(certificate, name, value);
  addKeyIds(certificate, options);
  addIssuerAddresses(certificate, options);
  if (!hasAltNames(options)) return;
  GENERAL_NAMES* names = makeAltNames(options);
  require(X509_add1_ext_i2d(certificate, NID_subject_alt_name, names,
                            options.altNameCritical ? 1 : 0, 0) == 1,
          "SAN");
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

const TestKey& otherKey(const std::string& kind, int number) {
  static std::map<std::pair<std::string, int>, TestKey> keys;
  static std::mutex mutex;
  const std::lock_guard lock(mutex);
  const auto found = keys.find({kind, number});
  if (found != keys.end()) return found->second;
  std::shared_ptr<EVP_PKEY> key(generate(kind), EVP_PKEY_free);
  require(key != nullptr, kind.c_str());
  return keys.emplace(std::pair(kind, number), TestKey(std::move(key))).first->second;
}

TestKey rsaPublicKey(const std::string& modulus, std::uint64_t exponent) {
  BIGNUM* n = nullptr;
  require(BN_hex2bn(&n, modulus.c_str()) > 0, "modulus");
  OSSL_PARAM_BLD* builder = OSSL_PARAM_BLD_new();
  OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, n);
  OSSL_PARAM_BLD_push_uint64(builder, OSSL_PKEY_PARAM_RSA_E, exponent);
  OSSL_PARAM* parameters = OSSL_PARAM_BLD_to_param(builder);
  EVP_PKEY_CTX* context = EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr);
  EVP_PKEY* key = nullptr;
  EVP_PKEY_fromdata_init(context);
  require(EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, parameters) == 1, "RSA key");
  EVP_PKEY_CTX_free(context);
  OSSL_PARAM_free(parameters);
  OSSL_PARAM_BLD_free(builder);
  BN_free(n);
  return TestKey(std::shared_ptr<EVP_PKEY>(key, EVP_PKEY_free));
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
  setSerial(certificate, options);
  setTime(X509_getm_notBefore(certificate), options.notBefore);
  setTime(X509_getm_notAfter(certificate), options.notAfter);
  X509_set_pubkey(certificate, key.handle());
  addSubject(X509_get_subject_name(certificate), options);
  setIssuer(certificate, options);
  addExtensions(certificate, options, key);
  const TestCertificate* issuer = options.issuer;
  if (issuer == nullptr && !options.selfSigned) issuer = &testAuthority();
  EVP_PKEY* signer = options.selfSigned ? key.handle() : issuer->key.handle();
  sign(certificate, signer, digestFor(options, signer));
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
  require(X509_REQ_sign(request.get(), key.handle(), digestFor(options, key.handle())) > 0,
          "signature");
  const std::string der = toDer(request.get(), i2d_X509_REQ);
  return {der, pemBlock("CERTIFICATE REQUEST", der)};
}

std::string makePkcs12(const TestCertificate& certificate, const Pkcs12Options& options) {
  static OSSL_LIB_CTX* const legacy = [] {
    OSSL_LIB_CTX* context = OSSL_LIB_CTX_new();
    OSSL_PROVIDER_load(context, "default");
    require(OSSL_PROVIDER_load(context, "legacy") != nullptr, "legacy provider");
    return context;
  }();
  const auto parse = [](const TestCertificate& one) {
    const auto* at = reinterpret_cast<const unsigned char*>(one.der.data());
    return d2i_X509(nullptr, &at, static_cast<long>(one.der.size()));
  };
  X509* own = parse(certificate);
  STACK_OF(X509)* chain = sk_X509_new_null();
  for (const TestCertificate& one : options.chain) sk_X509_push(chain, parse(one));
  PKCS12* container = PKCS12_create_ex(
      options.password ? options.password->c_str() : nullptr, "test", certificate.key.handle(), own,
      chain, options.legacy ? NID_pbe_WithSHA1And3_Key_TripleDES_CBC : 0,
      options.legacy ? NID_pbe_WithSHA1And40BitRC2_CBC : 0, options.iterations,
      options.macIterations, 0, options.legacy ? legacy : nullptr, nullptr);
  require(container != nullptr, "PKCS12_create_ex");
  const std::string der = toDer(container, i2d_PKCS12);
  PKCS12_free(container);
  sk_X509_pop_free(chain, X509_free);
  X509_free(own);
  return der;
}

std::string makePkcs12(const TestCertificate& certificate, const std::string& password) {
  Pkcs12Options options;
  options.password = password;
  return makePkcs12(certificate, options);
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

std::string trustedPem(const TestCertificate& certificate) {
  const auto* at = reinterpret_cast<const unsigned char*>(certificate.der.data());
  X509* parsed = d2i_X509(nullptr, &at, static_cast<long>(certificate.der.size()));
  ASN1_OBJECT* purpose = OBJ_nid2obj(NID_server_auth);
  X509_add1_trust_object(parsed, purpose);
  const std::string pem =
      written([parsed](BIO* bio) { return PEM_write_bio_X509_AUX(bio, parsed); });
  X509_free(parsed);
  return pem;
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
