#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace htlint::httpd {

/// Why a pattern does not compile.
struct RegexError {
  std::string message;       ///< PCRE2's own words, in English
  std::uint32_t offset = 0;  ///< byte in the pattern where PCRE2 stopped
};

/// One outcome of matching a subject.
struct RegexMatch {
  static constexpr std::size_t kMaxGroups = 10;  ///< $0 to $9 (httpd AP_MAX_REG_MATCH)
  /// Groups that took no part in the match, and those past the pattern's, are empty.
  std::array<std::string_view, kMaxGroups> groups;
};

/// A pattern compiled by PCRE2 with httpd's options (httpd 2.4.71 server/util_pcre.c: DUPNAMES,
/// and DOTALL and DOLLAR_ENDONLY by default). Cheap to copy; safe to use from several threads.
class Regex {
 public:
  [[nodiscard]] static tl::expected<Regex, RegexError> compile(std::string_view pattern,
                                                               bool ignoreCase);

  /// nullopt: no match, or PCRE2's match limit was reached (httpd treats both alike).
  /// The result's views point into `subject`.
  [[nodiscard]] std::optional<RegexMatch> match(std::string_view subject) const;
  [[nodiscard]] bool matches(std::string_view subject) const { return match(subject).has_value(); }
  /// Capturing groups in the pattern, the whole match not counted.
  [[nodiscard]] std::uint32_t groupCount() const;
  [[nodiscard]] const std::string& pattern() const;
  [[nodiscard]] bool ignoresCase() const;

 private:
  struct Compiled;
  explicit Regex(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}
  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace htlint::httpd
