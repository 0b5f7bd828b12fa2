#include "lint/context.h"
#include "site_names.h"

namespace htlint::rules {
namespace {

/// False where the file was read and says nothing to a server.
bool mayHoldDirectives(const Site& site, std::string_view sitePath) {
  const HtaccessFile* file = findHtaccessFile(site, sitePath);
  return file == nullptr || !file->report->executed.empty() || !file->report->errors.empty();
}

void checkSite(Context& ctx) {
  const Site& site = ctx.site();
  const std::vector<std::string> paths = siteFilePaths(site);
  std::string_view lastDirectory = "/";
  for (const std::string& path : paths) {
    if (!isMistakenAccessFileName(baseName(path)) || hasLiveNeighbour(paths, path)) continue;
    if (!mayHoldDirectives(site, path)) continue;
    const std::string shown = shownPath(site, path);
    FindingBuilder finding = ctx.reportPath(shown, baseName(path));
    // Deep in the tree such files are mostly templates that a program brings along.
    const bool root = directoryPrefix(path).empty();
    if (!root) finding.severity(Severity::kInfo);
    const bool secondCandidate = directoryPrefix(path) == lastDirectory;
    lastDirectory = directoryPrefix(path);
    if (secondCandidate || findHtaccessFile(site, path) == nullptr) continue;
    std::string live = shown;
    live.replace(shown.size() - baseName(path).size(), std::string::npos, ".htaccess");
    finding.fix(FixSafety::kUnsafe,
                {.en = "Rename it to `.htaccess`", .ja = "名前を `.htaccess` に変えます"},
                std::vector<FixEdit>{{FixEdit::Kind::kRename, shown, {}, live}});
  }
}

}  // namespace

extern constinit const RuleInfo fileNotRead{
    .name = "file-not-read",
    .group = Group::kFile,
    .severity = Severity::kWarning,
    .fix = FixSafety::kUnsafe,
    .since = "0.1",
    .summary = {.en = "A file was meant to be `.htaccess` but bears another name.",
                .ja = "`.htaccess` のつもりのファイルが別の名前になっています。"},
    .message = {.en = "httpd does not read `{0}`; the file must be called `.htaccess`",
                .ja = "httpd は `{0}` を読みません。名前は `.htaccess` でなければなりません"},
    .help = {.en = "Rename it to `.htaccess` on the server, once it is ready. Windows may hide the "
                   "ending `.txt`.",
             .ja = "準備ができたら、サーバー上で名前を `.htaccess` に変えてください。"
                   "Windows では末尾の `.txt` が表示されないことがあります。"},
    .docs = {.en = R"md(
## What happens

httpd reads exactly one name: `.htaccess`, with the dot, in lower case, without an ending. Under any
other name (`.htaccess.txt`, as Notepad saves it, `htaccess`, `_htaccess`, `.htacess`) the file does
nothing at all, and most of these names let visitors download it.

The rule reports such a file where no `.htaccess` lies beside it: as a warning in the web root, as
info in the folders below.

## Example

```apache,bad path=.htaccess.txt
RewriteEngine on
```

```apache,good
RewriteEngine on
```

```text
.htaccess.txt     not read
.htaccess         read
```

## Fix safety

The file is renamed. That is unsafe, because its directives then take effect, and because
`.htaccess.txt` is also how one switches a file off on purpose.
)md",
             .ja = R"md(
## どうなるか

httpd が読む名前は `.htaccess` だけです（先頭にドット、小文字、拡張子なし）。
ほかの名前（メモ帳で保存した `.htaccess.txt`、`htaccess`、`_htaccess`、`.htacess` など）では何の働きもせず、その多くは訪問者がダウンロードできてしまいます。

同じフォルダーに `.htaccess` がない場合に報告します。
ウェブルートでは警告、それより下のフォルダーでは情報です。

## 例

```apache,bad path=.htaccess.txt
RewriteEngine on
```

```apache,good
RewriteEngine on
```

```text
.htaccess.txt     読まれません
.htaccess         読まれます
```

## 修正の安全性

名前を変えます。
ディレクティブが働き始めること、またわざと `.htaccess.txt` にして止めている場合もあることから、安全でない修正として扱います。
)md"},
    .checkSite = checkSite,
};

}  // namespace htlint::rules
