#include "credentials.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "support/certificates.h"
#include "test_site.h"
#include "x509/time.h"

namespace htlint::test {
namespace {

constexpr std::string_view kSeparator = "---";

/// The lines of one paragraph: key=value, keys may repeat.
struct Paragraph {
  std::size_t line = 0;
  std::vector<std::pair<std::string, std::string>> lines;

  [[nodiscard]] std::optional<std::string> get(std::string_view key) const {
    for (const auto& [name, value] : lines) {
      if (name == key) return value;
    }
    return std::nullopt;
  }
  [[nodiscard]] std::vector<std::string> all(std::string_view key) const {
    std::vector<std::string> values;
    for (const auto& [name, value] : lines) {
      if (name == key) values.push_back(value);
    }
    return values;
  }
};

std::vector<Paragraph> paragraphs(const Block& block, const std::set<std::string>& allowed) {
  std::vector<Paragraph> result(1);
  std::istringstream stream(block.content);
  std::size_t number = block.line;
  result.back().line = number + 1;
  for (std::string line; std::getline(stream, line);) {
    ++number;
    if (line.empty()) continue;
    if (line == kSeparator) {
      result.push_back({number + 1, {}});
      continue;
    }
    const std::size_t equals = line.find('=');
    const std::string key = line.substr(0, equals);
    if (equals == std::string::npos || !allowed.contains(key)) {
      throw FixtureError(number, "can't read `" + line + "`");
    }
    result.back().lines.emplace_back(key, line.substr(equals + 1));
  }
  return result;
}

std::chrono::sys_seconds timeOf(const Paragraph& paragraph, const std::string& value) {
  const auto time = x509::parseRfc3339(value);
  if (!time) throw FixtureError(paragraph.line, "not a time: " + value);
  return *time;
}

void addNames(const Paragraph& paragraph, CertificateOptions& options) {
  options.subject.clear();
  for (const char* attribute : {"C", "ST", "L", "O", "OU", "CN"}) {
    std::string key(attribute);
    for (char& c : key) c = static_cast<char>(c - 'A' + 'a');
    if (const auto value = paragraph.get(key)) options.subject.emplace_back(attribute, *value);
  }
  options.dnsNames = paragraph.all("san");
  options.ipAddresses = paragraph.all("ip");
  const auto commonName = paragraph.get("cn");
  if (options.dnsNames.empty() && commonName && !paragraph.get("ca")) {
    options.dnsNames = {*commonName};
  }
  if (options.dnsNames == std::vector<std::string>{"none"}) options.dnsNames.clear();
}

/// Everything that one case needs, made once; certificates refer to each other by name.
class Maker {
 public:
  void takeCertificates(const Block& block) {
    static const std::set<std::string> kKeys = {
        "name",        "cn",     "san",         "ip",           "o",           "ou",
        "c",           "st",     "l",           "ca",           "key",         "not-before",
        "not-after",   "issuer", "of",          "key-type",     "same-key-as", "serial",
        "path-length", "aia",    "no-aki",      "no-ski",       "ku",          "eku",
        "policy",      "digest", "rsa-modulus", "rsa-exponent", "san-critical"};
    for (Paragraph& paragraph : paragraphs(block, kKeys)) {
      order_[&block].push_back(descriptions_.size());
      descriptions_.push_back(std::move(paragraph));
    }
  }

  std::string certificates(const Block& block) {
    std::string bytes;
    if (block.has("form")) return container(block);
    for (const std::size_t index : order_[&block]) {
      const TestCertificate& made = certificate(index);
      bytes += made.pem;
      if (descriptions_[index].get("key") == "true") bytes += made.key.pem();
    }
    return bytes;
  }

  std::map<std::string, std::string> certificatesByName() {
    std::map<std::string, std::string> texts;
    for (std::size_t i = 0; i < descriptions_.size(); ++i) {
      const auto name = descriptions_[i].get("name");
      texts[name ? *name : descriptions_[i].get("cn").value_or("")] = certificate(i).pem;
    }
    return texts;
  }

  std::string key(const Block& block) {
    const Paragraph paragraph = paragraphs(block, {"of", "form"}).front();
    const TestKey& key = keyOf(paragraph);
    const std::string form = paragraph.get("form").value_or("pkcs8");
    if (form == "pkcs8") return key.pem();
    if (form == "traditional") return key.traditionalPem();
    if (form == "encrypted") return key.encryptedPem();
    if (form == "traditional-encrypted") return key.traditionalEncryptedPem();
    if (form == "der") return key.der();
    throw FixtureError(paragraph.line, "unknown form " + form);
  }

  std::string request(const Block& block) {
    const Paragraph paragraph = paragraphs(block, {"cn", "san", "ip", "o", "ou", "c", "st", "l",
                                                   "of", "key-type", "broken-signature"})
                                    .front();
    CertificateOptions options;
    addNames(paragraph, options);
    const auto type = paragraph.get("key-type");
    options.key = type ? &keyOfType(*type, 0) : &keyOf(paragraph);
    TestRequest made = makeRequest(options);
    if (paragraph.get("broken-signature") != "true") return made.pem;
    made.der.back() = static_cast<char>(made.der.back() ^ 1);
    return pemBlock("CERTIFICATE REQUEST", made.der);
  }

