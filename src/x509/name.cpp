#include "x509/name.h"

#include <openssl/objects.h>

#include <algorithm>

#include "openssl_handles.h"
#include "text/encoding.h"

namespace htlint::x509 {
namespace {

std::string typeOf(const X509_NAME_ENTRY* entry) {
  const ASN1_OBJECT* object = X509_NAME_ENTRY_get_object(entry);
  const int nid = OBJ_obj2nid(object);
  if (nid != NID_undef) return OBJ_nid2sn(nid);
  char oid[128] = "";
  OBJ_obj2txt(oid, sizeof oid, object, 1);
  return oid;
}

std::string toUtf8(const ASN1_STRING* text) {
  const ErrorGuard guard;
  unsigned char* utf8 = nullptr;
  const int size = ASN1_STRING_to_UTF8(&utf8, text);
  if (size < 0) return text::toDisplayUtf8(rawText(text), text::Encoding::kUnknown);
  std::string result(reinterpret_cast<char*>(utf8), static_cast<std::size_t>(size));
  OPENSSL_free(utf8);
  return result;
}

}  // namespace

std::string rawText(const ASN1_STRING* text) {
  return {reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
          static_cast<std::size_t>(ASN1_STRING_length(text))};
}

Name readName(const X509_NAME* name) {
  Name result;
  const int count = X509_NAME_entry_count(name);
  for (int i = 0; i < count; ++i) {
    const X509_NAME_ENTRY* entry = X509_NAME_get_entry(name, i);
    result.attributes.push_back({typeOf(entry), toUtf8(X509_NAME_ENTRY_get_data(entry))});
  }
  return result;
}

std::optional<std::string_view> Name::find(std::string_view type) const {
  const auto found = std::find_if(attributes.rbegin(), attributes.rend(),
                                  [type](const NameAttribute& a) { return a.type == type; });
  if (found == attributes.rend()) return std::nullopt;
  return found->value;
}

std::string Name::display() const {
  std::string result;
  for (const NameAttribute& attribute : attributes) {
    if (!result.empty()) result += ", ";
    result += attribute.type + "=" + text::toDisplayUtf8(attribute.value, text::Encoding::kUtf8);
  }
  return result;
}

}  // namespace htlint::x509
