#include <array>

#include "lint/context.h"
#include "placeholders.h"
#include "redirect_lines.h"

namespace htlint::rules {
namespace {

enum Variant : std::size_t { kHostUnknown, kSampleHost, kErrorPage, kFiller };

constexpr Text kHostMessage = {
    "the placeholder `{0}` was left in; the site's host name belongs in its place",
    "手順書の `{0}` がそのまま残っています。ここにはサイトのホスト名を書きます"};

constexpr std::array<Wording, 4> kVariants = {{
    {.message = kHostMessage,
     .help = {.en = "Write the common name of the certificate there. If htlint knows it (--host, "
                    "`site.host` in htlint.toml, or --cert), it offers the correction.",
              .ja = "証明書のコモンネームに書き換えてください。--host、htlint.toml の `site.host`、"
                    "または --cert でホスト名を指定すると、htlint が修正を提案します。"}},
    {.message = {.en = "`{0}` is a sample of the hosting guide, not the name of this site",
                 .ja = "`{0}` は手順書の見本で、このサイトの名前ではありません"},
     .help = {.en = "Write the site's own host name there.",
              .ja = "サイトのホスト名に書き換えてください。"}},
    {.message = {.en = "`{0}` is a sample of the hosting guide, and there is no such page here",
                 .ja = "`{0}` は手順書の見本で、このページは存在しません"},
     .help = {.en = "Write the path of your own error page there, or remove the line.",
              .ja = "実際のエラーページのパスに書き換えるか、行を削除してください。"}},
    {.message = {.en = "`{0}` looks like a placeholder that was left in",
                 .ja = "`{0}` は、書き換え忘れた見本のようです"},
     .help = {.en = "Write the real value there.", .ja = "実際の値に書き換えてください。"}},
}};

constexpr Text kTitle = {"Replace it by {1}", "{1} に書き換えます"};

std::string escapeDots(const std::string& host) {
  std::string result;
  for (const char c : host) result += c == '.' ? std::string("\\.") : std::string(1, c);
  return result;
}

/// The site may really have that name.
bool isOwnName(const Site& site, const std::string& name) {
  std::vector<std::string> names = site.settings().aliases;
  names.insert(names.end(), site.settings().domains.begin(), site.settings().domains.end());
  if (const auto host = site.host()) names.push_back(*host);
  if (site.settings().contractDomain) names.push_back(*site.settings().contractDomain);
  return std::any_of(names.begin(), names.end(), [&](const std::string& own) {
    return equalsIgnoringCase(own, name) || lowerAscii(own).ends_with("." + name);
  });
}

/// What follows the host of a URL without becoming a part of it.
bool endsHost(const Placeholder& found) {
  const std::string& rest = found.rest;
  return rest.empty() || rest.starts_with("%{REQUEST_URI}") ||
         std::string_view("/?#: \t\"'").find(rest[0]) != std::string_view::npos;
}

void offerHost(const Context& ctx, htaccess::NodeId node, const Placeholder& found,
               const std::string& host, FindingBuilder& builder) {
  if (isManaged(ctx.htaccess(), node)) return;
  FixSafety safety = ctx.site().settings().domains.empty() ? FixSafety::kSafe : FixSafety::kUnsafe;
  text::TextEdit edit{found.range, found.escapedDots ? escapeDots(host) : host};
  if (found.afterSlashes) {
    if (found.next == "／") {
      edit.range.end = found.nextRange.end;
      edit.replacement += "/";
    } else if (!endsHost(found)) {
      edit.replacement += "/";
      safety = FixSafety::kUnsafe;
    }
  } else if (!found.name.starts_with("www.") && found.kind != PlaceholderKind::kWord) {
    // A bare domain in a condition is probably meant without `www.`.
    safety = FixSafety::kUnsafe;
  }
  builder.fix(safety, kTitle, std::vector<text::TextEdit>{std::move(edit)});
}

void reportHost(Context& ctx, htaccess::NodeId node, const Placeholder& found) {
  const auto host = ctx.site().host();
  FindingBuilder builder = ctx.report(found.range, found.shown, host.value_or(""));
  if (found.kind == PlaceholderKind::kSampleHost) {
    builder.variant(kSampleHost);
  } else if (!host) {
    builder.variant(kHostUnknown);
  }
  if (host) offerHost(ctx, node, found, *host, builder);
}

void check(Context& ctx) {
  const std::size_t count = ctx.htaccess().document->nodes().size();
  for (htaccess::NodeId node = 0; node < count; ++node) {
    for (const Placeholder& found : placeholdersIn(ctx.htaccess(), node)) {
      switch (found.kind) {
        case PlaceholderKind::kErrorPage:
          if (!ctx.site().exists(found.name.substr(1))) {
            ctx.report(found.range, found.shown).variant(kErrorPage);
          }
          break;
        case PlaceholderKind::kFiller:
          ctx.report(found.range, found.shown).variant(kFiller);
          break;
        case PlaceholderKind::kWord:
          reportHost(ctx, node, found);
          break;
        case PlaceholderKind::kHost:
        case PlaceholderKind::kSampleHost:
          if (!isOwnName(ctx.site(), found.name)) reportHost(ctx, node, found);
          break;
      }
    }
  }
}

}  // namespace

extern constinit const RuleInfo placeholderLeft{
    .name = "placeholder-left",
    .group = Group::kHttps,
    .severity = Severity::kError,
    .fix = FixSafety::kSafe,
    .since = "0.1",
    .summary = {.en = "A placeholder or a sample value of the hosting guide was left in.",
                .ja = "手順書の見本の文字が、書き換えられずに残っています。"},
    .message = kHostMessage,
    .help = {.en = "Write {1} there.", .ja = "{1} に書き換えてください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

The hosting guide prints `https://「コモンネーム」/$1` and leaves it to the reader to put the common
name of the certificate there, brackets and all. Left in, httpd accepts the line and sends every
visitor to a host that does not exist. The same goes for the guide's example `www.xxx.co.jp`, its
samples `www.sample05.jp` and `/system_error_page/xx.html`, and for runs of ten or more `x`.

Full-width letters and brackets are recognised, in UTF-8 and in Shift_JIS. Comments are left alone,
and so is a name that the site really has.

## Example

```apache,bad host=www.example.co.jp
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://「コモンネーム」/$1 [R=301,L]
```

```apache,fixed
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,good host=www.example.co.jp
# Replace 「コモンネーム」 by the host.
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

## Fix safety

Where the site's host is known, exactly the placeholder is replaced by it, which is safe. It is unsafe
where a slash has to be added behind the host, where a bare domain stands in a condition, and where
other sites share the web root (`site.domains`). An error page that does not exist has no automatic
correction.
)md",
             .ja = R"md(
## どうなるか

ホスティングの手順書には `https://「コモンネーム」/$1` と印刷されていて、かぎ括弧ごと証明書のコモンネームに書き換えることになっています。
書き換えずに残っていても httpd は受け付け、すべての訪問者を存在しないホストに転送します。
例として挙げられている `www.xxx.co.jp`、見本の `www.sample05.jp` や `/system_error_page/xx.html`、10 文字以上続く `x` も同じです。

全角の文字や括弧も、UTF-8 と Shift_JIS の両方で見つけます。
コメントの中や、サイトの実際の名前は報告しません。

## 例

```apache,bad host=www.example.co.jp
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://「コモンネーム」/$1 [R=301,L]
```

```apache,fixed
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

```apache,good host=www.example.co.jp
# Replace 「コモンネーム」 by the host.
RewriteEngine on
RewriteCond %{HTTPS} off
RewriteRule ^(.*)$ https://www.example.co.jp/$1 [R=301,L]
```

## 修正の安全性

サイトのホスト名がわかっていれば、見本の部分だけをそれに置き換えます。
これは安全な修正です。
ホスト名の後にスラッシュを補う場合、条件の中の `xxx.co.jp` を置き換える場合、ほかのサイトとウェブルートを共有している場合（`site.domains`）は、安全な修正とはしません。
存在しないエラーページは、自動では直せません。
)md"},
    .check = check,
};

}  // namespace htlint::rules
