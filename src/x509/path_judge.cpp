#include <openssl/x509_vfy.h>

#include <algorithm>
#include <ctime>

#include "chain_graph.h"
#include "openssl_handles.h"

namespace htlint::x509 {
namespace {

using StorePtr = std::unique_ptr<X509_STORE, Deleter<X509_STORE_free>>;
using StoreContextPtr = std::unique_ptr<X509_STORE_CTX, Deleter<X509_STORE_CTX_free>>;

struct FreeStack {
  void operator()(STACK_OF(X509) * stack) const { sk_X509_free(stack); }
};
using StackPtr = std::unique_ptr<STACK_OF(X509), FreeStack>;  // does not own what is in it

constexpr int kStrongLevel = 2;

/// What the callbacks need to know; hangs on the X509_STORE_CTX.
struct Judgement {
  const Path* path = nullptr;
  std::vector<PathError> errors;
};

Judgement& judgementOf(X509_STORE_CTX* context) {
  return *static_cast<Judgement*>(X509_STORE_CTX_get_app_data(context));
}

int collectError(int ok, X509_STORE_CTX* context) {
  if (ok == 1) return 1;
  std::vector<PathError>& errors = judgementOf(context).errors;
  const PathError error{X509_STORE_CTX_get_error(context),
                        static_cast<std::size_t>(X509_STORE_CTX_get_error_depth(context))};
  const bool known = std::any_of(errors.begin(), errors.end(), [&](const PathError& other) {
    return other.code == error.code && other.depth == error.depth;
  });
  if (!known) errors.push_back(error);
  return 1;
}

// Nothing but the next step of the path counts as the issuer of a step, so that OpenSSL builds this
// path and no other. Name and signature of the two were compared before.
int isNextStep(X509_STORE_CTX* context, X509* certificate, X509* issuer) {
  const std::vector<PathStep>& steps = judgementOf(context).path->steps;
  for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
    if (X509_cmp(CertificateHandle::of(steps[i].certificate), certificate) != 0) continue;
    return X509_cmp(CertificateHandle::of(steps[i + 1].certificate), issuer) == 0 ? 1 : 0;
  }
  return 0;
}

StackPtr stackOf(std::span<const PathStep> steps) {
  StackPtr stack(sk_X509_new_null());
  for (const PathStep& step : steps) {
    sk_X509_push(stack.get(), CertificateHandle::of(step.certificate));
  }
  return stack;
}

void setQuestion(X509_STORE_CTX* context, Time now, int level, bool partialChain) {
  X509_STORE_CTX_set_purpose(context, X509_PURPOSE_SSL_SERVER);
  X509_VERIFY_PARAM* parameters = X509_STORE_CTX_get0_param(context);
  X509_VERIFY_PARAM_set_time(parameters, static_cast<std::time_t>(now.time_since_epoch().count()));
  X509_VERIFY_PARAM_set_auth_level(parameters, level);
  X509_VERIFY_PARAM_set_depth(parameters, static_cast<int>(kMostSteps) + 1);
  if (partialChain) X509_VERIFY_PARAM_set_flags(parameters, X509_V_FLAG_PARTIAL_CHAIN);
}

std::vector<PathError> judgeAtLevel(const Path& path, Time now, int level) {
  const ErrorGuard guard;
  const StorePtr store(X509_STORE_new());
  const Certificate& anchor = path.steps.back().certificate;
  X509_STORE_add_cert(store.get(), CertificateHandle::of(anchor));
  if (path.steps.size() > 1) X509_STORE_set_check_issued(store.get(), isNextStep);
  X509_STORE_set_verify_cb(store.get(), collectError);
  const std::span<const PathStep> steps(path.steps);
  const StackPtr untrusted =
      stackOf(steps.size() > 2 ? steps.subspan(1, steps.size() - 2) : std::span<const PathStep>());
  const StoreContextPtr context(X509_STORE_CTX_new());
  X509* leaf = CertificateHandle::of(path.steps.front().certificate);
  Judgement judgement{&path, {}};
  if (X509_STORE_CTX_init(context.get(), store.get(), leaf, untrusted.get()) != 1) {
    return {{X509_V_ERR_UNSPECIFIED, 0}};
  }
  X509_STORE_CTX_set_app_data(context.get(), &judgement);
  setQuestion(context.get(), now, level, !anchor.isSelfIssued());
  if (X509_verify_cert(context.get()) <= 0 && judgement.errors.empty()) {
    judgement.errors.push_back({X509_STORE_CTX_get_error(context.get()), 0});
  }
  return std::move(judgement.errors);
}

bool isWeakness(const PathError& error) {
  return error.fault() == PathFault::kWeakKey || error.fault() == PathFault::kWeakSignature;
}

bool isLeafDate(const PathError& error) {
  return error.depth == 0 &&
         (error.fault() == PathFault::kExpired || error.fault() == PathFault::kNotYetValid);
}

}  // namespace

