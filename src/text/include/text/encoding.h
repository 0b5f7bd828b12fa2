#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace htlint::text {

/// How a file's bytes most likely stand for characters. A guess for display and for columns only:
/// nothing is ever converted in place.
enum class Encoding : std::uint8_t {
  kAscii,
  kUtf8,
  kUtf16Le,
  kUtf16Be,
  kShiftJis,  ///< Windows code page 932: valid double-byte sequences, and not valid UTF-8
  kUnknown,   ///< anything else; each byte counts as one character
};

/// The byte-order mark that a file begins with.
enum class ByteOrderMark : std::uint8_t { kNone, kUtf8, kUtf16Le, kUtf16Be };

[[nodiscard]] ByteOrderMark detectByteOrderMark(std::string_view bytes);
/// Size in bytes of the mark itself: 0, 2 or 3.
[[nodiscard]] std::uint32_t byteOrderMarkSize(ByteOrderMark mark);

/// UTF-16 is recognised by its mark, or without one by NUL in every other byte of the beginning.
[[nodiscard]] Encoding detectEncoding(std::string_view bytes);

/// Bytes of the character that begins `text` (at least 1, never past the end).
[[nodiscard]] std::uint32_t characterSize(std::string_view text, Encoding encoding);

/// Number of characters (Unicode code points) in `text`.
[[nodiscard]] std::uint32_t countCharacters(std::string_view text, Encoding encoding);

/// `text` as valid UTF-8 for people to read: what is not valid in `encoding` becomes U+FFFD,
/// control characters (tab excepted) become their pictures (U+2400 block).
[[nodiscard]] std::string toDisplayUtf8(std::string_view text, Encoding encoding);

/// `utf8` in `encoding`, or empty when it has no form there. kAscii, kUtf8 and kUnknown give it
/// back unchanged.
[[nodiscard]] std::string fromUtf8(std::string_view utf8, Encoding encoding);

/// Columns that valid UTF-8 takes in a terminal: wide characters two, combining marks none.
[[nodiscard]] std::uint32_t displayWidth(std::string_view utf8);

[[nodiscard]] bool isValidUtf8(std::string_view text);

}  // namespace htlint::text
