#include "example_label.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace htlint::docs {
namespace {

struct Word {
  std::string_view name;
  lint::Text text;
};

constexpr std::array<Word, 4> kRoles = {{
    {"bad", {"Wrong", "よくない例"}},
    {"good", {"Right", "よい例"}},
    {"fixed", {"Fixed", "修正後"}},
    {"with", {"Given", "前提"}},
}};

/// Attributes in the order in which they are told; `{}` is the value.
constexpr std::array<Word, 12> kAttributes = {{
    {"path", {"`{}`", "`{}`"}},
    {"host", {"host `{}`", "ホスト名 `{}`"}},
    {"alias", {"alias `{}`", "別名 `{}`"}},
    {"profile", {"profile `{}`", "プロファイル `{}`"}},
    {"now", {"on {}", "{} の時点"}},
    {"bom", {"with a byte-order mark", "BOM 付き"}},
    {"encoding", {"saved as {}", "{} で保存"}},
    {"crlf", {"with CR LF line ends", "改行は CR LF"}},
    {"no-final-newline", {"without a last line end", "最後の改行なし"}},
    {"repeat", {"repeated {} times", "{} 回くり返し"}},
    {"unreadable", {"can't be read: {}", "読めないファイル: {}"}},
    {"unsafe", {"with --unsafe", "--unsafe で"}},
}};

constexpr std::size_t kFenceSize = 3;

std::size_t leadingBackticks(std::string_view line) {
  return std::min(line.find_first_not_of('`'), line.size());
}

}  // namespace

std::string exampleLabel(const Fence& fence, lint::Language language) {
  const auto role = std::find_if(kRoles.begin(), kRoles.end(),
                                 [&](const Word& word) { return word.name == fence.role; });
  if (role == kRoles.end()) return {};
  const bool japanese = language == lint::Language::kJapanese;
  std::string facts;
  for (const Word& word : kAttributes) {
    const auto found = fence.attributes.find(std::string(word.name));
    if (found == fence.attributes.end()) continue;
    if (!facts.empty()) facts += japanese ? "、" : ", ";
    facts += fmt::format(fmt::runtime(word.text.in(language)), found->second);
  }
  const std::string_view name = role->text.in(language);
  if (facts.empty()) return fmt::format("{}:", name);
  return japanese ? fmt::format("{} ({}):", name, facts) : fmt::format("{} ({}):", name, facts);
}

std::string withExampleLabels(std::string_view markdown, lint::Language language) {
  std::string result;
  std::size_t open = 0;  // backticks of the open block; 0 = none
  for (std::size_t start = 0; start < markdown.size();) {
    const std::size_t end = std::min(markdown.find('\n', start), markdown.size());
    const std::string_view line = markdown.substr(start, end - start);
    start = end + 1;
    const std::size_t ticks = leadingBackticks(line);
    const auto fence = open == 0 && ticks >= kFenceSize ? parseFence(line.substr(ticks))
                                                        : tl::expected<Fence, std::string>(Fence{});
    if (open != 0 && ticks >= open && ticks == line.size()) {
      open = 0;
    } else if (open == 0 && ticks >= kFenceSize) {
      open = ticks;
      if (fence && !fence->role.empty()) {
        result += fmt::format("*{}*\n\n{}{}\n", exampleLabel(*fence, language),
                              line.substr(0, ticks), fence->language);
        continue;
      }
    }
    result += fmt::format("{}\n", line);
  }
  return result;
}

}  // namespace htlint::docs
