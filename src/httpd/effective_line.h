#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "htaccess/arguments.h"
#include "htaccess/document.h"
#include "httpd/target.h"

namespace htlint::httpd {

/// One node's line as its directive function sees it: with every defined ${NAME} replaced (httpd
/// 2.4.71 server/core.c ap_resolve_env). Ranges always are in the file; what a replacement put
/// there points at the whole line.
class EffectiveLine {
 public:
  EffectiveLine(const htaccess::Document& document, htaccess::NodeId node, const Target& target);

  [[nodiscard]] htaccess::NodeId node() const { return node_; }
  /// Of a section without its bracket.
  [[nodiscard]] std::string_view name() const { return name_; }
  [[nodiscard]] text::TextRange nameRange() const { return nameRange_; }
  /// The whole line, trimmed.
  [[nodiscard]] text::TextRange range() const { return range_; }
  /// Everything after the name, trimmed. Of a section opened by `<Name>` alone, `>`.
  [[nodiscard]] std::string_view argumentText() const;
  /// Place in the file of argumentText()[from, to).
  [[nodiscard]] text::TextRange argumentRange(std::size_t from, std::size_t to) const;

  [[nodiscard]] std::vector<htaccess::Argument> split() const;
  [[nodiscard]] htaccess::RewriteArguments splitRewrite() const;

 private:
  void replaceVariables(const htaccess::Document& document, const Target& target);

  htaccess::NodeId node_;
  const htaccess::LogicalLine* line_;
  std::uint32_t argumentsAt_;
  std::string_view name_;
  text::TextRange nameRange_;
  text::TextRange range_;
  std::shared_ptr<const htaccess::Document> replaced_;  // null where nothing was replaced
};

/// The words of `text` as ap_getword_conf finds them, for text that is only a part of a line.
struct TextWord {
  std::string value;
  std::size_t start = 0;
  std::size_t end = 0;  ///< after the closing quote
  char quote = '\0';
};
[[nodiscard]] std::vector<TextWord> splitWords(std::string_view text);

/// Names of ${NAME} in `text` without a colon, with the offset of the `$`.
struct VariableUse {
  std::string_view name;
  std::size_t at = 0;
};
[[nodiscard]] std::vector<VariableUse> variablesIn(std::string_view text);

/// The place in the file of argument.value[from, to), or of the whole argument where escapes or
/// continuations make its bytes differ from its value.
[[nodiscard]] text::TextRange partOf(const htaccess::Argument& argument, std::size_t from,
                                     std::size_t to);

}  // namespace htlint::httpd
