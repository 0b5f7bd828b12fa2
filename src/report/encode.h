#pragma once

#include <string>
#include <string_view>

namespace htlint::report {

/// Base64 in one line (RFC 4648 section 4).
[[nodiscard]] std::string base64(std::string_view bytes);

/// `path` as the URI reference of a SARIF artifact: percent-encoded byte by byte, `file://` in
/// front of an absolute one (RFC 3986).
[[nodiscard]] std::string uriOf(std::string_view path);

/// 64-bit FNV-1a in hexadecimal: stable between runs and machines, not for security.
[[nodiscard]] std::string hashText(std::string_view bytes);

}  // namespace htlint::report
