// Where a path of a document breaks off.
#include "Reader.hpp"

#include <algorithm>

using namespace guiji;

namespace {

/// Steps over one value whose text is known to be good.
void pass(Walker &walker) { walker.value(0); }

}  // namespace

guiji_json_explanation guiji_json_reader::explain(uint32_t node) {
    std::vector<const Node *> steps;
    for (uint32_t at = node; at != GUIJI_JSON_DOCUMENT && at != 0;) {
        steps.push_back(&program.nodes[at]);
        at = program.nodes[at].parent;
    }
    std::reverse(steps.begin(), steps.end());
    notes.resize_down(0);
    Bytes key;
    walker.cursor = 0;
    uint32_t taken = 0;
    for (; taken <= steps.size(); taken++) {
        const size_t here = walker.cursor;
        const uint8_t first = walker.peek();
        const Node *step = taken < steps.size() ? steps[taken] : nullptr;
        const bool takes_member = step != nullptr
            && (step->step == GUIJI_JSON_KEY || step->step == GUIJI_JSON_EVERY_MEMBER);
        const bool takes_element = step != nullptr && !takes_member;
        bool is_found = false;
        if (first == '{') {
            size_t listed = 0;
            notes.resize_down(0);
            walker.cursor++;
            while (walker.peek() == '"' && !is_found) {
                key.resize_down(0);
                bool is_text = walker.string_text(walker.cursor, key) == Unescaped::ok;
                walker.cursor += 2;
                is_found = takes_member
                    && (step->step == GUIJI_JSON_EVERY_MEMBER
                        || (is_text && key.size() == step->key.size()
                            && std::memcmp(key.data(), step->key.data(), key.size()) == 0));
                if (is_found) break;
                if (is_text && listed++ < 20) {
                    if (notes.size() > 0) notes.append(reinterpret_cast<const uint8_t *>(", "), 2);
                    notes.append(key.data(), std::min(key.size(), size_t(80)));
                }
                pass(walker);
                walker.cursor++;
            }
        } else if (first == '[' && takes_element) {
            walker.cursor++;
            uint32_t wanted = step->step == GUIJI_JSON_INDEX ? step->index : 0;
            is_found = walker.peek() != ']';
            for (uint32_t at = 0; is_found && at < wanted; at++) {
                pass(walker);
                is_found = walker.peek() == ',';
                walker.cursor++;
            }
        }
        if (!is_found) {
            walker.cursor = here;
            break;
        }
    }
    const uint8_t first = walker.peek();
    if (first != '{') notes.resize_down(0);
    return {first, taken, {notes.data(), notes.size()}};
}
