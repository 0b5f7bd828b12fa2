#include "pem/marker.h"

#include <algorithm>
#include <array>
#include <optional>

#include "pem/label.h"

namespace htlint::pem {
namespace {

constexpr std::size_t kDashes = 5;
constexpr std::size_t kLongestLabel = 64;
/// OpenSSL's begin lines end within its buffer of 254 bytes.
constexpr std::size_t kFarthestLabelEnd = 256;

// Characters that word processors, mail programs and Japanese keyboards put in place of a hyphen:
// U+2010..U+2015, U+2212, U+2500, U+2501, U+30FC, U+FE63, U+FF0D in UTF-8; the full-width minus,
// long dash and hyphen of code page 932; the dashes of Windows-1252.
constexpr std::array<std::string_view, 18> kDashForms{
    "\xE2\x80\x90", "\xE2\x80\x91", "\xE2\x80\x92", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x95",
    "\xE2\x88\x92", "\xE2\x94\x80", "\xE2\x94\x81", "\xE3\x83\xBC", "\xEF\xB9\xA3", "\xEF\xBC\x8D",
    "\x81\x7C",     "\x81\x5C",     "\x81\x5D",     "\x96",         "\x97",         "-"};
constexpr std::array<std::string_view, 3> kSpaceForms{" ", "\t", "\xC2\xA0"};

template <std::size_t size>
std::size_t sizeAtStart(const std::array<std::string_view, size>& forms, std::string_view text) {
  for (const std::string_view form : forms) {
    if (text.starts_with(form)) return form.size();
  }
  return 0;
}

template <std::size_t size>
std::size_t sizeAtEnd(const std::array<std::string_view, size>& forms, std::string_view text) {
  for (const std::string_view form : forms) {
    if (text.ends_with(form)) return form.size();
  }
  return 0;
}

/// A run of dash-like or space-like characters: where it ends (or begins), and how many there are.
struct Run {
  std::size_t at = 0;
  std::size_t count = 0;
};

template <std::size_t size>
Run runForward(const std::array<std::string_view, size>& forms, std::string_view text,
               std::size_t at, std::size_t limit) {
  Run run{at, 0};
  while (run.at < limit) {
    const std::size_t step = sizeAtStart(forms, text.substr(run.at, limit - run.at));
    if (step == 0) break;
    run.at += step;
    ++run.count;
  }
  return run;
}

template <std::size_t size>
Run runBackward(const std::array<std::string_view, size>& forms, std::string_view text,
                std::size_t at, std::size_t limit) {
  Run run{at, 0};
  while (run.at > limit) {
    const std::size_t step = sizeAtEnd(forms, text.substr(limit, run.at - limit));
    if (step == 0) break;
    run.at -= step;
    ++run.count;
  }
  return run;
}

char upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

bool isWordCharacter(char c) {
  const char up = upper(c);
  return (up >= 'A' && up <= 'Z') || (c >= '0' && c <= '9');
}

bool isLabelCharacter(char c) { return isWordCharacter(c) || c == '#' || c == '.' || c == '+'; }

bool startsWithWord(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  return std::equal(word.begin(), word.end(), text.begin(),
                    [](char a, char b) { return a == upper(b); });
}

std::string normalisedLabel(std::string_view written) {
  std::string label;
  bool space = false;
  for (const char c : written) {
    if (!isLabelCharacter(c) && c != '-') {
      space = true;
      continue;
    }
    if (space && !label.empty()) label.push_back(' ');
    space = false;
    label.push_back(upper(c));
  }
  return label;
}

/// Finds the markers of one line; the lines of this room end at LF and at CR.
class LineScanner {
 public:
  LineScanner(std::string_view bytes, std::size_t start, std::size_t end, std::uint32_t line)
      : bytes_(bytes), start_(start), end_(end), free_(start), line_(line) {}

  void scan(std::vector<Marker>& markers) {
    for (std::size_t at = start_; at + 3 <= end_; ++at) {
      const char c = upper(bytes_[at]);
      if (c != 'B' && c != 'E') continue;
      const std::optional<Marker> marker = markerAt(at);
      if (!marker) continue;
      markers.push_back(*marker);
      free_ = marker->range.end;
      at = free_ - 1;
    }
  }

