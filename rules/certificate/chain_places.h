#pragma once

#include <string>
#include <vector>

#include "judged_leaf.h"
#include "lint/chain_analysis.h"

/// Where the rules about chains report, how they name CA certificates, and the fix that they share.
namespace htlint::rules {

/// What people call a CA: its common name, else its unit (roots of SECOM have no other), else all
/// of its name.
inline std::string authorityTitle(const x509::Name& name) {
  for (const std::string_view type : {"CN", "OU", "O"}) {
    if (const auto value = name.find(type)) return std::string(*value);
  }
  return name.display();
}

/// `2029-05-29` in UTC.
inline std::string dateText(std::optional<x509::Time> time) {
  return time ? x509::formatUtc(*time).substr(0, 10) : std::string("?");
}

/// Whether the site's owner has said that a server uses this file.
inline bool isCertainlyServed(const Context& ctx, const ChainAnalysis& chain) {
  return chain.home == ctx.site().certificateFile() || chain.home->input.named;
}

inline constexpr Text kChainFixTitle = {
    .en = "Write the server certificate and its intermediates in order",
    .ja = "サーバー証明書と中間証明書を正しい順序で書く"};

inline void offerChainFix(FindingBuilder& finding, const ChainAnalysis& chain) {
  std::vector<FixEdit> edits = chainEdits(chain);
  if (!edits.empty()) finding.fix(FixSafety::kSafe, kChainFixTitle, std::move(edits));
}

inline constexpr Text kRemovalTitle = {.en = "Take this certificate out of the file",
                                       .ja = "この証明書をファイルから取り除く"};

inline void offerRemoval(FindingBuilder& finding, const ChainLink& link) {
  std::vector<FixEdit> edits = removalEdits(link);
  if (!edits.empty()) finding.fix(FixSafety::kSafe, kRemovalTitle, std::move(edits));
}

/// Calls `report(link, certificate)` for the certificates of the file being checked that have the
/// role.
template <typename Report>
void forEachWithRole(const Context& ctx, const ChainAnalysis& chain, ChainRole role,
                     Report report) {
  for (const ChainLink& link : chain.links) {
    if (link.role == role && link.file == &ctx.certificateFile()) {
      report(link, chain.certificateOf(link));
    }
  }
}

/// Reports at a certificate of the file being checked; its arguments are those of the message.
template <typename... Args>
FindingBuilder reportAt(Context& ctx, const x509::FileCertificate& certificate, Args&&... args) {
  return ctx.report(placeOf(ctx.certificateFile(), certificate), std::forward<Args>(args)...);
}

}  // namespace htlint::rules
