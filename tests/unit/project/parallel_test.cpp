#include "project/parallel.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace htlint::project {
namespace {

TEST_CASE("Every index is worked on once") {
  for (const std::size_t jobs : {0U, 1U, 3U, 64U}) {
    std::vector<std::atomic<int>> calls(50);
    parallelFor(calls.size(), jobs, [&](std::size_t i) { ++calls[i]; });
    for (const auto& count : calls) CHECK(count == 1);
  }
  parallelFor(0, 4, [](std::size_t) { FAIL(); });
}

TEST_CASE("One job works in the calling thread") {
  std::set<std::thread::id> threads;
  parallelFor(20, 1, [&](std::size_t) { threads.insert(std::this_thread::get_id()); });
  CHECK(threads == std::set<std::thread::id>{std::this_thread::get_id()});
}

}  // namespace
}  // namespace htlint::project
