#include "verdict.h"

namespace htlint::lint {
namespace {

constexpr Text kRefused = {"httpd refuses this file", "httpd はこのファイルを受け付けません"};
constexpr Text kUnreadable = {"the file cannot be read: {0}", "ファイルを読み込めません: {0}"};
constexpr Text kNotLoadable = {"a TLS server cannot load a certificate from this file",
                               "TLS サーバーはこのファイルから証明書を読み込めません"};
constexpr Text kOtherCertificate = {
    "a TLS server would present another certificate of this file than the server's own",
    "TLS サーバーは、このファイルの中からサーバー証明書ではない証明書を提示します"};

constexpr Text kOnlyAuthorities = {
    "this file is for the server certificate, and holds CA certificates alone",
    "サーバー証明書用のファイルですが、認証局の証明書しかありません"};

/// The words of the finding that reports the error at `range`, if there is one.
void takeWords(FileVerdict& verdict, text::TextRange range, const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) {
    if (!finding.fatal || finding.path != verdict.path) continue;
    const bool same = finding.range.start == range.start;
    bool explained = false;
    for (const text::TextRange& explains : finding.explains) {
      explained = explained || explains.contains(range.start);
    }
    if (!same && !explained) continue;
    verdict.message = finding.messageText();
    verdict.args = finding.args;
    return;
  }
}

FileVerdict judge(const HtaccessFile& file, const std::vector<Finding>& findings) {
  FileVerdict verdict;
  verdict.path = file.input.path;
  verdict.kind = FileKind::kHtaccess;
  if (!file.input.unreadable.empty()) {
    verdict.state = httpd::VerdictState::kUnknown;
    verdict.message = kUnreadable;
    verdict.args = {file.input.unreadable};
    return verdict;
  }
  verdict.state = file.report->verdict.state;
  if (verdict.state != httpd::VerdictState::kRejected) return verdict;
  verdict.message = kRefused;
  if (!file.report->verdict.error) return verdict;
  const text::TextRange range = file.report->errors[*file.report->verdict.error].range;
  verdict.line = file.source().lineAt(range.start);
  takeWords(verdict, range, findings);
  return verdict;
}

FileVerdict judge(const CertificateFile& file, const Site& site) {
  FileVerdict verdict;
  verdict.path = file.input.path;
  verdict.kind = FileKind::kCertificate;
  if (!file.input.unreadable.empty()) {
    verdict.state = httpd::VerdictState::kUnknown;
    verdict.message = kUnreadable;
    verdict.args = {file.input.unreadable};
    return verdict;
  }
  if (!site.isForServer(file)) return verdict;
  const x509::ServerLoad& load = *file.load;
  if (!load.accepted) {
    verdict.state = httpd::VerdictState::kRejected;
    verdict.message = kNotLoadable;
    const text::SourceFile& source = file.source();
    if (load.failedBlock != pem::kNone) {
      verdict.line = file.document->blocks()[load.failedBlock].line;
    } else {
      verdict.line = source.lineAt(0);
    }
    return verdict;
  }
  const x509::FileCertificate* leaf = file.leafCertificate();
  const bool namedForServer = file.input.path == site.settings().certificatePath;
  if (leaf == nullptr && namedForServer && load.server) {
    verdict.state = httpd::VerdictState::kRejected;
    verdict.message = kOnlyAuthorities;
    verdict.line = file.source().lineAt(file.bundle->certificates.front().range.start);
  }
  if (leaf != nullptr && load.server && !(*load.server == leaf->certificate)) {
    verdict.state = httpd::VerdictState::kRejected;
    verdict.message = kOtherCertificate;
    verdict.line = file.source().lineAt(leaf->range.start);
  }
  return verdict;
}

}  // namespace

std::vector<FileVerdict> judgeFiles(const Site& site, const std::vector<Finding>& findings) {
  std::vector<FileVerdict> result;
  auto htaccess = site.htaccessFiles().begin();
  auto certificates = site.certificateFiles().begin();
  for (const InputFile& file : site.input().files) {
    if (file.kind == FileKind::kHtaccess) {
      result.push_back(judge(*htaccess++, findings));
    } else {
      result.push_back(judge(*certificates++, site));
    }
  }
  return result;
}

}  // namespace htlint::lint
