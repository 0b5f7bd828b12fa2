#include <array>

#include "judged_request.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kFields, kUnit };

constexpr std::array<Wording, 2> kVariants = {{
    {{.en = "this request lacks fields that the application form requires: {0}",
      .ja = "この CSR には、申請フォームで必須の項目がありません: {0}"},
     {.en = "Make a new request, and check its fields before you send it: `openssl req -in "
            "server.csr -noout -text -verify`.",
      .ja = "CSR を作り直し、送る前に内容を確認してください。例: `openssl req -in server.csr "
            "-noout -text -verify`"}},
    {{.en = "this request has no unit (OU), which the application form asks for",
      .ja = "この CSR には、申請フォームで求められる組織単位名（OU）がありません"},
     {.en = "Public CAs put no OU into certificates any more. Apply without it; if the form "
            "insists, make the request with any department's name.",
      .ja = "公的な認証局は証明書に OU "
            "を入れなくなりました。そのまま申請し、フォームで拒否された場合だけ、部署名などを OU "
            "に入れて CSR を作り直してください。"}},
}};

constexpr std::array<OptionInfo, 1> kOptions = {{
    {.name = "form",
     .type = OptionInfo::Type::kBoolean,
     .defaultValue = "false",
     .description = {.en = "The request is for the hosting service's application form, whose rules "
                           "are stricter.",
                     .ja = "ホスティングサービスの申請フォームの、より厳しい決まりで確認します。"}},
}};

bool isMissing(const x509::Request& request, std::string_view type) {
  const auto value = request.subject.find(type);
  return !value || trimBlanks(*value).empty();
}

void checkForm(Context& ctx, const x509::Request& request) {
  constexpr std::array<std::string_view, 5> kRequired = {"CN", "O", "ST", "L", "C"};
  const text::TextRange place = placeOf(ctx.certificateFile(), request);
  std::string missing;
  for (const std::string_view type : kRequired) {
    if (!isMissing(request, type)) continue;
    missing += (missing.empty() ? "" : ", ") + std::string(type);
  }
  if (!missing.empty()) ctx.report(place, missing).variant(kFields);
  if (isMissing(request, "OU")) ctx.report(place).variant(kUnit).severity(Severity::kInfo);
}

void check(Context& ctx) {
  for (const x509::Request& request : judgedRequests(ctx)) {
    if (ctx.boolOption("form")) {
      checkForm(ctx, request);
    } else if (isMissing(request, "CN") && request.dnsNames.empty()) {
      ctx.report(placeOf(ctx.certificateFile(), request));
    }
  }
}

constexpr std::array<std::string_view, 1> kReferences = {
    "https://cabforum.org/working-groups/server/baseline-requirements/requirements/"};

}  // namespace

extern constinit const RuleInfo requestFieldMissing{
    .name = "request-field-missing",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The request (CSR) lacks a field that it has to have.",
                .ja = "CSR に必須の項目がありません。"},
    .message =
        {.en = "this request names no host: it has neither a common name nor alternative names",
         .ja = "この CSR にはコモンネームも代替名もなく、ホスト名が分かりません"},
    .help = {.en = "Make a new request, and check its fields before you send it: `openssl req -in "
                   "server.csr -noout -text -verify`.",
             .ja = "CSR を作り直し、送る前に内容を確認してください。例: `openssl req -in "
                   "server.csr -noout -text -verify`"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

The certificate gets its names from the request. Without a common name or alternative names there is
nothing to issue for. With the option `form` (profile `alpha-prm`) the common name (CN), organisation
(O), prefecture (ST), locality (L) and country (C) have to be there, as that service's form wants them.

That form also asks for a unit (OU). Public CAs have put none into certificates since 2022-09-01, and so
a request without one is only a hint.

## Example

```toml,with
profile = "alpha-prm"
```

```request,bad path=server.csr
cn=www.example.jp
o=株式会社 例
ou=総務部
c=JP
```

```request,good path=server.csr
cn=www.example.jp
o=株式会社 例
ou=総務部
st=東京都
l=千代田区
c=JP
```

## How to fix it

There is no automatic fix: a request is signed with the private key.
)md",
             .ja = R"md(
## どうなるか

証明書に載る名前は CSR から取られます。
コモンネームも代替名もなければ、何のための証明書か決まりません。
オプション `form`（プロファイル `alpha-prm`）を有効にすると、サービスの申請フォームに合わせ、コモンネーム（CN）、組織名（O）、都道府県名（ST）、市町村名（L）、国名（C）を必須とします。

このフォームでは組織単位名（OU）も求められますが、公的な認証局は 2022 年 9 月 1 日以降 OU を証明書に入れないため、CSR になくても情報として知らせるだけです。

## 例

```toml,with
profile = "alpha-prm"
```

```request,bad path=server.csr
cn=www.example.jp
o=株式会社 例
ou=総務部
c=JP
```

```request,good path=server.csr
cn=www.example.jp
o=株式会社 例
ou=総務部
st=東京都
l=千代田区
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
