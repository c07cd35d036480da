#include "Text.hpp"

namespace guiji {

static int hex_digit(uint8_t byte) {
    if (byte >= '0' && byte <= '9') return byte - '0';
    uint8_t lower = byte | 0x20;
    if (lower >= 'a' && lower <= 'f') return lower - 'a' + 10;
    return -1;
}

/// Four hexadecimal digits, or -1.
static int32_t hex4(const uint8_t *start, const uint8_t *end) {
    if (end - start < 4) return -1;
    int32_t value = 0;
    for (int i = 0; i < 4; i++) {
        int digit = hex_digit(start[i]);
        if (digit < 0) return -1;
        value = value << 4 | digit;
    }
    return value;
}

static uint8_t *encode(uint32_t scalar, uint8_t *to) {
    if (scalar < 0x80) {
        *to++ = uint8_t(scalar);
    } else if (scalar < 0x800) {
        *to++ = uint8_t(0xC0 | scalar >> 6);
        *to++ = uint8_t(0x80 | (scalar & 0x3F));
    } else if (scalar < 0x10000) {
        *to++ = uint8_t(0xE0 | scalar >> 12);
        *to++ = uint8_t(0x80 | (scalar >> 6 & 0x3F));
        *to++ = uint8_t(0x80 | (scalar & 0x3F));
    } else {
        *to++ = uint8_t(0xF0 | scalar >> 18);
        *to++ = uint8_t(0x80 | (scalar >> 12 & 0x3F));
        *to++ = uint8_t(0x80 | (scalar >> 6 & 0x3F));
        *to++ = uint8_t(0x80 | (scalar & 0x3F));
    }
    return to;
}

/// The byte that a two-character escape stands for, or 0.
static uint8_t simple_escape(uint8_t letter) {
    switch (letter) {
    case '"': return '"';
    case '\\': return '\\';
    case '/': return '/';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return 0;
    }
}

/// Reads `\uXXXX`, or a pair of them, at a backslash. Moves `at` past what was read.
static Unescaped unicode_escape(const uint8_t *&at, const uint8_t *end, uint32_t &scalar) {
    int32_t unit = hex4(at + 2, end);
    if (unit < 0) return Unescaped::invalid;
    at += 6;
    scalar = uint32_t(unit);
    if (unit < 0xD800 || unit > 0xDFFF) return Unescaped::ok;
    if (unit > 0xDBFF || end - at < 6 || at[0] != '\\' || at[1] != 'u') {
        return Unescaped::surrogate;
    }
    int32_t low = hex4(at + 2, end);
    if (low < 0) return Unescaped::invalid;
    if (low < 0xDC00 || low > 0xDFFF) return Unescaped::surrogate;
    at += 6;
    scalar = 0x10000 + ((scalar - 0xD800) << 10) + (uint32_t(low) - 0xDC00);
    return Unescaped::ok;
}

Unescaped unescape(const uint8_t *at, const uint8_t *end, Bytes &out) {
    // The text is never longer than its escaped form: \uXXXX, six bytes, gives at most three; a pair gives four.
    uint8_t *to = out.room(size_t(end - at));
    while (true) {
        // Eight bytes at a time. What is stored past the end is overwritten by what comes next.
        while (at < end) {
            uint64_t word = load8(at);
            std::memcpy(to, &word, 8);
            if (uint64_t found = backslashes(word)) {
                size_t before = size_t(__builtin_ctzll(found) >> 3);
                if (at + before >= end) before = size_t(end - at);
                at += before;
                to += before;
                break;
            }
            size_t step = end - at < 8 ? size_t(end - at) : 8;
            at += step;
            to += step;
        }
        if (at >= end) break;
        if (end - at < 2) return Unescaped::invalid;
        if (at[1] == 'u') {
            uint32_t scalar = 0;
            Unescaped result = unicode_escape(at, end, scalar);
            if (result != Unescaped::ok) return result;
            to = encode(scalar, to);
        } else {
            uint8_t byte = simple_escape(at[1]);
            if (byte == 0) return Unescaped::invalid;
            *to++ = byte;
            at += 2;
        }
    }
    out.advance_to(to);
    return Unescaped::ok;
}

bool escapes_are_valid(const uint8_t *at, const uint8_t *end) {
    while ((at = find_backslash(at, end)) < end) {
        if (end - at < 2) return false;
        if (at[1] == 'u') {
            if (hex4(at + 2, end) < 0) return false;
            at += 6;
        } else {
            if (simple_escape(at[1]) == 0) return false;
            at += 2;
        }
    }
    return true;
}

}  // namespace guiji
