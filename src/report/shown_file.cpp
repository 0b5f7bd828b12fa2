#include "shown_file.h"

#include <algorithm>

namespace htlint::report {
namespace {

/// Index into the bundle of the certificate that stands by itself in `block`.
std::optional<std::size_t> certificateIn(const lint::CertificateFile& file, std::size_t block) {
  const auto& all = file.bundle->certificates;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].block == block && !all[i].isInContainer()) return i;
  }
  return std::nullopt;
}

std::optional<std::vector<std::size_t>> sentBy(const lint::CertificateFile& file) {
  const x509::ServerLoad load = x509::loadAsServer(*file.document);
  if (!load.accepted) return std::nullopt;
  std::vector<std::size_t> reads{load.serverRead};
  reads.insert(reads.end(), load.chainReads.begin(), load.chainReads.end());
  std::vector<std::size_t> sent;
  const auto blocks = file.document->blocks();
  for (const std::size_t read : reads) {
    for (std::size_t block = 0; block < blocks.size(); ++block) {
      const auto index =
          blocks[block].read == read ? certificateIn(file, block) : std::optional<std::size_t>();
      if (index) sent.push_back(*index);
    }
  }
  return sent;
}

std::string ownerOf(const x509::PrivateKeyFacts& key, const lint::Site& site) {
  for (const lint::CertificateFile& file : site.certificateFiles()) {
    for (const x509::FileCertificate& one : file.bundle->certificates) {
      if (key.key && one.certificate.matchesKey(*key.key)) return shownTitle(one.certificate);
    }
  }
  return {};
}

void addKeys(ShownFile& shown, const lint::Site& site) {
  for (x509::PrivateKeyFacts& key : x509::loadPrivateKeys(*shown.file->document)) {
    const std::string owner = ownerOf(key, site);
    shown.keys.push_back({shown.lineOf(key.block), false, std::move(key), owner});
  }
  for (const x509::FileContainer& container : shown.file->bundle->containers) {
    for (const x509::PrivateKeyFacts& key : container.keys) {
      shown.keys.push_back({shown.lineOf(container.block), true, key, ownerOf(key, site)});
    }
  }
}

}  // namespace

bool ShownFile::empty() const {
  return file->bundle->empty() && file->bundle->containers.empty() &&
         file->bundle->unreadableBlocks.empty() && requests.empty() && keys.empty();
}

std::uint32_t ShownFile::lineOf(std::size_t block) const {
  return block == pem::kNone ? 1U : file->document->blocks()[block].line;
}

std::vector<ShownFile> makeShownFiles(const lint::Site& site, x509::Time now) {
  std::vector<ShownFile> files;
  std::vector<const lint::CertificateFile*> chainFiles;
  for (const lint::CertificateFile& file : site.certificateFiles()) {
    ShownFile& shown = files.emplace_back();
    shown.file = &file;
    if (const auto analysis = lint::analyseChain(site, file, now)) {
      shown.chain = makeShownChain(*analysis);
      if (analysis->chainFile != nullptr) chainFiles.push_back(analysis->chainFile);
    }
    shown.requests = x509::loadRequests(*file.document);
    shown.sent = sentBy(file);
    addKeys(shown, site);
  }
  for (ShownFile& shown : files) {
    shown.shownElsewhere =
        std::find(chainFiles.begin(), chainFiles.end(), shown.file) != chainFiles.end();
    if (shown.chain || shown.shownElsewhere) continue;
    for (std::size_t i = 0; i < shown.file->bundle->certificates.size(); ++i) {
      shown.loose.push_back(i);
    }
  }
  return files;
}

std::string_view containerName(x509::ContainerKind kind) {
  return kind == x509::ContainerKind::kPkcs12 ? "PKCS#12" : "PKCS#7";
}

std::string_view unpackErrorWord(x509::UnpackError error, lint::Language language) {
  const bool japanese = language == lint::Language::kJapanese;
  switch (error) {
    case x509::UnpackError::kNone:
      return "";
    case x509::UnpackError::kMalformed:
      return japanese ? "壊れています" : "it is damaged";
    case x509::UnpackError::kPasswordNeeded:
      return japanese ? "パスワードが必要です（--password-file）"
                      : "it needs a password (--password-file)";
    case x509::UnpackError::kWrongPassword:
      return japanese ? "このパスワードでは開けません" : "the password does not open it";
    case x509::UnpackError::kTooCostly:
      return japanese ? "計算回数が多すぎるため開きません"
                      : "opening it would take too much computation";
    case x509::UnpackError::kUnsupported:
      return japanese ? "対応していない方式で暗号化されています"
                      : "it is encrypted in a way that OpenSSL does not know";
  }
  return "";
}

}  // namespace htlint::report
