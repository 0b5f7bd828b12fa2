#pragma once

#include <memory>
#include <vector>

#include "lint/finding.h"
#include "lint/settings.h"
#include "lint/site.h"

namespace htlint::lint {

/// [[custom-rules]] made ready to run: owns the RuleInfo objects that their findings point at.
class CustomRules {
 public:
  explicit CustomRules(const std::vector<CustomRule>& rules);
  ~CustomRules();
  CustomRules(const CustomRules&) = delete;
  CustomRules& operator=(const CustomRules&) = delete;

  void check(const HtaccessFile& file, std::vector<Finding>& findings) const;

 private:
  struct Prepared;
  std::vector<std::unique_ptr<Prepared>> rules_;
};

}  // namespace htlint::lint
