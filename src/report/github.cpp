#include <fmt/format.h>

#include "formats.h"
#include "wording.h"

namespace htlint::report {
namespace {

/// GitHub's toolkit escapes the data of a workflow command like this.
std::string escapeData(std::string_view text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '%':
        result += "%25";
        break;
      case '\r':
        result += "%0D";
        break;
      case '\n':
        result += "%0A";
        break;
      default:
        result.push_back(c);
    }
  }
  return result;
}

std::string escapeProperty(std::string_view text) {
  std::string result;
  for (const char c : escapeData(text)) {
    if (c == ':') {
      result += "%3A";
    } else if (c == ',') {
      result += "%2C";
    } else {
      result.push_back(c);
    }
  }
  return result;
}

std::string_view commandOf(lint::Severity severity) {
  if (severity == lint::Severity::kError) return "error";
  return severity == lint::Severity::kWarning ? "warning" : "notice";
}

}  // namespace

std::string renderGithub(const Report& report) {
  Masks masks;
  std::string out;
  for (const lint::LintResult& result : report.results) {
    for (const lint::Finding& finding : result.findings) {
      const text::Position start = finding.start();
      const text::Position end = finding.end();
      std::string message = messageOf(finding, report.language, masks).display;
      const std::string help = helpOf(finding, report.language, masks).display;
      if (!help.empty()) message += "\n" + help;
      std::string place =
          fmt::format("file={},line={},endLine={}", escapeProperty(displayPath(finding.path)),
                      start.line, end.line);
      // GitHub drops an annotation whose columns stretch over lines.
      if (start.line == end.line) {
        place += fmt::format(",col={},endColumn={}", start.column, end.column);
      }
      out += fmt::format("::{} {},title={}::{}\n", commandOf(finding.severity), place,
                         escapeProperty(finding.rule->name), escapeData(message));
    }
  }
  return out;
}

}  // namespace htlint::report
