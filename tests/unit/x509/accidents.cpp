#include "accidents.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

namespace htlint::test {
namespace {

using Random = std::mt19937_64;
using namespace std::string_literals;

std::size_t below(Random& random, std::size_t limit) {
  return limit == 0 ? 0 : static_cast<std::size_t>(random() % limit);
}

std::vector<std::string> linesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines, const std::string& separator = "\n") {
  std::string text;
  for (const std::string& line : lines) text += line + separator;
  return text;
}

bool isMarker(const std::string& line) { return line.starts_with("-----"); }
bool isBase64Line(const std::string& line) {
  return line.size() >= 8 && line.find_first_not_of(
                                 "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrst"
                                 "uvwxyz0123456789+/=") == std::string::npos;
}

template <typename Test>
std::size_t anyLine(const std::vector<std::string>& lines, Random& random, Test test) {
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (test(lines[i])) all.push_back(i);
  }
  return all.empty() ? lines.size() : all[below(random, all.size())];
}

template <typename Test, typename Change>
std::string changeLine(const std::string& pem, Random& random, Test test, Change change) {
  std::vector<std::string> lines = linesOf(pem);
  const std::size_t at = anyLine(lines, random, test);
  if (at < lines.size()) change(lines, at);
  return joined(lines);
}

template <typename Change>
std::string changeMarker(const std::string& pem, Random& random, Change change) {
  return changeLine(pem, random, isMarker,
                    [&](auto& lines, std::size_t at) { lines[at] = change(lines[at]); });
}

template <typename Change>
std::string changeBase64(const std::string& pem, Random& random, Change change) {
  return changeLine(pem, random, isBase64Line,
                    [&](auto& lines, std::size_t at) { lines[at] = change(lines[at]); });
}

std::string replaceAll(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

// At one end of a marker, or at both.
std::string withDashes(const std::string& line, Random& random, const std::string& dashes) {
  const bool whole =
      line.size() > 10 && line[5] != '-' && line[line.size() - 6] != '-' && line.ends_with("-----");
  if (!whole) return line;
  std::string word = line.substr(5, line.size() - 10);
  const std::size_t where = below(random, 3);
  return (where != 1 ? dashes : "-----") + word + (where != 0 ? dashes : "-----");
}

std::string insertInLine(std::string line, Random& random, const std::string& what) {
  std::size_t at = 1 + below(random, line.size() - 1);
  while (at < line.size() && (line[at] & 0xC0) == 0x80) ++at;
  return line.insert(at, what);
}

std::string insertLine(const std::string& pem, Random& random, const std::string& text) {
  return changeLine(pem, random, isBase64Line, [&](auto& lines, std::size_t at) {
    lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), text);
  });
}

std::string fullWidth(char c, bool utf8) {
  if (utf8) {
    const unsigned code = 0xFF01U + static_cast<unsigned>(c - '!');
    return {static_cast<char>(0xE0 | (code >> 12)), static_cast<char>(0x80 | ((code >> 6) & 63)),
            static_cast<char>(0x80 | (code & 63))};
  }
  if (c >= '0' && c <= '9') return {'\x82', static_cast<char>(0x4F + c - '0')};
  if (c >= 'A' && c <= 'Z') return {'\x82', static_cast<char>(0x60 + c - 'A')};
  if (c >= 'a' && c <= 'z') return {'\x82', static_cast<char>(0x81 + c - 'a')};
  return c == '+' ? "\x81\x7B" : c == '/' ? "\x81\x5E" : "\x81\x81";
}

std::string widenOne(const std::string& pem, Random& random, bool utf8) {
  return changeBase64(pem, random, [&](std::string line) {
    const std::size_t at = below(random, line.size());
    return line.replace(at, 1, fullWidth(line[at], utf8));
  });
}

std::string everyLine(const std::string& pem, const std::string& before, const std::string& after) {
  std::vector<std::string> lines = linesOf(pem);
  for (std::string& line : lines) line = before + line + after;
  return joined(lines);
}

