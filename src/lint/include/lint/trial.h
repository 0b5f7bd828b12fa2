#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include "httpd/config_error.h"
#include "httpd/target.h"
#include "lint/site.h"
#include "text/edit.h"

/// Trying a correction on the configuration checker before it is offered, so that "httpd accepts
/// this afterwards" is known and not assumed.
namespace htlint::lint {

/// Where a file has configuration errors and warnings: 1-based lines and codes.
using ErrorPlaces = std::set<std::pair<std::uint32_t, httpd::ConfigCode>>;

[[nodiscard]] ErrorPlaces errorPlaces(const HtaccessFile& file);
/// The same after `edits` (sorted and disjoint) that add or remove no line.
[[nodiscard]] ErrorPlaces errorPlacesAfter(const HtaccessFile& file,
                                           std::span<const text::TextEdit> edits,
                                           const httpd::Target& target);

[[nodiscard]] ErrorPlaces missingFrom(const ErrorPlaces& after, const ErrorPlaces& before);
/// Whether a fatal error stands on one of the lines `first` to `last`.
[[nodiscard]] bool isRefusedOn(const ErrorPlaces& places, std::uint32_t first, std::uint32_t last);

/// Whether httpd would accept a `.htaccess` file of the site that consists of `text`.
[[nodiscard]] bool isAccepted(std::string_view text, const httpd::Target& target);
/// Whether httpd would accept the file after `edits` (sorted and disjoint).
[[nodiscard]] bool isAcceptedAfter(const HtaccessFile& file, std::span<const text::TextEdit> edits,
                                   const httpd::Target& target);

}  // namespace htlint::lint
