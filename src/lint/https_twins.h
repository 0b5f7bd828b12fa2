#pragma once

#include <string>
#include <vector>

#include "https_walk.h"
#include "lint/https_analysis.h"

namespace htlint::lint {

/// Pairs of RewriteRules among `redirects` of which the second one is left nothing to do by the
/// first: each alone gives the same answers to witness requests, hosts aside.
[[nodiscard]] std::vector<HttpsTwins> findTwins(const Site& site, const Evaluable& rules,
                                                const std::vector<HttpsRedirect>& redirects,
                                                const std::vector<std::string>& hosts);

}  // namespace htlint::lint
