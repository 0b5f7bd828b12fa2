#include "httpd/alias_redirect.h"

#include <strings.h>

#include <algorithm>
#include <charconv>

namespace htlint::httpd {
namespace {

bool sameName(std::string_view a, std::string_view b) {
  return a.size() == b.size() && strncasecmp(a.data(), b.data(), a.size()) == 0;
}

std::optional<int> statusOf(const std::string& word) {
  if (sameName(word, "permanent")) return 301;
  if (sameName(word, "temp")) return 302;
  if (sameName(word, "seeother")) return 303;
  if (sameName(word, "gone")) return 410;
  int status = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), status);
  const bool number = error == std::errc() && end == word.data() + word.size();
  return number ? std::optional(status) : std::nullopt;
}

bool isRedirectStatus(int status) { return status >= 300 && status < 400; }

/// Fills everything but the section; false for a form that redirects nothing.
bool read(const ExecutedDirective& directive, AliasRedirect& redirect) {
  std::vector<htaccess::Argument> words = directive.arguments;
  const std::string_view name = directive.entry->name;
  const bool isMatch = sameName(name, "RedirectMatch");
  if (sameName(name, "RedirectPermanent")) redirect.status = 301;
  const bool takesStatus = sameName(name, "Redirect") || isMatch;
  if (takesStatus && !words.empty()) {
    if (const auto status = statusOf(words.front().value)) {
      redirect.status = *status;
      words.erase(words.begin());
    }
  }
  if (words.empty()) return false;
  if (words.size() == 1) {
    if (isRedirectStatus(redirect.status)) {
      redirect.target = words.front();
      return true;
    }
    redirect.source = words.front().value;
  } else {
    redirect.source = words[0].value;
    redirect.target = words[1];
  }
  if (isMatch) {
    auto regex = Regex::compile(redirect.source, false);
    if (!regex) return false;
    redirect.regex = *regex;
  }
  return true;
}

}  // namespace

std::vector<AliasRedirect> collectAliasRedirects(const htaccess::Document& document,
                                                 const ConfigReport& report) {
  std::vector<AliasRedirect> result;
  for (const ExecutedDirective& directive : report.executed) {
    if (directive.entry->module != "mod_alias.c" ||
        strncasecmp(directive.entry->name.data(), "Redirect", 8) != 0) {
      continue;
    }
    AliasRedirect redirect;
    redirect.node = directive.node;
    if (!read(directive, redirect)) continue;
    redirect.section = directive.section;
    if (directive.section != htaccess::kNoNode) {
      const htaccess::Node& section = document.node(directive.section);
      const bool isIf = sameName(section.name, "If") && section.parent == htaccess::kNoNode;
      redirect.unmodelledSection = !isIf;
      if (isIf) {
        const auto words = htaccess::splitArguments(document.line(section), section.argumentsAt);
        if (!words.empty()) redirect.condition = words.front().value;
        // `<If "x">`: the bracket is glued to the closing quote or ends an unquoted expression.
        if (redirect.condition.ends_with('>')) redirect.condition.pop_back();
      }
    }
    result.push_back(std::move(redirect));
  }
  std::stable_partition(result.begin(), result.end(), [](const AliasRedirect& redirect) {
    return redirect.section != htaccess::kNoNode;
  });
  return result;
}

}  // namespace htlint::httpd
