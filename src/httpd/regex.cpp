#define PCRE2_CODE_UNIT_WIDTH 8
#include "httpd/regex.h"

#include <pcre2.h>

#include <utility>

namespace htlint::httpd {
namespace {

// A pattern from a file may backtrack without end. httpd leaves PCRE2's default of ten million
// steps; this is lower so that checking a hostile folder stays fast, and far above what a real
// pattern needs on a path of a few kilobytes.
constexpr std::uint32_t kMatchLimit = 1'000'000;
constexpr std::uint32_t kHeapLimitKiB = 64 * 1024;

struct CodeDeleter {
  void operator()(pcre2_code* code) const { pcre2_code_free(code); }
};

// Scratch memory of one thread: compiled patterns are shared, what a match writes is not.
class MatchMemory {
 public:
  MatchMemory()
      : context_(pcre2_match_context_create(nullptr)),
        data_(pcre2_match_data_create(RegexMatch::kMaxGroups, nullptr)) {
    if (context_ == nullptr) return;
    pcre2_set_match_limit(context_, kMatchLimit);
    pcre2_set_heap_limit(context_, kHeapLimitKiB);
  }
  ~MatchMemory() {
    pcre2_match_data_free(data_);
    pcre2_match_context_free(context_);
  }
  MatchMemory(const MatchMemory&) = delete;
  MatchMemory& operator=(const MatchMemory&) = delete;

  [[nodiscard]] pcre2_match_context* context() const { return context_; }
  [[nodiscard]] pcre2_match_data* data() const { return data_; }

 private:
  pcre2_match_context* context_;
  pcre2_match_data* data_;
};

MatchMemory& memoryOfThisThread() {
  thread_local MatchMemory memory;
  return memory;
}

std::string errorMessage(int code) {
  std::array<PCRE2_UCHAR, 256> buffer{};
  pcre2_get_error_message(code, buffer.data(), buffer.size());
  return reinterpret_cast<const char*>(buffer.data());
}

}  // namespace

struct Regex::Compiled {
  std::unique_ptr<pcre2_code, CodeDeleter> code;
  std::string pattern;
  std::uint32_t groupCount = 0;
  bool ignoreCase = false;
};

tl::expected<Regex, RegexError> Regex::compile(std::string_view pattern, bool ignoreCase) {
  std::uint32_t options = PCRE2_DUPNAMES | PCRE2_DOTALL | PCRE2_DOLLAR_ENDONLY;
  if (ignoreCase) options |= PCRE2_CASELESS;
  int error = 0;
  PCRE2_SIZE offset = 0;
  std::unique_ptr<pcre2_code, CodeDeleter> code(
      pcre2_compile(reinterpret_cast<PCRE2_SPTR>(pattern.data()), pattern.size(), options, &error,
                    &offset, nullptr));
  if (code == nullptr) {
    return tl::unexpected(RegexError{errorMessage(error), static_cast<std::uint32_t>(offset)});
  }
  auto compiled = std::make_shared<Compiled>();
  pcre2_pattern_info(code.get(), PCRE2_INFO_CAPTURECOUNT, &compiled->groupCount);
  compiled->code = std::move(code);
  compiled->pattern = pattern;
  compiled->ignoreCase = ignoreCase;
  return Regex(std::move(compiled));
}

std::optional<RegexMatch> Regex::match(std::string_view subject) const {
  const MatchMemory& memory = memoryOfThisThread();
  if (memory.data() == nullptr) return std::nullopt;
  const int result =
      pcre2_match(compiled_->code.get(), reinterpret_cast<PCRE2_SPTR>(subject.data()),
                  subject.size(), 0, 0, memory.data(), memory.context());
  // Zero: it matches, with more groups than are kept.
  if (result < 0) return std::nullopt;
  const std::size_t count = result == 0 ? RegexMatch::kMaxGroups : static_cast<std::size_t>(result);
  const PCRE2_SIZE* bounds = pcre2_get_ovector_pointer(memory.data());
  RegexMatch match;
  for (std::size_t i = 0; i < count && i < RegexMatch::kMaxGroups; ++i) {
    const PCRE2_SIZE start = bounds[2 * i];
    const PCRE2_SIZE end = bounds[2 * i + 1];
    // \K in a lookahead can put the start behind the end.
    if (start == PCRE2_UNSET || end < start) continue;
    match.groups[i] = subject.substr(start, end - start);
  }
  return match;
}

std::uint32_t Regex::groupCount() const { return compiled_->groupCount; }

const std::string& Regex::pattern() const { return compiled_->pattern; }

bool Regex::ignoresCase() const { return compiled_->ignoreCase; }

}  // namespace htlint::httpd
