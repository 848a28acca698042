// results/cli/ranks/main.cpp: `counterless-mpi`, the launcher: `mpirun -n 3 counterless-mpi run week.json`. It simulates nothing
// and links no SimGrid, whose MPI symbols clash with the real ones. Rank 0 starts the head, an ordinary `counterless`; when that
// wants something computed, every rank starts a server; and the launchers carry frames between them until the head has ended.
// Looking for letters costs a moment, so it is done often while there are some, and a hundred times a second when there are none.
#include <mpi.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <filesystem>

#include "results/cli/ranks/companion.hpp"
#include "results/cli/ranks/post.hpp"
#include "results/cli/say.hpp"

using namespace counterless;

namespace {

constexpr int starts_max = 3;  // of a server that is killed again and again
constexpr int pause_ms_max = 10;
constexpr auto grace = std::chrono::seconds(5);  // for a server to end by itself

volatile std::sig_atomic_t signal_heard = 0;
extern "C" void note_signal(int number) { signal_heard = number; }

class Launcher {
  public:
    explicit Launcher(std::vector<std::string> words) : words_(std::move(words)) {
        program_ = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "counterless";
    }
    int live();

  private:
    [[nodiscard]] bool leads() const { return post_.rank() == 0; }
    void turn();
    void pause(bool moved);
    bool fetch_letters();
    bool hear_companions();
    void look_after_server();
    void obey(const wire::Frame& frame);
    void to_rank(const wire::Frame& frame);
    void to_head(const wire::Frame& frame);
    void start_server();
    void end_server();
    int end_all();

    RankPost post_;
    std::vector<std::string> words_;
    std::string program_;
    Companion head_, server_;
    int starts_ = 0, pause_ms_ = 0;
    bool stopped_ = false;
    std::uint32_t byes_ = 0;
};

int Launcher::live() {
    if (leads()) head_.start(program_, words_, "head", post_.ranks());
    while (leads() ? head_.running() : !stopped_) turn();
    return end_all();
}

void Launcher::turn() {
    if (signal_heard != 0) head_.signal(signal_heard);
    signal_heard = 0;
    bool moved = fetch_letters();
    head_.move();
    server_.move();
    moved = hear_companions() || moved;
    look_after_server();
    post_.sent();
    if (head_.over()) return;
    pause(moved);
}

void Launcher::pause(bool moved) {
    pause_ms_ = moved ? 0 : std::min(pause_ms_ + 1, pause_ms_max);
    pollfd waiting[2] = {{head_.socket(), POLLIN, 0}, {server_.socket(), POLLIN, 0}};
    if (head_.has_more_to_say()) waiting[0].events |= POLLOUT;
    if (server_.has_more_to_say()) waiting[1].events |= POLLOUT;
    poll(waiting, 2, pause_ms_);
}

bool Launcher::fetch_letters() {
    bool any = false;
    while (const auto letter = post_.fetch()) {
        any = true;
        if (letter->kind == wire::FrameKind::bye)
            ++byes_;
        else if (leads())
            to_head(*letter);
        else
            obey(*letter);
    }
    return any;
}

bool Launcher::hear_companions() {
    bool any = false;
    while (auto frame = head_.hear()) {
        any = true;
        if (frame->kind == wire::FrameKind::begin)
            for (std::uint32_t rank = 0; rank < post_.ranks(); ++rank) frame->rank = rank, to_rank(*frame);
        else
            to_rank(*frame);
    }
    while (auto frame = server_.hear()) {
        any = true;
        frame->rank = post_.rank();
        to_head(*frame);
    }
    return any;
}

void Launcher::to_rank(const wire::Frame& frame) {
    if (frame.rank == post_.rank())
        obey(frame);
    else
        post_.send(frame.rank, frame);
}

void Launcher::to_head(const wire::Frame& frame) {
    if (leads())
        head_.say(frame);
    else
        post_.send(0, frame);
}

// What the head wants of this rank.
void Launcher::obey(const wire::Frame& frame) {
    if (frame.kind == wire::FrameKind::stop)
        stopped_ = true;
    else if (frame.kind == wire::FrameKind::begin)
        start_server();
    else
        server_.say(frame);
}

void Launcher::start_server() {
    ++starts_;
    server_.start(program_, words_, "server", post_.ranks());
}

// One that was killed is started again; one that gave up has said why on stderr, and would again.
void Launcher::look_after_server() {
    if (!server_.over()) return;
    server_.move();
    while (auto frame = server_.hear()) frame->rank = post_.rank(), to_head(*frame);
    server_.hang_up();
    const bool again = WIFSIGNALED(server_.status()) && starts_ < starts_max;
    to_head({wire::FrameKind::lost, again ? 1u : 0u, how_it_ended(server_.status()), post_.rank()});
    if (again) start_server();
}

void Launcher::end_server() {
    server_.hang_up();
    const auto until = std::chrono::steady_clock::now() + grace;
    while (server_.running() && !server_.over()) {
        if (std::chrono::steady_clock::now() > until) server_.signal(SIGKILL);
        usleep(2000);
    }
}

// The last word of a rank is "bye": what was under way before has then been fetched, and MPI may be left.
int Launcher::end_all() {
    head_.hang_up();
    if (leads())
        for (std::uint32_t rank = 1; rank < post_.ranks(); ++rank) post_.send(rank, {wire::FrameKind::stop, 0, "", rank});
    end_server();
    if (!leads()) post_.send(0, {wire::FrameKind::bye, 0, "", post_.rank()});
    while (!post_.sent() || (leads() && byes_ + 1 < post_.ranks())) {
        while (const auto letter = post_.fetch())
            if (letter->kind == wire::FrameKind::bye) ++byes_;
        usleep(1000);
    }
    if (!leads()) return exit_code::done;
    const int status = head_.status();
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

void listen_for_signals() {
    struct sigaction action {};
    action.sa_handler = note_signal;
    for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaction(number, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

}  // namespace

int main(int count, char** words) {
    // Letters between ranks of one machine are copied through shared memory, not read out of the other's: containers forbid that,
    // and a rank that reads from one that has died takes all others with it. Whoever says otherwise in the environment is heard.
    setenv("OMPI_MCA_btl_vader_single_copy_mechanism", "none", 0);
    MPI_Init(&count, &words);
    int code = exit_code::failed;
    try {
        listen_for_signals();
        code = Launcher({words + 1, words + count}).live();
    } catch (const std::exception& failure) {
        tell(std::string("counterless-mpi: ") + failure.what());
        MPI_Abort(MPI_COMM_WORLD, exit_code::failed);
    }
    MPI_Finalize();
    return code;
}
