#include "x509/pool.h"

#include <algorithm>

#include "x509/bundle.h"

namespace htlint::x509 {

bool CertificatePool::add(const Certificate& certificate) {
  if (contains(certificate)) return false;
  bySubject_[certificate.subjectHash()].push_back(certificates_.size());
  certificates_.push_back(certificate);
  return true;
}

void CertificatePool::addAll(const pem::Document& document) {
  for (const FileCertificate& one : loadCertificates(document).certificates) add(one.certificate);
}

bool CertificatePool::contains(const Certificate& certificate) const {
  const auto same = withSubject(certificate.subjectHash());
  return std::any_of(same.begin(), same.end(),
                     [&](std::size_t index) { return certificates_[index] == certificate; });
}

std::span<const std::size_t> CertificatePool::withSubject(std::uint64_t subjectHash) const {
  const auto found = bySubject_.find(subjectHash);
  if (found == bySubject_.end()) return {};
  return found->second;
}

}  // namespace htlint::x509
