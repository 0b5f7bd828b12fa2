#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "pem/document.h"
#include "x509/certificate.h"
#include "x509/container.h"

namespace htlint::x509 {

/// A certificate and where in its file it is.
struct FileCertificate {
  Certificate certificate;
  std::size_t block = pem::kNone;  ///< index into Document::blocks(), kNone in a DER file
  text::TextRange range;           ///< of the block, or of the whole DER file
  /// Index into Bundle::containers of the container that it comes out of, whose block and range it
  /// shares with the container's other certificates; kNone for one that stands by itself.
  std::size_t container = pem::kNone;

  [[nodiscard]] bool isInContainer() const { return container != pem::kNone; }
};

/// A PKCS#7 or PKCS#12 structure: one block, or the whole of a DER file.
struct FileContainer {
  ContainerKind kind = ContainerKind::kPkcs7;
  UnpackError error = UnpackError::kNone;
  std::size_t block = pem::kNone;  ///< index into Document::blocks(), kNone in a DER file
  text::TextRange range;
  std::vector<PrivateKeyFacts> keys;
};

/// The certificates of one file.
struct Bundle {
  std::vector<FileCertificate> certificates;  ///< in file order
  /// Blocks that say they hold a certificate and from which none can be read.
  std::vector<std::size_t> unreadableBlocks;
  std::vector<FileContainer> containers;  ///< in file order

  [[nodiscard]] bool empty() const { return certificates.empty(); }
};

/// Never fails: a file with nothing readable in it gives an empty bundle. PEM blocks that OpenSSL
/// does not see but whose content is a certificate are included (Document::readOf tells them
/// apart); a DER certificate gives one entry, a PKCS#7 block or file one for each certificate in
/// it, whatever the block's label, and so does a PKCS#12 file that `password` opens (see
/// unpackPkcs12).
[[nodiscard]] Bundle loadCertificates(const pem::Document& document,
                                      std::optional<std::string_view> password = {});

/// What decides which certificate of a bundle is the server's, the strongest first.
struct LeafHints {
  const KeyFacts* key = nullptr;  ///< of the private key or of the request
  std::string_view host;          ///< empty: unknown
};

/// Index into bundle.certificates of the server's certificate: among those with the key (when one
/// has it), those that are no CA, those that issued no other of the file and those that cover the
/// host, in that order of weight; of equals the first. Nothing for an empty bundle, and for one of
/// CA certificates alone unless the key says otherwise.
[[nodiscard]] std::optional<std::size_t> findLeaf(const Bundle& bundle,
                                                  const LeafHints& hints = {});

/// Why SSL_CTX_use_certificate_chain_file refuses a file.
enum class ServerLoadError : std::uint8_t {
  kNone,
  kNoCertificate,   ///< no block that it takes for a certificate
  kBadEndLine,      ///< OpenSSL: "bad end line"
  kBadBase64,       ///< OpenSSL: "bad base64 decode"
  kBadHeader,       ///< text where RFC 1421 headers would be, OpenSSL: "not proc type"
  kBadCertificate,  ///< the bytes are no certificate (or have bytes after the first one)
  kNoData,
  kLineTooLong,
  kEncrypted,
};

/// What a TLS server makes of a PEM file: SSL_CTX_use_certificate_chain_file of OpenSSL 3.0.22,
/// which is what mod_ssl calls for SSLCertificateFile since httpd 2.4.8.
struct ServerLoad {
  bool accepted = false;
  ServerLoadError error = ServerLoadError::kNone;
  /// Indices into Document::reads().
  std::size_t serverRead = pem::kNone;  ///< the certificate that the server presents as its own
  std::vector<std::size_t> chainReads;  ///< sent after it, in this order
  std::size_t failedRead = pem::kNone;
  /// serverRead's and failedRead's blocks, as indices into Document::blocks(), or kNone.
  std::size_t serverBlock = pem::kNone;
  std::size_t failedBlock = pem::kNone;
  std::optional<Certificate> server;
};

/// Judges reading alone: whether a security level would refuse the key is another question.
/// `bundle`, the document's own, spares reading its certificates again; it may be null.
[[nodiscard]] ServerLoad loadAsServer(const pem::Document& document,
                                      const Bundle* bundle = nullptr);

}  // namespace htlint::x509
