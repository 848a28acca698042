// results/cli/ranks/post.hpp: frames between ranks. All that is known of MPI here is five calls; nothing waits: what is sent lies
// in a tray until it is gone, and what has come is fetched when somebody looks.
#pragma once

#include <mpi.h>

#include <cstdint>
#include <list>
#include <optional>
#include <string>

#include "results/workers_wire.hpp"

namespace counterless {

class RankPost {
  public:
    RankPost();  // after MPI_Init
    void send(std::uint32_t rank, const wire::Frame& frame);
    std::optional<wire::Frame> fetch();  // its `rank` is the sender
    bool sent();                         // all that was sent has gone
    [[nodiscard]] std::uint32_t rank() const { return rank_; }
    [[nodiscard]] std::uint32_t ranks() const { return ranks_; }

  private:
    struct Letter {
        std::string bytes;
        MPI_Request request;
    };
    std::uint32_t rank_ = 0, ranks_ = 1;
    std::list<Letter> tray_;
};

}  // namespace counterless
