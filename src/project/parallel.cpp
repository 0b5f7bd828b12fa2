#include "project/parallel.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace htlint::project {

void parallelFor(std::size_t count, std::size_t jobs,
                 const std::function<void(std::size_t)>& work) {
  if (jobs == 0) jobs = std::max(1U, std::thread::hardware_concurrency());
  std::atomic<std::size_t> next = 0;
  const auto run = [&next, count, &work] {
    for (std::size_t i = next++; i < count; i = next++) work(i);
  };
  std::vector<std::jthread> threads;
  const std::size_t helpers = std::min(jobs, count);
  for (std::size_t i = 1; i < helpers; ++i) threads.emplace_back(run);
  run();
}

}  // namespace htlint::project
