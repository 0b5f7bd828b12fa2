#include "sources.h"

namespace htlint::report {

Sources::Sources(const lint::LintResult& result) {
  for (const lint::Finding& finding : result.findings) {
    if (finding.file) files_.emplace(finding.path, finding.file);
    for (const lint::Related& related : finding.related) {
      if (related.file) files_.emplace(related.path, related.file);
    }
  }
}

text::SourceFilePtr Sources::find(const std::string& path) const {
  const auto found = files_.find(path);
  return found == files_.end() ? nullptr : found->second;
}

}  // namespace htlint::report
