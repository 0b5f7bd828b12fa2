#include <algorithm>
#include <array>

#include "judged_request.h"
#include "text/encoding.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kForm };

constexpr std::array<Wording, 1> kVariants = {{
    {{.en = "the country (C) of this request is `{0}`; the application form takes `JP` alone",
      .ja = "この CSR の国名（C）は `{0}` です。申請フォームで使えるのは `JP` だけです"},
     {.en = "Make the request again with `C=JP`.",
      .ja = "`C=JP` として CSR を作り直してください。"}},
}};

constexpr std::array<OptionInfo, 1> kOptions = {{
    {.name = "form",
     .type = OptionInfo::Type::kBoolean,
     .defaultValue = "false",
     .description = {.en = "The request is for the hosting service's application form, whose rules "
                           "are stricter.",
                     .ja = "ホスティングサービスの申請フォームの、より厳しい決まりで確認します。"}},
}};

bool isCode(std::string_view text) {
  return text.size() == 2 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

void check(Context& ctx) {
  constexpr std::string_view kJapan = "JP";
  for (const x509::Request& request : judgedRequests(ctx)) {
    const auto country = request.subject.find("C");
    if (!country || country->empty()) continue;
    const text::TextRange place = placeOf(ctx.certificateFile(), request);
    const std::string shown = text::toDisplayUtf8(*country, text::Encoding::kUtf8);
    if (!isCode(*country)) {
      ctx.report(place, shown);
    } else if (ctx.boolOption("form") && *country != kJapan) {
      ctx.report(place, shown).variant(kForm);
    }
  }
}

constexpr std::array<std::string_view, 1> kReferences = {
    "https://www.rfc-editor.org/rfc/rfc5280#appendix-A.1"};

}  // namespace

extern constinit const RuleInfo requestCountryInvalid{
    .name = "request-country-invalid",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The country of the request (CSR) is not a code of two capital letters.",
                .ja = "CSR の国名が、大文字 2 文字のコードではありません。"},
    .message =
        {.en = "the country (C) of this request is `{0}`; it has to be a code of two capital "
               "letters such as `JP`",
         .ja = "この CSR の国名（C）は `{0}` です。`JP` のような大文字 2 文字のコードにします"},
    .help = {.en = "Make the request again with `C=JP` for Japan.",
             .ja = "日本の場合は `C=JP` として CSR を作り直してください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

The country is a code of ISO 3166 in two capital letters. Text such as `Japan`, `jp` or `日本` makes CAs
refuse the request, or makes a name that compares as another one. With the option `form` (profile
`alpha-prm`) it has to be `JP`.

## Example

```request,bad path=server.csr
cn=www.example.jp
c=jp
```

```request,good path=server.csr
cn=www.example.jp
c=JP
```

## How to fix it

There is no automatic fix: a request is signed with the private key.
)md",
             .ja = R"md(
## どうなるか

国名は ISO 3166 の大文字 2 文字のコードです。
`Japan`、`jp`、`日本` などと書くと、認証局に拒否されるか、別の名前として扱われます。
オプション `form`（プロファイル `alpha-prm`）を有効にすると、`JP` だけを認めます。

## 例

```request,bad path=server.csr
cn=www.example.jp
c=jp
```

```request,good path=server.csr
cn=www.example.jp
c=JP
```

## 直し方

CSR は秘密鍵で署名されているため、自動では直せません。
)md"},
    .references = kReferences,
    .options = kOptions,
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
