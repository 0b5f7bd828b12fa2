#include "docs/docs.h"

#include <catch2/catch.hpp>
#include <sstream>
#include <string>

#include "docs/fence.h"
#include "text/encoding.h"

namespace htlint::docs {
namespace {

using lint::Language;

constexpr std::string_view kEnglish = R"md(
## What happens

Every visitor who opens the page gets an error, because the server can't read the line.

- one item that is long enough to be broken somewhere in the middle of it
- two

```apache,bad host=www.example.jp bom
RewriteEngine On                                          # a long line that stays as it is
```

```apache,fixed
RewriteEngine on
```
)md";

constexpr std::string_view kJapanese = R"md(
## どうなるか

サーバーがこの行を読み取れないため、ページを開いた人には必ずエラーが表示されます。エラーは
「500」です。

```apache,bad host=www.example.jp bom
RewriteEngine On
```
)md";

constexpr lint::OptionInfo kOptions[] = {
    {"place", lint::OptionInfo::Type::kString, "\"any\"", {"Where it goes", "置く場所"}}};
constexpr std::string_view kReferences[] = {"https://httpd.apache.org/docs/2.4/", "RFC 9110 15"};

lint::RuleInfo sampleRule() {
  lint::RuleInfo rule{};
  rule.name = "sample-rule";
  rule.group = lint::Group::kRewrite;
  rule.severity = lint::Severity::kWarning;
  rule.fix = lint::FixSafety::kSafe;
  rule.since = "0.1";
  rule.summary = {"The sample is wrong.", "見本が誤っています。"};
  rule.docs = {kEnglish, kJapanese};
  rule.options = kOptions;
  rule.references = kReferences;
  return rule;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("an info string has a language, a role and attributes") {
  const auto fence = parseFence("apache,bad path=\"a b\" crlf host=x");
  REQUIRE(fence);
  CHECK(fence->language == "apache");
  CHECK(fence->role == "bad");
  CHECK(fence->attributes.at("path") == "a b");
  CHECK(fence->attributes.at("crlf").empty());
  CHECK(fence->attributes.size() == 3);
  CHECK(parseFence("")->language.empty());
  CHECK_FALSE(parseFence("apache path=\"a"));
  CHECK_FALSE(parseFence("apache crlf crlf"));
}

TEST_CASE("a page tells what its examples are about") {
  const std::string page = rulePage(sampleRule(), Language::kEnglish);
  CHECK(contains(page, "# sample-rule\n\nThe sample is wrong.\n"));
  CHECK(contains(page, "| rewrite | warning | safe | 0.1 |\n"));
  CHECK(contains(page, "[日本語](../ja/rules/sample-rule.md)"));
  CHECK(contains(page, "*Wrong (host `www.example.jp`, with a byte-order mark):*\n\n```apache\n"));
  CHECK(contains(page, "*Fixed:*\n\n```apache\nRewriteEngine on\n```\n"));
  CHECK(contains(page, "```toml\n[rules.sample-rule]\nplace = \"any\"  # Where it goes\n```\n"));
  CHECK(contains(page, "- <https://httpd.apache.org/docs/2.4/>\n- RFC 9110 15\n"));
  const std::string japanese = rulePage(sampleRule(), Language::kJapanese);
  CHECK(contains(japanese, "[English](../../rules/sample-rule.md)"));
  CHECK(contains(japanese, "よくない例 (ホスト名 `www.example.jp`、BOM 付き):"));
}

TEST_CASE("explain wraps prose and leaves examples alone") {
  constexpr std::size_t kWidth = 40;
  for (const Language language : {Language::kEnglish, Language::kJapanese}) {
    const std::string text = explainText(sampleRule(), language, {kWidth, false});
    INFO(text);
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
      const bool isWord = line.starts_with("    ") || line.find(": ") != std::string::npos ||
                          line.find("https://") != std::string::npos;
      if (!isWord) CHECK(text::displayWidth(line) <= kWidth);
      CHECK_FALSE(line.starts_with("、"));
      CHECK_FALSE(line.starts_with("。"));
      CHECK_FALSE(line.ends_with("「"));
    }
    CHECK(contains(text, "    [rules.sample-rule]\n"));
  }
  const std::string english = explainText(sampleRule(), Language::kEnglish, {kWidth, false});
  CHECK(
      contains(english, "- one item that is long enough to be\n  broken somewhere in the middle"));
  CHECK(contains(english,
                 "    RewriteEngine On                                          # a long "
                 "line that stays as it is\n"));
}

TEST_CASE("Japanese lines are joined without a blank") {
  const std::string text = explainText(sampleRule(), Language::kJapanese, {0, false});
  CHECK(contains(text, "表示されます。エラーは「500」です。\n"));
}

TEST_CASE("colour marks headings only when it is wanted") {
  const std::string plain = explainText(sampleRule(), Language::kEnglish, {80, false});
  CHECK_FALSE(contains(plain, "\x1b"));
  const std::string colored = explainText(sampleRule(), Language::kEnglish, {80, true});
  CHECK(contains(colored, "\x1b[1mWhat happens\x1b[0m\n"));
}

TEST_CASE("the list has every rule under its group") {
  const lint::RuleInfo rule = sampleRule();
  const lint::RuleInfo* rules[] = {&rule};
  CHECK(ruleListText(rules, Language::kEnglish, {80, false}) ==
        "mod_rewrite (rewrite)\n  sample-rule  warning  The sample is wrong.\n");
  CHECK(contains(indexPage(rules, Language::kJapanese),
                 "| [sample-rule](sample-rule.md) | 警告 | 安全 | 見本が誤っています。 |\n"));
  CHECK(contains(ruleListJson(rules, Language::kEnglish), "\"name\": \"sample-rule\""));
  CHECK(allPages(rules).size() == 4);
}

}  // namespace
}  // namespace htlint::docs