PathFault PathError::fault() const {
  switch (code) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
      return PathFault::kExpired;
    case X509_V_ERR_CERT_NOT_YET_VALID:
      return PathFault::kNotYetValid;
    case X509_V_ERR_INVALID_CA:
    case X509_V_ERR_KEYUSAGE_NO_CERTSIGN:
      return PathFault::kNotAuthority;
    case X509_V_ERR_PATH_LENGTH_EXCEEDED:
      return PathFault::kTooLong;
    case X509_V_ERR_INVALID_PURPOSE:
      return PathFault::kPurpose;
    case X509_V_ERR_PERMITTED_VIOLATION:
    case X509_V_ERR_EXCLUDED_VIOLATION:
    case X509_V_ERR_SUBTREE_MINMAX:
    case X509_V_ERR_UNSUPPORTED_CONSTRAINT_TYPE:
    case X509_V_ERR_UNSUPPORTED_CONSTRAINT_SYNTAX:
    case X509_V_ERR_UNSUPPORTED_NAME_SYNTAX:
      return PathFault::kNameConstraints;
    case X509_V_ERR_EE_KEY_TOO_SMALL:
    case X509_V_ERR_CA_KEY_TOO_SMALL:
      return PathFault::kWeakKey;
    case X509_V_ERR_CA_MD_TOO_WEAK:
      return PathFault::kWeakSignature;
    default:
      return PathFault::kOther;
  }
}

bool Path::isSound() const {
  return anchored && !hasWithdrawn && std::all_of(errors.begin(), errors.end(), isLeafDate);
}

std::string pathErrorText(int code) { return X509_verify_cert_error_string(code); }

void judgePath(Path& path, Time now) {
  std::vector<PathError> errors = judgeAtLevel(path, now, kStrongLevel);
  const auto firstWeak = std::stable_partition(
      errors.begin(), errors.end(), [](const auto& error) { return !isWeakness(error); });
  path.weaknesses.assign(firstWeak, errors.end());
  errors.erase(firstWeak, errors.end());
  path.errors = std::move(errors);
}

bool opensslFindsPath(std::span<const Certificate> served, const CertificatePool& roots, Time now) {
  const ErrorGuard guard;
  const StorePtr store(X509_STORE_new());
  bool partialChain = false;
  for (const Certificate& root : roots.certificates()) {
    X509_STORE_add_cert(store.get(), CertificateHandle::of(root));
    partialChain |= !root.isSelfIssued();
  }
  const StackPtr untrusted(sk_X509_new_null());
  for (const Certificate& one : served.subspan(1)) {
    sk_X509_push(untrusted.get(), CertificateHandle::of(one));
  }
  const StoreContextPtr context(X509_STORE_CTX_new());
  X509* leaf = CertificateHandle::of(served.front());
  if (X509_STORE_CTX_init(context.get(), store.get(), leaf, untrusted.get()) != 1) return false;
  setQuestion(context.get(), now, 0, partialChain);
  return X509_verify_cert(context.get()) == 1;
}

}  // namespace htlint::x509
