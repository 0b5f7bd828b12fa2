#include "x509/validity.h"

#include <algorithm>

#include "catalogue/certificates.h"

namespace htlint::x509 {
namespace {

using std::chrono::days;
using std::chrono::seconds;

Time addMonths(Time time, int months) {
  const auto midnight = std::chrono::floor<days>(time);
  std::chrono::year_month_day date(midnight);
  date += std::chrono::months(months);
  if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
  return std::chrono::sys_days(date) + (time - midnight);
}

}  // namespace

std::optional<ValidityRule> validityRule(Time issued) {
  std::optional<ValidityRule> rule;
  for (const catalogue::ValidityLimit& limit : catalogue::validityLimits()) {
    const Time from{seconds(limit.from)};
    if (issued >= from) rule = {from, limit.days, limit.months};
  }
  return rule;
}

Time latestEnd(Time notBefore, const ValidityRule& rule) {
  if (rule.months > 0) return addMonths(notBefore, rule.months);
  return notBefore + days(rule.days) - seconds(1);
}

std::optional<int> validityDays(const Certificate& certificate) {
  if (!certificate.notBefore() || !certificate.notAfter()) return std::nullopt;
  const seconds period = *certificate.notAfter() - *certificate.notBefore() + seconds(1);
  return static_cast<int>(std::chrono::ceil<days>(period).count());
}

bool claimsPublicPolicy(const Certificate& certificate) {
  const auto& policies = certificate.extensions().policies;
  return std::any_of(policies.begin(), policies.end(),
                     [](const std::string& policy) { return policy.starts_with("2.23.140.1."); });
}

}  // namespace htlint::x509
