#include "pem/offset_map.h"

#include <algorithm>

namespace htlint::pem {

void OffsetMap::add(std::uint32_t text, std::uint32_t source, std::uint32_t unit) {
  if (!segments_.empty()) {
    const Segment& last = segments_.back();
    const bool goesOn =
        unit != 0 && last.unit == unit && last.source + (text - last.text) * unit == source;
    const bool dropsOn = unit == 0 && last.unit == 0 && last.text == text;
    if (goesOn || dropsOn) return;
  }
  segments_.push_back({text, source, unit});
}

void OffsetMap::finish(std::uint32_t textSize, std::uint32_t sourceSize) {
  textSize_ = textSize;
  sourceSize_ = sourceSize;
}

std::size_t OffsetMap::segmentOf(std::uint32_t at) const {
  const auto after =
      std::upper_bound(segments_.begin(), segments_.end(), at,
                       [](std::uint32_t value, const Segment& s) { return value < s.text; });
  return static_cast<std::size_t>(after - segments_.begin()) - 1;
}

std::uint32_t OffsetMap::sourceStart(std::uint32_t at) const {
  if (isIdentity()) return at;
  if (at >= textSize_) return sourceSize_;
  const Segment& segment = segments_[segmentOf(at)];
  return segment.source + (at - segment.text) * segment.unit;
}

std::uint32_t OffsetMap::sourceEnd(std::uint32_t at) const {
  if (isIdentity() || at == 0) return at;
  const std::size_t index = segmentOf(at - 1);
  const Segment& segment = segments_[index];
  if (segment.unit != 0) return segment.source + (at - segment.text) * segment.unit;
  return index + 1 < segments_.size() ? segments_[index + 1].source : sourceSize_;
}

std::uint32_t OffsetMap::fromSource(std::uint32_t offset) const {
  if (isIdentity()) return offset;
  if (offset >= sourceSize_) return textSize_;
  const auto after =
      std::upper_bound(segments_.begin(), segments_.end(), offset,
                       [](std::uint32_t value, const Segment& s) { return value < s.source; });
  if (after == segments_.begin()) return 0;
  const Segment& segment = *(after - 1);
  const std::uint32_t limit = after == segments_.end() ? textSize_ : after->text;
  if (segment.unit == 0) return std::min(segment.text, limit);
  return std::min(segment.text + (offset - segment.source) / segment.unit, limit);
}

}  // namespace htlint::pem