std::string widen(const std::string& pem, bool littleEndian, bool mark) {
  std::string wide;
  const auto add = [&](char high, char low) {
    wide += littleEndian ? std::string{low, high} : std::string{high, low};
  };
  if (mark) add('\xFE', '\xFF');
  for (const char c : pem) add('\0', c);
  return wide;
}

bool isAscii(const std::string& text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return (c & 0x80) != 0; });
}

/// ASCII that nobody has saved as UTF-16 yet.
bool isNarrow(const std::string& pem) {
  return isAscii(pem) && pem.find('\0') == std::string::npos;
}

std::string rewrap(const std::string& pem, std::size_t width) {
  std::vector<std::string> result;
  std::string body;
  for (const std::string& line : linesOf(pem)) {
    if (isBase64Line(line)) {
      body += line;
      continue;
    }
    for (std::size_t at = 0; at < body.size(); at += width)
      result.push_back(body.substr(at, width));
    body.clear();
    result.push_back(line);
  }
  for (std::size_t at = 0; at < body.size(); at += width) result.push_back(body.substr(at, width));
  return joined(result);
}

std::string loseMarker(const std::string& pem, Random& random, const char* word) {
  return changeLine(
      pem, random, [&](const std::string& line) { return line.starts_with(word); },
      [](auto& lines, std::size_t at) {
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at));
      });
}

