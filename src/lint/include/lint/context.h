#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/finding.h"
#include "lint/rule.h"
#include "lint/settings.h"
#include "lint/site.h"
#include "x509/time.h"

namespace htlint::lint {

struct Analyses;
struct ChainAnalysis;
struct HttpsAnalysis;

/// Adds to the finding that was just reported. Lives only within the rule's check function.
class FindingBuilder {
 public:
  FindingBuilder(std::vector<Finding>& findings, std::size_t index)
      : findings_(findings), index_(index) {}

  FindingBuilder& severity(Severity severity);
  /// The wording rule.variants[index] instead of rule.message and rule.help.
  FindingBuilder& variant(std::size_t index);
  /// A second place in the file at `path`; `file` may be null.
  FindingBuilder& related(const Text& message, std::vector<std::string> args, std::string path,
                          text::SourceFilePtr file, text::TextRange range);
  /// A second place in the same file.
  FindingBuilder& related(const Text& message, text::TextRange range,
                          std::vector<std::string> args = {});
  /// Edits of the finding's own file; sorted here. The title may use `{n}` of the finding's args.
  FindingBuilder& fix(FixSafety safety, const Text& title, std::vector<text::TextEdit> edits);
  /// A fix with edits of any kind.
  FindingBuilder& fix(FixSafety safety, const Text& title, std::vector<FixEdit> edits);
  /// See Finding::explains.
  FindingBuilder& explains(text::TextRange range);

  [[nodiscard]] Finding& finding() { return findings_[index_]; }

 private:
  std::vector<Finding>& findings_;
  std::size_t index_;
};

/// What a rule may see, and where it reports. A rule does no I/O and reads no clock, environment or
/// configuration: all of it comes from here.
class Context {
 public:
  Context(const RuleInfo& rule, const Site& site, const LintSettings& settings, Analyses& analyses,
          std::vector<Finding>& findings);

  [[nodiscard]] const RuleInfo& rule() const { return rule_; }
  [[nodiscard]] const Site& site() const { return site_; }
  /// The file being checked. Precondition: the rule's `check` runs.
  [[nodiscard]] const HtaccessFile& htaccess() const { return *htaccess_; }
  /// The file being checked. Precondition: the rule's `checkCertificateFile` runs.
  [[nodiscard]] const CertificateFile& certificateFile() const { return *certificateFile_; }
  /// The time of this run; never the clock.
  [[nodiscard]] x509::Time now() const { return x509::Time(std::chrono::seconds(settings_.now)); }

  /// Values of the rule's options: configuration, else profile, else default.
  /// Precondition: RuleInfo::options has `name` with that type.
  [[nodiscard]] bool boolOption(std::string_view name) const;
  [[nodiscard]] std::int64_t intOption(std::string_view name) const;
  [[nodiscard]] std::string stringOption(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> listOption(std::string_view name) const;

  /// What http and https visitors get from the file being checked; made once for each file.
  [[nodiscard]] const HttpsAnalysis& https() const;
  /// The same for another file of the site.
  [[nodiscard]] const HttpsAnalysis& httpsOf(const HtaccessFile& file) const;

  /// The chain that the file being checked belongs to, as the file with the server certificate or
  /// as the chain file that goes with it; null if it belongs to none. Made once.
  [[nodiscard]] const ChainAnalysis* chain() const;

  /// The configuration errors of the file with `code`, in file order.
  [[nodiscard]] std::vector<const httpd::ConfigError*> configErrors(httpd::ConfigCode code) const;

  /// Reports a problem in the file being checked. Arguments are strings or string_views.
  template <typename... Args>
  FindingBuilder report(text::TextRange range, Args&&... args) {
    return add(range, {std::string(std::forward<Args>(args))...});
  }
  /// Reports a configuration error at its place; fatal if it is.
  template <typename... Args>
  FindingBuilder report(const httpd::ConfigError& error, Args&&... args) {
    FindingBuilder builder = add(error.range, {std::string(std::forward<Args>(args))...});
    builder.finding().fatal = error.fatal;
    builder.finding().fromConfigError = true;
    return builder;
  }
  /// Reports at 1:1 of a path without text: a missing file, a name.
  template <typename... Args>
  FindingBuilder reportPath(std::string path, Args&&... args) {
    return addAtPath(std::move(path), {std::string(std::forward<Args>(args))...});
  }

 private:
  friend class Engine;

  FindingBuilder add(text::TextRange range, std::vector<std::string> args);
  FindingBuilder addAtPath(std::string path, std::vector<std::string> args);
  [[nodiscard]] const OptionValue* configured(std::string_view name) const;

  const RuleInfo& rule_;
  const Site& site_;
  const LintSettings& settings_;
  Analyses& analyses_;
  std::vector<Finding>& findings_;
  const HtaccessFile* htaccess_ = nullptr;
  const CertificateFile* certificateFile_ = nullptr;
};

}  // namespace htlint::lint
