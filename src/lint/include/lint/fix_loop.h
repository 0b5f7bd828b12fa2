#pragma once

#include <string>
#include <vector>

#include "lint/engine.h"

namespace htlint::lint {

/// What one file became.
struct FileChange {
  enum class Kind : std::uint8_t { kModified, kCreated, kRenamed };
  Kind kind = Kind::kModified;
  std::string path;
  std::string renamedTo;       ///< kRenamed
  text::SourceFilePtr before;  ///< null for kCreated
  text::SourceFilePtr after;
};

/// A fix that was taken back because the result would have been worse: htlint's own bug.
struct RolledBackFix {
  std::string rule;
  std::string path;
};

struct FixResult {
  SiteInput after;
  std::vector<FileChange> changes;  ///< sorted by path
  LintResult remaining;             ///< findings of the fixed site
  std::vector<Finding> fixed;       ///< findings whose fix was applied, in order
  std::vector<RolledBackFix> rolledBack;
  bool converged = true;  ///< false: still changing after the last round (htlint's own bug)
};

struct FixPolicy {
  bool unsafe = false;  ///< apply unsafe fixes too
  bool create = false;  ///< apply fixes that write a file which does not exist
};

/// Applies fixes in rounds until none is left, at most 10. Within a round fixes are taken by
/// (path, offset, rule); one that overlaps an accepted one waits for the next round. A round that
/// brings a fatal finding or a refusal that was not there is rolled back and retried one fix at a
/// time, so that only the offender is dropped.
[[nodiscard]] FixResult fixAll(const SiteInput& input, const LintSettings& settings,
                               FixPolicy policy);

}  // namespace htlint::lint
