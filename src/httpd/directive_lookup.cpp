#include "directive_lookup.h"

#include <algorithm>
#include <bit>
#include <vector>

#include "ascii.h"
#include "httpd/config_checker.h"

namespace htlint::httpd {
namespace {

/// One bit for each letter and one for all other bytes: two names whose masks differ in more than
/// 2d bits cannot be d edits apart.
std::uint32_t letterMask(std::string_view name) {
  std::uint32_t mask = 0;
  for (const char byte : name) {
    const char c = lowerCase(byte);
    mask |= 1U << (c >= 'a' && c <= 'z' ? static_cast<unsigned>(c - 'a') : 26U);
  }
  return mask;
}

/// Damerau-Levenshtein distance (optimal string alignment), ignoring case.
int editDistance(std::string_view left, std::string_view right) {
  const std::size_t width = right.size() + 1;
  std::vector<int> beforePrevious(width);
  std::vector<int> previous(width);
  std::vector<int> current(width);
  for (std::size_t j = 0; j < width; ++j) previous[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= left.size(); ++i) {
    current[0] = static_cast<int>(i);
    for (std::size_t j = 1; j < width; ++j) {
      const char a = lowerCase(left[i - 1]);
      const char b = lowerCase(right[j - 1]);
      const int replaced = previous[j - 1] + (a == b ? 0 : 1);
      current[j] = std::min({replaced, previous[j] + 1, current[j - 1] + 1});
      const bool swapped =
          i > 1 && j > 1 && a == lowerCase(right[j - 2]) && lowerCase(left[i - 2]) == b;
      if (swapped) current[j] = std::min(current[j], beforePrevious[j - 2] + 1);
    }
    std::swap(beforePrevious, previous);
    std::swap(previous, current);
  }
  return previous[right.size()];
}

}  // namespace

std::string nameInMessages(htaccess::NodeKind kind, std::string_view name) {
  std::string result;
  if (kind == htaccess::NodeKind::kSection) result += '<';
  result += name;
  return result;
}

bool isAllowed(const catalogue::Directive& entry, std::uint16_t classes) {
  if ((entry.overrides & catalogue::kOverrideAny) != 0) return classes != 0;
  return (entry.overrides & classes) != 0;
}

std::string reasonNotAllowed(const catalogue::Directive& entry) {
  static constexpr std::pair<catalogue::Override, std::string_view> kNames[] = {
      {catalogue::kOverrideAny, "All"},           {catalogue::kOverrideAuthConfig, "AuthConfig"},
      {catalogue::kOverrideFileInfo, "FileInfo"}, {catalogue::kOverrideIndexes, "Indexes"},
      {catalogue::kOverrideLimit, "Limit"},       {catalogue::kOverrideOptions, "Options"}};
  std::string reason;
  for (const auto& [bit, name] : kNames) {
    if ((entry.overrides & bit) == 0) continue;
    if (!reason.empty()) reason += " or ";
    reason += name;
  }
  return reason.empty() ? "context" : reason;
}

const catalogue::Directive* findDirective(std::string_view name, const Target& target) {
  for (const catalogue::Directive& entry : catalogue::findDirectives(name)) {
    if (target.hasModule(entry.module)) return &entry;
  }
  return nullptr;
}

const catalogue::Directive* findDirective(std::string_view name) {
  const auto found = catalogue::findDirectives(name);
  return found.empty() ? nullptr : &found.front();
}

Suggestion suggestDirective(std::string_view name, const Target& target) {
  const int furthest = name.size() >= 8 ? 2 : 1;
  const std::uint32_t mask = letterMask(name);
  Suggestion best;
  for (const catalogue::Directive& entry : catalogue::directives()) {
    const auto lengthDifference =
        static_cast<long>(entry.name.size()) - static_cast<long>(name.size());
    if (lengthDifference > furthest || lengthDifference < -furthest) continue;
    if (std::popcount(mask ^ letterMask(entry.name)) > 2 * furthest) continue;
    // A name that .htaccess may not hold would only be the next error.
    if (entry.overrides == 0 || !target.hasModule(entry.module)) continue;
    const int distance = editDistance(name, entry.name);
    if (distance == 0 || distance > furthest) continue;
    if (best.name.empty() || distance < best.distance) {
      best = {entry.name, true, distance};
    } else if (distance == best.distance && !equalsIgnoringCase(best.name, entry.name)) {
      best.unique = false;
    }
  }
  return best;
}

}  // namespace htlint::httpd
