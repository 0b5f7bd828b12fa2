#include "terminal.h"

#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <string>

namespace htlint::cli {
namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

int descriptorOf(Stream stream) { return stream == Stream::kOut ? STDOUT_FILENO : STDERR_FILENO; }

}  // namespace

bool write(Stream stream, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(descriptorOf(stream), text.data(), text.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return errno == EPIPE;
    text.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

void complain(std::string_view text) {
  write(Stream::kError, "htlint: " + std::string(text) + "\n");
}

lint::Language localeLanguage() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string_view value = environment(name);
    if (value.empty()) continue;
    return value.starts_with("ja") ? lint::Language::kJapanese : lint::Language::kEnglish;
  }
  return lint::Language::kEnglish;
}

bool useColor(ColorChoice choice, Stream stream) {
  if (choice != ColorChoice::kAuto) return choice == ColorChoice::kAlways;
  return environment("NO_COLOR").empty() && environment("TERM") != "dumb" &&
         isatty(descriptorOf(stream)) == 1;
}

std::optional<std::string> readStandardInput() {
  std::string bytes;
  char buffer[65536];
  while (true) {
    const ssize_t count = read(STDIN_FILENO, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return {};
    if (count == 0) return bytes;
    bytes.append(buffer, static_cast<std::size_t>(count));
  }
}

}  // namespace htlint::cli
