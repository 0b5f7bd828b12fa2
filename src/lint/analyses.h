#pragma once

#include <map>
#include <memory>

#include "lint/chain_analysis.h"
#include "lint/https_analysis.h"
#include "lint/site.h"

namespace htlint::lint {

/// What rules have asked for in one run, made once.
struct Analyses {
  std::map<const HtaccessFile*, HttpsAnalysis> https;
  std::map<const CertificateFile*, std::optional<ChainAnalysis>> chains;  ///< by the leaf's file
};

}  // namespace htlint::lint
