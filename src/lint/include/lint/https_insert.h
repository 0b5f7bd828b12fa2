#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "lint/https_analysis.h"
#include "lint/site.h"
#include "text/edit.h"

namespace htlint::lint {

/// Where the lines that send http visitors to https go.
enum class InsertPlace : std::uint8_t {
  kEnd,              ///< no rewrite lines yet: all three lines at the end of the file
  kAfterEngine,      ///< an engine line without rules: two lines after it
  kAfterLastRule,    ///< two lines on the line after the last RewriteRule
  kBeforeFirstRule,  ///< two lines in front of the first rule and its conditions
  kBeforeBlock,      ///< all three lines in front of a block that a program rewrites
};

struct HttpsInsert {
  InsertPlace place = InsertPlace::kEnd;
  text::TextEdit edit;
  /// kHolds or kUnknown; a place that fails is not offered.
  Proof proof = Proof::kUnknown;
  /// A place that the hosting guide would have had was tried before and does not work.
  bool guidePlaceFails = false;
};

/// `RewriteCond` and `RewriteRule` for `host`, each line with `lineEnd`; with `engine`, the
/// RewriteEngine line in front of them.
[[nodiscard]] std::string httpsInsertText(std::string_view host, bool tlsAtProxy, bool engine,
                                          std::string_view lineEnd);

/// Tries the documented places in their order and returns the first that is proven, else the first
/// that is not disproven; nothing where none works or the engine is off. Only for the `.htaccess`
/// of the web root itself.
[[nodiscard]] std::optional<HttpsInsert> findHttpsInsert(const Site& site, const HtaccessFile& file,
                                                         const std::string& host);

/// The rewrite engine is switched off by the file, or has rules but is never switched on.
[[nodiscard]] bool isEngineUnavailable(const HtaccessFile& file);

}  // namespace htlint::lint
