#pragma once

#include <string>
#include <string_view>

#include "lint/rule.h"

namespace htlint::report {

/// Terminal colours, or nothing at all.
class Style {
 public:
  explicit Style(bool enabled) : enabled_(enabled) {}

  [[nodiscard]] std::string severity(lint::Severity severity, std::string_view text) const;
  [[nodiscard]] std::string bold(std::string_view text) const { return paint("1", text); }
  /// Gutters and marks beside the text itself.
  [[nodiscard]] std::string frame(std::string_view text) const { return paint("1;34", text); }
  [[nodiscard]] std::string added(std::string_view text) const { return paint("32", text); }
  [[nodiscard]] std::string removed(std::string_view text) const { return paint("31", text); }
  [[nodiscard]] std::string hunk(std::string_view text) const { return paint("36", text); }

 private:
  [[nodiscard]] std::string paint(std::string_view code, std::string_view text) const;

  bool enabled_;
};

}  // namespace htlint::report
