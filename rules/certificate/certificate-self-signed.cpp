#include "judged_leaf.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  const x509::FileCertificate* leaf = judgedLeaf(ctx);
  if (leaf == nullptr || !leaf->certificate.isSelfSigned()) return;
  ctx.report(placeOf(ctx.certificateFile(), *leaf), titleOf(leaf->certificate));
}

}  // namespace

extern constinit const RuleInfo certificateSelfSigned{
    .name = "certificate-self-signed",
    .group = Group::kCertificate,
    .severity = Severity::kWarning,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The server certificate is signed by itself.",
                .ja = "サーバー証明書が自己署名です。"},
    .message =
        {.en =
             "the certificate for `{0}` is signed by itself; browsers show every visitor a warning",
         .ja = "`{0}` の証明書は自己署名です。すべての訪問者のブラウザーに警告が表示されます"},
    .help = {.en = "For a public site, apply for a certificate of a CA. If only your own devices "
                   "use the site, install the certificate there, or ignore this rule.",
             .ja = "公開サイトには、認証局の証明書を申請してください。自社の機器だけで使う場合は、"
                   "各機器にこの証明書をインストールするか、このルールを無効にしてください。"},
    .docs = {.en = R"md(
## What happens

A certificate that is signed with its own key says nothing more than the server itself could say, and
browsers trust none that was not installed by hand. Such certificates are made for tests, by panels
that wait for the real one, and by `openssl req -x509`.

## Example

```certificate,bad path=server.pem
cn=www.example.jp
issuer=self
```

```certificate,good path=server.pem
cn=www.example.jp
```

## How to fix it

There is no automatic fix. Send the request (CSR) for the same key to a CA, and put the certificate that
comes back in the place of this one.
)md",
             .ja = R"md(
## どうなるか

自分自身の鍵で署名された証明書は、誰の保証も受けていません。
手作業でインストールされたものでない限り、ブラウザーは信頼しません。
テスト用の証明書、管理画面が本物の証明書が届くまで仮に置いた証明書、`openssl req -x509` で作った証明書などがこれに当たります。

## 例

```certificate,bad path=server.pem
cn=www.example.jp
issuer=self
```

```certificate,good path=server.pem
cn=www.example.jp
```

## 直し方

自動では直せません。
同じ鍵の CSR を認証局に送り、発行された証明書に置き換えてください。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
