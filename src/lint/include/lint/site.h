#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "htaccess/document.h"
#include "httpd/config_checker.h"
#include "httpd/target.h"
#include "pem/damage.h"
#include "pem/document.h"
#include "text/source_file.h"
#include "x509/bundle.h"
#include "x509/certificate.h"
#include "x509/pool.h"
#include "x509/renewal_notice.h"

namespace htlint::lint {

/// A name in the web root, as found on disk.
struct SiteEntry {
  std::string path;  ///< relative to the web root, `/` between its parts
  bool isDirectory = false;
  std::uint64_t size = 0;
};

enum class FileKind : std::uint8_t { kHtaccess, kCertificate };

/// One file that is read: its bytes and what it is to the site.
struct InputFile {
  FileKind kind = FileKind::kHtaccess;
  std::string path;      ///< as shown to people and used in fixes
  std::string sitePath;  ///< relative to the web root; empty for a file outside it
  text::SourceFilePtr source;
  /// The path named on the command line or in [site]; not just met on the walk.
  bool named = false;
  /// Reading failed: what people are told; `source` is then empty text.
  std::string unreadable;
};

/// What is known about the site beside its files: [site] of htlint.toml and the options.
struct SiteSettings {
  std::optional<std::string> host;  ///< --host, else site.host
  std::vector<std::string> aliases;
  std::vector<std::string> domains;  ///< other sites on this document root
  std::optional<std::string> contractDomain;
  bool tlsAtProxy = false;
  std::string certificatePath;  ///< InputFile::path of the site's certificate; empty if none
  std::string chainPath;
  std::string keyPath;
  std::string requestPath;
  std::string noticePath;  ///< of the renewal notice; read into SiteInput::notice
};

/// All that project/ hands over for one web root. Values only: a fix works on a copy.
struct SiteInput {
  std::string root;  ///< the web root as shown to people; "" for standard input
  /// The root itself was named: then a missing .htaccess is a finding.
  bool wholeRoot = false;
  std::vector<SiteEntry> entries;
  std::vector<InputFile> files;
  SiteSettings settings;
  httpd::Target target;
  /// The CA's renewal notice; null if none is named.
  text::SourceFilePtr notice;
  /// Certificates that may complete a chain (--pool, site.pool); null or empty: none.
  std::shared_ptr<const x509::CertificatePool> pool;
  /// The trust anchors (--roots, else the system's); null or empty: none are known, and whether a
  /// chain is complete cannot be told.
  std::shared_ptr<const x509::CertificatePool> roots;
  /// The roots were named by --roots or site.roots: then visitors have these and no others.
  bool rootsNamed = false;

  /// Opens PKCS#12 files; shown nowhere.
  std::optional<std::string> password;

  /// `root`/`sitePath` as shown to people.
  [[nodiscard]] std::string pathOf(std::string_view sitePath) const;
};

/// One `.htaccess` text, read and judged.
struct HtaccessFile {
  InputFile input;
  std::shared_ptr<const htaccess::Document> document;
  std::shared_ptr<const httpd::ConfigReport> report;
  /// Directory of the file below the web root, `` or `d/e`.
  std::string directory;
  /// The name httpd reads: `.htaccess`. Others (`.htaccess.txt`, `x.htaccess`) are judged as if
  /// they bore it, but do not take part in the site.
  bool live = false;

  [[nodiscard]] const text::SourceFile& source() const { return *input.source; }
  [[nodiscard]] bool isRoot() const { return directory.empty(); }
};

/// One certificate file, read.
struct CertificateFile {
  InputFile input;
  std::shared_ptr<const pem::Document> document;
  std::shared_ptr<const x509::Bundle> bundle;
  std::shared_ptr<const x509::ServerLoad> load;  ///< what a TLS server makes of the file
  std::shared_ptr<const pem::DamageReport> damage;
  /// Index into bundle->certificates of the server's certificate, with the site's key, request and
  /// host as hints; nothing for collections of CA certificates.
  std::optional<std::size_t> leaf;

  [[nodiscard]] const text::SourceFile& source() const { return *input.source; }
  [[nodiscard]] const x509::FileCertificate* leafCertificate() const {
    return leaf ? &bundle->certificates[*leaf] : nullptr;
  }
};

/// The immutable snapshot of one web root that every rule sees.
class Site {
 public:
  /// Parses and judges every file. Files whose bytes are the same object as in `previous` are
  /// taken from there.
  explicit Site(SiteInput input, const Site* previous = nullptr);

  [[nodiscard]] const SiteInput& input() const { return input_; }
  [[nodiscard]] const SiteSettings& settings() const { return input_.settings; }
  [[nodiscard]] const httpd::Target& target() const { return input_.target; }
  [[nodiscard]] std::span<const HtaccessFile> htaccessFiles() const { return htaccess_; }
  [[nodiscard]] std::span<const CertificateFile> certificateFiles() const { return certificates_; }

  /// The live `.htaccess` of the web root itself; null if there is none.
  [[nodiscard]] const HtaccessFile* rootHtaccess() const;
  /// The live `.htaccess` of the nearest directory above `file`; null if there is none.
  [[nodiscard]] const HtaccessFile* parentOf(const HtaccessFile& file) const;
  /// The site's server certificate: the leaf of the file that [site] or --cert names; else that of
  /// the only file beside or in the root that holds exactly one server certificate. Null if
  /// unknown, and where the named file holds only certificates of CAs that others vouch for.
  [[nodiscard]] const x509::Certificate* certificate() const;
  /// The file that certificate() comes from.
  [[nodiscard]] const CertificateFile* certificateFile() const;
  /// What the renewal notice says, in SiteInput::notice; null if none is named.
  [[nodiscard]] const x509::RenewalNotice* notice() const { return notice_ ? &*notice_ : nullptr; }
  /// A server may be meant to load its certificate from the file: it holds some, damaged or in a
  /// container perhaps, or [site] says so. Other files are not judged by what a server makes of
  /// them.
  [[nodiscard]] bool isForServer(const CertificateFile& file) const;
  /// The host that a fix may write: --host or site.host, else the certificate's common name, else
  /// its only SAN; never a wildcard.
  [[nodiscard]] std::optional<std::string> host() const;
  /// The entry of the web root at `sitePath`; null if there is none.
  [[nodiscard]] const SiteEntry* entry(std::string_view sitePath) const;
  [[nodiscard]] bool exists(std::string_view sitePath) const { return entry(sitePath) != nullptr; }

 private:
  SiteInput input_;
  std::vector<std::size_t> entriesByPath_;  // indices into input_.entries, sorted by path
  std::vector<HtaccessFile> htaccess_;
  std::vector<CertificateFile> certificates_;
  const CertificateFile* certificateFile_ = nullptr;
  const x509::Certificate* certificate_ = nullptr;
  std::optional<x509::RenewalNotice> notice_;
};

}  // namespace htlint::lint
