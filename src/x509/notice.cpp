#include "x509/notice.h"

#include <algorithm>

namespace htlint::x509 {
namespace {

using std::chrono::days;
using std::chrono::seconds;

}  // namespace

seconds noticeWindow(int windowDays, seconds lifetime, NoticeScale scale) {
  const seconds literal = days(windowDays);
  if (scale == NoticeScale::kLiteral) return literal;
  return std::min(literal, lifetime * windowDays / kNoticeLifetimeDays);
}

std::optional<int> noticeReached(const Certificate& certificate, Time now, NoticeScale scale) {
  if (!certificate.notBefore() || !certificate.notAfter()) return std::nullopt;
  if (certificate.isExpiredAt(now)) return std::nullopt;
  const seconds lifetime = *certificate.notAfter() - *certificate.notBefore();
  const seconds left = *certificate.notAfter() - now;
  std::optional<int> reached;
  for (const int windowDays : kNoticeDays) {
    if (left <= noticeWindow(windowDays, lifetime, scale)) reached = windowDays;
  }
  return reached;
}

std::optional<int> daysLeft(const Certificate& certificate, Time now) {
  if (!certificate.notAfter()) return std::nullopt;
  return static_cast<int>(std::chrono::floor<days>(*certificate.notAfter() - now).count());
}

}  // namespace htlint::x509
