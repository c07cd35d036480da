/// Reads the records of JSON text into the columns of a batch: the C face of the C++ in this folder.
///
/// simdjson finds the structure of the text (which bytes are brackets, commas and starts of values outside strings,
/// 64 bytes at a time) and checks its UTF-8. The code here then walks that structure once, checks the grammar, and
/// copies the wanted values, found through a trie of wanted paths, into one buffer with a slice for each.
///
/// No exception leaves these functions; what can fail says so by its result. A reader belongs to one thread.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct guiji_json_reader guiji_json_reader;

/// A value in a batch's bytes; laid out as Guiji's `FieldSlice`. Absent: the offset is UINT32_MAX.
typedef struct {
    uint32_t offset, length;
} guiji_json_slice;

/// Laid out as Guiji's `RecordPosition`: ordinal and byte offset from 0, line from 1.
typedef struct {
    int64_t ordinal, line, byte_offset, byte_length;
} guiji_json_position;

// MARK: The program: which paths are wanted, and what for.

/// Nodes that exist from the start: the whole document, and a record. 0 is no node.
enum { GUIJI_JSON_DOCUMENT = 1, GUIJI_JSON_RECORD = 2 };

/// How a node is reached from its parent.
typedef enum {
    GUIJI_JSON_KEY,
    GUIJI_JSON_INDEX,
    GUIJI_JSON_EVERY_MEMBER,
    GUIJI_JSON_EVERY_ELEMENT
} guiji_json_step;

/// What to do with the value at a node.
typedef enum {
    /// Record: the value goes to a column (`scope` 0) or to a column of the current item of group `scope - 1`. Of
    /// several values for one column the one with the lowest `priority` stays.
    GUIJI_JSON_STORE,
    /// Record: each value here is an item of group `scope - 1`.
    GUIJI_JSON_ITEM,
    /// Record: only note that `source` occurs.
    GUIJI_JSON_MARK,
    /// Document: keep the value as absolute value number `column`.
    GUIJI_JSON_ABSOLUTE,
    /// Document: a scalar here is the next column name of a columnar document.
    GUIJI_JSON_NAME,
    /// Document: the elements of this array, the members of this object, or this value are records of path
    /// number `column`.
    GUIJI_JSON_RECORD_ELEMENTS,
    GUIJI_JSON_RECORD_MEMBERS,
    GUIJI_JSON_RECORD_VALUE
} guiji_json_action;

/// Values that don't stand in the record.
typedef enum {
    /// The name of the object member that the record is (in).
    GUIJI_JSON_FROM_KEY,
    /// The record's number in its array or object, from 0.
    GUIJI_JSON_FROM_INDEX,
    /// Absolute value number `slot`.
    GUIJI_JSON_FROM_ABSOLUTE
} guiji_json_origin;

/// A reader for so many columns, hidden columns (seen only by shapes; numbered after the columns), sources, absolute
/// values and groups. NULL without memory.
guiji_json_reader *guiji_json_create(
    uint32_t columns, uint32_t hidden, uint32_t sources, uint32_t absolutes, uint32_t groups,
    const uint32_t *group_columns);
void guiji_json_destroy(guiji_json_reader *reader);

/// The child of a node, made if new. 0 without memory. Keys are compared as text, after their escapes.
uint32_t guiji_json_node(
    guiji_json_reader *reader, uint32_t parent, guiji_json_step step, const uint8_t *key,
    size_t key_length, uint32_t index);
bool guiji_json_act(
    guiji_json_reader *reader, uint32_t node, guiji_json_action action, uint32_t scope,
    uint32_t column, uint8_t priority, uint32_t source);
/// Keys of objects at this node that no path mentions are to be reported.
void guiji_json_watch(guiji_json_reader *reader, uint32_t node);
bool guiji_json_derive(
    guiji_json_reader *reader, guiji_json_origin origin, uint32_t slot, uint32_t column,
    uint8_t priority, uint32_t source);
/// A record of path number `path` has this shape if the hidden column has this text, or always where `hidden` is
/// UINT32_MAX. The first that fits counts.
bool guiji_json_shape(
    guiji_json_reader *reader, uint32_t path, uint8_t shape, uint32_t hidden, const uint8_t *equals,
    size_t length);
/// Records must be arrays of so many elements (columnar documents).
void guiji_json_expect_elements(guiji_json_reader *reader, uint32_t count);

// MARK: Text in.

/// The input buffer with room for so many bytes; earlier content is kept. NULL without memory.
uint8_t *guiji_json_input(guiji_json_reader *reader, size_t capacity);

typedef enum {
    GUIJI_JSON_OK,
    GUIJI_JSON_NO_MEMORY,
    /// Nothing but white space.
    GUIJI_JSON_EMPTY,
    GUIJI_JSON_NOT_UTF8,
    GUIJI_JSON_MALFORMED,
    /// The text ends inside a value.
    GUIJI_JSON_TRUNCATED,
    /// Something follows a complete value.
    GUIJI_JSON_TRAILING
} guiji_json_status;

