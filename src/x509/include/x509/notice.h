#pragma once

#include <array>
#include <chrono>
#include <optional>

#include "x509/certificate.h"

namespace htlint::x509 {

/// Days before notAfter at which the CA sends its renewal notices, the widest first.
inline constexpr std::array<int, 5> kNoticeDays{90, 60, 45, 30, 15};
/// The lifetime for which those notices were made: 398 days.
inline constexpr int kNoticeLifetimeDays = 398;

enum class NoticeScale : bool {
  kLiteral,   ///< N days, whatever the certificate's lifetime
  kLifetime,  ///< min(N days, N/398 of the lifetime)
};

/// Length of the window of `days` for a certificate valid for `lifetime`.
[[nodiscard]] std::chrono::seconds noticeWindow(int days, std::chrono::seconds lifetime,
                                                NoticeScale scale);

/// The narrowest window of kNoticeDays in which `now` lies: 15, 30, 45, 60 or 90. Nothing before
/// the first window, after notAfter, and for certificates whose dates cannot be read.
[[nodiscard]] std::optional<int> noticeReached(const Certificate& certificate, Time now,
                                               NoticeScale scale);

/// Whole days from `now` to notAfter, rounded down; negative once it is past.
[[nodiscard]] std::optional<int> daysLeft(const Certificate& certificate, Time now);

}  // namespace htlint::x509
