#include "custom_rules.h"

#include <strings.h>

#include <optional>

#include "httpd/regex.h"

namespace htlint::lint {
namespace {

constexpr Text kReplaceTitle = {"Write `{0}` instead", "`{0}` に書き換えます"};

// The organisation's words are no templates: their braces stand for themselves.
std::string withoutPlaceholders(const std::string& text) {
  std::string result;
  for (const char c : text) {
    result.push_back(c);
    if (c == '{' || c == '}') result.push_back(c);
  }
  return result;
}

}  // namespace

struct CustomRules::Prepared {
  CustomRule rule;
  std::string message;
  std::string help;
  std::optional<httpd::Regex> argument;
  RuleInfo info;

  explicit Prepared(const CustomRule& source)
      : rule(source),
        message(withoutPlaceholders(source.message)),
        help(withoutPlaceholders(source.help)) {
    if (!rule.argument.empty()) {
      if (auto compiled = httpd::Regex::compile(rule.argument, false)) argument = *compiled;
    }
    info.name = rule.name;
    info.severity = rule.severity;
    info.fix = rule.replace ? FixSafety::kSafe : FixSafety::kNone;
    info.summary = info.message = {message, message};
    info.help = {help, help};
  }

  void report(const HtaccessFile& file, text::TextRange range,
              std::vector<Finding>& findings) const {
    Finding finding;
    finding.rule = &info;
    finding.severity = info.severity;
    finding.path = file.input.path;
    finding.file = file.input.source;
    finding.range = range;
    if (rule.replace && argument) {
      finding.fixes.push_back({FixSafety::kSafe,
                               kReplaceTitle,
                               {*rule.replace},
                               {{FixEdit::Kind::kReplace, finding.path, range, *rule.replace}}});
    }
    findings.push_back(std::move(finding));
  }

  void checkNode(const HtaccessFile& file, const htaccess::Node& node,
                 std::vector<Finding>& findings) const {
    const htaccess::LogicalLine& line = file.document->line(node);
    if (!argument) {
      report(file, line.trimmedRange(), findings);
      return;
    }
    for (const htaccess::Argument& word : htaccess::splitArguments(line, node.argumentsAt)) {
      if (argument->matches(word.value)) report(file, word.range, findings);
    }
  }
};

CustomRules::CustomRules(const std::vector<CustomRule>& rules) {
  for (const CustomRule& rule : rules) rules_.push_back(std::make_unique<Prepared>(rule));
}

CustomRules::~CustomRules() = default;

void CustomRules::check(const HtaccessFile& file, std::vector<Finding>& findings) const {
  if (rules_.empty()) return;
  const auto nodes = file.document->nodes();
  for (htaccess::NodeId id = 0; id < nodes.size(); ++id) {
    const bool names = nodes[id].kind == htaccess::NodeKind::kDirective ||
                       nodes[id].kind == htaccess::NodeKind::kSection;
    if (!names || !file.report->active[id]) continue;
    for (const auto& rule : rules_) {
      const std::string& directive = rule->rule.directive;
      if (directive.size() == nodes[id].name.size() &&
          strncasecmp(directive.data(), nodes[id].name.data(), directive.size()) == 0) {
        rule->checkNode(file, nodes[id], findings);
      }
    }
  }
}

}  // namespace htlint::lint
