#include "x509/key_weakness.h"

#include <openssl/bn.h>

#include <catch2/catch.hpp>
#include <memory>

#include "support/certificates.h"

namespace htlint::x509 {
namespace {

using NumberPtr = std::unique_ptr<BIGNUM, decltype(&BN_free)>;

NumberPtr number(BN_ULONG word = 0) {
  NumberPtr result(BN_new(), BN_free);
  BN_set_word(result.get(), word);
  return result;
}

std::string hex(const BIGNUM* value) {
  char* text = BN_bn2hex(value);
  std::string result(text);
  OPENSSL_free(text);
  return result;
}

NumberPtr product(const BIGNUM* a, const BIGNUM* b) {
  NumberPtr result = number();
  BN_CTX* scratch = BN_CTX_new();
  BN_mul(result.get(), a, b, scratch);
  BN_CTX_free(scratch);
  return result;
}

NumberPtr prime(int bits) {
  NumberPtr result = number();
  BN_generate_prime_ex(result.get(), bits, 0, nullptr, nullptr, nullptr);
  return result;
}

NumberPtr nextPrime(const BIGNUM* after) {
  NumberPtr result(BN_dup(after), BN_free);
  do {
    BN_add_word(result.get(), 2);
  } while (BN_check_prime(result.get(), nullptr, nullptr) != 1);
  return result;
}

Certificate certificateWith(const test::TestKey& key) {
  test::CertificateOptions options;
  options.key = &key;
  return *Certificate::parse(test::makeCertificate(options).der);
}

std::optional<KeyWeakness> weaknessOf(const BIGNUM* modulus, std::uint64_t exponent = 65537) {
  return findKeyWeakness(certificateWith(test::rsaPublicKey(hex(modulus), exponent)));
}

/// As Infineon's library makes primes: k * M + 65537^a mod M, M the product of the first primes.
NumberPtr rocaPrime(BN_ULONG power, BN_ULONG k) {
  NumberPtr candidate = number();
  const NumberPtr primorial = number(1);
  for (BN_ULONG n = 2; n <= 701; ++n) {
    const NumberPtr small = number(n);
    if (BN_check_prime(small.get(), nullptr, nullptr) == 1) BN_mul_word(primorial.get(), n);
  }
  const NumberPtr generator = number(65537);
  const NumberPtr exponent = number(power);
  BN_CTX* scratch = BN_CTX_new();
  BN_mod_exp(candidate.get(), generator.get(), exponent.get(), primorial.get(), scratch);
  BN_CTX_free(scratch);
  const NumberPtr multiple(BN_dup(primorial.get()), BN_free);
  BN_mul_word(multiple.get(), k);
  BN_add(candidate.get(), candidate.get(), multiple.get());
  return candidate;
}

TEST_CASE("ordinary keys have no weakness") {
  for (int i = 0; i < 5; ++i) {
    const Certificate certificate = certificateWith(test::rsaKey(i));
    CHECK_FALSE(findKeyWeakness(certificate));
    CHECK(rsaExponent(certificate) == 65537U);
  }
  CHECK_FALSE(findKeyWeakness(certificateWith(test::ecKey())));
  CHECK_FALSE(rsaExponent(certificateWith(test::ecKey())));
  CHECK_FALSE(findKeyWeakness(std::string_view("no key")));
}

TEST_CASE("an exponent of one, or an even one, is no key") {
  const NumberPtr modulus = product(prime(512).get(), prime(512).get());
  CHECK(weaknessOf(modulus.get(), 1) == KeyWeakness::kExponent);
  CHECK(weaknessOf(modulus.get(), 65536) == KeyWeakness::kExponent);
  CHECK_FALSE(weaknessOf(modulus.get(), 3));
  CHECK(rsaExponent(certificateWith(test::rsaPublicKey(hex(modulus.get()), 3))) == 3U);
}

TEST_CASE("small factors are found below 752") {
  const NumberPtr big = prime(1024);
  for (const BN_ULONG factor : {2U, 3U, 743U, 751U}) {
    CHECK(weaknessOf(product(big.get(), number(factor).get()).get()) == KeyWeakness::kSmallFactor);
  }
  CHECK_FALSE(weaknessOf(product(big.get(), number(757).get()).get()));
}

TEST_CASE("primes that are neighbours are found, primes of the same length are not") {
  const NumberPtr first = prime(1024);
  const NumberPtr second = nextPrime(first.get());
  CHECK(weaknessOf(product(first.get(), second.get()).get()) == KeyWeakness::kClosePrimes);
  CHECK(weaknessOf(product(first.get(), first.get()).get()) == KeyWeakness::kClosePrimes);
}

TEST_CASE("keys made as Infineon's library makes them are found") {
  const NumberPtr modulus = product(rocaPrime(12345, 7777).get(), rocaPrime(987654, 31337).get());
  CHECK(weaknessOf(modulus.get()) == KeyWeakness::kRoca);
  // One more than a product of such primes is none.
  BN_add_word(modulus.get(), 2);
  CHECK(weaknessOf(modulus.get()) != KeyWeakness::kRoca);
}

}  // namespace
}  // namespace htlint::x509
