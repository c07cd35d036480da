// Which paths are wanted: a trie over keys and indices, with what to do at its nodes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "Text.hpp"
#include "csimdjson.h"

namespace guiji {

constexpr uint32_t kNone = UINT32_MAX;
/// Batches hold less, so that offsets fit and a hostile record cannot take all memory.
constexpr size_t kMaxBatchBytes = size_t(1) << 28;

/// As many bytes as a packed position can say. A longer record is a damaged file.
constexpr size_t kMaxRecordBytes = (size_t(1) << 24) - 1;

struct Action {
    guiji_json_action kind;
    uint32_t scope, column;
    uint8_t priority;
    uint32_t source;
};

/// A key of an object that a node knows: a wanted child, or (node 0) one already reported as undeclared.
struct KeyEntry {
    std::string key;
    uint32_t hash = 0;
    uint32_t node = 0;
    /// The child's number among its siblings, for finding keys that stand twice.
    uint32_t ordinal = kNone;
    bool used = false;
};

struct Node {
    /// Open addressing, a power of two, at most half full; empty without keys.
    std::vector<KeyEntry> table;
    uint32_t key_count = 0;
    uint32_t child_count = 0;
    /// Child by element index; 0: none.
    std::vector<uint32_t> elements;
    uint32_t every_element = 0;
    uint32_t every_member = 0;
    std::vector<Action> actions;
    /// Group + 1 where values here are items of it.
    uint32_t item_scope = 0;
    bool is_watched = false;
    /// Whether the node is of a record rather than of the document.
    bool is_in_record = false;
    /// How the node is reached, for explanations.
    uint32_t parent = 0;
    guiji_json_step step = GUIJI_JSON_KEY;
    std::string key;
    uint32_t index = 0;

    /// The entry of a key; the bytes must be readable eight past their end.
    const KeyEntry *find(const uint8_t *bytes, size_t length) const;
    void insert(const uint8_t *bytes, size_t length, uint32_t node, uint32_t ordinal);
};

struct Derived {
    guiji_json_origin origin;
    uint32_t slot, column;
    uint8_t priority;
    uint32_t source;
};

struct Shape {
    uint32_t path;
    uint8_t shape;
    uint32_t hidden;
    std::string equals;
};

struct Program {
    uint32_t columns = 0, hidden = 0;
    std::vector<uint32_t> group_columns;
    std::vector<Node> nodes;
    std::vector<Derived> derived;
    std::vector<Shape> shapes;
    /// Elements that each record must have, or -1.
    int64_t expected_elements = -1;

    Program() : nodes(3) { nodes[GUIJI_JSON_RECORD].is_in_record = true; }
    uint32_t child(
        uint32_t parent, guiji_json_step step, const uint8_t *key, size_t length, uint32_t index);
};

}  // namespace guiji
