#include <algorithm>

#include "catalogue/certificates.h"
#include "x509/chain.h"

namespace htlint::x509 {
namespace {

bool hasAttribute(const Name& name, std::string_view wanted) {
  const std::size_t equals = wanted.find('=');
  const NameAttribute attribute{std::string(wanted.substr(0, equals)),
                                std::string(wanted.substr(equals + 1))};
  return std::find(name.attributes.begin(), name.attributes.end(), attribute) !=
         name.attributes.end();
}

std::string hexadecimal(const Sha256& digest) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const std::uint8_t byte : digest) {
    text.push_back(kDigits[byte >> 4]);
    text.push_back(kDigits[byte & 15]);
  }
  return text;
}

const catalogue::WithdrawnCertificate* entryOf(const Certificate& certificate) {
  if (!certificate.isCa() || certificate.isSelfIssued()) return nullptr;
  for (const catalogue::WithdrawnCertificate& entry : catalogue::withdrawnCertificates()) {
    if (!entry.subject.empty() && !hasAttribute(certificate.subject(), entry.subject)) continue;
    if (!entry.issuer.empty() && !hasAttribute(certificate.issuer(), entry.issuer)) continue;
    if (!entry.sha256.empty() && hexadecimal(certificate.fingerprint()) != entry.sha256) continue;
    return &entry;
  }
  return nullptr;
}

}  // namespace

std::optional<Withdrawal> withdrawal(const Certificate& certificate, Time now) {
  const catalogue::WithdrawnCertificate* entry = entryOf(certificate);
  if (entry == nullptr) return std::nullopt;
  const Time from{std::chrono::seconds(entry->from)};
  if (now < from) return std::nullopt;
  return Withdrawal{from, entry->en, entry->ja};
}

bool isKnownCrossCertificate(const Certificate& certificate) {
  return entryOf(certificate) != nullptr;
}

}  // namespace htlint::x509
