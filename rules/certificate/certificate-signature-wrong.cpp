#include <array>
#include <optional>
#include <unordered_map>

#include "judged_leaf.h"
#include "x509/integrity.h"

namespace htlint::rules {
namespace {

using x509::Integrity;

enum Variant : std::size_t { kOneOfTwo, kNotSigned };

/// Bounds for files that are made to cost time.
constexpr std::size_t kMostIssuers = 16;
constexpr std::size_t kMostChecks = 8000;

constexpr Text kIssuer = {"the certificate of the issuer, by name and key identifier",
                          "名前と鍵識別子が一致する発行者の証明書"};
constexpr Text kNamesake = {"the certificate of the issuer, by its name",
                            "名前が一致する発行者の証明書"};

constexpr std::array<Wording, 2> kVariants = {{
    {{.en = "`{0}` and its issuer `{1}` do not fit together: in one of the two at least one "
            "character was changed",
      .ja =
          "`{0}` と発行者 `{1}` の証明書が合いません。どちらかで少なくとも 1 文字が変わっています"},
     {.en = "Paste both certificates again from the CA's mail or download page.",
      .ja = "認証局のメールやダウンロードページから、両方の証明書を貼り付け直してください。"}},
    {{.en = "`{0}` is not signed by the certificate of `{1}` that stands beside it",
      .ja = "`{0}` は、一緒に置かれている `{1}` の証明書で署名されたものではありません"},
     {.en =
          "Either at least one character of it was changed, or the CA signed it with another key: "
          "then the certificate of `{1}` is the wrong one. Fetch both again from the CA.",
      .ja = "少なくとも 1 文字が変わっているか、認証局が別の鍵で署名しています。"
            "後者の場合、`{1}` の証明書が違います。"
            "認証局から両方を取得し直してください。"}},
}};

/// A certificate of the file that is not what its issuer signed.
struct Mismatch {
  Integrity integrity = Integrity::kUnknown;
  const x509::Certificate* issuer = nullptr;
  const x509::FileCertificate* entry = nullptr;  // the issuer's, where it is in the file
};

class IssuerSearch {
 public:
  explicit IssuerSearch(const Context& ctx) : ctx_(ctx), file_(ctx.certificateFile()) {
    for (const x509::FileCertificate& entry : file_.bundle->certificates) {
      bySubject_.emplace(entry.certificate.subjectHash(), &entry);
    }
  }

  std::optional<Mismatch> find(const x509::Certificate& certificate) {
    found_ = {};
    if (certificate.isSelfSigned()) return std::nullopt;
    const auto [first, last] = bySubject_.equal_range(certificate.issuerHash());
    std::size_t tried = 0;
    for (auto at = first; at != last && tried < kMostIssuers; ++at, ++tried) {
      if (isIntact(certificate, at->second->certificate, at->second)) return std::nullopt;
    }
    for (const auto& pool : {ctx_.site().input().pool, ctx_.site().input().roots}) {
      if (!pool) continue;
      for (const std::size_t index : pool->withSubject(certificate.issuerHash())) {
        if (++tried > 2 * kMostIssuers) break;
        if (isIntact(certificate, pool->certificates()[index], nullptr)) return std::nullopt;
      }
    }
    return found_.issuer == nullptr ? std::nullopt : std::optional(found_);
  }

 private:
  bool isIntact(const x509::Certificate& certificate, const x509::Certificate& issuer,
                const x509::FileCertificate* entry) {
    if (checks_++ > kMostChecks) return true;
    const Integrity integrity = x509::checkIntegrity(certificate, issuer);
    if (integrity == Integrity::kIntact) return true;
    // Without key identifiers only what was put beside it says that this is the issuer.
    if (integrity == Integrity::kNotSigned && entry == nullptr) return false;
    const bool better = found_.issuer == nullptr || found_.integrity == Integrity::kNotSigned;
    if (integrity != Integrity::kUnknown && better) found_ = {integrity, &issuer, entry};
    return false;
  }

