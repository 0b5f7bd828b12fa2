#include "section_condition.h"

#include <algorithm>
#include <array>
#include <limits>

#include "ascii.h"
#include "directive_lookup.h"
#include "httpd/regex.h"

namespace htlint::httpd {
namespace {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && isSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && isSpace(text.back())) text.remove_suffix(1);
  return text;
}

/// `! name`: the rest without the `!`, which is told apart.
bool takeNegation(std::string_view& text) {
  if (!text.starts_with('!')) return false;
  text.remove_prefix(1);
  return true;
}

/// strtol of the C library, then cut to an int as mod_version does.
int takeNumber(std::string_view& text) {
  constexpr std::int64_t kMax = std::numeric_limits<std::int64_t>::max();
  std::int64_t number = 0;
  while (!text.empty() && isDigit(text.front())) {
    const std::int64_t digit = text.front() - '0';
    number = number > (kMax - digit) / 10 ? kMax : number * 10 + digit;
    text.remove_prefix(1);
  }
  return static_cast<int>(number);
}

/// major[.minor[.patch]]: after the first, a number may be missing, and a dot too many may follow.
std::optional<std::array<int, 3>> readVersion(std::string_view text) {
  std::array<int, 3> numbers{};
  if (text.empty() || !isDigit(text.front())) return std::nullopt;
  numbers[0] = takeNumber(text);
  for (std::size_t part = 1; part < numbers.size() && text.starts_with('.'); ++part) {
    text.remove_prefix(1);
    numbers[part] = takeNumber(text);
  }
  if (text.starts_with('.')) text.remove_prefix(1);
  if (!text.empty()) return std::nullopt;
  return numbers;
}

class VersionCondition {
 public:
  VersionCondition(const EffectiveLine& line, const Target& target, ErrorSink& errors)
      : line_(line), target_(target), errors_(errors) {}

  /// `[!]operator version>`, or `version>` alone; a third word may be the bracket.
  Decision decide() {
    const std::vector<TextWord> words = splitWords(line_.argumentText());
    if (words.size() > 3) {
      errors_.add(ConfigCode::kWrongArgumentCount, line_.node(), line_.range(),
                  {sectionName(line_.name()), std::to_string(words.size())});
      return Decision::kRead;
    }
    std::string operation = words.size() > 1 ? words[0].value : "=";
    std::string version = words.empty() ? ">" : words[words.size() > 1 ? 1 : 0].value;
    if (version.ends_with('>')) {
      version.pop_back();
    } else if (words.size() < 3 || words[2].value != ">") {
      errors_.add(ConfigCode::kSectionWithoutBracket, line_.node(), line_.range(),
                  {std::string(line_.name())});
      return Decision::kRead;
    }
    const bool negated = operation.size() > 1 && operation[0] == '!';
    if (negated) operation.erase(0, 1);
    const std::optional<bool> holds = compare(operation, version);
    if (!holds) return Decision::kRead;
    return *holds != negated ? Decision::kRead : Decision::kSkip;
  }

 private:
  Decision fail(const std::string& text) {
    errors_.add(ConfigCode::kSectionBadVersion, line_.node(), line_.range(),
                {std::string(line_.name()), text});
    return Decision::kRead;
  }

  std::optional<bool> compare(const std::string& operation, std::string_view version) {
    if (operation == "~") return matches(version);
    if ((operation == "=" || operation == "==") && version.starts_with('/')) {
      if (version.size() < 2 || !version.ends_with('/')) {
        fail(std::string(version));
        return std::nullopt;
      }
      return matches(version.substr(1, version.size() - 2));
    }
    const auto wanted = readVersion(version);
    if (!wanted) {
      fail(std::string(version));
      return std::nullopt;
    }
    const std::array<int, 3> own = {target_.version.major, target_.version.minor,
                                    target_.version.patch};
    if (operation == "=" || operation == "==") return own == *wanted;
    if (operation == ">") return own > *wanted;
    if (operation == ">=") return own >= *wanted;
    if (operation == "<") return own < *wanted;
    if (operation == "<=") return own <= *wanted;
    fail(operation);
    return std::nullopt;
  }

