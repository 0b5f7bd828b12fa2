#include "chain_places.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  const ChainAnalysis* chain = ctx.chain();
  if (chain == nullptr || !chain->rootsKnown || chain->completeElsewhere) return;
  if (!chain->answer.paths.empty() || !chain->answer.deadEnd || !chain->answer.exhaustive) return;
  const x509::PathStep& last = chain->answer.deadEnd->steps.back();
  const bool leafAlone = chain->answer.deadEnd->steps.size() == 1;
  if (leafAlone || !last.certificate.isSelfSigned()) return;
  const ChainLink& link = chain->links[last.index];
  if (link.file != &ctx.certificateFile()) return;
  const x509::Certificate& leaf = chain->certificateOf(chain->links[chain->leaf]).certificate;
  FindingBuilder finding = reportAt(ctx, chain->certificateOf(link), titleOf(leaf),
                                    authorityTitle(last.certificate.subject()));
  // What was named is all that visitors trust; the system's roots may not be.
  if (ctx.site().input().rootsNamed) finding.severity(Severity::kError);
  if (chain->completed) offerChainFix(finding, *chain);
}

}  // namespace

extern constinit const RuleInfo certificateChainUntrusted{
    .name = "certificate-chain-untrusted",
    .group = Group::kCertificate,
    .severity = Severity::kWarning,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "A chain ends in a root that is not among the trusted ones.",
                .ja = "チェーンの終わりが、信頼されているルート証明書ではありません。"},
    .message =
        {.en = "the chain of `{0}` ends in `{1}`, which is not among the trusted roots",
         .ja =
             "`{0}` のチェーンの終わりは `{1}` ですが、信頼されているルート証明書の中にありません"},
    .help = {.en = "Visitors who have not installed that root themselves get a warning in place of "
                   "the site. For a CA of your own, name its root with `--roots`; otherwise have "
                   "the certificate issued by a public CA.",
             .ja =
                 "このルート証明書を自分でインストールした訪問者以外には、警告画面が表示されます。"
                 "自前の認証局の場合は `--roots` でルート証明書を指定してください。"
                 "そうでなければ、公的な認証局から証明書を取得してください。"},
    .docs = {.en = R"md(
## What happens

A root counts only where it is installed. One that stands in the file, but not among the trusted roots
(`--roots`, else the system's), is trusted by nobody for being sent.

With `--roots` this is an error, because these are then all the roots that visitors have. With the system's
roots it is a warning: a company's own CA is a good reason.

## Example

```certificate,with path=../roots.pem roots
cn=Example Root
ca=true
issuer=self
```

```certificate,bad path=server.pem
cn=www.example.jp
issuer=Private Root
---
cn=Private Root
ca=true
issuer=self
```

## How to fix it

When the folder of `--pool` has a cross certificate that leads to a trusted root, `htlint fix` adds it.
)md",
             .ja = R"md(
## どうなるか

ルート証明書が意味を持つのは、あらかじめインストールされている場合だけです。
信頼されているルート証明書（`--roots`。なければシステムのもの）にないものは、
ファイルに入れて送っても信頼されません。

`--roots` を指定した場合は、それが訪問者の持つすべてのルート証明書とみなされるのでエラーになります。
システムのルート証明書で判定した場合は、社内の認証局のような正当な理由もあるため警告になります。

## 例

```certificate,with path=../roots.pem roots
cn=Example Root
ca=true
issuer=self
```

```certificate,bad path=server.pem
cn=www.example.jp
issuer=Private Root
---
cn=Private Root
ca=true
issuer=self
```

## 直し方

`--pool` のフォルダーに、信頼されているルートにつながるクロスルート証明書があれば、`htlint fix` が追加します。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
