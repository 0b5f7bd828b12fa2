#pragma once

#include <cstdint>

namespace htlint::text {

/// Half-open byte range [start, end) into one file's bytes.
struct TextRange {
  std::uint32_t start = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr std::uint32_t size() const { return end - start; }
  [[nodiscard]] constexpr bool empty() const { return start == end; }
  [[nodiscard]] constexpr bool contains(std::uint32_t offset) const {
    return start <= offset && offset < end;
  }
  [[nodiscard]] constexpr bool contains(TextRange other) const {
    return start <= other.start && other.end <= end;
  }

  friend constexpr bool operator==(const TextRange&, const TextRange&) = default;
  friend constexpr auto operator<=>(const TextRange&, const TextRange&) = default;
};

/// A place as people count it: both 1-based, columns in Unicode code points.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;

  friend constexpr bool operator==(const Position&, const Position&) = default;
};

}  // namespace htlint::text
