// results/workers_wire.cpp: letters and frames, byte by byte.
#include "results/workers_wire.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <boost/crc.hpp>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <system_error>

namespace counterless::wire {
namespace {

struct Header {
    FrameKind kind;
    std::uint32_t checksum;
    std::uint64_t job;
    std::uint64_t length;
    std::uint32_t rank, nothing;
};
constexpr std::uint64_t length_max = 1u << 30;

std::uint32_t checksum(const std::string& bytes) {
    boost::crc_32_type crc;
    crc.process_bytes(bytes.data(), bytes.size());
    return crc.checksum();
}

Header header_of(const Frame& frame) { return {frame.kind, checksum(frame.bytes), frame.job, frame.bytes.size(), frame.rank, 0}; }

bool is_kind(FrameKind kind) {
    switch (kind) {
        case FrameKind::summary:
        case FrameKind::failure:
        case FrameKind::begin:
        case FrameKind::hello:
        case FrameKind::jobs:
        case FrameKind::lost:
        case FrameKind::stop:
        case FrameKind::bye:
            return true;
    }
    return false;
}

bool gone(int error) { return error == EPIPE || error == ECONNRESET || error == ECONNREFUSED || error == ENOTCONN; }

bool send_letter(int socket, void* letter, std::size_t size, int pipe) {
    iovec part{letter, size};
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    if (pipe >= 0) {
        message.msg_control = control;
        message.msg_controllen = sizeof control;
        cmsghdr* header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof pipe);
        std::memcpy(CMSG_DATA(header), &pipe, sizeof pipe);
    }
    while (sendmsg(socket, &message, MSG_NOSIGNAL) < 0) {
        if (gone(errno)) return false;
        if (errno != EINTR) throw_errno("cannot write to a worker");
    }
    return true;
}

bool receive_letter(int socket, void* letter, std::size_t size, int* pipe) {
    iovec part{letter, size};
    alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int))] = {};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control;
    message.msg_controllen = sizeof control;
    ssize_t received = -1;
    while ((received = recvmsg(socket, &message, MSG_CMSG_CLOEXEC)) < 0) {
        if (gone(errno)) return false;
        if (errno != EINTR) throw_errno("cannot read from a worker");
    }
    if (received == 0) return false;
    if (static_cast<std::size_t>(received) != size) throw std::runtime_error("a letter between processes was cut short");
    const cmsghdr* header = CMSG_FIRSTHDR(&message);
    if (pipe && header && header->cmsg_type == SCM_RIGHTS) std::memcpy(pipe, CMSG_DATA(header), sizeof *pipe);
    return true;
}

bool write_all(int pipe, const char* bytes, std::size_t size) {
    while (size > 0) {
        const ssize_t written = write(pipe, bytes, size);
        if (written < 0 && errno != EINTR) return false;
        if (written < 0) continue;
        bytes += written;
        size -= static_cast<std::size_t>(written);
    }
    return true;
}

}  // namespace

void throw_errno(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

bool send_request(int socket, const Request& request, int pipe) {
    Request letter = request;
    return send_letter(socket, &letter, sizeof letter, pipe);
}
bool receive_request(int socket, Request& request, int& pipe) {
    pipe = -1;
    return receive_letter(socket, &request, sizeof request, &pipe);
}
bool send_notice(int socket, const Notice& notice) {
    Notice letter = notice;
    return send_letter(socket, &letter, sizeof letter, -1);
}
bool receive_notice(int socket, Notice& notice) { return receive_letter(socket, &notice, sizeof notice, nullptr); }

bool write_frame(int pipe, const Frame& frame) {
    const Header header = header_of(frame);
    return write_all(pipe, reinterpret_cast<const char*>(&header), sizeof header) &&
           write_all(pipe, frame.bytes.data(), frame.bytes.size());
}

std::string frame_bytes(const Frame& frame) {
    const Header header = header_of(frame);
    std::string bytes(reinterpret_cast<const char*>(&header), sizeof header);
    return bytes += frame.bytes;
}

std::optional<Frame> take_frame(std::string& bytes) {
    Header header{};
    if (bytes.size() < sizeof header) return {};
    std::memcpy(&header, bytes.data(), sizeof header);
    if (!is_kind(header.kind) || header.length > length_max)
        throw std::runtime_error("a worker sent something that is no summary");
    if (bytes.size() - sizeof header < header.length) return {};
    Frame frame{header.kind, header.job, bytes.substr(sizeof header, header.length), header.rank};
    bytes.erase(0, sizeof header + header.length);
    if (checksum(frame.bytes) != header.checksum) throw std::runtime_error("a worker's summary arrived damaged");
    return frame;
}

}  // namespace counterless::wire
