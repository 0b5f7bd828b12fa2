#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

struct evp_pkey_st;

namespace htlint::test {

/// A key pair for tests, made when it is first asked for and kept for the whole program.
class TestKey {
 public:
  explicit TestKey(std::shared_ptr<evp_pkey_st> handle) : handle_(std::move(handle)) {}

  [[nodiscard]] evp_pkey_st* handle() const { return handle_.get(); }
  [[nodiscard]] std::string pem() const;             ///< `PRIVATE KEY` (PKCS#8)
  [[nodiscard]] std::string traditionalPem() const;  ///< `RSA PRIVATE KEY` or `EC PRIVATE KEY`
  [[nodiscard]] std::string encryptedPem() const;    ///< `ENCRYPTED PRIVATE KEY`
  /// `RSA PRIVATE KEY` or `EC PRIVATE KEY` with Proc-Type and DEK-Info headers.
  [[nodiscard]] std::string traditionalEncryptedPem() const;
  [[nodiscard]] std::string der() const;
  [[nodiscard]] std::string publicPem() const;

 private:
  std::shared_ptr<evp_pkey_st> handle_;
};

/// Different numbers are different keys.
[[nodiscard]] const TestKey& rsaKey(int number = 0);
[[nodiscard]] const TestKey& ecKey(int number = 0);
/// `RSA-1024`, `P-521` (any curve that OpenSSL knows), `EXPLICIT-P-256` (the curve in numbers),
/// `ED25519`, `ED448`, `DSA-2048`, `RSA-PSS-2048`.
[[nodiscard]] const TestKey& otherKey(const std::string& kind, int number = 0);
/// The public half alone of an RSA key with these numbers (hexadecimal): signs nothing.
[[nodiscard]] TestKey rsaPublicKey(const std::string& modulus, std::uint64_t exponent = 65537);

struct TestCertificate {
  std::string der;
  std::string pem;
  TestKey key;
};

struct CertificateOptions {
  /// Subject attributes in their order, UTF-8 values, e.g. {"O", "株式会社 例"}.
  std::vector<std::pair<std::string, std::string>> subject{{"CN", "www.example.co.jp"}};
  /// dNSName entries as written; no subjectAltName without dnsNames and ipAddresses.
  std::vector<std::string> dnsNames{"www.example.co.jp"};
  std::vector<std::string> ipAddresses;
  std::chrono::sys_seconds notBefore = std::chrono::sys_days(std::chrono::year(2026) / 1 / 1);
  std::chrono::sys_seconds notAfter = std::chrono::sys_days(std::chrono::year(2026) / 7 / 1);
  bool isCa = false;
  bool selfSigned = false;
  const TestKey* key = nullptr;             ///< default: ecKey()
  const TestCertificate* issuer = nullptr;  ///< default: testAuthority()
  std::uint64_t serial = 0x1001;
  std::optional<long> pathLength;
  /// `CA Issuers` addresses of authorityInfoAccess.
  std::vector<std::string> caIssuers;
  bool hasSubjectKeyId = false;
  /// The issuer's key is named by an identifier, be the issuer's certificate with one or not.
  bool hasAuthorityKeyId = false;
  /// Replaces `serial`: hexadecimal, with `-` in front for a negative one.
  std::string serialHex;
  /// Digest of the signature (not for keys that have their own).
  std::string digest = "SHA256";
  /// Extensions by OpenSSL's short name and in its configuration syntax, such as
  /// {"extendedKeyUsage", "clientAuth"}, in place of the defaults: key usage and extended key usage
  /// as public CAs set them. An empty value leaves the extension out.
  std::map<std::string, std::string> extensions;
  bool altNameCritical = false;
};

/// Version 3, with basic constraints and usages.
[[nodiscard]] TestCertificate makeCertificate(const CertificateOptions& options);
/// Shorthand for a certificate of these names; the first is the common name too.
[[nodiscard]] TestCertificate makeCertificateFor(const std::vector<std::string>& dnsNames);
/// A self-signed CA certificate, valid 2020-2040, the same for the whole program.
[[nodiscard]] const TestCertificate& testAuthority();

struct TestRequest {
  std::string der;
  std::string pem;
};
/// A PKCS#10 request; dates, issuer, CA flag and serial of `options` are not used.
[[nodiscard]] TestRequest makeRequest(const CertificateOptions& options);

struct Pkcs12Options {
  std::optional<std::string> password;  ///< none differs from an empty one
  std::vector<TestCertificate> chain;
  int iterations = 2048;
  /// -1: no integrity check.
  int macIterations = 1;
  /// RC2 with 40 bits for the certificates, as old programs have it.
  bool legacy = false;
};
/// PKCS#12 with the certificate, its key and the chain.
[[nodiscard]] std::string makePkcs12(const TestCertificate& certificate,
                                     const Pkcs12Options& options);
/// PKCS#12 with the certificate and its key, under `password`.
[[nodiscard]] std::string makePkcs12(const TestCertificate& certificate,
                                     const std::string& password);
/// DER PKCS#7 with the certificates and no signature.
[[nodiscard]] std::string makePkcs7(const std::vector<TestCertificate>& certificates);

/// `TRUSTED CERTIFICATE`: the certificate and OpenSSL's settings, trusted for servers.
[[nodiscard]] std::string trustedPem(const TestCertificate& certificate);

/// A PEM block of any label around `der`.
[[nodiscard]] std::string pemBlock(const std::string& label, const std::string& der);

}  // namespace htlint::test
