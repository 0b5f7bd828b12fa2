#pragma once

#include <algorithm>
#include <vector>

#include "judged_leaf.h"
#include "x509/request.h"

/// Which certificate requests the rules about them judge.
namespace htlint::rules {

inline bool holdsRequest(const CertificateFile& file) {
  return !x509::loadRequests(*file.document).empty();
}

/// The requests of the file being checked, where somebody has named it, or where it is the only one
/// with a request; none elsewhere: old requests are kept, and nobody uses them.
inline std::vector<x509::Request> judgedRequests(const Context& ctx) {
  const CertificateFile& file = ctx.certificateFile();
  std::vector<x509::Request> requests = x509::loadRequests(*file.document);
  const std::string& named = ctx.site().settings().requestPath;
  if (requests.empty() || file.input.path == named || file.input.named) return requests;
  const auto files = ctx.site().certificateFiles();
  const bool only = named.empty() && std::count_if(files.begin(), files.end(), holdsRequest) == 1;
  return only ? requests : std::vector<x509::Request>();
}

inline text::TextRange placeOf(const CertificateFile& file, const x509::Request& request) {
  return request.block == pem::kNone ? text::TextRange{} : placeOfBlock(file, request.block);
}

}  // namespace htlint::rules
