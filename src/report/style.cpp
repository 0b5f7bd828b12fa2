#include "style.h"

#include <fmt/format.h>

namespace htlint::report {

std::string Style::severity(lint::Severity severity, std::string_view text) const {
  switch (severity) {
    case lint::Severity::kError:
      return paint("1;31", text);
    case lint::Severity::kWarning:
      return paint("1;33", text);
    case lint::Severity::kInfo:
      break;
  }
  return paint("1;36", text);
}

std::string Style::paint(std::string_view code, std::string_view text) const {
  return enabled_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
}

}  // namespace htlint::report
