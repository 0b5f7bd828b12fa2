#include "report/diff.h"

#include <git2.h>

#include <algorithm>
#include <memory>
#include <string_view>

#include "mask.h"
#include "style.h"

namespace htlint::report {
namespace {

using Kind = lint::FileChange::Kind;

/// libgit2 counts its users.
class Library {
 public:
  Library() { git_libgit2_init(); }
  ~Library() { git_libgit2_shutdown(); }
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
};

struct PatchDeleter {
  void operator()(git_patch* patch) const { git_patch_free(patch); }
};

/// Paths in a patch are relative: `git apply` refuses others.
std::string relativePath(const std::string& path) {
  const std::size_t start = path.find_first_not_of('/');
  return start == std::string::npos ? path : path.substr(start);
}

std::string patchText(std::string_view before, const std::string& oldPath, std::string_view after,
                      const std::string& newPath, bool creates) {
  git_diff_options options = GIT_DIFF_OPTIONS_INIT;
  options.flags |= GIT_DIFF_FORCE_TEXT;
  git_patch* raw = nullptr;
  const int failed = git_patch_from_buffers(&raw, creates ? nullptr : before.data(), before.size(),
                                            creates ? nullptr : oldPath.c_str(), after.data(),
                                            after.size(), newPath.c_str(), &options);
  const std::unique_ptr<git_patch, PatchDeleter> patch(raw);
  git_buf buffer = GIT_BUF_INIT_CONST(nullptr, 0);
  if (failed != 0 || git_patch_to_buf(&buffer, patch.get()) != 0) return {};
  std::string text(buffer.ptr, buffer.size);
  git_buf_dispose(&buffer);
  return text;
}

std::string colored(const std::string& patch, const Style& style) {
  std::string result;
  bool inHunk = false;
  for (std::size_t at = 0; at < patch.size();) {
    const std::size_t end = std::min(patch.find('\n', at), patch.size());
    const std::string_view line = std::string_view(patch).substr(at, end - at);
    at = end + 1;
    inHunk = line.starts_with("@@") || (inHunk && !line.starts_with("diff "));
    if (!inHunk) {
      result += style.bold(line);
    } else if (line.starts_with("@@")) {
      result += style.hunk(line);
    } else if (line.starts_with('+')) {
      result += style.added(line);
    } else if (line.starts_with('-')) {
      result += style.removed(line);
    } else {
      result += line;
    }
    result.push_back('\n');
  }
  return result;
}

std::string renameText(const std::string& from, const std::string& to) {
  return "diff --git a/" + from + " b/" + to + "\nsimilarity index 100%\nrename from " + from +
         "\nrename to " + to + "\n";
}

std::string diffOf(const lint::FileChange& change) {
  const std::string path = relativePath(change.path);
  const std::string newPath = change.kind == Kind::kRenamed ? relativePath(change.renamedTo) : path;
  const std::string_view before = change.before ? change.before->bytes() : std::string_view();
  const std::string_view after = change.after->bytes();
  if (mayHoldKey(before) || mayHoldKey(after)) {
    return "Files a/" + path + " and b/" + newPath + " differ (private key, not shown)\n";
  }
  if (change.kind == Kind::kRenamed && before == after) return renameText(path, newPath);
  return patchText(before, path, after, newPath, change.kind == Kind::kCreated);
}

}  // namespace

std::string unifiedDiff(std::span<const lint::FileChange> changes, bool color) {
  const Library library;
  const Style style(color);
  std::string text;
  for (const lint::FileChange& change : changes) {
    const std::string one = diffOf(change);
    text += color ? colored(one, style) : one;
  }
  return text;
}

}  // namespace htlint::report
