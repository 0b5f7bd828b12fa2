#include <fmt/format.h>

#include <algorithm>

#include "excerpt.h"
#include "formats.h"
#include "pem/kind.h"
#include "style.h"
#include "text/encoding.h"
#include "wording.h"

namespace htlint::report {
namespace {

struct Words {
  std::string_view help;
  std::string_view fix;
  std::string_view note;
  std::string_view privateKey;
  std::string_view binary;
  std::string_view toLine;
};

constexpr Words kEnglish = {
    "help", "fix", "note", "(private key, not shown)", "(binary data)", "(up to line {})"};
constexpr Words kJapanese = {
    "対処", "修正", "参照", "(秘密鍵のため表示しません)", "(バイナリデータ)", "({} 行目まで)"};

/// A certificate or container in DER has no lines to show.
bool isBinary(std::string_view bytes) {
  const pem::FileKind kind = pem::detectDerKind(bytes);
  return kind != pem::FileKind::kUnknown && kind != pem::FileKind::kDerOther;
}

/// Writes findings as source excerpts for a person at a terminal.
class FullWriter {
 public:
  explicit FullWriter(const Report& report)
      : report_(report),
        style_(report.color),
        words_(report.language == lint::Language::kJapanese ? kJapanese : kEnglish) {}

  std::string write() {
    for (const lint::LintResult& result : report_.results) {
      for (const lint::Finding& finding : result.findings) writeFinding(finding);
    }
    writeVerdicts();
    out_ += summaryLine(summarize(report_.results), report_.language) + "\n";
    return std::move(out_);
  }

 private:
  void writeFinding(const lint::Finding& finding);
  void writePlace(const std::string& path, const text::SourceFilePtr& file, text::TextRange range,
                  const std::string& mark, std::size_t gutter);
  void writeNote(std::string_view label, const std::string& text, std::size_t gutter);
  void writeVerdicts();

  const Report& report_;
  Style style_;
  const Words& words_;
  Masks masks_;
  std::string out_;
};

std::size_t digits(std::uint32_t number) { return fmt::formatted_size("{}", number); }

std::size_t gutterOf(const lint::Finding& finding) {
  std::size_t width = digits(finding.start().line);
  for (const lint::Related& related : finding.related) {
    if (related.file) width = std::max(width, digits(related.file->lineAt(related.range.start)));
  }
  return width;
}

std::string placeText(const std::string& path, const text::SourceFilePtr& file,
                      text::TextRange range) {
  const text::Position at = file ? file->position(range.start) : text::Position{};
  return fmt::format("{}:{}:{}", displayPath(path), at.line, at.column);
}

void FullWriter::writeFinding(const lint::Finding& finding) {
  const lint::Language language = report_.language;
  const std::string head =
      fmt::format("{}[{}]", severityWord(finding.severity, language), finding.rule->name);
  out_ += style_.severity(finding.severity, head) +
          style_.bold(": " + messageOf(finding, language, masks_).display) + "\n";
  const std::size_t gutter = gutterOf(finding);
  writePlace(finding.path, finding.file, finding.range, "-->", gutter);
  for (const lint::Related& related : finding.related) {
    out_ += style_.frame(std::string(words_.note)) + ": " +
            messageOf(related, language, masks_).display + "\n";
    writePlace(related.path, related.file, related.range, ":::", gutter);
  }
  writeNote(words_.help, helpOf(finding, language, masks_).display, gutter);
  if (!finding.fixes.empty()) {
    const lint::Fix& fix = finding.fixes.front();
    writeNote(words_.fix,
              fmt::format("{} ({})", titleOf(fix, finding, language, masks_).display,
                          safetyWord(fix.safety, language)),
              gutter);
  }
  out_ += "\n";
}

void FullWriter::writePlace(const std::string& path, const text::SourceFilePtr& file,
                            text::TextRange range, const std::string& mark, std::size_t gutter) {
  const std::string indent(gutter, ' ');
  out_ += indent + style_.frame(mark) + " " + placeText(path, file, range) + "\n";
  if (!file || file->size() == 0) return;
  const std::string bar = indent + " " + style_.frame("|");
  const Excerpt excerpt = makeExcerpt(*file, range);
  out_ += bar + "\n";
  const bool masked = masks_.covers(file, file->lineRange(excerpt.line));
  const bool binary = isBinary(file->bytes());
  out_ += style_.frame(fmt::format("{:>{}} |", excerpt.line, gutter)) + " " +
          (masked   ? std::string(words_.privateKey)
           : binary ? std::string(words_.binary)
                    : excerpt.text) +
          "\n";
  if (!masked && !binary) {
    std::string carets =
        std::string(excerpt.column, ' ') + style_.frame(std::string(excerpt.width, '^'));
    if (excerpt.lastLine != excerpt.line) {
      carets += " " + fmt::format(fmt::runtime(words_.toLine), excerpt.lastLine);
    }
    out_ += bar + " " + carets + "\n";
  }
}

void FullWriter::writeNote(std::string_view label, const std::string& text, std::size_t gutter) {
  if (text.empty()) return;
  const std::string head = fmt::format("{}: ", label);
  std::string body;
  for (const char c : text) {
    body.push_back(c);
    if (c == '\n') body.append(gutter + 3 + text::displayWidth(head), ' ');
  }
  out_ += std::string(gutter + 1, ' ') + style_.frame("=") + " " + style_.bold(head) + body + "\n";
}

void FullWriter::writeVerdicts() {
  bool any = false;
  for (const lint::LintResult& result : report_.results) {
    for (const lint::FileVerdict& verdict : result.files) {
      if (verdict.state != httpd::VerdictState::kRejected) continue;
      out_ += rejectionLine(verdict, report_.language) + "\n";
      any = true;
    }
  }
  if (any) out_ += "\n";
}

}  // namespace

std::string renderFull(const Report& report) { return FullWriter(report).write(); }

}  // namespace htlint::report