  const Context& ctx_;
  const CertificateFile& file_;
  std::unordered_multimap<std::uint64_t, const x509::FileCertificate*> bySubject_;
  std::size_t checks_ = 0;
  Mismatch found_;
};

void check(Context& ctx) {
  const CertificateFile& file = ctx.certificateFile();
  IssuerSearch search(ctx);
  for (const x509::FileCertificate& entry : file.bundle->certificates) {
    const auto mismatch = search.find(entry.certificate);
    if (!mismatch) continue;
    FindingBuilder finding =
        ctx.report(placeOf(file, entry), titleOf(entry.certificate), titleOf(*mismatch->issuer));
    const bool unsure = mismatch->integrity == Integrity::kNotSigned;
    if (mismatch->integrity == Integrity::kOneChanged) finding.variant(kOneOfTwo);
    if (unsure) finding.variant(kNotSigned).severity(Severity::kWarning);
    if (mismatch->entry != nullptr && mismatch->entry != &entry) {
      finding.related(unsure ? kNamesake : kIssuer, placeOf(file, *mismatch->entry));
    }
  }
}

}  // namespace

extern constinit const RuleInfo certificateSignatureWrong{
    .name = "certificate-signature-wrong",
    .group = Group::kCertificate,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "A certificate is not what its issuer signed.",
                .ja = "証明書の内容が、発行者の署名したものと異なります。"},
    .message = {.en = "the content of `{0}` differs from what `{1}` signed: at least one character "
                      "was changed",
                .ja = "`{0}` の内容が `{1}` の署名したものと異なります。"
                      "少なくとも 1 文字が変わっています"},
    .help = {.en = "No program tells which character it is, and every browser refuses the "
                   "certificate. Paste the block again from the CA's mail or download page.",
             .ja = "どの文字かは誰にも分かりませんが、すべてのブラウザーがこの証明書を拒否します。"
                   "認証局のメールやダウンロードページから、ブロックを貼り付け直してください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

A certificate in which one character was changed often still looks like one: the server loads it
without complaint, and only the visitors' browsers find that the issuer's signature does not fit. That
is found here when the issuer's certificate is in the same file, in the pool (`--pool`) or among the
trust anchors. Without it nobody can know.

When the issuer's name and key identifier fit, the content was changed. Without key identifiers it may
also be that the CA has another key of the same name; the finding is a warning then.

## Example

```pem,bad path=server.pem
-----BEGIN CERTIFICATE-----
MIIBLTCB4KADAgECAhQOIWDF18X6EZxECXol+oEdxUfxyzAFBgMrZXAwFTETMBEG
A1UEAwwKRXhhbXBsZSBDQTAeFw0yNjAxMDEwMDAwMDBaFw0yNjA4MDEwMDAwMDBa
MBkxFzAVBgNVBAMMDnd3dy5leGFtcGxlLmpwMCowBQYDK2VwAyEALdhgnks1tUIC
I+WuurvKmsvApuUntqBkEEhn9v+DcfmjPjA8MBkGA1UdEQQSMBCCDnd3dy5leGFt
cGxlLmpwMB8GA1UdIwQYMBaAFJrYAecfgB/15hw7C2ZaFAlE0I5pMAUGAytlcANB
AIJrseATVOTNqV3r/BXyVZ6ugbwsXSXVS0bL8VK1eTCTJFFJmwhSb8T86NmJnIMJ
59H/CAb34KPItsKtHqibWQE=
-----END CERTIFICATE-----
-----BEGIN CERTIFICATE-----
MIIBHTCB0KADAgECAhRPu11QojXUDPt+71H/JMgk4mi4izAFBgMrZXAwFTETMBEG
A1UEAwwKRXhhbXBsZSBDQTAeFw0yNTAxMDEwMDAwMDBaFw0zNTAxMDEwMDAwMDBa
MBUxEzARBgNVBAMMCkV4YW1wbGUgQ0EwKjAFBgMrZXADIQDL3e6aqDG0GCd1nkOt
fO6fxIe53yvG8P+OCS8rk0YmiaMyMDAwDwYDVR0TAQH/BAUwAwEB/zAdBgNVHQ4E
FgQUmtgB5x+AH/XmHDsLZloUCUTQjmkwBQYDK2VwA0EAc6U+cxH1JQegpinxxPAo
ySS8RBsQnqhY+Sx3uSIpPfe4BP2/JNOzk4JAAG+kK91moXzGSc6SZsKcDJIzcXpO
Dw==
-----END CERTIFICATE-----
```

```certificate,good path=server.pem
cn=www.example.jp
issuer=Example CA
---
name=Example CA
cn=Example CA
ca=true
issuer=self
```

## How to fix it

There is no automatic fix: the signature proves that something was changed, not what.
)md",
             .ja = R"md(
## どうなるか

1 文字だけ変わった証明書も、多くの場合は証明書に見えます。
サーバーは何も言わずに読み込み、訪問者のブラウザーで初めて、発行者の署名が合わないと分かります。
発行者の証明書が同じファイルか、`--pool` のフォルダーか、信頼するルート証明書の中にあれば、ここで見つけます。
発行者の証明書がなければ、誰にも分かりません。

発行者の名前と鍵識別子が一致していれば、内容が変わっています。
鍵識別子がない場合は、認証局が同じ名前で別の鍵を使った可能性もあるため、警告になります。

## 例

```pem,bad path=server.pem
-----BEGIN CERTIFICATE-----
MIIBLTCB4KADAgECAhQOIWDF18X6EZxECXol+oEdxUfxyzAFBgMrZXAwFTETMBEG
A1UEAwwKRXhhbXBsZSBDQTAeFw0yNjAxMDEwMDAwMDBaFw0yNjA4MDEwMDAwMDBa
MBkxFzAVBgNVBAMMDnd3dy5leGFtcGxlLmpwMCowBQYDK2VwAyEALdhgnks1tUIC
I+WuurvKmsvApuUntqBkEEhn9v+DcfmjPjA8MBkGA1UdEQQSMBCCDnd3dy5leGFt
cGxlLmpwMB8GA1UdIwQYMBaAFJrYAecfgB/15hw7C2ZaFAlE0I5pMAUGAytlcANB
AIJrseATVOTNqV3r/BXyVZ6ugbwsXSXVS0bL8VK1eTCTJFFJmwhSb8T86NmJnIMJ
59H/CAb34KPItsKtHqibWQE=
-----END CERTIFICATE-----
-----BEGIN CERTIFICATE-----
MIIBHTCB0KADAgECAhRPu11QojXUDPt+71H/JMgk4mi4izAFBgMrZXAwFTETMBEG
A1UEAwwKRXhhbXBsZSBDQTAeFw0yNTAxMDEwMDAwMDBaFw0zNTAxMDEwMDAwMDBa
MBUxEzARBgNVBAMMCkV4YW1wbGUgQ0EwKjAFBgMrZXADIQDL3e6aqDG0GCd1nkOt
fO6fxIe53yvG8P+OCS8rk0YmiaMyMDAwDwYDVR0TAQH/BAUwAwEB/zAdBgNVHQ4E
FgQUmtgB5x+AH/XmHDsLZloUCUTQjmkwBQYDK2VwA0EAc6U+cxH1JQegpinxxPAo
ySS8RBsQnqhY+Sx3uSIpPfe4BP2/JNOzk4JAAG+kK91moXzGSc6SZsKcDJIzcXpO
Dw==
-----END CERTIFICATE-----
```

```certificate,good path=server.pem
cn=www.example.jp
issuer=Example CA
---
name=Example CA
cn=Example CA
ca=true
issuer=self
```

## 直し方

自動では直せません。
署名から分かるのは、何かが変わったことだけです。
)md"},
    .checkCertificateFile = check,
};

}  // namespace htlint::rules
