#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "project/io_error.h"
#include "x509/pool.h"

namespace htlint::project {

/// The pools of certificates of one run. Each is read when it is first asked for, and shared by all
/// web roots after that. Safe to use from several threads.
///
/// A folder stands for the certificate files directly in it, told by their content and taken in the
/// order of their names; a file that cannot be read there, is larger than 16 MiB or holds something
/// else is passed over. PEM, DER and PKCS#7 are read.
class CertificateStores {
 public:
  using Pool = std::shared_ptr<const x509::CertificatePool>;

  /// The certificates of these files and folders together. A file that does not exist, cannot be
  /// read or holds no certificate is an error; an empty folder is none.
  [[nodiscard]] tl::expected<Pool, IoError> pool(const std::vector<std::string>& paths);
  /// The trust anchors of a file or folder, which must hold at least one; for an empty path those
  /// of the system, of which there may be none. The system's are those of the first of these that
  /// holds any: the file that SSL_CERT_FILE names, OpenSSL's default file, the places where Debian,
  /// Fedora and Alpine keep theirs, the folders of SSL_CERT_DIR, OpenSSL's default folder.
  [[nodiscard]] tl::expected<Pool, IoError> roots(const std::string& path);

 private:
  using Known = std::map<std::vector<std::string>, tl::expected<Pool, IoError>>;

  std::mutex mutex_;
  Known pools_;
  Known roots_;
};

/// Whether a file or folder that `paths` or `roots` name is missing: the first that is. Cheap.
[[nodiscard]] tl::expected<void, IoError> checkStoresExist(const std::vector<std::string>& paths,
                                                           const std::string& roots);

}  // namespace htlint::project
