#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "httpd/config_checker.h"

namespace htlint::test {

/// A kind of message with which httpd refuses a `.htaccess` file.
struct MessageClass {
  std::string_view pattern;  ///< regular expression (ECMAScript), searched for in the message
  /// What htlint must find, any of these; nothing where the directive's own argument parser is not
  /// modelled.
  std::vector<httpd::ConfigCode> codes;
};

/// The class of `message`, or null: then httpd says something that the list has to learn.
[[nodiscard]] const MessageClass* classify(std::string_view message);

/// Where htlint's verdict on a file contradicts httpd's: words for people, or nothing. `message` is
/// httpd's, where it refused the file. Never `rejected` where httpd accepts; and a message of a
/// modelled class must be htlint's first error too. `unknown` contradicts nothing, nor does what is
/// of no class. The message is from httpd `version`; what was recorded is from the default's.
[[nodiscard]] std::optional<std::string> contradiction(std::string_view bytes,
                                                       const std::optional<std::string>& message,
                                                       httpd::Version version = {});

/// Whether htlint says `unknown`.
[[nodiscard]] bool isUndecided(std::string_view bytes, httpd::Version version = {});

/// Whether htlint finds exactly the error that `message` tells.
[[nodiscard]] bool reproduces(std::string_view bytes, std::string_view message);

}  // namespace htlint::test
