#include "x509/request.h"

#include "openssl_handles.h"
#include "pem/kind.h"

namespace htlint::x509 {
namespace {

void readRequestedNames(X509_REQ* handle, std::vector<std::string>& dnsNames) {
  STACK_OF(X509_EXTENSION)* extensions = X509_REQ_get_extensions(handle);
  const GeneralNamesPtr names(static_cast<GENERAL_NAMES*>(
      X509V3_get_d2i(extensions, NID_subject_alt_name, nullptr, nullptr)));
  sk_X509_EXTENSION_pop_free(extensions, X509_EXTENSION_free);
  readAltNames(names.get(), dnsNames, nullptr);
}

}  // namespace

std::optional<Request> parseRequest(std::string_view der) {
  const ErrorGuard guard;
  const unsigned char* at = asBytes(der);
  const RequestPtr handle(d2i_X509_REQ(nullptr, &at, static_cast<long>(der.size())));
  if (!handle) return std::nullopt;
  Request request;
  request.subject = readName(X509_REQ_get_subject_name(handle.get()));
  readRequestedNames(handle.get(), request.dnsNames);
  EVP_PKEY* key = X509_REQ_get0_pubkey(handle.get());
  request.publicKey = encodePublicKey(X509_REQ_get_X509_PUBKEY(handle.get()));
  request.key = readKey(key, request.publicKey);
  request.signatureValid = key != nullptr && X509_REQ_verify(handle.get(), key) == 1;
  return request;
}

std::vector<Request> loadRequests(const pem::Document& document) {
  std::vector<Request> requests;
  const auto add = [&requests](std::string_view der, std::size_t block) {
    std::optional<Request> request = parseRequest(der);
    if (!request) return;
    request->block = block;
    requests.push_back(std::move(*request));
  };
  const std::string_view bytes = document.file().bytes();
  if (document.blocks().empty() && pem::detectKind(bytes) == pem::FileKind::kDerRequest) {
    add(bytes, pem::kNone);
  }
  for (std::size_t i = 0; i < document.blocks().size(); ++i) {
    const pem::Block& block = document.blocks()[i];
    if (block.kind == pem::BlockKind::kRequest) add(document.derOf(block), i);
  }
  return requests;
}

}  // namespace htlint::x509
