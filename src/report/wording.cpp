#include "wording.h"

#include <fmt/format.h>

#include "text/encoding.h"

namespace htlint::report {
namespace {

bool isUtf16(text::Encoding encoding) {
  return encoding == text::Encoding::kUtf16Le || encoding == text::Encoding::kUtf16Be;
}

/// An argument is a piece of the file, or htlint's own text in UTF-8.
std::string readable(std::string_view bytes, const text::SourceFilePtr& file) {
  const text::Encoding encoding = file ? file->encoding() : text::Encoding::kUnknown;
  const bool pieceOfUtf16 = isUtf16(encoding) && bytes.find('\0') != std::string_view::npos;
  if (text::isValidUtf8(bytes) && !pieceOfUtf16) {
    return text::toDisplayUtf8(bytes, text::Encoding::kUtf8);
  }
  return text::toDisplayUtf8(bytes, encoding);
}

Wording word(const lint::Text& text, std::vector<std::string> args, lint::Language language,
             const text::SourceFilePtr& file, bool masked) {
  if (masked) args = withoutKeyMaterial(std::move(args));
  Wording result{.bytes = lint::render(text, args, language), .display = {}};
  for (std::string& arg : args) arg = readable(arg, file);
  result.display = lint::render(text, args, language);
  return result;
}

bool isJapanese(lint::Language language) { return language == lint::Language::kJapanese; }

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 || noun == "info" ? "" : "s");
}

std::string foundText(const Summary& summary, lint::Language language) {
  struct Count {
    std::size_t count;
    std::string_view en;
    std::string_view ja;
  };
  const Count counts[] = {{summary.errors, "error", "エラー"},
                          {summary.warnings, "warning", "警告"},
                          {summary.infos, "info", "情報"}};
  std::string text;
  for (const Count& one : counts) {
    if (one.count == 0) continue;
    if (!text.empty()) text += isJapanese(language) ? "、" : ", ";
    text += isJapanese(language) ? fmt::format("{} {} 件", one.ja, one.count)
                                 : counted(one.count, one.en);
  }
  return text;
}

std::string fixableText(const Summary& summary, lint::Language language) {
  std::string text;
  const std::size_t plain = summary.fixable - summary.creatable;
  if (plain > 0) {
    text = isJapanese(language) ? fmt::format("{} 件は `htlint fix` で直せます。", plain)
                                : fmt::format("`htlint fix` corrects {} of them.", plain);
  }
  if (summary.unsafe > 0) {
    if (!text.empty() && !isJapanese(language)) text += " ";
    text += isJapanese(language)
                ? fmt::format("{} 件は `htlint fix --unsafe` で直せます（結果をご確認ください）。",
                              summary.unsafe)
                : fmt::format("`htlint fix --unsafe` corrects {} more, to be looked over.",
                              summary.unsafe);
  }
  return text;
}

}  // namespace

bool Wording::losesBytes() const { return !text::isValidUtf8(bytes); }

Wording messageOf(const lint::Finding& finding, lint::Language language, Masks& masks) {
  return word(finding.messageText(), finding.args, language, finding.file,
              masks.covers(finding.file, finding.range));
}

Wording helpOf(const lint::Finding& finding, lint::Language language, Masks& masks) {
  return word(finding.helpText(), finding.args, language, finding.file,
              masks.covers(finding.file, finding.range));
}

Wording messageOf(const lint::Related& related, lint::Language language, Masks& masks) {
  return word(related.message, related.args, language, related.file,
              masks.covers(related.file, related.range));
}

Wording titleOf(const lint::Fix& fix, const lint::Finding& finding, lint::Language language,
                Masks& masks) {
  return word(fix.title, fix.args, language, finding.file,
              masks.covers(finding.file, finding.range));
}

Wording messageOf(const lint::FileVerdict& verdict, const text::SourceFilePtr& file,
                  lint::Language language, Masks& masks) {
  const bool hasLine = file && verdict.line >= 1 && verdict.line <= file->lineCount();
  const bool masked = hasLine && masks.covers(file, file->lineRange(verdict.line));
  return word(verdict.message, verdict.args, language, file, masked);
}

std::string displayPath(std::string_view path) { return readable(path, nullptr); }

std::string_view severityWord(lint::Severity severity, lint::Language language) {
  switch (severity) {
    case lint::Severity::kError:
      return isJapanese(language) ? "エラー" : "error";
    case lint::Severity::kWarning:
      return isJapanese(language) ? "警告" : "warning";
    case lint::Severity::kInfo:
      break;
  }
  return isJapanese(language) ? "情報" : "info";
}

std::string_view safetyWord(lint::FixSafety safety, lint::Language language) {
  if (safety == lint::FixSafety::kSafe) return isJapanese(language) ? "安全" : "safe";
  return isJapanese(language) ? "要確認、--unsafe で適用" : "unsafe, needs --unsafe";
}

std::string rejectionLine(const lint::FileVerdict& verdict, lint::Language language) {
  const std::string path = displayPath(verdict.path);
  const bool isHtaccess = verdict.kind == lint::FileKind::kHtaccess;
  if (isJapanese(language)) {
    const std::string line = verdict.line > 0 ? fmt::format("（{} 行目）", verdict.line) : "";
    return isHtaccess ? fmt::format(
                            "{}: httpd はこのファイルを受け付けません{}。このフォルダー"
                            "以下はすべて 500 エラーになります。",
                            path, line)
                      : fmt::format("{}: TLS サーバーではこのまま使えません{}。", path, line);
  }
  const std::string line = verdict.line > 0 ? fmt::format(" at line {}", verdict.line) : "";
  return isHtaccess ? fmt::format("{}: httpd refuses this file{}; every request below it gets 500.",
                                  path, line)
                    : fmt::format("{}: a TLS server cannot use this file as it is{}.", path,
                                  verdict.line > 0 ? fmt::format(" (line {})", verdict.line) : "");
}

std::string summaryLine(const Summary& summary, lint::Language language) {
  const std::string found = foundText(summary, language);
  const std::string fixable = fixableText(summary, language);
  if (isJapanese(language)) {
    if (found.empty()) return fmt::format("{} 個のファイルに問題はありません。", summary.files);
    return fmt::format("{} 個のファイルを調べました: {}。{}", summary.files, found, fixable);
  }
  const std::string files = counted(summary.files, "file");
  if (found.empty()) return fmt::format("No problems in {}.", files);
  return fmt::format("{} in {}.{}{}", found, files, fixable.empty() ? "" : " ", fixable);
}

}  // namespace htlint::report
