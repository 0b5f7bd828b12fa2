#pragma once

#include <span>
#include <string>
#include <string_view>

#include "text/range.h"

namespace htlint::text {

/// Replaces the bytes of `range` by `replacement`; an empty range inserts.
struct TextEdit {
  TextRange range;
  std::string replacement;

  friend bool operator==(const TextEdit&, const TextEdit&) = default;
};

/// Whether `edits` are ordered by start, do not overlap and end within `size` bytes. Two insertions
/// at one offset count as overlapping: their order would be arbitrary.
[[nodiscard]] bool areSortedAndDisjoint(std::span<const TextEdit> edits, std::size_t size);

/// The bytes after all edits. Precondition: areSortedAndDisjoint(edits, bytes.size()).
[[nodiscard]] std::string applyEdits(std::string_view bytes, std::span<const TextEdit> edits);

}  // namespace htlint::text
