#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "pem/document.h"
#include "x509/certificate.h"

namespace htlint::x509 {

/// Certificates to look issuers up in: the intermediates that a fix may add, or the trust anchors.
/// Filled once, then immutable; each certificate (identical DER) is in it once.
class CertificatePool {
 public:
  /// False when an identical certificate is there already.
  bool add(const Certificate& certificate);
  /// Adds every certificate that can be read from the file.
  void addAll(const pem::Document& document);

  [[nodiscard]] std::span<const Certificate> certificates() const { return certificates_; }
  [[nodiscard]] bool empty() const { return certificates_.empty(); }
  [[nodiscard]] bool contains(const Certificate& certificate) const;
  /// Indices of the certificates whose subject has this hash (see Certificate::subjectHash), in the
  /// order in which they were added.
  [[nodiscard]] std::span<const std::size_t> withSubject(std::uint64_t subjectHash) const;

 private:
  std::vector<Certificate> certificates_;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> bySubject_;
};

}  // namespace htlint::x509
