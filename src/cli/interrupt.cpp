#include "interrupt.h"

#include <unistd.h>

#include <csignal>

#include "exit_code.h"

namespace htlint::cli {
namespace {

volatile std::sig_atomic_t busy = 0;
volatile std::sig_atomic_t interrupted = 0;

extern "C" void onInterrupt(int) {
  if (busy == 0) _exit(kExitInterrupted);
  interrupted = 1;
}

}  // namespace

void handleInterrupts() {
  // Whoever started htlint to be deaf to interrupts (nohup) keeps that.
  if (std::signal(SIGINT, onInterrupt) == SIG_IGN) std::signal(SIGINT, SIG_IGN);
  // A closed pipe shows up as EPIPE where it is written to.
  std::signal(SIGPIPE, SIG_IGN);
}

NoInterruption::NoInterruption() { busy = 1; }

NoInterruption::~NoInterruption() {
  busy = 0;
  if (interrupted != 0) _exit(kExitInterrupted);
}

}  // namespace htlint::cli
