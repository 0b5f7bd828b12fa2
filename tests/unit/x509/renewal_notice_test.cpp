#include "x509/renewal_notice.h"

#include <catch2/catch.hpp>
#include <random>

namespace htlint::x509 {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

constexpr std::string_view kSample =
    "商品名 : SureServer FV(SHA-2)\r\n"
    "有効期間満了日 2020年05月31日\r\n"
    "\r\n"
    "<証明書情報>\r\n"
    "コモンネーム(CN) : www.sample05.jp\r\n"
    "組織単位名(OU) :\r\n"
    "組織名(O) : 株式会社 大塚商会\r\n"
    "市町村名(L) : 千代田区\r\n"
    "都道府県名(S) : 東京都\r\n"
    "国名(C) : JP\r\n"
    "シリアル番号 : 2c809f0A (16 進数表記)\r\n";

RenewalNotice read(std::string bytes) {
  return readRenewalNotice(text::SourceFile("notice.txt", std::move(bytes)));
}

void checkSample(const RenewalNotice& notice) {
  CHECK(notice.product == "SureServer FV(SHA-2)");
  CHECK(notice.lastDay == year(2020) / month(5) / day(31));
  REQUIRE(notice.subject.size() == 6);
  CHECK(notice.find("CN")->value == "www.sample05.jp");
  CHECK(notice.find("OU")->value.empty());
  CHECK(notice.find("O")->value == "株式会社 大塚商会");
  CHECK(notice.find("L")->value == "千代田区");
  CHECK(notice.find("ST")->value == "東京都");
  CHECK(notice.find("C")->value == "JP");
  CHECK(notice.find("serialNumber") == nullptr);
  CHECK(notice.serial == "2c809f0a");
}

TEST_CASE("a notice is read in every encoding that Notepad saves") {
  checkSample(read(std::string(kSample)));
  checkSample(read("\xEF\xBB\xBF" + std::string(kSample)));
  checkSample(read(text::fromUtf8(kSample, text::Encoding::kShiftJis)));
  checkSample(read("\xFF\xFE" + text::fromUtf8(kSample, text::Encoding::kUtf16Le)));
}

TEST_CASE("places are those of the lines") {
  const text::SourceFile file("notice.txt", std::string(kSample));
  const RenewalNotice notice = readRenewalNotice(file);
  CHECK(file.lineAt(notice.lastDayRange.start) == 2);
  CHECK(file.lineAt(notice.find("C")->range.start) == 10);
}

TEST_CASE("full-width colons, quotes and marks around the date are no hindrance") {
  const RenewalNotice notice = read(
      "> 商品名：SureServer EV\n"
      "・有効期間満了日：<b>２０２６年１月５日</b>\n"
      "　コモンネーム（ＣＮ）　：　www.example.jp　\n"
      "組織名(O)：ｶﾌﾞｼｷｶﾞｲｼｬ例\n");
  CHECK(notice.product == "SureServer EV");
  CHECK(notice.lastDay == year(2026) / month(1) / day(5));
  CHECK(notice.find("CN")->value == "www.example.jp");
  CHECK(notice.find("O")->value == "カブシキガイシャ例");
}

TEST_CASE("other lines say nothing") {
  const RenewalNotice notice = read(
      "このメールは有効期間満了日 2020年05月31日 の 90 日前に送信しています\n"
      "旧組織名(O) : 例\n"
      "組織名について : 変更はできません\n"
      "有効期間満了日 未定\n"
      "有効期間満了日 2020年02月30日\n");
  CHECK_FALSE(notice.lastDay);
  CHECK(notice.subject.empty());
  CHECK(read("").subject.empty());
}

TEST_CASE("arbitrary bytes are no notice, and every place is in the file") {
  std::mt19937 random(3);
  const std::string sample(kSample);
  for (int i = 0; i < 3000; ++i) {
    std::string bytes = i % 2 == 0 ? sample : text::fromUtf8(sample, text::Encoding::kShiftJis);
    for (auto n = random() % 40; n > 0; --n) {
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    const text::SourceFile file("notice.txt", bytes.substr(random() % bytes.size()));
    const RenewalNotice notice = readRenewalNotice(file);
    CHECK(notice.lastDayRange.end <= file.size());
    for (const NoticeField& field : notice.subject) CHECK(field.range.end <= file.size());
    if (notice.lastDay) CHECK(notice.lastDay->ok());
  }
}

TEST_CASE("names are the same when people read the same") {
  CHECK(isSameText("株式会社 大塚商会", "株式会社　大塚商会"));
  CHECK(isSameText("ＡＢＣ株式会社", "abc株式会社"));
  CHECK(isSameText("ｶﾌﾞｼｷｶﾞｲｼｬ", "カブシキガイシャ"));
  CHECK_FALSE(isSameText("株式会社大塚商会", "大塚商会株式会社"));
  CHECK_FALSE(isSameText("Chiyoda-ku", "千代田区"));
}

}  // namespace
}  // namespace htlint::x509
