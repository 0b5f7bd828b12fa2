#include "project/web_roots.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "project/load_site.h"
#include "project/read.h"

namespace htlint::project {
namespace {

namespace fs = std::filesystem;

std::string absoluteText(std::string_view path) {
  std::error_code failed;
  const fs::path absolute = fs::absolute(fs::path(path), failed);
  std::string text = (failed ? fs::path(path) : absolute).lexically_normal().string();
  while (text.size() > 1 && text.ends_with('/')) text.pop_back();
  return text;
}

std::string directoryOf(const std::string& path) {
  const std::string parent = fs::path(path).parent_path().string();
  return parent.empty() ? "." : tidyPath(parent);
}

/// The roots found so far, by absolute path.
class Roots {
 public:
  WebRoot& at(const std::string& root) {
    const std::string tidy = tidyPath(root);
    const auto [known, isNew] = indices_.try_emplace(absoluteText(tidy), roots_.size());
    if (isNew) roots_.push_back({.root = tidy, .directories = {}, .files = {}});
    return roots_[known->second];
  }

  /// The innermost root above `path`, or null.
  WebRoot* above(const std::string& path) {
    WebRoot* best = nullptr;
    for (WebRoot& root : roots_) {
      if (!pathBelow(root.root, path)) continue;
      if (best == nullptr || pathBelow(best->root, root.root)) best = &root;
    }
    return best;
  }

  std::vector<WebRoot>& all() { return roots_; }

 private:
  std::vector<WebRoot> roots_;
  std::map<std::string, std::size_t> indices_;
};

tl::expected<void, IoError> checkExists(const NamedPath& named) {
  for (const std::string& path : {named.path, named.docroot.value_or(named.path)}) {
    std::error_code failed;
    const fs::file_status status = fs::status(path, failed);
    if (status.type() == fs::file_type::not_found) {
      return tl::unexpected(IoError{IoErrorCode::kMissing, path, ""});
    }
    if (failed) return tl::unexpected(IoError{IoErrorCode::kUnreadable, path, failed.message()});
  }
  return {};
}

/// A directory called `.htaccess` is a mistake to report, not a folder to walk.
bool isFolder(const std::string& path) {
  std::error_code failed;
  return fs::is_directory(path, failed) && fs::path(tidyPath(path)).filename() != ".htaccess";
}

void addDirectory(Roots& roots, const NamedPath& named) {
  const std::string path = tidyPath(named.path);
  WebRoot& root = roots.at(named.docroot.value_or(path));
  root.directories.push_back(path);
  root.whole = root.whole || pathBelow(path, root.root).has_value();
}

lint::FileKind kindOfNamed(const std::string& path, std::optional<lint::FileKind> kind) {
  if (kind) return *kind;
  const std::string name = fs::path(path).filename().string();
  if (isHtaccessName(name)) return lint::FileKind::kHtaccess;
  return kindOf(name, readFile(path).value_or(std::string()));
}

/// Certificate files go where they are of use: to the root that holds them, else to the only one.
void addCertificates(Roots& roots, const std::vector<std::string>& paths) {
  const bool one = roots.all().size() == 1;
  for (const std::string& path : paths) {
    WebRoot* root = roots.above(path);
    if (root == nullptr) root = one ? &roots.all().front() : &roots.at(directoryOf(path));
    root->files.push_back(path);
  }
}

}  // namespace

std::string tidyPath(std::string_view path) {
  std::string result = path.starts_with('/') ? "/" : "";
  std::size_t at = 0;
  while (at <= path.size()) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view part = path.substr(at, end - at);
    at = end + 1;
    if (part.empty() || part == ".") continue;
    if (!result.empty() && !result.ends_with('/')) result.push_back('/');
    result.append(part);
  }
  return result.empty() ? "." : result;
}

std::optional<std::string> pathBelow(std::string_view root, std::string_view path) {
  std::string above = absoluteText(root);
  const std::string full = absoluteText(path);
  if (full == above) return "";
  if (!above.ends_with('/')) above.push_back('/');
  if (!full.starts_with(above)) return {};
  return full.substr(above.size());
}

tl::expected<std::vector<WebRoot>, IoError> findWebRoots(const std::vector<NamedPath>& paths,
                                                         std::optional<lint::FileKind> kind) {
  Roots roots;
  std::vector<const NamedPath*> files;
  for (const NamedPath& named : paths) {
    if (const auto checked = checkExists(named); !checked) return tl::unexpected(checked.error());
    if (isFolder(named.path)) {
      addDirectory(roots, named);
    } else {
      files.push_back(&named);
    }
  }
  std::vector<std::string> certificates;
  for (const NamedPath* named : files) {
    const std::string path = tidyPath(named->path);
    WebRoot* walked = roots.above(path);
    if (named->docroot && pathBelow(*named->docroot, path)) {
      roots.at(*named->docroot).files.push_back(path);
    } else if (walked != nullptr && !walked->directories.empty()) {
      walked->files.push_back(path);
    } else if (kindOfNamed(path, kind) == lint::FileKind::kCertificate) {
      certificates.push_back(path);
    } else {
      roots.at(directoryOf(path)).files.push_back(path);
    }
  }
  addCertificates(roots, certificates);
  return std::move(roots.all());
}

}  // namespace htlint::project
