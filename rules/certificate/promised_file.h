#pragma once

#include <algorithm>
#include <string>
#include <string_view>

#include "lint/ascii.h"
#include "lint/context.h"

/// Who says that a file holds certificates.
namespace htlint::rules {

/// [site] or an option names the file for its certificates.
inline bool isNamedBySite(const Context& ctx) {
  const SiteSettings& settings = ctx.site().settings();
  const std::string& path = ctx.certificateFile().input.path;
  return path == settings.certificatePath || path == settings.chainPath;
}

/// The same, or it was named on the command line and not as key or request.
inline bool isNamedForCertificates(const Context& ctx) {
  const SiteSettings& settings = ctx.site().settings();
  const InputFile& input = ctx.certificateFile().input;
  const bool other = input.path == settings.keyPath || input.path == settings.requestPath;
  return isNamedBySite(ctx) || (input.named && !other);
}

inline bool hasEnding(std::string_view path, std::initializer_list<std::string_view> endings) {
  const std::string name = lowerAscii(path);
  for (const std::string_view ending : endings) {
    if (name.ends_with(ending)) return true;
  }
  return false;
}

inline bool isSshPublicKey(std::string_view bytes) {
  for (const std::string_view beginning : {"ssh-rsa AAAA", "ssh-ed25519 AAAA", "ecdsa-sha2-nistp",
                                           "---- BEGIN SSH2 PUBLIC KEY ----"}) {
    if (bytes.starts_with(beginning)) return true;
  }
  return false;
}

/// The file has a PEM block of a kind that has a name of its own.
inline bool hasKnownContent(const CertificateFile& file) {
  const auto blocks = file.document->blocks();
  return std::any_of(blocks.begin(), blocks.end(),
                     [](const pem::Block& block) { return block.kind != pem::BlockKind::kOther; });
}

}  // namespace htlint::rules
