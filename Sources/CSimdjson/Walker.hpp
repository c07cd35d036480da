// One walk over a value: grammar, wanted values, and how it ends.
#pragma once

#include <string>
#include <vector>

#include "Program.hpp"

namespace guiji {

/// A container of records found in a document.
struct Run {
    /// Structural index of the container (or of the single record).
    uint32_t first;
    guiji_json_action kind;
    uint32_t path;
    /// Structural index of the key that names the records, or kNone.
    uint32_t key;
    uint64_t count;
};

/// What the walk over a whole document gathers.
struct Survey {
    std::vector<std::string> absolutes;
    std::vector<uint8_t> has_absolute;
    std::vector<std::string> names;
    std::vector<Run> runs;
};

/// The growing columns of one group.
struct GroupItems {
    std::vector<uint32_t> starts;
    std::vector<guiji_json_slice> slices;
    std::vector<uint8_t> best;
    uint32_t count = 0;
};

/// Where the values of records go.
struct Sink {
    Bytes bytes;
    std::vector<GroupItems> groups;
    guiji_json_slice *slices = nullptr;
    size_t capacity = 0, row = 0;
    std::vector<guiji_json_slice> hidden;
    /// For each column and hidden column, the priority of the value it has; 255: none.
    std::vector<uint8_t> best;
    std::vector<uint8_t> seen;
    /// Watched node and key.
    std::vector<std::pair<uint32_t, std::string>> undeclared;
};

/// Walks over the structure that simdjson found in a text.
///
/// `index[k]` is the offset of the k-th structural byte: a bracket, comma, colon, or the first byte of a string,
/// number or word. So a string's closing quote is the last byte before the next structural byte that isn't blank.
/// Each function begins with `cursor` at the value's first structural byte and leaves it after the value's last;
/// it returns false where the text isn't JSON (`diagnose` then says why).
class Walker {
public:
    Walker(Program &program, Survey &survey, Sink &sink)
        : program_(program), survey_(survey), sink_(sink) {}

    const uint8_t *text = nullptr;
    const uint32_t *index = nullptr;
    /// Structural bytes from here on are not looked at.
    size_t end = 0;
    size_t cursor = 0;
    /// Offset after the last byte of the value walked last.
    size_t value_end = 0;
    /// Elements or members of the container walked last.
    uint64_t value_count = 0;

    // What the record walked last had, until `clear_flags`.
    bool has_surrogate = false, is_overlong = false;
    bool has_duplicate = false;
    std::string duplicate_key;
    void clear_flags() { has_surrogate = is_overlong = has_duplicate = false; }

    /// The structural byte at the cursor, or 0 at the end.
    uint8_t peek() const {
        size_t at = index[cursor];
        return at < end ? text[at] : 0;
    }

    bool value(uint32_t node);
    /// A string's text, appended to `out`, if it has one. The cursor stays.
    Unescaped string_text(size_t at_index, Bytes &out) const;
    void store(const Action &action, guiji_json_slice slice);

private:
    bool object(uint32_t node);
    bool array(uint32_t node);
    bool member(uint32_t node, size_t seen_base);
    uint32_t child_of_key(uint32_t node, size_t key_index, size_t seen_base, bool &is_valid);
    bool string(const Node &node);
    bool number(const Node &node);
    bool word(const Node &node, const char *expected, size_t length);
    bool is_terminated(size_t at) const;
    size_t closing_quote(size_t at_index) const;

    void begin_item(uint32_t scope);
    void found(const Node &node);
    void take(const Node &node, guiji_json_slice slice, bool is_scalar);
    void take_raw(const Node &node, size_t from, size_t to, bool is_scalar);
    void note_undeclared(uint32_t node, const uint8_t *key, size_t length);

    Program &program_;
    Survey &survey_;
    Sink &sink_;
    int depth_ = 0;
    /// A bit for each wanted key of each open object: whether it has come.
    std::vector<uint64_t> keys_come_;
    /// Structural index of the innermost member under `.*`.
    uint32_t member_key_ = kNone;
    Bytes scratch_;

public:
    /// After a refused value: forget the containers that were open.
    void reset() {
        depth_ = 0;
        keys_come_.clear();
        member_key_ = kNone;
    }
};

}  // namespace guiji
