#include "results/cli/ranks/post.hpp"

#include <stdexcept>

namespace counterless {
namespace {

constexpr int tag = 0;

}  // namespace

RankPost::RankPost() {
    int rank = 0, ranks = 1;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    rank_ = static_cast<std::uint32_t>(rank);
    ranks_ = static_cast<std::uint32_t>(ranks);
}

void RankPost::send(std::uint32_t rank, const wire::Frame& frame) {
    Letter& letter = tray_.emplace_back(Letter{wire::frame_bytes(frame), MPI_REQUEST_NULL});
    MPI_Isend(letter.bytes.data(), static_cast<int>(letter.bytes.size()), MPI_BYTE, static_cast<int>(rank), tag, MPI_COMM_WORLD,
              &letter.request);
}  // NOLINT(clang-analyzer-optin.mpi.MPI-Checker): the letter stays in the tray until sent() has seen it go

std::optional<wire::Frame> RankPost::fetch() {
    int there = 0, size = 0;
    MPI_Status status;
    MPI_Iprobe(MPI_ANY_SOURCE, tag, MPI_COMM_WORLD, &there, &status);
    if (!there) return {};
    MPI_Get_count(&status, MPI_BYTE, &size);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    MPI_Recv(bytes.data(), size, MPI_BYTE, status.MPI_SOURCE, tag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    std::optional<wire::Frame> frame = wire::take_frame(bytes);
    if (!frame) throw std::runtime_error("half a letter came between ranks");
    frame->rank = static_cast<std::uint32_t>(status.MPI_SOURCE);
    return frame;
}

bool RankPost::sent() {
    for (auto letter = tray_.begin(); letter != tray_.end();) {
        int gone = 0;
        MPI_Test(&letter->request, &gone, MPI_STATUS_IGNORE);
        letter = gone ? tray_.erase(letter) : std::next(letter);
    }
    return tray_.empty();
}

}  // namespace counterless
