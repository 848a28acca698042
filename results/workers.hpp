// results/workers.hpp: replications in processes of their own, several at a time, so that one may die without the others.
// A `Nursery` is a clean single-threaded process, forked before anything is opened; it forks a child for each chunk of jobs and
// hands its pipe to nobody but us. A child that was killed costs its job, which is run again (twice at most); one that crashed or
// threw ends the run with a JobFailed that carries the text. Nothing outlives its parent. Ctrl-C reaches only us: the nursery has
// its own process group. The nursery's side is workers_nursery.cpp. Tested in tests/results/workers_test.cpp.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "results/summary.hpp"

namespace counterless {

struct JobFailed : std::runtime_error {
    JobFailed(std::size_t number, const std::string& what) : std::runtime_error(what), job(number) {}
    std::size_t job;
};

class Nursery {
  public:
    using Work = std::function<Summary(std::size_t job)>;
    using Finished = std::function<void(std::size_t job, Summary summary)>;
    struct Terms {
        std::size_t workers = 1;  // children at once
        std::size_t chunk = 1;    // jobs a child does before it ends; 1 where SimGrid needs a process for each
    };

    explicit Nursery(Work work);  // forks; call it before files, databases and threads
    ~Nursery();                   // kills what still runs
    Nursery(const Nursery&) = delete;
    Nursery& operator=(const Nursery&) = delete;

    // Does the jobs in any order and says `finished` for each, in this process. `keep_going` is asked several times a second;
    // when it says no, the children are killed and the answer is false. Throws JobFailed, or std::system_error when no process
    // can be made.
    bool run(const std::vector<std::size_t>& jobs, const Terms& terms, const Finished& finished,
             const std::function<bool()>& keep_going);

    // The same for jobs that somebody brings while others are done. `more` is asked whenever there is something to read at
    // `wake`, and several times a second; it puts them to the end of its argument, and says no when it is over.
    void serve(const Terms& terms, int wake, const Finished& finished, const std::function<bool(std::deque<std::size_t>&)>& more);

  private:
    struct Child;
    class Round;
    void start();
    void stop();

    Work work_;
    int socket_ = -1;
    int process_ = -1;
};

}  // namespace counterless
