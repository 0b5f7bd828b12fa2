#include "lint/context.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  const x509::RenewalNotice* notice = ctx.site().notice();
  if (notice == nullptr || notice->lastDay) return;
  const text::SourceFilePtr& source = ctx.site().input().notice;
  ctx.reportPath(source->path()).finding().file = source;
}

}  // namespace

extern constinit const RuleInfo noticeUnreadable{
    .name = "notice-unreadable",
    .group = Group::kCertificate,
    .severity = Severity::kWarning,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "The renewal notice does not say when the certificate ends.",
                .ja = "更新案内から、証明書の有効期間満了日を読み取れません。"},
    .message = {.en = "no last day (`有効期間満了日`) can be read from this renewal notice",
                .ja = "この更新案内から「有効期間満了日」を読み取れません"},
    .help = {.en = "Save the CA's mail as text, as a whole, and name that file.",
             .ja = "認証局のメール全体をテキストとして保存し、そのファイルを指定してください。"},
    .docs = {.en = R"md(
## What happens

The notice tells by which day the renewal has to be applied for, in a line `有効期間満了日 2026年05月31日`.
Without it htlint cannot tell the old certificate from the renewed one. The text may be UTF-8, Shift_JIS
or UTF-16, with or without a colon.

## Example

```toml,with
[site]
notice = "notice.txt"
```

```file,bad path=notice.txt
コモンネーム(CN) : www.example.jp
```

```file,good path=notice.txt
有効期間満了日 2026年05月31日
コモンネーム(CN) : www.example.jp
```

## How to fix it

There is no automatic fix.
)md",
             .ja = R"md(
## どうなるか

更新案内には、申請の期限になる日付が `有効期間満了日 2026年05月31日` のような行で書かれています。
この行がないと、更新前の証明書と更新後の証明書を見分けられません。
文字コードは UTF-8、Shift_JIS、UTF-16 のどれでもよく、コロンの有無も問いません。

## 例

```toml,with
[site]
notice = "notice.txt"
```

```file,bad path=notice.txt
コモンネーム(CN) : www.example.jp
```

```file,good path=notice.txt
有効期間満了日 2026年05月31日
コモンネーム(CN) : www.example.jp
```

## 直し方

自動では直せません。
)md"},
    .checkSite = check,
};

}  // namespace htlint::rules
