#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace htlint::lint {

class Context;

/// error = the site, or part of it, breaks or is insecure in a way no one can want; warning = it
/// works, but not as its author believes; info = advice, never affects the exit code.
enum class Severity : std::uint8_t { kInfo, kWarning, kError };

/// kSafe = the served behaviour stays the same or changes exactly as documented; kUnsafe = applied
/// only on request.
enum class FixSafety : std::uint8_t { kNone, kUnsafe, kSafe };

enum class Group : std::uint8_t {
  kHttps,
  kFile,
  kConfig,
  kRewrite,
  kAccess,
  kCertificate,
  kHtlint,  ///< about htlint's own comments and configuration
};

enum class Language : std::uint8_t { kEnglish, kJapanese };

/// One user-facing text in both languages. `{0}`, `{1}` ... stand for a finding's arguments; a
/// literal brace is doubled.
struct Text {
  std::string_view en;
  std::string_view ja;

  [[nodiscard]] constexpr std::string_view in(Language language) const {
    return language == Language::kJapanese ? ja : en;
  }
};

/// What is wrong (message) and what to do about it (help).
struct Wording {
  Text message;
  Text help;
};

/// An option of one rule, set in htlint.toml or by a profile.
struct OptionInfo {
  enum class Type : std::uint8_t { kBoolean, kInteger, kString, kStringList };
  std::string_view name;
  Type type = Type::kBoolean;
  std::string_view defaultValue;  ///< as in TOML, e.g. `true`, `30`, `"guide"`
  Text description;
};

/// Everything about one rule. One rule is one file under rules/; this table entry is the only
/// source of `explain`, `rules`, the generated documentation, SARIF's rule objects and the
/// validation of htlint.toml.
struct RuleInfo {
  std::string_view name;  ///< kebab-case, names the problem; the rule's only identifier
  Group group = Group::kConfig;
  Severity severity = Severity::kWarning;  ///< of a finding that does not say otherwise
  FixSafety fix = FixSafety::kNone;        ///< the best fix that it can offer
  std::string_view since;
  Text summary;                            ///< one sentence without arguments, for lists
  Text message;                            ///< as Wording::message
  Text help;                               ///< as Wording::help
  std::span<const Wording> variants = {};  ///< other wordings, chosen by FindingBuilder::variant
  Text docs;  ///< Markdown: what, why, examples (```apache,bad / ```apache,good / ```apache,fixed)
  std::span<const std::string_view> references = {};  ///< URLs or manual sections
  std::span<const OptionInfo> options = {};
  std::span<const std::string_view> aliases = {};  ///< former names

  /// Each runs where it is set: on every `.htaccess` text, on every certificate file, once for the
  /// web root.
  void (*check)(Context&) = nullptr;
  void (*checkCertificateFile)(Context&) = nullptr;
  void (*checkSite)(Context&) = nullptr;
};

[[nodiscard]] std::string_view toString(Severity severity);  ///< "error", "warning", "info"
[[nodiscard]] std::string_view toString(FixSafety safety);   ///< "none", "unsafe", "safe"
[[nodiscard]] std::string_view toString(Group group);        ///< "https", "file", ...

}  // namespace htlint::lint

/// Rules use the lint room's vocabulary without a prefix.
namespace htlint::rules {
using namespace htlint::lint;  // NOLINT(google-build-using-namespace)
}
