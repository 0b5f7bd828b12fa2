#include "x509/time.h"

#include <catch2/catch.hpp>

namespace htlint::x509 {
namespace {

using namespace std::chrono_literals;

Time at(long long secondsSinceEpoch) { return Time(std::chrono::seconds(secondsSinceEpoch)); }

TEST_CASE("RFC 3339 times are read with their zone") {
  CHECK(parseRfc3339("1970-01-01T00:00:00Z") == at(0));
  CHECK(parseRfc3339("2026-03-15T09:00:00+09:00") == parseRfc3339("2026-03-15T00:00:00Z"));
  CHECK(parseRfc3339("2026-03-14T19:30:00-04:30") == parseRfc3339("2026-03-15T00:00:00Z"));
  CHECK(parseRfc3339("2026-03-15t00:00:00.999z") == parseRfc3339("2026-03-15T00:00:00Z"));
  CHECK(parseRfc3339("2026-03-15 00:00:00Z") == parseRfc3339("2026-03-15"));
  CHECK(parseRfc3339("2024-02-29") == at(1709164800));
  CHECK(parseRfc3339("2016-12-31T23:59:60Z") == parseRfc3339("2017-01-01T00:00:00Z"));
  CHECK(parseRfc3339("1969-12-31T23:59:59Z") == at(-1));
}

TEST_CASE("what is no RFC 3339 time is refused") {
  for (const char* text : {"",
                           "now",
                           "2026",
                           "2026-3-15",
                           "2026-02-29",
                           "2026-13-01",
                           "2026-00-10",
                           "2026-01-32",
                           "2026-03-15T",
                           "2026-03-15T00:00",
                           "2026-03-15T00:00:00",
                           "2026-03-15T24:00:00Z",
                           "2026-03-15T00:60:00Z",
                           "2026-03-15T00:00:61Z",
                           "2026-03-15T00:00:00.Z",
                           "2026-03-15T00:00:00+0900",
                           "2026-03-15T00:00:00+24:00",
                           "2026-03-15T00:00:00Zx",
                           "2026-03-15x",
                           " 2026-03-15",
                           "+026-03-15"}) {
    INFO(text);
    CHECK_FALSE(parseRfc3339(text));
  }
}

TEST_CASE("times are written in UTC and in Japan time, dates in Japan") {
  const Time end = *parseRfc3339("2020-05-31T14:59:59Z");
  CHECK(formatUtc(end) == "2020-05-31T14:59:59Z");
  CHECK(formatJst(end) == "2020-05-31T23:59:59+09:00");
  CHECK(formatJstDate(end) == "2020-05-31");
  CHECK(formatJstDate(end + 1s) == "2020-06-01");
  CHECK(jstDate(end + 1s) == std::chrono::year(2020) / 6 / 1);
  CHECK(formatUtc(at(-1)) == "1969-12-31T23:59:59Z");
  CHECK(formatUtc(*parseRfc3339("0001-01-01")) == "0001-01-01T00:00:00Z");
}

TEST_CASE("what is written is read back") {
  for (long long seconds = -4000000000; seconds < 8000000000; seconds += 123456789) {
    CHECK(parseRfc3339(formatUtc(at(seconds))) == at(seconds));
    CHECK(parseRfc3339(formatJst(at(seconds))) == at(seconds));
  }
}

}  // namespace
}  // namespace htlint::x509
