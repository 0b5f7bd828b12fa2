#include <array>
#include <cstdint>

#include "judged_request.h"
#include "text/encoding.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kShort };

constexpr std::array<Wording, 1> kVariants = {{
    {{.en = "the field {0} of this request has {1} character; the application form wants at least "
            "{2}",
      .ja = "この CSR の項目 {0} は {1} 文字です。申請フォームでは {2} 文字以上が必要です"},
     {.en = "Make a new request, and check its fields before you send it: `openssl req -in "
            "server.csr -noout -text -verify`.",
      .ja = "CSR を作り直し、送る前に内容を確認してください。例: `openssl req -in server.csr "
            "-noout -text -verify`"}},
}};

constexpr std::array<OptionInfo, 1> kOptions = {{
    {.name = "form",
     .type = OptionInfo::Type::kBoolean,
     .defaultValue = "false",
     .description = {.en = "The request is for the hosting service's application form, whose rules "
                           "are stricter.",
                     .ja = "ホスティングサービスの申請フォームの、より厳しい決まりで確認します。"}},
}};

struct Limit {
  std::string_view type;
  std::uint32_t most;
};

/// X.520's upper bounds (RFC 5280 appendix A.1), which the Baseline Requirements repeat.
constexpr std::array<Limit, 5> kLimits = {
    {{"CN", 64}, {"O", 64}, {"OU", 64}, {"ST", 128}, {"L", 128}}};

bool isAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

void checkField(Context& ctx, text::TextRange place, const x509::NameAttribute& attribute) {
  constexpr std::uint32_t kJapaneseMost = 64;
  constexpr std::uint32_t kOrganisationLeast = 2;
  const bool form = ctx.boolOption("form");
  const std::uint32_t count = text::countCharacters(attribute.value, text::Encoding::kUtf8);
  for (const Limit& limit : kLimits) {
    if (limit.type != attribute.type) continue;
    const bool japanese = form && !isAscii(attribute.value);
    const std::uint32_t most = japanese ? std::min(limit.most, kJapaneseMost) : limit.most;
    if (count <= most) continue;
    ctx.report(place, attribute.type, std::to_string(count), std::to_string(most));
  }
  if (form && attribute.type == "O" && count > 0 && count < kOrganisationLeast) {
    ctx.report(place, attribute.type, std::to_string(count), std::to_string(kOrganisationLeast))
        .variant(kShort);
  }
}

void check(Context& ctx) {
  for (const x509::Request& request : judgedRequests(ctx)) {
    const text::TextRange place = placeOf(ctx.certificateFile(), request);
    for (const x509::NameAttribute& attribute : request.subject.attributes) {
      checkField(ctx, place, attribute);
    }
  }
}

constexpr std::array<std::string_view, 2> kReferences = {
    "https://www.rfc-editor.org/rfc/rfc5280#appendix-A.1",
    "https://cabforum.org/working-groups/server/baseline-requirements/requirements/"};

}  // namespace

extern constinit const RuleInfo requestFieldLength{
    .name = "request-field-length",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "A field of the request (CSR) is longer or shorter than CAs allow.",
                .ja = "CSR の項目の長さが、認証局の制限を外れています。"},
    .message = {.en = "the field {0} of this request has {1} characters; at most {2} are allowed",
                .ja = "この CSR の項目 {0} は {1} 文字です。{2} 文字までです"},
    .help = {.en = "Shorten the text, and make the request again. Characters count, not bytes: a "
                   "Japanese one is one.",
             .ja = "短くして CSR を作り直してください。バイト数ではなく文字数で数え、日本語も 1 "
                   "文字と数えます。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

Certificates limit the fields of a subject: 64 characters for the common name (CN), the organisation (O)
and the unit (OU), 128 for prefecture (ST) and locality (L). A CA refuses a request that exceeds them.
Characters count, not bytes.

With the option `form` (profile `alpha-prm`) Japanese text has at most 64 characters in every field, and
the organisation at least two.

## Example

```request,bad path=server.csr
cn=www.example.jp
o=a company with a name that is far longer than the sixty-four letters
```

```request,good path=server.csr
cn=www.example.jp
o=a company with a name of reasonable length
```

## How to fix it

There is no automatic fix: a request is signed with the private key.
)md",
             .ja = R"md(
## どうなるか

証明書の項目には長さの制限があり、コモンネーム（CN）、組織名（O）、組織単位名（OU）は 64 文字、都道府県名（ST）と市町村名（L）は 128 文字までです。
超えている CSR は認証局に拒否されます。
数えるのはバイト数ではなく文字数です。

オプション `form`（プロファイル `alpha-prm`）を有効にすると、日本語の項目はすべて 64 文字まで、組織名は 2 文字以上とします。

## 例

```request,bad path=server.csr
cn=www.example.jp
o=a company with a name that is far longer than the sixty-four letters
```

```request,good path=server.csr
cn=www.example.jp
o=a company with a name of reasonable length
```

## 直し方

CSR は秘密鍵で署名されているため、自動では直せません。
)md"},
    .references = kReferences,
    .options = kOptions,
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
