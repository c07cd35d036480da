// The C interface. Memory is all that can run out here, and no exception leaves.
#include "csimdjson.h"

#include "Reader.hpp"

using namespace guiji;

template <typename Result, typename Body> static Result guarded(Result failed, Body body) {
    try {
        return body();
    } catch (...) {
        return failed;
    }
}

guiji_json_reader *guiji_json_create(
    uint32_t columns, uint32_t hidden, uint32_t sources, uint32_t absolutes, uint32_t groups,
    const uint32_t *group_columns) {
    return guarded<guiji_json_reader *>(nullptr, [&] {
        auto reader = std::make_unique<guiji_json_reader>();
        reader->program.columns = columns;
        reader->program.hidden = hidden;
        if (groups > 0) {
            reader->program.group_columns.assign(group_columns, group_columns + groups);
        }
        reader->survey.absolutes.resize(absolutes);
        reader->survey.has_absolute.resize(absolutes);
        reader->sink.groups.resize(groups);
        reader->sink.hidden.resize(hidden);
        reader->sink.best.resize(columns + hidden);
        reader->sink.seen.resize(sources);
        reader->group_slices_before.resize(groups);
        reader->group_counts_before.resize(groups);
        return reader.release();
    });
}

void guiji_json_destroy(guiji_json_reader *reader) { delete reader; }

uint32_t guiji_json_node(
    guiji_json_reader *reader, uint32_t parent, guiji_json_step step, const uint8_t *key,
    size_t key_length, uint32_t index) {
    return guarded(uint32_t(0), [&] {
        return reader->program.child(parent, step, key, key_length, index);
    });
}

bool guiji_json_act(
    guiji_json_reader *reader, uint32_t node, guiji_json_action action, uint32_t scope,
    uint32_t column, uint8_t priority, uint32_t source) {
    return guarded(false, [&] {
        Node &at = reader->program.nodes[node];
        at.actions.push_back({action, scope, column, priority, source});
        if (action == GUIJI_JSON_ITEM) at.item_scope = scope;
        return true;
    });
}

void guiji_json_watch(guiji_json_reader *reader, uint32_t node) {
    reader->program.nodes[node].is_watched = true;
}

bool guiji_json_derive(
    guiji_json_reader *reader, guiji_json_origin origin, uint32_t slot, uint32_t column,
    uint8_t priority, uint32_t source) {
    return guarded(false, [&] {
        reader->program.derived.push_back({origin, slot, column, priority, source});
        return true;
    });
}

bool guiji_json_shape(
    guiji_json_reader *reader, uint32_t path, uint8_t shape, uint32_t hidden, const uint8_t *equals,
    size_t length) {
    return guarded(false, [&] {
        reader->program.shapes.push_back(
            {path, shape, hidden, std::string(equals, equals + length)});
        return true;
    });
}

void guiji_json_expect_elements(guiji_json_reader *reader, uint32_t count) {
    reader->program.expected_elements = count;
}

uint8_t *guiji_json_input(guiji_json_reader *reader, size_t capacity) {
    return guarded<uint8_t *>(nullptr, [&] { return reader->reserve_input(capacity); });
}

guiji_json_fault guiji_json_open_document(guiji_json_reader *reader, size_t length) {
    return guarded(guiji_json_fault{GUIJI_JSON_NO_MEMORY, "", 0, 1}, [&] {
        return reader->open_document(length);
    });
}

guiji_json_status guiji_json_open_lines(guiji_json_reader *reader, size_t length) {
    return guarded(GUIJI_JSON_NO_MEMORY, [&] { return reader->open_lines(length); });
}

guiji_json_position *guiji_json_cursor(guiji_json_reader *reader) { return &reader->cursor; }

uint64_t guiji_json_lines_left(const guiji_json_reader *reader) { return reader->lines_left(); }

guiji_json_fault guiji_json_diagnose(const uint8_t *text, size_t length) {
    return diagnose(text, length);
}

bool guiji_json_is_utf8(const uint8_t *text, size_t length) {
    return simdjson::validate_utf8(reinterpret_cast<const char *>(text), length);
}

guiji_json_status guiji_json_next(guiji_json_reader *reader, guiji_json_batch *batch) {
    return guarded(GUIJI_JSON_NO_MEMORY, [&] { return reader->next(*batch); });
}

guiji_json_group guiji_json_group_items(guiji_json_reader *reader, uint32_t group) {
    const GroupItems &items = reader->sink.groups[group];
    return {items.starts.data(), items.slices.data(), items.slices.size()};
}

bool guiji_json_seen(const guiji_json_reader *reader, uint32_t source) {
    return reader->sink.seen[source] != 0;
}

static guiji_json_text text_of(const std::string &text) {
    return {reinterpret_cast<const uint8_t *>(text.data()), text.size()};
}

guiji_json_text guiji_json_absolute(const guiji_json_reader *reader, uint32_t slot) {
    if (!reader->survey.has_absolute[slot]) return {nullptr, 0};
    return text_of(reader->survey.absolutes[slot]);
}

size_t guiji_json_name_count(const guiji_json_reader *reader) {
    return reader->survey.names.size();
}

guiji_json_text guiji_json_name(const guiji_json_reader *reader, size_t index) {
    return text_of(reader->survey.names[index]);
}

size_t guiji_json_undeclared_count(const guiji_json_reader *reader) {
    return reader->sink.undeclared.size();
}

guiji_json_text guiji_json_undeclared(
    const guiji_json_reader *reader, size_t index, uint32_t *node) {
    *node = reader->sink.undeclared[index].first;
    return text_of(reader->sink.undeclared[index].second);
}

uint64_t guiji_json_record_count(const guiji_json_reader *reader) {
    uint64_t count = 0;
    for (const Run &run : reader->survey.runs) count += run.count;
    return count;
}

bool guiji_json_has_records(const guiji_json_reader *reader, uint32_t path) {
    for (const Run &run : reader->survey.runs) {
        if (run.path == path) return true;
    }
    return false;
}

guiji_json_explanation guiji_json_explain(guiji_json_reader *reader, uint32_t node) {
    return guarded(guiji_json_explanation{0, 0, {nullptr, 0}}, [&] {
        return reader->explain(node);
    });
}
