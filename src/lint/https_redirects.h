#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "https_walk.h"
#include "lint/https_analysis.h"

namespace htlint::lint {

/// The RewriteRules at file level and the Redirects whose target is an https:// URL, in file order,
/// as far as the text alone tells.
[[nodiscard]] std::vector<HttpsRedirect> collectRedirects(const Evaluable& rules);

/// Whether a condition asks for a header with which a proxy tells the scheme.
[[nodiscard]] bool asksForProxyHeader(const Evaluable& rules);

/// The site's hosts, and where its own is not known the literal targets of redirects that ask for
/// the scheme: who sends http to https at another name that the same rules answer for.
[[nodiscard]] std::vector<std::string> hostsWithTargets(
    const Site& site, const std::vector<HttpsRedirect>& redirects);

/// Certificate authorities fetch these over plain http; leaving them alone is right.
[[nodiscard]] bool isMeantForHttp(std::string_view path);

}  // namespace htlint::lint
