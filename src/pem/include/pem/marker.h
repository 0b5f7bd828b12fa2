#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/range.h"

namespace htlint::pem {

enum class MarkerKind : std::uint8_t { kBegin, kEnd };

/// One `-----BEGIN label-----` or `-----END label-----`, or something that a person would take for
/// it: other dashes or another number of them on either side, other spacing, another case.
struct Marker {
  MarkerKind kind = MarkerKind::kBegin;
  text::TextRange range;        ///< from the first dash to the last
  text::TextRange leftDashes;   ///< may be empty (but then rightDashes is not)
  text::TextRange labelRange;   ///< the label as written, without spaces around it
  text::TextRange rightDashes;  ///< may be empty
  std::uint32_t line = 1;       ///< 1-based, as SourceFile counts lines
  std::string label;            ///< in capitals, runs of spaces reduced to one
  /// The bytes of the marker itself are exactly `-----BEGIN label-----` (or END). Whether OpenSSL
  /// takes it for a marker depends on its place in the line too: see Document::reads().
  bool wellFormed = false;
};

/// All markers of `bytes` in file order, wherever in a line they are. Of two markers that share a
/// run of dashes (`-----END X----------BEGIN X-----`) each has its part of it.
[[nodiscard]] std::vector<Marker> findMarkers(std::string_view bytes);

}  // namespace htlint::pem
