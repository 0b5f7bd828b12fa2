#include "real_load.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

namespace htlint::test {
namespace {

std::string derOf(X509* certificate) {
  unsigned char* out = nullptr;
  const int size = i2d_X509(certificate, &out);
  std::string der(reinterpret_cast<char*>(out), static_cast<std::size_t>(size));
  OPENSSL_free(out);
  return der;
}

}  // namespace

std::string rewritten(const std::string& der) {
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  X509* certificate = d2i_X509(nullptr, &at, static_cast<long>(der.size()));
  std::string result = derOf(certificate);
  X509_free(certificate);
  return result;
}

RealLoad loadReally(const std::filesystem::path& path) {
  ERR_clear_error();
  SSL_CTX* context = SSL_CTX_new(TLS_server_method());
  SSL_CTX_set_security_level(context, 0);  // whether a key is too small is another question
  RealLoad load;
  load.accepted = SSL_CTX_use_certificate_chain_file(context, path.c_str()) == 1;
  if (X509* server = SSL_CTX_get0_certificate(context)) load.server = derOf(server);
  STACK_OF(X509)* chainStack = nullptr;
  SSL_CTX_get0_chain_certs(context, &chainStack);
  for (int i = 0; i < sk_X509_num(chainStack); ++i) {
    load.chain.push_back(derOf(sk_X509_value(chainStack, i)));
  }
  SSL_CTX_free(context);
  ERR_clear_error();
  return load;
}

}  // namespace htlint::test
