#include "x509/notice.h"

#include <catch2/catch.hpp>

#include "support/certificates.h"

namespace htlint::x509 {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::seconds;

Certificate lasting(int lifetimeDays) {
  test::CertificateOptions options;
  options.notAfter = options.notBefore + days(lifetimeDays);
  return *Certificate::parse(test::makeCertificate(options).der);
}

TEST_CASE("a certificate of 398 days or more is announced in the guide's windows") {
  for (const int lifetime : {398, 825}) {
    const Certificate certificate = lasting(lifetime);
    const Time end = *certificate.notAfter();
    for (const NoticeScale scale : {NoticeScale::kLiteral, NoticeScale::kLifetime}) {
      CHECK_FALSE(noticeReached(certificate, end - days(90) - seconds(1), scale));
      CHECK(noticeReached(certificate, end - days(90), scale) == 90);
      CHECK(noticeReached(certificate, end - days(60) - seconds(1), scale) == 90);
      CHECK(noticeReached(certificate, end - days(60), scale) == 60);
      CHECK(noticeReached(certificate, end - days(45), scale) == 45);
      CHECK(noticeReached(certificate, end - days(30), scale) == 30);
      CHECK(noticeReached(certificate, end - days(15), scale) == 15);
      CHECK(noticeReached(certificate, end, scale) == 15);
      CHECK_FALSE(noticeReached(certificate, end + seconds(1), scale));
    }
  }
}

TEST_CASE("the windows shrink with the lifetime unless they are literal") {
  // 47 days: 90/398 of it are 10 days and 15 hours, 15/398 are 42.5 hours.
  const Certificate certificate = lasting(47);
  const Time end = *certificate.notAfter();
  CHECK_FALSE(noticeReached(certificate, end - days(11), NoticeScale::kLifetime));
  CHECK(noticeReached(certificate, end - days(10), NoticeScale::kLifetime) == 90);
  CHECK(noticeReached(certificate, end - hours(43), NoticeScale::kLifetime) == 30);
  CHECK(noticeReached(certificate, end - hours(42), NoticeScale::kLifetime) == 15);
  CHECK(noticeReached(certificate, end - days(11), NoticeScale::kLiteral) == 15);
  CHECK(noticeWindow(90, days(398), NoticeScale::kLifetime) == days(90));
  CHECK(noticeWindow(90, days(199), NoticeScale::kLifetime) == days(45));
}

TEST_CASE("days left are whole ones") {
  const Certificate certificate = lasting(47);
  const Time end = *certificate.notAfter();
  CHECK(daysLeft(certificate, end) == 0);
  CHECK(daysLeft(certificate, end - days(1)) == 1);
  CHECK(daysLeft(certificate, end - days(1) + seconds(1)) == 0);
  CHECK(daysLeft(certificate, end + seconds(1)) == -1);
}

}  // namespace
}  // namespace htlint::x509
