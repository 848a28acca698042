#include "results/cli/staff_options.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cmath>
#include <thread>

#include "results/cli/typed.hpp"
#include "scenarios/staffing.hpp"

namespace counterless {
namespace {

constexpr std::size_t shares_max = 200;
constexpr std::uint64_t weeks_max = 10'000, workers_max = 256;

// "0.9", "0.9,0.95", "0.90:1.00:0.01"
void take_shares(const std::string& text, std::vector<double>& shares, Problems& problems) {
    const char* expected = "digital shares such as 0.95, 90%,95%,99% or 90%:100%:1%";
    for (const std::string& part : parts_of(text, ',')) {
        const auto range = parts_of(part, ':');
        std::vector<double> ends;
        for (const std::string& end : range)
            if (const auto share = typed_share(end)) ends.push_back(*share);
        if (ends.size() != range.size() || (ends.size() != 1 && ends.size() != 3) ||
            (ends.size() == 3 && (ends[2] <= 0 || ends[1] < ends[0]))) {
            problems.push_back({"--shares", "\"" + part + "\"", expected});
            continue;
        }
        const double steps = ends.size() == 3 ? std::floor((ends[1] - ends[0]) / ends[2] + 1e-6) : 0;
        if (steps >= static_cast<double>(shares_max)) {
            problems.push_back({"--shares", "\"" + part + "\"", fmt::format("at most {} shares", shares_max)});
            continue;
        }
        for (double step = 0; step <= steps; ++step)  // 0.90 + 3 * 0.01 is to read 0.93
            shares.push_back(std::round((ends[0] + (ends.size() == 3 ? step * ends[2] : 0)) * 1e9) / 1e9);
    }
    std::vector<std::string> names;
    for (const double share : shares) names.push_back(fmt::format("{:.12g}%", 100 * share));
    check_once("--shares", names, "each share once", problems);
}

std::string quoted(const std::string& text) {  // as JSON
    std::string all = "\"";
    for (const char letter : text) {
        if (letter == '"' || letter == '\\') all += '\\';
        all += static_cast<unsigned char>(letter) < 32 ? ' ' : letter;
    }
    return all + '"';
}

// "service_level@10min/offered=90%" as a target of the scenario.
void take_targets(const std::vector<std::string>& targets, bool over_day, StaffOptions& options, Problems& problems) {
    std::string all;
    std::vector<std::string> taken;
    for (std::size_t number = 0; number < targets.size(); ++number) {
        const std::string& text = targets[number];
        const auto equals = text.find('=');
        const auto at = text.substr(0, equals).find(" of ");
        const std::string measure = text.substr(0, std::min(at, equals));
        const std::string of = at == std::string::npos || equals == std::string::npos ? "" : text.substr(at + 4, equals - at - 4);
        const auto aim = aim_for(measure, 0);
        const std::string value = equals == std::string::npos ? "" : text.substr(equals + 1);
        const auto typed = aim && is_time(aim->kind) ? typed_time(value) : typed_share(value);
        if (!aim || !typed) {
            problems.push_back({"--target", "\"" + text + "\"",
                                "MEASURE=VALUE, as in service_level@10min/offered=90%, wait_mean=5min, "
                                "\"occupancy of centre/*/counter=85%\""});
            continue;
        }
        if (const std::string what = text.substr(0, equals); std::find(taken.begin(), taken.end(), what) != taken.end())
            problems.push_back({"--target", "\"" + what + "\" twice", "one value for each measure and place"});
        else
            taken.push_back(what);
        options.by_option.push_back({fmt::format("/staffing/targets/t{}", number + 1), "--target \"" + text + "\""});
        options.words.insert(options.words.end(), {"--target", text});
        all += fmt::format("{}\"t{}\":{{\"measure\":{},\"{}\":{}{}{}}}", all.empty() ? "" : ",", number + 1, quoted(measure),
                           aim->at_least ? "at_least" : "at_most", *typed, of.empty() ? "" : ",\"of\":" + quoted(of),
                           over_day || is_of_the_day(aim->kind) ? ",\"over\":\"day\"" : "");
    }
    if (over_day) options.words.insert(options.words.end(), {"--over", "day"});
    if (!all.empty()) options.overrides.push_back({"/staffing/targets", "{" + all + "}"});
}

bool is_period(const std::string& text) {  // "2019", "2019-10"
    const auto digits = [&](std::size_t from, std::size_t count) {
        return text.size() >= from + count && std::all_of(text.begin() + static_cast<std::ptrdiff_t>(from),
                                                          text.begin() + static_cast<std::ptrdiff_t>(from + count),
                                                          [](char letter) { return letter >= '0' && letter <= '9'; });
    };
    return digits(0, 4) && (text.size() == 4 || (text.size() == 7 && text[4] == '-' && digits(5, 2)));
}

}  // namespace

void StaffWords::add_to(CLI::App& staff) {
    staff.add_option("FILE", file_, "The scenario")->type_name("");
    const auto word = [&](const char* name, std::string& into, const char* type, const char* what) {
        staff.add_option(name, into, what)->type_name(type);
    };
    word("--shares", shares_, "LIST", "Digital shares to staff for: 95%, a list, or 90%:100%:1% (default: the scenario's own)");
    staff
        .add_option(
            "--target", targets_,
            "What must hold, as MEASURE=VALUE or \"MEASURE of PLACE=VALUE\"; repeatable (default: the scenario's targets)")
        ->type_name("TARGET")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
    word("--over", over_, "SPAN", "interval or day: where the targets of --target must hold (default: interval)");
    word("--centres", centres_, "IDS", "Only these centres, separated by commas");
    staff.add_flag("--by-weekday", by_weekday_, "A plan for each weekday; else one for all of them");
    word("--interval", interval_, "TIME", "Agents stay as they are for so long (default: as the scenario says, 30 min)");
    word("--presence", presence_, "N", "Agents at every station while its centre is open, at the least (default: 1)");
    word("--tolerance", tolerance_, "SHARE", "A share may fall short of its target by so much (default: 1%)");
    word("--confidence", confidence_, "SHARE", "That all targets hold at once, within the tolerance (default: 95%)");
    word("--shrinkage", shrinkage_, "SHARE", "Share of paid time lost to absence: adds people at the end (default: 0)");
    word("--path", path_, "FILE", "A result of run --json with a series by month or year: its digital shares, at --dates");
    word("--dates", dates_, "LIST", "Months or years of the path: 2018-10,2019-10,2020");
    word("--weeks", weeks_, "N", "Times the period is recorded to search on, and again to judge on (default: 30)");
    word("--seed", seed_, "N", "Where luck begins (default: as the scenario says)");
    word("--workers", workers_, "N", "Threads at once (default: the cores of this machine)");
    staff.add_option("--set", sets_, "Sets one value: /POINTER=VALUE; * stands for every member. Repeatable")
        ->type_name("PTR=VALUE")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false);
    word("--csv", csv_, "FILE", "Writes agents, load and Erlang's number of every share, centre, post and interval");
    word("--need", need_, "FILE", "Writes the need of the one share as counterless roster reads it");
    word("--json", json_, "FILE", "Writes the answer as JSON; - for standard output, instead of the tables");
    word("--report", report_, "FILE", "Writes the answer as one HTML page, English and Arabic");
    staff.add_flag("--quiet", quiet_, "Prints the headline only, and no progress");
    staff.footer(
        "Examples:\n"
        "  counterless staff scenarios/library/ordinary-week-2018.json\n"
        "  counterless staff week.json --shares 90%:100%:1% --csv staff.csv --report staff.html\n"
        "  counterless staff week.json --centres creek_deira --target service_level@10min/offered=90% --target occupancy=85%\n"
        "Exit code: 0 done, 1 failed while running, 2 bad usage or input, 3 a target cannot be met, 130 interrupted.");
}

