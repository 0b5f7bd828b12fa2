#include "support/path_oracle.h"

#include <openssl/x509v3.h>

#include <algorithm>
#include <memory>

namespace htlint::test {
namespace {

using Handle = std::shared_ptr<X509>;

Handle read(const std::string& der) {
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  return {d2i_X509(nullptr, &at, static_cast<long>(der.size())), X509_free};
}

bool verifies(const std::vector<std::string>& roots, const std::vector<std::string>& sent,
              std::chrono::sys_seconds now) {
  const std::shared_ptr<X509_STORE> store(X509_STORE_new(), X509_STORE_free);
  for (const std::string& root : roots) X509_STORE_add_cert(store.get(), read(root).get());
  std::vector<Handle> handles;
  const std::shared_ptr<STACK_OF(X509)> untrusted(
      sk_X509_new_null(), [](STACK_OF(X509) * stack) { sk_X509_free(stack); });
  for (const std::string& one : sent) {
    handles.push_back(read(one));
    sk_X509_push(untrusted.get(), handles.back().get());
  }
  const std::shared_ptr<X509_STORE_CTX> context(X509_STORE_CTX_new(), X509_STORE_CTX_free);
  X509_STORE_CTX_init(context.get(), store.get(), handles.front().get(), untrusted.get());
  X509_STORE_CTX_set_purpose(context.get(), X509_PURPOSE_SSL_SERVER);
  X509_VERIFY_PARAM_set_time(X509_STORE_CTX_get0_param(context.get()),
                             static_cast<std::time_t>(now.time_since_epoch().count()));
  return X509_verify_cert(context.get()) == 1;
}

bool isIssuedBy(const Handle& child, const Handle& issuer) {
  return X509_NAME_cmp(X509_get_issuer_name(child.get()), X509_get_subject_name(issuer.get())) ==
             0 &&
         X509_verify(child.get(), X509_get0_pubkey(issuer.get())) == 1;
}

bool sameAuthority(const Handle& a, const Handle& b) {
  return X509_NAME_cmp(X509_get_subject_name(a.get()), X509_get_subject_name(b.get())) == 0 &&
         EVP_PKEY_eq(X509_get0_pubkey(a.get()), X509_get0_pubkey(b.get())) == 1;
}

class Search {
 public:
  Search(const PathOracle& oracle, const std::vector<std::string>& candidates,
         PathOracle::Client client)
      : oracle_(oracle), ders_(candidates), client_(client) {
    for (const std::string& der : candidates) handles_.push_back(read(der));
  }

  bool run(const std::string& leaf) {
    sent_ = {leaf};
    way_ = {read(leaf)};
    return step();
  }

 private:
  bool step() {
    const bool accepted = client_ == PathOracle::Client::kAllRoots
                              ? oracle_.accepts(sent_)
                              : oracle_.acceptsWithOneRoot(sent_);
    if (accepted) return true;
    for (std::size_t i = 0; i < handles_.size(); ++i) {
      const Handle& next = handles_[i];
      const bool visited = std::any_of(way_.begin(), way_.end(),
                                       [&](const Handle& one) { return sameAuthority(one, next); });
      if (visited || !isIssuedBy(way_.back(), next)) continue;
      way_.push_back(next);
      sent_.push_back(ders_[i]);
      if (step()) return true;
      way_.pop_back();
      sent_.pop_back();
    }
    return false;
  }

  const PathOracle& oracle_;
  const std::vector<std::string>& ders_;
  PathOracle::Client client_;
  std::vector<Handle> handles_;
  std::vector<std::string> sent_;
  std::vector<Handle> way_;
};

}  // namespace

bool PathOracle::accepts(const std::vector<std::string>& sent) const {
  return verifies(roots_, sent, now_);
}

bool PathOracle::acceptsWithOneRoot(const std::vector<std::string>& sent) const {
  return std::any_of(roots_.begin(), roots_.end(),
                     [&](const std::string& root) { return verifies({root}, sent, now_); });
}

bool PathOracle::pathExists(const std::string& leaf, const std::vector<std::string>& candidates,
                            Client client) const {
  return Search(*this, candidates, client).run(leaf);
}

}  // namespace htlint::test
