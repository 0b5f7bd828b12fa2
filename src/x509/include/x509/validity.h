#pragma once

#include <optional>

#include "x509/certificate.h"
#include "x509/time.h"

namespace htlint::x509 {

/// A limit of the Baseline Requirements, 6.3.2; exactly one of days and months is not 0.
struct ValidityRule {
  Time from;  ///< certificates issued then or later
  int days = 0;
  int months = 0;
};

/// The limit for server certificates of public CAs that are issued at `issued`; nothing for those
/// of before 2012-07-01. Dated data: rules/catalogue/validity-limits.toml.
[[nodiscard]] std::optional<ValidityRule> validityRule(Time issued);

/// The last notAfter that the rule allows. Days count inclusively: 200 days from
/// 2026-03-15T00:00:00Z end at 2026-09-30T23:59:59Z. Months end at the same day and time.
[[nodiscard]] Time latestEnd(Time notBefore, const ValidityRule& rule);

/// The days of the certificate's validity as the Baseline Requirements count them, begun ones
/// included; nothing where its dates cannot be read.
[[nodiscard]] std::optional<int> validityDays(const Certificate& certificate);

/// A public CA vouches for the certificate: it claims one of the CA/Browser Forum's policies
/// (2.23.140.1.*), which every such CA has to put into server certificates.
[[nodiscard]] bool claimsPublicPolicy(const Certificate& certificate);

}  // namespace htlint::x509
