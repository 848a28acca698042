// results/ranks.hpp: the same jobs on many machines. A launcher (results/cli/ranks/) starts an ordinary `counterless` as the
// head, which concludes and keeps, and one on every rank as a server, which only computes. Both know their place from a word in
// the environment and speak in frames over one socket; how the launchers carry them between machines is not known here. The head
// hands out small portions, so that all ranks finish together. A server that dies costs what it had in hand, which is done again,
// twice at most; an answer does not depend on who computed what. Tested in tests/results/ranks_test.cpp and
// tests/cases/ranks_test.py.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "results/ranks_variable.hpp"
#include "results/workers.hpp"
#include "results/workers_wire.hpp"

namespace counterless {

enum class RankRole : std::uint8_t { alone, head, server };
struct RankPlace {
    RankRole role = RankRole::alone;
    int socket = -1;  // to the launcher
    std::size_t ranks = 0;
};
RankPlace rank_place(const char* word);  // as it stands in the environment; alone where it is no such word
RankPlace rank_place();

// What all ranks must have in common, and what is worth saying when they have not.
struct RankIdentity {
    std::string program, cpu_class, work;
};

// The other side of the head's socket is gone: a rank died, and the launchers with it.
struct RanksGone : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class RankHead {
  public:
    // `remark` hears what is worth knowing and no reason to stop.
    RankHead(RankPlace place, RankIdentity ours, std::function<void(const std::string&)> remark);

    // As Nursery::run; `portion`: jobs that a process of a rank gets at once, at most. Throws JobFailed, RanksGone, and
    // std::runtime_error when no rank computes any more or one computes something else.
    bool run(const std::vector<std::size_t>& jobs, std::size_t portion, const Nursery::Finished& finished,
             const std::function<bool()>& keep_going);

  private:
    struct Server {
        std::size_t workers = 0;  // 0: has not said hello yet
        std::set<std::size_t> in_hand;
    };
    void send(const wire::Frame& frame) const;
    void hand_out();
    void hear(const wire::Frame& frame, const Nursery::Finished& finished);
    void greet(const wire::Frame& frame);
    void lose(const wire::Frame& frame);
    void take_back(Server& server, const std::string& why);
    void listen(const Nursery::Finished& finished);

    RankPlace place_;
    RankIdentity ours_;
    std::function<void(const std::string&)> remark_;
    bool begun_ = false;
    std::string bytes_;
    std::map<std::uint32_t, Server> servers_;
    std::size_t gone_ = 0, portion_ = 1;
    std::deque<std::size_t> todo_;
    std::set<std::size_t> unfinished_;
    std::map<std::size_t, int> lost_;
    std::set<std::string> other_cpus_;  // said once each
};

// A server's life: says who it is, does what it is given, ends when the launcher does.
void serve_rank(int socket, const RankIdentity& ours, Nursery& nursery, const Nursery::Terms& terms);

}  // namespace counterless
