#include <algorithm>
#include <array>
#include <optional>

#include "judged_leaf.h"
#include "text/encoding.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t {
  kAddress,
  kTrailingDot,
  kPartialWildcard,
  kWildcardOfAll,
  kUnderscore,
  kNoHost
};

constexpr std::array<Wording, 6> kVariants = {{
    {{.en =
          "the certificate has the IP address `{0}` in the form of a host name; it covers nothing",
      .ja = "証明書に IP アドレス `{0}` "
            "がホスト名の形で入っているため、どのホストの証明にもなりません"},
     {.en = "Have the certificate issued again with the address as a name of the kind `iPAddress` "
            "(OpenSSL: `IP:`), or with a host name.",
      .ja = "アドレスを `iPAddress` 型の名前（OpenSSL では "
            "`IP:`）にするか、ホスト名を使って、証明書を発行し直してください。"}},
    {{.en = "the certificate has the name `{0}`; with the dot at its end it covers nothing",
      .ja = "証明書の名前 `{0}` は末尾にドットがあるため、どのホストの証明にもなりません"},
     {.en = "Have the certificate issued again with names as they go over the wire: letters, "
            "digits and hyphens, Japanese names in their `xn--` form, no port, no `https://`.",
      .ja = "名前を正しい形にして、証明書を発行し直してもらってください。使えるのは英数字とハイフン"
            "で、日本語の名前は `xn--` の形にします。ポート番号や `https://` は付けません。"}},
    {{.en =
          "the certificate has the name `{0}`; browsers accept a `*` only as the whole first label",
      .ja = "証明書に名前 `{0}` がありますが、ブラウザーが認める `*` "
            "は先頭のラベル全体を表すものだけです"},
     {.en = "Have the certificate issued again with the full names, or with a `*` that stands for "
            "the whole first label.",
      .ja = "名前をすべて書き並べるか、先頭のラベル全体を `*` "
            "にして、証明書を発行し直してもらってください。"}},
    {{.en = "the wildcard `{0}` stands for a whole top-level domain; browsers do not accept it",
      .ja =
          "ワイルドカード `{0}` はトップレベルドメイン全体を表すため、ブラウザーに認められません"},
     {.en = "Have the certificate issued again with the site's own names.",
      .ja = "サイトの名前を書いて、証明書を発行し直してもらってください。"}},
    {{.en = "the certificate has the name `{0}` with an underscore, which no public CA may issue",
      .ja =
          "証明書の名前 `{0}` に下線（_）があります。公的な認証局は下線のある名前に発行できません"},
     {.en = "Browsers accept it. Choose a name without underscore before a public CA has to issue "
            "for it.",
      .ja =
          "ブラウザーでは使えます。公的な認証局に申請する前に、下線のない名前に変えてください。"}},
    {{.en = "the certificate has the name `{0}`, which is no host name; it covers nothing",
      .ja = "証明書の名前 `{0}` はホスト名の形になっていないため、どのホストの証明にもなりません"},
     {.en = "Have the certificate issued again with names as they go over the wire: letters, "
            "digits and hyphens, Japanese names in their `xn--` form, no port, no `https://`.",
      .ja = "名前を正しい形にして、証明書を発行し直してもらってください。使えるのは英数字とハイフン"
            "で、日本語の名前は `xn--` の形にします。ポート番号や `https://` は付けません。"}},
}};

/// Nothing where the name is as it should be.
std::optional<std::size_t> variantFor(std::string_view name) {
  if (x509::parseIpAddress(name)) return kAddress;
  if (name.size() > 1 && name.ends_with('.')) return kTrailingDot;
  const bool hasStar = name.find('*') != std::string_view::npos;
  const std::string_view host = name.starts_with("*.") ? name.substr(2) : name;
  if (host.find('*') != std::string_view::npos) return kPartialWildcard;
  if (hasStar && host.find('.') == std::string_view::npos) return kWildcardOfAll;
  const auto ascii = x509::toAsciiHost(host);
  if (!ascii || !equalsIgnoringCase(*ascii, host)) return kNoHost;
  return name.find('_') == std::string_view::npos ? std::nullopt
                                                  : std::optional<std::size_t>(kUnderscore);
}

