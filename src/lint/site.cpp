#include "lint/site.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "x509/block_content.h"
#include "x509/host.h"
#include "x509/key.h"
#include "x509/request.h"

namespace htlint::lint {
namespace {

constexpr std::string_view kAccessFileName = ".htaccess";

std::string directoryOf(std::string_view sitePath) {
  const std::size_t slash = sitePath.rfind('/');
  return std::string(slash == std::string_view::npos ? std::string_view()
                                                     : sitePath.substr(0, slash));
}

std::string_view nameOf(std::string_view sitePath) {
  const std::size_t slash = sitePath.rfind('/');
  return slash == std::string_view::npos ? sitePath : sitePath.substr(slash + 1);
}

template <typename File>
const File* findUnchanged(std::span<const File> files, const InputFile& input) {
  for (const File& file : files) {
    if (file.input.source == input.source && file.input.kind == input.kind) return &file;
  }
  return nullptr;
}

HtaccessFile readHtaccess(const InputFile& input, const Site* previous,
                          const httpd::Target& target) {
  HtaccessFile file;
  file.input = input;
  file.directory = directoryOf(input.sitePath);
  file.live = nameOf(input.sitePath) == kAccessFileName;
  const HtaccessFile* unchanged =
      previous == nullptr ? nullptr : findUnchanged(previous->htaccessFiles(), input);
  if (unchanged != nullptr) {
    file.document = unchanged->document;
    file.report = unchanged->report;
    return file;
  }
  file.document = std::make_shared<const htaccess::Document>(input.source);
  file.report =
      std::make_shared<const httpd::ConfigReport>(httpd::checkConfig(*file.document, target));
  return file;
}

CertificateFile readCertificates(const InputFile& input, const Site* previous,
                                 const std::optional<std::string>& password) {
  CertificateFile file;
  file.input = input;
  const CertificateFile* unchanged =
      previous == nullptr ? nullptr : findUnchanged(previous->certificateFiles(), input);
  if (unchanged != nullptr) {
    file.document = unchanged->document;
    file.bundle = unchanged->bundle;
    file.load = unchanged->load;
    file.damage = unchanged->damage;
    return file;
  }
  file.document = std::make_shared<const pem::Document>(input.source);
  file.bundle =
      std::make_shared<const x509::Bundle>(x509::loadCertificates(*file.document, password));
  file.load = std::make_shared<const x509::ServerLoad>(
      x509::loadAsServer(*file.document, file.bundle.get()));
  file.damage = std::make_shared<const pem::DamageReport>(
      pem::findDamage(*file.document, x509::blockContentCheck(*file.bundle)));
  return file;
}

const CertificateFile* findByPath(std::span<const CertificateFile> files, const std::string& path) {
  if (path.empty()) return nullptr;
  for (const CertificateFile& file : files) {
    if (file.input.path == path) return &file;
  }
  return nullptr;
}

/// The public key that the site's certificate must have: that of its private key, which may be in
/// the same file, else of its request.
std::optional<x509::KeyFacts> expectedKey(std::span<const CertificateFile> files,
                                          const SiteSettings& settings) {
  const std::string& keyPath =
      settings.keyPath.empty() ? settings.certificatePath : settings.keyPath;
  if (const CertificateFile* file = findByPath(files, keyPath)) {
    for (const x509::PrivateKeyFacts& key : x509::loadPrivateKeys(*file->document)) {
      if (key.key) return key.key;
    }
    for (const x509::FileContainer& container : file->bundle->containers) {
      for (const x509::PrivateKeyFacts& key : container.keys) {
        if (key.key) return key.key;
      }
    }
  }
  if (const CertificateFile* file = findByPath(files, settings.requestPath)) {
    for (const x509::Request& request : x509::loadRequests(*file->document)) return request.key;
  }
  return std::nullopt;
}

/// What a server would present from a file that is named as the site's certificate although it
/// holds CA certificates alone, where it vouches for itself: tools make such certificates for
/// testing. Any other CA certificate is no server's.
std::optional<std::size_t> servedCertificate(const CertificateFile& file) {
  const x509::ServerLoad& load = *file.load;
  if (!load.server || !load.server->isSelfSigned()) return std::nullopt;
  const auto& certificates = file.bundle->certificates;
  for (std::size_t i = 0; i < certificates.size(); ++i) {
    if (certificates[i].certificate == *load.server) return i;
  }
  return std::nullopt;
}

/// The only file with a server certificate, when no setting names one; null if there are several
/// with different ones.
const CertificateFile* onlyServerCertificateFile(std::span<const CertificateFile> files) {
  const CertificateFile* found = nullptr;
  for (const CertificateFile& file : files) {
    if (!file.leaf) continue;
    if (found != nullptr &&
        !(found->leafCertificate()->certificate == file.leafCertificate()->certificate)) {
      return nullptr;
    }
    if (found == nullptr) found = &file;
  }
  return found;
}

bool isWildcard(std::string_view name) { return name.find('*') != std::string_view::npos; }

}  // namespace

std::string SiteInput::pathOf(std::string_view sitePath) const {
  if (root.empty() || root == ".") return std::string(sitePath);
  std::string path = root;
  if (path.back() != '/') path.push_back('/');
  return path.append(sitePath);
}

Site::Site(SiteInput input, const Site* previous) : input_(std::move(input)) {
  entriesByPath_.resize(input_.entries.size());
  std::iota(entriesByPath_.begin(), entriesByPath_.end(), std::size_t{0});
  std::sort(entriesByPath_.begin(), entriesByPath_.end(), [&](std::size_t a, std::size_t b) {
    return input_.entries[a].path < input_.entries[b].path;
  });
  for (const InputFile& file : input_.files) {
    if (file.kind == FileKind::kHtaccess) {
      htaccess_.push_back(readHtaccess(file, previous, input_.target));
    } else {
      certificates_.push_back(readCertificates(file, previous, input_.password));
    }
  }
  if (input_.notice) notice_ = x509::readRenewalNotice(*input_.notice);
  const auto key = expectedKey(certificates_, input_.settings);
  x509::LeafHints hints;
  if (key) hints.key = &*key;
  if (input_.settings.host) hints.host = *input_.settings.host;
  for (CertificateFile& file : certificates_) {
    file.leaf = x509::findLeaf(*file.bundle, hints);
    const bool isSites = file.input.path == input_.settings.certificatePath;
    if (isSites && !file.leaf) file.leaf = servedCertificate(file);
  }

  certificateFile_ = input_.settings.certificatePath.empty()
                         ? onlyServerCertificateFile(certificates_)
                         : findByPath(certificates_, input_.settings.certificatePath);
  if (certificateFile_ != nullptr && certificateFile_->leaf) {
    certificate_ = &certificateFile_->leafCertificate()->certificate;
  }
}

const HtaccessFile* Site::rootHtaccess() const {
  for (const HtaccessFile& file : htaccess_) {
    if (file.live && file.isRoot()) return &file;
  }
  return nullptr;
}

const HtaccessFile* Site::parentOf(const HtaccessFile& file) const {
  std::string directory = file.directory;
  while (!directory.empty()) {
    directory = directoryOf(directory);
    for (const HtaccessFile& candidate : htaccess_) {
      if (candidate.live && candidate.directory == directory) return &candidate;
    }
  }
  return nullptr;
}

const x509::Certificate* Site::certificate() const { return certificate_; }

const CertificateFile* Site::certificateFile() const { return certificateFile_; }

bool Site::isForServer(const CertificateFile& file) const {
  return !file.bundle->empty() || !file.bundle->unreadableBlocks.empty() ||
         !file.bundle->containers.empty() || file.input.path == settings().certificatePath;
}

std::optional<std::string> Site::host() const {
  if (settings().host) return settings().host;
  if (certificate_ == nullptr) return std::nullopt;
  const auto commonName = certificate_->commonName();
  if (commonName && !isWildcard(*commonName) && x509::toAsciiHost(*commonName)) {
    return std::string(*commonName);
  }
  const auto& names = certificate_->dnsNames();
  if (names.size() == 1 && !isWildcard(names.front())) return names.front();
  return std::nullopt;
}

const SiteEntry* Site::entry(std::string_view sitePath) const {
  const auto& entries = input_.entries;
  const auto found = std::lower_bound(
      entriesByPath_.begin(), entriesByPath_.end(), sitePath,
      [&](std::size_t index, std::string_view path) { return entries[index].path < path; });
  if (found == entriesByPath_.end() || entries[*found].path != sitePath) return nullptr;
  return &entries[*found];
}

}  // namespace htlint::lint