 private:
  std::optional<Marker> markerAt(std::size_t at) {
    const std::string_view rest = bytes_.substr(at, end_ - at);
    Marker marker;
    std::size_t word = 5;
    if (startsWithWord(rest, "END")) {
      marker.kind = MarkerKind::kEnd;
      word = 3;
    } else if (!startsWithWord(rest, "BEGIN")) {
      return std::nullopt;
    }
    const Run spaceBefore = runBackward(kSpaceForms, bytes_, at, free_);
    const Run left = runBackward(kDashForms, bytes_, spaceBefore.at, free_);
    const Run gap = runForward(kSpaceForms, bytes_, at + word, end_);
    // Only what has all its dashes in front may have a label that nobody knows.
    const std::size_t labelEnd =
        findLabelEnd(gap.at, left.count < kDashes ? kLongestLabel + 1 : kFarthestLabelEnd);
    const Run spaceAfter = runForward(kSpaceForms, bytes_, labelEnd, end_);
    Run right = runForward(kDashForms, bytes_, spaceAfter.at, end_);
    const bool mayBeBare = left.count + right.count == 0 && spaceBefore.at == start_;
    if (left.count < 2 && right.count < 2 && !mayBeBare) return std::nullopt;
    if (right.count > kDashes) right = giveUpSharedDashes(spaceAfter.at, right);

    const auto offset = [](std::size_t value) { return static_cast<std::uint32_t>(value); };
    marker.line = line_;
    marker.labelRange = {offset(gap.at), offset(labelEnd)};
    marker.leftDashes = left.count > 0 ? text::TextRange{offset(left.at), offset(spaceBefore.at)}
                                       : text::TextRange{offset(at), offset(at)};
    marker.rightDashes = right.count > 0 ? text::TextRange{offset(spaceAfter.at), offset(right.at)}
                                         : text::TextRange{offset(labelEnd), offset(labelEnd)};
    marker.range = {marker.leftDashes.start, marker.rightDashes.end};
    marker.label = normalisedLabel(bytes_.substr(gap.at, labelEnd - gap.at));
    marker.wellFormed = isWellFormed(marker);
    return isPlausible(marker, left, right, gap, at) ? std::optional(marker) : std::nullopt;
  }

  // A label ends where dashes begin; a single hyphen between letters belongs to it.
  [[nodiscard]] std::size_t findLabelEnd(std::size_t at, std::size_t longest) const {
    std::size_t end = at;
    const std::size_t limit = std::min(end_, at + longest);
    while (at < limit && at - end <= 4) {
      if (isLabelCharacter(bytes_[at])) {
        end = ++at;
        continue;
      }
      if (bytes_[at] == '-' && at + 1 < end_ && isWordCharacter(bytes_[at + 1]) && end == at) {
        ++at;
        continue;
      }
      const std::size_t space = sizeAtStart(kSpaceForms, bytes_.substr(at, end_ - at));
      if (space == 0) break;
      at += space;
    }
    return end;
  }

  // `-----END X----------BEGIN X-----`: the dashes are shared out, five to the marker before.
  [[nodiscard]] Run giveUpSharedDashes(std::size_t start, Run right) const {
    const Run space = runForward(kSpaceForms, bytes_, right.at, end_);
    const std::string_view next = bytes_.substr(space.at, end_ - space.at);
    if (!startsWithWord(next, "BEGIN") && !startsWithWord(next, "END")) return right;
    Run own{start, 0};
    const std::size_t share = right.count >= 2 * kDashes ? kDashes : right.count / 2;
    while (own.count < share) {
      own.at += sizeAtStart(kDashForms, bytes_.substr(own.at, right.at - own.at));
      ++own.count;
    }
    return own;
  }

  [[nodiscard]] bool isWellFormed(const Marker& marker) const {
    const std::string_view keyword = marker.kind == MarkerKind::kBegin ? "BEGIN" : "END";
    const std::string expected = "-----" + std::string(keyword) + " " + marker.label + "-----";
    return !marker.label.empty() &&
           bytes_.substr(marker.range.start, marker.range.size()) == expected;
  }

  // Anything may be written between well-formed dashes. What is damaged must name something that
  // this project knows, or prose and SQL comments would be taken for markers.
  [[nodiscard]] bool isPlausible(const Marker& marker, const Run& left, const Run& right,
                                 const Run& gap, std::size_t at) const {
    if (marker.wellFormed) return true;
    const std::size_t labelSize = marker.labelRange.size();
    if (labelSize == 0 || labelSize > kLongestLabel) return false;
    if (blockKind(marker.label) == BlockKind::kOther) return false;
    // `---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----` is how RFC 4716 writes it.
    if (marker.label.starts_with("SSH2 ")) return false;
    if (left.count >= 2 && right.count >= 2) return true;
    if (gap.count == 0) return false;
    if (left.count >= 3 || right.count >= 3) return true;
    const bool alone = stripped({start_, at}).empty() && stripped({marker.range.end, end_}).empty();
    return alone && startsWithCapitals(at) && left.count + right.count == 0;
  }

  [[nodiscard]] std::string_view stripped(std::pair<std::size_t, std::size_t> range) const {
    std::string_view text = bytes_.substr(range.first, range.second - range.first);
    while (!text.empty() && sizeAtEnd(kSpaceForms, text) > 0) {
      text.remove_suffix(sizeAtEnd(kSpaceForms, text));
    }
    return text;
  }

  [[nodiscard]] bool startsWithCapitals(std::size_t at) const {
    const std::string_view rest = bytes_.substr(at, end_ - at);
    return rest.starts_with("BEGIN ") || rest.starts_with("END ");
  }

  std::string_view bytes_;
  std::size_t start_;
  std::size_t end_;
  std::size_t free_;  // bytes before it belong to an earlier marker
  std::uint32_t line_;
};

}  // namespace

std::vector<Marker> findMarkers(std::string_view bytes) {
  std::vector<Marker> markers;
  std::uint32_t line = 1;
  std::size_t start = 0;
  while (start < bytes.size()) {
    const std::size_t end = std::min(bytes.find_first_of("\r\n", start), bytes.size());
    LineScanner(bytes, start, end, line).scan(markers);
    if (end < bytes.size() && bytes[end] == '\n') ++line;
    start = end + 1;
  }
  return markers;
}

}  // namespace htlint::pem
