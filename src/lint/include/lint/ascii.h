#pragma once

#include <string>
#include <string_view>

namespace htlint::lint {

/// ASCII letters only; every other byte stays. httpd compares names this way (C locale).
[[nodiscard]] std::string lowerAscii(std::string_view text);
[[nodiscard]] bool equalsIgnoringCase(std::string_view a, std::string_view b);
[[nodiscard]] bool startsWithIgnoringCase(std::string_view text, std::string_view start);

/// White space as C's isspace() in the C locale: blank, tab, CR, LF, vertical tab, form feed.
[[nodiscard]] bool isBlank(char c);
/// Without the white space at both ends.
[[nodiscard]] std::string_view trimBlanks(std::string_view text);

[[nodiscard]] bool isAsciiLetter(char c);
[[nodiscard]] bool isAsciiDigit(char c);

/// Damerau-Levenshtein distance (an exchange of neighbours counts once); gives up with limit + 1
/// as soon as the distance is larger than `limit`.
[[nodiscard]] int editDistance(std::string_view a, std::string_view b, int limit);

}  // namespace htlint::lint
