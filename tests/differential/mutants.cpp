#include "mutants.h"

#include <algorithm>
#include <array>

namespace htlint::test {
namespace {

std::vector<std::string> splitLines(const std::string& bytes) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t lf = bytes.find('\n', at);
    const std::size_t end = lf == std::string::npos ? bytes.size() : lf + 1;
    lines.push_back(bytes.substr(at, end - at));
    at = end;
  }
  return lines;
}

std::string joinLines(const std::vector<std::string>& lines) {
  std::string bytes;
  for (const std::string& line : lines) bytes += line;
  return bytes;
}

std::size_t below(std::mt19937& random, std::size_t limit) {
  return limit == 0 ? 0 : random() % limit;
}

void mutateLines(std::string& bytes, std::mt19937& random) {
  std::vector<std::string> lines = splitLines(bytes);
  if (lines.empty()) return;
  const std::size_t at = below(random, lines.size());
  const std::size_t other = below(random, lines.size());
  const auto place = lines.begin() + static_cast<std::ptrdiff_t>(at);
  switch (random() % 5) {
    case 0:
      lines.erase(place);
      break;
    case 1:
      lines.insert(place, lines[other]);
      break;
    case 2:
      std::swap(lines[at], lines[other]);
      break;
    case 3:
      lines.erase(place, lines.end());
      break;
    default:
      lines[at].insert(0, random() % 2 == 0 ? "#" : "  ");
  }
  bytes = joinLines(lines);
}

void mutateBytes(std::string& bytes, std::mt19937& random) {
  const std::size_t at = below(random, bytes.size() + 1);
  switch (random() % 5) {
    case 0:
      bytes.erase(at, 1 + below(random, 4));
      break;
    case 1:
      bytes.insert(at, bytes.substr(at, 1 + below(random, 6)));
      break;
    case 2:
      if (at + 1 < bytes.size()) std::swap(bytes[at], bytes[at + 1]);
      break;
    case 3:
      bytes.resize(at);
      break;
    default:
      if (at < bytes.size()) bytes[at] = static_cast<char>(' ' + random() % 95);
  }
}

void unbalance(std::string& bytes, std::mt19937& random) {
  static const std::array<std::string, 38> kPieces = {"<",
                                                      ">",
                                                      "</",
                                                      "\"",
                                                      "'",
                                                      "[",
                                                      "]",
                                                      "(",
                                                      ")",
                                                      "{",
                                                      "}",
                                                      ",",
                                                      "\\",
                                                      "\\\n",
                                                      "\\\\\n",
                                                      "\\ \n",
                                                      "\r\n",
                                                      "\n",
                                                      " ",
                                                      "\t",
                                                      "#",
                                                      "!",
                                                      "$",
                                                      "%",
                                                      "*",
                                                      "+",
                                                      "?",
                                                      "^",
                                                      ":",
                                                      "=",
                                                      "[L]",
                                                      "[NC]",
                                                      "[a-z]",
                                                      "<If x>",
                                                      "</Files>",
                                                      "<Files x>",
                                                      "</IfModule>\n",
                                                      std::string("\0", 1)};
  bytes.insert(below(random, bytes.size() + 1), kPieces[below(random, kPieces.size())]);
}

/// Replaces one of the words that decide by another of them.
void misspell(std::string& bytes, std::mt19937& random) {
  static const std::array<const char*, 50> kWords = {"RewriteRule",
                                                     "RewriteCond",
                                                     "RewriteEngine",
                                                     "RewriteBase",
                                                     "RewriteOptions",
                                                     "On",
                                                     "Off",
                                                     "IfModule",
                                                     "Files",
                                                     "FilesMatch",
                                                     "If",
                                                     "IfDefine",
                                                     "IfVersion",
                                                     "RequireAll",
                                                     "RequireAny",
                                                     "mod_rewrite.c",
                                                     "rewrite_module",
                                                     "!mod_no.c",
                                                     "L",
                                                     "R=301",
                                                     "R=302",
                                                     "R=999",
                                                     "NC",
                                                     "QSA",
                                                     "OR",
                                                     "S=1",
                                                     "N",
                                                     "E=a:b",
                                                     "F",
                                                     "G",
                                                     "END",
                                                     "expr",
                                                     "-f",
                                                     "!-d",
                                                     "-gt",
                                                     "Directory",
                                                     "Location",
                                                     "Options",
                                                     "Redirect",
                                                     "ErrorDocument",
                                                     "Require",
                                                     "Inherit",
                                                     "T=text/html",
                                                     "CO=a:b:c",
                                                     "Limit",
                                                     "LimitExcept",
                                                     "Else",
                                                     "ElseIf",
                                                     "GET",
                                                     "2.4"};
  const char* from = kWords[below(random, kWords.size())];
  const std::size_t at = bytes.find(from, below(random, bytes.size() + 1));
  if (at == std::string::npos) {
    mutateBytes(bytes, random);
    return;
  }
  bytes.replace(at, std::char_traits<char>::length(from), kWords[below(random, kWords.size())]);
}

}  // namespace

std::string mutant(std::string bytes, std::mt19937& random) {
  for (std::size_t left = 1 + below(random, 3); left > 0; --left) {
    switch (random() % 4) {
      case 0:
        mutateLines(bytes, random);
        break;
      case 1:
        mutateBytes(bytes, random);
        break;
      case 2:
        unbalance(bytes, random);
        break;
      default:
        misspell(bytes, random);
    }
  }
  return bytes;
}

std::string minimise(std::string bytes, const std::function<bool(const std::string&)>& fails) {
  // Ever smaller pieces are taken away as long as the failure stays.
  for (std::size_t size = bytes.size() / 2; size > 0; size /= 2) {
    for (std::size_t at = 0; at < bytes.size();) {
      std::string smaller = bytes;
      smaller.erase(at, size);
      if (fails(smaller)) {
        bytes = std::move(smaller);
      } else {
        at += size;
      }
    }
  }
  return bytes;
}

}  // namespace htlint::test
