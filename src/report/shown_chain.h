#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lint/chain_analysis.h"
#include "x509/time.h"

namespace htlint::report {

/// What a certificate is to the server's one, as `show` says it.
enum class Standing : std::uint8_t {
  kServer,       ///< the server's own
  kSent,         ///< an intermediate that visitors need
  kAlternative,  ///< sent for visitors with another root
  kAnchor,       ///< a trust anchor, not sent
  kAnchorSent,   ///< a trust anchor that is sent and need not be
  kInPool,       ///< not sent; the pool has it
  kWithdrawn,
  kDuplicate,
  kOutdated,     ///< expired or not yet valid, beside a path without it
  kSuperfluous,  ///< sent and not needed
  kOtherServer,
  kUnrelated,
};

/// Where in the files a certificate is.
struct ShownPlace {
  std::string path;
  std::uint32_t line = 1;
  std::size_t block = 0;  ///< counted from 1; 0 in a DER file
};

struct ShownCertificate {
  x509::Certificate certificate;
  Standing standing = Standing::kUnrelated;
  std::optional<ShownPlace> place;
  std::vector<std::size_t> issuers;  ///< indices into ShownChain::certificates, the best path first
  bool onBest = false;
};

/// One way from the server's certificate upwards.
struct ShownPath {
  std::vector<std::size_t> steps;  ///< indices into ShownChain::certificates
  bool anchored = false;
  bool sound = false;
  std::vector<x509::PathError> errors;
};

/// What is missing above the last certificate that is known.
struct MissingIssuer {
  x509::Name name;
  std::vector<std::string> addresses;  ///< where its CA says the certificate can be fetched
};

/// One server certificate and everything that has to do with it, the server's first; every
/// certificate (identical DER) once, but for duplicates that are sent.
struct ShownChain {
  std::vector<ShownCertificate> certificates;
  std::vector<ShownPath> paths;  ///< the best first; where none is anchored, the longest
  bool rootsKnown = false;
  /// What is sent leads to an anchor by a path that is good at the time; nothing where no anchors
  /// are known.
  std::optional<bool> complete;
  std::optional<MissingIssuer> missing;
};

[[nodiscard]] ShownChain makeShownChain(const lint::ChainAnalysis& analysis);

/// Where `certificate` of `file` is.
[[nodiscard]] ShownPlace placeIn(const lint::CertificateFile& file,
                                 const x509::FileCertificate& certificate);

/// What people call a certificate: its common name, else its first host, else its organisation or
/// whole subject. Control characters are shown as pictures.
[[nodiscard]] std::string shownTitle(const x509::Certificate& certificate);
/// `server certificate`, ... for people.
[[nodiscard]] std::string_view standingWord(Standing standing, lint::Language language);
/// `167 days left`, `expired 3 days ago`, `not yet valid`; empty for dates that cannot be read.
[[nodiscard]] std::string validityWord(const x509::Certificate& certificate, x509::Time now,
                                       lint::Language language);
/// One sentence on whether the chain is complete.
[[nodiscard]] std::string chainSentence(const ShownChain& chain, lint::Language language);

}  // namespace htlint::report
