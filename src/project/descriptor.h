#pragma once

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "project/io_error.h"

namespace htlint::project {

/// An open file descriptor that closes itself.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int value) : value_(value) {}
  Descriptor(Descriptor&& other) noexcept : value_(std::exchange(other.value_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(value_, other.value_);
    return *this;
  }
  ~Descriptor() {
    if (value_ >= 0) close(value_);
  }

  [[nodiscard]] int get() const { return value_; }
  [[nodiscard]] bool isOpen() const { return value_ >= 0; }

 private:
  int value_ = -1;
};

/// The error `code` at `path` with the system's words for errno.
[[nodiscard]] inline IoError systemError(IoErrorCode code, const std::string& path) {
  char buffer[256];
  const int number = errno;
  return {code, path, std::string(strerror_r(number, buffer, sizeof buffer))};
}

}  // namespace htlint::project
