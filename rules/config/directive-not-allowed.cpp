#include <array>
#include <string>

#include "lint/ascii.h"
#include "lint/context.h"

namespace htlint::rules {
namespace {

constexpr std::array kVariants = {
    Wording{
        {.en = "this server does not allow `{0}` in .htaccess: AllowOverride would have to include "
               "{1}",
         .ja =
             "このサーバーの .htaccess では `{0}` を使えません（AllowOverride に {1} が必要です）"},
        {.en = "Delete it, or ask the hosting service to allow {1}.",
         .ja = "削除するか、{1} を許可してもらえるかサーバー会社に相談してください。"}},
    Wording{
        {.en = "`{0}` is not allowed in .htaccess, which holds for its own folder",
         .ja = "`{0}` は .htaccess には書けません。.htaccess は置いたフォルダーに対して働きます"},
        {.en = "Put the contents into a `.htaccess` in that folder, or use `<Files>`.",
         .ja = "中身を、対象のフォルダーに置いた `.htaccess` に書くか、`<Files>` "
               "を使ってください。"}},
    Wording{
        {.en = "`{0}` is not allowed inside `<{2}>`", .ja = "`{0}` は `<{2}>` の中には書けません"},
        {.en = "Move it out of the section.", .ja = "セクションの外に移してください。"}},
};

enum Variant : std::size_t { kOverride, kPlace, kSection };

/// `<Files` with its bracket.
std::string closed(std::string name) {
  if (name.starts_with('<')) name += '>';
  return name;
}

/// Sections that say where their contents hold, which the place of a .htaccess file says already.
bool isPlaceSection(std::string_view name) {
  if (name.starts_with('<')) name.remove_prefix(1);
  for (const std::string_view section :
       {"Directory", "DirectoryMatch", "Location", "LocationMatch"}) {
    if (equalsIgnoringCase(name, section)) return true;
  }
  return false;
}

void check(Context& ctx) {
  for (const httpd::ConfigError* error :
       ctx.configErrors(httpd::ConfigCode::kDirectiveNotAllowed)) {
    const std::string name = closed(error->args[0]);
    FindingBuilder finding = ctx.report(*error, name, error->args[1], error->args[2]);
    if (error->args[1] != "context") {
      finding.variant(kOverride);
    } else if (!error->args[2].empty()) {
      finding.variant(kSection);
    } else if (isPlaceSection(error->args[0])) {
      finding.variant(kPlace);
    }
  }
}

}  // namespace

extern constinit const RuleInfo directiveNotAllowed{
    .name = "directive-not-allowed",
    .group = Group::kConfig,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "A directive may not stand in this place of .htaccess.",
                .ja = "この場所には書けないディレクティブがあります。"},
    .message = {.en = "`{0}` is not allowed in .htaccess",
                .ja = "`{0}` は .htaccess には書けません"},
    .help = {.en = "It belongs into the configuration of the server itself. Delete it, or ask the "
                   "hosting service.",
             .ja = "サーバー本体の設定ファイルに書くものです。削除するか、サーバー会社に相談してく"
                   "ださい。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

Many directives concern the server as a whole and are refused in `.htaccess` with "not allowed here" and
500 for every request. Others depend on AllowOverride: the server's owner decides which classes of
directives a `.htaccess` may use (`--allow-override` or `target.allow-override` tell htlint).

## Example

```apache,bad
<Directory "/var/www/html/private">
Require all denied
</Directory>
```

```apache,bad
ServerTokens Prod
```

```apache,good
<Files "private.html">
Require all denied
</Files>
```

## How to fix it

There is no automatic fix. What `<Directory>` is for is done by a `.htaccess` in that folder itself; for
single files there are `<Files>` and `<FilesMatch>`.
)md",
             .ja = R"md(
## どうなるか

サーバー全体に関わるディレクティブは `.htaccess` には書けず、"not allowed here" としてすべてのアクセスに 500 が返ります。
AllowOverride によって変わるものもあります。
`.htaccess` でどの種類のディレクティブを使えるかは、サーバーの管理者が決めています（htlint には `--allow-override` または `target.allow-override` で伝えます）。

## 例

```apache,bad
<Directory "/var/www/html/private">
Require all denied
</Directory>
```

```apache,bad
ServerTokens Prod
```

```apache,good
<Files "private.html">
Require all denied
</Files>
```

## 直し方

自動では直せません。
`<Directory>` で行うことは、そのフォルダー自体に `.htaccess` を置けばできます。
個々のファイルには `<Files>` や `<FilesMatch>` を使います。
)md"},
    .check = check,
};

}  // namespace htlint::rules
