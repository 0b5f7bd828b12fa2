#include "lint/context.h"

namespace htlint::rules {
namespace {

void check(Context& ctx) {
  const std::string& reason = ctx.htaccess().input.unreadable;
  if (!reason.empty()) ctx.report(text::TextRange{}, reason);
}

}  // namespace

extern constinit const RuleInfo fileUnreadable{
    .name = "file-unreadable",
    .group = Group::kFile,
    .severity = Severity::kError,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "A `.htaccess` file cannot be read.",
                .ja = "`.htaccess` ファイルを読み込めません。"},
    .message = {.en = "the file cannot be read: {0}", .ja = "ファイルを読み込めません: {0}"},
    .help =
        {.en = "httpd answers 403 for the whole folder if it cannot read `.htaccess` either. Give "
               "the file the permissions 644; it may not be a folder.",
         .ja = "httpd も読めない場合、このフォルダー全体が 403 になります。"
               "パーミッションを 644 にしてください。フォルダーであってもいけません。"},
    .docs = {.en = R"md(
## What happens

If `.htaccess` exists but cannot be opened, httpd cannot know what it forbids. It answers every
request for the folder and everything below it with 403 (Forbidden). The same happens if `.htaccess`
is a folder.

## Example

```apache,bad unreadable="Permission denied"
```

```text
----------  .htaccess     nobody may read it
drwxr-xr-x  .htaccess/    a folder
-rw-r--r--  .htaccess     as it should be
```

## How to fix it

There is no automatic fix. Set the permissions to 644 in your upload program, or replace the folder by
a file.
)md",
             .ja = R"md(
## どうなるか

`.htaccess` があるのに開けないと、httpd は何が禁止されているのか分かりません。
そのため、このフォルダー以下へのすべてのアクセスに 403 (Forbidden) を返します。
`.htaccess` がフォルダーになっている場合も同じです。

## 例

```apache,bad unreadable="Permission denied"
```

```text
----------  .htaccess     誰も読めません
drwxr-xr-x  .htaccess/    フォルダーです
-rw-r--r--  .htaccess     正しい状態です
```

## 直し方

自動では直せません。
アップロードに使うソフトでパーミッションを 644 にするか、フォルダーをファイルに置き換えてください。
)md"},
    .check = check,
};

}  // namespace htlint::rules
