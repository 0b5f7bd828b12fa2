#include "pem/kind.h"

#include <algorithm>
#include <optional>
#include <string>

#include "block_builder.h"
#include "pem/label.h"
#include "pem/marker.h"
#include "pem/plain_text.h"
#include "text/encoding.h"

namespace htlint::pem {
namespace {

enum Tag : std::uint8_t {
  kInteger = 0x02,
  kBitString = 0x03,
  kOctetString = 0x04,
  kObjectId = 0x06,
  kUtcTime = 0x17,
  kGeneralizedTime = 0x18,
  kSequence = 0x30,
  kContext0 = 0xA0,
};

struct Element {
  std::uint8_t tag = 0;
  std::string_view content;
};

/// Reads ASN.1 elements one after the other, just as far as needed to tell kinds apart.
class ElementReader {
 public:
  explicit ElementReader(std::string_view bytes) : rest_(bytes) {}

  std::optional<Element> next() {
    if (rest_.size() < 2) return std::nullopt;
    const auto tag = static_cast<std::uint8_t>(rest_[0]);
    const auto first = static_cast<std::uint8_t>(rest_[1]);
    std::size_t header = 2;
    std::size_t length = first;
    if (first == 0x80) {
      // Indefinite length (PKCS#7 and PKCS#12 in BER): its end is not looked for.
      length = rest_.size() - header;
    } else if (first > 0x80) {
      const std::size_t count = first & 0x7FU;
      if (count > 4 || rest_.size() < header + count) return std::nullopt;
      length = 0;
      for (std::size_t i = 0; i < count; ++i) {
        length = length << 8 | static_cast<std::uint8_t>(rest_[header + i]);
      }
      header += count;
    }
    if (length > rest_.size() - header) return std::nullopt;
    const Element element{tag, rest_.substr(header, length)};
    rest_.remove_prefix(header + length);
    return element;
  }

