#include <array>
#include <chrono>

#include "judged_leaf.h"

namespace htlint::rules {
namespace {

/// Baseline Requirements 7.1.2.7.4: the attribute is prohibited from this day on.
constexpr x509::Time kSince = std::chrono::sys_days(std::chrono::year(2022) / 9 / 1);

void check(Context& ctx) {
  const x509::FileCertificate* leaf = judgedLeaf(ctx);
  if (leaf == nullptr || leaf->certificate.isSelfSigned()) return;
  const auto unit = leaf->certificate.subject().find("OU");
  const auto issued = leaf->certificate.notBefore();
  if (!unit || !issued || *issued < kSince) return;
  ctx.report(placeOf(ctx.certificateFile(), *leaf), *unit);
}

constexpr std::array<std::string_view, 1> kReferences = {
    "https://cabforum.org/working-groups/server/baseline-requirements/requirements/"};

}  // namespace

extern constinit const RuleInfo certificateOuPresent{
    .name = "certificate-ou-present",
    .group = Group::kCertificate,
    .severity = Severity::kInfo,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary =
        {.en = "The certificate names an organisational unit (OU), which public CAs no longer do.",
         .ja = "証明書に組織単位名（OU）があります。公的な認証局はもう OU を入れません。"},
    .message = {.en = "the certificate names the unit `{0}` (OU); public CAs have issued none "
                      "since 2022-09-01",
                .ja = "証明書に組織単位名（OU）`{0}` が入っています。公的な認証局は 2022 年 9 月 1 "
                      "日以降、OU を入れていません"},
    .help = {.en = "Nothing breaks. If the certificate comes from a public CA, tell the CA; for "
                   "one of your own, leave the OU out next time.",
             .ja = "このままでも問題は起きません。公的な認証局の証明書であれば、認証局に知らせてく"
                   "ださい。自分で作ったものであれば、次回から OU を省いてください。"},
    .docs = {.en = R"md(
## What happens

The organisational unit (OU) was text that nobody could verify, and so the CAs and browsers agreed to
leave it out of server certificates from 2022-09-01 on. A certificate that was issued later and has
one comes from a private CA, or from an old template. Forms that still ask for an OU in the request
are no reason to worry: the CA drops it.

## Example

```certificate,bad path=server.pem
cn=www.example.jp
o=Example KK
ou=Web
```

```certificate,good path=server.pem
cn=www.example.jp
o=Example KK
```

## How to fix it

There is no automatic fix, and no hurry.
)md",
             .ja = R"md(
## どうなるか

組織単位名（OU）は誰にも確認できない項目だったため、認証局とブラウザーの合意により、2022 年 9 月 1 日以降のサーバー証明書には入れないことになりました。
それより後に発行されて OU が入っているのは、社内の認証局の証明書か、古いひな形で作られたものです。
申請フォームで OU の入力を求められることがありますが、認証局が発行時に取り除くため、気にする必要はありません。

## 例

```certificate,bad path=server.pem
cn=www.example.jp
o=Example KK
ou=Web
```

```certificate,good path=server.pem
cn=www.example.jp
o=Example KK
```

## 直し方

自動では直せません。急ぐ必要もありません。
)md"},
    .references = kReferences,
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