const std::array kAccidents = {
    Accident{"dash lost", 1, true, false,
             [](std::string pem, Random& random) {
               return changeMarker(pem, random, [&](const std::string& line) {
                 return withDashes(line, random, "----");
               });
             }},
    Accident{"dash doubled", 1, true, false,
             [](std::string pem, Random& random) {
               return changeMarker(pem, random, [&](const std::string& line) {
                 return withDashes(line, random, "------");
               });
             }},
    Accident{"full-width dashes", 1, true, false,
             [](std::string pem, Random& random) {
               return changeMarker(pem, random, [&](const std::string& line) {
                 return withDashes(line, random, "－－－－－");
               });
             }},
    Accident{"typographic dashes", 1, true, false,
             [](std::string pem, Random& random) {
               return changeMarker(pem, random, [&](const std::string& line) {
                 return withDashes(line, random, "—–");
               });
             }},
    Accident{"spaces in a marker", 1, true, false,
             [](std::string pem, Random& random) {
               return changeMarker(pem, random, [](const std::string& line) {
                 if (!line.ends_with("-----") || line.ends_with("------")) return line;
                 return "----- " + line.substr(5, line.size() - 10) + " -----";
               });
             }},
    Accident{"small letters in a marker", 1, true, false,
             [](std::string pem, Random& random) {
               return changeMarker(pem, random, [](std::string line) {
                 for (char& c : line) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
                 return line;
               });
             }},
    Accident{"begin lost", 1, true, true,
             [](std::string pem, Random& random) { return loseMarker(pem, random, "-----BEGIN"); }},
    Accident{"end lost", 1, true, true,
             [](std::string pem, Random& random) { return loseMarker(pem, random, "-----END"); }},
    Accident{"markers joined", 1, true, false,
             [](std::string pem, Random&) {
               return replaceAll(std::move(pem), "-----\n-----BEGIN", "----------BEGIN");
             }},
    Accident{"another label at the end", 1, true, false,
             [](std::string pem, Random& random) {
               return changeMarker(pem, random, [](const std::string& line) {
                 return line == "-----END CERTIFICATE-----" ? "-----END CERTIFICATE REQUEST-----"s
                                                            : line;
               });
             }},
    Accident{"comment inside", 1, true, true,
             [](std::string pem, Random& random) {
               return insertLine(pem, random, "# the new certificate");
             }},
    Accident{"header inside", 1, true, true,
             [](std::string pem, Random& random) {
               return changeLine(
                   pem, random,
                   [](const std::string& line) { return line.starts_with("-----BEGIN"); },
                   [](auto& lines, std::size_t at) { lines[at] += "\nComment: mine\n"; });
             }},
    Accident{"blank line", 1, true, false,
             [](std::string pem, Random& random) { return insertLine(pem, random, ""); }},
    Accident{"line twice", 0, true, true,
             [](std::string pem, Random& random) {
               return changeBase64(pem, random,
                                   [](const std::string& line) { return line + "\n" + line; });
             }},
    Accident{"zero-width space", 1, true, false,
             [](std::string pem, Random& random) {
               return changeBase64(pem, random, [&](const std::string& line) {
                 return insertInLine(line, random, "\xE2\x80\x8B");
               });
             }},
    Accident{"soft hyphen", 1, true, false,
             [](std::string pem, Random& random) {
               return changeBase64(pem, random, [&](const std::string& line) {
                 return insertInLine(line, random, "\xC2\xAD");
               });
             }},
    Accident{"zero-width space in a marker", 1, true, false,
             [](std::string pem, Random& random) {
               return changeMarker(pem, random, [&](const std::string& line) {
                 return insertInLine(line, random, "\xE2\x80\x8B");
               });
             }},
    Accident{"full-width letter", 1, true, false,
             [](std::string pem, Random& random) { return widenOne(pem, random, true); }},
    Accident{"full-width letter of code page 932", 2, true, false,
             [](std::string pem, Random& random) {
               return isAscii(pem) ? widenOne(pem, random, false) : pem;
             }},
    Accident{"no-break space at a line's end", 1, true, false,
             [](std::string pem, Random& random) {
               return changeBase64(pem, random, [](const std::string& line) {
                 return line + "\xC2\xA0";
               });
             }},
    Accident{"ideographic space", 1, true, false,
             [](std::string pem, Random& random) {
               return changeBase64(pem, random, [&](const std::string& line) {
                 return insertInLine(line, random, "\xE3\x80\x80");
               });
             }},
    Accident{"URL-safe base64", 0, true, false,
             [](std::string pem, Random&) {
               std::vector<std::string> lines = linesOf(pem);
               for (std::string& line : lines) {
                 if (isBase64Line(line)) line = replaceAll(replaceAll(line, "+", "-"), "/", "_");
               }
               return joined(lines);
             }},
    Accident{"padding lost", 0, true, false,
             [](std::string pem, Random&) { return replaceAll(std::move(pem), "=", ""); }},
    Accident{"too much padding", 0, true, false,
             [](std::string pem, Random&) {
               return replaceAll(std::move(pem), "\n-----END", "==\n-----END");
             }},
    Accident{"early padding", 0, true, false,
             [](std::string pem, Random& random) {
               // `=0A` and the like say that the text is quoted-printable, and nobody can tell.
               return changeBase64(pem, random, [](const std::string& line) {
                 constexpr std::string_view kDigits = "0123456789ABCDEFabcdef";
                 const bool quoted = line.find_first_not_of(kDigits) >= 2;
                 return quoted ? line : "==" + line;
               });
             }},
    Accident{"bytes after the DER", 0, true, true,
             [](std::string pem, Random&) {
               const std::size_t end = pem.find("-----END CERTIFICATE");
               return end == std::string::npos ? pem : pem.insert(end, "QUJD\n");
             }},
    Accident{"mark before a block", 1, true, false,
             [](std::string pem, Random& random) {
               return changeMarker(pem, random, [](const std::string& line) {
                 return "\xEF\xBB\xBF" + line;
               });
             }},
    Accident{"lines of 76 characters", 0, true, true,
             [](std::string pem, Random&) { return rewrap(pem, 76); }},
    Accident{"base64 in one line", 0, true, true,
             [](std::string pem, Random&) { return rewrap(pem, 100000); }},
    Accident{"text between", 1, true, false,
             [](std::string pem, Random&) {
               return "subject=CN = www\n" +
                      replaceAll(std::move(pem), "-----\n-----BEGIN",
                                 "-----\n# \xE4\xB8\xAD\xE9\x96\x93\n-----BEGIN");
             }},
    Accident{"indented", 2, true, false,
             [](std::string pem, Random&) { return everyLine(pem, "    ", ""); }},
    Accident{"blanks at the ends", 2, true, false,
             [](std::string pem, Random&) { return everyLine(pem, "", "  "); }},
    Accident{"quoted mail", 2, true, false,
             [](std::string pem, Random&) { return everyLine(pem, "> ", ""); }},
    Accident{"program text", 2, true, false,
             [](std::string pem, Random&) { return everyLine(pem, "\"", "\\n\""); }},
    Accident{"HTML", 2, true, false,
             [](std::string pem, Random&) { return everyLine(pem, "", "<br>"); }},
    Accident{"entities", 2, true, false,
             [](std::string pem, Random&) {
               return replaceAll(replaceAll(std::move(pem), "+", "&#43;"), "=", "&#x3D;");
             }},
    Accident{"blank lines everywhere", 2, true, false,
             [](std::string pem, Random&) { return everyLine(pem, "", "\n"); }},
    Accident{"quoted-printable", 4, true, false,
             [](std::string pem, Random&) { return replaceAll(std::move(pem), "=", "=3D"); }},
    Accident{"written \\n", 3, true, true,
             [](std::string pem, Random&) { return replaceAll(std::move(pem), "\n", "\\n"); }},
    Accident{"spaces for line ends", 3, true, true,
             [](std::string pem, Random&) { return replaceAll(std::move(pem), "\n", " "); }},
    Accident{"CR alone", 3, true, false,
             [](std::string pem, Random&) { return replaceAll(std::move(pem), "\n", "\r"); }},
    Accident{"CR LF", 3, true, false,
             [](std::string pem, Random&) { return replaceAll(std::move(pem), "\n", "\r\n"); }},
    Accident{"mark at the beginning", 4, true, false,
             [](std::string pem, Random&) { return "\xEF\xBB\xBF" + pem; }},
    Accident{"^Z at the end", 4, true, false,
             [](std::string pem, Random&) { return pem + "\x1A"; }},
    Accident{"no line end at the end", 4, true, false,
             [](std::string pem, Random&) {
               while (pem.ends_with('\n') || pem.ends_with('\r')) pem.pop_back();
               return pem;
             }},
    Accident{"UTF-16, little-endian", 5, true, false,
             [](std::string pem, Random& random) {
               return isNarrow(pem) ? widen(pem, true, random() % 2 == 0) : pem;
             }},
    Accident{"UTF-16, big-endian", 5, true, false,
             [](std::string pem, Random& random) {
               return isNarrow(pem) ? widen(pem, false, random() % 2 == 0) : pem;
             }},
    Accident{"character lost", 0, false, false,
             [](std::string pem, Random& random) {
               return changeBase64(pem, random, [&](std::string line) {
                 return line.erase(below(random, line.size()), 1);
               });
             }},
    Accident{"character changed", 0, false, false,
             [](std::string pem, Random& random) {
               return changeBase64(pem, random, [&](std::string line) {
                 char& c = line[below(random, line.size() - 2)];
                 c = c == 'A' ? 'B' : 'A';
                 return line;
               });
             }},
    Accident{"line lost", 0, false, false,
             [](std::string pem, Random& random) {
               return changeLine(pem, random, isBase64Line, [](auto& lines, std::size_t at) {
                 lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at));
               });
             }},
    Accident{"lines exchanged", 0, false, false,
             [](std::string pem, Random& random) {
               return changeLine(pem, random, isBase64Line, [](auto& lines, std::size_t at) {
                 if (at > 0 && isBase64Line(lines[at - 1])) std::swap(lines[at], lines[at - 1]);
               });
             }},
    Accident{"word inside", 1, false, true,
             [](std::string pem, Random& random) {
               return insertLine(pem, random, "intermediate certificate");
             }},
    Accident{"broken off", 1, false, true,
             [](std::string pem, Random& random) {
               pem.resize(pem.size() / 4 + below(random, pem.size() / 2));
               return pem;
             }},
};

}  // namespace

std::span<const Accident> accidents() { return kAccidents; }

}  // namespace htlint::test
