#include "suppression.h"

#include <cctype>
#include <optional>

namespace htlint::lint {
namespace {

constexpr std::string_view kMark = "htlint:";

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.front())) != 0) {
    text.remove_prefix(1);
  }
  while (!text.empty() && std::isspace(static_cast<unsigned char>(text.back())) != 0) {
    text.remove_suffix(1);
  }
  return text;
}

std::uint32_t offsetIn(std::string_view whole, std::string_view part) {
  return static_cast<std::uint32_t>(part.data() - whole.data());
}

void addNames(Suppression& suppression, std::string_view list, std::uint32_t listStart) {
  std::size_t from = 0;
  while (from <= list.size()) {
    const std::size_t comma = std::min(list.find(',', from), list.size());
    const std::string_view name = trimmed(list.substr(from, comma - from));
    if (!name.empty()) {
      const std::uint32_t start = listStart + offsetIn(list, name);
      const auto end = start + static_cast<std::uint32_t>(name.size());
      suppression.names.push_back({std::string(name), {start, end}, false});
    }
    from = comma + 1;
  }
  suppression.wellFormed = !suppression.names.empty();
}

/// Reads `comment` (trimmed, with its `#`), which stands at `start` in the file.
/// nullopt: not addressed to htlint. `wholeFile` tells ignore-file from ignore.
std::optional<Suppression> parseComment(std::string_view comment, std::uint32_t start,
                                        bool& wholeFile) {
  const std::string_view body = trimmed(comment.substr(1));
  if (!body.starts_with(kMark)) return std::nullopt;
  Suppression suppression;
  suppression.comment = {start, start + static_cast<std::uint32_t>(comment.size())};
  std::string_view rest = trimmed(body.substr(kMark.size()));
  wholeFile = rest.starts_with("ignore-file");
  const std::size_t open = rest.find('[');
  const std::size_t close = rest.find(']');
  const std::string_view verb = trimmed(rest.substr(0, open));
  suppression.wellFormed = (verb == "ignore" || verb == "ignore-file") &&
                           open != std::string_view::npos && close != std::string_view::npos &&
                           open < close;
  if (!suppression.wellFormed) return suppression;
  const std::string_view list = rest.substr(open + 1, close - open - 1);
  addNames(suppression, list, start + offsetIn(comment, list));
  const std::string_view after = trimmed(rest.substr(close + 1));
  if (after.starts_with("--")) suppression.reason = trimmed(after.substr(2));
  return suppression;
}

void addFromHtaccess(const HtaccessFile& file, std::vector<Suppression>& result) {
  const htaccess::Document& document = *file.document;
  const auto nodes = document.nodes();
  for (htaccess::NodeId id = 0; id < nodes.size(); ++id) {
    if (nodes[id].kind != htaccess::NodeKind::kComment) continue;
    const htaccess::LogicalLine& line = document.line(nodes[id]);
    bool wholeFile = false;
    auto suppression = parseComment(line.text(), line.trimmedRange().start, wholeFile);
    if (!suppression) continue;
    suppression->path = file.input.path;
    suppression->file = file.input.source;
    suppression->line = line.range();
    if (wholeFile) {
      suppression->covered = {0, document.file().size() + 1};
    } else {
      for (htaccess::NodeId next = id + 1; next < nodes.size(); ++next) {
        if (nodes[next].parent != nodes[id].parent) break;
        if (nodes[next].kind == htaccess::NodeKind::kComment ||
            nodes[next].kind == htaccess::NodeKind::kBlank) {
          continue;
        }
        suppression->covered = document.fullRange(next);
        break;
      }
    }
    result.push_back(std::move(*suppression));
  }
}

// A comment in a certificate file is text between blocks, which OpenSSL skips; it covers everything
// up to the end of the next block.
void addFromCertificateFile(const CertificateFile& file, std::vector<Suppression>& result) {
  const text::SourceFile& source = *file.input.source;
  const auto blocks = file.document->blocks();
  for (std::uint32_t number = 1; number <= source.lineCount(); ++number) {
    const text::TextRange line = source.lineRange(number);
    const std::string_view content = trimmed(source.text(line));
    if (!content.starts_with('#')) continue;
    const std::uint32_t start = offsetIn(source.bytes(), content);
    bool wholeFile = false;
    auto suppression = parseComment(content, start, wholeFile);
    if (!suppression) continue;
    suppression->path = file.input.path;
    suppression->file = file.input.source;
    suppression->line = source.fullLineRange(number);
    if (wholeFile) {
      suppression->covered = {0, source.size() + 1};
    } else {
      for (const pem::Block& block : blocks) {
        if (block.range.start < start) continue;
        suppression->covered = {start, block.range.end};
        break;
      }
    }
    result.push_back(std::move(*suppression));
  }
}

}  // namespace

std::vector<Suppression> findSuppressions(const Site& site) {
  std::vector<Suppression> result;
  for (const HtaccessFile& file : site.htaccessFiles()) addFromHtaccess(file, result);
  for (const CertificateFile& file : site.certificateFiles()) addFromCertificateFile(file, result);
  return result;
}

}  // namespace htlint::lint
