#include <nlohmann/json.hpp>

#include "encode.h"
#include "formats.h"
#include "sources.h"
#include "text/encoding.h"
#include "wording.h"

namespace htlint::report {
namespace {

using Json = nlohmann::ordered_json;

/// The JSON values of one report.
class JsonWriter {
 public:
  explicit JsonWriter(const Report& report) : report_(report) {}

  Json file(const lint::FileVerdict& verdict, const Sources& sources);
  Json finding(const lint::Finding& finding);

 private:
  static void addPath(Json& object, const std::string& path);
  static Json position(text::Position at, std::uint32_t offset);
  static Json range(const text::SourceFilePtr& file, text::TextRange range);
  static Json edit(const lint::FixEdit& edit);
  static void addText(Json& object, std::string_view name, const Wording& wording);
  Json related(const lint::Related& related);
  Json fix(const lint::Fix& fix, const lint::Finding& finding);

  const Report& report_;
  Masks masks_;
};

std::string dump(const Json& json, int indent = -1) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string_view stateName(httpd::VerdictState state) {
  switch (state) {
    case httpd::VerdictState::kAccepted:
      return "accepted";
    case httpd::VerdictState::kRejected:
      return "rejected";
    case httpd::VerdictState::kUnknown:
      break;
  }
  return "unknown";
}

void JsonWriter::addPath(Json& object, const std::string& path) {
  object["path"] = displayPath(path);
  if (!text::isValidUtf8(path)) object["pathBase64"] = base64(path);
}

void JsonWriter::addText(Json& object, std::string_view name, const Wording& wording) {
  object[std::string(name)] = wording.display;
  if (name == "message" && wording.losesBytes()) object["base64"] = base64(wording.bytes);
}

Json JsonWriter::position(text::Position at, std::uint32_t offset) {
  return {{"line", at.line}, {"column", at.column}, {"offset", offset}};
}

Json JsonWriter::range(const text::SourceFilePtr& file, text::TextRange range) {
  if (!file) return {{"start", position({}, 0)}, {"end", position({}, 0)}};
  return {{"start", position(file->position(range.start), range.start)},
          {"end", position(file->position(range.end), range.end)}};
}

Json JsonWriter::file(const lint::FileVerdict& verdict, const Sources& sources) {
  Json object;
  addPath(object, verdict.path);
  object["kind"] = verdict.kind == lint::FileKind::kHtaccess ? "htaccess" : "pem";
  Json judged = {{"state", stateName(verdict.state)}};
  if (verdict.line > 0) judged["line"] = verdict.line;
  const Wording message = messageOf(verdict, sources.find(verdict.path), report_.language, masks_);
  if (!message.display.empty()) addText(judged, "message", message);
  object["verdict"] = std::move(judged);
  return object;
}

Json JsonWriter::finding(const lint::Finding& finding) {
  Json object;
  object["rule"] = finding.rule->name;
  object["severity"] = lint::toString(finding.severity);
  object["fatal"] = finding.fatal;
  addText(object, "message", messageOf(finding, report_.language, masks_));
  addText(object, "help", helpOf(finding, report_.language, masks_));
  addPath(object, finding.path);
  object["range"] = range(finding.file, finding.range);
  object["related"] = Json::array();
  for (const lint::Related& place : finding.related) object["related"].push_back(related(place));
  if (!finding.fixes.empty()) object["fix"] = fix(finding.fixes.front(), finding);
  return object;
}

Json JsonWriter::related(const lint::Related& place) {
  Json object;
  addText(object, "message", messageOf(place, report_.language, masks_));
  addPath(object, place.path);
  object["range"] = range(place.file, place.range);
  return object;
}

Json JsonWriter::edit(const lint::FixEdit& edit) {
  Json object;
  addPath(object, edit.path);
  switch (edit.kind) {
    case lint::FixEdit::Kind::kReplace:
      object["start"] = edit.range.start;
      object["end"] = edit.range.end;
      if (text::isValidUtf8(edit.text)) {
        object["text"] = edit.text;
      } else {
        object["base64"] = base64(edit.text);
      }
      break;
    case lint::FixEdit::Kind::kCreate:
      object["create"] = true;
      object["base64"] = base64(edit.text);
      break;
    case lint::FixEdit::Kind::kRename:
      object["rename"] = displayPath(edit.text);
      if (!text::isValidUtf8(edit.text)) object["base64"] = base64(edit.text);
      break;
  }
  return object;
}

Json JsonWriter::fix(const lint::Fix& fix, const lint::Finding& finding) {
  Json object;
  object["safety"] = lint::toString(fix.safety);
  addText(object, "title", titleOf(fix, finding, report_.language, masks_));
  Json edits = Json::array();
  for (const lint::FixEdit& one : fix.edits) {
    if (mayHoldKey(one.text)) {
      // Half of a fix is none: without the key's bytes the others are of no use.
      object["withheld"] = "private key";
      edits = Json::array();
      break;
    }
    edits.push_back(edit(one));
  }
  object["edits"] = std::move(edits);
  return object;
}

Json summaryOf(const Report& report) {
  const Summary summary = summarize(report.results);
  return {{"files", summary.files},
          {"errors", summary.errors},
          {"warnings", summary.warnings},
          {"infos", summary.infos},
          {"fixable", summary.fixable}};
}

}  // namespace

std::string renderJson(const Report& report) {
  JsonWriter writer(report);
  Json object;
  object["version"] = 1;
  object["tool"] = {{"name", "htlint"}, {"version", report.toolVersion}};
  object["files"] = Json::array();
  object["findings"] = Json::array();
  for (const lint::LintResult& result : report.results) {
    const Sources sources(result);
    for (const lint::FileVerdict& verdict : result.files) {
      object["files"].push_back(writer.file(verdict, sources));
    }
    for (const lint::Finding& finding : result.findings) {
      object["findings"].push_back(writer.finding(finding));
    }
  }
  object["summary"] = summaryOf(report);
  return dump(object, 1);
}

std::string renderJsonLines(const Report& report) {
  JsonWriter writer(report);
  std::string out;
  const auto addLine = [&out](std::string_view type, const Json& members) {
    Json line = {{"type", type}};
    line.update(members);
    out += dump(line);
  };
  for (const lint::LintResult& result : report.results) {
    const Sources sources(result);
    for (const lint::FileVerdict& verdict : result.files) {
      addLine("file", writer.file(verdict, sources));
    }
    for (const lint::Finding& finding : result.findings) {
      addLine("finding", writer.finding(finding));
    }
  }
  return out;
}

}  // namespace htlint::report
