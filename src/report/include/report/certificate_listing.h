#pragma once

#include <cstdint>
#include <string>

#include "lint/rule.h"
#include "lint/site.h"

/// What `htlint show` tells: the certificate files of a site, each with its chain as a tree, the
/// server's certificate at the top and its issuers below it, and then what else is in the file. Of
/// keys only public facts are told. `now` in seconds since 1970-01-01T00:00:00Z.
namespace htlint::report {

/// For a person at a terminal.
[[nodiscard]] std::string listingText(const lint::Site& site, std::int64_t now,
                                      lint::Language language, bool color);
/// One JSON object; docs/show.md says what is in it.
[[nodiscard]] std::string listingJson(const lint::Site& site, std::int64_t now);
/// A picture: one SVG document without scripts or anything to be fetched, the same for the same
/// input, readable on light and dark ground.
[[nodiscard]] std::string listingSvg(const lint::Site& site, std::int64_t now,
                                     lint::Language language);

}  // namespace htlint::report
