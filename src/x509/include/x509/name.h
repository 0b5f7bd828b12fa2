#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace htlint::x509 {

/// One attribute of a distinguished name.
struct NameAttribute {
  std::string type;   ///< OpenSSL's short name (`CN`, `O`, `OU`, `C`, `ST`, `L`, ...), else the OID
  std::string value;  ///< UTF-8

  friend bool operator==(const NameAttribute&, const NameAttribute&) = default;
};

/// A subject or issuer name for people to read. Whether two names are the same is asked of the
/// certificates (see Certificate::isIssuedByNameOf), never of this text.
struct Name {
  std::vector<NameAttribute> attributes;  ///< in the order of the certificate

  /// The last attribute of that type, the most specific one.
  [[nodiscard]] std::optional<std::string_view> find(std::string_view type) const;
  [[nodiscard]] std::optional<std::string_view> commonName() const { return find("CN"); }
  /// `C=JP, O=Example KK, CN=www.example.co.jp`; control characters are shown as pictures.
  [[nodiscard]] std::string display() const;
};

}  // namespace htlint::x509
