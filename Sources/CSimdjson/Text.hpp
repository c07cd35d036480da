// Bytes, and JSON strings to UTF-8 text.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>

namespace guiji {

/// Input buffers have so many zero bytes after their text, so that eight bytes can be loaded anywhere in it.
constexpr size_t kPadding = 64;

/// A growing run of bytes. Unlike a vector it doesn't clear what will be overwritten at once.
class Bytes {
public:
    Bytes() = default;
    Bytes(const Bytes &) = delete;
    Bytes &operator=(const Bytes &) = delete;
    ~Bytes() { std::free(start_); }

    uint8_t *data() { return start_; }
    const uint8_t *data() const { return start_; }
    size_t size() const { return size_; }
    void resize_down(size_t size) { size_ = size; }

    /// Room for `more` bytes after the present ones, and for an eight-byte store begun inside them.
    uint8_t *room(size_t more) {
        size_t wanted = size_ + more + 8;
        if (wanted > capacity_) grow(wanted);
        return start_ + size_;
    }
    void advance_to(const uint8_t *end) { size_ = size_t(end - start_); }
    void append(const uint8_t *bytes, size_t count) {
        uint8_t *to = room(count);
        if (count > 0) std::memcpy(to, bytes, count);
        size_ += count;
    }
    /// Sets the capacity alone; for an input buffer, which is filled from outside.
    void reserve_exactly(size_t capacity) {
        if (capacity > capacity_) reallocate(capacity);
    }

private:
    void grow(size_t wanted) { reallocate(wanted + wanted / 2 + 256); }
    void reallocate(size_t capacity) {
        void *moved = std::realloc(start_, capacity);
        if (moved == nullptr) throw std::bad_alloc();
        start_ = static_cast<uint8_t *>(moved);
        capacity_ = capacity;
    }

    uint8_t *start_ = nullptr;
    size_t size_ = 0, capacity_ = 0;
};

inline uint64_t load8(const uint8_t *bytes) {
    uint64_t word;
    std::memcpy(&word, bytes, 8);
    return word;
}

/// A word whose lowest set high bit marks the first backslash among eight bytes; 0 without one. (Bits above the first
/// may be false: the borrow of the subtraction runs upwards.)
inline uint64_t backslashes(uint64_t word) {
    uint64_t difference = word ^ 0x5C5C5C5C5C5C5C5CULL;
    return (difference - 0x0101010101010101ULL) & ~difference & 0x8080808080808080ULL;
}

/// The first backslash of a padded range, or its end.
inline const uint8_t *find_backslash(const uint8_t *start, const uint8_t *end) {
    for (; start < end; start += 8) {
        if (uint64_t found = backslashes(load8(start))) {
            const uint8_t *at = start + (__builtin_ctzll(found) >> 3);
            return at < end ? at : end;
        }
    }
    return end;
}

enum class Unescaped {
    ok,
    /// Not an escape that JSON has.
    invalid,
    /// Half of a surrogate pair: no character, so no UTF-8.
    surrogate
};

/// Appends the text of a JSON string (the padded bytes between its quotes).
Unescaped unescape(const uint8_t *start, const uint8_t *end, Bytes &out);

/// Whether the escapes of a JSON string are well formed. A lone surrogate is.
bool escapes_are_valid(const uint8_t *start, const uint8_t *end);

}  // namespace guiji
