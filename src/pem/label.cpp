#include "pem/label.h"

#include <array>
#include <utility>

namespace htlint::pem {
namespace {

constexpr std::array<std::pair<std::string_view, BlockKind>, 12> kLabels{{
    {"CERTIFICATE", BlockKind::kCertificate},
    {"X509 CERTIFICATE", BlockKind::kCertificate},
    {"TRUSTED CERTIFICATE", BlockKind::kTrustedCertificate},
    {"CERTIFICATE REQUEST", BlockKind::kRequest},
    {"NEW CERTIFICATE REQUEST", BlockKind::kRequest},
    {"ENCRYPTED PRIVATE KEY", BlockKind::kEncryptedPrivateKey},
    {"PUBLIC KEY", BlockKind::kPublicKey},
    {"RSA PUBLIC KEY", BlockKind::kPublicKey},
    {"PKCS7", BlockKind::kPkcs7},
    {"PKCS #7 SIGNED DATA", BlockKind::kPkcs7},
    {"CMS", BlockKind::kPkcs7},
    {"X509 CRL", BlockKind::kRevocationList},
}};

}  // namespace

BlockKind blockKind(std::string_view label) {
  for (const auto& [name, kind] : kLabels) {
    if (label == name) return kind;
  }
  if (label == "PRIVATE KEY" || label.ends_with(" PRIVATE KEY") ||
      label == "PGP PRIVATE KEY BLOCK") {
    return BlockKind::kPrivateKey;
  }
  if (label.ends_with(" PARAMETERS")) return BlockKind::kParameters;
  return BlockKind::kOther;
}

}  // namespace htlint::pem
