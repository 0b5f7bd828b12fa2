#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "x509/certificate.h"
#include "x509/pool.h"
#include "x509/time.h"

namespace htlint::x509 {

enum class CertificateSource : std::uint8_t {
  kServed,  ///< what the server sends, ChainQuestion::served
  kPool,    ///< intermediates that could be added
  kRoots,   ///< trust anchors
};

/// What is asked about one server certificate. The pointed-to objects outlive the answer's making,
/// not the answer.
struct ChainQuestion {
  std::span<const Certificate> served;  ///< everything the server sends, its own certificate too
  std::size_t leaf = 0;                 ///< index into served
  const CertificatePool* pool = nullptr;
  const CertificatePool* roots = nullptr;  ///< null or empty: no anchor is known
  Time now;
};

/// OpenSSL's X509_V_ERR_* as far as they call for different words.
enum class PathFault : std::uint8_t {
  kExpired,
  kNotYetValid,
  kNotAuthority,     ///< basic constraints or key usage do not let it issue certificates
  kTooLong,          ///< more intermediates than a path length allows
  kPurpose,          ///< its extended key usage is not for servers
  kNameConstraints,  ///< a CA may not issue for these names
  kWeakKey,
  kWeakSignature,
  kOther,
};

/// One complaint of OpenSSL about a path.
struct PathError {
  int code = 0;           ///< X509_V_ERR_*
  std::size_t depth = 0;  ///< index into Path::steps

  [[nodiscard]] PathFault fault() const;
};

/// OpenSSL's words for a code: `certificate has expired`.
[[nodiscard]] std::string pathErrorText(int code);

struct PathStep {
  CertificateSource source = CertificateSource::kServed;
  std::size_t index = 0;  ///< into served, pool->certificates() or roots->certificates()
  Certificate certificate;
};

/// One simple path: every step is issued by the name, and signed with the key, of the next one, and
/// no pair of subject and key occurs twice.
struct Path {
  std::vector<PathStep> steps;  ///< server certificate first; the last is the anchor, if anchored
  bool anchored = false;        ///< ends in a certificate of the roots
  /// What X509_verify_cert (OpenSSL 3.0, purpose SSL server, at `now`, without a security level)
  /// says about exactly this path; empty where the path is good. Of a path that is not anchored,
  /// only the dates of its intermediates.
  std::vector<PathError> errors;
  /// What security level 2, the default of Debian's and Ubuntu's TLS, finds too weak besides.
  std::vector<PathError> weaknesses;
  /// An authority key identifier on the way points to another issue of the issuer's certificate:
  /// OpenSSL does not go this way by itself, other clients do.
  bool keyIdMismatch = false;
  bool endsBeforeLeaf = false;  ///< a certificate other than the anchor ends before the leaf does
  bool hasWithdrawn = false;    ///< see withdrawal()

  /// Good but for the dates of the server certificate itself, which are no fault of the chain.
  [[nodiscard]] bool isSound() const;
  [[nodiscard]] bool uses(CertificateSource source, std::size_t index) const;
  /// How many of the steps the server sends or should send: all but the anchor, and never less than
  /// its own certificate.
  [[nodiscard]] std::size_t sentSteps() const {
    return anchored && steps.size() > 1 ? steps.size() - 1 : steps.size();
  }
};

/// What became of the question.
struct ChainAnswer {
  /// Anchored paths, the best first: sound before unsound, strong before weak, then what outlives
  /// the leaf, the shortest, the newest. Ahead of other sound ones is a path that OpenSSL finds by
  /// itself in a server's answer. At most kMostPaths.
  std::vector<Path> paths;
  /// Where no path is sound: how far issuers can be followed, the longest way.
  std::optional<Path> deadEnd;
  /// All simple paths were seen. False in bundles made to have too many (see kMost...).
  bool exhaustive = true;

  /// The best path, if it is sound.
  [[nodiscard]] const Path* best() const;
};

/// Bounds that no honest bundle reaches: real intermediates have up to seven paths and five steps.
inline constexpr std::size_t kMostSteps = 12;
inline constexpr std::size_t kMostPaths = 128;
inline constexpr std::size_t kMostSignatureChecks = 6000;
inline constexpr std::size_t kMostExpansions = 20000;

/// Enumerates the simple paths from the server certificate to the anchors, and has OpenSSL judge
/// each alone: OpenSSL 3.0 itself takes the first issuer that fits and does not go back. Names are
/// compared as RFC 5280 7.1 says, signatures decide, key identifiers only order what is left.
[[nodiscard]] ChainAnswer findPaths(const ChainQuestion& question);

/// Whether an OpenSSL client that has the roots finds a sound path by itself, when the server sends
/// `served`, its own certificate first. OpenSSL takes a root before anything that is sent, so an
/// expired root among them can hide a good cross certificate. Precondition: served is not empty.
[[nodiscard]] bool opensslFindsPath(std::span<const Certificate> served,
                                    const CertificatePool& roots, Time now);

/// Why, and since when, a CA certificate must not be served any more.
struct Withdrawal {
  Time from;
  std::string_view en;
  std::string_view ja;
};
/// The entry of the table of withdrawn CA certificates for this one, if `now` is not before it.
/// Before its date a certificate is an honest part of a chain.
[[nodiscard]] std::optional<Withdrawal> withdrawal(const Certificate& certificate, Time now);
/// The certificate is in that table, whatever the time: a cross certificate that was made to reach
/// an older root, and has its use until the table's date.
[[nodiscard]] bool isKnownCrossCertificate(const Certificate& certificate);

}  // namespace htlint::x509
