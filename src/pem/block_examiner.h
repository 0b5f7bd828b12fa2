#pragma once

#include <vector>

#include "body.h"
#include "pem/damage.h"
#include "pem/document.h"

namespace htlint::pem {

/// What is found in one block.
struct Examination {
  std::vector<Damage> damages;  ///< kinds and places; effects and repairs are left alone
  Body body;                    ///< empty for private keys and unknown kinds
  bool bodyIsClean = false;     ///< nothing between the markers' lines is damaged
};

/// Everything in blocks[index] that PEM does not have.
[[nodiscard]] Examination examineBlock(const Document& document, std::size_t index);

}  // namespace htlint::pem
