#include "httpd/condition_expression.h"

#include <strings.h>

#include <cctype>
#include <charconv>
#include <utility>

#include "httpd/regex.h"

namespace htlint::httpd {
namespace {

using Truth = std::optional<bool>;

/// A string operand: its value, or nothing when only the live request knows it.
struct Operand {
  std::optional<std::string> value;
};

/// Recursive descent over the subset. Gives up (malformed_) at anything else.
class Parser {
 public:
  Parser(std::string_view text, const VariableLookup& lookup) : text_(text), lookup_(lookup) {}

  Truth parse() {
    const Truth result = disjunction();
    skipBlanks();
    return malformed_ || at_ != text_.size() ? std::nullopt : result;
  }

 private:
  static constexpr int kMaxDepth = 50;

  Truth disjunction() {
    Truth result = conjunction();
    while (take("||")) {
      const Truth right = conjunction();
      if (result == true || right == true) {
        result = true;
      } else if (!result || !right) {
        result = std::nullopt;
      }
    }
    return result;
  }

  Truth conjunction() {
    Truth result = negation();
    while (take("&&")) {
      const Truth right = negation();
      if (result == false || right == false) {
        result = false;
      } else if (!result || !right) {
        result = std::nullopt;
      }
    }
    return result;
  }

  Truth negation() {
    if (++depth_ > kMaxDepth) return fail();
    skipBlanks();
    Truth result;
    const bool isNot = peek() == '!' && peek(1) != '=' && peek(1) != '~';
    if (isNot) {
      ++at_;
      const Truth inner = negation();
      if (inner) result = !*inner;
    } else if (take("(")) {
      result = disjunction();
      if (!take(")")) result = fail();
    } else {
      result = comparison();
    }
    --depth_;
    return result;
  }

  Truth comparison() {
    if (takeWord("true")) return true;
    if (takeWord("false")) return false;
    if (takeWord("-n") || takeWord("-z")) {
      const bool wantsEmpty = text_[at_ - 1] == 'z';
      const Operand operand = string();
      if (!operand.value) return std::nullopt;
      return operand.value->empty() == wantsEmpty;
    }
    const Operand left = string();
    if (malformed_) return std::nullopt;
    skipBlanks();
    if (take("=~")) return match(left, false);
    if (take("!~")) return match(left, true);
    if (take("==") || takeWord("-eq") || take("="))
      return equals(left, text_[at_ - 1] == 'q', true);
    if (take("!=") || takeWord("-ne")) return equals(left, text_[at_ - 1] == 'e', false);
    return fail();
  }

  Truth equals(const Operand& left, bool numeric, bool expected) {
    const Operand right = string();
    if (malformed_ || !left.value || !right.value) return std::nullopt;
    if (!numeric) return (*left.value == *right.value) == expected;
    return (toNumber(*left.value) == toNumber(*right.value)) == expected;
  }

  Truth match(const Operand& left, bool negated) {
    skipBlanks();
    char delimiter = peek();
    if (delimiter == 'm' && peek(1) != '\0') {
      ++at_;
      delimiter = peek();
    } else if (delimiter != '/') {
      return fail();
    }
    const std::size_t end = text_.find(delimiter, at_ + 1);
    if (end == std::string_view::npos) return fail();
    const std::string_view pattern = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    bool ignoreCase = false;
    while (std::isalpha(static_cast<unsigned char>(peek())) != 0) ignoreCase |= text_[at_++] == 'i';
    const auto regex = Regex::compile(pattern, ignoreCase);
    if (!regex) return fail();
    if (!left.value) return std::nullopt;
    return regex->matches(*left.value) != negated;
  }

  Operand string() {
    skipBlanks();
    const char first = peek();
    if (first == '\'' || first == '"') return quoted(first);
    if (first == '%') return variable();
    if (std::isdigit(static_cast<unsigned char>(first)) != 0) return digits();
    malformed_ = true;
    return {};
  }

  Operand quoted(char quote) {
    ++at_;
    Operand result{std::string()};
    while (at_ < text_.size() && text_[at_] != quote) {
      if (text_[at_] == '%' && peek(1) == '{') {
        const Operand part = variable();
        if (!part.value || !result.value) {
          result.value = std::nullopt;
        } else {
          result.value->append(*part.value);
        }
        continue;
      }
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      if (result.value) result.value->push_back(text_[at_]);
      ++at_;
    }
    if (at_ == text_.size()) malformed_ = true;
    ++at_;
    return result;
  }

  Operand variable() {
    const std::size_t end = text_.find('}', at_);
    if (peek(1) != '{' || end == std::string_view::npos) {
      malformed_ = true;
      return {};
    }
    const std::string_view name = text_.substr(at_ + 2, end - at_ - 2);
    at_ = end + 1;
    return {lookup_(name)};
  }

  Operand digits() {
    const std::size_t start = at_;
    while (std::isdigit(static_cast<unsigned char>(peek())) != 0) ++at_;
    return {std::string(text_.substr(start, at_ - start))};
  }

  static long toNumber(const std::string& text) {
    long number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
  }

  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  void skipBlanks() {
    while (std::isspace(static_cast<unsigned char>(peek())) != 0) ++at_;
  }

  bool take(std::string_view token) {
    skipBlanks();
    if (!text_.substr(at_).starts_with(token)) return false;
    at_ += token.size();
    return true;
  }

  bool takeWord(std::string_view word) {
    skipBlanks();
    if (text_.size() - at_ < word.size()) return false;
    if (strncasecmp(text_.data() + at_, word.data(), word.size()) != 0) return false;
    const char after = peek(word.size());
    if (std::isalnum(static_cast<unsigned char>(after)) != 0 || after == '_') return false;
    at_ += word.size();
    return true;
  }

  Truth fail() {
    malformed_ = true;
    return std::nullopt;
  }

  std::string_view text_;
  const VariableLookup& lookup_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool malformed_ = false;
};

}  // namespace

std::optional<bool> evaluateExpression(std::string_view expression, const VariableLookup& lookup) {
  return Parser(expression, lookup).parse();
}

}  // namespace htlint::httpd
