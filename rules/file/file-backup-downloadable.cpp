#include <array>
#include <optional>

#include "download_guard.h"
#include "lint/context.h"
#include "site_names.h"

namespace htlint::rules {
namespace {

constexpr std::array kVariants = {
    Wording{{.en = "visitors can download the password file `{0}`",
             .ja = "パスワードファイル `{0}` を訪問者がダウンロードできます"},
            {.en = "Move it out of the web root, or give it a name that begins with `.ht`.",
             .ja = "ウェブルートの外に移すか、`.ht` で始まる名前に変えてください。"}},
};

enum class Kind { kCopy, kTemplate, kPasswords };

/// Whether `suffix` says "an older or spare copy": `.bak`, `_old2`, `-20260115`, `~`.
bool isCopySuffix(std::string_view suffix) {
  static constexpr std::array<std::string_view, 18> kWords = {
      "txt", "bak", "backup", "back", "old",  "orig", "org", "original", "save",
      "sav", "sv",  "copy",   "tmp",  "prev", "ok",   "off", "disabled", "swp"};
  std::size_t at = 0;
  while (at < suffix.size()) {
    if (!isAsciiLetter(suffix[at])) {
      if (std::string_view("._-~#() 0123456789").find(suffix[at]) == std::string_view::npos) {
        return false;
      }
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < suffix.size() && isAsciiLetter(suffix[end])) ++end;
    const std::string_view word = suffix.substr(at, end - at);
    if (std::find(kWords.begin(), kWords.end(), word) == kWords.end()) return false;
    at = end;
  }
  return true;
}

bool saysSample(std::string_view name) {
  for (const std::string_view word : {"sample", "example", "dist", "default", "template", "tpl"}) {
    if (name.find(word) != std::string_view::npos) return true;
  }
  return false;
}

/// What a file of this name most likely is; nullopt: nothing to do with httpd's own files.
std::optional<Kind> kindOf(std::string_view fileName) {
  const std::string name = lowerAscii(fileName);
  const bool passwords = name.find("htpasswd") != std::string::npos;
  const std::string_view word = passwords ? "htpasswd" : "htaccess";
  const std::size_t at = name.find(word);
  if (at == std::string::npos || saysSample(name)) return std::nullopt;
  if (!isCopySuffix(std::string_view(name).substr(at + word.size()))) return std::nullopt;
  if (passwords) return Kind::kPasswords;
  const std::string_view before = std::string_view(name).substr(0, at);
  const bool old = before.find("old") != std::string_view::npos ||
                   before.find("bak") != std::string_view::npos ||
                   before.find("backup") != std::string_view::npos;
  // `x.htaccess` is what programs keep for themselves.
  if (before.find_first_not_of("._-~#") != std::string_view::npos && !old) return std::nullopt;
  return name == "htaccess" || name == "htaccess.txt" ? Kind::kTemplate : Kind::kCopy;
}

void report(Context& ctx, std::string_view sitePath, Kind kind) {
  FindingBuilder finding = ctx.reportPath(shownPath(ctx.site(), sitePath), baseName(sitePath));
  if (kind == Kind::kPasswords) finding.variant(0).severity(Severity::kError);
  if (kind == Kind::kTemplate) finding.severity(Severity::kInfo);
}

/// The file of the site that an AuthUserFile line names by its full path on the server.
const std::string* findUserFile(const std::vector<std::string>& paths, std::string_view argument) {
  for (const std::string& path : paths) {
    if (argument.ends_with("/" + path)) return &path;
  }
  return nullptr;
}

bool isPasswordDirective(std::string_view name) {
  return equalsIgnoringCase(name, "AuthUserFile") || equalsIgnoringCase(name, "AuthGroupFile");
}

void reportUserFiles(Context& ctx, const std::vector<std::string>& paths) {
  for (const HtaccessFile& file : ctx.site().htaccessFiles()) {
    if (!file.live) continue;
    for (const httpd::ExecutedDirective& directive : file.report->executed) {
      if (!isPasswordDirective(directive.entry->name) || directive.arguments.empty()) continue;
      const std::string* path = findUserFile(paths, directive.arguments[0].value);
      if (path == nullptr || kindOf(baseName(*path)) || !isDownloadable(ctx.site(), *path))
        continue;
      report(ctx, *path, Kind::kPasswords);
    }
  }
}

void checkSite(Context& ctx) {
  const std::vector<std::string> paths = siteFilePaths(ctx.site());
  for (const std::string& path : paths) {
    const std::string_view name = baseName(path);
    // Without a live file beside it, it is not a copy but the file itself: file-not-read.
    if (isMistakenAccessFileName(name) && !hasLiveNeighbour(paths, path)) continue;
    const std::optional<Kind> kind = kindOf(name);
    if (kind && isDownloadable(ctx.site(), path)) report(ctx, path, *kind);
  }
  reportUserFiles(ctx, paths);
}

}  // namespace

extern constinit const RuleInfo fileBackupDownloadable{
    .name = "file-backup-downloadable",
    .group = Group::kFile,
    .severity = Severity::kWarning,
    .fix = FixSafety::kNone,
    .since = "0.1",
    .summary = {.en = "Visitors can download a copy of `.htaccess`, or a password file.",
                .ja = "`.htaccess` の控えやパスワードファイルを訪問者がダウンロードできます。"},
    .message = {.en = "visitors can download `{0}`", .ja = "`{0}` を訪問者がダウンロードできます"},
    .help = {.en =
                 "Keep backups outside the web root, or under a name that begins with `.ht`, such "
                 "as `.htaccess.bak`.",
             .ja = "控えはウェブルートの外に置くか、"
                   "`.htaccess.bak` のように `.ht` で始まる名前にしてください。"},
    .variants = kVariants,
    .docs = {.en = R"md(
## What happens

Servers refuse names that begin with `.ht` and hand out everything else. A backup called
`htaccess.bak` or `_htaccess` shows visitors how the site is built; a password file shows them the
names and password hashes. `htaccess` and `htaccess.txt` are reported as info: many programs bring such
a template along.

A file is not reported when a `.htaccess` of the site refuses it: by `Require all denied` or
`Deny from all`, by a `<Files>` section with one of these, or by a RewriteRule with `[F]`.

## Example

```tree,with
htaccess.bak
```

```apache,bad
RewriteEngine on
```

```apache,good
<FilesMatch "\.bak$">
Require all denied
</FilesMatch>
```

```text
.htaccess          refused
.htaccess.bak      refused
htaccess.bak       can be downloaded
_htaccess          can be downloaded
passwords.txt      can be downloaded, if AuthUserFile names it
```

## How to fix it

There is no automatic fix. Delete the copy, move it out of the web root, or rename it so that it
begins with `.ht`.
)md",
             .ja = R"md(
## どうなるか

サーバーは `.ht` で始まる名前を拒否し、それ以外のファイルはそのまま渡します。
`htaccess.bak` や `_htaccess` という名前の控えからはサイトの構成が、パスワードファイルからはユーザー名とパスワードのハッシュが分かってしまいます。
`htaccess` と `htaccess.txt` は、ソフトに付属するひな形であることが多いので、情報として報告します。

サイトの `.htaccess` がそのファイルを拒否している場合（`Require all denied` や `Deny from all`、それらを含む `<Files>`、`[F]` の付いた RewriteRule）は報告しません。

## 例

```tree,with
htaccess.bak
```

```apache,bad
RewriteEngine on
```

```apache,good
<FilesMatch "\.bak$">
Require all denied
</FilesMatch>
```

```text
.htaccess          拒否されます
.htaccess.bak      拒否されます
htaccess.bak       ダウンロードできます
_htaccess          ダウンロードできます
passwords.txt      AuthUserFile に書かれていれば、ダウンロードできるパスワードファイルです
```

## 直し方

自動では直しません。
控えを削除するか、ウェブルートの外に移すか、`.ht` で始まる名前に変えてください。
)md"},
    .checkSite = checkSite,
};

}  // namespace htlint::rules
