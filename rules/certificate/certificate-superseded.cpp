#include <algorithm>
#include <array>
#include <chrono>
#include <vector>

#include "judged_leaf.h"
#include "lint/ascii.h"
#include "x509/notice.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kAnnounced, kOlder };

constexpr std::array<Wording, 2> kVariants = {{
    {{.en = "this certificate for `{0}` is the one of the renewal notice: it ends on {1}",
      .ja = "`{0}` のこの証明書は、更新案内に書かれている更新前のものです（有効期間満了日 {1}）"},
     {.en = "Apply for the renewal by that day, and put the renewed certificate in place of this "
            "one.",
      .ja = "満了日までに更新を申請し、更新後の証明書に置き換えてください。"}},
    {{.en = "this certificate for `{0}` ends on {1}, before the last day in the renewal notice",
      .ja = "`{0}` のこの証明書の有効期間満了日は {1} で、更新案内の満了日より前です"},
     {.en = "It is older than the one that the notice is about. See which file the server really "
            "uses, and put the renewed certificate in place of this one.",
      .ja = "案内の対象より古い証明書です。サーバーが実際に使っているファイルを確認し、更新後の証明"
            "書に置き換えてください。"}},
}};

constexpr Text kNewer = {"the newer certificate", "新しい証明書"};
constexpr Text kNoticeLine = {"the last day in the notice", "更新案内の満了日"};

std::vector<std::string> namesOf(const x509::Certificate& certificate) {
  std::vector<std::string> names;
  for (const std::string& name : certificate.altNameTexts()) names.push_back(lowerAscii(name));
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

/// Issued and ending later, valid by now, and for all of the names.
bool replaces(const x509::Certificate& newer, const x509::Certificate& old, x509::Time now) {
  if (newer.isCa() || newer == old || newer.isNotYetValidAt(now) || newer.isExpiredAt(now)) {
    return false;
  }
  const bool later = newer.notAfter() > old.notAfter() && newer.notBefore() > old.notBefore();
  const auto names = namesOf(newer);
  const auto wanted = namesOf(old);
  return later && !wanted.empty() &&
         std::includes(names.begin(), names.end(), wanted.begin(), wanted.end());
}

std::string dateOf(const x509::Certificate& certificate) {
  return x509::formatJstDate(*certificate.notAfter());
}

/// Whether another file holds the renewed certificate.
bool reportNewerFile(Context& ctx, const x509::FileCertificate& leaf) {
  for (const CertificateFile& file : ctx.site().certificateFiles()) {
    if (&file == &ctx.certificateFile()) continue;
    for (const x509::FileCertificate& entry : file.bundle->certificates) {
      if (!replaces(entry.certificate, leaf.certificate, ctx.now())) continue;
      ctx.report(placeOf(ctx.certificateFile(), leaf), titleOf(leaf.certificate),
                 dateOf(leaf.certificate), file.input.path, dateOf(entry.certificate))
          .related(kNewer, {}, file.input.path, file.input.source, placeOf(file, entry));
      return true;
    }
  }
  return false;
}

/// A notice describes the certificate that ends: one that lasts no longer has not been renewed.
void compareWithNotice(Context& ctx, const x509::FileCertificate& leaf) {
  constexpr int kUrgentDays = 30;
  const x509::RenewalNotice* notice = ctx.site().notice();
  if (notice == nullptr || !notice->lastDay || !leaf.certificate.notAfter()) return;
  const auto end = std::chrono::sys_days(x509::jstDate(*leaf.certificate.notAfter()));
  const auto announced = std::chrono::sys_days(*notice->lastDay);
  if (end > announced) return;
  const text::SourceFilePtr& source = ctx.site().input().notice;
  FindingBuilder finding = ctx.report(placeOf(ctx.certificateFile(), leaf),
                                      titleOf(leaf.certificate), dateOf(leaf.certificate));
  finding.related(kNoticeLine, {}, source->path(), source, notice->lastDayRange);
  finding.variant(end == announced ? kAnnounced : kOlder);
  const int left = x509::daysLeft(leaf.certificate, ctx.now()).value_or(0);
  if (end == announced && left > kUrgentDays) finding.severity(Severity::kInfo);
}

void check(Context& ctx) {
  const CertificateFile& file = ctx.certificateFile();
  const x509::FileCertificate* leaf = file.leafCertificate();
  if (leaf == nullptr || leaf->certificate.isCa()) return;
  const bool named = file.input.path == ctx.site().settings().certificatePath;
  if (named && reportNewerFile(ctx, *leaf)) return;
  if (isSiteCertificateFile(ctx)) compareWithNotice(ctx, *leaf);
}

}  // namespace

