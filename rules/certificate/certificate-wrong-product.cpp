#include <algorithm>
#include <array>
#include <vector>

#include "form_files.h"
#include "judged_leaf.h"
#include "x509/renewal_notice.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kExtended, kOrganisation };

constexpr std::array<Wording, 2> kVariants = {{
    {{.en = "the intermediate `{0}` is for EV certificates; `{1}` is no EV certificate and was "
            "issued by `{2}`",
      .ja = "中間証明書 `{0}` は EV 証明書用ですが、`{1}` の証明書は EV ではなく、発行元は `{2}` "
            "です"},
     {.en = "Download the intermediate certificate `{2}` from the page for OV certificates, not "
            "for EV.",
      .ja = "EV ではなく、OV 証明書のページから中間証明書 `{2}` をダウンロードしてください。"}},
    {{.en =
          "the intermediate `{0}` is not for EV certificates; `{1}` is one and was issued by `{2}`",
      .ja = "中間証明書 `{0}` は EV 証明書用ではありませんが、`{1}` は EV 証明書で、発行元は `{2}` "
            "です"},
     {.en = "Download the intermediate certificate `{2}` from the page for EV certificates.",
      .ja = "EV 証明書のページから中間証明書 `{2}` をダウンロードしてください。"}},
}};

/// Certificate products name themselves: `Cybertrust Japan SureServer EV CA G3`.
bool isExtendedValidation(std::string_view commonName) {
  constexpr std::string_view kBreaks = " -_";
  for (std::size_t at = commonName.find("EV"); at != std::string_view::npos;
       at = commonName.find("EV", at + 1)) {
    const bool begins = at == 0 || kBreaks.find(commonName[at - 1]) != std::string_view::npos;
    const bool ends =
        at + 2 == commonName.size() || kBreaks.find(commonName[at + 2]) != std::string_view::npos;
    if (begins && ends) return true;
  }
  return commonName.find("Extended Validation") != std::string_view::npos;
}

/// The files whose certificates the server sends together.
std::vector<const CertificateFile*> servedFiles(const Site& site) {
  std::vector<const CertificateFile*> files = {site.certificateFile()};
  const CertificateFile* chain = certificateFileAt(site, site.settings().chainPath);
  if (chain != nullptr && chain != files.front()) files.push_back(chain);
  return files;
}

bool hasIssuer(const Site& site, const x509::Certificate& leaf) {
  const auto issued = [&leaf](const x509::Certificate& issuer) {
    return leaf.isIssuedByNameOf(issuer);
  };
  for (const CertificateFile* file : servedFiles(site)) {
    for (const x509::FileCertificate& entry : file->bundle->certificates) {
      if (issued(entry.certificate)) return true;
    }
  }
  const auto& roots = site.input().roots;
  if (!roots) return false;
  const auto namesakes = roots->withSubject(leaf.issuerHash());
  return std::any_of(namesakes.begin(), namesakes.end(),
                     [&](std::size_t index) { return issued(roots->certificates()[index]); });
}

/// A CA of the same company that did not issue the leaf.
bool isSister(const x509::Certificate& authority, const x509::Certificate& leaf) {
  const auto company = leaf.issuer().find("O");
  const auto other = authority.subject().find("O");
  return authority.isCa() && !authority.isSelfIssued() && company && other &&
         x509::isSameText(*company, *other);
}

void check(Context& ctx) {
  const Site& site = ctx.site();
  if (site.certificateFile() == nullptr || areFilesSwapped(site)) return;
  const auto served = servedFiles(site);
  if (std::find(served.begin(), served.end(), &ctx.certificateFile()) == served.end()) return;
  const x509::Certificate* leaf = site.certificate();
  if (leaf == nullptr || leaf->isCa() || hasIssuer(site, *leaf)) return;
  for (const x509::FileCertificate& entry : ctx.certificateFile().bundle->certificates) {
    if (!isSister(entry.certificate, *leaf)) continue;
    const std::string issuer(leaf->issuer().commonName().value_or(std::string_view()));
    const std::string found = titleOf(entry.certificate);
    FindingBuilder finding =
        ctx.report(placeOf(ctx.certificateFile(), entry), found, titleOf(*leaf), issuer);
    const bool isEv = isExtendedValidation(found);
    if (isEv != isExtendedValidation(issuer)) finding.variant(isEv ? kExtended : kOrganisation);
    return;
  }
}

constexpr std::array<std::string_view, 1> kReferences = {
    "https://www.cybertrust.co.jp/sureserver/support/download_ca.html"};

}  // namespace

extern constinit const RuleInfo certificateWrongProduct{
    .name = "certificate-wrong-product",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The intermediate certificate is that of another product of the same CA.",
                .ja = "中間証明書が、同じ認証局の別の製品のものです。"},
    .message =
        {.en =
             "the intermediate `{0}` is for another product of this CA; `{1}` was issued by `{2}`",
         .ja =
             "中間証明書 `{0}` は同じ認証局の別の製品のものです。`{1}` を発行したのは `{2}` です"},
    .help = {.en = "Download the intermediate certificate `{2}` from the CA's page for this "
                   "product, and put it in place of this one.",
             .ja = "認証局の、この製品のページから中間証明書 `{2}` "
                   "をダウンロードし、これと置き換えてください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

CAs sell several products, each with an intermediate certificate and a download page of its own. With the
wrong one, no path leads from the server certificate to a root, and visitors get a warning. For
SureServer, `Cybertrust Japan SureServer CA G4` belongs to the OV product and
`Cybertrust Japan SureServer EV CA G3` to the EV product.

The rule speaks where the issuer of the server certificate is missing and another intermediate of the
same company is there.

## Example

```certificate,with path=../elsewhere.pem pool
cn=Example CA G4
o=Example CA
ca=true
---
cn=Example EV CA G3
o=Example CA
ca=true
name=ev
```

```certificate,bad path=server.pem
cn=www.example.jp
issuer=Example CA G4
---
cn=Example EV CA G3
o=Example CA
ca=true
name=other
```

```certificate,good path=server.pem
cn=www.example.jp
issuer=Mine
---
cn=Example CA G4
o=Example CA
ca=true
name=Mine
```

## How to fix it

There is no automatic fix: the right certificate has to be downloaded.
)md",
             .ja = R"md(
## どうなるか

認証局には複数の製品があり、中間証明書とダウンロードページも製品ごとに異なります。
別の製品のものを使うと、サーバー証明書からルート証明書までつながらず、訪問者に警告が表示されます。
SureServer の場合、OV 製品には `Cybertrust Japan SureServer CA G4`、EV 製品には `Cybertrust Japan SureServer EV CA G3` を使います。

サーバー証明書の発行元の証明書がなく、同じ会社の別の中間証明書があるときに報告します。

## 例

```certificate,with path=../elsewhere.pem pool
cn=Example CA G4
o=Example CA
ca=true
---
cn=Example EV CA G3
o=Example CA
ca=true
name=ev
```

```certificate,bad path=server.pem
cn=www.example.jp
issuer=Example CA G4
---
cn=Example EV CA G3
o=Example CA
ca=true
name=other
```

```certificate,good path=server.pem
cn=www.example.jp
issuer=Mine
---
cn=Example CA G4
o=Example CA
ca=true
name=Mine
```

## 直し方

正しい証明書をダウンロードする必要があるため、自動では直せません。
)md"},
    .references = kReferences,
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
