#include "Walker.hpp"

#include "Diagnosis.hpp"

namespace guiji {

static bool is_blank(uint8_t byte) {
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

bool Walker::is_terminated(size_t at) const {
    if (at >= end) return true;
    uint8_t byte = text[at];
    return byte == ',' || byte == '}' || byte == ']' || is_blank(byte);
}

size_t Walker::closing_quote(size_t at_index) const {
    size_t next = index[at_index + 1];
    if (next > end) next = end;
    while (is_blank(text[next - 1])) next--;
    return next - 1;
}

Unescaped Walker::string_text(size_t at_index, Bytes &out) const {
    return unescape(text + index[at_index] + 1, text + closing_quote(at_index), out);
}

bool Walker::value(uint32_t number_of_node) {
    const Node &node = program_.nodes[number_of_node];
    const size_t first = cursor;
    const size_t start = index[first];
    const uint8_t byte = peek();
    if (number_of_node != 0) {
        if (node.item_scope != 0 && byte != 'n') begin_item(node.item_scope);
        if (!node.actions.empty()) found(node);
    }
    switch (byte) {
    case '{':
        if (!object(number_of_node)) return false;
        if (!node.actions.empty()) take_raw(node, start, value_end, false);
        break;
    case '[':
        if (!array(number_of_node)) return false;
        if (!node.actions.empty()) take_raw(node, start, value_end, false);
        return true;
    case '"':
        if (!string(node)) return false;
        break;
    case 't':
        if (!word(node, "true", 4)) return false;
        break;
    case 'f':
        if (!word(node, "false", 5)) return false;
        break;
    case 'n':
        return word(node, "null", 4);
    default:
        if (byte != '-' && (byte < '0' || byte > '9')) return false;
        if (!number(node)) return false;
    }
    if (node.every_element != 0 && node.is_in_record) {
        // `jcz[]` where the file has a single value instead of an array: it is the one item.
        const size_t after = cursor;
        cursor = first;
        if (!value(node.every_element)) return false;
        cursor = after;
    }
    return true;
}

bool Walker::object(uint32_t node) {
    if (depth_ >= kMaxDepth) return false;
    depth_++;
    const size_t seen_base = keys_come_.size();
    const size_t words = (program_.nodes[node].child_count + 63) / 64;
    if (words > 0) keys_come_.resize(seen_base + words);
    uint64_t count = 0;
    cursor++;
    if (peek() == '}') {
        value_end = index[cursor++] + 1;
    } else {
        while (true) {
            if (!member(node, seen_base)) return false;
            count++;
            uint8_t byte = peek();
            if (byte != ',' && byte != '}') return false;
            value_end = index[cursor++] + 1;
            if (byte == '}') break;
        }
    }
    if (words > 0) keys_come_.resize(seen_base);
    depth_--;
    value_count = count;
    return true;
}

bool Walker::member(uint32_t number_of_node, size_t seen_base) {
    if (peek() != '"') return false;
    const size_t key_index = cursor++;
    if (peek() != ':') return false;
    cursor++;
    if (number_of_node == 0) {
        const uint8_t *start = text + index[key_index] + 1;
        const uint8_t *close = text + closing_quote(key_index);
        return escapes_are_valid(start, close) && value(0);
    }
    bool is_valid = true;
    uint32_t child = child_of_key(number_of_node, key_index, seen_base, is_valid);
    if (!is_valid) return false;
    uint32_t every = program_.nodes[number_of_node].every_member;
    if (every == 0) return value(child);
    uint32_t outer = member_key_;
    const size_t first = cursor;
    member_key_ = uint32_t(key_index);
    bool is_good = value(every);
    member_key_ = outer;
    if (is_good && child != 0) {
        cursor = first;
        is_good = value(child);
    }
    return is_good;
}

/// The node that a key leads to; 0 where it is not wanted, or has come before in this object.
uint32_t Walker::child_of_key(
    uint32_t number_of_node, size_t key_index, size_t seen_base, bool &is_valid) {
    Node &node = program_.nodes[number_of_node];
    const uint8_t *start = text + index[key_index] + 1;
    const uint8_t *close = text + closing_quote(key_index);
    const KeyEntry *entry = nullptr;
    size_t length = size_t(close - start);
    if (find_backslash(start, close) == close) {
        entry = node.find(start, length);
    } else {
        scratch_.resize_down(0);
        Unescaped result = unescape(start, close, scratch_);
        is_valid = result != Unescaped::invalid && escapes_are_valid(start, close);
        if (result != Unescaped::ok) return 0;
        start = scratch_.data();
        length = scratch_.size();
        entry = node.find(start, length);
    }
    if (entry == nullptr) {
        if (node.is_watched && sink_.undeclared.size() < 20) {
            note_undeclared(number_of_node, start, length);
        }
        return 0;
    }
    if (entry->node == 0) return 0;
    uint64_t &word = keys_come_[seen_base + entry->ordinal / 64];
    const uint64_t bit = uint64_t(1) << (entry->ordinal % 64);
    if (word & bit) {
        if (!has_duplicate) duplicate_key = entry->key;
        has_duplicate = true;
        return 0;
    }
    word |= bit;
    return entry->node;
}

void Walker::note_undeclared(uint32_t node, const uint8_t *key, size_t length) {
    sink_.undeclared.emplace_back(node, std::string(key, key + length));
    // From now on the key is known, and costs one look-up.
    program_.nodes[node].insert(key, length, 0, kNone);
}

bool Walker::array(uint32_t number_of_node) {
    if (depth_ >= kMaxDepth) return false;
    depth_++;
    uint64_t count = 0;
    cursor++;
    if (peek() == ']') {
        value_end = index[cursor++] + 1;
    } else {
        while (true) {
            const Node &node = program_.nodes[number_of_node];
            uint32_t child = count < node.elements.size() ? node.elements[count] : 0;
            uint32_t every = node.every_element;
            const size_t first = cursor;
            if (!value(child != 0 ? child : every)) return false;
            if (child != 0 && every != 0) {
                cursor = first;
                if (!value(every)) return false;
            }
            count++;
            uint8_t byte = peek();
            if (byte != ',' && byte != ']') return false;
            value_end = index[cursor++] + 1;
            if (byte == ']') break;
        }
    }
    depth_--;
    value_count = count;
    return true;
}

bool Walker::string(const Node &node) {
    const uint8_t *start = text + index[cursor] + 1;
    const size_t close = closing_quote(cursor);
    cursor++;
    value_end = close + 1;
    if (node.actions.empty()) return escapes_are_valid(start, text + close);
    if (sink_.bytes.size() + (close - size_t(start - text)) >= kMaxBatchBytes) {
        is_overlong = true;
        return escapes_are_valid(start, text + close);
    }
    const size_t from = sink_.bytes.size();
    Unescaped result = unescape(start, text + close, sink_.bytes);
    if (result == Unescaped::invalid) return false;
    if (result == Unescaped::surrogate) {
        has_surrogate = true;
        return escapes_are_valid(start, text + close);
    }
    take(node, {uint32_t(from), uint32_t(sink_.bytes.size() - from)}, true);
    return true;
}

static const uint8_t *digits(const uint8_t *at) {
    while (uint8_t(*at - '0') < 10) at++;
    return at;
}

bool Walker::number(const Node &node) {
    // Needs no look at the end: the byte there is a line end or padding, and neither belongs to a number.
    const uint8_t *start = text + index[cursor];
    const uint8_t *at = start;
    if (*at == '-') at++;
    if (*at == '0') {
        at++;
    } else {
        const uint8_t *whole = digits(at);
        if (whole == at) return false;
        at = whole;
    }
    if (*at == '.') {
        const uint8_t *fraction = digits(at + 1);
        if (fraction == at + 1) return false;
        at = fraction;
    }
    if ((*at | 0x20) == 'e') {
        at++;
        if (*at == '+' || *at == '-') at++;
        const uint8_t *exponent = digits(at);
        if (exponent == at) return false;
        at = exponent;
    }
    const size_t stop = size_t(at - text);
    if (!is_terminated(stop)) return false;
    const size_t from = index[cursor++];
    value_end = stop;
    if (!node.actions.empty()) take_raw(node, from, stop, true);
    return true;
}

bool Walker::word(const Node &node, const char *expected, size_t length) {
    const size_t from = index[cursor];
    if (std::memcmp(text + from, expected, length) != 0) return false;
    if (!is_terminated(from + length)) return false;
    cursor++;
    value_end = from + length;
    if (!node.actions.empty() && *expected != 'n') take_raw(node, from, value_end, true);
    return true;
}

}  // namespace guiji
