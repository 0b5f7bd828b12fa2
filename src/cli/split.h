#pragma once

#include <optional>
#include <string>

#include "lint/site.h"
#include "x509/time.h"

namespace htlint::cli {

/// A chain as the two fields of a hosting form take it, in PEM.
struct SplitChain {
  std::string server;         ///< the server's certificate
  std::string intermediates;  ///< in order; empty where there are none
  std::size_t count = 0;      ///< of the intermediates
};

/// The chain of the server certificate in the file at `path`, with what is missing taken from the
/// pool, and without what must not be sent. Nothing when the file does not hold exactly one
/// server's certificate.
[[nodiscard]] std::optional<SplitChain> splitChain(const lint::Site& site, const std::string& path,
                                                   x509::Time now);

}  // namespace htlint::cli
