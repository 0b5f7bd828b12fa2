#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "lint/ascii.h"
#include "lint/site.h"

/// Names in the web root, for the rules that judge a file by where it lies.
namespace htlint::rules {

inline std::string_view baseName(std::string_view sitePath) {
  const std::size_t slash = sitePath.rfind('/');
  return slash == std::string_view::npos ? sitePath : sitePath.substr(slash + 1);
}

/// Directory of `sitePath` with its trailing slash; empty for the web root itself.
inline std::string_view directoryPrefix(std::string_view sitePath) {
  return sitePath.substr(0, sitePath.size() - baseName(sitePath).size());
}

/// Every file of the site that has a path below the web root, whether read or only seen. Sorted.
inline std::vector<std::string> siteFilePaths(const lint::Site& site) {
  std::vector<std::string> paths;
  for (const lint::SiteEntry& entry : site.input().entries) {
    if (!entry.isDirectory) paths.push_back(entry.path);
  }
  for (const lint::InputFile& file : site.input().files) {
    if (!file.sitePath.empty()) paths.push_back(file.sitePath);
  }
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

inline const lint::HtaccessFile* findHtaccessFile(const lint::Site& site,
                                                  std::string_view sitePath) {
  for (const lint::HtaccessFile& file : site.htaccessFiles()) {
    if (file.input.sitePath == sitePath) return &file;
  }
  return nullptr;
}

/// How `sitePath` is shown to people.
inline std::string shownPath(const lint::Site& site, std::string_view sitePath) {
  const lint::HtaccessFile* file = findHtaccessFile(site, sitePath);
  return file != nullptr ? file->input.path : site.input().pathOf(sitePath);
}

/// Whether a live `.htaccess` lies in the folder of `sitePath`.
inline bool hasLiveNeighbour(const std::vector<std::string>& sortedPaths,
                             std::string_view sitePath) {
  const std::string live = std::string(directoryPrefix(sitePath)) + ".htaccess";
  return std::binary_search(sortedPaths.begin(), sortedPaths.end(), live);
}

/// Names that a file bears which was meant to be `.htaccess`: the leading dot or the end went
/// wrong, or one letter did.
inline bool isMistakenAccessFileName(std::string_view name) {
  const std::string lower = lint::lowerAscii(name);
  if (name == ".htaccess") return false;
  for (const std::string_view known :
       {".htaccess", ".htaccess.txt", "htaccess.txt", "htaccess", "_htaccess"}) {
    if (lower == known) return true;
  }
  const bool lettersOnly =
      lower.starts_with('.') && std::all_of(lower.begin() + 1, lower.end(), lint::isAsciiLetter);
  return lettersOnly && lint::editDistance(lower, ".htaccess", 1) == 1;
}

}  // namespace htlint::rules
