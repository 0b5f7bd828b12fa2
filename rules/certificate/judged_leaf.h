#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "lint/ascii.h"
#include "lint/context.h"
#include "x509/host.h"

/// Which certificate of a file the rules about names and dates judge, and how they speak of it.
namespace htlint::rules {

/// Where a block is shown: its begin marker, else its first line.
inline text::TextRange placeOfBlock(const CertificateFile& file, std::size_t index) {
  const pem::Block& block = file.document->blocks()[index];
  if (block.begin != pem::kNone) return file.document->markers()[block.begin].range;
  return file.source().lineRange(file.source().lineAt(block.range.start));
}

/// Where a certificate is shown. A DER file has no lines: its first byte stands for it.
inline text::TextRange placeOf(const CertificateFile& file,
                               const x509::FileCertificate& certificate) {
  return certificate.block == pem::kNone ? text::TextRange{}
                                         : placeOfBlock(file, certificate.block);
}

/// Whether the file being checked is the one that the site's certificate comes from.
inline bool isSiteCertificateFile(const Context& ctx) {
  return &ctx.certificateFile() == ctx.site().certificateFile();
}

/// Somebody said that this file matters: on the command line or in [site].
inline bool isNamed(const Context& ctx) {
  const InputFile& input = ctx.certificateFile().input;
  return input.named || input.path == ctx.site().settings().certificatePath;
}

/// The server's certificate of the file being checked, or null where nobody has said that this file
/// matters: one of several that were only met on the way, or a collection.
inline const x509::FileCertificate* judgedLeaf(const Context& ctx) {
  const CertificateFile& file = ctx.certificateFile();
  const x509::FileCertificate* leaf = file.leafCertificate();
  // A copy among the intermediates is judged where it belongs.
  const SiteSettings& settings = ctx.site().settings();
  const bool isChain = file.input.path == settings.chainPath && !isSiteCertificateFile(ctx);
  if (isChain && !settings.certificatePath.empty()) return nullptr;
  if (leaf == nullptr || isSiteCertificateFile(ctx) || file.input.named) return leaf;
  const auto& all = file.bundle->certificates;
  const auto servers = std::count_if(all.begin(), all.end(),
                                     [](const auto& entry) { return !entry.certificate.isCa(); });
  return ctx.site().certificateFile() == nullptr && servers == 1 ? leaf : nullptr;
}

/// The names in the certificate, `a, b, ...`, at most five of them.
inline std::string listNames(const x509::Certificate& certificate) {
  constexpr std::size_t kMost = 5;
  const std::vector<std::string> names = certificate.altNameTexts();
  std::string list;
  for (std::size_t i = 0; i < std::min(names.size(), kMost); ++i) {
    list += (list.empty() ? "" : ", ") + x509::toUnicodeHost(names[i]);
  }
  return names.size() > kMost ? list + ", ..." : list;
}

/// What people call the certificate: its common name, else its first host, else its subject.
inline std::string titleOf(const x509::Certificate& certificate) {
  if (const auto commonName = certificate.commonName()) return std::string(*commonName);
  const std::vector<std::string> names = certificate.altNameTexts();
  return names.empty() ? certificate.subject().display() : names.front();
}

/// A time as the texts show it beside UTC: date and minute in Japan, `2026-05-31 23:59`.
inline std::string japanMinute(x509::Time time) {
  std::string text = x509::formatJst(time).substr(0, 16);
  text[10] = ' ';
  return text;
}

}  // namespace htlint::rules
