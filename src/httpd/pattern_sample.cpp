#include "httpd/pattern_sample.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace htlint::httpd {
namespace {

constexpr int kMaxDepth = 20;
constexpr std::size_t kMaxRepeats = 40;
constexpr std::string_view kCandidates = "x1a-_/.A %&=?~,:@!\t\n";

/// Writes one string for a pattern: every repetition `repeat` times if its limits allow, of several
/// alternatives the one numbered `choice` (counted over the whole pattern's top level only).
class Sampler {
 public:
  Sampler(std::string_view pattern, std::size_t choice, std::size_t repeat)
      : pattern_(pattern), choice_(choice), repeat_(repeat) {}

  std::string sample() { return alternatives(0); }
  [[nodiscard]] bool failed() const { return failed_ || at_ < pattern_.size(); }
  [[nodiscard]] std::size_t topAlternatives() const { return topAlternatives_; }

 private:
  std::string alternatives(int depth) {
    if (depth > kMaxDepth) failed_ = true;
    if (failed_) return {};
    std::vector<std::string> options{sequence(depth)};
    while (peek() == '|') {
      ++at_;
      options.push_back(sequence(depth));
    }
    if (depth == 0) {
      topAlternatives_ = options.size();
      return options[std::min(choice_, options.size() - 1)];
    }
    return options[choice_ % options.size()];
  }

  std::string sequence(int depth) {
    std::string result;
    while (at_ < pattern_.size() && peek() != '|' && peek() != ')' && !failed_) {
      const std::string item = atom(depth);
      const std::size_t times = quantifier();
      for (std::size_t i = 0; i < times; ++i) result += item;
    }
    return result;
  }

  std::string atom(int depth) {
    const char c = pattern_[at_++];
    switch (c) {
      case '^':
      case '$':
        return {};
      case '.':
        return "x";
      case '[':
        return characterClass();
      case '(':
        return group(depth);
      case '\\':
        return escape();
      default:
        return std::string(1, c);
    }
  }

  std::string group(int depth) {
    bool silent = false;
    if (peek() == '?') {
      ++at_;
      const char kind = peek();
      silent = kind == '!' || kind == '=';
      if (kind == ':' || silent) {
        ++at_;
      } else if (kind == 'P' || (kind == '<' && peek(1) != '=' && peek(1) != '!')) {
        skipPast('>');
      } else if (std::isalpha(static_cast<unsigned char>(kind)) != 0 || kind == '-') {
        while (peek() != ')' && peek() != ':' && peek() != '\0') ++at_;
        if (peek() == ')') {
          ++at_;
          return {};
        }
        ++at_;
      } else {
        failed_ = true;
        return {};
      }
    }
    std::string inner = alternatives(depth + 1);
    if (peek() != ')') failed_ = true;
    ++at_;
    return silent ? std::string() : inner;
  }

  std::string escape() {
    if (at_ == pattern_.size()) {
      failed_ = true;
      return {};
    }
    const char c = pattern_[at_++];
    switch (c) {
      case 'd':
        return "1";
      case 'w':
        return "x";
      case 's':
        return " ";
      case 'D':
      case 'S':
        return "x";
      case 'W':
        return "-";
      case 'b':
      case 'B':
      case 'A':
      case 'z':
      case 'Z':
        return {};
      case 't':
        return "\t";
      case 'n':
        return "\n";
      case 'r':
        return "\r";
      default:
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) failed_ = true;
        return std::string(1, c);
    }
  }

  std::string characterClass() {
    const std::size_t start = at_ - 1;
    if (peek() == '^') ++at_;
    if (peek() == ']') ++at_;
    while (at_ < pattern_.size() && peek() != ']') {
      if (peek() == '\\') ++at_;
      if (peek() == '[' && peek(1) == ':') skipPast(']');
      ++at_;
    }
    if (at_ >= pattern_.size()) {
      failed_ = true;
      return {};
    }
    ++at_;
    return memberOf(pattern_.substr(start, at_ - start));
  }

  // PCRE2 itself says which character a class has; only the candidates are ours.
  std::string memberOf(std::string_view set) {
    const auto regex = Regex::compile("^" + std::string(set) + "$", false);
    if (regex) {
      for (const char c : kCandidates) {
        if (regex->matches(std::string_view(&c, 1))) return std::string(1, c);
      }
      for (char c = '!'; c < '\x7f'; ++c) {
        if (regex->matches(std::string_view(&c, 1))) return std::string(1, c);
      }
    }
    failed_ = true;
    return {};
  }

  std::size_t quantifier() {
    std::size_t times = 1;
    const char c = peek();
    if (c == '*' || c == '?') {
      times = std::min<std::size_t>(repeat_, 1);
      ++at_;
    } else if (c == '+') {
      ++at_;
    } else if (c == '{' && std::isdigit(static_cast<unsigned char>(peek(1))) != 0) {
      times = 0;
      for (++at_; std::isdigit(static_cast<unsigned char>(peek())) != 0; ++at_) {
        times = std::min(times * 10 + static_cast<std::size_t>(peek() - '0'), kMaxRepeats);
      }
      skipPast('}');
    } else {
      return 1;
    }
    if (peek() == '?' || peek() == '+') ++at_;
    return times;
  }

  void skipPast(char end) {
    while (at_ < pattern_.size() && pattern_[at_] != end) ++at_;
    if (at_ < pattern_.size()) ++at_;
  }

  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < pattern_.size() ? pattern_[at_ + ahead] : '\0';
  }

  std::string_view pattern_;
  std::size_t choice_;
  std::size_t repeat_;
  std::size_t at_ = 0;
  std::size_t topAlternatives_ = 1;
  bool failed_ = false;
};

}  // namespace

std::vector<std::string> sampleMatches(const Regex& regex, std::size_t limit) {
  std::vector<std::string> samples;
  std::size_t choices = 1;
  for (std::size_t choice = 0; choice < choices && samples.size() < limit; ++choice) {
    for (const std::size_t repeat : {std::size_t{1}, std::size_t{0}}) {
      Sampler sampler(regex.pattern(), choice, repeat);
      std::string sample = sampler.sample();
      choices = sampler.topAlternatives();
      const bool fresh = std::find(samples.begin(), samples.end(), sample) == samples.end();
      if (!sampler.failed() && fresh && samples.size() < limit && regex.matches(sample)) {
        samples.push_back(std::move(sample));
      }
    }
  }
  return samples;
}

}  // namespace htlint::httpd
