#include "effective_line.h"

#include <algorithm>

#include "ascii.h"

namespace htlint::httpd {
namespace {

std::string replaceDefined(std::string_view text, const Target& target) {
  std::string result;
  std::size_t copied = 0;
  for (const VariableUse& use : variablesIn(text)) {
    const auto found = target.defines.find(std::string(use.name));
    if (found == target.defines.end()) continue;
    result.append(text.substr(copied, use.at - copied));
    result.append(found->second);
    copied = use.at + use.name.size() + 3;
  }
  result.append(text.substr(copied));
  return result;
}

}  // namespace

std::vector<VariableUse> variablesIn(std::string_view text) {
  std::vector<VariableUse> uses;
  std::size_t at = text.find("${");
  while (at != std::string_view::npos) {
    const std::size_t end = text.find('}', at + 2);
    if (end == std::string_view::npos) break;
    const std::string_view name = text.substr(at + 2, end - at - 2);
    const bool isVariable = !name.empty() && name.find(':') == std::string_view::npos;
    if (isVariable) uses.push_back({name, at});
    at = text.find("${", isVariable ? end : at + 2);
  }
  return uses;
}

EffectiveLine::EffectiveLine(const htaccess::Document& document, htaccess::NodeId node,
                             const Target& target)
    : node_(node) {
  const htaccess::Node& original = document.node(node);
  line_ = &document.line(original);
  argumentsAt_ = original.argumentsAt;
  name_ = original.name;
  nameRange_ = original.nameRange;
  range_ = line_->trimmedRange();
  if (!target.defines.empty() && line_->text().find("${") != std::string_view::npos) {
    replaceVariables(document, target);
  }
}

void EffectiveLine::replaceVariables(const htaccess::Document& document, const Target& target) {
  std::string text = replaceDefined(line_->text(), target);
  if (text == line_->text()) return;
  auto replaced = std::make_shared<const htaccess::Document>(
      std::make_shared<const text::SourceFile>(document.file().path(), std::move(text)));
  // A replacement that makes another kind of line of it is beyond the tree of the file.
  if (replaced->nodes().empty() || replaced->node(0).kind != document.node(node_).kind) return;
  line_ = &replaced->line(replaced->node(0));
  argumentsAt_ = replaced->node(0).argumentsAt;
  name_ = replaced->node(0).name;
  nameRange_ = range_;
  replaced_ = std::move(replaced);
}

std::string_view EffectiveLine::argumentText() const {
  const std::string_view text = line_->text();
  std::size_t start = std::min<std::size_t>(argumentsAt_, text.size());
  while (start < text.size() && isSpace(text[start])) ++start;
  return text.substr(start);
}

text::TextRange EffectiveLine::argumentRange(std::size_t from, std::size_t to) const {
  if (replaced_) return range_;
  const std::size_t start = line_->text().size() - argumentText().size();
  return line_->sourceRange(static_cast<std::uint32_t>(start + from),
                            static_cast<std::uint32_t>(start + to));
}

std::vector<htaccess::Argument> EffectiveLine::split() const {
  std::vector<htaccess::Argument> arguments = splitArguments(*line_, argumentsAt_);
  if (replaced_) {
    for (htaccess::Argument& argument : arguments) argument.range = range_;
  }
  return arguments;
}

htaccess::RewriteArguments EffectiveLine::splitRewrite() const {
  htaccess::RewriteArguments arguments = splitRewriteArguments(*line_, argumentsAt_);
  if (replaced_) {
    for (htaccess::Argument& argument : arguments.values) argument.range = range_;
    arguments.ignored = range_;
  }
  return arguments;
}

std::vector<TextWord> splitWords(std::string_view text) {
  std::vector<TextWord> words;
  std::size_t at = 0;
  const auto skip = [&] {
    while (at < text.size() && isSpace(text[at])) ++at;
  };
  for (skip(); at < text.size(); skip()) {
    TextWord& word = words.emplace_back();
    word.start = at;
    if (text[at] == '"' || text[at] == '\'') word.quote = text[at++];
    while (at < text.size()) {
      const char c = text[at];
      if (word.quote != '\0' ? c == word.quote : isSpace(c)) break;
      const char next = at + 1 < text.size() ? text[at + 1] : '\0';
      const bool escaped =
          c == '\\' && (next == '\\' || (word.quote != '\0' && next == word.quote));
      if (escaped) ++at;
      word.value.push_back(text[at++]);
    }
    if (word.quote != '\0' && at < text.size()) ++at;
    word.end = at;
  }
  return words;
}

text::TextRange partOf(const htaccess::Argument& argument, std::size_t from, std::size_t to) {
  const std::uint32_t quotes = argument.quote == '\0' ? 0U : (argument.unterminated ? 1U : 2U);
  if (argument.range.size() != argument.value.size() + quotes) return argument.range;
  const std::uint32_t start = argument.range.start + (quotes > 0 ? 1U : 0U);
  return {start + static_cast<std::uint32_t>(from), start + static_cast<std::uint32_t>(to)};
}

}  // namespace htlint::httpd
