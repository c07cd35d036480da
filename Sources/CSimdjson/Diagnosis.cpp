#include "Diagnosis.hpp"

#include <algorithm>
#include <cstring>

#include <simdjson.h>

namespace guiji {

namespace {

/// A recursive-descent checker that stops at the first fault.
class Checker {
public:
    Checker(const uint8_t *text, size_t length) : text_(text), length_(length) {}

    guiji_json_fault check() {
        blanks();
        if (at_ == length_) return fault(GUIJI_JSON_EMPTY, "nothing but white space");
        if (!value(0)) return fault_;
        blanks();
        if (at_ < length_) return fault(GUIJI_JSON_TRAILING, "text after the end of the value");
        return fault(GUIJI_JSON_OK, "");
    }

private:
    guiji_json_fault fault(guiji_json_status status, const char *reason) {
        auto line = 1 + std::count(text_, text_ + at_, uint8_t('\n'));
        return {status, reason, at_, uint64_t(line)};
    }

    bool refuse(const char *reason) {
        bool is_end = at_ >= length_;
        fault_ = fault(
            is_end ? GUIJI_JSON_TRUNCATED : GUIJI_JSON_MALFORMED,
            is_end ? "the text ends inside a value" : reason);
        return false;
    }

    int peek() const { return at_ < length_ ? text_[at_] : -1; }

    void blanks() {
        while (at_ < length_
               && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n'
                   || text_[at_] == '\r')) {
            at_++;
        }
    }

    bool value(int depth) {
        switch (peek()) {
        case '{': return container(depth, '}');
        case '[': return container(depth, ']');
        case '"': return string();
        case 't': return word("true");
        case 'f': return word("false");
        case 'n': return word("null");
        default:
            if (peek() == '-' || is_digit()) return number();
            return refuse("a character that begins no value");
        }
    }

    bool container(int depth, uint8_t closing) {
        if (depth >= kMaxDepth) return refuse("nested too deeply");
        at_++;
        blanks();
        if (peek() == closing) {
            at_++;
            return true;
        }
        while (true) {
            if (closing == '}') {
                if (peek() != '"') return refuse("an object's key must be a string");
                if (!string()) return false;
                blanks();
                if (peek() != ':') return refuse("a colon must follow an object's key");
                at_++;
                blanks();
            }
            if (!value(depth + 1)) return false;
            blanks();
            if (peek() == closing) {
                at_++;
                return true;
            }
            if (peek() != ',') return refuse("a comma or the closing bracket is missing");
            at_++;
            blanks();
        }
    }

    bool word(const char *expected) {
        for (; *expected != 0; expected++, at_++) {
            if (peek() != *expected) return refuse("a word that is none of true, false, null");
        }
        return terminated("a word that is none of true, false, null");
    }

    bool is_digit() const { return peek() >= '0' && peek() <= '9'; }
    bool digits() {
        if (!is_digit()) return refuse("a number must have a digit here");
        while (is_digit()) at_++;
        return true;
    }

    bool number() {
        if (peek() == '-') at_++;
        if (peek() == '0') {
            at_++;
        } else if (!digits()) {
            return false;
        }
        if (peek() == '.') {
            at_++;
            if (!digits()) return false;
        }
        if (peek() == 'e' || peek() == 'E') {
            at_++;
            if (peek() == '+' || peek() == '-') at_++;
            if (!digits()) return false;
        }
        return terminated("a number is not written as JSON writes it");
    }

    /// A word or number must not run into other text.
    bool terminated(const char *reason) {
        int next = peek();
        if (next < 0 || next == ',' || next == ']' || next == '}' || next == ' ' || next == '\t'
            || next == '\n' || next == '\r') {
            return true;
        }
        return refuse(reason);
    }

    bool string() {
        at_++;
        while (true) {
            int byte = peek();
            if (byte < 0) return refuse("");
            if (byte == '"') {
                at_++;
                return true;
            }
            if (byte < 0x20) return refuse("a control character inside a string");
            at_++;
            if (byte == '\\' && !escape()) return false;
        }
    }

    bool escape() {
        int letter = peek();
        if (letter < 0) return refuse("");
        if (letter == 'u') {
            at_++;
            for (int i = 0; i < 4; i++, at_++) {
                int digit = peek(), lower = digit | 0x20;
                if (!is_digit() && (digit < 0 || lower < 'a' || lower > 'f')) {
                    return refuse("\\u must have four hexadecimal digits");
                }
            }
            return true;
        }
        if (std::strchr("\"\\/bfnrt", letter) == nullptr || letter == 0) {
            return refuse("an escape that JSON does not have");
        }
        at_++;
        return true;
    }

    const uint8_t *text_;
    size_t length_;
    size_t at_ = 0;
    guiji_json_fault fault_ = {};
};

/// The first byte of the first line that is not UTF-8; lines keep this fast on large files.
size_t first_not_utf8(const uint8_t *text, size_t length) {
    size_t low = 0;
    const size_t step = 4096;
    while (low < length) {
        size_t count = std::min(step, length - low);
        // A cut inside a character is not a fault: step back to its first byte.
        size_t end = low + count;
        while (end < length && end > low && (text[end] & 0xC0) == 0x80) end--;
        if (end == low) return low;
        auto chars = reinterpret_cast<const char *>(text);
        if (!simdjson::validate_utf8(chars + low, end - low)) {
            size_t good = low;
            while (true) {
                size_t next = good + 1;
                while (next < end && next < good + 4 && (text[next] & 0xC0) == 0x80) next++;
                if (!simdjson::validate_utf8(chars + good, next - good)) return good;
                good = next;
            }
        }
        low = end;
    }
    return length;
}

}  // namespace

guiji_json_fault diagnose(const uint8_t *text, size_t length) {
    if (!simdjson::validate_utf8(reinterpret_cast<const char *>(text), length)) {
        size_t at = first_not_utf8(text, length);
        auto line = 1 + std::count(text, text + at, uint8_t('\n'));
        return {GUIJI_JSON_NOT_UTF8, "a byte that is not UTF-8", at, uint64_t(line)};
    }
    return Checker(text, length).check();
}

}  // namespace guiji
