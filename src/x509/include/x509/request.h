#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "pem/document.h"
#include "x509/key.h"
#include "x509/name.h"

namespace htlint::x509 {

/// What a PKCS#10 certificate request says.
struct Request {
  std::size_t block = pem::kNone;  ///< index into Document::blocks(), kNone in a DER file
  Name subject;
  std::vector<std::string> dnsNames;  ///< of the requested subjectAltName
  KeyFacts key;
  std::string publicKey;        ///< DER SubjectPublicKeyInfo
  bool signatureValid = false;  ///< made with the key in the request
};

[[nodiscard]] std::optional<Request> parseRequest(std::string_view der);

/// The readable requests of a PEM or DER file, in file order.
[[nodiscard]] std::vector<Request> loadRequests(const pem::Document& document);

}  // namespace htlint::x509
