#include "split.h"

#include "lint/chain_analysis.h"
#include "pem/base64.h"

namespace htlint::cli {
namespace {

std::string pemOf(const x509::Certificate& certificate) {
  return pem::encodeBlock("CERTIFICATE", certificate.der(), "\n");
}

}  // namespace

std::optional<SplitChain> splitChain(const lint::Site& site, const std::string& path,
                                     x509::Time now) {
  for (const lint::CertificateFile& file : site.certificateFiles()) {
    if (file.input.path != path) continue;
    const auto chain = lint::analyseChain(site, file, now);
    if (!chain || chain->ordered == 0) return std::nullopt;
    SplitChain split;
    split.server = pemOf(chain->target.front().certificate);
    for (std::size_t i = 1; i < chain->ordered; ++i) {
      split.intermediates += pemOf(chain->target[i].certificate);
      ++split.count;
    }
    return split;
  }
  return std::nullopt;
}

}  // namespace htlint::cli
