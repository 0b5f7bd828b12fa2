#include "project/io_error.h"

namespace htlint::project {
namespace {

constexpr lint::Text words(IoErrorCode code) {
  switch (code) {
    case IoErrorCode::kMissing:
      return {"there is no such file or directory", "そのようなファイルやフォルダーはありません"};
    case IoErrorCode::kUnreadable:
      return {"cannot be read", "読み込めません"};
    case IoErrorCode::kIsDirectory:
      return {"is a directory, not a file", "ファイルではなくフォルダーです"};
    case IoErrorCode::kNotRegular:
      return {"is not a regular file", "通常のファイルではありません"};
    case IoErrorCode::kTooLarge:
      return {"is larger than 4 GiB", "4 GiB を超えています"};
    case IoErrorCode::kUnwritable:
      return {"cannot be written", "書き込めません"};
    case IoErrorCode::kReadOnly:
      return {"is read-only, and is left as it is", "読み取り専用のため、変更しません"};
    case IoErrorCode::kExists:
      return {"exists already", "すでに存在します"};
    case IoErrorCode::kChanged:
      return {"was changed by another program meanwhile, and is left as it is",
              "処理中に別のプログラムが変更したため、変更しません"};
    case IoErrorCode::kHoldsPrivateKey:
      return {
          "holds a private key, of which no copy is made: use -o FILE or --no-backup",
          "秘密鍵が含まれるため写しを作れません。-o FILE または --no-backup を指定してください"};
    case IoErrorCode::kNoBackup:
      return {"has no backup", "バックアップがありません"};
    case IoErrorCode::kDropsPrivateKey:
      return {"holds a private key, which the corrected file would not: use -o FILE",
              "含まれている秘密鍵が、修正後のファイルには残りません。-o FILE を指定してください"};
    case IoErrorCode::kNoCertificate:
      return {"holds no certificate that can be read", "読み取れる証明書がありません"};
  }
  return {};
}

}  // namespace

std::string describeReason(const IoError& error, lint::Language language) {
  std::string text(words(error.code).in(language));
  if (error.reason.empty()) return text;
  return language == lint::Language::kJapanese ? text + "（" + error.reason + "）"
                                               : text + " (" + error.reason + ")";
}

std::string describe(const IoError& error, lint::Language language) {
  return error.path + ": " + describeReason(error, language);
}

}  // namespace htlint::project
