// docs/rules and docs/ja/rules are made from the rules. HTLINT_UPDATE=1 writes them anew.

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>

#include "docs/docs.h"
#include "rules/rule_table.h"
#include "support/files.h"

namespace htlint {
namespace {

TEST_CASE("the rule pages say what the rules say") {
  const std::filesystem::path folder = std::filesystem::path(HTLINT_SOURCE_DIR) / "docs";
  const bool update = std::getenv("HTLINT_UPDATE") != nullptr;
  std::set<std::filesystem::path> expected;
  for (const docs::Page& page : docs::allPages(rules::table())) {
    const std::filesystem::path path = folder / page.path;
    expected.insert(path);
    if (update) test::writeFile(path, page.text);
    const bool same = std::filesystem::exists(path) && test::readFile(path) == page.text;
    if (!same) FAIL_CHECK(path << " is out of date; HTLINT_UPDATE=1 makes this test write it");
  }
  for (const char* pages : {"rules", "ja/rules"}) {
    std::filesystem::create_directories(folder / pages);
    for (const auto& entry : std::filesystem::directory_iterator(folder / pages)) {
      if (expected.contains(entry.path())) continue;
      if (update) {
        std::filesystem::remove(entry.path());
      } else {
        FAIL_CHECK(entry.path() << " belongs to no rule");
      }
    }
  }
}

}  // namespace
}  // namespace htlint
