#include "lint/context.h"

#include <algorithm>
#include <charconv>
#include <tuple>

#include "analyses.h"

namespace htlint::lint {
namespace {

const OptionInfo* findOption(const RuleInfo& rule, std::string_view name) {
  const auto found = std::find_if(rule.options.begin(), rule.options.end(),
                                  [&](const OptionInfo& option) { return option.name == name; });
  return found == rule.options.end() ? nullptr : &*found;
}

std::string_view defaultOf(const RuleInfo& rule, std::string_view name) {
  const OptionInfo* option = findOption(rule, name);
  return option == nullptr ? std::string_view() : option->defaultValue;
}

std::string unquoted(std::string_view text) {
  if (text.size() >= 2 && text.front() == '"' && text.back() == '"') {
    text = text.substr(1, text.size() - 2);
  }
  return std::string(text);
}

// The default of a list option is written as in TOML: ["a", "b"].
std::vector<std::string> parseList(std::string_view text) {
  std::vector<std::string> result;
  std::size_t at = 0;
  while ((at = text.find('"', at)) != std::string_view::npos) {
    const std::size_t end = text.find('"', at + 1);
    if (end == std::string_view::npos) break;
    result.emplace_back(text.substr(at + 1, end - at - 1));
    at = end + 1;
  }
  return result;
}

}  // namespace

FindingBuilder& FindingBuilder::severity(Severity severity) {
  finding().severity = severity;
  return *this;
}

FindingBuilder& FindingBuilder::variant(std::size_t index) {
  finding().variant = index;
  return *this;
}

FindingBuilder& FindingBuilder::related(const Text& message, std::vector<std::string> args,
                                        std::string path, text::SourceFilePtr file,
                                        text::TextRange range) {
  finding().related.push_back({message, std::move(args), std::move(path), std::move(file), range});
  return *this;
}

FindingBuilder& FindingBuilder::related(const Text& message, text::TextRange range,
                                        std::vector<std::string> args) {
  return related(message, std::move(args), finding().path, finding().file, range);
}

FindingBuilder& FindingBuilder::fix(FixSafety safety, const Text& title,
                                    std::vector<text::TextEdit> edits) {
  std::vector<FixEdit> steps;
  steps.reserve(edits.size());
  for (text::TextEdit& edit : edits) {
    steps.push_back(
        {FixEdit::Kind::kReplace, finding().path, edit.range, std::move(edit.replacement)});
  }
  return fix(safety, title, std::move(steps));
}

FindingBuilder& FindingBuilder::fix(FixSafety safety, const Text& title,
                                    std::vector<FixEdit> edits) {
  std::stable_sort(edits.begin(), edits.end(), [](const FixEdit& a, const FixEdit& b) {
    return std::tie(a.path, a.range) < std::tie(b.path, b.range);
  });
  finding().fixes.push_back({safety, title, finding().args, std::move(edits)});
  return *this;
}

FindingBuilder& FindingBuilder::explains(text::TextRange range) {
  finding().explains.push_back(range);
  return *this;
}

Context::Context(const RuleInfo& rule, const Site& site, const LintSettings& settings,
                 Analyses& analyses, std::vector<Finding>& findings)
    : rule_(rule), site_(site), settings_(settings), analyses_(analyses), findings_(findings) {}

const HttpsAnalysis& Context::https() const { return httpsOf(*htaccess_); }

const HttpsAnalysis& Context::httpsOf(const HtaccessFile& file) const {
  const auto known = analyses_.https.find(&file);
  if (known != analyses_.https.end()) return known->second;
  return analyses_.https.emplace(&file, analyseHttps(site_, file)).first->second;
}

const ChainAnalysis* Context::chain() const {
  const CertificateFile* home = certificateFile_;
  if (!home->leaf && home->input.path == site_.settings().chainPath) home = site_.certificateFile();
  if (home == nullptr) return nullptr;
  auto known = analyses_.chains.find(home);
  if (known == analyses_.chains.end()) {
    known = analyses_.chains.emplace(home, analyseChain(site_, *home, now())).first;
  }
  const std::optional<ChainAnalysis>& chain = known->second;
  const bool belongs =
      chain && (certificateFile_ == chain->home || certificateFile_ == chain->chainFile);
  return belongs ? &*chain : nullptr;
}

const OptionValue* Context::configured(std::string_view name) const {
  const auto rule = settings_.ruleSettings.find(rule_.name);
  if (rule == settings_.ruleSettings.end()) return nullptr;
  const auto option = rule->second.options.find(name);
  return option == rule->second.options.end() ? nullptr : &option->second;
}

bool Context::boolOption(std::string_view name) const {
  const OptionValue* value = configured(name);
  if (value != nullptr && std::holds_alternative<bool>(*value)) return std::get<bool>(*value);
  return defaultOf(rule_, name) == "true";
}

std::int64_t Context::intOption(std::string_view name) const {
  const OptionValue* value = configured(name);
  if (value != nullptr && std::holds_alternative<std::int64_t>(*value)) {
    return std::get<std::int64_t>(*value);
  }
  const std::string_view text = defaultOf(rule_, name);
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::string Context::stringOption(std::string_view name) const {
  const OptionValue* value = configured(name);
  if (value != nullptr && std::holds_alternative<std::string>(*value)) {
    return std::get<std::string>(*value);
  }
  return unquoted(defaultOf(rule_, name));
}

std::vector<std::string> Context::listOption(std::string_view name) const {
  const OptionValue* value = configured(name);
  if (value != nullptr && std::holds_alternative<std::vector<std::string>>(*value)) {
    return std::get<std::vector<std::string>>(*value);
  }
  return parseList(defaultOf(rule_, name));
}

std::vector<const httpd::ConfigError*> Context::configErrors(httpd::ConfigCode code) const {
  std::vector<const httpd::ConfigError*> result;
  for (const httpd::ConfigError& error : htaccess_->report->errors) {
    if (error.code == code) result.push_back(&error);
  }
  return result;
}

FindingBuilder Context::add(text::TextRange range, std::vector<std::string> args) {
  Finding finding;
  finding.rule = &rule_;
  finding.severity = rule_.severity;
  finding.args = std::move(args);
  const InputFile* input = htaccess_ != nullptr          ? &htaccess_->input
                           : certificateFile_ != nullptr ? &certificateFile_->input
                                                         : nullptr;
  if (input != nullptr) {
    finding.path = input->path;
    finding.file = input->source;
  }
  finding.range = range;
  findings_.push_back(std::move(finding));
  return {findings_, findings_.size() - 1};
}

FindingBuilder Context::addAtPath(std::string path, std::vector<std::string> args) {
  Finding finding;
  finding.rule = &rule_;
  finding.severity = rule_.severity;
  finding.args = std::move(args);
  finding.path = std::move(path);
  findings_.push_back(std::move(finding));
  return {findings_, findings_.size() - 1};
}

}  // namespace htlint::lint
