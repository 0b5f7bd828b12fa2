#include <algorithm>

#include "ascii.h"
#include "directive_check.h"
#include "expression_check.h"
#include "rewrite_flags.h"

namespace htlint::httpd {
namespace {

RewriteScope& scopeOf(const DirectiveCall& call) {
  std::optional<std::size_t>& index = call.configuration.rewriteScope;
  if (!index) {
    index = call.program.scopes.size();
    call.program.scopes.emplace_back().section = call.configuration.section;
  }
  RewriteScope& scope = call.program.scopes[*index];
  scope.present = true;
  return scope;
}

bool checkEngine(const DirectiveCall& call) {
  RewriteScope& scope = scopeOf(call);
  scope.engine = equalsIgnoringCase(call.arguments.front().value, "on");
  scope.engineNodes.push_back(call.line.node());
  return true;
}

bool checkBase(const DirectiveCall& call) {
  const htaccess::Argument& base = call.arguments.front();
  if (!base.value.starts_with('/')) {
    call.report(ConfigCode::kRewriteBaseNotUrlPath, base.range, {base.value});
    return false;
  }
  scopeOf(call).base = base.value;
  return true;
}

bool isOption(std::string_view word) {
  static constexpr std::string_view kOptions[] = {
      "Inherit",           "InheritBefore",       "InheritDown",     "InheritDownBefore",
      "IgnoreInherit",     "AllowNoSlash",        "AllowAnyURI",     "MergeBase",
      "IgnoreContextInfo", "LegacyPrefixDocRoot", "UnsafePrefixStat"};
  return startsWithIgnoringCase(word, "MaxRedirects=") ||
         std::ranges::any_of(kOptions,
                             [word](std::string_view o) { return equalsIgnoringCase(word, o); });
}

bool checkOptions(const DirectiveCall& call) {
  bool good = true;
  std::vector<std::string> options;
  for (const htaccess::Argument& argument : call.arguments) {
    // Each argument is split once more, so "inherit mergebase" in quotes works too.
    for (const TextWord& word : splitWords(argument.value)) {
      if (isOption(word.value)) {
        options.push_back(word.value);
        continue;
      }
      call.report(ConfigCode::kRewriteBadOption, argument.range, {word.value});
      good = false;
    }
  }
  RewriteScope& scope = scopeOf(call);
  if (good) scope.options.insert(scope.options.end(), options.begin(), options.end());
  return good;
}

/// The two or three arguments; nullopt, and reported, where httpd finds fewer than two.
std::optional<htaccess::RewriteArguments> splitLine(const DirectiveCall& call) {
  htaccess::RewriteArguments arguments = call.line.splitRewrite();
  if (!arguments.malformed && arguments.values.size() >= 2) return arguments;
  call.report(ConfigCode::kRewriteArgumentLine, call.line.range(),
              {call.name(), std::string(call.line.argumentText())});
  return std::nullopt;
}

/// Compiles argument.value from byte `skip` on, or reports why it does not.
std::optional<Regex> compilePattern(const DirectiveCall& call, const htaccess::Argument& argument,
                                    std::size_t skip, bool ignoreCase) {
  const std::string_view pattern = std::string_view(argument.value).substr(skip);
  auto regex = Regex::compile(pattern, ignoreCase);
  if (regex) return std::move(*regex);
  call.report(ConfigCode::kRewriteBadPattern, argument.range,
              {call.name(), std::string(pattern), regex.error().message,
               std::to_string(regex.error().offset)});
  return std::nullopt;
}

bool checkRule(const DirectiveCall& call) {
  auto arguments = splitLine(call);
  if (!arguments) return false;
  RewriteRule rule;
  rule.node = call.line.node();
  rule.pattern = std::move(arguments->values[0]);
  rule.substitution = std::move(arguments->values[1]);
  if (arguments->values.size() > 2) rule.flagsArgument = std::move(arguments->values[2]);
  bool good = !rule.flagsArgument || readRuleFlags(call, *rule.flagsArgument, rule.flags);
  rule.negated = rule.pattern.value.starts_with('!');
  rule.regex = compilePattern(call, rule.pattern, rule.negated ? 1 : 0, rule.flags.noCase);
  good = good && rule.regex.has_value();
  rule.noSubstitution = rule.substitution.value == "-";
  RewriteScope& scope = scopeOf(call);
  // A refused rule takes its conditions along, so that none is left over for the next one.
  rule.conditions = std::move(scope.dangling);
  scope.dangling.clear();
  if (good) scope.rules.push_back(std::move(rule));
  return good;
}

/// Kind of the test that `pattern`, without its `!`, asks for; `operandAt` is where its operand
/// begins.
ConditionKind kindOf(std::string_view pattern, std::size_t& operandAt) {
  operandAt = 0;
  if (pattern.size() < 2) return ConditionKind::kRegex;
  if (pattern[0] == '-' && pattern.size() == 2) {
    switch (pattern[1]) {
      case 'f':
        return ConditionKind::kFile;
      case 's':
        return ConditionKind::kFileSize;
      case 'd':
        return ConditionKind::kDirectory;
      case 'x':
        return ConditionKind::kExecutable;
      case 'h':
      case 'l':
      case 'L':
        return ConditionKind::kSymbolicLink;
      case 'U':
        return ConditionKind::kUrlLookup;
      case 'F':
        return ConditionKind::kFileLookup;
      default:
        return ConditionKind::kRegex;
    }
  }
  struct Operator {
    std::string_view text;
    ConditionKind kind;
    bool needsOperand;
  };
  static constexpr Operator kOperators[] = {
      {"-lt", ConditionKind::kIntegerLess, true},
      {"-le", ConditionKind::kIntegerLessEqual, true},
      {"-gt", ConditionKind::kIntegerGreater, true},
      {"-ge", ConditionKind::kIntegerGreaterEqual, true},
      {"-eq", ConditionKind::kIntegerEqual, true},
      {"-ne", ConditionKind::kIntegerNotEqual, true},
      {">=", ConditionKind::kStringGreaterEqual, false},
      {">", ConditionKind::kStringGreater, false},
      {"<=", ConditionKind::kStringLessEqual, false},
      {"<", ConditionKind::kStringLess, false},
      {"=", ConditionKind::kStringEqual, false},
  };
  for (const Operator& candidate : kOperators) {
    if (!pattern.starts_with(candidate.text)) continue;
    if (candidate.needsOperand && pattern.size() == candidate.text.size()) break;
    operandAt = candidate.text.size();
    return candidate.kind;
  }
  return ConditionKind::kRegex;
}

bool isStringTest(ConditionKind kind) {
  return kind >= ConditionKind::kStringLess && kind <= ConditionKind::kStringGreaterEqual;
}

/// Fills in kind, operand and regex. False where httpd refuses the pattern.
bool readPattern(const DirectiveCall& call, RewriteCondition& condition) {
  const std::string_view written = condition.pattern.value;
  condition.negated = written.starts_with('!');
  const std::size_t skip = condition.negated ? 1 : 0;
  const std::string_view pattern = written.substr(skip);
  if (equalsIgnoringCase(condition.testString.value, "expr")) {
    condition.kind = ConditionKind::kExpression;
    condition.operand = pattern;
    return checkExpression(call, condition.pattern, skip);
  }
  std::size_t operandAt = 0;
  condition.kind = kindOf(pattern, operandAt);
  const bool fileTest =
      condition.kind >= ConditionKind::kFile && condition.kind <= ConditionKind::kFileLookup;
  if (!fileTest) condition.operand = pattern.substr(operandAt);
  // `=""` is the one way to write an empty string here.
  if (condition.kind == ConditionKind::kStringEqual && condition.operand == "\"\"") {
    condition.operand.clear();
  }
  const bool regex = condition.kind == ConditionKind::kRegex;
  condition.ignoreCase = condition.ignoreCase && (regex || isStringTest(condition.kind));
  if (!regex) return true;
  condition.regex = compilePattern(call, condition.pattern, skip, condition.ignoreCase);
  return condition.regex.has_value();
}

bool checkCondition(const DirectiveCall& call) {
  auto arguments = splitLine(call);
  if (!arguments) return false;
  RewriteCondition condition;
  condition.node = call.line.node();
  condition.testString = std::move(arguments->values[0]);
  condition.pattern = std::move(arguments->values[1]);
  ConditionFlags flags;
  bool good = arguments->values.size() < 3 || readConditionFlags(call, arguments->values[2], flags);
  condition.ignoreCase = flags.noCase;
  condition.orNext = flags.orNext;
  condition.noVary = flags.noVary;
  good = readPattern(call, condition) && good;
  RewriteScope& scope = scopeOf(call);
  if (good) scope.dangling.push_back(std::move(condition));
  return good;
}

constexpr DirectiveCheck kChecks[] = {
    {"RewriteRule", Arity::kRaw, checkRule},           {"RewriteCond", Arity::kRaw, checkCondition},
    {"RewriteEngine", Arity::kFlag, checkEngine},      {"RewriteBase", Arity::kTake1, checkBase},
    {"RewriteOptions", Arity::kIterate, checkOptions},
};

}  // namespace

std::span<const DirectiveCheck> rewriteChecks() { return kChecks; }

}  // namespace htlint::httpd
