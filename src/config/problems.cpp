#include <fmt/format.h>

#include "layer.h"
#include "suggestion.h"

namespace htlint::config {
namespace {

std::string quotedList(std::span<const std::string_view> words) {
  std::string result;
  for (const std::string_view word : words) {
    if (!result.empty()) result += ", ";
    result += fmt::format("\"{}\"", word);
  }
  return result;
}

}  // namespace

std::string toString(const Problem& problem, lint::Language language) {
  std::string place = problem.where.path;
  if (problem.where.line != 0) {
    place += fmt::format(":{}:{}", problem.where.line, problem.where.column);
  }
  const std::string_view label = language == lint::Language::kJapanese ? "エラー" : "error";
  return place.empty() ? fmt::format("{}: {}", label, problem.in(language))
                       : fmt::format("{}: {}: {}", place, label, problem.in(language));
}

Problem unknownName(const Origin& where, const lint::Text& what, std::string_view name,
                    const std::vector<std::string_view>& candidates) {
  Problem problem{where, fmt::format("unknown {} `{}`", what.en, name),
                  fmt::format("`{}` という{}はありません", name, what.ja)};
  const std::string_view suggestion = nearest(name, candidates);
  if (!suggestion.empty()) {
    problem.en += fmt::format("; did you mean `{}`?", suggestion);
    problem.ja += fmt::format("。`{}` ではありませんか", suggestion);
  }
  return problem;
}

Problem badChoice(const Origin& where, std::string_view key, std::string_view value,
                  std::span<const std::string_view> choices) {
  Problem problem{where,
                  fmt::format("`{}` can't be \"{}\"; it takes {}", key, value, quotedList(choices)),
                  fmt::format("`{}` に \"{}\" は書けません。書けるのは {} です", key, value,
                              quotedList(choices))};
  const std::string_view suggestion = nearest(value, {choices.begin(), choices.end()});
  if (!suggestion.empty()) {
    problem.en += fmt::format("; did you mean \"{}\"?", suggestion);
    problem.ja += fmt::format("。\"{}\" ではありませんか", suggestion);
  }
  return problem;
}

}  // namespace htlint::config
