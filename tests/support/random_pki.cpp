#include "support/random_pki.h"

#include <string>

namespace htlint::test {
namespace {

using std::chrono::sys_days;
using std::chrono::year;

/// An authority: a name and a key. Several may share either.
struct Authority {
  std::string name;
  int key = 0;
};

class Maker {
 public:
  explicit Maker(std::mt19937& random) : random_(random) {}

  RandomPki make() {
    const int roots = number(1, 3);
    const int tiers = number(1, 4);
    std::vector<Authority> above;
    for (int i = 0; i < roots; ++i) {
      above.push_back({"Root " + std::to_string(i), 1 + i});
      rootAuthorities_.push_back(above.back());
      pki_.roots.push_back(makeRoot(above.back()));
    }
    addCrossCertificates();
    for (int tier = 0; tier < tiers; ++tier) above = addTier(tier, above);
    pki_.leaf = makeLeaf(above);
    return std::move(pki_);
  }

 private:
  int number(int least, int most) { return std::uniform_int_distribution(least, most)(random_); }
  bool chance(int percent) { return number(1, 100) <= percent; }

  CertificateOptions options(const Authority& authority) {
    CertificateOptions made;
    made.subject = {{"O", "htlint"}, {"CN", authority.name}};
    made.dnsNames.clear();
    made.isCa = true;
    made.key = &ecKey(authority.key);
    made.serial = ++serial_;
    made.notBefore = sys_days(year(2020) / 1 / 1) + std::chrono::days(number(0, 1000));
    made.notAfter = sys_days(year(2030) / 1 / 1) + std::chrono::days(number(0, 1000));
    made.hasSubjectKeyId = chance(70);
    made.hasAuthorityKeyId = chance(70);
    return made;
  }

  TestCertificate makeRoot(const Authority& authority) {
    CertificateOptions made = options(authority);
    made.selfSigned = true;
    if (chance(15)) made.notAfter = sys_days(year(2026) / 3 / 1);
    return makeCertificate(made);
  }

  void add(const Authority& subject, const Authority& issuer) {
    CertificateOptions made = options(subject);
    if (chance(20)) made.notAfter = sys_days(year(2026) / 2 / 1);
    if (chance(10)) made.notAfter = sys_days(year(2026) / 6 / 15);  // before the leaf's end
    // What signs is the key and the name; any certificate of the authority serves.
    CertificateOptions signer;
    signer.subject = {{"O", "htlint"}, {"CN", issuer.name}};
    signer.dnsNames.clear();
    signer.isCa = true;
    signer.selfSigned = true;
    signer.key = &ecKey(issuer.key);
    const TestCertificate by = makeCertificate(signer);
    made.issuer = &by;
    pki_.intermediates.push_back(makeCertificate(made));
  }

  const Authority& pick(const std::vector<Authority>& authorities) {
    return authorities[static_cast<std::size_t>(
        number(0, static_cast<int>(authorities.size()) - 1))];
  }

  void addCrossCertificates() {
    for (const Authority& subject : rootAuthorities_) {
      for (const Authority& issuer : rootAuthorities_) {
        if (subject.name != issuer.name && chance(30)) add(subject, issuer);
      }
    }
  }

  std::vector<Authority> addTier(int tier, const std::vector<Authority>& above) {
    std::vector<Authority> made;
    const int count = number(1, 2);
    for (int i = 0; i < count; ++i) {
      const std::string name = "Tier " + std::to_string(tier) + "." + std::to_string(i);
      made.push_back({name, 10 + tier * 4 + i * 2});
      if (chance(25)) made.push_back({name, 11 + tier * 4 + i * 2});  // the name with another key
    }
    for (const Authority& authority : made) {
      const int issues = number(1, 3);
      for (int i = 0; i < issues; ++i) add(authority, pick(above));
    }
    // Authorities of one tier that certify each other make cycles.
    if (made.size() > 1 && chance(30)) {
      add(made[0], made[1]);
      add(made[1], made[0]);
    }
    return made;
  }

  TestCertificate makeLeaf(const std::vector<Authority>& above) {
    const Authority issuer = pick(above);
    CertificateOptions signer = options(issuer);
    signer.selfSigned = true;
    const TestCertificate by = makeCertificate(signer);
    CertificateOptions made;
    made.key = &ecKey(0);
    made.issuer = &by;
    made.hasAuthorityKeyId = chance(70);
    return makeCertificate(made);
  }

  std::mt19937& random_;
  RandomPki pki_{.leaf = {{}, {}, ecKey(0)}, .intermediates = {}, .roots = {}};
  std::vector<Authority> rootAuthorities_;
  std::uint64_t serial_ = 0x2000;
};

}  // namespace

RandomPki makeRandomPki(std::mt19937& random) { return Maker(random).make(); }

}  // namespace htlint::test
