#include "der.h"

#include <algorithm>
#include <vector>

namespace htlint::pem {
namespace {

constexpr std::size_t kDeepest = 64;

// Tags that certificates, requests and keys are made of.
bool isPlausibleTag(std::uint8_t tag) {
  if (tag == 0x30 || tag == 0x31) return true;
  const unsigned number = tag & 0x1FU;
  const bool contextual = (tag & 0xC0U) == 0x80U;
  if (contextual) return number <= 9;
  return (tag & 0xE0U) == 0 &&
         (number <= 6 || number == 10 || number == 12 || (number >= 18 && number <= 30));
}

}  // namespace

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

DerBreak findDerBreak(std::string_view bytes) {
  std::vector<std::size_t> ends;
  DerBreak place;
  std::size_t at = 0;
  std::size_t last = 0;
  while (true) {
    while (!ends.empty() && at == ends.back()) ends.pop_back();
    place.to = std::min(at, bytes.size());
    if (place.to == bytes.size() || ends.size() > kDeepest) return place;
    const auto header = readDerHeader(bytes.substr(at));
    if (!header || header->indefinite || !isPlausibleTag(header->tag)) return place;
    // There is one element, and it is a SEQUENCE.
    if (ends.empty() && (at > 0 || header->tag != 0x30)) return place;
    if (!ends.empty() && header->size() > ends.back() - at) return place;
    place.from = last;
    last = at;
    if (header->isConstructed()) {
      ends.push_back(at + header->size());
      at += header->headerSize;
    } else {
      at += header->size();
    }
  }
}

}  // namespace htlint::pem
