#include "cli/run.h"

int main(int argc, char** argv) { return htlint::cli::run(argc, argv); }
