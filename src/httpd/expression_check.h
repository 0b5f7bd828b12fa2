#pragma once

#include "directive_check.h"

namespace htlint::httpd {

/// What httpd refuses in an ap_expr expression of a .htaccess file, as far as that shows without
/// parsing it: an empty expression, and functions that read files (httpd 2.4.67 and later).
/// Empty = nothing found.
[[nodiscard]] std::string refusedInExpression(std::string_view expression, const Target& target);

/// Judges argument.value from byte `skip` on; false, and reported, where httpd refuses it.
[[nodiscard]] bool checkExpression(const DirectiveCall& call, const htaccess::Argument& argument,
                                   std::size_t skip);

}  // namespace htlint::httpd
