#include "results/cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "results/cli/say.hpp"
#include "results/numbers.hpp"

namespace counterless {
namespace {

constexpr std::size_t bar_width = 30;
constexpr auto refresh = std::chrono::milliseconds(200);
constexpr auto line_every = std::chrono::seconds(20);

double seconds(std::chrono::steady_clock::duration time) { return std::chrono::duration<double>(time).count(); }

}  // namespace

Progress::Progress(std::size_t wanted, std::size_t there, bool quiet, const char* what)
    : wanted_(wanted), there_(there), quiet_(quiet), terminal_(isatty(STDERR_FILENO) != 0), what_(what) {
    if (!quiet_ && terminal_ && there_ < wanted_) show();
}

Progress::~Progress() {
    if (shown_) std::fputs("\r\033[K", stderr), std::fflush(stderr);
}

void Progress::one_more() {
    ++done_;
    tick();
}

void Progress::expect(std::size_t more, std::size_t in_all) {
    wanted_ = std::max(there_ + done_ + more, in_all);
    about_ = wanted_ > there_ + done_ + more;
    if (!quiet_ && terminal_ && more > 0) show();
}

void Progress::tick() {
    const auto now = Clock::now();
    if (quiet_ || now - said_ < (terminal_ ? Clock::duration(refresh) : Clock::duration(line_every))) return;
    said_ = now;
    show();
}

double Progress::left_s() const {
    return seconds(Clock::now() - began_) / static_cast<double>(done_) * static_cast<double>(wanted_ - there_ - done_);
}

void Progress::show() {
    const std::size_t all = there_ + done_;
    const std::string left = done_ > 0 && all < wanted_ ? ", " + duration(left_s()) + " left" : "";
    if (!terminal_) return tell(fmt::format("{} of {}{} {}{}", all, about_ ? "about " : "", wanted_, what_, left));
    const std::size_t filled = wanted_ > 0 ? all * bar_width / wanted_ : bar_width;
    const std::string bar = std::string(filled, '#') + std::string(bar_width - filled, '.');
    std::fputs(fmt::format("\r\033[K[{}] {} of {}{} {}{}", bar, all, about_ ? "about " : "", wanted_, what_, left).c_str(),
               stderr);
    std::fflush(stderr);
    shown_ = true;
}

}  // namespace counterless
