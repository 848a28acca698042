// tests/sim/diary.hpp: a recorder that writes everything down, so that a test can read the story.
#pragma once

#include <fmt/format.h>

#include <string>
#include <vector>

#include "sim/record.hpp"

namespace counterless {

struct Diary final : Recorder {
    std::vector<std::string> lines;
    std::vector<VisitRecord> visits;
    std::vector<TransactionRecord> transactions;
    std::vector<AttemptRecord> attempts;
    std::vector<CaseRecord> cases;
    struct Letter {
        Index initiative;
        double sent, read;
    };
    std::vector<Letter> letters;
    std::vector<double> overtimes_s;
    double last_s = 0;
    bool clock_went_back = false;
    StillInside inside{0, 0};
    Ending ending{};

    void arrived(double now_s, const Person& person) override { note(now_s, "{} arrives at {}", now_s, person.station); }
    void began(double now_s, const Person& person, double waited_s) override {
        note(now_s, "{} begins at {} after {}", now_s, person.station, waited_s);
    }
    void interrupted(double now_s, const Person& person) override { note(now_s, "{} interrupted at {}", now_s, person.station); }
    void resumed(double now_s, const Person& person) override { note(now_s, "{} resumed at {}", now_s, person.station); }
    void ended(double now_s, const Person& person, double waited_s, double served_s) override {
        note(now_s, "{} ends at {} after {} and {}", now_s, person.station, waited_s, served_s);
    }
    void dropped(double now_s, const Person& person, double waited_s, double served_s) override {
        note(now_s, "{} dropped at {} after {} and {}", now_s, person.station, waited_s, served_s);
    }
    void reneged(double now_s, const Person& person, double waited_s) override {
        note(now_s, "{} gives up at {} after {}", now_s, person.station, waited_s);
    }
    void moved(double now_s, const Person& person, double waited_s, Unserved) override {
        note(now_s, "{} moved from {} after {}", now_s, person.station, waited_s);
    }
    void refused(double now_s, const Person& person, Refusal why) override {
        constexpr const char* reasons[] = {"full", "closed", "balked", "unstaffed"};
        note(now_s, "{} refused at {}: {}", now_s, person.station, reasons[static_cast<int>(why)]);
    }
    void staffed(double now_s, Index station, Index, int agents, int) override {
        note(now_s, "{} staffed at {} by {}", now_s, station, agents);
    }
    void occupied(double now_s, Index station, Index, int agents) override {
        note(now_s, "{} occupied at {}: {}", now_s, station, agents);
    }
    void need_arose(double now_s, Index, Index) override { note(now_s, "{} need", now_s); }
    void centre_emptied(double now_s, Index centre, double overtime_s) override {
        note(now_s, "{} centre {} empty, overtime {}", now_s, centre, overtime_s);
        overtimes_s.push_back(overtime_s);
    }
    void visit_began(double now_s, std::uint64_t, Index centre, Index, Index, Index) override {
        note(now_s, "{} visit begins at {}", now_s, centre);
    }
    void visit_ended(const VisitRecord& visit) override {
        note(visit.left_s, "{} visit ends: {}", visit.left_s, static_cast<int>(visit.end));
        visits.push_back(visit);
    }
    void attempt_ended(const AttemptRecord& attempt) override {
        note(attempt.ended_s, "{} attempt ends: {}", attempt.ended_s, attempt.failed());
        attempts.push_back(attempt);
    }
    void transaction_ended(const TransactionRecord& transaction) override {
        note(transaction.time_s, "{} transaction ends: {}", transaction.time_s, static_cast<int>(transaction.end));
        transactions.push_back(transaction);
    }
    void worked(double now_s, Index, double) override { look(now_s); }
    void transferred(double now_s, Index, double) override { look(now_s); }
    void messaged(double now_s, Index, double) override { look(now_s); }
    void message_lost(double now_s, Index) override { look(now_s); }
    void hosts_on(double now_s, Index, int) override { look(now_s); }
    void consumed(double, double until_s, Index, Index, double) override { look(until_s); }
    void pausing(double now_s, int) override { look(now_s); }
    void case_opened(double now_s, Index back_office, Index) override { note(now_s, "{} case opens in {}", now_s, back_office); }
    void case_ended(const CaseRecord& one) override {
        note(one.ended_s, "{} case ends in {}", one.ended_s, one.back_office);
        cases.push_back(one);
    }
    void told(double now_s, Index initiative, double sent, double read) override {
        note(now_s, "{} initiative {} tells {}, read by {}", now_s, initiative, sent, read);
        letters.push_back({initiative, sent, read});
    }
    void finished(double now_s, Ending end, StillInside still) override {
        look(now_s);
        ending = end;
        inside = still;
    }

  private:
    void look(double now_s) {
        clock_went_back = clock_went_back || now_s < last_s;
        last_s = now_s;
    }
    template <typename... Values>
    void note(double now_s, fmt::format_string<Values...> text, Values&&... values) {
        look(now_s);
        lines.push_back(fmt::format(text, std::forward<Values>(values)...));
    }
};

}  // namespace counterless
