#pragma once

#include <chrono>
#include <string>
#include <vector>

namespace htlint::test {

/// What OpenSSL, used as everybody uses it, says about chains: its own path building, its defaults,
/// the purpose of a TLS server. Certificates are given as DER.
class PathOracle {
 public:
  PathOracle(std::vector<std::string> roots, std::chrono::sys_seconds now)
      : roots_(std::move(roots)), now_(now) {}

  /// Accepted by a client that has all roots when the server sends `sent`, its own first.
  [[nodiscard]] bool accepts(const std::vector<std::string>& sent) const;
  /// The same for a client that has one of the roots alone, whichever.
  [[nodiscard]] bool acceptsWithOneRoot(const std::vector<std::string>& sent) const;

  enum class Client : bool { kAllRoots, kOneRoot };
  /// Whether the leaf, and some of `candidates` after it, are accepted: found by trying every order
  /// of issuers.
  [[nodiscard]] bool pathExists(const std::string& leaf, const std::vector<std::string>& candidates,
                                Client client) const;

 private:
  std::vector<std::string> roots_;
  std::chrono::sys_seconds now_;
};

}  // namespace htlint::test
