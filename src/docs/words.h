#pragma once

#include <string_view>

#include "lint/rule.h"

namespace htlint::docs::words {

inline constexpr lint::Text kGroup = {"Group", "グループ"};
inline constexpr lint::Text kSeverity = {"Severity", "重大度"};
inline constexpr lint::Text kFix = {"Fix", "自動修正"};
inline constexpr lint::Text kSince = {"Since", "追加"};
inline constexpr lint::Text kAliases = {"Former names", "以前の名前"};
inline constexpr lint::Text kOptions = {"Options", "オプション"};
inline constexpr lint::Text kOptionsIntro = {"In `htlint.toml`, with their defaults:",
                                             "`htlint.toml` に書きます (値は既定値):"};
inline constexpr lint::Text kReferences = {"References", "参考資料"};
inline constexpr lint::Text kRuleTitle = {"Rule", "ルール"};
inline constexpr lint::Text kRules = {"Rules", "ルール一覧"};
inline constexpr lint::Text kSummary = {"What it finds", "検出する内容"};
inline constexpr lint::Text kOtherLanguage = {"日本語", "English"};
inline constexpr lint::Text kGenerated = {
    "Made from the rule's source by the test of the rule pages. Change it there.",
    "このページはルールのソースから生成されます。変更はソース側で行ってください。"};

[[nodiscard]] constexpr lint::Text severity(lint::Severity severity) {
  switch (severity) {
    case lint::Severity::kError:
      return {"error", "エラー"};
    case lint::Severity::kWarning:
      return {"warning", "警告"};
    case lint::Severity::kInfo:
      break;
  }
  return {"info", "情報"};
}

[[nodiscard]] constexpr lint::Text fix(lint::FixSafety safety) {
  switch (safety) {
    case lint::FixSafety::kSafe:
      return {"safe", "安全"};
    case lint::FixSafety::kUnsafe:
      return {"only with --unsafe", "--unsafe のときだけ"};
    case lint::FixSafety::kNone:
      break;
  }
  return {"none", "なし"};
}

[[nodiscard]] constexpr lint::Text group(lint::Group group) {
  switch (group) {
    case lint::Group::kHttps:
      return {"Redirecting to HTTPS", "HTTPS への転送"};
    case lint::Group::kFile:
      return {"The file itself", "ファイルそのもの"};
    case lint::Group::kConfig:
      return {"Directives and sections", "ディレクティブとセクション"};
    case lint::Group::kRewrite:
      return {"mod_rewrite", "mod_rewrite"};
    case lint::Group::kAccess:
      return {"Access control", "アクセス制限"};
    case lint::Group::kCertificate:
      return {"Certificates and keys", "証明書と鍵"};
    case lint::Group::kHtlint:
      break;
  }
  return {"htlint's own comments", "htlint のコメント"};
}

}  // namespace htlint::docs::words
