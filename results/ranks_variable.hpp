// results/ranks_variable.hpp: how a launcher tells a `counterless` its place among ranks, and nothing else: the launcher need not
// know what else there is.
#pragma once

namespace counterless {

inline constexpr const char* rank_variable = "COUNTERLESS_RANKS";  // "head:SOCKET:RANKS" or "server:SOCKET:RANKS"

}  // namespace counterless
