#include "plain_text.h"

#include <cmark.h>
#include <fmt/format.h>

#include <memory>

#include "wrap.h"

namespace htlint::docs {
namespace {

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};

std::string_view literal(cmark_node* node) {
  const char* text = cmark_node_get_literal(node);
  return text == nullptr ? std::string_view() : std::string_view(text);
}

/// The text of inline nodes; code keeps its backticks, since names like `on` read badly without.
std::string inlineText(cmark_node* parent) {
  std::string result;
  for (cmark_node* node = cmark_node_first_child(parent); node != nullptr;
       node = cmark_node_next(node)) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_TEXT:
        result += literal(node);
        break;
      case CMARK_NODE_CODE:
        result += fmt::format("`{}`", literal(node));
        break;
      case CMARK_NODE_SOFTBREAK:
      case CMARK_NODE_LINEBREAK:
        result += "\n";
        break;
      case CMARK_NODE_LINK: {
        const std::string text = inlineText(node);
        const std::string url = cmark_node_get_url(node);
        result += text == url ? url : fmt::format("{} <{}>", text, url);
        break;
      }
      default:
        result += inlineText(node);
        break;
    }
  }
  return result;
}

class Renderer {
 public:
  explicit Renderer(TextStyle style) : style_(style) {}

  std::string render(cmark_node* document) {
    blocks(document, "", "");
    return std::move(out_);
  }

 private:
  /// Writes the children of `parent`; the very first line begins with `first`, others with
  /// `indent`.
  void blocks(cmark_node* parent, std::string first, const std::string& indent) {
    for (cmark_node* node = cmark_node_first_child(parent); node != nullptr;
         node = cmark_node_next(node)) {
      block(node, first, indent);
      first = indent;
    }
  }

  void block(cmark_node* node, const std::string& first, const std::string& indent) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_HEADING:
        separate();
        out_ += bold(wrap(inlineText(node), 0, first, indent), style_);
        break;
      case CMARK_NODE_PARAGRAPH:
        if (!tight(node)) separate();
        out_ += wrap(inlineText(node), style_.width, first, indent);
        break;
      case CMARK_NODE_CODE_BLOCK:
        separate();
        code(literal(node), indent);
        break;
      case CMARK_NODE_LIST:
        if (!tight(node)) separate();
        list(node, indent);
        break;
      case CMARK_NODE_BLOCK_QUOTE:
        blocks(node, first + "  ", indent + "  ");
        break;
      default:
        break;
    }
  }

  static bool tight(cmark_node* node) {
    cmark_node* parent = cmark_node_parent(node);
    return parent != nullptr && cmark_node_get_type(parent) == CMARK_NODE_ITEM;
  }

  void list(cmark_node* node, const std::string& indent) {
    int number = cmark_node_get_list_start(node);
    const bool ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    for (cmark_node* item = cmark_node_first_child(node); item != nullptr;
         item = cmark_node_next(item)) {
      const std::string mark = ordered ? fmt::format("{}. ", number++) : "- ";
      blocks(item, indent + mark, indent + std::string(mark.size(), ' '));
    }
  }

  void code(std::string_view text, const std::string& indent) {
    for (std::size_t start = 0; start < text.size();) {
      const std::size_t end = std::min(text.find('\n', start), text.size());
      const std::string_view line = text.substr(start, end - start);
      start = end + 1;
      out_ += line.empty() ? "\n" : fmt::format("{}    {}\n", indent, line);
    }
  }

  /// One empty line between blocks.
  void separate() {
    if (!out_.empty()) out_ += "\n";
  }

  TextStyle style_;
  std::string out_;
};

}  // namespace

std::string bold(std::string_view line, TextStyle style) {
  if (!style.color) return std::string(line);
  const std::string_view end = line.ends_with('\n') ? "\n" : "";
  line.remove_suffix(end.size());
  return fmt::format("\x1b[1m{}\x1b[0m{}", line, end);
}

std::string plainText(const std::string& markdown, TextStyle style) {
  const std::unique_ptr<cmark_node, FreeNode> document(
      cmark_parse_document(markdown.data(), markdown.size(), CMARK_OPT_DEFAULT));
  return Renderer(style).render(document.get());
}

}  // namespace htlint::docs