 private:
  /// The certificates of the block in another form than PEM blocks of their own.
  std::string container(const Block& block) {
    std::vector<TestCertificate> all;
    for (const std::size_t index : order_[&block]) all.push_back(certificate(index));
    const std::string form = block.get("form");
    if (form == "der") return all.front().der;
    if (form == "pkcs7") return makePkcs7(all);
    if (form == "pkcs7-pem") return pemBlock("PKCS7", makePkcs7(all));
    if (form == "pkcs12") return pkcs12(block, all);
    std::string pem;
    if (form != "trusted") throw FixtureError(block.line, "unknown form " + form);
    for (const TestCertificate& one : all) pem += trustedPem(one);
    return pem;
  }

  static std::string pkcs12(const Block& block, const std::vector<TestCertificate>& certificates) {
    Pkcs12Options options;
    if (block.has("password")) options.password = block.get("password");
    options.chain.assign(certificates.begin() + 1, certificates.end());
    return makePkcs12(certificates.front(), options);
  }

  std::size_t find(const Paragraph& from, const std::string& name) const {
    for (std::size_t i = 0; i < descriptions_.size(); ++i) {
      const auto given = descriptions_[i].get("name");
      if (name == (given ? given : descriptions_[i].get("cn"))) return i;
    }
    throw FixtureError(from.line, "no certificate is called " + name);
  }

  const TestKey& keyOf(const Paragraph& paragraph) {
    const auto name = paragraph.get("of");
    if (!name) return rsaKey();
    key_ = std::make_unique<TestKey>(certificate(find(paragraph, *name)).key);
    return *key_;
  }

  /// Numbers from 1: key 0 is what a `key` block without `of=` holds.
  const TestKey& ownKey(std::size_t index) {
    const Paragraph& description = descriptions_[index];
    if (const auto other = description.get("same-key-as")) {
      const std::size_t at = find(description, *other);
      if (at == index) throw FixtureError(description.line, "same-key-as= names itself");
      return ownKey(at);
    }
    if (const auto modulus = description.get("rsa-modulus")) {
      const std::string exponent = description.get("rsa-exponent").value_or("65537");
      return publicKeys_.emplace_back(rsaPublicKey(*modulus, std::stoull(exponent)));
    }
    return keyOfType(description.get("key-type").value_or("ec"), static_cast<int>(index) + 1);
  }

  static const TestKey& keyOfType(const std::string& type, int number) {
    if (type == "rsa") return rsaKey(number);
    return type == "ec" ? ecKey(number) : otherKey(type, number);
  }

  static void addLeafFacts(const Paragraph& description, CertificateOptions& options) {
    const std::pair<const char*, const char*> extensions[] = {
        {"ku", "keyUsage"}, {"eku", "extendedKeyUsage"}, {"policy", "certificatePolicies"}};
    for (const auto& [key, name] : extensions) {
      if (const auto value = description.get(key)) options.extensions[name] = *value;
    }
    options.digest = description.get("digest").value_or(options.digest);
    options.altNameCritical = description.get("san-critical") == "true";
  }

  static void addCaFacts(const Paragraph& description, CertificateOptions& options) {
    options.isCa = description.get("ca") == "true";
    options.serialHex = description.get("serial").value_or("");
    if (const auto length = description.get("path-length")) {
      options.pathLength = std::stol(*length);
    }
    options.caIssuers = description.all("aia");
    options.hasSubjectKeyId = description.get("no-ski") != "true";
    options.hasAuthorityKeyId = description.get("no-aki") != "true";
  }

  const TestCertificate& certificate(std::size_t index) {
    if (const auto made = made_.find(index); made != made_.end()) return made->second;
    const Paragraph& description = descriptions_[index];
    if (!open_.insert(index).second) throw FixtureError(description.line, "issues itself");
    CertificateOptions options;
    addNames(description, options);
    options.key = &ownKey(index);
    options.serial += index;
    addCaFacts(description, options);
    addLeafFacts(description, options);
    if (const auto time = description.get("not-before")) {
      options.notBefore = timeOf(description, *time);
    }
    if (const auto time = description.get("not-after")) {
      options.notAfter = timeOf(description, *time);
    }
    const auto issuer = description.get("issuer");
    options.selfSigned = issuer == "self";
    if (issuer && !options.selfSigned) {
      options.issuer = &certificate(find(description, *issuer));
    }
    return made_.emplace(index, makeCertificate(options)).first->second;
  }

  std::vector<Paragraph> descriptions_;
  std::map<const Block*, std::vector<std::size_t>> order_;
  std::map<std::size_t, TestCertificate> made_;
  std::set<std::size_t> open_;
  std::unique_ptr<TestKey> key_;
  std::deque<TestKey> publicKeys_;
};

}  // namespace

bool isCredentialBlock(const Block& block) {
  return block.language == "certificate" || block.language == "key" || block.language == "request";
}

Credentials makeCredentials(const std::vector<const Block*>& blocks) {
  Maker maker;
  for (const Block* block : blocks) {
    if (block->language == "certificate") maker.takeCertificates(*block);
  }
  Credentials result;
  for (const Block* block : blocks) {
    Block made = *block;
    made.content = block->language == "certificate" ? maker.certificates(*block)
                   : block->language == "key"       ? maker.key(*block)
                                                    : maker.request(*block);
    const bool text = made.content.starts_with("-----");
    result.files.push_back({block, text ? fileBytes(made) : made.content});
  }
  result.certificates = maker.certificatesByName();
  return result;
}

}  // namespace htlint::test
