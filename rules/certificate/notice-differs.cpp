#include <algorithm>
#include <array>
#include <vector>

#include "form_files.h"
#include "lint/context.h"
#include "text/encoding.h"
#include "x509/request.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kRequest };

constexpr std::array<Wording, 1> kVariants = {{
    {{.en = "the notice has `{1}` for {0}, the request in `{3}` has `{2}`",
      .ja = "更新案内の {0} は `{1}` ですが、`{3}` の CSR では `{2}` です"},
     {.en = "For a renewal without changes, make the request again with what the notice says.",
      .ja = "内容を変えずに更新する場合は、案内のとおりに CSR を作り直してください。"}},
}};

/// What the notice is compared with.
struct Counterpart {
  const x509::Name* subject = nullptr;
  std::string path;
  bool isRequest = false;
};

bool isAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Company and place may be given in Japanese at one place and in English at the other.
bool mayBeTranslated(std::string_view type, std::string_view a, std::string_view b) {
  return type != "CN" && type != "C" && isAscii(a) != isAscii(b);
}

void compareField(Context& ctx, const x509::NoticeField& field, const Counterpart& other) {
  // Public CAs have issued no unit since 2022-09-01: notices still carry the line.
  if (field.type == "OU" || field.value.empty()) return;
  const std::string value(other.subject->find(field.type).value_or(std::string_view()));
  if (x509::isSameText(field.value, value)) return;
  const text::SourceFilePtr& source = ctx.site().input().notice;
  FindingBuilder finding =
      ctx.reportPath(source->path(), field.type, field.value,
                     text::toDisplayUtf8(value, text::Encoding::kUtf8), other.path);
  finding.finding().file = source;
  finding.finding().range = field.range;
  if (other.isRequest) finding.variant(kRequest);
  // EV applicants choose in which language the organisation is shown.
  const bool isExtended = ctx.site().notice()->product.find("EV") != std::string::npos;
  const bool chosen = isExtended && field.type == "O";
  if (chosen || mayBeTranslated(field.type, field.value, value)) finding.severity(Severity::kInfo);
}

void check(Context& ctx) {
  const Site& site = ctx.site();
  if (site.notice() == nullptr) return;
  std::vector<Counterpart> counterparts;
  const x509::Certificate* certificate = site.certificate();
  if (certificate != nullptr && !certificate->isCa()) {
    counterparts.push_back({&certificate->subject(), site.certificateFile()->input.path, false});
  }
  std::vector<x509::Request> requests;
  if (const auto* file = certificateFileAt(site, site.settings().requestPath)) {
    requests = x509::loadRequests(*file->document);
    for (const x509::Request& request : requests) {
      counterparts.push_back({&request.subject, file->input.path, true});
    }
  }
  for (const x509::NoticeField& field : site.notice()->subject) {
    for (const Counterpart& other : counterparts) compareField(ctx, field, other);
  }
}

}  // namespace

extern constinit const RuleInfo noticeDiffers{
    .name = "notice-differs",
    .group = Group::kCertificate,
    .severity = Severity::kWarning,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The renewal notice and the certificate or request name different subjects.",
                .ja = "更新案内の内容が、証明書や CSR の内容と異なります。"},
    .message = {.en = "the notice has `{1}` for {0}, the certificate in `{3}` has `{2}`",
                .ja = "更新案内の {0} は `{1}` ですが、`{3}` の証明書では `{2}` です"},
    .help = {.en = "See which of the two is right before you apply. A notice for another site was "
                   "sent for another contract.",
             .ja = "申請の前に、どちらが正しいか確認してください。別のサイトの案内であれば、別の契"
                   "約のものです。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

The CA's renewal notice names the certificate's subject: common name, organisation, locality, prefecture
and country. If one of them differs from the certificate in use, the notice is about another contract; if
it differs from the new request, the application is refused or takes longer, because the company has to be
verified anew. A mail program that mangles the text shows here, too.

The unit (OU) is not compared: public CAs have issued none since 2022-09-01. Nor is the serial number,
which is that of the old certificate. Full-width and half-width forms, case and blanks make no difference.

## Example

```toml,with
[site]
notice = "notice.txt"
```

```file,with path=notice.txt
有効期間満了日 2026年05月31日
コモンネーム(CN) : www.example.jp
組織名(O) : 株式会社 例
国名(C) : JP
```

```certificate,bad path=server.pem
cn=www.example.jp
o=株式会社 別
c=JP
```

```certificate,good path=server.pem
cn=www.example.jp
o=株式会社　例
c=JP
```

## How to fix it

There is no automatic fix.
)md",
             .ja = R"md(
## どうなるか

認証局の更新案内には、証明書のコモンネーム、組織名、市町村名、都道府県名、国名が書かれています。
使用中の証明書と異なる場合は別の契約の案内で、新しい CSR と異なる場合は、申請が拒否されるか、組織の確認がやり直しになって時間がかかります。

組織単位名（OU）は比べません。公的な認証局は 2022 年 9 月 1 日以降、OU を証明書に入れていないためです。
シリアル番号は更新前の証明書のものなので、やはり比べません。
全角と半角、大文字と小文字、空白の違いは無視します。

## 例

```toml,with
[site]
notice = "notice.txt"
```

```file,with path=notice.txt
有効期間満了日 2026年05月31日
コモンネーム(CN) : www.example.jp
組織名(O) : 株式会社 例
国名(C) : JP
```

```certificate,bad path=server.pem
cn=www.example.jp
o=株式会社 別
c=JP
```

```certificate,good path=server.pem
cn=www.example.jp
o=株式会社　例
c=JP
```

## 直し方

自動では直せません。
)md"},
    .checkSite = check,
};

}  // namespace htlint::rules
