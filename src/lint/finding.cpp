#include "lint/finding.h"

#include <cctype>

namespace htlint::lint {

const Text& Finding::messageText() const {
  return variant ? rule->variants[*variant].message : rule->message;
}

const Text& Finding::helpText() const {
  return variant ? rule->variants[*variant].help : rule->help;
}

text::Position Finding::start() const {
  return file ? file->position(range.start) : text::Position{};
}

text::Position Finding::end() const { return file ? file->position(range.end) : text::Position{}; }

std::string render(const Text& text, const std::vector<std::string>& args, Language language) {
  const std::string_view pattern = text.in(language);
  std::string result;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    const char next = i + 1 < pattern.size() ? pattern[i + 1] : '\0';
    const bool placeholder = c == '{' && std::isdigit(static_cast<unsigned char>(next)) != 0 &&
                             i + 2 < pattern.size() && pattern[i + 2] == '}';
    if (placeholder) {
      const auto index = static_cast<std::size_t>(next - '0');
      if (index < args.size()) result.append(args[index]);
      i += 2;
    } else if ((c == '{' || c == '}') && next == c) {
      result.push_back(c);
      ++i;
    } else {
      result.push_back(c);
    }
  }
  return result;
}

std::string renderMessage(const Finding& finding, Language language) {
  return render(finding.messageText(), finding.args, language);
}

std::string renderHelp(const Finding& finding, Language language) {
  return render(finding.helpText(), finding.args, language);
}

}  // namespace htlint::lint