  [[nodiscard]] std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

bool nextIs(ElementReader& reader, Tag tag) {
  const std::optional<Element> element = reader.next();
  return element && element->tag == tag;
}

// The part of a certificate that is signed; `reader` stands at its first element.
bool isToBeSignedCertificate(std::string_view content) {
  ElementReader reader(content);
  std::optional<Element> element = reader.next();
  if (element && element->tag == kContext0) element = reader.next();
  if (!element || element->tag != kInteger) return false;
  if (!nextIs(reader, kSequence) || !nextIs(reader, kSequence)) return false;
  const std::optional<Element> validity = reader.next();
  if (!validity || validity->tag != kSequence) return false;
  const std::optional<Element> time = ElementReader(validity->content).next();
  return time && (time->tag == kUtcTime || time->tag == kGeneralizedTime);
}

bool isRequestInfo(std::string_view content) {
  ElementReader reader(content);
  if (!nextIs(reader, kInteger) || !nextIs(reader, kSequence)) return false;
  const std::optional<Element> publicKey = reader.next();
  if (!publicKey || publicKey->tag != kSequence) return false;
  ElementReader parts(publicKey->content);
  return nextIs(parts, kSequence) && nextIs(parts, kBitString);
}

// The part of a revocation list that is signed: what a certificate has before and after the issuer
// is missing.
bool isToBeSignedRevocationList(std::string_view content) {
  ElementReader reader(content);
  std::optional<Element> element = reader.next();
  if (element && element->tag == kInteger) element = reader.next();
  if (!element || element->tag != kSequence || !nextIs(reader, kSequence)) return false;
  const std::optional<Element> time = reader.next();
  return time && (time->tag == kUtcTime || time->tag == kGeneralizedTime);
}

// SEQUENCE { SEQUENCE ..., ... }: signed things, public keys and encrypted PKCS#8.
FileKind kindAfterSequence(const Element& first, ElementReader& reader) {
  const std::optional<Element> second = reader.next();
  if (!second) return FileKind::kDerOther;
  if (second->tag == kOctetString || second->tag == kBitString) {
    ElementReader algorithm(first.content);
    if (!nextIs(algorithm, kObjectId)) return FileKind::kDerOther;
    return second->tag == kBitString ? FileKind::kDerPublicKey : FileKind::kDerPrivateKey;
  }
  if (second->tag != kSequence || !nextIs(reader, kBitString)) return FileKind::kDerOther;
  if (isToBeSignedCertificate(first.content)) return FileKind::kDerCertificate;
  if (isToBeSignedRevocationList(first.content)) return FileKind::kDerRevocationList;
  return isRequestInfo(first.content) ? FileKind::kDerRequest : FileKind::kDerOther;
}

// SEQUENCE { INTEGER version, ... }: private keys and PKCS#12.
FileKind kindAfterVersion(const Element& version, ElementReader& reader) {
  constexpr char kPkcs12Version = 3;
  const std::optional<Element> second = reader.next();
  if (!second || version.content.size() != 1) return FileKind::kDerOther;
  if (second->tag == kSequence) {
    if (version.content[0] == kPkcs12Version) return FileKind::kDerPkcs12;
    return nextIs(reader, kOctetString) ? FileKind::kDerPrivateKey : FileKind::kDerOther;
  }
  if (second->tag == kOctetString) return FileKind::kDerPrivateKey;
  if (second->tag != kInteger) return FileKind::kDerOther;
  // RSA and DSA keys go on with at least four more numbers; a signature is two alone.
  for (int i = 0; i < 4; ++i) {
    if (!nextIs(reader, kInteger)) return FileKind::kDerOther;
  }
  return FileKind::kDerPrivateKey;
}

FileKind detectDer(std::string_view bytes) {
  ElementReader file(bytes);
  const std::optional<Element> outer = file.next();
  if (!outer || outer->tag != kSequence) return FileKind::kUnknown;
  ElementReader reader(outer->content);
  const std::optional<Element> first = reader.next();
  if (!first) return FileKind::kUnknown;
  constexpr std::string_view kPkcs7Arc = "\x2A\x86\x48\x86\xF7\x0D\x01\x07";
  FileKind kind = FileKind::kDerOther;
  if (first->tag == kSequence) {
    kind = kindAfterSequence(*first, reader);
  } else if (first->tag == kInteger) {
    kind = kindAfterVersion(*first, reader);
  } else if (first->tag == kObjectId && first->content.starts_with(kPkcs7Arc)) {
    kind = FileKind::kDerPkcs7;
  }
  const bool fills = file.rest().empty();
  return kind == FileKind::kDerOther && !fills ? FileKind::kUnknown : kind;
}

std::optional<FileKind> detectPem(std::string_view bytes) {
  const PlainText plain(bytes);
  std::vector<BlockKind> kinds;
  const std::vector<Marker> markers = findMarkers(plain.text());
  for (const Marker& marker : markers) kinds.push_back(blockKind(marker.label));
  // Without markers only base64 that is a certificate or a request by itself counts.
  if (markers.empty()) {
    for (const Block& block : buildBlocks(plain.text(), {})) kinds.push_back(block.kind);
  }
  if (kinds.empty()) return std::nullopt;
  const auto has = [&kinds](auto&& test) { return std::any_of(kinds.begin(), kinds.end(), test); };
  const auto is = [](BlockKind wanted) {
    return [wanted](BlockKind kind) { return kind == wanted; };
  };
  if (has([](BlockKind kind) { return isCertificate(kind); })) return FileKind::kPemCertificate;
  if (has([](BlockKind kind) { return isPrivateKey(kind); })) return FileKind::kPemPrivateKey;
  if (has(is(BlockKind::kRequest))) return FileKind::kPemRequest;
  if (has(is(BlockKind::kPkcs7))) return FileKind::kPemPkcs7;
  return FileKind::kPemOther;
}

// Files that are neither DER nor PEM, by the bytes that they begin with.
FileKind detectMagic(std::string_view bytes) {
  using namespace std::string_view_literals;
  const auto begins = [bytes](std::string_view magic) { return bytes.starts_with(magic); };
  // java.security.KeyStore "JKS" and "JCEKS"; versions 1 and 2.
  if (begins("\xFE\xED\xFE\xED\0\0\0"sv) || begins("\xCE\xCE\xCE\xCE\0\0\0"sv)) {
    return FileKind::kJavaKeyStore;
  }
  if (begins("\0\0\0\0CERT"sv)) return FileKind::kSerializedStore;
  if (begins("PuTTY-User-Key-File-"sv)) return FileKind::kPuttyKey;
  return FileKind::kUnknown;
}

bool isWhiteSpace(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

}  // namespace

FileKind detectDerKind(std::string_view bytes) { return detectDer(bytes); }

FileKind detectKind(std::string_view bytes) {
  const std::string_view content =
      bytes.substr(text::byteOrderMarkSize(text::detectByteOrderMark(bytes)));
  if (std::all_of(content.begin(), content.end(), isWhiteSpace)) return FileKind::kEmpty;
  if (const FileKind der = detectDer(bytes); der != FileKind::kUnknown) return der;
  if (const FileKind kind = detectMagic(bytes); kind != FileKind::kUnknown) return kind;
  return detectPem(bytes).value_or(FileKind::kUnknown);
}

}  // namespace htlint::pem
