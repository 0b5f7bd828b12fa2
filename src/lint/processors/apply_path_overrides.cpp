#include <fnmatch.h>

#include <algorithm>

#include "processors.h"

namespace htlint::lint::processors {
namespace {

// `**/` also stands for no folder at all, which fnmatch does not know.
bool matches(const std::string& glob, const std::string& path) {
  if (fnmatch(glob.c_str(), path.c_str(), 0) == 0) return true;
  if (glob.starts_with("**/")) return matches(glob.substr(3), path);
  if (glob.find('/') != std::string::npos) return false;
  const std::size_t slash = path.rfind('/');
  const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
  return fnmatch(glob.c_str(), name.c_str(), 0) == 0;
}

bool ignores(const std::vector<std::string>& names, const RuleInfo& rule) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return name == rule.name || name == toString(rule.group);
  });
}

std::string sitePathOf(const Finding& finding, const Site& site) {
  for (const InputFile& file : site.input().files) {
    if (file.path == finding.path && !file.sitePath.empty()) return file.sitePath;
  }
  return finding.path;
}

}  // namespace

void applyPathOverrides(std::vector<Finding>& findings, const Site& site,
                        const LintSettings& settings) {
  if (settings.overrides.empty()) return;
  std::erase_if(findings, [&](const Finding& finding) {
    const std::string path = sitePathOf(finding, site);
    return std::any_of(
        settings.overrides.begin(), settings.overrides.end(), [&](const PathOverride& entry) {
          return ignores(entry.ignore, *finding.rule) &&
                 std::any_of(entry.globs.begin(), entry.globs.end(),
                             [&](const std::string& glob) { return matches(glob, path); });
        });
  });
}

}  // namespace htlint::lint::processors
