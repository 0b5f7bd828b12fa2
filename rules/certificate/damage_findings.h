#pragma once

#include <optional>
#include <span>
#include <string>

#include "lint/context.h"
#include "pem/damage.h"

/// How the rules about damaged PEM blocks report what pem::findDamage() has found.
namespace htlint::rules {

/// A kind of damage that a rule owns, and the variant of its wording (none: the rule's own).
struct DamageWording {
  pem::DamageKind kind = pem::DamageKind::kNotDer;
  std::optional<std::size_t> variant = std::nullopt;
};

/// Whether the damage is one of the reasons why a TLS server refuses the file, or presents another
/// certificate than the file is for (see FileVerdict).
inline bool isReasonForRefusal(const Context& ctx, const pem::Damage& damage,
                               const x509::ServerLoad& load) {
  using pem::DamageEffect;
  const CertificateFile& file = ctx.certificateFile();
  const bool forCertificates = !file.bundle->empty() || !file.bundle->unreadableBlocks.empty();
  if (!forCertificates || damage.block == pem::kNone) return false;
  const pem::Block& block = file.document->blocks()[damage.block];
  if (block.commentedOut) return false;
  const bool certificate = pem::isCertificate(block.kind);
  if (damage.effect == DamageEffect::kRefusesFile) {
    return !load.accepted && (certificate || file.document->readOf(block) == nullptr);
  }
  const x509::FileCertificate* leaf = file.leafCertificate();
  const bool leafIsLost =
      load.accepted && leaf != nullptr && load.server && !(*load.server == leaf->certificate);
  const std::size_t swallowed = damage.block + 1;
  if (damage.effect == DamageEffect::kSwallowsNext) return leafIsLost && leaf->block == swallowed;
  if (damage.effect != DamageEffect::kSkipsBlock) return false;
  if (load.error == x509::ServerLoadError::kNoCertificate) return true;
  return leafIsLost && leaf->block == damage.block;
}

/// What OpenSSL makes of the block, as a note beside the finding.
inline std::optional<Text> noteOn(pem::DamageEffect effect) {
  switch (effect) {
    case pem::DamageEffect::kTolerated:
      return std::nullopt;
    case pem::DamageEffect::kSkipsBlock:
      return Text{"OpenSSL passes over this block without a word, as if it were not in the file",
                  "OpenSSL はこのブロックを何も言わずに読み飛ばします。ファイルにないのと同じです"};
    case pem::DamageEffect::kRefusesFile:
      return Text{"OpenSSL fails in this block and refuses the whole file",
                  "OpenSSL はこのブロックでエラーになり、ファイル全体を受け付けません"};
    case pem::DamageEffect::kSwallowsNext:
      return Text{
          "OpenSSL reads on from this block into the next one, which is lost",
          "OpenSSL はこのブロックの続きとして次のブロックまで読み、次のブロックが失われます"};
  }
  return std::nullopt;
}

inline Severity severityOf(const pem::Damage& damage) {
  // It may well be meant.
  if (damage.kind == pem::DamageKind::kCommentedOut) return Severity::kInfo;
  // Harmless today, but nobody knows how it came there.
  if (damage.kind == pem::DamageKind::kTrailingBytes &&
      damage.effect == pem::DamageEffect::kTolerated) {
    return Severity::kWarning;
  }
  return damage.effect == pem::DamageEffect::kTolerated ? Severity::kInfo : Severity::kError;
}

/// Reports the damages of `kinds`. Arguments: {0} the block's label, {1} the number of the first
/// line, {2} Damage::amount without its sign, {3} the number of the last line.
inline void reportDamage(Context& ctx, std::span<const DamageWording> kinds) {
  const CertificateFile& file = ctx.certificateFile();
  for (const pem::Damage& damage : file.damage->damages) {
    const DamageWording* wording = nullptr;
    for (const DamageWording& candidate : kinds) {
      if (candidate.kind == damage.kind) wording = &candidate;
    }
    if (wording == nullptr) continue;
    const bool inBlock = damage.block != pem::kNone;
    const std::string label = inBlock ? file.document->blocks()[damage.block].label : "";
    FindingBuilder finding =
        ctx.report(damage.range, label, std::to_string(file.source().lineAt(damage.range.start)),
                   std::to_string(damage.amount < 0 ? -damage.amount : damage.amount),
                   std::to_string(file.source().lineAt(damage.range.end)));
    if (wording->variant) finding.variant(*wording->variant);
    finding.severity(severityOf(damage));
    finding.finding().fatal = isReasonForRefusal(ctx, damage, *file.load);
    if (const auto note = inBlock ? noteOn(damage.effect) : std::nullopt) {
      const text::TextRange block = file.document->blocks()[damage.block].range;
      finding.related(*note, file.source().lineRange(file.source().lineAt(block.start)));
    }
    if (damage.repair == pem::kNone) continue;
    finding.fix(
        FixSafety::kSafe,
        {.en = "Write the block as OpenSSL reads it", .ja = "OpenSSL が読める形に書き直します"},
        std::vector<text::TextEdit>{file.damage->repairs[damage.repair]});
  }
}

}  // namespace htlint::rules
