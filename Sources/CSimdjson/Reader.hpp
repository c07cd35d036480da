// The state behind the C interface.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <simdjson.h>

#include "Diagnosis.hpp"
#include "Walker.hpp"

/// A JSON document or a block of JSON lines, and where reading stands in it.
struct guiji_json_reader {
    guiji::Program program;
    guiji::Bytes input;
    /// Bytes of the input that count.
    size_t length = 0;
    guiji::Survey survey;
    guiji::Sink sink;
    guiji::Walker walker{program, survey, sink};
    guiji_json_position cursor = {0, 1, 0, 0};
    /// Each group's size where the current record began.
    std::vector<size_t> group_slices_before;
    std::vector<uint32_t> group_counts_before;

    guiji_json_fault open_document(size_t length);
    guiji_json_status open_lines(size_t length);
    guiji_json_status next(guiji_json_batch &batch);
    guiji_json_explanation explain(uint32_t node);
    uint8_t *reserve_input(size_t capacity);
    uint64_t lines_left() const;

private:
    enum class Mode { document, lines };

    simdjson::error_code find_structure(const uint8_t *text, size_t length);
    void begin_batch();
    bool is_full() const;

    // Documents.
    bool next_of_document();

    // Lines.
    bool next_of_lines();
    bool walk_line(size_t start, size_t end);
    void refuse_line(size_t start, size_t end);

    // Records.
    void begin_record();
    void finish_record(size_t start, size_t end, uint32_t path);
    void set_aside();
    void report(
        guiji_json_problem_kind kind, const char *reason, int64_t at, const uint8_t *text = nullptr,
        size_t text_length = 0);
    void derive(uint64_t index_in_run);
    guiji_json_slice run_key();
    void choose_shape(uint32_t path);

    Mode mode = Mode::document;
    std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
    guiji_json_batch *batch = nullptr;
    size_t bytes_before = 0;
    bool row_is_refused = false;
    std::vector<guiji_json_problem> problems;
    guiji::Bytes notes;

    // Documents: the run, and the structural index of its next record.
    size_t run = 0;
    size_t run_cursor = 0;
    uint64_t run_index = 0;
    bool run_is_open = false;
    /// Structural index of the key that names the current record, or kNone.
    size_t current_name = guiji::kNone;
    /// Line ends before here are counted.
    size_t counted_to = 0;
    /// Values written once a batch: the run's key, absolute values.
    size_t key_cached_for = SIZE_MAX;
    guiji_json_slice cached_key = {guiji::kNone, 0};
    std::vector<guiji_json_slice> cached_absolutes;

    // Lines.
    size_t line_start = 0;
    size_t line_cursor = 0;
    /// Set where the block as a whole has a defect: each line then gets its own structure.
    bool is_line_by_line = false;
};
