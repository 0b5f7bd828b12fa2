// The scan of a PEM file holds every byte exactly once; what is in it can be decoded or not, but
// never crashes.
#include "pem/document.h"
#include "property.h"
#include "x509/certificate.h"

namespace htlint::fuzz {
namespace {

void partsTile(const pem::Document& document) {
  std::uint32_t at = 0;
  for (const pem::Part& part : document.parts()) {
    require(part.range.start == at, "parts follow each other");
    require(part.range.end >= part.range.start, "a part does not end before it begins");
    at = part.range.end;
  }
  require(at == document.file().size(), "parts cover the file");
}

void blocksHoldTheirBodies(const pem::Document& document) {
  for (const pem::Block& block : document.blocks()) {
    require(block.range.contains(block.body), "a block holds its body");
    require(document.blockAt(block.range.start) == &block, "a place finds its block");
    const std::string der = document.derOf(block);
    if (der.empty()) continue;
    const auto certificate = x509::Certificate::parse(der);
    if (!certificate) continue;
    require(certificate->der().size() + certificate->trailingBytes() == der.size(),
            "a certificate and what follows it are the block");
    static_cast<void>(certificate->altNameTexts());
    static_cast<void>(certificate->commonName());
  }
}

}  // namespace
}  // namespace htlint::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace htlint::fuzz;
  const auto file = sourceOf(data, size, "server.pem");
  const htlint::pem::Document document(file);
  require(document.print() == file->bytes(), "print(parse(bytes)) == bytes");
  partsTile(document);
  blocksHoldTheirBodies(document);
  // The same bytes as bare DER.
  static_cast<void>(htlint::x509::Certificate::parse(file->bytes()));
  return 0;
}
