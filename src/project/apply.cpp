#include "project/apply.h"

#include "project/read.h"
#include "project/write.h"

namespace htlint::project {
namespace {

using Kind = lint::FileChange::Kind;

tl::expected<void, IoError> writeChange(const lint::FileChange& change) {
  if (change.kind == Kind::kCreated) return createFile(change.path, change.after->bytes());
  const bool sameBytes = change.before->bytes() == change.after->bytes();
  if (!sameBytes) {
    const auto replaced = replaceFile(change.path, change.before->bytes(), change.after->bytes());
    if (!replaced) return replaced;
  }
  if (change.kind == Kind::kRenamed) return renameFile(change.path, change.renamedTo);
  return {};
}

}  // namespace

bool dropsPrivateKey(const lint::FileChange& change) {
  return change.before && change.after && holdsPrivateKey(change.before->bytes()) &&
         !holdsPrivateKey(change.after->bytes());
}

tl::expected<std::string, IoError> applyChange(const lint::FileChange& change,
                                               const BackupPolicy& policy) {
  if (dropsPrivateKey(change)) {
    return tl::unexpected(IoError{IoErrorCode::kDropsPrivateKey, change.path, ""});
  }
  std::string copy;
  const bool loses =
      change.kind != Kind::kCreated && change.before->bytes() != change.after->bytes();
  if (loses) {
    auto kept = backUp(change.path, change.before->bytes(), policy);
    if (!kept) return kept;
    copy = std::move(*kept);
  }
  if (const auto written = writeChange(change); !written) return tl::unexpected(written.error());
  return copy;
}

}  // namespace htlint::project
