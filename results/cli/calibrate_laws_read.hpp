// results/cli/calibrate_laws_read.hpp: from a CSV file to times, waits or arrivals, or to the list of all that is wrong with it.
// The program's own log (docs/reference/log.md) tells the same event by event; passages through one station are put together from
// it.
#pragma once

#include "results/cli/calibrate_laws_options.hpp"

namespace counterless {

struct LawsRead {
    std::string column;                  // where times or waits came from
    std::vector<double> values;          // times or waits, seconds
    std::vector<unsigned char> gave_up;  // of waits
    std::vector<ArrivalDay> days;        // of arrivals, in order
    bool dated = true;
};
LawsRead read_for_laws(const CalibrateLawsOptions& options, const std::string& place, Problems& problems);

}  // namespace counterless