StaffOptions StaffWords::take(const CLI::App& staff, Problems& problems) const {
    StaffOptions options{.file = file_, .path = path_, .by_weekday = by_weekday_, .quiet = quiet_};
    options.json = json_, options.csv = csv_, options.need = need_, options.report = report_;
    options.overrides = take_overrides(sets_, problems);
    for (const std::string& set : sets_) options.words.insert(options.words.end(), {"--set", set});
    if (file_.empty())
        problems.push_back(
            {"command line", "no FILE", "the scenario, as in counterless staff scenarios/library/ordinary-week-2018.json"});
    if (staff.count("--shares") > 0) take_shares(shares_, options.shares, problems);
    if (staff.count("--over") > 0 && over_ != "interval" && over_ != "day")
        problems.push_back({"--over", "\"" + over_ + "\"", "interval or day"});
    if (staff.count("--over") > 0 && targets_.empty()) problems.push_back({"--over", "no --target", "--target beside it"});
    take_targets(targets_, over_ == "day", options, problems);
    const auto rule = [&](const char* name, const char* pointer, const std::string& text, bool share) {
        if (staff.count(name) == 0) return;
        const auto value = typed_share(text);
        if (share && !value) return problems.push_back({name, "\"" + text + "\"", "a share, such as 5% or 0.05"});
        options.by_option.push_back({pointer, name});
        options.words.insert(options.words.end(), {name, text});
        options.overrides.push_back({pointer, share ? fmt::format("{}", *value) : text});
    };
    rule("--interval", "/staffing/interval", interval_, false);
    rule("--presence", "/staffing/presence", presence_, false);
    rule("--tolerance", "/staffing/tolerance", tolerance_, true);
    rule("--confidence", "/staffing/confidence", confidence_, true);
    rule("--shrinkage", "/staffing/shrinkage", shrinkage_, true);
    const auto whole = [&](const char* name, const std::string& text, std::uint64_t low, std::uint64_t high, auto& into) {
        if (staff.count(name) == 0) return;
        if (const auto value = whole_or_problem(name, text, low, high, problems))
            into = static_cast<std::remove_reference_t<decltype(into)>>(*value);
    };
    options.workers = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, workers_max);
    std::uint64_t seed = 0;
    whole("--seed", seed_, 0, UINT64_MAX, seed);
    if (staff.count("--seed") > 0) options.seed = seed;
    whole("--weeks", weeks_, 6, weeks_max, options.weeks);
    whole("--workers", workers_, 1, workers_max, options.workers);
    if (staff.count("--centres") > 0) options.centres = parts_of(centres_, ',');
    check_once("--centres", options.centres, "each centre once", problems);
    if (staff.count("--dates") > 0)
        for (const std::string& date : parts_of(dates_, ',')) {
            if (is_period(date))
                options.dates.push_back(date);
            else
                problems.push_back({"--dates", "\"" + date + "\"", "months or years such as 2019-10 or 2020"});
        }
    check_once("--dates", options.dates, "each month or year once", problems);
    if (path_.empty() != (staff.count("--dates") == 0))
        problems.push_back({path_.empty() ? "--dates" : "--path", "the one without the other", "both: --path and --dates"});
    if (staff.count("--dates") > 0 && staff.count("--shares") > 0)
        problems.push_back({"--shares", "--dates beside it", "one of the two"});
    if (!need_.empty() && options.shares.size() + options.dates.size() > 1)
        problems.push_back({"--need", "several digital shares", "one of them: a need is for one"});
    for (const char* name : {"--json", "--csv", "--need", "--report", "--path", "--centres"})
        if (staff.count(name) > 0 && staff.get_option(name)->as<std::string>().empty())
            problems.push_back({name, "an empty name", "a name"});
    return options;
}

}  // namespace counterless
