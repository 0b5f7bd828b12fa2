#include "x509/certificate.h"

#include <ctime>
#include <utility>

#include "openssl_handles.h"
#include "x509/host.h"

namespace htlint::x509 {
namespace {

std::optional<Time> readTime(const ASN1_TIME* time) {
  std::tm fields{};
  if (time == nullptr || ASN1_TIME_to_tm(time, &fields) != 1) return std::nullopt;
  const std::chrono::year_month_day date{
      std::chrono::year(fields.tm_year + 1900),
      std::chrono::month(static_cast<unsigned>(fields.tm_mon + 1)),
      std::chrono::day(static_cast<unsigned>(fields.tm_mday))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date) + std::chrono::hours(fields.tm_hour) +
         std::chrono::minutes(fields.tm_min) + std::chrono::seconds(fields.tm_sec);
}

std::string readSerial(const ASN1_INTEGER* serial) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  if (ASN1_STRING_type(serial) == V_ASN1_NEG_INTEGER) text.push_back('-');
  for (const char c : rawText(serial)) {
    const auto byte = static_cast<unsigned char>(c);
    text.push_back(kDigits[byte >> 4]);
    text.push_back(kDigits[byte & 15]);
  }
  return text;
}

bool isAuthority(X509* certificate) {
  const std::uint32_t flags = X509_get_extension_flags(certificate);
  if ((flags & EXFLAG_BCONS) != 0) return (flags & EXFLAG_CA) != 0;
  return (flags & EXFLAG_V1) != 0 && (flags & EXFLAG_SS) != 0;
}

std::uint64_t hashOf(const X509_NAME* name) {
  int ok = 0;
  const unsigned long hash = X509_NAME_hash_ex(name, nullptr, nullptr, &ok);
  return ok == 1 ? hash : 0;
}

std::string signatureName(const X509* certificate) {
  const ASN1_OBJECT* algorithm = nullptr;
  X509_ALGOR_get0(&algorithm, nullptr, nullptr, X509_get0_tbs_sigalg(certificate));
  char buffer[128];
  const int size = OBJ_obj2txt(buffer, sizeof buffer, algorithm, 0);
  return size > 0 ? std::string(buffer) : std::string();
}

int signatureBitsOf(X509* certificate) {
  int bits = -1;
  return X509_get_signature_info(certificate, nullptr, nullptr, &bits, nullptr) == 1 ? bits : -1;
}

X509* parseDer(std::string_view der, std::size_t& used) {
  const unsigned char* at = asBytes(der);
  X509* handle = d2i_X509(nullptr, &at, static_cast<long>(der.size()));
  used = static_cast<std::size_t>(at - asBytes(der));
  return handle;
}

}  // namespace

std::optional<Certificate> Certificate::parse(std::string_view der) {
  const ErrorGuard guard;
  std::size_t used = 0;
  X509Ptr parsed(parseDer(der, used));
  if (!parsed) return std::nullopt;
  X509* handle = parsed.get();
  auto facts = std::make_shared<Facts>();
  facts->handle = std::move(parsed);
  facts->der = der.substr(0, used);
  facts->trailingBytes = der.size() - used;
  facts->fingerprint = sha256(facts->der);
  facts->subject = readName(X509_get_subject_name(handle));
  facts->issuer = readName(X509_get_issuer_name(handle));
  facts->notBefore = readTime(X509_get0_notBefore(handle));
  facts->notAfter = readTime(X509_get0_notAfter(handle));
  facts->serial = readSerial(X509_get0_serialNumber(handle));
  const GeneralNamesPtr names(static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(handle, NID_subject_alt_name, nullptr, nullptr)));
  facts->hasSubjectAltName = X509_get_ext_by_NID(handle, NID_subject_alt_name, -1) >= 0;
  readAltNames(names.get(), facts->dnsNames, &facts->ipAddresses);
  EVP_PKEY* key = X509_get0_pubkey(handle);
  facts->key = readKey(key, encodePublicKey(X509_get_X509_PUBKEY(handle)));
  facts->isCa = isAuthority(handle);
  facts->selfIssued =
      X509_NAME_cmp(X509_get_subject_name(handle), X509_get_issuer_name(handle)) == 0;
  facts->takenForSelfSigned = (X509_get_extension_flags(handle) & EXFLAG_SS) != 0;
  facts->extensions = readExtensions(handle);
  facts->signature = signatureName(handle);
  facts->signatureBits = signatureBitsOf(handle);
  facts->subjectHash = hashOf(X509_get_subject_name(handle));
  facts->issuerHash = hashOf(X509_get_issuer_name(handle));
  return Certificate(std::move(facts));
}

void readAltNames(const GENERAL_NAMES* names, std::vector<std::string>& dnsNames,
                  std::vector<std::string>* ipAddresses) {
  for (int i = 0; names != nullptr && i < sk_GENERAL_NAME_num(names); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names, i);
    if (name->type == GEN_DNS) {
      dnsNames.push_back(rawText(name->d.dNSName));
    } else if (name->type == GEN_IPADD && ipAddresses != nullptr) {
      ipAddresses->push_back(rawText(name->d.iPAddress));
    }
  }
}

std::vector<std::string> Certificate::altNameTexts() const {
  std::vector<std::string> texts = dnsNames();
  for (const std::string& address : ipAddresses()) texts.push_back(formatIpAddress(address));
  return texts;
}

bool Certificate::isSelfSigned() const {
  if (!facts_->selfIssued) return false;
  std::call_once(facts_->selfSignedKnown, [this] { facts_->selfSigned = isSignedBy(*this); });
  return facts_->selfSigned;
}

bool Certificate::isExpiredAt(Time now) const { return notAfter() && now > *notAfter(); }

bool Certificate::isNotYetValidAt(Time now) const { return notBefore() && now < *notBefore(); }

bool Certificate::isIssuedByNameOf(const Certificate& issuer) const {
  return X509_NAME_cmp(X509_get_issuer_name(facts_->handle.get()),
                       X509_get_subject_name(issuer.facts_->handle.get())) == 0;
}

bool Certificate::identifiesIssuer(const Certificate& issuer) const {
  const ErrorGuard guard;
  const AuthorityKeyPtr id(static_cast<AUTHORITY_KEYID*>(
      X509_get_ext_d2i(facts_->handle.get(), NID_authority_key_identifier, nullptr, nullptr)));
  return !id || X509_check_akid(issuer.facts_->handle.get(), id.get()) == X509_V_OK;
}

bool Certificate::isSignedBy(const Certificate& issuer) const {
  const ErrorGuard guard;
  EVP_PKEY* key = X509_get0_pubkey(issuer.facts_->handle.get());
  return key != nullptr && X509_verify(facts_->handle.get(), key) == 1;
}

}  // namespace htlint::x509
