#pragma once

namespace htlint::cli {

/// From now on an interrupt (Ctrl-C) ends the program with 130: at once, or while a
/// NoInterruption lives, when that ends.
void handleInterrupts();

/// Keeps an interrupt from leaving a file half changed. One at a time.
class NoInterruption {
 public:
  NoInterruption();
  ~NoInterruption();
  NoInterruption(const NoInterruption&) = delete;
  NoInterruption& operator=(const NoInterruption&) = delete;
};

}  // namespace htlint::cli
