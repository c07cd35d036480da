// What the walk does with wanted values.
#include "Walker.hpp"

namespace guiji {

void Walker::begin_item(uint32_t scope) {
    GroupItems &group = sink_.groups[scope - 1];
    const size_t columns = program_.group_columns[scope - 1];
    group.slices.resize(group.slices.size() + columns, guiji_json_slice{kNone, 0});
    group.best.assign(columns, 255);
    group.count++;
}

/// A wanted value begins, of whatever type.
void Walker::found(const Node &node) {
    for (const Action &action : node.actions) {
        switch (action.kind) {
        case GUIJI_JSON_STORE:
        case GUIJI_JSON_ITEM:
        case GUIJI_JSON_MARK:
            sink_.seen[action.source] = 1;
            break;
        case GUIJI_JSON_RECORD_ELEMENTS:
        case GUIJI_JSON_RECORD_MEMBERS: {
            const uint8_t wanted = action.kind == GUIJI_JSON_RECORD_ELEMENTS ? '[' : '{';
            if (peek() != wanted) break;
            survey_.runs.push_back(
                {uint32_t(cursor), action.kind, action.column, member_key_, 0});
            break;
        }
        case GUIJI_JSON_RECORD_VALUE:
            if (peek() == 'n') break;
            survey_.runs.push_back(
                {uint32_t(cursor), action.kind, action.column, member_key_, 1});
            break;
        default:
            break;
        }
    }
}

void Walker::store(const Action &action, guiji_json_slice slice) {
    if (action.scope == 0) {
        uint8_t &best = sink_.best[action.column];
        if (action.priority >= best) return;
        best = action.priority;
        if (action.column < program_.columns) {
            sink_.slices[action.column * sink_.capacity + sink_.row] = slice;
        } else {
            sink_.hidden[action.column - program_.columns] = slice;
        }
        return;
    }
    GroupItems &group = sink_.groups[action.scope - 1];
    if (action.priority >= group.best[action.column]) return;
    group.best[action.column] = action.priority;
    const size_t columns = program_.group_columns[action.scope - 1];
    group.slices[group.slices.size() - columns + action.column] = slice;
}

void Walker::take(const Node &node, guiji_json_slice slice, bool is_scalar) {
    bool is_kept = false;
    for (const Action &action : node.actions) {
        switch (action.kind) {
        case GUIJI_JSON_STORE:
            store(action, slice);
            is_kept = true;
            break;
        case GUIJI_JSON_ABSOLUTE:
            if (survey_.has_absolute[action.column]) break;
            survey_.has_absolute[action.column] = 1;
            survey_.absolutes[action.column].assign(
                sink_.bytes.data() + slice.offset, sink_.bytes.data() + slice.offset + slice.length);
            break;
        case GUIJI_JSON_NAME:
            if (!is_scalar) break;
            survey_.names.emplace_back(
                sink_.bytes.data() + slice.offset, sink_.bytes.data() + slice.offset + slice.length);
            break;
        default:
            break;
        }
    }
    if (!is_kept) sink_.bytes.resize_down(slice.offset);
}

void Walker::take_raw(const Node &node, size_t from, size_t to, bool is_scalar) {
    bool is_wanted = false;
    for (const Action &action : node.actions) {
        switch (action.kind) {
        case GUIJI_JSON_STORE:
        case GUIJI_JSON_ABSOLUTE:
            is_wanted = true;
            break;
        case GUIJI_JSON_NAME:
            is_wanted = is_wanted || is_scalar;
            break;
        case GUIJI_JSON_RECORD_ELEMENTS:
        case GUIJI_JSON_RECORD_MEMBERS:
            // The container is complete; its run is the latest that began here.
            for (size_t run = survey_.runs.size(); run > 0; run--) {
                Run &candidate = survey_.runs[run - 1];
                if (index[candidate.first] != from) continue;
                if (candidate.kind == action.kind) candidate.count = value_count;
                break;
            }
            break;
        default:
            break;
        }
    }
    if (!is_wanted) return;
    if (sink_.bytes.size() + (to - from) >= kMaxBatchBytes) {
        is_overlong = true;
        return;
    }
    const size_t offset = sink_.bytes.size();
    sink_.bytes.append(text + from, to - from);
    take(node, {uint32_t(offset), uint32_t(to - from)}, is_scalar);
}

}  // namespace guiji
