#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

#include "judged_leaf.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kAbsent, kAnyBeside, kAnyAlone };

constexpr std::array<Wording, 3> kVariants = {{
    {{.en = "this certificate does not say what it is for (extended key usage); iPhones and Macs "
            "refuse it",
      .ja = "この証明書には用途（拡張鍵用途）が書かれていません。iPhone や Mac に拒否されます"},
     {.en = "Have the certificate issued again with the extended key usage `serverAuth`.",
      .ja = "拡張鍵用途に `serverAuth` を入れて、証明書を発行し直してもらってください。"}},
    {{.en = "the extended key usage of this certificate allows any purpose, which no server "
            "certificate should",
      .ja = "この証明書の拡張鍵用途が「すべての用途」を許しています。サーバー証明書では認められてい"
            "ません"},
     {.en = "It works. Have the next certificate issued with `serverAuth` alone.",
      .ja = "このままでも使えます。次回は `serverAuth` だけを入れて発行してもらってください。"}},
    {{.en = "the extended key usage of this certificate says \"any purpose\" instead of "
            "`serverAuth`; OpenSSL refuses it for a server",
      .ja = "この証明書の拡張鍵用途は `serverAuth` ではなく「すべての用途」です。OpenSSL "
            "はサーバー用として受け付けません"},
     {.en = "Have the certificate issued again with the extended key usage `serverAuth`.",
      .ja = "拡張鍵用途に `serverAuth` を入れて、証明書を発行し直してもらってください。"}},
}};

/// The rule's own message.
constexpr std::size_t kOthers = kVariants.size();

/// Apple's systems want the extension in certificates issued from this day on (support.apple.com
/// 103769).
constexpr x509::Time kApple = std::chrono::sys_days(std::chrono::year(2019) / 7 / 1);

bool claimsAny(const x509::Extensions& extensions) {
  const auto& usages = *extensions.extendedKeyUsage;
  return std::find(usages.begin(), usages.end(), x509::kAnyExtendedUsage) != usages.end();
}

/// Nothing where the certificate is as it should be.
std::optional<std::size_t> variantFor(const x509::Certificate& certificate) {
  const x509::Extensions& extensions = certificate.extensions();
  if (!extensions.extendedKeyUsage) {
    const bool late = certificate.notBefore() && *certificate.notBefore() >= kApple;
    const bool ownMaking = certificate.isSelfSigned() || certificate.isCa();
    return late && !ownMaking ? std::optional<std::size_t>(kAbsent) : std::nullopt;
  }
  const bool any = claimsAny(extensions);
  if (extensions.allowsServerAuth()) {
    return any ? std::optional<std::size_t>(kAnyBeside) : std::nullopt;
  }
  return any ? std::size_t{kAnyAlone} : kOthers;
}

void check(Context& ctx) {
  const x509::FileCertificate* leaf = judgedLeaf(ctx);
  if (leaf == nullptr) return;
  const auto variant = variantFor(leaf->certificate);
  if (!variant) return;
  if (*variant == kOthers && !isNamed(ctx)) return;
  FindingBuilder finding = ctx.report(placeOf(ctx.certificateFile(), *leaf));
  if (*variant != kOthers) finding.variant(*variant);
  if (*variant == kAbsent || *variant == kAnyBeside) finding.severity(Severity::kWarning);
}

constexpr std::array<std::string_view, 2> kReferences = {
    "https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.12", "https://support.apple.com/103769"};

}  // namespace

extern constinit const RuleInfo certificateServerAuthMissing{
    .name = "certificate-server-auth-missing",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en =
                    "The certificate is not for servers: its extended key usage lacks serverAuth.",
                .ja = "サーバー用の証明書ではありません（拡張鍵用途に serverAuth がありません）。"},
    .message = {.en = "this certificate is not for servers: its extended key usage lacks "
                      "`serverAuth`, and clients refuse it",
                .ja = "サーバー用の証明書ではありません。拡張鍵用途（Extended Key Usage）に "
                      "`serverAuth` がないため、クライアントに拒否されます"},
    .help = {.en = "See whether this is the certificate of a person, a mail address or a client. "
                   "Use the server's, or have one issued with `serverAuth`.",
             .ja =
                 "個人用・メール用・クライアント用の証明書と取り違えていないか確認してください。サ"
                 "ーバー用の証明書を使うか、`serverAuth` を入れて発行し直してもらってください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

The extended key usage of a certificate says in which role it may appear. Browsers and OpenSSL refuse
a server whose certificate lacks `serverAuth` there; "any purpose" (`anyExtendedKeyUsage`) does not
replace it, and is not permitted in certificates of public CAs. Without the extension OpenSSL and most
browsers accept the certificate, but Apple's systems do not if it was issued from 2019-07-01 on.

## Example

```certificate,bad path=server.pem named
cn=www.example.jp
eku=clientAuth
```

```certificate,good path=server.pem named
cn=www.example.jp
eku=serverAuth,clientAuth
```

## How to fix it

There is no automatic fix: a certificate cannot be changed.

Have the certificate issued again; a CA sets this right by itself.
)md",
             .ja = R"md(
## どうなるか

拡張鍵用途（Extended Key Usage）は、証明書をどの役割で使ってよいかを示します。
ここに `serverAuth` がないサーバー証明書は、ブラウザーにも OpenSSL にも拒否されます。
「すべての用途」（`anyExtendedKeyUsage`）はその代わりにならず、公的な認証局の証明書では認められていません。
拡張鍵用途そのものがない証明書は、OpenSSL や多くのブラウザーでは使えますが、2019 年 7 月 1 日以降に発行されたものは Apple 製品に拒否されます。

## 例

```certificate,bad path=server.pem named
cn=www.example.jp
eku=clientAuth
```

```certificate,good path=server.pem named
cn=www.example.jp
eku=serverAuth,clientAuth
```

## 直し方

証明書は書き換えられないため、自動では直せません。

証明書を発行し直してもらってください。認証局が発行するときに正しい値になります。
)md"},
    .references = kReferences,
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
