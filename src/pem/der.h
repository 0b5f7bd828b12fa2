#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace htlint::pem {

/// The beginning of one DER element (X.690): its tag and how long it says it is.
struct DerHeader {
  std::uint8_t tag = 0;
  std::size_t headerSize = 0;
  std::size_t contentSize = 0;
  bool indefinite = false;  ///< BER: the end is not told; contentSize is then 0

  [[nodiscard]] std::size_t size() const { return headerSize + contentSize; }
  [[nodiscard]] bool isConstructed() const { return (tag & 0x20) != 0; }
};

/// Nothing where `bytes` are too few, or no element with a one-byte tag and at most four bytes of
/// length. What the element says of its size may exceed `bytes`.
[[nodiscard]] std::optional<DerHeader> readDerHeader(std::string_view bytes);

/// Whether `bytes` are exactly one element, and every constructed element in it is filled exactly
/// by its own elements.
[[nodiscard]] bool isWholeDer(std::string_view bytes);

/// Where damaged DER stops to make sense: at `to` no element begins any more, although one should.
/// The last one before it may be what was read out of step, so `from` is where the one before that
/// begins.
struct DerBreak {
  std::size_t from = 0;
  std::size_t to = 0;
};

/// Precondition: not isWholeDer(bytes).
[[nodiscard]] DerBreak findDerBreak(std::string_view bytes);

}  // namespace htlint::pem