/// certificate-host-not-covered says it where a host of the site depends on the name.
bool isSaidAlready(const Context& ctx, const x509::Certificate& certificate,
                   const std::string& name) {
  if (!isSiteCertificateFile(ctx)) return false;
  const SiteSettings& settings = ctx.site().settings();
  const auto dependsOn = [&](const std::string& host) {
    const x509::HostMatch match = x509::matchHost(certificate, host);
    return !match.covered() && match.name == name;
  };
  return (settings.host && dependsOn(*settings.host)) ||
         std::any_of(settings.aliases.begin(), settings.aliases.end(), dependsOn);
}

void check(Context& ctx) {
  const x509::FileCertificate* leaf = judgedLeaf(ctx);
  if (leaf == nullptr) return;
  for (const std::string& name : leaf->certificate.dnsNames()) {
    const auto variant = variantFor(name);
    if (!variant || isSaidAlready(ctx, leaf->certificate, name)) continue;
    FindingBuilder finding = ctx.report(placeOf(ctx.certificateFile(), *leaf),
                                        text::toDisplayUtf8(name, text::Encoding::kUtf8));
    if (*variant != kNoHost) finding.variant(*variant);
    if (*variant == kUnderscore) finding.severity(Severity::kInfo);
  }
}

constexpr std::array<std::string_view, 2> kReferences = {
    "https://www.rfc-editor.org/rfc/rfc9525#section-6.3",
    "https://cabforum.org/working-groups/server/baseline-requirements/requirements/"};

}  // namespace

extern constinit const RuleInfo certificateNameInvalid{
    .name = "certificate-name-invalid",
    .group = Group::kCertificate,
    .severity = Severity::kWarning,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary =
        {.en = "One of the certificate's names (SANs) is written in a form that covers nothing.",
         .ja = "証明書の名前（SAN）に、どのホストの証明にもならない形のものがあります。"},
    .message =
        {.en = "the certificate has the name `{0}`, which is no host name; it covers nothing",
         .ja =
             "証明書の名前 `{0}` はホスト名の形になっていないため、どのホストの証明にもなりません"},
    .help =
        {.en = "Have the certificate issued again with names as they go over the wire: letters, "
               "digits and hyphens, Japanese names in their `xn--` form, no port, no `https://`.",
         .ja =
             "名前を正しい形にして、証明書を発行し直してもらってください。使えるのは英数字とハイフ"
             "ンで、日本語の名前は `xn--` の形にします。ポート番号や `https://` は付けません。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

A name in a certificate (SAN) is compared letter by letter with the host in the address. What is written
in another form never fits: an IP address in the place of a host name, a dot at the end, Japanese
letters instead of their `xn--` form, a port, `https://`. A `*` counts only as the whole first label,
and not directly before a top-level domain. Public CAs check this; certificates of one's own making
have such names.

## Example

```certificate,bad path=server.pem
cn=www.example.jp
san=www.example.jp
san=192.0.2.1
```

```certificate,good path=server.pem
cn=www.example.jp
san=www.example.jp
ip=192.0.2.1
```

## How to fix it

There is no automatic fix: a certificate cannot be changed. Have it issued again with the names in the
right form.
)md",
             .ja = R"md(
## どうなるか

証明書の名前（SAN）は、アドレスのホスト名と 1 文字ずつ照合されます。
ホスト名の場所に書かれた IP アドレス、末尾のドット、`xn--` の形になっていない日本語、ポート番号、`https://` などがあると、決して一致しません。
`*` は先頭のラベル全体を表すときだけ有効で、トップレベルドメインの直前では使えません。
公的な認証局は発行時に確認していますが、自分で作った証明書ではこのような名前が入ることがあります。

## 例

```certificate,bad path=server.pem
cn=www.example.jp
san=www.example.jp
san=192.0.2.1
```

```certificate,good path=server.pem
cn=www.example.jp
san=www.example.jp
ip=192.0.2.1
```

## 直し方

証明書は書き換えられないため、自動では直せません。
名前を正しい形にして、発行し直してもらってください。
)md"},
    .references = kReferences,
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
