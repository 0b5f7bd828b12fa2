#include "project/certificate_stores.h"

#include <openssl/x509.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "pem/document.h"
#include "pem/kind.h"
#include "project/read.h"

namespace htlint::project {
namespace {

namespace fs = std::filesystem;
using Pool = CertificateStores::Pool;
using x509::CertificatePool;

constexpr std::uintmax_t kLargestMet = std::uintmax_t{16} << 20U;

bool holdsCertificates(std::string_view bytes) {
  switch (pem::detectKind(bytes)) {
    case pem::FileKind::kPemCertificate:
    case pem::FileKind::kDerCertificate:
    case pem::FileKind::kPemPkcs7:
    case pem::FileKind::kDerPkcs7:
      return true;
    default:
      return false;
  }
}

void addBytes(std::string bytes, const std::string& path, CertificatePool& pool) {
  if (!holdsCertificates(bytes)) return;
  pool.addAll(pem::Document(std::make_shared<text::SourceFile>(path, std::move(bytes))));
}

/// Folders of trust anchors hold each file several times: under its name and as links named by its
/// hash.
void addFolder(const std::string& folder, CertificatePool& pool) {
  std::set<fs::path> paths;
  std::error_code failed;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    paths.insert(at->path());
  }
  std::set<fs::path> seen;
  for (const fs::path& path : paths) {
    std::error_code ignored;
    if (!fs::is_regular_file(path, ignored) || fs::file_size(path, ignored) > kLargestMet) continue;
    if (!seen.insert(fs::canonical(path, ignored)).second) continue;
    if (auto bytes = readFile(path.string())) addBytes(std::move(*bytes), path.string(), pool);
  }
}

tl::expected<void, IoError> addPath(const std::string& path, CertificatePool& pool) {
  std::error_code failed;
  if (fs::is_directory(path, failed)) {
    addFolder(path, pool);
    return {};
  }
  auto bytes = readFile(path);
  if (!bytes) return tl::unexpected(bytes.error());
  CertificatePool own;
  addBytes(std::move(*bytes), path, own);
  if (own.empty()) return tl::unexpected(IoError{IoErrorCode::kNoCertificate, path, ""});
  for (const x509::Certificate& certificate : own.certificates()) pool.add(certificate);
  return {};
}

std::optional<std::string> fromEnvironment(const char* name) {
  const char* value = std::getenv(name);
  if (value == nullptr || *value == '\0') return std::nullopt;
  return value;
}

std::vector<std::string> systemFiles() {
  if (auto named = fromEnvironment(X509_get_default_cert_file_env())) return {*named};
  return {X509_get_default_cert_file(), "/etc/ssl/certs/ca-certificates.crt",
          "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"};
}

std::vector<std::string> systemFolders() {
  const std::string list =
      fromEnvironment(X509_get_default_cert_dir_env()).value_or(X509_get_default_cert_dir());
  std::vector<std::string> folders;
  for (std::size_t start = 0; start <= list.size();) {
    const std::size_t end = std::min(list.find(':', start), list.size());
    if (end > start) folders.push_back(list.substr(start, end - start));
    start = end + 1;
  }
  return folders;
}

Pool systemRoots() {
  auto pool = std::make_shared<CertificatePool>();
  for (const std::string& file : systemFiles()) {
    if (pool->empty()) static_cast<void>(addPath(file, *pool));
  }
  for (const std::string& folder : systemFolders()) {
    if (pool->empty()) addFolder(folder, *pool);
  }
  return pool;
}

tl::expected<Pool, IoError> readPool(const std::vector<std::string>& paths) {
  auto pool = std::make_shared<CertificatePool>();
  for (const std::string& path : paths) {
    if (auto added = addPath(path, *pool); !added) return tl::unexpected(added.error());
  }
  return pool;
}

tl::expected<Pool, IoError> readRoots(const std::string& path) {
  if (path.empty()) return systemRoots();
  auto pool = readPool({path});
  if (pool && (*pool)->empty()) {
    return tl::unexpected(IoError{IoErrorCode::kNoCertificate, path, ""});
  }
  return pool;
}

}  // namespace

tl::expected<Pool, IoError> CertificateStores::pool(const std::vector<std::string>& paths) {
  const std::lock_guard lock(mutex_);
  const auto known = pools_.find(paths);
  if (known != pools_.end()) return known->second;
  return pools_.emplace(paths, readPool(paths)).first->second;
}

tl::expected<Pool, IoError> CertificateStores::roots(const std::string& path) {
  const std::lock_guard lock(mutex_);
  const auto known = roots_.find(std::vector<std::string>{path});
  if (known != roots_.end()) return known->second;
  return roots_.emplace(std::vector<std::string>{path}, readRoots(path)).first->second;
}

tl::expected<void, IoError> checkStoresExist(const std::vector<std::string>& paths,
                                             const std::string& roots) {
  std::vector<std::string> named = paths;
  if (!roots.empty()) named.push_back(roots);
  for (const std::string& path : named) {
    std::error_code failed;
    if (!fs::exists(path, failed)) {
      return tl::unexpected(IoError{IoErrorCode::kMissing, path, ""});
    }
  }
  return {};
}

}  // namespace htlint::project
