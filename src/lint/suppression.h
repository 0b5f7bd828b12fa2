#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/site.h"
#include "text/range.h"

namespace htlint::lint {

/// A rule or group named in a suppression, and whether it suppressed anything.
struct SuppressedName {
  std::string name;
  text::TextRange range;
  bool used = false;
};

/// One comment `# htlint: ignore[names] -- reason` (for the next directive, section or certificate
/// block) or `# htlint: ignore-file[names] -- reason`.
struct Suppression {
  std::string path;
  text::SourceFilePtr file;
  text::TextRange comment;  ///< the comment's line, trimmed
  text::TextRange line;     ///< the comment's whole line with its line end, for removal
  std::vector<SuppressedName> names;
  std::string reason;
  bool wellFormed = true;   ///< false: begins with `# htlint:` but cannot be read
  text::TextRange covered;  ///< findings that begin here are suppressed
};

/// All suppressions in the site's files.
[[nodiscard]] std::vector<Suppression> findSuppressions(const Site& site);

}  // namespace htlint::lint
