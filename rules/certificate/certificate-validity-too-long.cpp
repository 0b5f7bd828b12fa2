#include <array>
#include <chrono>

#include "judged_leaf.h"
#include "x509/validity.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kMonths, kPrivate };

constexpr std::array<Wording, 2> kVariants = {{
    {{.en = "the certificate for `{0}` is valid for {1} days; browsers accept at most {2} months "
            "for those issued on its date",
      .ja = "`{0}` の証明書の有効期間は {1} "
            "日です。この発行日の証明書について、ブラウザーが認めるのは {2} か月までです"},
     {.en = "Have the certificate issued again with a shorter validity.",
      .ja = "有効期間を短くして、証明書を発行し直してもらってください。"}},
    {{.en = "the certificate for `{0}` is valid for {1} days; iPhones and Macs accept at most {2}",
      .ja = "`{0}` の証明書の有効期間は {1} 日です。iPhone や Mac が認めるのは {2} 日までです"},
     {.en = "If such devices visit the site, have the certificate issued again with a shorter "
            "validity.",
      .ja = "これらの機器からも利用するサイトであれば、有効期間を短くして発行し直してください。"}},
}};

/// Apple's systems refuse every server certificate issued from this day on that is valid for more
/// than this many days, whoever issued it (support.apple.com 103769).
constexpr x509::Time kAppleSince = std::chrono::sys_days(std::chrono::year(2019) / 7 / 1);
constexpr int kAppleDays = 825;

void checkPublic(Context& ctx, const x509::FileCertificate& leaf, int days) {
  const x509::Certificate& certificate = leaf.certificate;
  const auto rule = x509::validityRule(*certificate.notBefore());
  if (!rule || *certificate.notAfter() <= x509::latestEnd(*certificate.notBefore(), *rule)) return;
  const bool inMonths = rule->months > 0;
  FindingBuilder finding =
      ctx.report(placeOf(ctx.certificateFile(), leaf), titleOf(certificate), std::to_string(days),
                 std::to_string(inMonths ? rule->months : rule->days));
  if (inMonths) finding.variant(kMonths);
}

void check(Context& ctx) {
  const x509::FileCertificate* leaf = judgedLeaf(ctx);
  if (leaf == nullptr) return;
  const x509::Certificate& certificate = leaf->certificate;
  const auto days = x509::validityDays(certificate);
  if (!days) return;
  if (x509::claimsPublicPolicy(certificate)) {
    checkPublic(ctx, *leaf, *days);
    return;
  }
  if (*certificate.notBefore() < kAppleSince || *days <= kAppleDays) return;
  ctx.report(placeOf(ctx.certificateFile(), *leaf), titleOf(certificate), std::to_string(*days),
             std::to_string(kAppleDays))
      .variant(kPrivate)
      .severity(Severity::kInfo);
}

constexpr std::array<std::string_view, 2> kReferences = {
    "https://cabforum.org/working-groups/server/baseline-requirements/requirements/",
    "https://support.apple.com/103769"};

}  // namespace

extern constinit const RuleInfo certificateValidityTooLong{
    .name = "certificate-validity-too-long",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The certificate is valid for longer than certificates of its day may be.",
                .ja = "証明書の有効期間が、発行日に認められていた上限を超えています。"},
    .message = {.en = "the certificate for `{0}` is valid for {1} days; browsers accept at most "
                      "{2} days for those issued on its date",
                .ja = "`{0}` の証明書の有効期間は {1} "
                      "日です。この発行日の証明書について、ブラウザーが認めるのは {2} 日までです"},
    .help = {.en = "Have the certificate issued again with a shorter validity.",
             .ja = "有効期間を短くして、証明書を発行し直してもらってください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

Public CAs may issue server certificates for a limited time only, and browsers refuse what is valid for
longer: 398 days from 2020-09-01, 200 days from 2026-03-15, 100 days from 2027-03-15, 47 days from
2029-03-15, by the day of issue. Both ends of the period count: a certificate from 00:00:00 of one day
to 23:59:59 of the same day is valid for one day.

The limits are those of public CAs. A certificate is taken for one of theirs when it names one of
their policies (2.23.140.1). For others there is only a hint where they are valid for more than 825
days, which iPhones and Macs refuse.

## Example

```certificate,bad path=server.pem
cn=www.example.jp
policy=2.23.140.1.2.2
not-before=2026-03-15T00:00:00Z
not-after=2026-10-01T00:00:00Z
```

```certificate,good path=server.pem
cn=www.example.jp
policy=2.23.140.1.2.2
not-before=2026-03-15T00:00:00Z
not-after=2026-09-30T23:59:59Z
```

## How to fix it

There is no automatic fix: a certificate cannot be changed. A public CA that issued it has to replace it.
)md",
             .ja = R"md(
## どうなるか

公的な認証局が発行するサーバー証明書には有効期間の上限があり、超えるものはブラウザーに拒否されます。
上限は発行日によって決まり、2020 年 9 月 1 日からは 398 日、2026 年 3 月 15 日からは 200 日、2027 年 3 月 15 日からは 100 日、2029 年 3 月 15 日からは 47 日です。
期間は両端を含めて数えます。ある日の 00:00:00 から同じ日の 23:59:59 までが 1 日です。

この上限が適用されるのは公的な認証局の証明書だけです。
公的な認証局のポリシー（2.23.140.1）が書かれている証明書を、そのような証明書とみなします。
それ以外の証明書については、iPhone や Mac に拒否される 825 日を超えるときに情報として知らせます。

## 例

```certificate,bad path=server.pem
cn=www.example.jp
policy=2.23.140.1.2.2
not-before=2026-03-15T00:00:00Z
not-after=2026-10-01T00:00:00Z
```

```certificate,good path=server.pem
cn=www.example.jp
policy=2.23.140.1.2.2
not-before=2026-03-15T00:00:00Z
not-after=2026-09-30T23:59:59Z
```

## 直し方

証明書は書き換えられないため、自動では直せません。
公的な認証局が発行したものであれば、認証局に交換してもらえます。
)md"},
    .references = kReferences,
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
