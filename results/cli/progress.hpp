// results/cli/progress.hpp: how far it is and how long it takes still: a bar on a terminal, a line now and then elsewhere.
#pragma once

#include <chrono>
#include <cstddef>

namespace counterless {

class Progress {
  public:
    // `quiet`: says nothing. `there`: replications known from before. `what` is counted.
    Progress(std::size_t wanted, std::size_t there, bool quiet, const char* what = "replications");
    ~Progress();  // leaves a clean line
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void one_more();
    // The judge wants so many more than there are, and expects so many in all; 0: no more than these.
    void expect(std::size_t more, std::size_t in_all = 0);
    void tick();  // now and then: keeps the time left honest

  private:
    void show();
    [[nodiscard]] double left_s() const;

    using Clock = std::chrono::steady_clock;
    std::size_t wanted_, there_, done_ = 0;
    bool quiet_, terminal_, shown_ = false, about_ = false;
    const char* what_;
    Clock::time_point began_ = Clock::now(), said_ = began_;
};

}  // namespace counterless
