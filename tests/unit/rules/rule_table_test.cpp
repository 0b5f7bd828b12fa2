// What must hold for every entry of the rule table.

#include "rules/rule_table.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "config/config.h"
#include "fixture_page.h"

namespace htlint {
namespace {

using lint::Language;
using lint::RuleInfo;

bool isKebabCase(std::string_view name) {
  static const std::regex kPattern("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  return std::regex_match(name.begin(), name.end(), kPattern);
}

/// The numbers of `{0}` ... in `text`; -1 for a brace that is neither doubled nor a placeholder.
std::multiset<int> placeholders(std::string_view text) {
  std::multiset<int> found;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '{' && text[i] != '}') continue;
    if (i + 1 < text.size() && text[i + 1] == text[i]) {
      ++i;
    } else if (text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}' && text[i + 1] >= '0' &&
               text[i + 1] <= '9') {
      found.insert(text[i + 1] - '0');
      i += 2;
    } else {
      found.insert(-1);
    }
  }
  return found;
}

/// Placeholders may be repeated in one language only.
std::set<int> distinct(std::string_view text) {
  const std::multiset<int> all = placeholders(text);
  return {all.begin(), all.end()};
}

/// A text that is shown as it stands: its braces mean nothing.
void checkPlainText(const std::string& what, const lint::Text& text) {
  INFO(what << "\n" << text.en << "\n" << text.ja);
  CHECK_FALSE(text.en.empty());
  CHECK_FALSE(text.ja.empty());
  CHECK(text.en != text.ja);
}

void checkTemplate(const std::string& what, const lint::Text& text) {
  checkPlainText(what, text);
  INFO(what << "\n" << text.en << "\n" << text.ja);
  CHECK(distinct(text.en) == distinct(text.ja));
  CHECK(placeholders(text.en).count(-1) == 0);
  CHECK(placeholders(text.ja).count(-1) == 0);
}

std::vector<int> headingLevels(std::string_view docs) {
  std::vector<int> levels;
  for (const test::Section& section : test::parsePage(docs)) levels.push_back(section.level);
  return levels;
}

bool hasHeading(std::string_view docs, std::string_view title) {
  const auto sections = test::parsePage(docs);
  return std::any_of(sections.begin(), sections.end(),
                     [&](const test::Section& section) { return section.title == title; });
}

TEST_CASE("names are unique, kebab-case, and those of the files") {
  std::set<std::string_view> names;
  for (const RuleInfo* rule : rules::table()) {
    INFO(rule->name);
    CHECK(isKebabCase(rule->name));
    CHECK(names.insert(rule->name).second);
    for (const std::string_view alias : rule->aliases) {
      CHECK(isKebabCase(alias));
      CHECK(names.insert(alias).second);
    }
    const auto file = std::filesystem::path(HTLINT_SOURCE_DIR) / "rules" /
                      std::string(lint::toString(rule->group)) / (std::string(rule->name) + ".cpp");
    CHECK(std::filesystem::exists(file));
  }
  CHECK(names.size() > 30);
}

TEST_CASE("the table is sorted by group folder, then name") {
  const auto table = rules::table();
  const auto key = [](const RuleInfo* rule) {
    return std::pair(lint::toString(rule->group), rule->name);
  };
  CHECK(std::is_sorted(table.begin(), table.end(),
                       [&](const RuleInfo* a, const RuleInfo* b) { return key(a) < key(b); }));
}

TEST_CASE("every text is there in both languages, with the same placeholders") {
  for (const RuleInfo* rule : rules::table()) {
    INFO(rule->name);
    CHECK_FALSE(rule->since.empty());
    checkPlainText("summary", rule->summary);
    CHECK(rule->summary.en.find("{0}") == std::string_view::npos);
    checkTemplate("message", rule->message);
    checkTemplate("help", rule->help);
    for (const lint::Wording& wording : rule->variants) {
      checkTemplate("variant's message", wording.message);
      checkTemplate("variant's help", wording.help);
    }
  }
}

TEST_CASE("summaries are sentences; messages are not") {
  for (const RuleInfo* rule : rules::table()) {
    INFO(rule->name);
    CHECK(rule->summary.en.ends_with("."));
    CHECK(rule->summary.ja.ends_with("。"));
    CHECK_FALSE(rule->message.en.ends_with("."));
    CHECK_FALSE(rule->message.ja.ends_with("。"));
    CHECK(rule->summary.en.find('\n') == std::string_view::npos);
  }
}

TEST_CASE("every rule does something") {
  for (const RuleInfo* rule : rules::table()) {
    // The engine itself makes the findings about suppressions.
    if (rule->group == lint::Group::kHtlint) continue;
    INFO(rule->name);
    CHECK((rule->check != nullptr || rule->checkCertificateFile != nullptr ||
           rule->checkSite != nullptr));
  }
}

TEST_CASE("documentation has the same headings in both languages") {
  for (const RuleInfo* rule : rules::table()) {
    INFO(rule->name);
    try {
      CHECK(headingLevels(rule->docs.en) == headingLevels(rule->docs.ja));
      CHECK(headingLevels(rule->docs.en).size() > 1);
      if (rule->fix == lint::FixSafety::kUnsafe) {
        CHECK(hasHeading(rule->docs.en, "Fix safety"));
      }
    } catch (const test::FixtureError& error) {
      FAIL_CHECK(error.what());
    }
  }
}

TEST_CASE("options are described, and their defaults are what they say they are") {
  for (const RuleInfo* rule : rules::table()) {
    std::set<std::string_view> names;
    for (const lint::OptionInfo& option : rule->options) {
      INFO(rule->name << "." << option.name);
      CHECK(isKebabCase(option.name));
      CHECK(option.name != "severity");
      CHECK(names.insert(option.name).second);
      checkPlainText("option", option.description);
      const std::string text = "[rules]\n" + std::string(rule->name) + "." +
                               std::string(option.name) + " = " + std::string(option.defaultValue) +
                               "\n";
      const auto config = config::load(
          {"htlint.toml", {}},
          [&](const std::filesystem::path&) {
            return tl::expected<std::string, std::string>(text);
          },
          rules::table());
      INFO(text);
      CHECK(config);
    }
  }
}

TEST_CASE("profiles use only rules and options that exist") {
  const config::ReadFile noFiles =
      [](const std::filesystem::path&) -> tl::expected<std::string, std::string> {
    return tl::unexpected(std::string("no files"));
  };
  const std::vector<std::string> names = config::profileNames();
  CHECK(names == std::vector<std::string>{"alpha-prm", "default", "strict"});
  for (const std::string& name : names) {
    const auto config = config::load({"", name}, noFiles, rules::table());
    INFO(name);
    if (!config) {
      for (const config::Problem& problem : config.error()) {
        FAIL_CHECK(config::toString(problem, Language::kEnglish));
      }
      continue;
    }
    CHECK(config::resolve(*config, noFiles, rules::table()));
  }
}

}  // namespace
}  // namespace htlint
