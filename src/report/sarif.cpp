#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "encode.h"
#include "formats.h"
#include "sources.h"
#include "text/encoding.h"
#include "wording.h"

namespace htlint::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSchema = "https://json.schemastore.org/sarif-2.1.0.json";

std::string_view levelOf(lint::Severity severity) {
  if (severity == lint::Severity::kError) return "error";
  return severity == lint::Severity::kWarning ? "warning" : "note";
}

/// Our text and the writer's alike may hold anything: SARIF is UTF-8 and its texts are not empty.
Json textObject(std::string text) {
  if (text.empty()) text = "-";
  return {{"text", std::move(text)}};
}

Json artifactLocation(const std::string& path) { return {{"uri", uriOf(path)}}; }

/// A region in the unit of `columnKind`; the whole of a missing file is its beginning.
Json region(const text::SourceFilePtr& file, text::TextRange range) {
  const text::Position start = file ? file->position(range.start) : text::Position{};
  const text::Position end = file ? file->position(range.end) : text::Position{};
  return {{"startLine", start.line},
          {"startColumn", start.column},
          {"endLine", end.line},
          {"endColumn", end.column}};
}

Json physicalLocation(const std::string& path, const text::SourceFilePtr& file,
                      text::TextRange range) {
  return {{"artifactLocation", artifactLocation(path)}, {"region", region(file, range)}};
}

/// The SARIF log of one report.
class SarifWriter {
 public:
  explicit SarifWriter(const Report& report) : report_(report) {}

  Json log();

 private:
  void collectRules();
  Json rule(const lint::RuleInfo& info) const;
  Json result(const lint::Finding& finding, const Sources& sources);
  Json relatedLocations(const lint::Finding& finding);
  std::string fingerprint(const lint::Finding& finding);
  Json fix(const lint::Fix& fix, const lint::Finding& finding, const Sources& sources);
  static Json replacement(const lint::FixEdit& edit, const text::SourceFilePtr& file);

  const Report& report_;
  Masks masks_;
  std::vector<const lint::RuleInfo*> rules_;
  std::map<std::string_view, std::size_t> ruleIndices_;
  std::map<std::string, int> fingerprintUses_;
};

void SarifWriter::collectRules() {
  rules_.assign(report_.rules.begin(), report_.rules.end());
  for (std::size_t i = 0; i < rules_.size(); ++i) ruleIndices_.emplace(rules_[i]->name, i);
  for (const lint::LintResult& result : report_.results) {
    for (const lint::Finding& finding : result.findings) {
      if (ruleIndices_.emplace(finding.rule->name, rules_.size()).second) {
        rules_.push_back(finding.rule);
      }
    }
  }
}

Json SarifWriter::rule(const lint::RuleInfo& info) const {
  const auto display = [this](const lint::Text& text) {
    return text::toDisplayUtf8(text.in(report_.language), text::Encoding::kUtf8);
  };
  Json object;
  object["id"] = info.name;
  object["shortDescription"] =
      textObject(display(info.summary.in(report_.language).empty() ? info.message : info.summary));
  // Documentation is Markdown of several lines and stays as it is.
  const std::string docs(info.docs.in(report_.language));
  if (!docs.empty()) object["help"] = {{"text", docs}, {"markdown", docs}};
  object["defaultConfiguration"] = {{"level", levelOf(info.severity)}};
  object["properties"] = {{"tags", Json::array({lint::toString(info.group)})}};
  return object;
}

Json SarifWriter::relatedLocations(const lint::Finding& finding) {
  Json locations = Json::array();
  for (const lint::Related& related : finding.related) {
    locations.push_back(
        {{"id", locations.size() + 1},
         {"physicalLocation", physicalLocation(related.path, related.file, related.range)},
         {"message", textObject(messageOf(related, report_.language, masks_).display)}});
  }
  return locations;
}

/// Rule and text of the line tell a finding apart wherever it moves; the count tells equal ones.
std::string SarifWriter::fingerprint(const lint::Finding& finding) {
  std::string key = std::string(finding.rule->name) + '\0' + finding.path + '\0';
  if (finding.file) {
    const auto line = finding.file->lineRange(finding.file->lineAt(finding.range.start));
    for (const char c : finding.file->text(line)) {
      if (c != ' ' && c != '\t' && c != '\r') key.push_back(c);
    }
  }
  const std::string hash = hashText(key);
  return hash + ":" + std::to_string(++fingerprintUses_[hash]);
}

