#pragma once

#include <algorithm>

#include "lint/context.h"

/// The two files that the hosting form asks for, as [site] names them: the server certificate's and
/// the intermediates'.
namespace htlint::rules {

inline const CertificateFile* certificateFileAt(const Site& site, const std::string& path) {
  for (const CertificateFile& file : site.certificateFiles()) {
    if (!path.empty() && file.input.path == path) return &file;
  }
  return nullptr;
}

inline bool holdsServerCertificate(const CertificateFile& file) {
  const auto& all = file.bundle->certificates;
  return std::any_of(all.begin(), all.end(),
                     [](const auto& entry) { return !entry.certificate.isCa(); });
}

/// The file for the server certificate holds CA certificates alone, that for the intermediates the
/// server certificate.
inline bool areFilesSwapped(const Site& site) {
  const CertificateFile* own = certificateFileAt(site, site.settings().certificatePath);
  const CertificateFile* chain = certificateFileAt(site, site.settings().chainPath);
  if (own == nullptr || chain == nullptr || own == chain || own->bundle->empty()) return false;
  return !holdsServerCertificate(*own) && holdsServerCertificate(*chain);
}

}  // namespace htlint::rules
