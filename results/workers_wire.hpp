// results/workers_wire.hpp: what crosses between us, the nursery and its children. Two ways: short letters over a socket that
// keeps their borders (a request carries the write end of a pipe), and frames over the pipe, each with its length and checksum.
// All calls take EINTR, short reads and a reader that is gone as part of life.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "results/summary.hpp"

namespace counterless::wire {

inline constexpr std::size_t chunk_max = 64;

struct Request {              // to the nursery; count 0: kill all children
    std::uint32_t child = 0;  // our number for it
    std::uint32_t count = 0;
    std::array<std::uint64_t, chunk_max> jobs{};
};
struct Notice {  // from the nursery: this child has ended
    std::uint32_t child = 0;
    std::int32_t status = 0;   // as wait(2) gives it
    std::int32_t problem = 0;  // errno of a fork that failed
};

// The first two come from children; the others go between ranks (results/ranks.hpp).
enum class FrameKind : std::uint32_t {
    summary = 0x314d5543,
    failure = 0x32465543,
    begin = 0x33465543,
    hello = 0x34465543,
    jobs = 0x35465543,
    lost = 0x36465543,
    stop = 0x37465543,
    bye = 0x38465543
};
struct Frame {
    FrameKind kind;
    std::uint64_t job;
    std::string bytes;       // an encoded Summary, the text of an exception, ...
    std::uint32_t rank = 0;  // from where or to where, between ranks
};

// False when the other side is gone; throws std::system_error for anything else.
bool send_request(int socket, const Request& request, int pipe = -1);
bool receive_request(int socket, Request& request, int& pipe);
bool send_notice(int socket, const Notice& notice);
bool receive_notice(int socket, Notice& notice);

bool write_frame(int pipe, const Frame& frame);
std::string frame_bytes(const Frame& frame);
// Takes the first whole frame out of `bytes`, if there is one. Throws std::runtime_error when they are no frame.
std::optional<Frame> take_frame(std::string& bytes);

// The nursery's whole life: forks a child for each request until the socket closes, then kills what is left. Does not return.
[[noreturn]] void live_as_nursery(int socket, int parent, const std::function<Summary(std::size_t)>& work);

[[noreturn]] void throw_errno(const char* what);

}  // namespace counterless::wire
