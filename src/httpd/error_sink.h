#pragma once

#include <string>
#include <utility>
#include <vector>

#include "httpd/config_checker.h"
#include "httpd/config_error.h"

namespace htlint::httpd {

/// Collects errors in the order in which httpd would meet them.
class ErrorSink {
 public:
  /// While set, errors hang on something the target does not tell (a file on the server, a macro),
  /// so they do not decide the verdict.
  void setUncertain(bool uncertain) { uncertain_ = uncertain; }
  /// The file does something whose outcome nobody here can know.
  void doubtEverything() { doubtful_ = true; }
  void setPhase(Phase phase) { phase_ = phase; }

  void add(ConfigCode code, htaccess::NodeId node, text::TextRange range,
           std::vector<std::string> args, bool fatal = true) {
    fatal = fatal && code < ConfigCode::kFirstWarning;
    errors_.push_back({code, range, node, std::move(args), phase_, fatal});
    certain_.push_back(!uncertain_);
  }

  [[nodiscard]] std::size_t size() const { return errors_.size(); }

  /// Moves everything into `report`: errors by range, and the verdict.
  void finish(ConfigReport& report);

 private:
  std::vector<ConfigError> errors_;
  std::vector<bool> certain_;
  Phase phase_ = Phase::kReading;
  bool uncertain_ = false;
  bool doubtful_ = false;
};

}  // namespace htlint::httpd
