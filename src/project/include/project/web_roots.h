#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "lint/site.h"
#include "project/io_error.h"

namespace htlint::project {

/// A path named on the command line.
struct NamedPath {
  std::string path;
  /// The document root that holds it (--docroot, site.docroot); else a directory is its own.
  std::optional<std::string> docroot;
};

/// What of one web root is to be read.
struct WebRoot {
  std::string root;                      ///< as shown to people: without `./` and a last `/`
  std::vector<std::string> directories;  ///< named directories, to be walked
  std::vector<std::string> files;        ///< named files, below the root or not
  /// The root lies in a named directory, so that what it lacks is a finding.
  bool whole = false;
};

/// `./a//b/` as `a/b`; what the file system decides (`..` after a link) stays.
[[nodiscard]] std::string tidyPath(std::string_view path);
/// The part of `path` below `root`, `/` between names; nothing when it is not below. Compared as
/// absolute paths, without following links.
[[nodiscard]] std::optional<std::string> pathBelow(std::string_view root, std::string_view path);

/// Sorts named paths into web roots, in the order in which they are first named. A directory is a
/// web root, a file's web root is its directory; a certificate file outside every root joins the
/// only root there is. `kind` is that of every named file (--type), else it is told by name and
/// content. The error is the first path that does not exist.
[[nodiscard]] tl::expected<std::vector<WebRoot>, IoError> findWebRoots(
    const std::vector<NamedPath>& paths, std::optional<lint::FileKind> kind = {});

}  // namespace htlint::project
