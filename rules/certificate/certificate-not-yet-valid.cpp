#include "judged_leaf.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  const x509::FileCertificate* leaf = judgedLeaf(ctx);
  if (leaf == nullptr || !leaf->certificate.isNotYetValidAt(ctx.now())) return;
  const x509::Time start = *leaf->certificate.notBefore();
  FindingBuilder finding =
      ctx.report(placeOf(ctx.certificateFile(), *leaf), titleOf(leaf->certificate),
                 x509::formatUtc(start), japanMinute(start));
  const bool certain = isSiteCertificateFile(ctx) || ctx.certificateFile().input.named;
  if (!certain) finding.severity(Severity::kWarning);
}

}  // namespace

extern constinit const RuleInfo certificateNotYetValid{
    .name = "certificate-not-yet-valid",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The server certificate is not valid yet.",
                .ja = "サーバー証明書の有効期間がまだ始まっていません。"},
    .message = {.en = "the certificate for `{0}` is valid from {1} ({2} in Japan) on, not yet now",
                .ja = "`{0}` の証明書が有効になるのは {2}（日本時間。UTC では {1}）からで、"
                      "今はまだ使えません"},
    .help =
        {.en = "Keep the old certificate in place until then. If the date is long past, the clock "
               "of this computer is wrong.",
         .ja = "それまでは古い証明書をそのまま使ってください。"
               "その日時がとうに過ぎている場合は、このコンピューターの時計がずれています。"},
    .docs = {.en = R"md(
## What happens

Before its first day, a certificate is as invalid as after its last: browsers show a warning instead of
the site. Renewed certificates are sometimes issued for a date to come.

The time of the check is the current time, or that of `--now`.

## Example

```certificate,bad path=server.pem now=2025-12-24T00:00:00Z
cn=www.example.jp
not-before=2026-01-01T00:00:00Z
not-after=2026-07-01T00:00:00Z
```

```certificate,good path=server.pem now=2026-01-01T00:00:00Z
cn=www.example.jp
not-before=2026-01-01T00:00:00Z
not-after=2026-07-01T00:00:00Z
```

## How to fix it

There is no automatic fix. Wait with the installation until the certificate is valid, or ask the CA.
)md",
             .ja = R"md(
## どうなるか

有効期間が始まる前の証明書は、期限が切れた証明書と同じく無効です。
ブラウザーにはサイトの代わりに警告画面が表示されます。
更新した証明書は、先の日付から有効になるように発行されることがあります。

判定に使う時刻は現在の時刻か、`--now` で指定した時刻です。

## 例

```certificate,bad path=server.pem now=2025-12-24T00:00:00Z
cn=www.example.jp
not-before=2026-01-01T00:00:00Z
not-after=2026-07-01T00:00:00Z
```

```certificate,good path=server.pem now=2026-01-01T00:00:00Z
cn=www.example.jp
not-before=2026-01-01T00:00:00Z
not-after=2026-07-01T00:00:00Z
```

## 直し方

自動では直せません。
有効期間が始まるまでインストールを待つか、認証局に問い合わせてください。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
