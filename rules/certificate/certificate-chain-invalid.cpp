#include <array>

#include "chain_places.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t {
  kExpired,
  kNotYetValid,
  kNotAuthority,
  kTooLong,
  kPurpose,
  kNameConstraints,
  kNotForServer,
};

constexpr Text kReplaceHelp = {
    .en =
        "Every visitor is refused. Fetch the intermediate that the CA offers for this certificate "
        "now, in place of this one.",
    .ja =
        "すべての訪問者に拒否されます。"
        "この証明書用に認証局が現在配布している中間証明書に入れ替えてください。"};
constexpr Text kAskHelp = {
    .en = "Every visitor is refused. Only the CA can mend this: ask it for another certificate.",
    .ja =
        "すべての訪問者に拒否されます。直せるのは認証局だけです。"
        "証明書の再発行を依頼してください。"};

constexpr std::array<Wording, 7> kVariants = {{
    {{.en = "no valid chain: `{1}` expired on {3}",
      .ja = "有効なチェーンがありません。`{1}` は {3} に期限が切れました"},
     kReplaceHelp},
    {{.en = "no valid chain: `{1}` is valid from {2} on only",
      .ja = "有効なチェーンがありません。`{1}` が有効になるのは {2} からです"},
     kReplaceHelp},
    {{.en = "no valid chain: `{1}` is no CA certificate that may issue others",
      .ja =
          "有効なチェーンがありません。`{1}` は、ほかの証明書を発行できる CA 証明書ではありません"},
     kReplaceHelp},
    {{.en = "no valid chain: `{1}` allows fewer intermediates below it than there are",
      .ja = "有効なチェーンがありません。`{1}` で許された数より多くの中間証明書が下にあります"},
     kAskHelp},
    {{.en = "no valid chain: `{1}` may not issue certificates for servers",
      .ja = "有効なチェーンがありません。`{1}` はサーバー証明書を発行できません"},
     kReplaceHelp},
    {{.en = "no valid chain: the CA `{1}` may not issue certificates for these names",
      .ja = "有効なチェーンがありません。認証局 `{1}` は、この名前の証明書を発行できません"},
     kAskHelp},
    {{.en = "no client accepts `{0}` for a server: {4}",
      .ja = "`{0}` はサーバー証明書として受け付けられません（{4}）"},
     kAskHelp},
}};

std::optional<Variant> variantOf(const x509::PathError& error) {
  if (error.depth == 0 && error.fault() != x509::PathFault::kNameConstraints) return kNotForServer;
  switch (error.fault()) {
    case x509::PathFault::kExpired:
      return kExpired;
    case x509::PathFault::kNotYetValid:
      return kNotYetValid;
    case x509::PathFault::kNotAuthority:
      return kNotAuthority;
    case x509::PathFault::kTooLong:
      return kTooLong;
    case x509::PathFault::kPurpose:
      return kPurpose;
    case x509::PathFault::kNameConstraints:
      return kNameConstraints;
    default:
      return std::nullopt;
  }
}

/// What other rules say about the server certificate itself.
bool isToldElsewhere(const x509::PathError& error, const x509::Certificate& leaf) {
  if (error.depth != 0) return false;
  if (error.fault() == x509::PathFault::kPurpose) return !leaf.extensions().allowsServerAuth();
  return error.fault() == x509::PathFault::kExpired ||
         error.fault() == x509::PathFault::kNotYetValid;
}

/// The certificate sent that is to blame, or the last one sent before an anchor that is.
const ChainLink& blamed(const ChainAnalysis& chain, const x509::Path& path, std::size_t depth) {
  std::size_t step = std::min(depth, path.steps.size() - 1);
  while (step > 0 && path.steps[step].source != x509::CertificateSource::kServed) --step;
  return chain.links[path.steps[step].index];
}

void report(Context& ctx, const ChainAnalysis& chain, const x509::Path& path,
            const x509::PathError& error) {
  const x509::Certificate& leaf = path.steps.front().certificate;
  const ChainLink& link = blamed(chain, path, error.depth);
  if (isToldElsewhere(error, leaf) || link.file != &ctx.certificateFile()) return;
  const x509::Certificate& certificate =
      path.steps[std::min(error.depth, path.steps.size() - 1)].certificate;
  FindingBuilder finding =
      reportAt(ctx, chain.certificateOf(link), titleOf(leaf), authorityTitle(certificate.subject()),
               dateText(certificate.notBefore()), dateText(certificate.notAfter()),
               x509::pathErrorText(error.code));
  if (const auto variant = variantOf(error)) finding.variant(*variant);
  if (!isCertainlyServed(ctx, chain)) finding.severity(Severity::kWarning);
  if (chain.completed) offerChainFix(finding, chain);
}

/// OpenSSL names every check that a certificate fails; the first one says enough.
void reportAll(Context& ctx, const ChainAnalysis& chain, const x509::Path& path) {
  std::vector<std::size_t> reported;
  for (const x509::PathError& error : path.errors) {
    if (std::find(reported.begin(), reported.end(), error.depth) != reported.end()) continue;
    reported.push_back(error.depth);
    report(ctx, chain, path, error);
  }
}

void check(Context& ctx) {
  const ChainAnalysis* chain = ctx.chain();
  if (chain == nullptr || chain->answer.best() != nullptr || !chain->rootsKnown) return;
  if (!chain->answer.paths.empty()) {
    reportAll(ctx, *chain, chain->answer.paths.front());
  } else if (!chain->completeElsewhere) {
    reportAll(ctx, *chain, *chain->answer.deadEnd);
  }
}

}  // namespace

extern constinit const RuleInfo certificateChainInvalid{
    .name = "certificate-chain-invalid",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "No path from the server certificate to a root is valid.",
                .ja = "サーバー証明書からルート証明書までの、有効な経路がありません。"},
    .message =
        {.en = "no valid chain for `{0}`: {4} (`{1}`)",
         .ja = "`{0}` の有効なチェーンがありません。`{1}` について OpenSSL は「{4}」としています"},
    .help = kReplaceHelp,
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

There is a path from the server certificate to a root, but no client accepts it: an intermediate has
expired, is no CA certificate, or its issuer limited what it may issue. htlint tries every path that the
file and the roots make possible and has OpenSSL judge each one alone; this is what it says about the best
of them.

## Example

```certificate,with path=../roots.pem roots
cn=Example Root
ca=true
issuer=self
```

```certificate,bad path=server.pem
cn=www.example.jp
issuer=Example CA
---
cn=Example CA
ca=true
issuer=Example Root
not-after=2026-01-10
```

## How to fix it

`htlint fix` takes a valid issue of the intermediate from the folder that `--pool` or `site.pool` names,
if one is there. Otherwise fetch it from the CA.
)md",
             .ja = R"md(
## どうなるか

サーバー証明書からルート証明書までの経路はありますが、どのクライアントも受け付けません。
中間証明書の期限が切れている、CA 証明書ではない、発行できる範囲が制限されている、などが理由です。
htlint は、ファイルとルート証明書から考えられるすべての経路を OpenSSL で 1 つずつ検証し、
最も良い経路についての結果を示します。

## 例

```certificate,with path=../roots.pem roots
cn=Example Root
ca=true
issuer=self
```

```certificate,bad path=server.pem
cn=www.example.jp
issuer=Example CA
---
cn=Example CA
ca=true
issuer=Example Root
not-after=2026-01-10
```

## 直し方

`--pool` か `site.pool` で指定したフォルダーに有効な中間証明書があれば、`htlint fix` が入れ替えます。
なければ認証局から取得してください。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
