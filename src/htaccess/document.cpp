#include "htaccess/document.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "word.h"

namespace htlint::htaccess {
namespace {

std::string lowerCase(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

}  // namespace

/// Fills a document's nodes from its lines. Keeps its own stack, so nesting costs no recursion.
class TreeBuilder {
 public:
  explicit TreeBuilder(Document& document) : document_(document) {}

  void build() {
    document_.nodes_.reserve(document_.lines_.size());
    document_.nodeOfLine_.resize(document_.lines_.size(), kNoNode);
    for (std::uint32_t i = 0; i < document_.lines_.size(); ++i) addLine(i);
    findLastLines();
  }

 private:
  void addLine(std::uint32_t index) {
    const LogicalLine& line = document_.lines_[index];
    Node node;
    node.line = index;
    if (line.text().starts_with('#')) {
      node.kind = NodeKind::kComment;
    } else if (!line.text().empty()) {
      const Word word = nextWord(line.text(), 0);
      const std::string value = unescape(line.text(), word);
      if (value.starts_with("</")) {
        const std::string_view closed = nameIn(line, word, value, 2, value.ends_with('>'), node);
        if (close(closed, index)) return;
        node.kind = NodeKind::kStrayClose;
      } else if (!value.empty()) {
        nameOpening(line, word, value, node);
      }
    }
    add(std::move(node));
  }

  void nameOpening(const LogicalLine& line, const Word& word, const std::string& value,
                   Node& node) {
    const bool section = value.starts_with('<');
    // httpd looks at the second byte alone to tell a closing line, whose bracket stays.
    const bool keepsBracket = value.size() > 1 && value[1] == '/';
    node.kind = section ? NodeKind::kSection : NodeKind::kDirective;
    const bool bracket = value.ends_with('>') && !keepsBracket;
    nameIn(line, word, value, section ? 1 : 0, bracket, node);
    if (section && bracket && word.next == line.text().size()) {
      node.argumentsAt = word.innerEnd - 1;
    }
  }

  /// Sets the node's name, its range and where the arguments begin: `value` without `prefix` bytes
  /// at its beginning and without its last one where `bracket` says so.
  std::string_view nameIn(const LogicalLine& line, const Word& word, const std::string& value,
                          std::uint32_t prefix, bool bracket, Node& node) {
    const std::uint32_t start = word.innerStart + prefix;
    const std::uint32_t end = std::max(start, word.innerEnd - (bracket ? 1 : 0));
    node.nameRange = line.sourceRange(start, end);
    node.argumentsAt = word.next;
    const std::string_view raw = line.text().substr(start, end - start);
    const std::string_view name =
        std::string_view(value).substr(prefix, value.size() - prefix - (bracket ? 1 : 0));
    node.name = raw;
    if (raw != name) {
      document_.ownedNames_.push_back(std::make_shared<const std::string>(name));
      node.name = *document_.ownedNames_.back();
    }
    return node.name;
  }

  void add(Node node) {
    const auto id = static_cast<NodeId>(document_.nodes_.size());
    document_.nodeOfLine_[node.line] = id;
    if (open_.empty()) {
      document_.roots_.push_back(id);
    } else {
      node.parent = open_.back().id;
      document_.nodes_[node.parent].children.push_back(id);
    }
    const bool opens = node.kind == NodeKind::kSection;
    std::string key = opens ? lowerCase(node.name) : std::string();
    document_.nodes_.push_back(std::move(node));
    if (opens) {
      ++openByName_[key];
      open_.push_back({id, std::move(key)});
    }
  }

  bool close(std::string_view name, std::uint32_t line) {
    const std::string key = lowerCase(name);
    const auto count = openByName_.find(key);
    if (count == openByName_.end() || count->second == 0) return false;
    while (open_.back().key != key) leaveInnermost();
    Node& section = document_.nodes_[open_.back().id];
    section.closeLine = line;
    document_.nodeOfLine_[line] = open_.back().id;
    leaveInnermost();
    return true;
  }

  void leaveInnermost() {
    --openByName_[open_.back().key];
    open_.pop_back();
  }

  // Children stand behind their parent in nodes_, so going backwards meets them first.
  void findLastLines() {
    std::vector<Node>& nodes = document_.nodes_;
    document_.lastLine_.resize(nodes.size());
    for (std::size_t i = nodes.size(); i-- > 0;) {
      const Node& node = nodes[i];
      std::uint32_t last = node.line;
      if (node.closeLine != kNoNode) {
        last = node.closeLine;
      } else if (!node.children.empty()) {
        last = document_.lastLine_[node.children.back()];
      }
      document_.lastLine_[i] = last;
    }
  }

  struct Open {
    NodeId id = kNoNode;
    std::string key;
  };

  Document& document_;
  std::vector<Open> open_;
  std::unordered_map<std::string, std::uint32_t> openByName_;
};

Document::Document(text::SourceFilePtr file) : file_(std::move(file)) {
  lines_ = readLogicalLines(*file_);
  TreeBuilder(*this).build();
}

text::TextRange Document::fullRange(NodeId id) const {
  return {lines_[nodes_[id].line].range().start, lines_[lastLine_[id]].range().end};
}

NodeId Document::nodeAt(std::uint32_t offset) const {
  if (offset >= file_->size()) return kNoNode;
  const auto after =
      std::upper_bound(lines_.begin(), lines_.end(), offset,
                       [](std::uint32_t at, const LogicalLine& l) { return at < l.range().start; });
  return nodeOfLine_[static_cast<std::size_t>(after - lines_.begin()) - 1];
}

std::string Document::print() const {
  std::string result;
  result.reserve(file_->size());
  // What is still to be written, the next on top: a node, or the closing line of one.
  struct Pending {
    NodeId node;
    bool closing;
  };
  std::vector<Pending> pending;
  for (auto root = roots_.rbegin(); root != roots_.rend(); ++root)
    pending.push_back({*root, false});
  while (!pending.empty()) {
    const Pending top = pending.back();
    pending.pop_back();
    const Node& current = nodes_[top.node];
    const std::uint32_t lineIndex = top.closing ? current.closeLine : current.line;
    result.append(file_->text(lines_[lineIndex].range()));
    if (top.closing) continue;
    if (current.closeLine != kNoNode) pending.push_back({top.node, true});
    for (auto child = current.children.rbegin(); child != current.children.rend(); ++child) {
      pending.push_back({*child, false});
    }
  }
  return result;
}

}  // namespace htlint::htaccess
