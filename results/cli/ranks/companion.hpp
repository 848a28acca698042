// results/cli/ranks/companion.hpp: a `counterless` that a launcher started and speaks with: the head, or a server.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

#include "results/workers_wire.hpp"

namespace counterless {

class Companion {
  public:
    // `role`: "head" speaks for us, on our stdout and stderr; a "server" has no stdout. Throws std::system_error.
    void start(const std::string& program, const std::vector<std::string>& words, const std::string& role, std::uint32_t ranks);
    ~Companion() { hang_up(); }
    Companion() = default;
    Companion(const Companion&) = delete;
    Companion& operator=(const Companion&) = delete;

    void say(const wire::Frame& frame);  // waits in our memory until it is read
    std::optional<wire::Frame> hear();   // what it said, if it has
    void move();                         // bytes in and out, without waiting
    void hang_up();                      // it hears the end, and a server ends
    void signal(int number) const;
    bool over();  // it has ended; `status()` tells how
    [[nodiscard]] bool running() const { return process_ > 0; }
    [[nodiscard]] int status() const { return status_; }
    [[nodiscard]] int socket() const { return socket_; }
    [[nodiscard]] bool has_more_to_say() const { return !out_.empty(); }

  private:
    pid_t process_ = -1;
    int socket_ = -1, status_ = 0;
    std::string in_, out_;
};

std::string how_it_ended(int status);

}  // namespace counterless
