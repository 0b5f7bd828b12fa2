#include "pem/kind.h"

#include <openssl/evp.h>
#include <openssl/pkcs12.h>
#include <openssl/pkcs7.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <catch2/catch.hpp>

#include "mutations.h"
#include "pem/label.h"

namespace htlint::pem {
namespace {

TEST_CASE("labels say what a block holds") {
  CHECK(blockKind("CERTIFICATE") == BlockKind::kCertificate);
  CHECK(blockKind("X509 CERTIFICATE") == BlockKind::kCertificate);
  CHECK(blockKind("TRUSTED CERTIFICATE") == BlockKind::kTrustedCertificate);
  CHECK(blockKind("CERTIFICATE REQUEST") == BlockKind::kRequest);
  CHECK(blockKind("NEW CERTIFICATE REQUEST") == BlockKind::kRequest);
  for (const char* label : {"PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY",
                            "OPENSSH PRIVATE KEY", "ANY PRIVATE KEY"}) {
    CHECK(blockKind(label) == BlockKind::kPrivateKey);
  }
  CHECK(blockKind("ENCRYPTED PRIVATE KEY") == BlockKind::kEncryptedPrivateKey);
  CHECK(blockKind("PUBLIC KEY") == BlockKind::kPublicKey);
  CHECK(blockKind("PKCS7") == BlockKind::kPkcs7);
  CHECK(blockKind("X509 CRL") == BlockKind::kRevocationList);
  CHECK(blockKind("EC PARAMETERS") == BlockKind::kParameters);
  CHECK(blockKind("SOMETHING") == BlockKind::kOther);
  CHECK(blockKind("NOT A CERTIFICATE") == BlockKind::kOther);
}

TEST_CASE("text files are recognised by their blocks") {
  using test::makePem;
  CHECK(detectKind("") == FileKind::kEmpty);
  CHECK(detectKind(" \r\n\t\n") == FileKind::kEmpty);
  CHECK(detectKind("\xEF\xBB\xBF\r\n") == FileKind::kEmpty);
  CHECK(detectKind("RewriteEngine on\n") == FileKind::kUnknown);
  CHECK(detectKind("<html><body>404</body></html>") == FileKind::kUnknown);
  CHECK(detectKind(makePem({"CERTIFICATE"})) == FileKind::kPemCertificate);
  CHECK(detectKind(makePem({"PRIVATE KEY", "CERTIFICATE"})) == FileKind::kPemCertificate);
  CHECK(detectKind("Subject: x\n" + makePem({"CERTIFICATE"})) == FileKind::kPemCertificate);
  CHECK(detectKind("----BEGIN CERTIFICATE----\nAA\n") == FileKind::kPemCertificate);
  CHECK(detectKind(makePem({"EC PARAMETERS", "EC PRIVATE KEY"})) == FileKind::kPemPrivateKey);
  CHECK(detectKind(makePem({"CERTIFICATE REQUEST"})) == FileKind::kPemRequest);
  CHECK(detectKind(makePem({"PKCS7"})) == FileKind::kPemPkcs7);
  CHECK(detectKind(makePem({"DH PARAMETERS"})) == FileKind::kPemOther);
  std::string wide = "\xFF\xFE";
  for (const char c : makePem({"CERTIFICATE"})) wide.append({c, '\0'});
  CHECK(detectKind(wide) == FileKind::kPemCertificate);
  CHECK(detectKind(wide.substr(2)) == FileKind::kPemCertificate);
}

template <typename Object, typename Writer>
std::string toDer(Object* object, Writer write) {
  unsigned char* out = nullptr;
  const int size = write(object, &out);
  REQUIRE(size > 0);
  std::string der(reinterpret_cast<char*>(out), static_cast<std::size_t>(size));
  OPENSSL_free(out);
  return der;
}

TEST_CASE("binary files are recognised by their structure") {
  EVP_PKEY* key = EVP_RSA_gen(2048);
  EVP_PKEY* curve = EVP_EC_gen("P-256");
  X509* certificate = X509_new();
  ASN1_INTEGER_set(X509_get_serialNumber(certificate), 5);
  X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
  X509_gmtime_adj(X509_getm_notAfter(certificate), 1000);
  X509_set_pubkey(certificate, key);
  for (const long version : {0L, 2L}) {
    X509_set_version(certificate, version);
    REQUIRE(X509_sign(certificate, key, EVP_sha256()) > 0);
    CHECK(detectKind(toDer(certificate, i2d_X509)) == FileKind::kDerCertificate);
  }
  CHECK(detectKind(toDer(certificate, i2d_X509) + "\n") == FileKind::kDerCertificate);

  X509_REQ* request = X509_REQ_new();
  X509_REQ_set_pubkey(request, key);
  REQUIRE(X509_REQ_sign(request, key, EVP_sha256()) > 0);
  CHECK(detectKind(toDer(request, i2d_X509_REQ)) == FileKind::kDerRequest);

  CHECK(detectKind(toDer(key, i2d_PrivateKey)) == FileKind::kDerPrivateKey);    // PKCS#1
  CHECK(detectKind(toDer(curve, i2d_PrivateKey)) == FileKind::kDerPrivateKey);  // SEC1
  CHECK(detectKind(toDer(key, i2d_PUBKEY)) == FileKind::kDerPublicKey);
  X509_CRL* list = X509_CRL_new();
  for (const long version : {0L, 1L}) {
    X509_CRL_set_version(list, version);
    X509_CRL_set1_lastUpdate(list, X509_get0_notBefore(certificate));
    REQUIRE(X509_CRL_sign(list, key, EVP_sha256()) > 0);
    CHECK(detectKind(toDer(list, i2d_X509_CRL)) == FileKind::kDerRevocationList);
  }
  X509_CRL_free(list);
  PKCS8_PRIV_KEY_INFO* pkcs8 = EVP_PKEY2PKCS8(curve);
  CHECK(detectKind(toDer(pkcs8, i2d_PKCS8_PRIV_KEY_INFO)) == FileKind::kDerPrivateKey);
  X509_SIG* encrypted = PKCS8_encrypt(-1, EVP_aes_128_cbc(), "secret", 6, nullptr, 0, 1, pkcs8);
  REQUIRE(encrypted != nullptr);
  CHECK(detectKind(toDer(encrypted, i2d_X509_SIG)) == FileKind::kDerPrivateKey);

  STACK_OF(X509)* others = sk_X509_new_null();
  PKCS7* pkcs7 = PKCS7_sign(certificate, key, others, nullptr, PKCS7_DETACHED | PKCS7_BINARY);
  if (pkcs7 == nullptr) {
    pkcs7 = PKCS7_new();
    PKCS7_set_type(pkcs7, NID_pkcs7_signed);
    PKCS7_content_new(pkcs7, NID_pkcs7_data);
  }
  CHECK(detectKind(toDer(pkcs7, i2d_PKCS7)) == FileKind::kDerPkcs7);
  PKCS12* pkcs12 = PKCS12_create("secret", "x", key, certificate, nullptr, 0, 0, 0, 0, 0);
  REQUIRE(pkcs12 != nullptr);
  CHECK(detectKind(toDer(pkcs12, i2d_PKCS12)) == FileKind::kDerPkcs12);

  CHECK(detectKind(std::string("\x30\x03\x02\x01\x01", 5)) == FileKind::kDerOther);
  CHECK(detectKind(std::string("\x30\x82\xFF\xFF\x02", 5)) == FileKind::kUnknown);
  CHECK(detectKind(std::string("\x30", 1)) == FileKind::kUnknown);
  CHECK(detectKind("0\n") == FileKind::kUnknown);

  PKCS12_free(pkcs12);
  PKCS7_free(pkcs7);
  sk_X509_free(others);
  X509_SIG_free(encrypted);
  PKCS8_PRIV_KEY_INFO_free(pkcs8);
  X509_REQ_free(request);
  X509_free(certificate);
  EVP_PKEY_free(curve);
  EVP_PKEY_free(key);
}

TEST_CASE("other programs' stores are recognised by how they begin") {
  CHECK(detectKind(std::string("\xFE\xED\xFE\xED\0\0\0\2\0", 9)) == FileKind::kJavaKeyStore);
  CHECK(detectKind(std::string("\xCE\xCE\xCE\xCE\0\0\0\2\0", 9)) == FileKind::kJavaKeyStore);
  CHECK(detectKind(std::string("\0\0\0\0CERT\x20", 9)) == FileKind::kSerializedStore);
  CHECK(detectKind("PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n") ==
        FileKind::kPuttyKey);
  CHECK(detectKind("\xFE\xED") == FileKind::kUnknown);
  for (const FileKind kind : {FileKind::kJavaKeyStore, FileKind::kPuttyKey, FileKind::kDerPkcs12,
                              FileKind::kDerPrivateKey}) {
    CHECK(isKeyFile(kind));
  }
  CHECK_FALSE(isKeyFile(FileKind::kPemPrivateKey));
}

TEST_CASE("no bytes make the recognition fail") {
  std::mt19937_64 random(3);
  for (int i = 0; i < 20000; ++i) {
    std::string bytes(random() % 40, '\0');
    for (char& c : bytes) c = "\x30\x82\x80\x02\x03\x04\x06\x00\x01\x05\xA0\x17"[random() % 12];
    (void)detectKind(bytes);
  }
  SUCCEED();
}

}  // namespace
}  // namespace htlint::pem
