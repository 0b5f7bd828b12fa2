#include "terminal.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string>

#include "interrupt.h"

namespace htlint::cli {
namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

int descriptorOf(Stream stream) { return stream == Stream::kOut ? STDOUT_FILENO : STDERR_FILENO; }

/// The terminal with its echo off, and interrupts ending a read, until the end of its scope.
class SilentTerminal {
 public:
  SilentTerminal() : terminal_(open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)) {
    if (!isOpen()) return;
    tcgetattr(terminal_, &settings_);
    termios silent = settings_;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    silent.c_lflag |= ECHONL;
    tcsetattr(terminal_, TCSAFLUSH, &silent);
    sigaction(SIGINT, nullptr, &interrupt_);
    struct sigaction breaking = interrupt_;
    breaking.sa_flags &= ~SA_RESTART;
    sigaction(SIGINT, &breaking, nullptr);
  }
  ~SilentTerminal() {
    if (!isOpen()) return;
    sigaction(SIGINT, &interrupt_, nullptr);
    tcsetattr(terminal_, TCSAFLUSH, &settings_);
    close(terminal_);
  }
  SilentTerminal(const SilentTerminal&) = delete;
  SilentTerminal& operator=(const SilentTerminal&) = delete;

  [[nodiscard]] bool isOpen() const { return terminal_ >= 0; }

  [[nodiscard]] std::optional<std::string> ask(std::string_view prompt) const {
    if (::write(terminal_, prompt.data(), prompt.size()) < 0) return {};
    std::string line;
    char c = '\0';
    while (true) {
      const ssize_t count = read(terminal_, &c, 1);
      if (count <= 0) return {};
      if (c == '\n') return line;
      line.push_back(c);
    }
  }

 private:
  int terminal_;
  termios settings_{};
  struct sigaction interrupt_ {};
};

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

bool canAsk() { return isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1; }

std::optional<std::string> askPassword(std::string_view prompt) {
  const NoInterruption untilRestored;
  const SilentTerminal terminal;
  if (!terminal.isOpen()) return {};
  return terminal.ask(prompt);
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