/// Why text is refused, and at which byte of it.
typedef struct {
    guiji_json_status status;
    const char *reason;
    uint64_t offset;
    /// The offset's line in the text, from 1.
    uint64_t line;
} guiji_json_fault;

/// Takes the first `length` bytes of the input as one document: all of it is checked, absolute values, column names
/// and places of records are gathered.
guiji_json_fault guiji_json_open_document(guiji_json_reader *reader, size_t length);

/// Takes the first `length` bytes of the input as whole lines, one value each. Only lack of memory can fail here.
guiji_json_status guiji_json_open_lines(guiji_json_reader *reader, size_t length);

/// Where the next record of JSON Lines is counted from; `byte_offset` is that of the input's first byte and is
/// advanced by the caller. For a document it is added to each record's offset.
guiji_json_position *guiji_json_cursor(guiji_json_reader *reader);

/// Lines of the block that have not been read.
uint64_t guiji_json_lines_left(const guiji_json_reader *reader);

/// Checks one document byte by byte, slowly; says what is wrong where.
guiji_json_fault guiji_json_diagnose(const uint8_t *text, size_t length);

bool guiji_json_is_utf8(const uint8_t *text, size_t length);

// MARK: Records out.

typedef enum {
    /// The line is not one JSON value: `reason`, at byte `at` of the record.
    GUIJI_JSON_PROBLEM_MALFORMED,
    /// The line is not UTF-8 from byte `at` on.
    GUIJI_JSON_PROBLEM_UNDECODABLE,
    /// A wanted string has a lone surrogate escape.
    GUIJI_JSON_PROBLEM_SURROGATE,
    /// A wanted key stands twice in one object; the first value was taken. `text` is the key.
    GUIJI_JSON_PROBLEM_DUPLICATE,
    /// The record, or what is wanted of it, is too long.
    GUIJI_JSON_PROBLEM_TOO_LONG,
    /// No shape fits. `text` is the value of the first discriminator, if it has one.
    GUIJI_JSON_PROBLEM_SHAPE,
    /// A columnar record with `at` elements, or -1 where it isn't an array.
    GUIJI_JSON_PROBLEM_RAGGED
} guiji_json_problem_kind;

typedef struct {
    uint32_t row;
    guiji_json_problem_kind kind;
    const char *reason;
    int64_t at;
    guiji_json_slice text;
} guiji_json_problem;

/// One batch. The caller gives room for `capacity` records; slices lie by column (`column * capacity + row`) and are
/// absent at first. Pointers set by the reader hold until its next call.
typedef struct {
    guiji_json_slice *slices;
    guiji_json_position *positions;
    uint8_t *shapes;
    uint32_t capacity;
    /// The batch ends after the record with which its bytes reach this.
    size_t byte_goal;

    uint32_t count;
    const uint8_t *bytes;
    size_t byte_count;
    const guiji_json_problem *problems;
    size_t problem_count;
    const uint8_t *notes;
} guiji_json_batch;

/// The next records of the document or of the lines. `count` 0: there are no more.
guiji_json_status guiji_json_next(guiji_json_reader *reader, guiji_json_batch *batch);

typedef struct {
    const uint32_t *starts;
    const guiji_json_slice *slices;
    size_t slice_count;
} guiji_json_group;

/// A group's items in the batch just read: `count + 1` starts.
guiji_json_group guiji_json_group_items(guiji_json_reader *reader, uint32_t group);

// MARK: What was seen.

/// Whether a source has occurred in any record so far, with a value or with null.
bool guiji_json_seen(const guiji_json_reader *reader, uint32_t source);

typedef struct {
    const uint8_t *bytes;
    size_t length;
} guiji_json_text;

/// An absolute value; NULL bytes where it is absent or null.
guiji_json_text guiji_json_absolute(const guiji_json_reader *reader, uint32_t slot);
size_t guiji_json_name_count(const guiji_json_reader *reader);
guiji_json_text guiji_json_name(const guiji_json_reader *reader, size_t index);
size_t guiji_json_undeclared_count(const guiji_json_reader *reader);
/// A key that nothing mentions, and the watched node it stands at.
guiji_json_text guiji_json_undeclared(
    const guiji_json_reader *reader, size_t index, uint32_t *node);

/// Records in the document.
uint64_t guiji_json_record_count(const guiji_json_reader *reader);
/// Whether the container of a path's records was there, of the right type.
bool guiji_json_has_records(const guiji_json_reader *reader, uint32_t path);

/// What stands where a path of the document ends or breaks off: the first byte of the value there, how many steps led
/// to it, and, if it is an object, its keys, joined by ", " (at most 20).
typedef struct {
    uint8_t first_byte;
    uint32_t steps;
    guiji_json_text keys;
} guiji_json_explanation;
guiji_json_explanation guiji_json_explain(guiji_json_reader *reader, uint32_t node);

#ifdef __cplusplus
}
#endif