extern constinit const RuleInfo certificateSuperseded{
    .name = "certificate-superseded",
    .group = Group::kCertificate,
    .severity = Severity::kWarning,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The configured certificate is the old one, although a renewed one is there.",
                .ja = "更新後の証明書があるのに、更新前の証明書が指定されています。"},
    .message = {.en = "this certificate for `{0}` ends on {1}; the one in `{2}` is newer and lasts "
                      "until {3}",
                .ja = "`{0}` のこの証明書の有効期間満了日は {1} です。`{2}` に、{3} "
                      "まで有効な新しい証明書があります"},
    .help = {.en = "Put the newer certificate in place of this one, together with its key and its "
                   "intermediates.",
             .ja = "新しい証明書に置き換えてください。鍵と中間証明書も、それに合わせます。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

A renewal ends with a new file, and it happens that the server goes on with the old one: the new
certificate was saved under another name, or only the copy on the desk was replaced. Nothing shows until
the old one expires.

htlint compares the certificate of `site.certificate` (`--cert`) with the site's other certificate files:
one that was issued later, ends later and has all of its names replaces it. With the CA's renewal notice
(`site.notice`, `--notice`) it compares the last day too, as calendar dates in Japan: the notice describes
the certificate that ends, and the renewed one lasts longer. Up to 30 days before the end that is a hint.

## Example

```toml,with
[site]
certificate = "server.pem"
```

```certificate,with path=renewed.pem
cn=www.example.jp
name=renewed
not-before=2026-01-10
not-after=2026-07-20
```

```certificate,bad path=server.pem
cn=www.example.jp
not-before=2025-01-01
not-after=2026-02-01
```

```certificate,good path=server.pem
cn=www.example.jp
not-before=2026-01-12
not-after=2026-07-25
```

## How to fix it

There is no automatic fix: a new certificate needs the key that it was applied for with.
)md",
             .ja = R"md(
## どうなるか

更新すると新しいファイルが届きますが、サーバーでは古いファイルが使われ続けていることがあります。
新しい証明書を別の名前で保存した、手元のコピーだけを置き換えた、といった場合で、古い証明書の期限が切れるまで気付けません。

htlint は、`site.certificate`（`--cert`）の証明書を、サイトのほかの証明書ファイルと比べます。
後から発行され、有効期間が後まで続き、すべての名前を含む証明書があれば、それが更新後のものです。
認証局の更新案内（`site.notice`、`--notice`）があれば、有効期間満了日も日本の日付で比べます。
案内に書かれているのは更新前の証明書で、更新後の証明書の満了日はそれより後になります。
期限の 30 日前までは、情報として知らせます。

## 例

```toml,with
[site]
certificate = "server.pem"
```

```certificate,with path=renewed.pem
cn=www.example.jp
name=renewed
not-before=2026-01-10
not-after=2026-07-20
```

```certificate,bad path=server.pem
cn=www.example.jp
not-before=2025-01-01
not-after=2026-02-01
```

```certificate,good path=server.pem
cn=www.example.jp
not-before=2026-01-12
not-after=2026-07-25
```

## 直し方

新しい証明書には、その申請に使った鍵が必要なため、自動では直せません。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
