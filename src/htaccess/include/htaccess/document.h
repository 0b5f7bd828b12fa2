#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "htaccess/logical_line.h"
#include "text/source_file.h"

namespace htlint::htaccess {

/// What one node of the tree is. Whether a directive or section exists is not asked here.
enum class NodeKind : std::uint8_t {
  kBlank,  ///< nothing, or `""` as the first word, which httpd skips with all that follows
  kComment,
  kDirective,
  kSection,     ///< `<Name ...>` with the nodes inside it and, unless it is missing, its close line
  kStrayClose,  ///< `</Name>` that closes no open section
};

using NodeId = std::uint32_t;
inline constexpr NodeId kNoNode = 0xFFFFFFFF;

/// One line of the file, or a section: its opening line, its children and its closing line.
struct Node {
  NodeKind kind = NodeKind::kBlank;
  std::uint32_t line = 0;             ///< index into Document::lines() (of the opening line)
  std::uint32_t closeLine = kNoNode;  ///< kSection: index of the closing line, or kNoNode
  NodeId parent = kNoNode;            ///< enclosing section, or kNoNode at file level
  /// Directive name as written, `IfModule` for a section (without `<`), `Files` for a stray close.
  /// It is the line's first word (httpd 2.4.71 server/config.c ap_build_config_sub), so it may have
  /// been quoted; a `>` at its end is not part of it, not even for a directive (`Options> None`).
  /// Empty for `>`, `<`, `< Files x>` and `</`.
  std::string_view name;
  text::TextRange nameRange;  ///< the name alone, without brackets and quotes
  /// Offset in the line's text where the arguments begin. For a section whose name alone fills the
  /// line it is that of its `>`, or the text's size where that is missing too: httpd passes ">" in
  /// both cases, so `<RequireAll` is as good as `<RequireAll>`.
  std::uint32_t argumentsAt = 0;
  std::vector<NodeId> children;  ///< kSection only, in file order
};

/// The lossless syntax tree of one `.htaccess` file. Building it never fails: what httpd would
/// refuse is still a node. Immutable, and valid for as long as it lives itself (it holds the file).
class Document {
 public:
  /// A `</Name>` closes the innermost open section of that name (case-insensitive); sections left
  /// open inside it stay unclosed. One without its `>` closes it too.
  explicit Document(text::SourceFilePtr file);

  [[nodiscard]] const text::SourceFile& file() const { return *file_; }
  [[nodiscard]] const text::SourceFilePtr& filePtr() const { return file_; }
  [[nodiscard]] std::span<const LogicalLine> lines() const { return lines_; }
  [[nodiscard]] std::span<const Node> nodes() const { return nodes_; }
  [[nodiscard]] std::span<const NodeId> roots() const { return roots_; }
  [[nodiscard]] const Node& node(NodeId id) const { return nodes_[id]; }
  [[nodiscard]] const LogicalLine& line(const Node& node) const { return lines_[node.line]; }
  /// From the first byte of the node's line to the end of its last: for a section, everything up
  /// to and including its closing line, or its last child's where it has none.
  [[nodiscard]] text::TextRange fullRange(NodeId id) const;
  /// The node whose opening line holds `offset`, or kNoNode from the end of the file on (closing
  /// lines belong to their section).
  [[nodiscard]] NodeId nodeAt(std::uint32_t offset) const;

  /// The file again, written from the tree: always equal to file().bytes().
  [[nodiscard]] std::string print() const;

 private:
  friend class TreeBuilder;

  text::SourceFilePtr file_;
  std::vector<LogicalLine> lines_;
  std::vector<Node> nodes_;  // in file order of their opening lines
  std::vector<NodeId> roots_;
  std::vector<NodeId> nodeOfLine_;
  std::vector<std::uint32_t> lastLine_;  // per node: the last line of its subtree
  // Names that unescaping made differ from the file's bytes.
  std::vector<std::shared_ptr<const std::string>> ownedNames_;
};

}  // namespace htlint::htaccess
