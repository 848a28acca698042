// scenarios/sha256.hpp: the fingerprint of a scenario's text, so that results say which scenario they are of.
#pragma once

#include <string>
#include <string_view>

namespace counterless {

std::string sha256_hex(std::string_view bytes);

}  // namespace counterless
