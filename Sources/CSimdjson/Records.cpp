// What is done around the walk over each record.
#include "Reader.hpp"

#include <algorithm>
#include <cstdio>

using namespace guiji;

void guiji_json_reader::begin_record() {
    walker.clear_flags();
    row_is_refused = false;
    bytes_before = sink.bytes.size();
    for (size_t g = 0; g < sink.groups.size(); g++) {
        group_slices_before[g] = sink.groups[g].slices.size();
        group_counts_before[g] = sink.groups[g].count;
    }
    std::fill(sink.best.begin(), sink.best.end(), uint8_t(255));
    std::fill(sink.hidden.begin(), sink.hidden.end(), guiji_json_slice{kNone, 0});
}

/// Takes back what a refused record has stored.
void guiji_json_reader::set_aside() {
    for (size_t column = 0; column < program.columns; column++) {
        sink.slices[column * sink.capacity + sink.row] = {kNone, 0};
    }
    for (size_t g = 0; g < sink.groups.size(); g++) {
        sink.groups[g].slices.resize(group_slices_before[g]);
        sink.groups[g].count = group_counts_before[g];
    }
    sink.bytes.resize_down(bytes_before);
    // What is kept once a batch may have been written by this record.
    key_cached_for = SIZE_MAX;
    std::fill(cached_absolutes.begin(), cached_absolutes.end(), guiji_json_slice{kNone, 0});
}

void guiji_json_reader::report(
    guiji_json_problem_kind kind, const char *reason, int64_t at, const uint8_t *text,
    size_t text_length) {
    const size_t offset = notes.size();
    if (text != nullptr) notes.append(text, text_length);
    problems.push_back(
        {uint32_t(sink.row), kind, reason, at, {uint32_t(offset), uint32_t(text_length)}});
}

void guiji_json_reader::finish_record(size_t start, size_t end, uint32_t path) {
    if (walker.has_surrogate) {
        report(GUIJI_JSON_PROBLEM_SURROGATE, "", 0);
        row_is_refused = true;
    }
    if (walker.is_overlong || end - start > kMaxRecordBytes) {
        if (mode == Mode::document || walker.is_overlong) {
            report(GUIJI_JSON_PROBLEM_TOO_LONG, "", int64_t(end - start));
            row_is_refused = true;
        }
    }
    if (walker.has_duplicate && !row_is_refused) {
        report(
            GUIJI_JSON_PROBLEM_DUPLICATE, "", 0,
            reinterpret_cast<const uint8_t *>(walker.duplicate_key.data()),
            walker.duplicate_key.size());
    }
    batch->shapes[sink.row] = 0;
    if (!row_is_refused) choose_shape(path);
    if (row_is_refused) set_aside();
    for (GroupItems &group : sink.groups) group.starts.push_back(group.count);
    batch->positions[sink.row] = {
        cursor.ordinal, cursor.line, cursor.byte_offset + int64_t(start), int64_t(end - start)};
    cursor.ordinal++;
    sink.row++;
    batch->count++;
}

void guiji_json_reader::choose_shape(uint32_t path) {
    const guiji_json_slice *first = nullptr;
    for (const Shape &shape : program.shapes) {
        if (shape.path != path) continue;
        if (shape.hidden == kNone) {
            batch->shapes[sink.row] = shape.shape;
            return;
        }
        const guiji_json_slice &value = sink.hidden[shape.hidden];
        if (first == nullptr) first = &value;
        if (value.offset != kNone && value.length == shape.equals.size()
            && std::memcmp(
                   sink.bytes.data() + value.offset, shape.equals.data(), value.length) == 0) {
            batch->shapes[sink.row] = shape.shape;
            return;
        }
    }
    if (first == nullptr) return;
    bool is_absent = first->offset == kNone;
    report(
        GUIJI_JSON_PROBLEM_SHAPE, "", is_absent ? -1 : 0,
        is_absent ? nullptr : sink.bytes.data() + first->offset,
        is_absent ? 0 : std::min(first->length, uint32_t(120)));
    row_is_refused = true;
}

/// Fills the columns whose values don't stand in the record.
void guiji_json_reader::derive(uint64_t index_in_run) {
    for (const Derived &derived : program.derived) {
        guiji_json_slice slice = {kNone, 0};
        switch (derived.origin) {
        case GUIJI_JSON_FROM_KEY:
            slice = run_key();
            break;
        case GUIJI_JSON_FROM_INDEX: {
            char digits[24];
            int count = std::snprintf(digits, sizeof digits, "%llu", (unsigned long long)index_in_run);
            slice = {uint32_t(sink.bytes.size()), uint32_t(count)};
            sink.bytes.append(reinterpret_cast<const uint8_t *>(digits), size_t(count));
            break;
        }
        case GUIJI_JSON_FROM_ABSOLUTE:
            if (!survey.has_absolute[derived.slot]) break;
            if (cached_absolutes[derived.slot].offset == kNone) {
                const std::string &text = survey.absolutes[derived.slot];
                if (sink.bytes.size() + text.size() >= kMaxBatchBytes) {
                    walker.is_overlong = true;
                    break;
                }
                cached_absolutes[derived.slot] = {
                    uint32_t(sink.bytes.size()), uint32_t(text.size())};
                sink.bytes.append(reinterpret_cast<const uint8_t *>(text.data()), text.size());
            }
            slice = cached_absolutes[derived.slot];
            break;
        }
        if (slice.offset == kNone) continue;
        sink.seen[derived.source] = 1;
        walker.store({GUIJI_JSON_STORE, 0, derived.column, derived.priority, 0}, slice);
    }
}

/// The text of the key that names the current record.
guiji_json_slice guiji_json_reader::run_key() {
    if (mode != Mode::document || current_name == kNone) return {kNone, 0};
    if (key_cached_for != current_name) {
        const size_t from = sink.bytes.size();
        if (walker.string_text(current_name, sink.bytes) != Unescaped::ok) {
            walker.has_surrogate = true;
            return {kNone, 0};
        }
        cached_key = {uint32_t(from), uint32_t(sink.bytes.size() - from)};
        key_cached_for = current_name;
    }
    return cached_key;
}
