#include "x509/extensions.h"

#include <openssl/objects.h>
#include <openssl/x509v3.h>

#include <algorithm>

#include "openssl_handles.h"

namespace htlint::x509 {
namespace {

using BasicConstraintsPtr = std::unique_ptr<BASIC_CONSTRAINTS, Deleter<BASIC_CONSTRAINTS_free>>;
using BitStringPtr = std::unique_ptr<ASN1_BIT_STRING, Deleter<ASN1_BIT_STRING_free>>;
using UsagesPtr = std::unique_ptr<EXTENDED_KEY_USAGE, Deleter<EXTENDED_KEY_USAGE_free>>;
using PoliciesPtr = std::unique_ptr<CERTIFICATEPOLICIES, Deleter<CERTIFICATEPOLICIES_free>>;
using OctetsPtr = std::unique_ptr<ASN1_OCTET_STRING, Deleter<ASN1_OCTET_STRING_free>>;
using InfoAccessPtr = std::unique_ptr<AUTHORITY_INFO_ACCESS, Deleter<AUTHORITY_INFO_ACCESS_free>>;

template <typename Pointer>
Pointer decode(const X509* certificate, int nid) {
  return Pointer(
      static_cast<typename Pointer::pointer>(X509_get_ext_d2i(certificate, nid, nullptr, nullptr)));
}

std::string dotted(const ASN1_OBJECT* object) {
  char buffer[128];
  const int size = OBJ_obj2txt(buffer, sizeof buffer, object, 1);
  return size > 0 ? std::string(buffer) : std::string();
}

void readConstraints(const X509* certificate, Extensions& extensions) {
  const auto constraints = decode<BasicConstraintsPtr>(certificate, NID_basic_constraints);
  extensions.hasBasicConstraints = constraints != nullptr;
  if (!constraints) return;
  extensions.basicConstraintsCa = constraints->ca != 0;
  if (constraints->pathlen != nullptr) {
    extensions.pathLength = ASN1_INTEGER_get(constraints->pathlen);
  }
}

void readUsages(const X509* certificate, Extensions& extensions) {
  constexpr int kUsageBits = 9;
  if (const auto bits = decode<BitStringPtr>(certificate, NID_key_usage)) {
    std::uint32_t usage = 0;
    for (int bit = 0; bit < kUsageBits; ++bit) {
      if (ASN1_BIT_STRING_get_bit(bits.get(), bit) != 0) usage |= 1U << static_cast<unsigned>(bit);
    }
    extensions.keyUsage = usage;
  }
  if (const auto usages = decode<UsagesPtr>(certificate, NID_ext_key_usage)) {
    extensions.extendedKeyUsage.emplace();
    for (int i = 0; i < sk_ASN1_OBJECT_num(usages.get()); ++i) {
      extensions.extendedKeyUsage->push_back(dotted(sk_ASN1_OBJECT_value(usages.get(), i)));
    }
  }
  if (const auto policies = decode<PoliciesPtr>(certificate, NID_certificate_policies)) {
    for (int i = 0; i < sk_POLICYINFO_num(policies.get()); ++i) {
      extensions.policies.push_back(dotted(sk_POLICYINFO_value(policies.get(), i)->policyid));
    }
  }
}

void readKeyIds(const X509* certificate, Extensions& extensions) {
  if (const auto own = decode<OctetsPtr>(certificate, NID_subject_key_identifier)) {
    extensions.subjectKeyId = rawText(own.get());
  }
  const auto authority = decode<AuthorityKeyPtr>(certificate, NID_authority_key_identifier);
  if (!authority) return;
  if (authority->keyid != nullptr) extensions.authorityKeyId = rawText(authority->keyid);
  extensions.authorityKeyPinsIssue = authority->issuer != nullptr || authority->serial != nullptr;
}

void readIssuerAddresses(const X509* certificate, Extensions& extensions) {
  const auto access = decode<InfoAccessPtr>(certificate, NID_info_access);
  if (!access) return;
  for (int i = 0; i < sk_ACCESS_DESCRIPTION_num(access.get()); ++i) {
    const ACCESS_DESCRIPTION* one = sk_ACCESS_DESCRIPTION_value(access.get(), i);
    if (OBJ_obj2nid(one->method) != NID_ad_ca_issuers || one->location->type != GEN_URI) continue;
    extensions.caIssuers.push_back(rawText(one->location->d.uniformResourceIdentifier));
  }
}

void readAltNameFacts(const X509* certificate, Extensions& extensions) {
  int critical = 0;
  const GeneralNamesPtr names(static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(certificate, NID_subject_alt_name, &critical, nullptr)));
  extensions.altNameCritical = critical > 0;
  for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const int type = sk_GENERAL_NAME_value(names.get(), i)->type;
    extensions.hasOtherAltNames |= type != GEN_DNS && type != GEN_IPADD;
  }
}

}  // namespace

bool Extensions::allowsServerAuth() const {
  if (!extendedKeyUsage) return true;
  return std::any_of(
      extendedKeyUsage->begin(), extendedKeyUsage->end(), [](const std::string& usage) {
        return usage == kServerAuth || usage == kMicrosoftGated || usage == kNetscapeGated;
      });
}

bool Extensions::allowsTls() const {
  constexpr std::uint32_t kUsages = kDigitalSignature | kKeyEncipherment | kKeyAgreement;
  return !keyUsage || (*keyUsage & kUsages) != 0;
}

Extensions readExtensions(X509* certificate) {
  const ErrorGuard guard;
  Extensions extensions;
  extensions.malformed = (X509_get_extension_flags(certificate) & EXFLAG_INVALID) != 0;
  readConstraints(certificate, extensions);
  readUsages(certificate, extensions);
  readKeyIds(certificate, extensions);
  readIssuerAddresses(certificate, extensions);
  readAltNameFacts(certificate, extensions);
  return extensions;
}

}  // namespace htlint::x509
