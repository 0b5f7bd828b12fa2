#include "text/edit.h"

#include <catch2/catch.hpp>
#include <vector>

namespace htlint::text {
namespace {

using Edits = std::vector<TextEdit>;

TEST_CASE("Edits replace, insert and delete") {
  CHECK(applyEdits("abc", Edits{}) == "abc");
  CHECK(applyEdits("abc", Edits{{{0, 0}, "x"}, {{1, 2}, "yz"}, {{3, 3}, "!"}}) == "xayzc!");
  CHECK(applyEdits("abc", Edits{{{0, 3}, ""}}).empty());
  CHECK(applyEdits("", Edits{{{0, 0}, "x"}}) == "x");
}

TEST_CASE("Edits must be ordered, disjoint and inside the file") {
  CHECK(areSortedAndDisjoint(Edits{}, 0));
  CHECK(areSortedAndDisjoint(Edits{{{0, 2}, ""}, {{2, 3}, ""}}, 3));
  CHECK_FALSE(areSortedAndDisjoint(Edits{{{0, 2}, ""}, {{1, 3}, ""}}, 3));
  CHECK_FALSE(areSortedAndDisjoint(Edits{{{2, 3}, ""}, {{0, 1}, ""}}, 3));
  CHECK_FALSE(areSortedAndDisjoint(Edits{{{0, 4}, ""}}, 3));
  CHECK_FALSE(areSortedAndDisjoint(Edits{{{2, 1}, ""}}, 3));
}

TEST_CASE("Two insertions at one offset overlap, an insertion beside a replacement does not") {
  CHECK_FALSE(areSortedAndDisjoint(Edits{{{1, 1}, "a"}, {{1, 1}, "b"}}, 3));
  CHECK(areSortedAndDisjoint(Edits{{{1, 1}, "a"}, {{1, 2}, "b"}}, 3));
  CHECK(areSortedAndDisjoint(Edits{{{0, 1}, "a"}, {{1, 1}, "b"}}, 3));
  CHECK_FALSE(areSortedAndDisjoint(Edits{{{1, 2}, "a"}, {{1, 1}, "b"}}, 3));
}

TEST_CASE("Ranges contain half-open") {
  constexpr TextRange range{2, 4};
  CHECK(range.size() == 2);
  CHECK_FALSE(range.contains(1U));
  CHECK(range.contains(2U));
  CHECK_FALSE(range.contains(4U));
  CHECK(range.contains(TextRange{4, 4}));
  CHECK_FALSE(range.contains(TextRange{3, 5}));
}

}  // namespace
}  // namespace htlint::text
