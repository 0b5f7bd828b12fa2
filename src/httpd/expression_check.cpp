#include "expression_check.h"

#include "ascii.h"

namespace htlint::httpd {
namespace {

constexpr std::string_view kRestricted[] = {"file", "filesize"};

bool isNameByte(char c) {
  const char lower = lowerCase(c);
  return (lower >= 'a' && lower <= 'z') || isDigit(c) || c == '_';
}

std::string_view restrictedFunction(std::string_view name) {
  for (const std::string_view function : kRestricted) {
    if (equalsIgnoringCase(name, function)) return function;
  }
  return {};
}

/// Walks over an expression far enough to tell calls from text in quotes.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  std::string_view findRestricted() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\'' || c == '"') {
        quote_ = quote_ == '\0' ? c : (quote_ == c ? '\0' : quote_);
        ++at_;
      } else if (c == '\\') {
        at_ += 2;
      } else if (text_.substr(at_).starts_with("%{")) {
        at_ += 2;
        if (const auto found = nameBefore(':'); !found.empty()) return found;
      } else if (quote_ == '\0' && isNameByte(c)) {
        if (const auto found = nameBefore('('); !found.empty()) return found;
      } else {
        ++at_;
      }
    }
    return {};
  }

 private:
  /// Takes a name, and gives it back if it is a restricted function and `follower` comes next.
  std::string_view nameBefore(char follower) {
    const std::size_t start = at_;
    while (at_ < text_.size() && isNameByte(text_[at_])) ++at_;
    const std::string_view name = text_.substr(start, at_ - start);
    std::size_t next = at_;
    while (next < text_.size() && isSpace(text_[next])) ++next;
    const bool follows = next < text_.size() && text_[next] == follower;
    return follows ? restrictedFunction(name) : std::string_view();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  char quote_ = '\0';
};

}  // namespace

std::string refusedInExpression(std::string_view expression, const Target& target) {
  const bool blank =
      std::string_view(expression).find_first_not_of(" \t\r\n\v\f") == std::string_view::npos;
  if (blank) return "empty";
  if (target.version < Version{2, 4, 67}) return {};
  const std::string_view function = Scanner(expression).findRestricted();
  return function.empty() ? std::string() : std::string(function) + "()";
}

bool checkExpression(const DirectiveCall& call, const htaccess::Argument& argument,
                     std::size_t skip) {
  const std::string expression = argument.value.substr(skip);
  std::string reason = refusedInExpression(expression, call.target);
  if (reason.empty()) return true;
  call.report(ConfigCode::kRewriteBadExpression, argument.range, {expression, std::move(reason)});
  return false;
}

}  // namespace htlint::httpd
