#include "lint/engine.h"

#include "analyses.h"
#include "custom_rules.h"
#include "lint/context.h"
#include "processors.h"
#include "verdict.h"

namespace htlint::lint {

/// Runs the rules over one site. A class because it alone may tell a Context which file is checked.
class Engine {
 public:
  Engine(const Site& site, const LintSettings& settings) : site_(site), settings_(settings) {}

  std::vector<Finding> run(const CustomRules& customRules) {
    for (const RuleInfo* rule : settings_.rules) {
      Context context(*rule, site_, settings_, analyses_, findings_);
      if (rule->checkSite != nullptr) rule->checkSite(context);
      if (rule->check != nullptr) checkHtaccessFiles(*rule, context);
      if (rule->checkCertificateFile != nullptr) checkCertificateFiles(*rule, context);
    }
    for (const HtaccessFile& file : site_.htaccessFiles()) customRules.check(file, findings_);
    return std::move(findings_);
  }

 private:
  void checkHtaccessFiles(const RuleInfo& rule, Context& context) {
    for (const HtaccessFile& file : site_.htaccessFiles()) {
      context.htaccess_ = &file;
      rule.check(context);
    }
    context.htaccess_ = nullptr;
  }

  void checkCertificateFiles(const RuleInfo& rule, Context& context) {
    for (const CertificateFile& file : site_.certificateFiles()) {
      context.certificateFile_ = &file;
      rule.checkCertificateFile(context);
    }
    context.certificateFile_ = nullptr;
  }

  const Site& site_;
  const LintSettings& settings_;
  Analyses analyses_;
  std::vector<Finding> findings_;
};

LintResult lint(const Site& site, const LintSettings& settings) {
  auto customRules = std::make_shared<CustomRules>(settings.customRules);
  LintResult result;
  std::vector<Finding>& findings = result.findings;
  findings = Engine(site, settings).run(*customRules);
  processors::dropExplained(findings);
  result.files = judgeFiles(site, findings);
  std::vector<Suppression> suppressions = findSuppressions(site);
  processors::applySuppressions(findings, suppressions);
  processors::reportSuppressions(suppressions, settings, findings);
  processors::applyPathOverrides(findings, site, settings);
  processors::applySelection(findings, settings);
  processors::overrideSeverities(findings, settings);
  processors::sortAndDeduplicate(findings);
  result.customRules = std::move(customRules);
  return result;
}

}  // namespace htlint::lint
