#pragma once

#include <ostream>
#include <string>

/// Writes the data about certificates that `folder` holds as C++; throws std::runtime_error and
/// toml::parse_error.
void writeCertificateData(std::ostream& out, const std::string& folder);
