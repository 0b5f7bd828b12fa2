#include "judged_leaf.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  const x509::FileCertificate* leaf = judgedLeaf(ctx);
  if (leaf == nullptr || !leaf->certificate.isExpiredAt(ctx.now())) return;
  const x509::Time end = *leaf->certificate.notAfter();
  FindingBuilder finding =
      ctx.report(placeOf(ctx.certificateFile(), *leaf), titleOf(leaf->certificate),
                 x509::formatUtc(end), japanMinute(end));
  const bool certain = isSiteCertificateFile(ctx) || ctx.certificateFile().input.named;
  if (!certain) finding.severity(Severity::kWarning);
}

}  // namespace

extern constinit const RuleInfo certificateExpired{
    .name = "certificate-expired",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The server certificate has expired.",
                .ja = "サーバー証明書の有効期限が切れています。"},
    .message = {.en = "the certificate for `{0}` expired at {1} ({2} in Japan)",
                .ja = "`{0}` の証明書は {2}（日本時間。UTC では {1}）に有効期限が切れました"},
    .help = {.en = "Install the renewed certificate. If it is installed already, this is the old "
                   "file: put the new one in its place.",
             .ja = "更新した証明書をインストールしてください。"
                   "インストール済みの場合は、このファイルが古いままです。"
                   "新しいファイルに置き換えてください。"},
    .docs = {.en = R"md(
## What happens

From the moment a certificate has expired, browsers show a full-page warning instead of the site. A
redirect to https makes that worse: it sends visitors who came over http to the warning as well.

The time of the check is the current time, or that of `--now`. The last second counts as valid (RFC
5280 4.1.2.5).

## Example

```certificate,bad path=server.pem now=2026-08-01T00:00:00Z
cn=www.example.jp
not-before=2026-01-01T00:00:00Z
not-after=2026-07-01T00:00:00Z
```

```certificate,good path=server.pem now=2026-02-01T00:00:00Z
cn=www.example.jp
not-before=2026-01-01T00:00:00Z
not-after=2026-07-01T00:00:00Z
```

## How to fix it

There is no automatic fix. Renew the certificate and install the new one. If the contract has ended
with it, a new application is needed; until it is through, take the redirect to https out.
)md",
             .ja = R"md(
## どうなるか

有効期限が切れた瞬間から、ブラウザーにはサイトの代わりに警告画面が表示されます。
https への転送があると、http で来た訪問者まで警告画面に送られてしまいます。

判定に使う時刻は現在の時刻か、`--now` で指定した時刻です。
期限の最後の 1 秒はまだ有効です（RFC 5280 4.1.2.5）。

## 例

```certificate,bad path=server.pem now=2026-08-01T00:00:00Z
cn=www.example.jp
not-before=2026-01-01T00:00:00Z
not-after=2026-07-01T00:00:00Z
```

```certificate,good path=server.pem now=2026-02-01T00:00:00Z
cn=www.example.jp
not-before=2026-01-01T00:00:00Z
not-after=2026-07-01T00:00:00Z
```

## 直し方

自動では直せません。
証明書を更新し、新しいものをインストールしてください。
期限切れとともに契約が終わっている場合は、新規の申請が必要です。
それが済むまでは、https への転送を外しておいてください。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