  std::optional<bool> matches(std::string_view pattern) {
    const auto regex = Regex::compile(pattern, false);
    if (!regex) {
      fail(std::string(pattern));
      return std::nullopt;
    }
    const Version& own = target_.version;
    return regex->matches(std::to_string(own.major) + "." + std::to_string(own.minor) + "." +
                          std::to_string(own.patch));
  }

  const EffectiveLine& line_;
  const Target& target_;
  ErrorSink& errors_;
};

bool isDefined(std::string_view name, const Target& target) {
  return target.defines.contains(std::string(name));
}

Decision decideByName(std::string_view section, std::string_view argument, const Target& target) {
  const std::vector<TextWord> words = splitWords(argument);
  const std::string name = words.empty() ? std::string() : words.front().value;
  const auto decision = [](bool holds) { return holds ? Decision::kRead : Decision::kSkip; };
  if (equalsIgnoringCase(section, "<IfModule")) return decision(target.hasModule(name));
  if (equalsIgnoringCase(section, "<IfDefine")) return decision(isDefined(name, target));
  if (equalsIgnoringCase(section, "<IfDirective")) {
    return decision(findDirective(name, target) != nullptr);
  }
  if (equalsIgnoringCase(section, "<IfSection")) {
    return decision(findDirective(sectionName(name), target) != nullptr);
  }
  return Decision::kUnknown;
}

Decision opposite(Decision decision) {
  if (decision == Decision::kRead) return Decision::kSkip;
  return decision == Decision::kSkip ? Decision::kRead : decision;
}

}  // namespace

std::optional<std::string_view> sectionArgument(const EffectiveLine& line, ErrorSink& errors) {
  const std::string_view text = line.argumentText();
  if (text.empty()) return text;
  const std::size_t bracket = text.rfind('>');
  if (bracket != std::string_view::npos) return text.substr(0, bracket);
  errors.add(ConfigCode::kSectionWithoutBracket, line.node(), line.range(),
             {std::string(line.name())});
  return std::nullopt;
}

void reportMissingArgument(const EffectiveLine& line, ErrorSink& errors) {
  errors.add(ConfigCode::kSectionWithoutArgument, line.node(), line.range(),
             {std::string(line.name())});
}

void warnOfTextAfterBracket(const EffectiveLine& line, ErrorSink& errors) {
  const std::string_view text = line.argumentText();
  const std::size_t bracket = text.rfind('>');
  if (bracket == std::string_view::npos) return;
  std::size_t start = bracket + 1;
  while (start < text.size() && isSpace(text[start])) ++start;
  if (start == text.size()) return;
  errors.add(ConfigCode::kTextAfterSectionBracket, line.node(),
             line.argumentRange(start, text.size()),
             {std::string(line.name()), std::string(text.substr(start))});
}

Decision decideSection(const catalogue::Directive& entry, const EffectiveLine& line,
                       const Target& target, ErrorSink& errors) {
  if (equalsIgnoringCase(entry.name, "<IfVersion")) {
    warnOfTextAfterBracket(line, errors);
    return VersionCondition(line, target, errors).decide();
  }
  const std::optional<std::string_view> found = sectionArgument(line, errors);
  std::string_view argument = found ? *found : line.argumentText();
  argument = trimmed(argument);
  if (found) warnOfTextAfterBracket(line, errors);
  if (equalsIgnoringCase(entry.name, "<Macro")) {
    if (found && argument.empty()) reportMissingArgument(line, errors);
    return Decision::kMacro;
  }
  const bool negated = takeNegation(argument);
  const std::vector<TextWord> words = splitWords(argument);
  if (found && (words.empty() || words.front().value.empty())) {
    reportMissingArgument(line, errors);
    return Decision::kRead;
  }
  const Decision decision = decideByName(entry.name, argument, target);
  return negated ? opposite(decision) : decision;
}

}  // namespace htlint::httpd
