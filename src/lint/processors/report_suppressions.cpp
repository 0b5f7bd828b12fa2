#include <algorithm>
#include <array>

#include "processors.h"

namespace htlint::lint::processors {
namespace {

constexpr Text kRemoveTitle = {"Remove the comment", "コメントを削除します"};

constexpr std::array kGroups = {Group::kHttps,   Group::kFile,   Group::kConfig,
                                Group::kRewrite, Group::kAccess, Group::kCertificate,
                                Group::kHtlint};

bool isGroup(std::string_view name) {
  return std::any_of(kGroups.begin(), kGroups.end(),
                     [&](Group group) { return toString(group) == name; });
}

bool isCustomRule(const LintSettings& settings, std::string_view name) {
  return std::any_of(settings.customRules.begin(), settings.customRules.end(),
                     [&](const CustomRule& rule) { return rule.name == name; });
}

// A name can only be called unused when its rule had the chance to report.
bool couldHaveReported(const LintSettings& settings, std::string_view name) {
  const RuleInfo* rule = findRule(settings.rules, name);
  if (rule != nullptr) return isSelected(*rule, settings);
  return settings.select.empty() && settings.ignore.empty();
}

class Reporter {
 public:
  Reporter(const LintSettings& settings, std::vector<Finding>& findings)
      : unknown_(findRule(settings.rules, "suppression-unknown-rule")),
        reasonless_(findRule(settings.rules, "suppression-without-reason")),
        unused_(findRule(settings.rules, "suppression-unused")),
        malformed_(findRule(settings.rules, "suppression-malformed")),
        settings_(settings),
        findings_(findings) {}

  void report(const Suppression& suppression) {
    if (!suppression.wellFormed) {
      add(malformed_, suppression, suppression.comment, "");
      return;
    }
    if (suppression.reason.empty()) add(reasonless_, suppression, suppression.comment, "");
    bool anyUseful = false;
    std::vector<const SuppressedName*> unused;
    for (const SuppressedName& name : suppression.names) {
      const bool known = findRule(settings_.rules, name.name) != nullptr || isGroup(name.name) ||
                         isCustomRule(settings_, name.name);
      if (!known) {
        add(unknown_, suppression, name.range, name.name);
        anyUseful = true;
      } else if (!name.used && couldHaveReported(settings_, name.name)) {
        unused.push_back(&name);
      } else {
        anyUseful = true;
      }
    }
    for (const SuppressedName* name : unused) {
      Finding* finding = add(unused_, suppression, name->range, name->name);
      const bool removable = finding != nullptr && !anyUseful && name == unused.front();
      if (removable) {
        finding->fixes.push_back(
            {FixSafety::kSafe,
             kRemoveTitle,
             {},
             {{FixEdit::Kind::kReplace, suppression.path, suppression.line, ""}}});
      }
    }
  }

 private:
  Finding* add(const RuleInfo* rule, const Suppression& suppression, text::TextRange range,
               const std::string& argument) {
    if (rule == nullptr) return nullptr;
    Finding finding;
    finding.rule = rule;
    finding.severity = rule->severity;
    finding.args = {argument};
    finding.path = suppression.path;
    finding.file = suppression.file;
    finding.range = range;
    findings_.push_back(std::move(finding));
    return &findings_.back();
  }

  const RuleInfo* unknown_;
  const RuleInfo* reasonless_;
  const RuleInfo* unused_;
  const RuleInfo* malformed_;
  const LintSettings& settings_;
  std::vector<Finding>& findings_;
};

}  // namespace

void reportSuppressions(const std::vector<Suppression>& suppressions, const LintSettings& settings,
                        std::vector<Finding>& findings) {
  Reporter reporter(settings, findings);
  for (const Suppression& suppression : suppressions) reporter.report(suppression);
}

}  // namespace htlint::lint::processors
