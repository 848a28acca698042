// results/log_text.hpp: what all forms of a log share: the names of things, and text that is put together fast. A log holds
// millions of lines, so numbers and dates are written digit by digit, and a day's date is worked out once.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

#include "results/log.hpp"

namespace counterless {

struct LogNames {
    explicit LogNames(const Scenario& scenario);
    std::vector<std::string> activities;          // stations "centre/station", then channels "channel/app"
    std::vector<std::vector<std::string>> pools;  // by station; one nameless where there are none
    std::vector<std::string> centres, classes, segments, services;
    [[nodiscard]] std::size_t longest() const;
};
inline constexpr std::array<std::string_view, 9> lifecycle_names = {"schedule", "start",     "suspend",  "resume",    "complete",
                                                                    "withdraw", "ate_abort", "autoskip", "manualskip"};
inline constexpr std::array<std::string_view, 9> detail_names = {"",          "gave_up", "moved",   "full",  "closed",
                                                                 "unstaffed", "balked",  "dropped", "failed"};
inline std::string_view name_of(Lifecycle lifecycle) { return lifecycle_names[static_cast<std::size_t>(lifecycle)]; }
inline std::string_view name_of(LogDetail detail) { return detail_names[static_cast<std::size_t>(detail)]; }
inline std::string_view name_at(const std::vector<std::string>& names, Index index) {
    return index < names.size() ? std::string_view(names[index]) : std::string_view();
}

// Text that grows: room is made once for each line, not for each piece.
class LogText {
  public:
    void room(std::size_t bytes) {
        if (bytes_.size() - used_ < bytes) bytes_.resize(std::max(2 * bytes_.size(), used_ + bytes));
    }
    void put(std::string_view text) {
        used_ += text.copy(bytes_.data() + used_, text.size());  // which may be nothing, from nowhere
    }
    void put(char letter) { bytes_[used_++] = letter; }
    void put_number(std::uint64_t number) {
        char digits[20];
        std::size_t at = sizeof digits;
        for (; number >= 100; number /= 100) std::memcpy(digits + (at -= 2), pairs.data() + 2 * (number % 100), 2);
        std::memcpy(digits + (at -= 2), pairs.data() + 2 * number, 2);
        at += number < 10;
        put({digits + at, sizeof digits - at});
    }
    void put_pair(std::uint64_t number) {  // two digits
        std::memcpy(bytes_.data() + used_, pairs.data() + 2 * number, 2);
        used_ += 2;
    }
    void put_seconds(std::uint64_t microseconds) {
        put_number(microseconds / 1'000'000);
        put('.');
        put_pair(microseconds / 10'000 % 100), put_pair(microseconds / 100 % 100), put_pair(microseconds % 100);
    }
    [[nodiscard]] std::string_view text() const { return {bytes_.data(), used_}; }
    [[nodiscard]] std::size_t size() const { return used_; }
    void clear() { used_ = 0; }

  private:
    static constexpr std::array<char, 200> pairs = [] {
        std::array<char, 200> all{};
        for (std::size_t number = 0; number < 100; ++number) {
            all[2 * number] = static_cast<char>('0' + number / 10);
            all[2 * number + 1] = static_cast<char>('0' + number % 10);
        }
        return all;
    }();
    std::string bytes_;
    std::size_t used_ = 0;
};

inline std::uint64_t microseconds(double time_s) { return static_cast<std::uint64_t>(std::llround(std::max(time_s, 0.0) * 1e6)); }

// Seconds of the horizon as local date and time; without a calendar the horizon begins with 1970.
class LogDates {
  public:
    explicit LogDates(const Scenario& scenario);
    void put(LogText& text, std::uint64_t time_us) {
        const std::uint64_t day = time_us / day_us_;
        if (day != day_) look_up(day);
        const std::uint64_t of_day_ms = time_us % day_us_ / 1000, seconds = of_day_ms / 1000, ms = of_day_ms % 1000;
        text.put({date_, 11});
        text.put_pair(seconds / 3600), text.put(':');
        text.put_pair(seconds / 60 % 60), text.put(':');
        text.put_pair(seconds % 60), text.put('.');
        text.put(static_cast<char>('0' + ms / 100)), text.put_pair(ms % 100);
    }

  private:
    static constexpr std::uint64_t day_us_ = 86'400'000'000;
    void look_up(std::uint64_t day);
    std::chrono::sys_days first_{};
    std::uint64_t day_ = UINT64_MAX;
    char date_[32] = {};
};

std::unique_ptr<LogWriter> csv_log(const Scenario& scenario, const std::string& file, std::function<bool()> keep_going);
std::unique_ptr<LogWriter> xes_log(const Scenario& scenario, const std::string& file, std::function<bool()> keep_going);
std::unique_ptr<LogWriter> sqlite_log(const Scenario& scenario, const std::string& file, std::function<bool()> keep_going);

}  // namespace counterless
