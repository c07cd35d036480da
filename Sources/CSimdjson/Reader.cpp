// Batches of records, from a document or from lines.
#include "Reader.hpp"

#include <algorithm>

using namespace guiji;

uint8_t *guiji_json_reader::reserve_input(size_t capacity) {
    input.reserve_exactly(capacity + kPadding);
    return input.data();
}

simdjson::error_code guiji_json_reader::find_structure(const uint8_t *text, size_t count) {
    if (parser == nullptr) {
        auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(
            std::max(count, size_t(1) << 20), 1, parser);
        if (error) return error;
    } else if (parser->capacity() < count) {
        auto error = parser->allocate(count + count / 4, 1);
        if (error) return error;
    }
    auto error = parser->stage1(text, count, simdjson::stage1_mode::regular);
    walker.reset();
    walker.text = text;
    walker.index = parser->structural_indexes.get();
    walker.end = count;
    walker.cursor = 0;
    return error;
}

void guiji_json_reader::begin_batch() {
    sink.slices = batch->slices;
    sink.capacity = batch->capacity;
    sink.row = 0;
    sink.bytes.resize_down(0);
    sink.bytes.room(1);
    for (GroupItems &group : sink.groups) {
        group.starts.assign(1, 0);
        group.slices.clear();
        group.count = 0;
    }
    problems.clear();
    notes.resize_down(0);
    key_cached_for = SIZE_MAX;
    cached_absolutes.assign(survey.absolutes.size(), guiji_json_slice{kNone, 0});
}

bool guiji_json_reader::is_full() const {
    return batch->count >= batch->capacity || sink.bytes.size() >= batch->byte_goal;
}

guiji_json_status guiji_json_reader::next(guiji_json_batch &into) {
    batch = &into;
    batch->count = 0;
    begin_batch();
    while (!is_full()) {
        if (!(mode == Mode::document ? next_of_document() : next_of_lines())) break;
    }
    batch->bytes = sink.bytes.data();
    batch->byte_count = sink.bytes.size();
    batch->problems = problems.data();
    batch->problem_count = problems.size();
    batch->notes = notes.data();
    batch = nullptr;
    return GUIJI_JSON_OK;
}

// MARK: Documents

guiji_json_fault guiji_json_reader::open_document(size_t count) {
    mode = Mode::document;
    length = count;
    std::memset(input.data() + count, 0, kPadding);
    survey.runs.clear();
    auto error = find_structure(input.data(), count);
    if (error == simdjson::MEMALLOC) return {GUIJI_JSON_NO_MEMORY, "", 0, 1};
    sink.bytes.resize_down(0);
    bool is_good = error == simdjson::SUCCESS && walker.value(GUIJI_JSON_DOCUMENT)
        && walker.cursor == parser->n_structural_indexes;
    if (!is_good) {
        guiji_json_fault fault = diagnose(input.data(), count);
        if (fault.status == GUIJI_JSON_OK) {
            // The two checks disagree: a fault of this code, refused rather than read wrongly.
            fault.status = GUIJI_JSON_MALFORMED;
            fault.reason = simdjson::error_message(error ? error : simdjson::TAPE_ERROR);
        }
        return fault;
    }
    walker.clear_flags();
    run = 0;
    run_is_open = false;
    counted_to = 0;
    return {GUIJI_JSON_OK, "", 0, 1};
}

bool guiji_json_reader::next_of_document() {
    while (run < survey.runs.size()) {
        const Run &current = survey.runs[run];
        if (!run_is_open) {
            run_is_open = true;
            run_index = 0;
            run_cursor = current.first + (current.kind == GUIJI_JSON_RECORD_VALUE ? 0 : 1);
        }
        if (run_index == current.count) {
            run++;
            run_is_open = false;
            continue;
        }
        // The whole text is known to be good: brackets, keys, colons and commas need no look.
        size_t name = kNone;
        if (current.kind == GUIJI_JSON_RECORD_MEMBERS) {
            name = run_cursor;
            run_cursor += 2;
        } else {
            name = current.key;
        }
        begin_record();
        walker.cursor = run_cursor;
        const size_t start = walker.index[run_cursor];
        walker.value(GUIJI_JSON_RECORD);
        const size_t end = walker.value_end;
        run_cursor = walker.cursor + 1;
        if (program.expected_elements >= 0) {
            bool is_array = walker.text[start] == '[';
            int64_t found = is_array ? int64_t(walker.value_count) : -1;
            if (found != program.expected_elements) {
                report(GUIJI_JSON_PROBLEM_RAGGED, "", found);
                row_is_refused = true;
            }
        }
        current_name = name;
        derive(run_index);
        run_index++;
        if (start < counted_to) {
            // Records within records: a second run over the same text.
            counted_to = 0;
            cursor.line = 1;
        }
        cursor.line += std::count(walker.text + counted_to, walker.text + start, uint8_t('\n'));
        counted_to = start;
        finish_record(start, end, current.path);
        return true;
    }
    return false;
}

