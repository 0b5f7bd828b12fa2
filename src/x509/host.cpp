#include "x509/host.h"

#include <arpa/inet.h>
#include <idn2.h>

#include <algorithm>
#include <array>

namespace htlint::x509 {
namespace {

constexpr std::size_t kLongestLabel = 63;
constexpr std::size_t kLongestName = 253;
constexpr std::string_view kWww = "www.";
constexpr std::string_view kWildcard = "*.";

std::string toLower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

bool isAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

bool isLabelCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool isHostName(std::string_view name) {
  if (name.empty() || name.size() > kLongestName) return false;
  while (true) {
    const std::string_view label = name.substr(0, name.find('.'));
    if (label.empty() || label.size() > kLongestLabel) return false;
    if (!std::all_of(label.begin(), label.end(), isLabelCharacter)) return false;
    if (label.size() == name.size()) return true;
    name.remove_prefix(label.size() + 1);
  }
}

/// The text that one of libidn2's conversions gives, which it wants freed.
std::optional<std::string> takeText(int status, char* text) {
  if (status != IDN2_OK) return std::nullopt;
  std::string result(text);
  idn2_free(text);
  return result;
}

bool isWholeLabelWildcard(std::string_view pattern) {
  // As OpenSSL has it: two labels at least after the wildcard, and no odd characters in them.
  return pattern.starts_with(kWildcard) && pattern.find('.', kWildcard.size()) < pattern.size() &&
         std::all_of(pattern.begin() + 1, pattern.end(),
                     [](char c) { return c == '.' || (c != '_' && isLabelCharacter(c)); });
}

bool patternCovers(std::string_view pattern, std::string_view host) {
  if (pattern == host) return true;
  if (!isWholeLabelWildcard(pattern)) return false;
  const std::size_t dot = host.find('.');
  return dot != std::string_view::npos && dot > 0 && host.substr(dot) == pattern.substr(1);
}

bool isPartialWildcardFor(std::string_view pattern, std::string_view host) {
  const std::string_view label = pattern.substr(0, pattern.find('.'));
  const std::size_t star = label.find('*');
  if (star == std::string_view::npos || label == "*") return false;
  const std::string_view hostLabel = host.substr(0, host.find('.'));
  const std::string_view after = label.substr(star + 1);
  return hostLabel.size() + 1 >= label.size() && hostLabel.starts_with(label.substr(0, star)) &&
         hostLabel.ends_with(after) &&
         host.substr(hostLabel.size()) == pattern.substr(label.size());
}

bool isApexOfWildcard(std::string_view pattern, std::string_view host) {
  return pattern.starts_with(kWildcard) && pattern.substr(kWildcard.size()) == host;
}

bool isTooDeepForWildcard(std::string_view pattern, std::string_view host) {
  if (!isWholeLabelWildcard(pattern) || !host.ends_with(pattern.substr(1))) return false;
  const std::string_view labels = host.substr(0, host.size() - (pattern.size() - 1));
  return labels.find('.') != std::string_view::npos;
}

/// A way in which a name of the certificate misses the host, told by comparing the two.
struct NearMiss {
  HostCoverage coverage;
  bool (*isMissedBy)(std::string_view pattern, std::string_view host);
};

// In the order in which they explain best.
constexpr std::array<NearMiss, 6> kNearMisses{{
    {HostCoverage::kTrailingDot,
     [](std::string_view pattern, std::string_view host) {
       return pattern.ends_with('.') && patternCovers(pattern.substr(0, pattern.size() - 1), host);
     }},
    {HostCoverage::kPartialWildcard, isPartialWildcardFor},
    {HostCoverage::kApexOfWww,
     [](std::string_view pattern, std::string_view host) {
       return pattern.starts_with(kWww) && pattern.substr(kWww.size()) == host;
     }},
    {HostCoverage::kWwwOfApex,
     [](std::string_view pattern, std::string_view host) {
       return host.starts_with(kWww) && host.substr(kWww.size()) == pattern;
     }},
    {HostCoverage::kApexOfWildcard, isApexOfWildcard},
    {HostCoverage::kTwoLabels, isTooDeepForWildcard},
}};

HostMatch matchAddress(const Certificate& certificate, const std::string& address,
                       std::string_view host) {
  const auto& addresses = certificate.ipAddresses();
  if (std::find(addresses.begin(), addresses.end(), address) != addresses.end()) {
    return {HostCoverage::kCovered, formatIpAddress(address)};
  }
  // An address written as a dNSName or as the common name is a usual mistake.
  for (const std::string& name : certificate.dnsNames()) {
    if (name == host) return {HostCoverage::kAddress, name};
  }
  if (certificate.commonName() == host) return {HostCoverage::kAddress, std::string(host)};
  return {HostCoverage::kAddress, {}};
}

std::optional<HostMatch> commonNameMatch(const Certificate& certificate, std::string_view host) {
  const auto commonName = certificate.commonName();
  if (!commonName) return std::nullopt;
  const std::string name = toAsciiHost(*commonName).value_or(toLower(*commonName));
  if (!patternCovers(name, host)) return std::nullopt;
  return HostMatch{HostCoverage::kCommonNameOnly, std::string(*commonName)};
}

HostMatch explainMiss(const Certificate& certificate, std::string_view host) {
  for (const NearMiss& miss : kNearMisses) {
    for (const std::string& name : certificate.dnsNames()) {
      if (miss.isMissedBy(toLower(name), host)) return {miss.coverage, name};
    }
    // A dot too many explains more than the common name does, which then has it too; anything else
    // explains less.
    if (miss.coverage != HostCoverage::kTrailingDot) continue;
    if (const auto match = commonNameMatch(certificate, host)) return *match;
  }
  const bool nameless = certificate.dnsNames().empty() && certificate.ipAddresses().empty();
  return {nameless ? HostCoverage::kNoNames : HostCoverage::kOther, {}};
}

}  // namespace

HostMatch matchHost(const Certificate& certificate, std::string_view host) {
  if (const auto address = parseIpAddress(host)) return matchAddress(certificate, *address, host);
  const std::optional<std::string> ascii = toAsciiHost(host);
  if (!ascii) return {HostCoverage::kInvalidHost, {}};
  for (const std::string& name : certificate.dnsNames()) {
    if (patternCovers(toLower(name), *ascii)) return {HostCoverage::kCovered, name};
  }
  return explainMiss(certificate, *ascii);
}

std::optional<std::string> toAsciiHost(std::string_view host) {
  std::string name(host);
  if (name.find('\0') != std::string::npos) return std::nullopt;
  if (!isAscii(name)) {
    char* converted = nullptr;
    const int status = idn2_to_ascii_8z(name.c_str(), &converted, IDN2_NONTRANSITIONAL);
    std::optional<std::string> ascii = takeText(status, converted);
    if (!ascii) return std::nullopt;
    name = std::move(*ascii);
  }
  name = toLower(name);
  if (name.ends_with('.')) name.pop_back();
  if (!isHostName(name)) return std::nullopt;
  return name;
}

std::string toUnicodeHost(std::string_view host) {
  const std::string name(host);
  char* converted = nullptr;
  const int status = idn2_to_unicode_8z8z(name.c_str(), &converted, IDN2_NONTRANSITIONAL);
  return takeText(status, converted).value_or(name);
}

std::optional<std::string> parseIpAddress(std::string_view text) {
  if (text.starts_with('[') && text.ends_with(']')) text = text.substr(1, text.size() - 2);
  const std::string address(text);
  if (address.find('\0') != std::string::npos) return std::nullopt;
  char bytes[16];
  if (inet_pton(AF_INET, address.c_str(), bytes) == 1) return std::string(bytes, 4);
  if (inet_pton(AF_INET6, address.c_str(), bytes) == 1) return std::string(bytes, 16);
  return std::nullopt;
}

std::string formatIpAddress(std::string_view bytes) {
  char text[INET6_ADDRSTRLEN] = "";
  if (bytes.size() == 4) inet_ntop(AF_INET, bytes.data(), text, sizeof text);
  if (bytes.size() == 16) inet_ntop(AF_INET6, bytes.data(), text, sizeof text);
  return text;
}

}  // namespace htlint::x509
