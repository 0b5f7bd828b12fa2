#pragma once

#include <fnmatch.h>

#include <string>
#include <string_view>

#include "htaccess/document.h"
#include "httpd/regex.h"
#include "lint/ascii.h"
#include "site_names.h"

/// Whether the site's own `.htaccess` files keep visitors from a file. Beside them only the server
/// that htlint models by default counts, which refuses names that begin with `.ht`.
namespace htlint::rules {

/// The argument of a section's opening line, without quotes and the closing bracket.
inline std::string sectionArgument(const htaccess::Document& document, const htaccess::Node& node) {
  const std::string_view line = document.line(node).text();
  const std::size_t end = std::min(line.rfind('>'), line.size());
  if (end <= node.argumentsAt) return {};
  std::string_view argument =
      lint::trimBlanks(line.substr(node.argumentsAt, end - node.argumentsAt));
  if (argument.size() >= 2 && argument.front() == '"' && argument.back() == '"') {
    argument = argument.substr(1, argument.size() - 2);
  }
  return std::string(argument);
}

/// Whether the `<Files>` or `<FilesMatch>` section `node` applies to files called `name`.
inline bool sectionMatches(const htaccess::Document& document, const htaccess::Node& node,
                           std::string_view name) {
  std::string argument = sectionArgument(document, node);
  bool pattern = lint::equalsIgnoringCase(node.name, "FilesMatch");
  if (!pattern && !lint::equalsIgnoringCase(node.name, "Files")) return false;
  if (!pattern && argument.starts_with('~')) {
    pattern = true;
    argument = lint::trimBlanks(std::string_view(argument).substr(1));
    std::erase(argument, '"');
  }
  if (!pattern) return fnmatch(argument.c_str(), std::string(name).c_str(), 0) == 0;
  const auto regex = httpd::Regex::compile(argument, false);
  return regex && regex->matches(name);
}

inline bool deniesAll(const httpd::ExecutedDirective& directive) {
  const auto word = [&](std::size_t i, std::string_view expected) {
    return directive.arguments.size() > i &&
           lint::equalsIgnoringCase(directive.arguments[i].value, expected);
  };
  if (lint::equalsIgnoringCase(directive.entry->name, "Require")) {
    return word(0, "all") && word(1, "denied");
  }
  return lint::equalsIgnoringCase(directive.entry->name, "Deny") && word(0, "from") &&
         word(1, "all");
}

/// Whether `file`, which lies above or beside `sitePath`, refuses it to everyone.
inline bool refuses(const lint::HtaccessFile& file, std::string_view sitePath) {
  for (const httpd::ExecutedDirective& directive : file.report->executed) {
    if (!deniesAll(directive)) continue;
    if (directive.section == htaccess::kNoNode) return true;
    const htaccess::Node& section = file.document->node(directive.section);
    if (sectionMatches(*file.document, section, baseName(sitePath))) return true;
  }
  const httpd::RewriteScope& scope = file.report->rewrite.scopes.front();
  if (!scope.engine.value_or(false)) return false;
  const std::size_t prefix = file.directory.empty() ? 0 : file.directory.size() + 1;
  return std::any_of(scope.rules.begin(), scope.rules.end(), [&](const httpd::RewriteRule& rule) {
    return (rule.flags.forbidden || rule.flags.gone) && rule.conditions.empty() &&
           rule.regex->matches(sitePath.substr(prefix)) != rule.negated;
  });
}

/// Whether a visitor who asks for `sitePath` is given the file.
inline bool isDownloadable(const lint::Site& site, std::string_view sitePath) {
  if (baseName(sitePath).starts_with(".ht")) return false;
  for (const lint::HtaccessFile& file : site.htaccessFiles()) {
    const bool above =
        file.directory.empty() || directoryPrefix(sitePath).starts_with(file.directory + "/");
    if (file.live && above && refuses(file, sitePath)) return false;
  }
  return true;
}

}  // namespace htlint::rules
