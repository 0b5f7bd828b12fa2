#pragma once

#include <openssl/types.h>

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "x509/extensions.h"
#include "x509/key.h"
#include "x509/name.h"
#include "x509/time.h"

namespace htlint::x509 {

/// One X.509 certificate. A cheap-to-copy immutable value; safe to use from several threads.
class Certificate {
 public:
  /// Reads the certificate at the beginning of `der`, as d2i_X509 does; bytes after it are counted
  /// in trailingBytes(). Nothing when there is none.
  [[nodiscard]] static std::optional<Certificate> parse(std::string_view der);

  [[nodiscard]] const Name& subject() const { return facts_->subject; }
  [[nodiscard]] const Name& issuer() const { return facts_->issuer; }
  /// The subject's common name, in UTF-8.
  [[nodiscard]] std::optional<std::string_view> commonName() const {
    return facts_->subject.commonName();
  }

  [[nodiscard]] bool hasSubjectAltName() const { return facts_->hasSubjectAltName; }
  /// dNSName entries exactly as written (case, wildcards, dots).
  [[nodiscard]] const std::vector<std::string>& dnsNames() const { return facts_->dnsNames; }
  /// iPAddress entries: 4 or 16 bytes (any other length is a malformed entry).
  [[nodiscard]] const std::vector<std::string>& ipAddresses() const { return facts_->ipAddresses; }
  /// dnsNames() and then the addresses as text: what the certificate says it is for.
  [[nodiscard]] std::vector<std::string> altNameTexts() const;

  /// Nothing where the field is no valid time.
  [[nodiscard]] std::optional<Time> notBefore() const { return facts_->notBefore; }
  [[nodiscard]] std::optional<Time> notAfter() const { return facts_->notAfter; }
  /// RFC 5280 4.1.2.5: the period includes both of its ends.
  [[nodiscard]] bool isExpiredAt(Time now) const;
  [[nodiscard]] bool isNotYetValidAt(Time now) const;

  /// Hexadecimal, lower case, without separators, with leading zeros of whole bytes.
  [[nodiscard]] const std::string& serial() const { return facts_->serial; }
  /// SHA-256 of the DER.
  [[nodiscard]] const Sha256& fingerprint() const { return facts_->fingerprint; }
  [[nodiscard]] const std::string& der() const { return facts_->der; }
  [[nodiscard]] std::size_t trailingBytes() const { return facts_->trailingBytes; }

  /// Basic constraints say CA:TRUE, or it is a self-signed version 1 certificate (what OpenSSL's
  /// X509_check_ca takes for a CA by its form, key usage left aside).
  [[nodiscard]] bool isCa() const { return facts_->isCa; }
  /// Subject and issuer are the same name.
  [[nodiscard]] bool isSelfIssued() const { return facts_->selfIssued; }
  /// Self-issued, and its signature verifies with its own key.
  [[nodiscard]] bool isSelfSigned() const;
  /// OpenSSL looks for no issuer of it: self-issued, and its authority key identifier, if there is
  /// one, is its own (EXFLAG_SS; 3.0.22 crypto/x509/v3_purp.c). True too for the certificate with
  /// which a CA signs its new key with the old one, when that has no identifier.
  [[nodiscard]] bool isTakenForSelfSigned() const { return facts_->takenForSelfSigned; }

  [[nodiscard]] const Extensions& extensions() const { return facts_->extensions; }
  [[nodiscard]] const KeyFacts& key() const { return facts_->key; }
  [[nodiscard]] bool matchesKey(const KeyFacts& other) const {
    return facts_->key.digest == other.digest;
  }

  /// How the certificate was signed: `RSA-SHA256`, `ecdsa-with-SHA256`, ... (OpenSSL's long names),
  /// or the dotted identifier of what OpenSSL does not know.
  [[nodiscard]] const std::string& signatureAlgorithm() const { return facts_->signature; }
  /// Security of the signature's digest in bits as OpenSSL's security levels count it (SHA-1: 63,
  /// MD5: 39, SHA-256: 128); -1 if unknown.
  [[nodiscard]] int signatureSecurityBits() const { return facts_->signatureBits; }

  /// Equal for names that are the same by RFC 5280 7.1 (X509_NAME_hash_ex): a key for lookups,
  /// always to be confirmed by isIssuedByNameOf.
  [[nodiscard]] std::uint64_t subjectHash() const { return facts_->subjectHash; }
  [[nodiscard]] std::uint64_t issuerHash() const { return facts_->issuerHash; }
  /// The issuer name is `issuer`'s subject (RFC 5280 7.1 comparison, X509_NAME_cmp).
  [[nodiscard]] bool isIssuedByNameOf(const Certificate& issuer) const;
  /// The authorityKeyIdentifier extension does not speak against `issuer` (X509_check_akid): key
  /// identifier, and issuer and serial number where it has them.
  [[nodiscard]] bool identifiesIssuer(const Certificate& issuer) const;
  /// The signature verifies with `issuer`'s key.
  [[nodiscard]] bool isSignedBy(const Certificate& issuer) const;

  /// Identical DER.
  friend bool operator==(const Certificate& a, const Certificate& b) {
    return a.facts_->der == b.facts_->der;
  }

 private:
  friend class CertificateHandle;

  struct Facts {
    std::shared_ptr<X509> handle;
    Name subject;
    Name issuer;
    bool hasSubjectAltName = false;
    std::vector<std::string> dnsNames;
    std::vector<std::string> ipAddresses;
    std::optional<Time> notBefore;
    std::optional<Time> notAfter;
    std::string serial;
    Sha256 fingerprint{};
    std::string der;
    std::size_t trailingBytes = 0;
    bool isCa = false;
    bool selfIssued = false;
    bool takenForSelfSigned = false;
    mutable std::once_flag selfSignedKnown;  // checking a signature takes its time
    mutable bool selfSigned = false;
    KeyFacts key;
    Extensions extensions;
    std::string signature;
    int signatureBits = -1;
    std::uint64_t subjectHash = 0;
    std::uint64_t issuerHash = 0;
  };

  explicit Certificate(std::shared_ptr<const Facts> facts) : facts_(std::move(facts)) {}

  std::shared_ptr<const Facts> facts_;
};

}  // namespace htlint::x509
