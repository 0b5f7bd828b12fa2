#include <array>

#include "judged_request.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  for (const x509::Request& request : judgedRequests(ctx)) {
    // A key of a kind that OpenSSL does not know here verifies nothing.
    const bool known = request.key.type != x509::KeyType::kOther;
    if (request.signatureValid || !known) continue;
    ctx.report(placeOf(ctx.certificateFile(), request));
  }
}

constexpr std::array<std::string_view, 1> kReferences = {
    "https://www.rfc-editor.org/rfc/rfc2986#section-4.2"};

}  // namespace

extern constinit const RuleInfo requestSignatureInvalid{
    .name = "request-signature-invalid",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary =
        {.en = "The request's (CSR's) signature does not fit: it was changed after it was made.",
         .ja = "CSR の署名が一致しません。作成後に内容が変わっています。"},
    .message = {.en = "the signature of this request does not fit its content: something was "
                      "changed after it was made",
                .ja = "この CSR の署名は内容と一致しません。作成後に内容が変わっています"},
    .help = {.en = "Copy the request again from where it was made, or make a new one; a CA refuses "
                   "this one.",
             .ja = "このままでは認証局に拒否されます。作成した元のファイルからコピーし直すか、CSR "
                   "を作り直してください。"},
    .docs = {.en = R"md(
## What happens

A request is signed with its own private key, so that nobody can apply with a key that is not theirs. One
changed letter is enough for the signature not to fit: a line that got lost in a form, or a program that
"corrected" the text. The CA refuses such a request.

## Example

```request,bad path=server.csr
cn=www.example.jp
broken-signature=true
```

```request,good path=server.csr
cn=www.example.jp
```

## How to fix it

There is no automatic fix: only the holder of the private key can sign.
)md",
             .ja = R"md(
## どうなるか

CSR は、他人の鍵で申請できないよう、自分の秘密鍵で署名されています。
フォームで行が抜けたり、ソフトが文字を「修正」したりして 1 文字でも変わると、署名が一致しなくなります。
このような CSR は認証局に拒否されます。

## 例

```request,bad path=server.csr
cn=www.example.jp
broken-signature=true
```

```request,good path=server.csr
cn=www.example.jp
```

## 直し方

署名できるのは秘密鍵を持っている人だけなので、自動では直せません。
)md"},
    .references = kReferences,
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
