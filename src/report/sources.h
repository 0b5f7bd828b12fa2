#pragma once

#include <map>
#include <string>

#include "lint/engine.h"

namespace htlint::report {

/// The text of a report's files by path, as far as findings refer to it.
class Sources {
 public:
  explicit Sources(const lint::LintResult& result);

  /// Null if no finding is in that file.
  [[nodiscard]] text::SourceFilePtr find(const std::string& path) const;

 private:
  std::map<std::string, text::SourceFilePtr> files_;
};

}  // namespace htlint::report
