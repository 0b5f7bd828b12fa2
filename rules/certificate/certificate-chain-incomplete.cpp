#include <array>

#include "chain_places.h"
#include "x509/integrity.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kWithAddress, kSameNameOtherKey };

constexpr std::array<Wording, 2> kVariants = {{
    {{.en = "the chain is incomplete: the certificate of `{1}`, which issued `{0}`, is missing",
      .ja = "証明書チェーンが不完全です。`{0}` を発行した `{1}` の証明書がありません"},
     {.en = "The CA offers it at {2}. Append it to the file, or name a folder that holds it with "
            "`--pool`; without it, browsers that have not met it elsewhere, and most programs, "
            "refuse the connection.",
      .ja = "認証局が {2} で公開しています。ファイルの末尾に追加するか、"
            "それを含むフォルダーを `--pool` で指定してください。"
            "ないままでは、別のサイトで取得済みのブラウザー以外、"
            "多くのプログラムが接続を拒否します。"}},
    {{.en = "the chain is incomplete: no certificate of `{1}` in the file has the key that signed "
            "`{0}`",
      .ja = "証明書チェーンが不完全です。ファイルにある `{1}` の証明書は、"
            "`{0}` に署名した鍵のものではありません"},
     {.en = "CAs change their keys and keep their names. Fetch the intermediate that the CA offers "
            "for this certificate, not the one of an earlier year or of another product.",
      .ja = "認証局は名前を変えずに鍵を替えることがあります。以前のものや別の製品のものではなく、"
            "この証明書用に配布されている中間証明書を取得してください。"}},
}};

bool hasNamesake(const ChainAnalysis& chain, const x509::Certificate& child) {
  return std::any_of(chain.links.begin(), chain.links.end(), [&](const ChainLink& link) {
    const x509::Certificate& other = chain.certificateOf(link).certificate;
    return !(other == child) && child.isIssuedByNameOf(other) && !child.isSignedBy(other);
  });
}

/// An issuer is there by name and key identifier: then the content was changed, and that is what is
/// reported.
bool isDamaged(const ChainAnalysis& chain, const x509::Certificate& child) {
  return std::any_of(chain.links.begin(), chain.links.end(), [&](const ChainLink& link) {
    const x509::Certificate& other = chain.certificateOf(link).certificate;
    if (other == child || !child.isIssuedByNameOf(other)) return false;
    const x509::Integrity integrity = x509::checkIntegrity(child, other);
    return integrity == x509::Integrity::kChanged || integrity == x509::Integrity::kOneChanged;
  });
}

/// The certificate whose issuer nobody has; null where the chain ends otherwise, where it is not
/// known what visitors trust, and where the way there is over before for another reason.
const x509::PathStep* endOfChain(const ChainAnalysis& chain) {
  if (!chain.rootsKnown || chain.completeElsewhere || !chain.answer.exhaustive) return nullptr;
  if (!chain.answer.paths.empty() || !chain.answer.deadEnd) return nullptr;
  if (!chain.answer.deadEnd->errors.empty()) return nullptr;
  const x509::PathStep& last = chain.answer.deadEnd->steps.back();
  return last.certificate.isSelfSigned() ? nullptr : &last;
}

void check(Context& ctx) {
  const ChainAnalysis* chain = ctx.chain();
  if (chain == nullptr) return;
  const x509::PathStep* last = endOfChain(*chain);
  if (last == nullptr) return;
  const ChainLink& link = chain->links[last->index];
  if (link.file != &ctx.certificateFile()) return;
  if (!chain->completed && isDamaged(*chain, last->certificate)) return;
  const auto& addresses = last->certificate.extensions().caIssuers;
  FindingBuilder finding = reportAt(ctx, chain->certificateOf(link), titleOf(last->certificate),
                                    authorityTitle(last->certificate.issuer()),
                                    addresses.empty() ? std::string() : addresses.front());
  if (hasNamesake(*chain, last->certificate)) {
    finding.variant(kSameNameOtherKey);
  } else if (!addresses.empty()) {
    finding.variant(kWithAddress);
  }
  // Public CAs say where their certificates are. One that does not may be the site's own, whose
  // root this system need not have.
  const bool maybePrivate = addresses.empty() && !ctx.site().input().rootsNamed;
  if (maybePrivate || !isCertainlyServed(ctx, *chain)) finding.severity(Severity::kWarning);
  if (chain->completed) offerChainFix(finding, *chain);
}

}  // namespace

