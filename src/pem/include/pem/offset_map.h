#pragma once

#include <cstdint>
#include <vector>

namespace htlint::pem {

/// Which bytes of a source the characters of a text made from it stand for. Offsets grow together.
/// An empty map is that of a text that is its source.
class OffsetMap {
 public:
  /// For building, in order: the next characters of the text, from `text` on, lie side by side in
  /// the source from `source` on. Each takes `unit` bytes, or with unit 0 all of them stand for
  /// the bytes up to the next addition. Bytes without any character are added
  /// with unit 0 too.
  void add(std::uint32_t text, std::uint32_t source, std::uint32_t unit);
  /// Ends the building.
  void finish(std::uint32_t textSize, std::uint32_t sourceSize);
  [[nodiscard]] bool isIdentity() const { return segments_.empty(); }

  /// Where the character at `at` begins in the source.
  [[nodiscard]] std::uint32_t sourceStart(std::uint32_t at) const;
  /// Where the character before `at` ends in the source.
  [[nodiscard]] std::uint32_t sourceEnd(std::uint32_t at) const;
  /// The first character whose bytes end behind `offset`.
  [[nodiscard]] std::uint32_t fromSource(std::uint32_t offset) const;

 private:
  struct Segment {
    std::uint32_t text = 0;
    std::uint32_t source = 0;
    std::uint32_t unit = 1;
  };

  /// Index of the segment with the character at `at`, which is within the text.
  [[nodiscard]] std::size_t segmentOf(std::uint32_t at) const;

  std::vector<Segment> segments_;
  std::uint32_t textSize_ = 0;
  std::uint32_t sourceSize_ = 0;
};

}  // namespace htlint::pem
