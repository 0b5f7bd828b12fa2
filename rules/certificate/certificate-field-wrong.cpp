#include <algorithm>
#include <array>

#include "form_files.h"
#include "judged_leaf.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kServerAmongOthers };

constexpr std::array<Wording, 1> kVariants = {{
    {{.en = "the form's field for the intermediates takes no server certificate; this one is for "
            "`{1}`",
      .ja = "フォームの中間証明書の欄にサーバー証明書は入れられませんが、ここに `{1}` "
            "の証明書があります"},
     {.en = "Take it out of this file; it belongs into the field for the server certificate.",
      .ja = "このファイルから取り除いてください。サーバー証明書の欄に入れるものです。"}},
}};

constexpr std::array<OptionInfo, 1> kOptions = {{
    {.name = "form",
     .type = OptionInfo::Type::kBoolean,
     .defaultValue = "false",
     .description =
         {.en = "The files are pasted into the hosting service's form with its two fields.",
          .ja = "ファイルを、2 "
                "つの欄があるホスティングサービスのフォームに貼り付けるものとみなします。"}},
}};

void checkServerField(Context& ctx) {
  const CertificateFile& file = ctx.certificateFile();
  const auto& all = file.bundle->certificates;
  const x509::FileCertificate* leaf = file.leafCertificate();
  if (leaf == nullptr || all.size() < 2) return;
  const auto surplus =
      std::find_if(all.begin(), all.end(), [leaf](const auto& entry) { return &entry != leaf; });
  ctx.report(placeOf(file, *surplus), std::to_string(all.size()), titleOf(leaf->certificate));
}

void checkIntermediateField(Context& ctx) {
  const CertificateFile& file = ctx.certificateFile();
  for (const x509::FileCertificate& entry : file.bundle->certificates) {
    if (entry.certificate.isCa()) continue;
    ctx.report(placeOf(file, entry), std::string(), titleOf(entry.certificate))
        .variant(kServerAmongOthers);
  }
}

void check(Context& ctx) {
  const SiteSettings& settings = ctx.site().settings();
  const std::string& path = ctx.certificateFile().input.path;
  if (!ctx.boolOption("form") || areFilesSwapped(ctx.site())) return;
  if (path == settings.certificatePath) {
    checkServerField(ctx);
  } else if (path == settings.chainPath) {
    checkIntermediateField(ctx);
  }
}

}  // namespace

extern constinit const RuleInfo certificateFieldWrong{
    .name = "certificate-field-wrong",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary =
        {.en = "A field of the hosting form gets a certificate that belongs into the other one.",
         .ja = "ホスティングの設定フォームの欄に、別の欄の証明書が入っています。"},
    .message = {.en = "the form's field takes the server certificate alone; this file holds {0} "
                      "certificates",
                .ja = "フォームのサーバー証明書の欄に入れられる証明書は 1 "
                      "つだけですが、このファイルには {0} つあります"},
    .help = {.en = "Leave the certificate of `{1}` alone in this file; the others belong into the "
                   "field for the intermediates.",
             .ja = "このファイルには `{1}` "
                   "の証明書だけを残してください。ほかの証明書は中間証明書の欄に入れます。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

The hosting form has two fields: one for the server certificate, everything from its
`-----BEGIN CERTIFICATE-----` to its `-----END CERTIFICATE-----` and nothing more, and one for the
intermediate certificates. A whole chain pasted into the first one is refused or cut.

The rule is on with the option `form` (profile `alpha-prm`), and looks at the files of `site.certificate`
and `site.chain`. Servers of one's own take the whole chain in one file.

## Example

```toml,with
profile = "alpha-prm"
[site]
certificate = "server.pem"
```

```certificate,bad path=server.pem
cn=www.example.jp
issuer=Example CA
---
cn=Example CA
ca=true
```

```certificate,good path=server.pem
cn=www.example.jp
```

## How to fix it

There is no automatic fix of this rule alone. `htlint fix --split` writes the two files that the form asks
for.
)md",
             .ja = R"md(
## どうなるか

ホスティングの設定フォームには欄が 2 つあります。
サーバー証明書の欄には、その `-----BEGIN CERTIFICATE-----` から `-----END CERTIFICATE-----` までだけを入れ、中間証明書はもう一方の欄に入れます。
チェーン全体を最初の欄に貼り付けると、拒否されるか、途中で切られます。

このルールは、オプション `form`（プロファイル `alpha-prm`）を有効にすると働き、`site.certificate` と `site.chain` のファイルを調べます。
自社のサーバーでは、チェーン全体を 1 つのファイルにできます。

## 例

```toml,with
profile = "alpha-prm"
[site]
certificate = "server.pem"
```

```certificate,bad path=server.pem
cn=www.example.jp
issuer=Example CA
---
cn=Example CA
ca=true
```

```certificate,good path=server.pem
cn=www.example.jp
```

## 直し方

このルールだけでは自動修正しません。
`htlint fix --split` で、フォームに入れる 2 つのファイルを作れます。
)md"},
    .options = kOptions,
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