extern constinit const RuleInfo certificateChainIncomplete{
    .name = "certificate-chain-incomplete",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "An intermediate certificate is missing between the server's and the roots.",
                .ja = "サーバー証明書とルート証明書の間の中間証明書が足りません。"},
    .message = {.en = "the chain is incomplete: the certificate of `{1}`, which issued `{0}`, is "
                      "missing",
                .ja = "証明書チェーンが不完全です。`{0}` を発行した `{1}` の証明書がありません"},
    .help = {.en = "Append the intermediate certificate that the CA delivers with the server's, or "
                   "name a folder that holds it with `--pool`; without it, browsers that have not "
                   "met it elsewhere, and most programs, refuse the connection. For a CA of your "
                   "own, name its root with `--roots`.",
             .ja = "サーバー証明書と一緒に認証局が配布している中間証明書を追加するか、"
                   "それを含むフォルダーを `--pool` で指定してください。"
                   "ないままでは、別のサイトで取得済みのブラウザー以外、"
                   "多くのプログラムが接続を拒否します。"
                   "自前の認証局の場合は `--roots` でルート証明書を指定してください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

Visitors know the roots only. The server has to send every certificate between its own and a root
(RFC 8446 4.4.2). When one is missing, the site seems to work for whoever tests it, because browsers
keep intermediates that they met elsewhere; phones, mail programs, payment services and monitoring fail,
often days later.

Completeness is judged against the roots alone (`--roots`, else the system's), never with intermediates
that happen to be installed. Where no roots are known, nothing is said. With the system's roots, a
certificate that does not say where its issuer's can be fetched is only a warning: public CAs say it, a
company's own CA may not.

## Example

```certificate,with path=../roots.pem roots
cn=Example Root
ca=true
issuer=self
```

```certificate,with path=../pool.pem pool
cn=Example CA
ca=true
issuer=Example Root
```

```certificate,bad path=server.pem
cn=www.example.jp
issuer=Example CA
```

## How to fix it

`htlint fix` adds what is missing from the folder that `--pool` or `site.pool` names, when that leads to
a root. It never fetches anything.
)md",
             .ja = R"md(
## どうなるか

訪問者の手元にあるのはルート証明書だけです。
サーバーは、自分の証明書からルートまでの間にある証明書をすべて送る必要があります（RFC 8446 4.4.2）。
足りなくても、確認した人のブラウザーでは表示されることがよくあります。
別のサイトで受け取った中間証明書をブラウザーが覚えているためです。
スマートフォンやメールソフト、決済サービス、監視では失敗し、数日たってから気付くこともあります。

判定にはルート証明書だけを使います（`--roots`。なければシステムのもの）。
たまたまインストールされている中間証明書は使いません。
ルート証明書が分からない場合は何も報告しません。
システムのルート証明書で判定していて、発行元の証明書の入手先が証明書に書かれていない場合は警告になります。
公的な認証局なら必ず書かれていますが、社内の認証局では書かれないことがあるためです。

## 例

```certificate,with path=../roots.pem roots
cn=Example Root
ca=true
issuer=self
```

```certificate,with path=../pool.pem pool
cn=Example CA
ca=true
issuer=Example Root
```

```certificate,bad path=server.pem
cn=www.example.jp
issuer=Example CA
```

## 直し方

`--pool` か `site.pool` で指定したフォルダーの証明書でルートまでつながる場合は、`htlint fix` が追加します。
ネットワークから取得することはありません。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
