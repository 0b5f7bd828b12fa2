#include "x509/renewal_notice.h"

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "text/encoding.h"

namespace htlint::x509 {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlanks = " \t";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

const std::uint8_t* units(std::string_view text) {
  return reinterpret_cast<const std::uint8_t*>(text.data());
}

/// Full-width letters, colons and blanks become the ASCII ones, half-width katakana full ones.
std::string compatible(std::string_view text) {
  std::size_t size = 0;
  std::uint8_t* folded = u8_normalize(UNINORM_NFKC, units(text), text.size(), nullptr, &size);
  if (folded == nullptr) return std::string(text);
  std::string result(reinterpret_cast<char*>(folded), size);
  std::free(folded);
  return result;
}

std::string caseless(std::string_view text) {
  std::size_t size = 0;
  std::uint8_t* folded =
      u8_casefold(units(text), text.size(), nullptr, UNINORM_NFKC, nullptr, &size);
  if (folded == nullptr) return std::string(text);
  std::string result(reinterpret_cast<char*>(folded), size);
  std::free(folded);
  std::erase(result, ' ');
  return result;
}

/// Marks of mail programs and lists may stand in front of a label, words may not.
bool hasLetters(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    ucs4_t character = 0;
    const int size = u8_mbtouc(&character, units(text) + at, text.size() - at);
    if (uc_is_alnum(character)) return true;
    at += static_cast<std::size_t>(size);
  }
  return false;
}

/// What follows `label` on a line, or nothing where the line is about something else.
std::optional<std::string_view> after(std::string_view line, std::string_view label) {
  const std::size_t at = line.find(label);
  if (at == std::string_view::npos || hasLetters(line.substr(0, at))) return std::nullopt;
  return line.substr(at + label.size());
}

/// The value behind the colon; nothing without one.
std::optional<std::string> valueAfter(std::string_view line, std::string_view label) {
  const auto rest = after(line, label);
  if (!rest) return std::nullopt;
  const std::size_t colon = rest->find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  // `組織名(O)`: only the attribute's letters in parentheses may stand between label and colon.
  const std::string_view between = trimmed(rest->substr(0, colon));
  if (!between.empty() && !(between.front() == '(' && between.back() == ')')) return std::nullopt;
  return std::string(trimmed(rest->substr(colon + 1)));
}

std::optional<std::chrono::year_month_day> dateIn(std::string_view text) {
  std::array<int, 3> numbers{};
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size() && count < numbers.size();) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789", at), text.size());
    if (end == at) {
      ++at;
      continue;
    }
    if (end - at > 4) return std::nullopt;
    numbers[count++] = std::atoi(std::string(text.substr(at, end - at)).c_str());
    at = end;
  }
  if (count < numbers.size()) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(numbers[0]),
                                         std::chrono::month(static_cast<unsigned>(numbers[1])),
                                         std::chrono::day(static_cast<unsigned>(numbers[2]))};
  if (!date.ok() || numbers[0] < 1950) return std::nullopt;
  return date;
}

std::string serialIn(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (c >= '0' && c <= '9')
      digits.push_back(c);
    else if (c >= 'a' && c <= 'f')
      digits.push_back(c);
    else if (c >= 'A' && c <= 'F')
      digits.push_back(static_cast<char>(c - 'A' + 'a'));
    else if (c != ':' && c != ' ')
      break;
  }
  return digits;
}

struct Label {
  std::string_view text;
  std::string_view type;
};

constexpr std::array<Label, 6> kSubjectLabels = {{{"コモンネーム", "CN"},
                                                  {"組織単位名", "OU"},
                                                  {"組織名", "O"},
                                                  {"市町村名", "L"},
                                                  {"都道府県名", "ST"},
                                                  {"国名", "C"}}};

void readLine(const std::string& line, text::TextRange range, RenewalNotice& notice) {
  if (auto product = valueAfter(line, "商品名")) notice.product = std::move(*product);
  if (const auto date = after(line, "有効期間満了日"); date && !notice.lastDay) {
    notice.lastDay = dateIn(*date);
    if (notice.lastDay) notice.lastDayRange = range;
  }
  if (const auto serial = valueAfter(line, "シリアル番号")) notice.serial = serialIn(*serial);
  for (const Label& label : kSubjectLabels) {
    auto value = valueAfter(line, label.text);
    if (!value || notice.find(label.type) != nullptr) continue;
    notice.subject.push_back({std::string(label.type), std::move(*value), range});
  }
}

}  // namespace

const NoticeField* RenewalNotice::find(std::string_view type) const {
  const auto found = std::find_if(subject.begin(), subject.end(),
                                  [type](const NoticeField& field) { return field.type == type; });
  return found == subject.end() ? nullptr : &*found;
}

RenewalNotice readRenewalNotice(const text::SourceFile& file) {
  // The text for display has a picture in the place of every line feed, whatever the encoding.
  constexpr std::string_view kLineFeed = "\u240A";
  constexpr std::string_view kReturn = "\u240D";
  const std::string text = text::toDisplayUtf8(file.bytes(), file.encoding());
  RenewalNotice notice;
  std::uint32_t number = 1;
  for (std::size_t start = 0; start < text.size(); ++number) {
    const std::size_t end = std::min(text.find(kLineFeed, start), text.size());
    std::string_view line = std::string_view(text).substr(start, end - start);
    if (line.ends_with(kReturn)) line.remove_suffix(kReturn.size());
    readLine(compatible(line), file.lineRange(std::min(number, file.lineCount())), notice);
    start = end + kLineFeed.size();
  }
  return notice;
}

bool isSameText(std::string_view a, std::string_view b) { return caseless(a) == caseless(b); }

}  // namespace htlint::x509
