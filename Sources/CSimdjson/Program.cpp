#include "Program.hpp"

namespace guiji {

/// Of a key, its length and at most sixteen of its bytes: enough to tell the keys of one object apart.
static uint32_t hash_key(const uint8_t *bytes, size_t length) {
    uint64_t first = load8(bytes), last = 0;
    if (length < 8) {
        first &= (uint64_t(1) << (8 * length)) - 1;
    } else {
        last = load8(bytes + length - 8);
    }
    uint64_t mixed = (first ^ (last << 29 | last >> 35) ^ length) * 0x9E3779B97F4A7C15ULL;
    return uint32_t(mixed >> 32);
}

const KeyEntry *Node::find(const uint8_t *bytes, size_t length) const {
    if (table.empty()) return nullptr;
    uint32_t hash = hash_key(bytes, length);
    size_t mask = table.size() - 1;
    for (size_t at = hash & mask; table[at].used; at = (at + 1) & mask) {
        const KeyEntry &entry = table[at];
        if (entry.hash == hash && entry.key.size() == length
            && std::memcmp(entry.key.data(), bytes, length) == 0) {
            return &entry;
        }
    }
    return nullptr;
}

static void place(std::vector<KeyEntry> &table, KeyEntry entry) {
    size_t mask = table.size() - 1;
    size_t at = entry.hash & mask;
    while (table[at].used) at = (at + 1) & mask;
    table[at] = std::move(entry);
}

void Node::insert(const uint8_t *bytes, size_t length, uint32_t node, uint32_t ordinal) {
    std::vector<uint8_t> padded(bytes, bytes + length);
    padded.resize(length + 8);
    if (2 * (size_t(key_count) + 1) > table.size()) {
        std::vector<KeyEntry> larger(table.empty() ? 8 : 2 * table.size());
        for (KeyEntry &entry : table) {
            if (entry.used) place(larger, std::move(entry));
        }
        table.swap(larger);
    }
    KeyEntry entry;
    entry.key.assign(padded.begin(), padded.begin() + std::ptrdiff_t(length));
    entry.hash = hash_key(padded.data(), length);
    entry.node = node;
    entry.ordinal = ordinal;
    entry.used = true;
    place(table, std::move(entry));
    key_count++;
}

uint32_t Program::child(
    uint32_t parent, guiji_json_step step, const uint8_t *key, size_t length, uint32_t index) {
    uint32_t made = uint32_t(nodes.size());
    std::vector<uint8_t> padded(key, key + length);
    padded.resize(length + 8);
    // Indices come from contracts; one beyond reason must not cost memory.
    if (step == GUIJI_JSON_INDEX && index >= 100000) return 0;
    Node &above = nodes[parent];
    const bool is_in_record = above.is_in_record;
    switch (step) {
    case GUIJI_JSON_KEY:
        if (const KeyEntry *entry = above.find(padded.data(), length)) {
            if (entry->node != 0) return entry->node;
        }
        above.insert(padded.data(), length, made, above.child_count++);
        break;
    case GUIJI_JSON_INDEX:
        if (above.elements.size() <= index) above.elements.resize(index + 1);
        if (above.elements[index] != 0) return above.elements[index];
        above.elements[index] = made;
        break;
    case GUIJI_JSON_EVERY_MEMBER:
        if (above.every_member != 0) return above.every_member;
        above.every_member = made;
        break;
    case GUIJI_JSON_EVERY_ELEMENT:
        if (above.every_element != 0) return above.every_element;
        above.every_element = made;
        break;
    }
    nodes.emplace_back();
    Node &node = nodes.back();
    node.parent = parent;
    node.is_in_record = is_in_record;
    node.step = step;
    node.key.assign(padded.begin(), padded.begin() + std::ptrdiff_t(length));
    node.index = index;
    return made;
}

}  // namespace guiji
