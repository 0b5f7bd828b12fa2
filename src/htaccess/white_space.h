#pragma once

namespace htlint::htaccess {

/// isspace of the C locale, in which httpd runs.
[[nodiscard]] constexpr bool isWhiteSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

}  // namespace htlint::htaccess
