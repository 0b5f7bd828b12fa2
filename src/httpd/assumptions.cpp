#include "httpd/rewrite_evaluator.h"

namespace htlint::httpd {

bool Assumptions::decide(const std::string& question) {
  if (known_) {
    if (const auto known = known_(question)) return *known;
  }
  if (const auto asked = asked_.find(question); asked != asked_.end()) {
    return answers_[asked->second].value;
  }
  // Questions come in the same order as in the last combination up to the answer that changed.
  if (replayed_ == answers_.size() || answers_[replayed_].question != question) {
    answers_.resize(replayed_);
    answers_.push_back({question, false});
  }
  asked_.emplace(question, replayed_);
  return answers_[replayed_++].value;
}

bool Assumptions::next() {
  answers_.resize(replayed_);
  while (!answers_.empty() && answers_.back().value) answers_.pop_back();
  asked_.clear();
  replayed_ = 0;
  if (answers_.empty()) return false;
  answers_.back().value = true;
  return true;
}

}  // namespace htlint::httpd
