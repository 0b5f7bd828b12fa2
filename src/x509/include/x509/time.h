#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace htlint::x509 {

/// Seconds since 1970-01-01T00:00:00Z.
using Time = std::chrono::sys_seconds;

/// An RFC 3339 date-time with its zone (`2026-03-15T09:00:00+09:00`, `...Z`; fractions of a second
/// are cut off), or a full date alone, which means its midnight in UTC. Nothing for other text and
/// for dates that do not exist.
[[nodiscard]] std::optional<Time> parseRfc3339(std::string_view text);

/// `2026-03-15T00:00:00Z`
[[nodiscard]] std::string formatUtc(Time time);
/// `2026-03-15T09:00:00+09:00`
[[nodiscard]] std::string formatJst(Time time);
/// The calendar date in Japan, `2026-03-15`. Certificates of Japanese CAs end at 23:59 Japan time,
/// so people compare dates there.
[[nodiscard]] std::string formatJstDate(Time time);
[[nodiscard]] std::chrono::year_month_day jstDate(Time time);

}  // namespace htlint::x509
