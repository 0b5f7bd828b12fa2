#pragma once

#include <cstddef>
#include <functional>

namespace htlint::project {

/// Calls `work(i)` once for each i in [0, count), on at most `jobs` threads (0 = one for each
/// processor), and returns when all are done. `work` is called from several threads at once and
/// must not throw.
void parallelFor(std::size_t count, std::size_t jobs, const std::function<void(std::size_t)>& work);

}  // namespace htlint::project
