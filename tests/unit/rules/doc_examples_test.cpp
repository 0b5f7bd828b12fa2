// The examples in a rule's documentation do what they claim. A block with the role `bad` makes the
// rule report, `good` keeps it silent, `fixed` is what the fix makes of the `bad` block before it,
// and `with` belongs to the site of the examples after it; the attributes are those of
// tests/fixtures/README.md.

#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <vector>

#include "fixture_page.h"
#include "rule_runner.h"
#include "rules/rule_table.h"
#include "test_site.h"

namespace htlint {
namespace {

using test::Block;
using test::FixtureError;

std::vector<Block> examplesOf(const lint::RuleInfo& rule, lint::Language language) {
  std::vector<Block> examples;
  for (const test::Section& section : test::parsePage(rule.docs.in(language))) {
    for (const Block& block : section.blocks) {
      if (!block.role.empty()) examples.push_back(block);
    }
  }
  return examples;
}

class ExampleRunner {
 public:
  explicit ExampleRunner(const lint::RuleInfo& rule) : rule_(rule) {}

  void run(const Block& block) {
    if (block.role == "with") {
      with_.push_back(block);
    } else if (block.role == "bad") {
      bad_ = block;
      if (count(block) == 0) FAIL_CHECK(place(block) << "nothing is found in the bad example");
    } else if (block.role == "good") {
      if (count(block) != 0) FAIL_CHECK(place(block) << "the good example is found fault with");
    } else if (block.role == "fixed") {
      checkFixed(block);
    } else {
      throw FixtureError(block.line, "unknown role " + block.role);
    }
  }

 private:
  [[nodiscard]] std::string place(const Block& block) const {
    return std::string(rule_.name) + ", docs line " + std::to_string(block.line) + ": ";
  }

  [[nodiscard]] test::TestSite siteOf(const Block& block) const {
    test::SiteBuilder builder;
    for (const Block& with : with_) builder.add(with);
    builder.add(block);
    return builder.build(rules::table());
  }

  [[nodiscard]] std::size_t count(const Block& block) const {
    const test::TestSite site = siteOf(block);
    return test::findingsOf(rule_, lint::lint(lint::Site(site.input), site.settings)).size();
  }

  void checkFixed(const Block& block) const {
    if (bad_.role.empty()) throw FixtureError(block.line, "no bad example comes before this one");
    const test::TestSite site = siteOf(bad_);
    const bool unsafe = block.has("unsafe");
    const lint::FixResult result = test::fixOnly(rule_, site, unsafe);
    const std::string path = block.get("path", bad_.get("path", ".htaccess"));
    const text::SourceFile* file = test::fileAt(result.after, path);
    const std::string expected = test::fileBytes(block);
    if (file == nullptr || file->bytes() != expected) {
      FAIL_CHECK(place(block) << "the fix makes something else\n  shown:\n"
                              << test::visible(expected) << "\n  made:\n"
                              << (file == nullptr ? "no file" : test::visible(file->bytes())));
    }
    for (const std::string& failure : test::checkFixed(rule_, site, result, unsafe, {})) {
      FAIL_CHECK(place(block) << failure);
    }
  }

  const lint::RuleInfo& rule_;
  std::vector<Block> with_;
  Block bad_;
};

TEST_CASE("every example in the documentation does what it claims") {
  for (const lint::RuleInfo* rule : rules::table()) {
    for (const auto language : {lint::Language::kEnglish, lint::Language::kJapanese}) {
      try {
        ExampleRunner runner(*rule);
        for (const Block& block : examplesOf(*rule, language)) runner.run(block);
      } catch (const FixtureError& error) {
        FAIL_CHECK(rule->name << ": docs " << error.what());
      }
    }
  }
}

TEST_CASE("every rule's documentation has examples, the same in both languages") {
  for (const lint::RuleInfo* rule : rules::table()) {
    INFO(rule->name);
    try {
      const std::vector<Block> english = examplesOf(*rule, lint::Language::kEnglish);
      const std::vector<Block> japanese = examplesOf(*rule, lint::Language::kJapanese);
      std::set<std::string> roles;
      for (const Block& block : english) roles.insert(block.role);
      CHECK(roles.contains("bad"));
      REQUIRE(english.size() == japanese.size());
      for (std::size_t i = 0; i < english.size(); ++i) {
        CHECK(english[i].role == japanese[i].role);
        CHECK(english[i].attributes == japanese[i].attributes);
        CHECK(english[i].content == japanese[i].content);
      }
    } catch (const FixtureError& error) {
      FAIL_CHECK(error.what());
    }
  }
}

}  // namespace
}  // namespace htlint
