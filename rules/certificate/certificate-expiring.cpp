#include <array>

#include "judged_leaf.h"
#include "x509/notice.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kSoon };

/// From this window on there is just enough time left to apply for a certificate.
constexpr int kWarningDays = 30;

constexpr std::array<Wording, 1> kVariants = {{
    {{.en = "the certificate for `{0}` expires at {1} ({2} in Japan); days left: {3}",
      .ja = "`{0}` の証明書は {2}（日本時間。UTC では {1}）に有効期限が切れます（残り {3} 日）"},
     {.en =
          "Apply for the renewal now: issuing an OV certificate takes about 1 to 5 business days, "
          "an EV certificate 5 to 10. If it renews by itself, find out why it has not yet.",
      .ja = "今すぐ更新を申請してください。"
            "発行には OV で 1～5 営業日、EV で 5～10 営業日ほどかかります。"
            "自動更新の場合は、まだ更新されていない理由を調べてください。"}},
}};

constexpr std::array<OptionInfo, 1> kOptions = {{
    {.name = "literal-windows",
     .type = OptionInfo::Type::kBoolean,
     .defaultValue = "false",
     .description = {.en =
                         "Take 90, 60, 45, 30 and 15 days as they are, also for certificates that "
                         "are valid for less than 398 days.",
                     .ja = "有効期間が 398 日より短い証明書でも、"
                           "90・60・45・30・15 日をそのまま使います。"}},
}};

void check(Context& ctx) {
  const x509::FileCertificate* leaf = judgedLeaf(ctx);
  if (leaf == nullptr) return;
  const x509::NoticeScale scale = ctx.boolOption("literal-windows") ? x509::NoticeScale::kLiteral
                                                                    : x509::NoticeScale::kLifetime;
  const auto window = x509::noticeReached(leaf->certificate, ctx.now(), scale);
  if (!window) return;
  const x509::Time end = *leaf->certificate.notAfter();
  const int left = x509::daysLeft(leaf->certificate, ctx.now()).value_or(0);
  FindingBuilder finding =
      ctx.report(placeOf(ctx.certificateFile(), *leaf), titleOf(leaf->certificate),
                 x509::formatUtc(end), japanMinute(end), std::to_string(left));
  if (*window <= kWarningDays) finding.variant(kSoon).severity(Severity::kWarning);
}

}  // namespace

extern constinit const RuleInfo certificateExpiring{
    .name = "certificate-expiring",
    .group = Group::kCertificate,
    .severity = Severity::kInfo,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The server certificate expires soon.",
                .ja = "サーバー証明書の有効期限が近づいています。"},
    .message = {.en = "the certificate for `{0}` expires at {1} ({2} in Japan); days left: {3}",
                .ja = "`{0}` の証明書は {2}（日本時間。UTC では {1}）に有効期限が切れます"
                      "（残り {3} 日）"},
    .help = {.en =
                 "Plan the renewal: issuing an OV certificate takes about 1 to 5 business days, an "
                 "EV certificate 5 to 10.",
             .ja = "更新の準備をしてください。"
                   "発行には OV で 1～5 営業日、EV で 5～10 営業日ほどかかります。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

Renewal notices are sent 90, 60, 45, 30 and 15 days before a certificate expires. Within the first
three of these windows the finding is info; within the last two it is a warning, because an
application may take ten business days, and the CA may ask back.

Those days were made for certificates that are valid for 398 days. Since 2026-03-15 public CAs issue
them for 200 days at most, from 2029 on for 47. So the windows shrink with the lifetime: each is
N days, but at most N/398 of the lifetime. A certificate of 47 days is reported ten and a half days
before its end, and with a warning from three and a half days on. The option `literal-windows = true`,
which the profile `alpha-prm` sets, takes the days as they are.

The time of the check is the current time, or that of `--now`.

## Example

```certificate,bad path=server.pem now=2026-06-25T00:00:00Z
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

There is no automatic fix. Apply for the renewal, and install the new certificate before the old one
ends.
)md",
             .ja = R"md(
## どうなるか

更新の案内は、有効期限の 90・60・45・30・15 日前に届きます。
最初の 3 つの期間に入ると情報として、残りの 2 つに入ると警告として報告します。
申請には 10 営業日かかることがあり、認証局から確認が入る場合もあるからです。

この日数は、有効期間が 398 日の証明書に合わせたものです。
公的な認証局が発行する証明書の有効期間は、2026 年 3 月 15 日からは最長 200 日、2029 年からは 47 日になります。
そこで、期間は有効期間に合わせて短くなります。
N 日の期間は、長くても有効期間の 398 分の N です。
47 日の証明書なら、終わりの 10 日半前から報告し、3 日半前から警告します。
オプション `literal-windows = true`（プロファイル `alpha-prm` の設定）にすると、日数をそのまま使います。

判定に使う時刻は現在の時刻か、`--now` で指定した時刻です。

## 例

```certificate,bad path=server.pem now=2026-06-25T00:00:00Z
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
更新を申請し、古い証明書の期限が切れる前に新しい証明書をインストールしてください。
)md"},
    .options = kOptions,
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
