#pragma once

#include <optional>
#include <string>

#include "block_examiner.h"
#include "pem/damage.h"

namespace htlint::pem {

/// The whole text of blocks[index] as it should be, to stand at the start of a line; nothing where
/// it would have to be guessed.
[[nodiscard]] std::optional<std::string> repairedBlock(const Document& document, std::size_t index,
                                                       const Examination& examination,
                                                       const ContentCheck& check,
                                                       std::string_view lineEnd);

/// Whether blocks[index] is a marker that stands there twice, so that it can go.
[[nodiscard]] bool isDoubledMarker(const Document& document, std::size_t index);

/// Replaces `range` of `bytes` by `text`, leaving out what both have in common at their ends.
[[nodiscard]] text::TextEdit smallestEdit(std::string_view bytes, text::TextRange range,
                                          std::string text);

}  // namespace htlint::pem
