#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "text/source_file.h"

namespace htlint::x509 {

/// One line of a notice's subject, such as `組織名(O) : 株式会社 大塚商会`.
struct NoticeField {
  std::string type;   ///< as NameAttribute::type: `CN`, `OU`, `O`, `L`, `ST`, `C`
  std::string value;  ///< UTF-8, without blanks around it; may be empty
  text::TextRange range;
};

/// The mail with which a SureServer CA announces that a certificate is about to end. It describes
/// the certificate that ends, not the one that will follow.
struct RenewalNotice {
  std::string product;                                 ///< `商品名`
  std::optional<std::chrono::year_month_day> lastDay;  ///< `有効期間満了日`, a date in Japan
  text::TextRange lastDayRange;
  std::vector<NoticeField> subject;  ///< in file order
  std::string serial;  ///< hexadecimal, lower case; as many digits as the notice shows

  [[nodiscard]] const NoticeField* find(std::string_view type) const;
};

/// Reads what it knows and passes over all else, as UTF-8, Shift_JIS or UTF-16; colons and
/// parentheses may be full-width, the date's line needs no colon and its date may be marked up.
/// Ranges are those of the lines in `file`.
[[nodiscard]] RenewalNotice readRenewalNotice(const text::SourceFile& file);

/// Whether people would call the two the same: compatibility forms (full-width letters, half-width
/// katakana), case and blanks aside.
[[nodiscard]] bool isSameText(std::string_view a, std::string_view b);

}  // namespace htlint::x509
