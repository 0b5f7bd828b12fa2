#pragma once

#include <optional>
#include <string>
#include <vector>

#include "htaccess/document.h"
#include "httpd/config_error.h"
#include "text/edit.h"

namespace htlint::rules {

/// Adds the closing lines of the sections that `errors` name to the end of the file, innermost
/// first. Nullopt where the file ends in the middle of a continued line.
inline std::optional<text::TextEdit> closeSections(
    const htaccess::Document& document, const std::vector<const httpd::ConfigError*>& errors) {
  const text::SourceFile& source = document.file();
  const std::string_view bytes = source.bytes();
  const htaccess::LogicalLine& last = document.lines().back();
  const text::TextRange lastLine = source.lineRange(source.lineCount());
  if (source.text(lastLine).ends_with('\\') || last.text().ends_with('\\')) return std::nullopt;
  const std::string end(source.lineEndNear(source.size()));
  std::string text = bytes.ends_with('\n') ? std::string() : end;
  for (std::size_t i = errors.size(); i-- > 0;) {
    if (errors[i]->node == htaccess::kNoNode) return std::nullopt;
    text += "</" + std::string(document.node(errors[i]->node).name) + ">" + end;
  }
  if (!bytes.ends_with('\n')) text.resize(text.size() - end.size());
  return text::TextEdit{{source.size(), source.size()}, text};
}

}  // namespace htlint::rules
