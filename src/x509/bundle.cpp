#include "x509/bundle.h"

#include <openssl/x509.h>

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "openssl_handles.h"
#include "pem/kind.h"
#include "x509/host.h"

namespace htlint::x509 {
namespace {

// The names for which PEM_read_bio_X509_AUX and PEM_read_bio_X509 stop (3.0.22 pem_lib.c,
// check_pem). Anything else is passed over.
bool isCertificateName(std::string_view name) {
  return name == "CERTIFICATE" || name == "X509 CERTIFICATE";
}

bool isServerCertificateName(std::string_view name) {
  return isCertificateName(name) || name == "TRUSTED CERTIFICATE";
}

ServerLoadError errorOf(pem::ReadStatus status) {
  switch (status) {
    case pem::ReadStatus::kBadEndLine:
      return ServerLoadError::kBadEndLine;
    case pem::ReadStatus::kBadBase64:
      return ServerLoadError::kBadBase64;
    case pem::ReadStatus::kNoData:
      return ServerLoadError::kNoData;
    case pem::ReadStatus::kLineTooLong:
      return ServerLoadError::kLineTooLong;
    default:
      return ServerLoadError::kNone;
  }
}

// d2i_X509_AUX: after a certificate there may be OpenSSL's trust settings, and nothing else. An
// extension that cannot be read leaves an error behind, for which the whole file is refused.
bool isServerCertificate(std::string_view der) {
  const ErrorGuard guard;
  const unsigned char* at = asBytes(der);
  const X509Ptr certificate(d2i_X509_AUX(nullptr, &at, static_cast<long>(der.size())));
  return certificate != nullptr &&
         (X509_get_extension_flags(certificate.get()) & EXFLAG_INVALID) == 0;
}

// OpenSSL looks into neither the key nor the extensions of the certificates that follow.
bool isCertificateDer(std::string_view der) {
  const ErrorGuard guard;
  const unsigned char* at = asBytes(der);
  return X509Ptr(d2i_X509(nullptr, &at, static_cast<long>(der.size()))) != nullptr;
}

// SSL_CTX_use_certificate wants to know the public key, and compares it with nothing yet.
bool hasUsableKey(const Certificate& certificate) {
  return certificate.key().type != KeyType::kOther;
}

ServerLoadError judgeRead(const pem::OpenSslRead& read, bool isServer, bool isKnown) {
  if (!read.isBlock()) return errorOf(read.status);
  if (!read.hasUsableHeader()) return ServerLoadError::kBadHeader;
  if (read.isEncrypted()) return ServerLoadError::kEncrypted;
  const bool readable =
      isServer ? isServerCertificate(read.der) : isKnown || isCertificateDer(read.der);
  return readable ? ServerLoadError::kNone : ServerLoadError::kBadCertificate;
}

/// Which reads are known to give a certificate.
std::vector<bool> knownReads(const pem::Document& document, const Bundle* bundle) {
  std::vector<bool> known(document.reads().size(), false);
  if (bundle == nullptr) return known;
  for (const FileCertificate& one : bundle->certificates) {
    if (one.block == pem::kNone) continue;
    const pem::Block& block = document.blocks()[one.block];
    // What a person reads in a damaged block may be something else.
    const pem::OpenSslRead* read = document.readOf(block);
    const bool same = read != nullptr && read->der == one.certificate.der();
    if (same && pem::isCertificate(block.kind)) known[block.read] = true;
  }
  return known;
}

std::size_t blockOf(const pem::Document& document, std::size_t read) {
  for (std::size_t i = 0; i < document.blocks().size(); ++i) {
    if (read != pem::kNone && document.blocks()[i].read == read) return i;
  }
  return pem::kNone;
}

/// Which certificates issued another one of the bundle, by name.
std::vector<bool> issuers(const Bundle& bundle) {
  std::unordered_multimap<std::uint64_t, std::size_t> bySubject;
  for (std::size_t i = 0; i < bundle.certificates.size(); ++i) {
    bySubject.emplace(bundle.certificates[i].certificate.subjectHash(), i);
  }
  std::vector<bool> result(bundle.certificates.size(), false);
  for (const FileCertificate& child : bundle.certificates) {
    const auto [begin, end] = bySubject.equal_range(child.certificate.issuerHash());
    for (auto at = begin; at != end; ++at) {
      if (result[at->second]) continue;
      const Certificate& issuer = bundle.certificates[at->second].certificate;
      result[at->second] =
          !(child.certificate == issuer) && child.certificate.isIssuedByNameOf(issuer);
    }
  }
  return result;
}

ServerLoad readAll(const pem::Document& document, const Bundle* bundle) {
  ServerLoad load;
  const std::vector<bool> known = knownReads(document, bundle);
  for (std::size_t i = 0; i < document.reads().size(); ++i) {
    const pem::OpenSslRead& read = document.reads()[i];
    const bool first = load.serverRead == pem::kNone;
    if (read.status == pem::ReadStatus::kNoStartLine) break;
    if (read.isBlock() &&
        !(first ? isServerCertificateName(read.name) : isCertificateName(read.name))) {
      continue;
    }
    load.error = judgeRead(read, first, known[i]);
    if (load.error != ServerLoadError::kNone) {
      load.failedRead = i;
      return load;
    }
    if (first) {
      load.serverRead = i;
      load.server = Certificate::parse(read.der);
    } else {
      load.chainReads.push_back(i);
    }
  }
  if (load.serverRead == pem::kNone) load.error = ServerLoadError::kNoCertificate;
  return load;
}

void addContainer(ContainerKind kind, Unpacked unpacked, std::size_t block, text::TextRange range,
                  Bundle& bundle) {
  for (Certificate& certificate : unpacked.certificates) {
    bundle.certificates.push_back({std::move(certificate), block, range, bundle.containers.size()});
  }
  bundle.containers.push_back({kind, unpacked.error, block, range, std::move(unpacked.keys)});
}

void loadDer(const pem::Document& document, std::optional<std::string_view> password,
             Bundle& bundle) {
  const std::string_view bytes = document.file().bytes();
  const text::TextRange whole{0, document.file().size()};
  switch (pem::detectKind(bytes)) {
    case pem::FileKind::kDerCertificate:
      if (auto certificate = Certificate::parse(bytes)) {
        bundle.certificates.push_back({std::move(*certificate), pem::kNone, whole});
      }
      return;
    case pem::FileKind::kDerPkcs7:
      addContainer(ContainerKind::kPkcs7, unpackPkcs7(bytes), pem::kNone, whole, bundle);
      return;
    case pem::FileKind::kDerPkcs12:
      addContainer(ContainerKind::kPkcs12, unpackPkcs12(bytes, password), pem::kNone, whole,
                   bundle);
      return;
    default:
      return;
  }
}

/// Some CAs label a PKCS#7 structure as a certificate.
void loadBlock(const pem::Document& document, std::size_t index, Bundle& bundle) {
  const pem::Block& block = document.blocks()[index];
  const std::string der = document.derOf(block);
  if (pem::isCertificate(block.kind)) {
    if (auto certificate = Certificate::parse(der)) {
      bundle.certificates.push_back({std::move(*certificate), index, block.range});
      return;
    }
  }
  const bool isContainer = pem::detectKind(der) == pem::FileKind::kDerPkcs7;
  if (isContainer || block.kind == pem::BlockKind::kPkcs7) {
    addContainer(ContainerKind::kPkcs7, unpackPkcs7(der), index, block.range, bundle);
  } else {
    bundle.unreadableBlocks.push_back(index);
  }
}

}  // namespace

Bundle loadCertificates(const pem::Document& document, std::optional<std::string_view> password) {
  Bundle bundle;
  if (document.blocks().empty()) {
    loadDer(document, password, bundle);
    return bundle;
  }
  for (std::size_t i = 0; i < document.blocks().size(); ++i) {
    const pem::Block& block = document.blocks()[i];
    const bool holdsSome = pem::isCertificate(block.kind) || block.kind == pem::BlockKind::kPkcs7;
    if (holdsSome && !block.commentedOut) {
      loadBlock(document, i, bundle);
    }
  }
  return bundle;
}

std::optional<std::size_t> findLeaf(const Bundle& bundle, const LeafHints& hints) {
  using Rank = std::tuple<bool, bool, bool, bool>;
  const std::vector<bool> issuedAnother = issuers(bundle);
  std::optional<std::size_t> best;
  Rank bestRank;
  for (std::size_t i = 0; i < bundle.certificates.size(); ++i) {
    const Certificate& certificate = bundle.certificates[i].certificate;
    const bool hasKey = hints.key != nullptr && certificate.matchesKey(*hints.key);
    const bool coversHost = !hints.host.empty() && matchHost(certificate, hints.host).covered();
    if (certificate.isCa() && !hasKey) continue;
    const Rank rank{hasKey, !certificate.isCa(), !issuedAnother[i], coversHost};
    if (best && rank <= bestRank) continue;
    best = i;
    bestRank = rank;
  }
  return best;
}

ServerLoad loadAsServer(const pem::Document& document, const Bundle* bundle) {
  ServerLoad load = readAll(document, bundle);
  if (load.error == ServerLoadError::kNone && !hasUsableKey(*load.server)) {
    load.error = ServerLoadError::kBadCertificate;
    load.failedRead = load.serverRead;
  }
  load.accepted = load.error == ServerLoadError::kNone;
  load.serverBlock = blockOf(document, load.serverRead);
  load.failedBlock = blockOf(document, load.failedRead);
  return load;
}

}  // namespace htlint::x509
