#include "x509/key_weakness.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/rsa.h>

#include <array>
#include <numeric>

#include "openssl_handles.h"

namespace htlint::x509 {
namespace {

using NumberPtr = std::unique_ptr<BIGNUM, Deleter<BN_free>>;
using ScratchPtr = std::unique_ptr<BN_CTX, Deleter<BN_CTX_free>>;

struct RsaKey {
  NumberPtr modulus;
  NumberPtr exponent;
};

NumberPtr parameter(const EVP_PKEY* key, const char* name) {
  BIGNUM* number = nullptr;
  return NumberPtr(EVP_PKEY_get_bn_param(key, name, &number) == 1 ? number : nullptr);
}

std::optional<RsaKey> rsaKey(const EVP_PKEY* key) {
  if (key == nullptr) return std::nullopt;
  const int type = EVP_PKEY_get_base_id(key);
  if (type != EVP_PKEY_RSA && type != EVP_PKEY_RSA_PSS) return std::nullopt;
  RsaKey result{parameter(key, OSSL_PKEY_PARAM_RSA_N), parameter(key, OSSL_PKEY_PARAM_RSA_E)};
  if (!result.modulus || !result.exponent || BN_is_zero(result.modulus.get())) return std::nullopt;
  // OpenSSL uses no longer ones, and the tests below would take their time.
  if (BN_num_bits(result.modulus.get()) > OPENSSL_RSA_MAX_MODULUS_BITS) return std::nullopt;
  return result;
}

bool hasSmallFactor(const BIGNUM* modulus) {
  constexpr BN_ULONG kLimit = 752;
  if (BN_is_bit_set(modulus, 0) == 0) return true;
  for (BN_ULONG factor = 3; factor < kLimit; factor += 2) {
    if (BN_mod_word(modulus, factor) == 0) return true;
  }
  return false;
}

/// Newton's method from above; the largest root with root * root <= number.
NumberPtr squareRoot(const BIGNUM* number, BN_CTX* scratch) {
  NumberPtr root(BN_new());
  BN_set_bit(root.get(), (BN_num_bits(number) + 1) / 2);
  const NumberPtr next(BN_new());
  while (true) {
    BN_div(next.get(), nullptr, number, root.get(), scratch);
    BN_add(next.get(), next.get(), root.get());
    BN_rshift1(next.get(), next.get());
    if (BN_cmp(next.get(), root.get()) >= 0) return root;
    BN_copy(root.get(), next.get());
  }
}

bool isSquare(const BIGNUM* number, BN_CTX* scratch) {
  // Squares have 12 of the 64 remainders of 64: most numbers need no root.
  constexpr std::uint64_t kSquares = 0x0202'0212'0203'0213ULL;
  const auto remainder = static_cast<std::uint64_t>(BN_mod_word(number, 64));
  if (((kSquares >> remainder) & 1U) == 0) return false;
  const NumberPtr root = squareRoot(number, scratch);
  BN_sqr(root.get(), root.get(), scratch);
  return BN_cmp(root.get(), number) == 0;
}

/// Fermat: an odd number is a difference of two squares, and quickly found as such when its factors
/// are close together.
bool hasClosePrimes(const BIGNUM* modulus) {
  constexpr int kRounds = 100;
  const ScratchPtr scratch(BN_CTX_new());
  const NumberPtr middle = squareRoot(modulus, scratch.get());
  const NumberPtr rest(BN_new());
  BN_sqr(rest.get(), middle.get(), scratch.get());
  if (BN_cmp(rest.get(), modulus) < 0) BN_add_word(middle.get(), 1);
  for (int round = 0; round < kRounds; ++round) {
    BN_sqr(rest.get(), middle.get(), scratch.get());
    BN_sub(rest.get(), rest.get(), modulus);
    if (isSquare(rest.get(), scratch.get())) return true;
    BN_add_word(middle.get(), 1);
  }
  return false;
}

/// The primes of the published test (Nemec, Sys, Svenda, Klinec, Matyas: The Return of
/// Coppersmith's Attack, CCS 2017) that every affected key length shares.
constexpr std::array<unsigned, 38> kRocaPrimes = {
    3,  5,  7,  11, 13, 17,  19,  23,  29,  31,  37,  41,  43,  47,  53,  59,  61,  67,  71,
    73, 79, 83, 89, 97, 101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167};

/// 65537^power = remainder (mod the prime); `order` is the smallest power that gives 1.
struct Logarithm {
  unsigned power;
  unsigned order;
};

std::optional<Logarithm> logarithm(unsigned remainder, unsigned prime) {
  constexpr unsigned kGenerator = 65537;
  std::optional<unsigned> power;
  unsigned value = 1;
  for (unsigned exponent = 0; exponent == 0 || value != 1; ++exponent) {
    if (value == remainder) power = exponent;
    value = value * (kGenerator % prime) % prime;
    if (value == 1) {
      if (!power) return std::nullopt;
      return Logarithm{*power, exponent + 1};
    }
  }
  return std::nullopt;
}

/// Infineon's primes are powers of 65537 modulo a product of small primes, and so is their product.
/// One power has to fit all of them at once, which chance does not bring about.
bool isRoca(const BIGNUM* modulus) {
  std::array<Logarithm, kRocaPrimes.size()> logarithms{};
  for (std::size_t i = 0; i < kRocaPrimes.size(); ++i) {
    const unsigned prime = kRocaPrimes[i];
    const auto found = logarithm(static_cast<unsigned>(BN_mod_word(modulus, prime)), prime);
    if (!found) return false;
    logarithms[i] = *found;
    for (std::size_t k = 0; k < i; ++k) {
      const unsigned common = std::gcd(found->order, logarithms[k].order);
      if (found->power % common != logarithms[k].power % common) return false;
    }
  }
  return true;
}

std::optional<KeyWeakness> weaknessOf(const EVP_PKEY* key) {
  const auto rsa = rsaKey(key);
  if (!rsa) return std::nullopt;
  const bool sane =
      BN_is_bit_set(rsa->exponent.get(), 0) != 0 && BN_is_one(rsa->exponent.get()) == 0;
  if (!sane) return KeyWeakness::kExponent;
  const BIGNUM* modulus = rsa->modulus.get();
  if (hasSmallFactor(modulus)) return KeyWeakness::kSmallFactor;
  if (isRoca(modulus)) return KeyWeakness::kRoca;
  if (hasClosePrimes(modulus)) return KeyWeakness::kClosePrimes;
  return std::nullopt;
}

}  // namespace

std::optional<KeyWeakness> findKeyWeakness(const Certificate& certificate) {
  const ErrorGuard guard;
  return weaknessOf(X509_get0_pubkey(CertificateHandle::of(certificate)));
}

std::optional<KeyWeakness> findKeyWeakness(std::string_view publicKey) {
  const ErrorGuard guard;
  const unsigned char* at = asBytes(publicKey);
  const KeyPtr key(d2i_PUBKEY(nullptr, &at, static_cast<long>(publicKey.size())));
  return weaknessOf(key.get());
}

std::optional<std::uint64_t> rsaExponent(const Certificate& certificate) {
  const ErrorGuard guard;
  const auto rsa = rsaKey(X509_get0_pubkey(CertificateHandle::of(certificate)));
  if (!rsa || BN_num_bits(rsa->exponent.get()) > 64) return std::nullopt;
  return BN_get_word(rsa->exponent.get());
}

}  // namespace htlint::x509
