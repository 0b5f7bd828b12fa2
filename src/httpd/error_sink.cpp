#include "error_sink.h"

#include <algorithm>
#include <numeric>

namespace htlint::httpd {

void ErrorSink::finish(ConfigReport& report) {
  std::optional<std::size_t> first;
  bool maybe = doubtful_;
  for (std::size_t i = 0; i < errors_.size() && !first; ++i) {
    if (!errors_[i].fatal) continue;
    if (certain_[i]) {
      first = i;
    } else {
      maybe = true;
    }
  }
  std::vector<std::size_t> order(errors_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [this](std::size_t left, std::size_t right) {
    return errors_[left].range < errors_[right].range;
  });
  report.errors.reserve(errors_.size());
  for (const std::size_t index : order) {
    if (first == index) report.verdict.error = report.errors.size();
    report.errors.push_back(std::move(errors_[index]));
  }
  if (first) {
    report.verdict.state = VerdictState::kRejected;
  } else if (maybe) {
    report.verdict.state = VerdictState::kUnknown;
  }
  errors_.clear();
  certain_.clear();
}

}  // namespace htlint::httpd
