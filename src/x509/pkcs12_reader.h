#pragma once

#include <openssl/pkcs12.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "openssl_handles.h"
#include "x509/container.h"

namespace htlint::x509 {

/// The certificate that OpenSSL holds, encoded and read again.
std::optional<Certificate> readCertificate(const X509* handle);

/// Iterations that deriving a key in this way takes; -1 for a number that does not fit.
std::int64_t iterationsOf(const X509_ALGOR* algorithm);

/// Opens one PKCS#12 file. OpenSSL's own PKCS12_parse has no bound on what a file may cost, wants
/// an integrity check that not every file has, and keeps one key.
class Pkcs12Reader {
 public:
  Pkcs12Reader(std::string_view bytes, std::optional<std::string_view> password);

  Unpacked read();

 private:
  using FilePtr = std::unique_ptr<PKCS12, Deleter<PKCS12_free>>;
  struct BagsDeleter {
    void operator()(STACK_OF(PKCS12_SAFEBAG) * bags) const {
      sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
    }
  };
  using BagsPtr = std::unique_ptr<STACK_OF(PKCS12_SAFEBAG), BagsDeleter>;

  /// A password, or the lack of one, which PKCS#12 tells apart from an empty one.
  struct Password {
    const char* text = nullptr;
    int size = 0;
  };

  bool spend(std::int64_t iterations);
  bool spendOn(const X509_ALGOR* algorithm) { return spend(iterationsOf(algorithm)); }
  void choosePassword();
  [[nodiscard]] bool hasPassword(const Password& password);
  BagsPtr openSafe(PKCS7* safe);
  BagsPtr decryptSafe(const PKCS7_ENC_CONTENT* content);
  void takeBags(const STACK_OF(PKCS12_SAFEBAG) * bags, int depth);
  void takeBag(const PKCS12_SAFEBAG* bag, int depth);
  void takeEncryptedKey(const X509_SIG* encrypted);
  void takeKey(const PKCS8_PRIV_KEY_INFO* info);
  void fail(UnpackError error);

  FilePtr file_;
  std::optional<std::string> given_;
  std::vector<Password> candidates_;  // still possible, the likeliest first
  std::int64_t spent_ = 0;
  Unpacked unpacked_;
};

}  // namespace htlint::x509
