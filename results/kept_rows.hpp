// results/kept_rows.hpp: which rows of a table are looked at; all kinds of `counterless calibrate` mean the same by it.
#pragma once

#include <string>
#include <vector>

namespace counterless {

struct KeptRows {  // those whose cell is one of these
    std::string column;
    std::vector<std::string> values;
};

}  // namespace counterless