// MARK: Lines

uint64_t guiji_json_reader::lines_left() const {
    if (mode != Mode::lines || line_start >= length) return 0;
    auto ends = std::count(input.data() + line_start, input.data() + length, uint8_t('\n'));
    return uint64_t(ends) + (input.data()[length - 1] != '\n');
}

guiji_json_status guiji_json_reader::open_lines(size_t count) {
    mode = Mode::lines;
    length = count;
    // A line end stops all that looks ahead; after it stands the start of the next block, which must stay.
    if (count == 0 || input.data()[count - 1] != '\n') {
        std::memset(input.data() + count, 0, kPadding);
    }
    auto error = find_structure(input.data(), count);
    if (error == simdjson::MEMALLOC) return GUIJI_JSON_NO_MEMORY;
    is_line_by_line = error != simdjson::SUCCESS && error != simdjson::EMPTY;
    if (error == simdjson::EMPTY) {
        cursor.line += std::count(input.data(), input.data() + count, uint8_t('\n'));
        line_start = count;
        return GUIJI_JSON_OK;
    }
    line_start = 0;
    line_cursor = 0;
    return GUIJI_JSON_OK;
}

/// Walks the record of one line. Where the block has no defect, no string reaches over a line end, so each line's
/// structure is a stretch of the block's.
bool guiji_json_reader::walk_line(size_t start, size_t end) {
    if (is_line_by_line) {
        if (find_structure(input.data() + start, end - start)) return false;
        return walker.value(GUIJI_JSON_RECORD)
            && walker.cursor == parser->n_structural_indexes;
    }
    walker.cursor = line_cursor;
    walker.end = end;
    return walker.value(GUIJI_JSON_RECORD) && walker.index[walker.cursor] >= end;
}

bool guiji_json_reader::next_of_lines() {
    const uint8_t *text = input.data();
    while (line_start < length) {
        const size_t start = line_start;
        auto found = static_cast<const uint8_t *>(std::memchr(text + start, '\n', length - start));
        const size_t line_end = found != nullptr ? size_t(found - text) : length;
        line_start = found != nullptr ? line_end + 1 : length;

        size_t first = start, end = line_end;
        auto blank = [&](size_t at) {
            return text[at] == ' ' || text[at] == '\t' || text[at] == '\r';
        };
        while (first < end && blank(first)) first++;
        while (end > first && blank(end - 1)) end--;
        if (first == end) {
            cursor.line += found != nullptr;
            continue;
        }
        begin_record();
        if (walk_line(first, end)) {
            derive(uint64_t(cursor.ordinal));
            if (!is_line_by_line) line_cursor = walker.cursor;
        } else {
            walker.reset();
            if (!is_line_by_line) {
                while (walker.index[line_cursor] < end) line_cursor++;
            }
            refuse_line(first, end);
        }
        if (end - first > kMaxRecordBytes) {
            report(GUIJI_JSON_PROBLEM_TOO_LONG, "", int64_t(end - first));
            row_is_refused = true;
        }
        finish_record(first, end, 0);
        cursor.line += found != nullptr;
        return true;
    }
    return false;
}

void guiji_json_reader::refuse_line(size_t start, size_t end) {
    guiji_json_fault fault = diagnose(input.data() + start, end - start);
    auto kind = fault.status == GUIJI_JSON_NOT_UTF8 ? GUIJI_JSON_PROBLEM_UNDECODABLE
                                                    : GUIJI_JSON_PROBLEM_MALFORMED;
    if (fault.status == GUIJI_JSON_OK) {
        // The two checks disagree: a fault of this code, refused rather than read wrongly.
        fault.reason = simdjson::error_message(simdjson::TAPE_ERROR);
    }
    walker.clear_flags();
    report(kind, fault.reason, int64_t(fault.offset));
    row_is_refused = true;
}
