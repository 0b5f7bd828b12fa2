#pragma once

#include <random>
#include <vector>

#include "support/certificates.h"

namespace htlint::test {

/// A small world of authorities: roots, cross-signs, re-issues, the same names with other keys,
/// missing key identifiers, expired branches, and one server certificate.
struct RandomPki {
  TestCertificate leaf;
  std::vector<TestCertificate> intermediates;  ///< cross certificates of roots too
  std::vector<TestCertificate> roots;
};

/// Certificates are valid around 2026-06-01, but for the branches that ended before.
[[nodiscard]] RandomPki makeRandomPki(std::mt19937& random);

}  // namespace htlint::test
