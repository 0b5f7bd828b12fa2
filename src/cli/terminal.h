#pragma once

#include <optional>
#include <string_view>

#include "lint/rule.h"
#include "options.h"

namespace htlint::cli {

enum class Stream : std::uint8_t { kOut, kError };

/// Writes all of `text`. A reader that went away is nobody's mistake and counts as written; the
/// answer is false when it could not be written for another reason.
bool write(Stream stream, std::string_view text);
/// `htlint: text` on standard error.
void complain(std::string_view text);

/// The language of LC_ALL, LC_MESSAGES or LANG, the first that is set.
[[nodiscard]] lint::Language localeLanguage();
[[nodiscard]] bool useColor(ColorChoice choice, Stream stream);

/// Whether somebody sits at a terminal who can be asked.
[[nodiscard]] bool canAsk();
/// Shows `prompt` at the terminal and reads one line there, which is not shown; nothing without a
/// terminal. Never touches standard input. An interrupt ends the program with the terminal as it
/// was.
[[nodiscard]] std::optional<std::string> askPassword(std::string_view prompt);

/// Standard input to its end; nothing when it cannot be read.
[[nodiscard]] std::optional<std::string> readStandardInput();

}  // namespace htlint::cli
