#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "x509/certificate.h"

namespace htlint::x509 {

/// Why a browser does, or does not, accept a certificate for a host (RFC 9525 6).
enum class HostCoverage : std::uint8_t {
  kCovered,
  kInvalidHost,      ///< no host name and no address: nothing can cover it
  kApexOfWww,        ///< the certificate has `www.` + host, but not the host
  kWwwOfApex,        ///< the certificate has the host without its `www.`, but not the host
  kApexOfWildcard,   ///< `*.example.jp` does not cover `example.jp` itself
  kTwoLabels,        ///< `*.example.jp` covers one label, not `a.b.example.jp`
  kPartialWildcard,  ///< `w*.example.jp`: a wildcard counts only as the whole first label
  kCommonNameOnly,   ///< only the common name has the host; browsers look at the SANs alone
  kAddress,          ///< the host is an IP address, and no iPAddress SAN has it
  kTrailingDot,      ///< the SAN is the host with a dot at its end, which no SAN may have
  kNoNames,          ///< the certificate has no SAN that could name a server
  kOther,            ///< the certificate is for other names
};

struct HostMatch {
  HostCoverage coverage = HostCoverage::kOther;
  /// The name in the certificate that decided: the one that covers the host, or that comes close
  /// in the way `coverage` says. Empty for kInvalidHost, kNoNames and kOther.
  std::string name;

  [[nodiscard]] bool covered() const { return coverage == HostCoverage::kCovered; }
};

/// `host` in Unicode or ASCII form, in any case, with or without a final dot; or an IP address
/// (IPv6 with or without brackets). The common name never makes a host covered.
[[nodiscard]] HostMatch matchHost(const Certificate& certificate, std::string_view host);

/// The host as it goes over the wire: A-labels, lower case, no final dot (IDNA 2008 with UTS 46
/// mapping, as browsers do). Nothing for what is no host name: empty labels, spaces, labels over 63
/// bytes, a name over 253. An underscore is let through: DNS has it.
[[nodiscard]] std::optional<std::string> toAsciiHost(std::string_view host);
/// For people to read: U-labels. What cannot be converted stays as it is.
[[nodiscard]] std::string toUnicodeHost(std::string_view host);

/// 4 or 16 bytes for an address in text form, IPv6 brackets allowed.
[[nodiscard]] std::optional<std::string> parseIpAddress(std::string_view text);
[[nodiscard]] std::string formatIpAddress(std::string_view bytes);

}  // namespace htlint::x509
