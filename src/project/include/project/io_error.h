#pragma once

#include <cstdint>
#include <string>

#include "lint/rule.h"

namespace htlint::project {

enum class IoErrorCode : std::uint8_t {
  kMissing,      ///< there is no such file or directory
  kUnreadable,   ///< the system refuses to read it
  kIsDirectory,  ///< a directory where a file is needed
  kNotRegular,   ///< a device, a pipe, a socket
  kTooLarge,     ///< 4 GiB and more: offsets are 32 bits
  kUnwritable,   ///< the system refuses to write it
  kReadOnly,     ///< it carries no write permission, and is not replaced behind its owner's back
  kExists,       ///< a file to be created or renamed to is already there
  kChanged,      ///< it is no longer what was read
  kHoldsPrivateKey,  ///< a copy of a private key would be left behind
  kNoBackup,         ///< there is nothing to put back
  kDropsPrivateKey,  ///< the corrected file would lack the private key that is in it
  kNoCertificate,    ///< a file named for the certificates in it holds none
};

/// Why a file could not be read or written.
struct IoError {
  IoErrorCode code = IoErrorCode::kUnreadable;
  std::string path;    ///< as shown to people
  std::string reason;  ///< the system's own words (strerror), or empty
};

/// One sentence without a full stop that begins with the path.
[[nodiscard]] std::string describe(const IoError& error, lint::Language language);
/// The same without the path, for places that show it already.
[[nodiscard]] std::string describeReason(const IoError& error, lint::Language language);

}  // namespace htlint::project
