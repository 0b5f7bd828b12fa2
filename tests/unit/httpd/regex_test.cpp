#include "httpd/regex.h"

#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

using htlint::httpd::Regex;

TEST_CASE("patterns match as httpd's do", "[regex]") {
  struct Case {
    const char* pattern;
    std::string subject;
    bool ignoreCase;
    bool matches;
  };
  const Case cases[] = {
      {"^a$", "a", false, true},
      {"^A$", "a", false, false},
      {"^A$", "a", true, true},
      {"a.b", "a\nb", false, true},           // DOTALL
      {"^a$", "a\n", false, false},           // DOLLAR_ENDONLY
      {"(?<n>a)(?<n>b)", "ab", false, true},  // DUPNAMES
      {"", "anything", false, true},
      {"^\\xff$", "\xff", false, true},  // bytes, not characters
  };
  for (const Case& c : cases) {
    INFO(c.pattern);
    const auto regex = Regex::compile(c.pattern, c.ignoreCase);
    REQUIRE(regex);
    CHECK(regex->matches(c.subject) == c.matches);
  }
}

TEST_CASE("groups point into the subject; those that took no part are empty", "[regex]") {
  const auto regex = Regex::compile("^(a)|(b)(c)?", false);
  REQUIRE(regex);
  CHECK(regex->groupCount() == 3);
  const std::string subject = "xb";
  const auto match = regex->match(subject);
  REQUIRE(match);
  CHECK(match->groups[0] == "b");
  CHECK(match->groups[0].data() == subject.data() + 1);
  CHECK(match->groups[1].empty());
  CHECK(match->groups[2] == "b");
  CHECK(match->groups[3].empty());
}

TEST_CASE("only ten groups are kept", "[regex]") {
  const auto regex = Regex::compile("(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)", false);
  REQUIRE(regex);
  const auto match = regex->match("abcdefghijk");
  REQUIRE(match);
  CHECK(match->groups[9] == "i");
}

TEST_CASE("a pattern that does not compile says where", "[regex]") {
  const auto regex = Regex::compile("^(a$", false);
  REQUIRE_FALSE(regex);
  CHECK(regex.error().offset == 4);
  CHECK_FALSE(regex.error().message.empty());
}

TEST_CASE("endless backtracking ends without a match", "[regex]") {
  const auto regex = Regex::compile("^(a+)+$", false);
  REQUIRE(regex);
  CHECK_FALSE(regex->matches(std::string(64, 'a') + "b"));
}

TEST_CASE("one pattern serves several threads", "[regex]") {
  const auto regex = Regex::compile("^(\\d+)-(\\w+)$", false);
  REQUIRE(regex);
  std::vector<int> good(4, 0);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < good.size(); ++i) {
    threads.emplace_back([&good, &regex, i] {
      const std::string subject = std::to_string(i) + "-word";
      for (int round = 0; round < 1000; ++round) {
        const auto match = regex->match(subject);
        if (match && match->groups[1] == std::to_string(i)) ++good[i];
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const int count : good) CHECK(count == 1000);
}
