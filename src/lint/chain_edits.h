#pragma once

#include "lint/chain_analysis.h"

namespace htlint::lint {

/// Fills ChainLink::slot.
void findSlots(std::vector<ChainLink>& links);

}  // namespace htlint::lint
