#include <array>

#include "judged_leaf.h"

namespace htlint::rules {
namespace {

using x509::HostCoverage;

constexpr Text kReissueHelp = {
    .en =
        "Have a certificate issued whose names (SANs) include `{0}`. Until then, browsers show "
        "visitors a warning in place of the site.",
    .ja =
        "`{0}` を名前（SAN）に含む証明書を発行してもらってください。"
        "それまでは、サイトの代わりにブラウザーの警告が表示されます。"};

struct Miss {
  HostCoverage coverage;
  Wording wording;
};

constexpr std::array<Miss, 9> kMisses = {{
    {HostCoverage::kApexOfWww,
     {{.en = "the certificate covers `{1}`, but not `{0}`, the name without `www.`",
       .ja = "この証明書は `{1}` を対象にしていますが、`www.` のない `{0}` は対象外です"},
      {.en = "Apply for a certificate that has both names (the application form offers this), or "
             "publish the site under `{1}` only.",
       .ja = "両方の名前を含む証明書を申請するか（申請フォームで選べます）、"
             "`{1}` だけでサイトを公開してください。"}}},
    {HostCoverage::kWwwOfApex,
     {{.en = "the certificate covers `{1}`, but not `{0}`, the name with `www.`",
       .ja = "この証明書は `{1}` を対象にしていますが、`www.` の付いた `{0}` は対象外です"},
      {.en = "Apply for a certificate that has both names, or publish the site under `{1}` only.",
       .ja = "両方の名前を含む証明書を申請するか、`{1}` だけでサイトを公開してください。"}}},
    {HostCoverage::kApexOfWildcard,
     {{.en = "the wildcard `{1}` does not cover `{0}` itself",
       .ja = "ワイルドカード `{1}` は `{0}` 自体を対象にしません"},
      {.en = "A `*` stands for exactly one label. Have `{0}` added to the certificate as a name of "
             "its own.",
       .ja = "`*` はちょうど 1 つのラベルを表します。"
             "`{0}` を、証明書に独立した名前として追加してもらってください。"}}},
    {HostCoverage::kTwoLabels,
     {{.en = "the wildcard `{1}` covers one label only, so not `{0}`",
       .ja = "ワイルドカード `{1}` が対象にするのは 1 つのラベルだけで、`{0}` は対象外です"},
      {.en = "A `*` stands for exactly one label. Have `{0}` added to the certificate, or use a "
             "name with one label in place of the `*`.",
       .ja = "`*` はちょうど 1 つのラベルを表します。"
             "`{0}` を証明書に追加してもらうか、`*` の部分が 1 つのラベルになる名前を"
             "使ってください。"}}},
    {HostCoverage::kPartialWildcard,
     {{.en = "`{1}` does not cover `{0}`: browsers accept a `*` only as a whole label",
       .ja = "`{1}` は `{0}` を対象にしません。"
             "ブラウザーが認める `*` は、ラベル全体を表すものだけです"},
      kReissueHelp}},
    {HostCoverage::kCommonNameOnly,
     {{.en = "`{0}` stands in the certificate's common name only; browsers look at its alternative "
             "names (SANs) alone",
       .ja = "`{0}` は証明書のコモンネームにしかありません。"
             "ブラウザーは代替名（SAN）だけを見ます"},
      kReissueHelp}},
    {HostCoverage::kAddress,
     {{.en = "the certificate does not cover the IP address `{0}`",
       .ja = "この証明書は IP アドレス `{0}` を対象にしていません"},
      {.en = "An address counts only as a name of the kind `iPAddress`, which few CAs issue. Use a "
             "host name for the site.",
       .ja = "IP アドレスは `iPAddress` 型の名前として入っている場合だけ有効で、"
             "発行する認証局はほとんどありません。サイトにはホスト名を使ってください。"}}},
    {HostCoverage::kTrailingDot,
     {{.en = "the certificate has the name `{1}`; with the dot at its end it does not cover `{0}`",
       .ja = "証明書の名前 `{1}` は末尾にドットがあるため、`{0}` を対象にしません"},
      kReissueHelp}},
    {HostCoverage::kNoNames,
     {{.en = "the certificate names no host (it has no alternative names, SANs), so it does not "
             "cover `{0}`",
       .ja = "この証明書にはホスト名（代替名、SAN）がないため、`{0}` を対象にしていません"},
      kReissueHelp}},
}};

constexpr auto kVariants = [] {
  std::array<Wording, kMisses.size()> wordings;
  for (std::size_t i = 0; i < kMisses.size(); ++i) wordings[i] = kMisses[i].wording;
  return wordings;
}();

void judge(Context& ctx, const x509::FileCertificate& leaf, const std::string& host,
           Severity severity) {
  const x509::HostMatch match = x509::matchHost(leaf.certificate, host);
  // A host that is none is the business of whoever reads the configuration.
  if (match.covered() || match.coverage == HostCoverage::kInvalidHost) return;
  FindingBuilder finding = ctx.report(placeOf(ctx.certificateFile(), leaf), host, match.name,
                                      listNames(leaf.certificate))
                               .severity(severity);
  for (std::size_t i = 0; i < kMisses.size(); ++i) {
    if (kMisses[i].coverage == match.coverage) finding.variant(i);
  }
}

void check(Context& ctx) {
  const x509::FileCertificate* leaf = ctx.certificateFile().leafCertificate();
  if (leaf == nullptr || !isSiteCertificateFile(ctx)) return;
  const SiteSettings& settings = ctx.site().settings();
  if (settings.host) judge(ctx, *leaf, *settings.host, Severity::kError);
  for (const std::string& alias : settings.aliases) {
    if (alias != settings.host) judge(ctx, *leaf, alias, Severity::kWarning);
  }
}

constexpr std::array<std::string_view, 1> kReferences = {
    "https://www.rfc-editor.org/rfc/rfc9525#section-6"};

}  // namespace

extern constinit const RuleInfo certificateHostNotCovered{
    .name = "certificate-host-not-covered",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The certificate does not cover the host under which the site is published.",
                .ja = "サイトを公開しているホスト名が、証明書の対象になっていません。"},
    .message = {.en = "the certificate does not cover `{0}`; it is for: {2}",
                .ja = "この証明書は `{0}` を対象にしていません（対象: {2}）"},
    .help = {.en = "See whether this is the certificate of another site. If not, have one issued "
                   "whose names (SANs) include `{0}`.",
             .ja = "別のサイトの証明書になっていないか確認してください。"
                   "そうでなければ、`{0}` を名前（SAN）に含む証明書を発行してもらってください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

Browsers compare the host in the address with the alternative names (SANs) of the certificate, and
with nothing else. If none of them fits, visitors see a full-page warning instead of the site, on
every page that is opened over https. The common name does not count.

A name without `www.` is another name than the one with it. A wildcard stands for exactly one label:
`*.example.jp` covers `www.example.jp`, but neither `example.jp` nor `a.b.example.jp`.

The hosts are those of `[site]` in htlint.toml (`host` and `aliases`) or of the options `--host` and
`--alias`. For an alias the finding is a warning: visitors who come over http can still be sent on.

## Example

```certificate,bad path=server.pem host=example.jp
cn=www.example.jp
```

```certificate,good path=server.pem host=example.jp
cn=www.example.jp
san=www.example.jp
san=example.jp
```

## How to fix it

There is no automatic fix: a certificate cannot be changed. Apply for one with all names of the site,
or publish the site under a name that the certificate has.
)md",
             .ja = R"md(
## どうなるか

ブラウザーは、アドレスのホスト名を証明書の代替名（SAN）とだけ照合します。
どれにも当てはまらないと、https で開くすべてのページで、サイトの代わりに警告画面が表示されます。
コモンネームは見られません。

`www.` の付いた名前と付かない名前は別の名前です。
ワイルドカードはちょうど 1 つのラベルを表します。
`*.example.jp` は `www.example.jp` を対象にしますが、`example.jp` も `a.b.example.jp` も対象にしません。

照合するホスト名は、htlint.toml の `[site]`（`host` と `aliases`）か、`--host` と `--alias` で指定したものです。
別名（alias）の場合は警告になります。http で来た訪問者は転送できるからです。

## 例

```certificate,bad path=server.pem host=example.jp
cn=www.example.jp
```

```certificate,good path=server.pem host=example.jp
cn=www.example.jp
san=www.example.jp
san=example.jp
```

## 直し方

証明書は書き換えられないため、自動では直せません。
サイトのすべての名前を含む証明書を申請するか、証明書にある名前でサイトを公開してください。
)md"},
    .references = kReferences,
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