Json SarifWriter::replacement(const lint::FixEdit& edit, const text::SourceFilePtr& file) {
  Json deleted = region(file, edit.range);
  deleted["byteOffset"] = edit.range.start;
  deleted["byteLength"] = edit.range.size();
  Json content;
  if (text::isValidUtf8(edit.text)) {
    content["text"] = edit.text;
  } else {
    content["binary"] = base64(edit.text);
  }
  return {{"deletedRegion", std::move(deleted)}, {"insertedContent", std::move(content)}};
}

/// Null where SARIF has no words for the fix (a renamed file) or the fix may not be shown.
Json SarifWriter::fix(const lint::Fix& fix, const lint::Finding& finding, const Sources& sources) {
  std::map<std::string, Json> replacements;
  for (const lint::FixEdit& edit : fix.edits) {
    if (edit.kind == lint::FixEdit::Kind::kRename || mayHoldKey(edit.text)) return nullptr;
    auto file = edit.path == finding.path ? finding.file : sources.find(edit.path);
    const bool creates = edit.kind == lint::FixEdit::Kind::kCreate;
    if (!creates && !file) return nullptr;
    auto& list = replacements.try_emplace(edit.path, Json::array()).first->second;
    list.push_back(replacement(edit, creates ? nullptr : file));
  }
  Json changes = Json::array();
  for (auto& [path, list] : replacements) {
    changes.push_back(
        {{"artifactLocation", artifactLocation(path)}, {"replacements", std::move(list)}});
  }
  if (changes.empty()) return nullptr;
  return {{"description", textObject(titleOf(fix, finding, report_.language, masks_).display)},
          {"artifactChanges", std::move(changes)}};
}

Json SarifWriter::result(const lint::Finding& finding, const Sources& sources) {
  Json object;
  object["ruleId"] = finding.rule->name;
  object["ruleIndex"] = ruleIndices_.at(finding.rule->name);
  object["level"] = levelOf(finding.severity);
  std::string message = messageOf(finding, report_.language, masks_).display;
  const std::string help = helpOf(finding, report_.language, masks_).display;
  if (!help.empty()) message += "\n" + help;
  object["message"] = textObject(std::move(message));
  object["locations"] = Json::array(
      {{{"physicalLocation", physicalLocation(finding.path, finding.file, finding.range)}}});
  Json related = relatedLocations(finding);
  if (!related.empty()) object["relatedLocations"] = std::move(related);
  object["partialFingerprints"] = {{"htlint/v1", fingerprint(finding)}};
  if (!finding.fixes.empty()) {
    Json first = fix(finding.fixes.front(), finding, sources);
    if (!first.is_null()) object["fixes"] = Json::array({std::move(first)});
  }
  object["properties"] = {{"fatal", finding.fatal}};
  return object;
}

Json SarifWriter::log() {
  collectRules();
  Json driver = {{"name", "htlint"}, {"version", report_.toolVersion}};
  driver["rules"] = Json::array();
  for (const lint::RuleInfo* info : rules_) driver["rules"].push_back(rule(*info));
  Json results = Json::array();
  std::set<std::string> paths;
  for (const lint::LintResult& one : report_.results) {
    const Sources sources(one);
    for (const lint::Finding& finding : one.findings) results.push_back(result(finding, sources));
    for (const lint::FileVerdict& verdict : one.files) paths.insert(verdict.path);
  }
  Json artifacts = Json::array();
  for (const std::string& path : paths) {
    artifacts.push_back({{"location", artifactLocation(path)}});
  }
  Json run;
  run["tool"] = {{"driver", std::move(driver)}};
  run["language"] = report_.language == lint::Language::kJapanese ? "ja" : "en";
  run["columnKind"] = "unicodeCodePoints";
  run["artifacts"] = std::move(artifacts);
  run["results"] = std::move(results);
  return {{"$schema", kSchema}, {"version", "2.1.0"}, {"runs", Json::array({std::move(run)})}};
}

}  // namespace

std::string renderSarif(const Report& report) {
  return SarifWriter(report).log().dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace htlint::report
