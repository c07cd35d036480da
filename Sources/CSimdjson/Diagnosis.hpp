// What exactly is wrong with a text that is not JSON.
#pragma once

#include "csimdjson.h"

namespace guiji {

/// Deepest nesting read. No real feed comes near it; it bounds the stack.
constexpr int kMaxDepth = 128;

/// Checks one document byte by byte (RFC 8259), in the obvious way. Slow, and only called where the fast walk has
/// refused the text; what it says must agree with that.
guiji_json_fault diagnose(const uint8_t *text, size_t length);

}  // namespace guiji
