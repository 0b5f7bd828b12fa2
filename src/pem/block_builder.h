#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "pem/document.h"

namespace htlint::pem {

/// Puts the markers of `text` (see PlainText) together to blocks, in order; all offsets are those
/// of the text, and Block::line and Block::read are left alone. Linear.
[[nodiscard]] std::vector<Block> buildBlocks(std::string_view text,
                                             std::span<const Marker> markers);

}  // namespace htlint::pem
