#pragma once

#include <string>
#include <string_view>

#include "docs/docs.h"

namespace htlint::docs {

/// Paragraphs, lists, headings and code blocks of `markdown` for a terminal.
[[nodiscard]] std::string plainText(const std::string& markdown, TextStyle style);

/// `line` in bold where `style` has colour; its line end stays outside.
[[nodiscard]] std::string bold(std::string_view line, TextStyle style);

}  // namespace htlint::docs
