// results/cli/interruption.hpp: Ctrl-C and its kin set a flag; a second one ends the program at once.
#pragma once

namespace counterless {

void listen_for_interruption();  // SIGINT, SIGTERM, SIGHUP; and a closed pipe or a full disk becomes an error, not a death
bool interrupted();
struct Interrupted {};  // thrown by what cannot end otherwise

}  // namespace counterless
