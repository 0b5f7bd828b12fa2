#include <fmt/format.h>

#include "docs/docs.h"
#include "exit_code.h"
#include "lint/settings.h"
#include "nearest.h"
#include "rules/rule_table.h"
#include "verbs.h"

namespace htlint::cli {
namespace {

std::string unknownRule(const std::string& name, bool japanese) {
  std::vector<std::string> names;
  for (const lint::RuleInfo* rule : rules::table()) names.emplace_back(rule->name);
  const std::string meant = nearest(name, names);
  if (japanese) {
    return fmt::format("`{}` というルールはありません{}", name,
                       meant.empty() ? "" : fmt::format("。`{}` のことですか", meant));
  }
  return fmt::format("there is no rule `{}`{}", name,
                     meant.empty() ? "" : fmt::format("; did you mean `{}`?", meant));
}

docs::TextStyle textStyle(const Session& session) {
  docs::TextStyle style;
  style.color = useColor(session.options().color, Stream::kOut);
  return style;
}

}  // namespace

int runExplain(Session& session) {
  const docs::TextStyle style = textStyle(session);
  std::vector<const lint::RuleInfo*> chosen;
  for (const std::string& name : session.options().paths) {
    const lint::RuleInfo* rule = lint::findRule(rules::table(), name);
    if (rule == nullptr) {
      session.fail(unknownRule(name, session.isJapanese()));
      continue;
    }
    chosen.push_back(rule);
  }
  std::string text;
  if (wantsJson(session)) {
    text = docs::ruleListJson(chosen, session.language());
  } else {
    for (const lint::RuleInfo* rule : chosen) {
      text += (text.empty() ? "" : "\n") + docs::explainText(*rule, session.language(), style);
    }
  }
  print(session, text);
  return session.hasFailed() ? kExitError : kExitClean;
}

int runRules(Session& session) {
  const docs::TextStyle style = textStyle(session);
  print(session, wantsJson(session)
                     ? docs::ruleListJson(rules::table(), session.language())
                     : docs::ruleListText(rules::table(), session.language(), style));
  return session.hasFailed() ? kExitError : kExitClean;
}

}  // namespace htlint::cli
