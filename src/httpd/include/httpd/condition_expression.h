#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace htlint::httpd {

/// Value of %{NAME} in an expression; nullopt when only the live request knows it.
using VariableLookup = std::function<std::optional<std::string>(std::string_view)>;

/// The truth of an ap_expr expression made of comparisons of variables, strings, numbers and
/// regular expressions, `-n`, `-z`, `!`, `&&`, `||` and parentheses (httpd 2.4.71
/// server/util_expr_parse.y). nullopt: it depends on an unknown value, or uses something else.
[[nodiscard]] std::optional<bool> evaluateExpression(std::string_view expression,
                                                     const VariableLookup& lookup);

}  // namespace htlint::httpd
