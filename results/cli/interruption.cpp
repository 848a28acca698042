#include "results/cli/interruption.hpp"

#include <csignal>
#include <initializer_list>

namespace counterless {
namespace {

volatile std::sig_atomic_t flag = 0;

extern "C" void note_interruption(int) { flag = 1; }

}  // namespace

void listen_for_interruption() {
    struct sigaction action {};
    action.sa_handler = note_interruption;
    action.sa_flags = static_cast<int>(SA_RESETHAND);  // the second time it is the system's business
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction before {};
        sigaction(signal, nullptr, &before);
        if (signal != SIGHUP || before.sa_handler != SIG_IGN) sigaction(signal, &action, nullptr);  // nohup stays nohup
    }
    std::signal(SIGPIPE, SIG_IGN);
}

bool interrupted() { return flag != 0; }

}  // namespace counterless
