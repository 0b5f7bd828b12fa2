#include "der.h"

#include <vector>

namespace htlint::pem {

std::optional<DerHeader> readDerHeader(std::string_view bytes) {
  if (bytes.size() < 2) return std::nullopt;
  DerHeader header;
  header.tag = static_cast<std::uint8_t>(bytes[0]);
  const auto first = static_cast<std::uint8_t>(bytes[1]);
  header.headerSize = 2;
  header.contentSize = first;
  if (first < 0x80) return header;
  header.contentSize = 0;
  header.indefinite = first == 0x80;
  const std::size_t count = first & 0x7FU;
  if (count > 4 || bytes.size() < header.headerSize + count) return std::nullopt;
  for (std::size_t i = 0; i < count; ++i) {
    header.contentSize =
        header.contentSize << 8 | static_cast<std::uint8_t>(bytes[header.headerSize + i]);
  }
  header.headerSize += count;
  return header;
}

bool isWholeDer(std::string_view bytes) {
  constexpr std::size_t kDeepest = 64;
  std::vector<std::size_t> ends{bytes.size()};
  std::size_t at = 0;
  bool first = true;
  while (true) {
    while (at == ends.back()) {
      if (ends.size() == 1) return !first;
      ends.pop_back();
    }
    if (!first && ends.size() == 1) return false;
    const auto header = readDerHeader(bytes.substr(at, ends.back() - at));
    if (!header || header->indefinite || header->size() > ends.back() - at) return false;
    first = false;
    at += header->headerSize;
    if (!header->isConstructed()) {
      at += header->contentSize;
    } else if (ends.size() > kDeepest) {
      return false;
    } else {
      ends.push_back(at + header->contentSize);
    }
  }
}

}  // namespace htlint::pem
