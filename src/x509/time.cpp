#include "x509/time.h"

#include <fmt/core.h>

namespace htlint::x509 {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr hours kJapan{9};

/// Takes pieces off the front of a text; once a piece is missing, everything after it is too.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  int digits(std::size_t count) {
    int value = 0;
    if (!ok_ || rest_.size() < count) return fail();
    for (std::size_t i = 0; i < count; ++i) {
      if (rest_[i] < '0' || rest_[i] > '9') return fail();
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }
  bool consume(std::string_view anyOf) {
    if (!ok_ || rest_.empty() || anyOf.find(rest_.front()) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void expect(std::string_view anyOf) { ok_ = consume(anyOf) && ok_; }
  void skipDigits() {
    const std::size_t before = rest_.size();
    while (consume("0123456789")) continue;
    if (rest_.size() == before) ok_ = false;
  }
  [[nodiscard]] bool atEnd() const { return rest_.empty(); }
  [[nodiscard]] bool ok() const { return ok_; }

 private:
  int fail() {
    ok_ = false;
    return 0;
  }

  std::string_view rest_;
  bool ok_ = true;
};

std::optional<seconds> scanZone(Scanner& scanner) {
  if (scanner.consume("Zz")) return seconds(0);
  const bool west = scanner.consume("-");
  if (!west) scanner.expect("+");
  const int hour = scanner.digits(2);
  scanner.expect(":");
  const int minute = scanner.digits(2);
  if (!scanner.ok() || hour > 23 || minute > 59) return std::nullopt;
  const seconds offset = hours(hour) + minutes(minute);
  return west ? -offset : offset;
}

std::string format(Time local, std::string_view zone) {
  const auto day = std::chrono::floor<days>(local);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(local - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     time.hours().count(), time.minutes().count(), time.seconds().count(), zone);
}

}  // namespace

std::optional<Time> parseRfc3339(std::string_view text) {
  Scanner scanner(text);
  const int year = scanner.digits(4);
  scanner.expect("-");
  const int month = scanner.digits(2);
  scanner.expect("-");
  const int day = scanner.digits(2);
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!scanner.ok() || !date.ok()) return std::nullopt;
  const Time midnight = std::chrono::sys_days(date);
  if (scanner.atEnd()) return midnight;

  scanner.expect("Tt ");
  const int hour = scanner.digits(2);
  scanner.expect(":");
  const int minute = scanner.digits(2);
  scanner.expect(":");
  const int second = scanner.digits(2);
  if (scanner.consume(".")) scanner.skipDigits();
  if (!scanner.ok()) return std::nullopt;
  const std::optional<seconds> zone = scanZone(scanner);
  // 60 is a leap second, which this clock does not have.
  const bool inRange = hour <= 23 && minute <= 59 && second <= 60;
  if (!zone || !inRange || !scanner.atEnd()) return std::nullopt;
  return midnight + hours(hour) + minutes(minute) + seconds(second) - *zone;
}

std::string formatUtc(Time time) { return format(time, "Z"); }

std::string formatJst(Time time) { return format(time + kJapan, "+09:00"); }

std::chrono::year_month_day jstDate(Time time) {
  return std::chrono::year_month_day(std::chrono::floor<days>(time + kJapan));
}

std::string formatJstDate(Time time) { return formatJst(time).substr(0, 10); }

}  // namespace htlint::x509
