#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shown_chain.h"
#include "x509/request.h"

namespace htlint::report {

/// A private key of a file, and whose it is.
struct ShownKey {
  std::uint32_t line = 1;
  bool inContainer = false;
  x509::PrivateKeyFacts facts;
  std::string owner;  ///< title of the certificate with this key; empty if none is shown
};

/// What is in one certificate file.
struct ShownFile {
  const lint::CertificateFile* file = nullptr;
  std::optional<ShownChain> chain;
  /// Certificates that no chain shows: those of a collection. Indices into the file's bundle.
  std::vector<std::size_t> loose;
  /// A chain file, whose certificates are shown with the server's.
  bool shownElsewhere = false;
  std::vector<x509::Request> requests;
  std::vector<ShownKey> keys;
  /// What a TLS server sends that is given this file: indices into the bundle; nothing when it
  /// refuses the file.
  std::optional<std::vector<std::size_t>> sent;

  [[nodiscard]] bool empty() const;
  [[nodiscard]] std::uint32_t lineOf(std::size_t block) const;
};

[[nodiscard]] std::vector<ShownFile> makeShownFiles(const lint::Site& site, x509::Time now);

/// `PKCS#7`, `PKCS#12`
[[nodiscard]] std::string_view containerName(x509::ContainerKind kind);
/// Why a container's content is not known; empty for kNone.
[[nodiscard]] std::string_view unpackErrorWord(x509::UnpackError error, lint::Language language);

}  // namespace htlint::report
