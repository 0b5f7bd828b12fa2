#include <strings.h>

#include <charconv>

#include "httpd/condition_expression.h"
#include "request_state.h"

namespace htlint::httpd {
namespace {

int compareStrings(const std::string& left, const std::string& right, bool ignoreCase) {
  // httpd compares lengths first (mod_rewrite compare_lexicography).
  if (ignoreCase) return strcasecmp(left.c_str(), right.c_str());
  if (left.size() != right.size()) return left.size() < right.size() ? -1 : 1;
  return left.compare(right);
}

long toNumber(const std::string& text) {
  const char* start = text.data();
  const char* end = start + text.size();
  while (start != end && std::isspace(static_cast<unsigned char>(*start)) != 0) ++start;
  if (start != end && *start == '+') ++start;
  long number = 0;
  std::from_chars(start, end, number);
  return number;
}

void forgetGroups(Groups& groups, std::string_view value) {
  for (std::string& group : groups) group = value;
}

std::string question(const RewriteCondition& condition) {
  std::string_view pattern = condition.pattern.value;
  if (condition.negated && pattern.starts_with('!')) pattern.remove_prefix(1);
  return condition.testString.value + " " + std::string(pattern) +
         (condition.ignoreCase ? " [NC]" : "");
}

bool decideExistence(const std::string& path, bool wantsDirectory, Assumptions& assumptions) {
  if (path == kDocumentRoot || path == std::string(kDocumentRoot) + "/") return wantsDirectory;
  const std::string bare = path.ends_with('/') ? path.substr(0, path.size() - 1) : path;
  if (wantsDirectory) return assumptions.decide("-d " + bare);
  // A name with a slash at its end is no file, and nothing is a file and a directory.
  if (bare != path) return false;
  return assumptions.decide("-f " + bare) && !assumptions.decide("-d " + bare);
}

bool holdsRegex(const RewriteCondition& condition, const std::string& subject,
                RequestState& state) {
  if (holdsUnknown(subject)) {
    const bool matched = state.assumptions.decide(question(condition));
    if (matched && !condition.negated) forgetGroups(state.conditionGroups, kUnknownText);
    return matched;
  }
  const auto match = condition.regex->match(subject);
  if (match && !condition.negated) {
    for (std::size_t i = 0; i < match->groups.size(); ++i) {
      state.conditionGroups[i] = std::string(match->groups[i]);
    }
  }
  return match.has_value();
}

bool holdsUnnegated(const RewriteCondition& condition, RequestState& state) {
  if (condition.kind == ConditionKind::kExpression) {
    const auto truth = evaluateExpression(
        condition.pattern.value, [&](std::string_view name) { return state.variable(name); });
    return truth ? *truth : state.assumptions.decide(question(condition));
  }
  const std::string left = state.expand(condition.testString.value);
  if (condition.kind == ConditionKind::kRegex) return holdsRegex(condition, left, state);
  const std::string right = state.expand(condition.operand);
  if (holdsUnknown(left) || holdsUnknown(right)) {
    return state.assumptions.decide(question(condition));
  }
  const int order = compareStrings(left, right, condition.ignoreCase);
  const long difference = toNumber(left) - toNumber(right);
  switch (condition.kind) {
    case ConditionKind::kFile:
      return decideExistence(left, false, state.assumptions);
    case ConditionKind::kDirectory:
      return decideExistence(left, true, state.assumptions);
    case ConditionKind::kFileSize:
      return decideExistence(left, false, state.assumptions) &&
             state.assumptions.decide("-s " + left);
    case ConditionKind::kSymbolicLink:
      return state.assumptions.decide("-l " + left);
    case ConditionKind::kStringLess:
      return order < 0;
    case ConditionKind::kStringLessEqual:
      return order <= 0;
    case ConditionKind::kStringEqual:
      return order == 0;
    case ConditionKind::kStringGreater:
      return order > 0;
    case ConditionKind::kStringGreaterEqual:
      return order >= 0;
    case ConditionKind::kIntegerLess:
      return difference < 0;
    case ConditionKind::kIntegerLessEqual:
      return difference <= 0;
    case ConditionKind::kIntegerEqual:
      return difference == 0;
    case ConditionKind::kIntegerNotEqual:
      return difference != 0;
    case ConditionKind::kIntegerGreater:
      return difference > 0;
    case ConditionKind::kIntegerGreaterEqual:
      return difference >= 0;
    default:
      return state.assumptions.decide(question(condition));
  }
}

}  // namespace

bool holds(const RewriteCondition& condition, RequestState& state) {
  return holdsUnnegated(condition, state) != condition.negated;
}

bool conditionsHold(const RewriteRule& rule, RequestState& state) {
  const auto& conditions = rule.conditions;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    const bool held = holds(conditions[i], state);
    if (conditions[i].orNext) {
      if (!held) continue;
      while (i < conditions.size() && conditions[i].orNext) ++i;
    } else if (!held) {
      return false;
    }
  }
  return true;
}

}  // namespace htlint::httpd
