#pragma once

#include <filesystem>
#include <string>

namespace htlint::test {

/// Writes a fresh key and a certificate for `name` that it signs itself, valid now, both as PEM
/// into one file.
void writeSelfSignedCertificate(const std::filesystem::path& path, const std::string& name);

}  // namespace htlint::test
