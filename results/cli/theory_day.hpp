// results/cli/theory_day.hpp: the words of `counterless theory day`, and the table of rates that it reads.
#pragma once

#include <string>

#include "results/theory_day.hpp"
#include "scenarios/problem.hpp"

namespace CLI {
class App;
}

namespace counterless {

struct TheoryDayOptions {
    DayQuestion question;
    std::string json;
};

class TheoryDayWords {
  public:
    void add_to(CLI::App& theory);
    TheoryDayOptions take(const CLI::App& command, Problems& problems) const;

  private:
    std::string rates_, service_, cv_, patience_, level_, within_, waiting_, wait_, lost_, busy_, json_;
};

}  // namespace counterless
