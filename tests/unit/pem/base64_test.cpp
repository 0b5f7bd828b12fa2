#include "pem/base64.h"

#include <catch2/catch.hpp>
#include <random>

namespace htlint::pem {
namespace {

TEST_CASE("what is encoded decodes to the same bytes") {
  std::mt19937 random(5);
  for (std::size_t size = 0; size < 200; ++size) {
    std::string bytes(size, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    const std::string text = encodeBase64Lines(bytes, "\r\n");
    const Base64Result decoded = decodeBase64(text);
    CHECK(decoded.ok());
    CHECK(decoded.bytes == bytes);
    CHECK_FALSE(decoded.stoppedAt);
  }
  CHECK(encodeBase64Lines(std::string(50, 'x'), "\n").find('\n') == 64);
  CHECK(encodeBase64Lines("fo", "\n") == "Zm8=\n");
}

TEST_CASE("why a text is no base64, and where") {
  struct Case {
    const char* text;
    Base64Error error;
    std::uint32_t at;
  };
  for (const Case& c : {Case{"AAAA", Base64Error::kNone, 0},
                        {"AA*A", Base64Error::kForeignCharacter, 2},
                        {"AA==AAAA", Base64Error::kDataAfterPadding, 4},
                        {"AA===", Base64Error::kTooMuchPadding, 4},
                        {"AAAAA", Base64Error::kIncomplete, 5},
                        {"AA_A", Base64Error::kForeignCharacter, 2},
                        {"AA-A", Base64Error::kIncomplete, 2}}) {
    INFO(c.text);
    const Base64Result result = decodeBase64(c.text);
    CHECK(result.error == c.error);
    CHECK(result.errorAt == c.at);
    CHECK(result.bytes.empty() == (c.error != Base64Error::kNone));
  }
  CHECK(decodeBase64("AAAA-!!").stoppedAt == 4);
}

}  // namespace
}  // namespace htlint::pem
