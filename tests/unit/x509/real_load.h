#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace htlint::test {

/// What SSL_CTX_use_certificate_chain_file loads: the DER of the server's certificate and of the
/// chain.
struct RealLoad {
  bool accepted = false;
  std::string server;
  std::vector<std::string> chain;

  friend bool operator==(const RealLoad&, const RealLoad&) = default;
};

[[nodiscard]] RealLoad loadReally(const std::filesystem::path& path);

/// A certificate as OpenSSL writes it again: it does not keep every odd encoding that it reads.
[[nodiscard]] std::string rewritten(const std::string& der);

}  // namespace htlint::test
