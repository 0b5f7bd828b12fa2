#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "lint/rule.h"
#include "pem/document.h"

namespace htlint::report {

/// What is in one certificate file.
struct ListedFile {
  std::string path;
  const pem::Document* document = nullptr;
};

/// Certificates, requests and keys (of these the kind only) in the order of the file, for a
/// person. `now` in seconds since 1970-01-01T00:00:00Z.
[[nodiscard]] std::string listingText(std::span<const ListedFile> files, std::int64_t now,
                                      lint::Language language, bool color);
/// The same as one JSON object.
[[nodiscard]] std::string listingJson(std::span<const ListedFile> files, std::int64_t now);

}  // namespace htlint::report
