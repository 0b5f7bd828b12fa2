#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "lint/site.h"
#include "project/certificate_stores.h"
#include "project/io_error.h"
#include "project/web_roots.h"

namespace htlint::project {

/// Whether a file met on a walk is read as `.htaccess` text for its name: `.htaccess`,
/// `*.htaccess`, `.htaccess.*`, `htaccess*`, `_htaccess`.
[[nodiscard]] bool isHtaccessName(std::string_view name);
/// Whether a file met on a walk is looked into for certificates: `*.pem` `*.crt` `*.cer` `*.key`
/// `*.csr` `*.p7b` `*.p12` `*.pfx` `*.der` `*.txt`, in any case.
[[nodiscard]] bool isCertificateName(std::string_view name);
/// The kind of a file that was named: by its name, then by its content.
[[nodiscard]] lint::FileKind kindOf(std::string_view name, std::string_view bytes);

struct SiteRequest {
  WebRoot webRoot;
  /// Its certificatePath, chainPath, keyPath and requestPath are read too.
  lint::SiteSettings settings;
  httpd::Target target;
  std::vector<std::string> pool;  ///< files and folders for SiteInput::pool
  std::string roots;              ///< file or folder for SiteInput::roots; empty = the system's
  /// Where both are read, and only where there is a certificate file; null: nowhere.
  std::shared_ptr<CertificateStores> stores;
  std::optional<std::string> password;  ///< SiteInput::password
  /// The kind of every named file (--type).
  std::optional<lint::FileKind> kind;
  lint::Language language = lint::Language::kEnglish;  ///< of InputFile::unreadable
};

/// A web root as it was read, and what stood in the way.
struct LoadedSite {
  lint::SiteInput input;
  /// Named files that cannot be read, and folders on the way that cannot be listed.
  std::vector<IoError> problems;
};

/// Reads one web root. The walk follows no link to a directory and reads nothing below `.git`,
/// `.svn`, `.hg` and `node_modules`. A file that cannot be read (a directory called `.htaccess`
/// too) becomes an InputFile with `unreadable`. The error is a named file or one of `settings`,
/// `pool` and `roots` that does not exist, or holds no certificate where it has to.
[[nodiscard]] tl::expected<LoadedSite, IoError> loadSite(const SiteRequest& request);

/// A web root of one file that came from standard input; `name` is how it is shown and what its
/// kind is told by, if it is not empty.
[[nodiscard]] tl::expected<LoadedSite, IoError> loadText(std::string bytes, std::string name,
                                                         const SiteRequest& request);

}  // namespace htlint::project
