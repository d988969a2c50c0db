/* SPDX-License-Identifier: MIT */
#include "codec/json_jump.h"

#include <string.h>

#include "base/digits.h"
#include "base/utf8.h"

/* Levels of nesting are bits of a word. */
enum { MOST_LEVELS = 64 };

/* Which of eight bytes are quotes, backslashes, control characters or not ASCII: their top bit; up
 * to the first of them, as what a difference borrows disturbs later bytes only. */
static uint64_t unusual(uint64_t word)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = UINT64_C(0x8080808080808080);
    const uint64_t quote = word ^ ones * '"', backslash = word ^ ones * '\\';
    return ((quote - ones) | (backslash - ones) | (word - ones * 0x20) | word) & tops;
}

/* What is behind the character at p, which is unusual but no quote; NULL if it is for the reader.
 */
static const char *jump_unusual(const char *p, const char *end, bool *plain)
{
    unsigned code;
    if (end - p < 2)
        return NULL;
    if (*p == '\\') {
        *plain = false;
        return p[1] != '\0' && strchr("\"\\/bfnrt", p[1]) != NULL ? p + 2 : NULL;
    }
    const size_t n = (unsigned char)*p < 0x80 ? 0 : mlt_utf8_next(p, (size_t)(end - p), &code);
    return n > 0 ? p + n : NULL;
}

const char *mlt_json_jump_string(const char *p, const char *end, size_t most, bool *plain)
{
    const char *const start = ++p;
    *plain = true;
    while (p != NULL && end - p >= 8) {
        const uint64_t found = unusual(mlt_digits_load(p));
        if (found == 0) {
            p += 8;
            continue;
        }
        p += __builtin_ctzll(found) / 8;
        if (*p == '"')
            return (size_t)(p - start) <= most ? p + 1 : NULL;
        p = jump_unusual(p, end, plain);
    }
    return NULL;
}

static const char *jump_digits(const char *p, const char *end)
{
    while (end - p >= 8) {
        const unsigned n = mlt_digits_count(mlt_digits_load(p));
        p += n;
        if (n < 8)
            return p;
    }
    return NULL;
}

/* Numbers without an exponent and of up to 300 digits are finite. */
static const char *jump_number(const char *p, const char *end)
{
    enum { MOST_DIGITS = 300 };
    p += *p == '-';
    const char *whole = p;
    p = jump_digits(whole, end);
    if (p == NULL || p == whole || p - whole > MOST_DIGITS || (*whole == '0' && p - whole > 1))
        return NULL;
    if (*p == '.') {
        const char *fraction = p + 1;
        p = jump_digits(fraction, end);
        if (p == NULL || p == fraction)
            return NULL;
    }
    return (*p | 0x20) == 'e' ? NULL : p;
}

static const char *jump_word(const char *p)
{
    if (memcmp(p, "true", 4) == 0 || memcmp(p, "null", 4) == 0)
        return p + 4;
    return memcmp(p, "false", 5) == 0 ? p + 5 : NULL;
}

static const char *jump_scalar(const char *p, const char *end, size_t most_string)
{
    bool plain;
    if (*p == '"')
        return mlt_json_jump_string(p, end, most_string, &plain);
    return (*p >= '0' && *p <= '9') || *p == '-' ? jump_number(p, end) : jump_word(p);
}

/* A key, its colon and the space around it. */
static const char *jump_key(const char *p, const char *end, size_t most_string)
{
    bool plain;
    if (p == NULL || end - p < 8 || *p != '"')
        return NULL;
    p = mlt_json_jump_string(p, end, most_string, &plain);
    if (p == NULL)
        return NULL;
    p = mlt_json_jump_space(p, end);
    return p < end && *p == ':' ? mlt_json_jump_space(p + 1, end) : NULL;
}

/* ---------------------------------------------------------------------------------------------- */

/* Where a jump is: bit 0 of open is 1 inside an object, the next ones say the same of what it is
 * in. */
typedef struct {
    const char *p, *end;
    size_t most_string;
    size_t depth, levels;
    uint64_t open;
} jump;

/* Enters what opens at p. An empty one is left again at once: then *is_value. */
static bool enter(jump *j, bool *is_value)
{
    const bool is_object = *j->p == '{';
    j->p = mlt_json_jump_space(j->p + 1, j->end);
    if (j->depth >= j->levels || j->end - j->p < 8)
        return false;
    *is_value = *j->p == (is_object ? '}' : ']');
    if (*is_value) {
        j->p++;
        return true;
    }
    j->open = j->open << 1 | is_object;
    j->depth++;
    if (is_object)
        j->p = jump_key(j->p, j->end, j->most_string);
    return j->p != NULL;
}

/* Goes on behind a value: to the next one of its array or object, or out of it. */
static bool go_on(jump *j, bool *is_value)
{
    const bool is_object = j->open & 1;
    j->p = mlt_json_jump_space(j->p, j->end);
    if (j->end - j->p < 8)
        return false;
    if (*j->p == (is_object ? '}' : ']')) {
        j->open >>= 1;
        j->depth--;
        j->p++;
        return true;
    }
    if (*j->p != ',')
        return false;
    *is_value = false;
    j->p = mlt_json_jump_space(j->p + 1, j->end);
    if (is_object)
        j->p = jump_key(j->p, j->end, j->most_string);
    return j->p != NULL;
}

const char *mlt_json_jump(const char *p, const char *end, size_t levels, size_t most_string)
{
    jump j = {p, end, most_string, 0, levels < MOST_LEVELS ? levels : MOST_LEVELS, 0};
    bool is_value = false; /* whether a whole value is behind us */
    do {
        if (is_value) {
            if (!go_on(&j, &is_value))
                return NULL;
            continue;
        }
        if (j.end - j.p < 8)
            return NULL;
        if (*j.p == '[' || *j.p == '{') {
            if (!enter(&j, &is_value))
                return NULL;
        } else {
            j.p = jump_scalar(j.p, j.end, most_string);
            if (j.p == NULL)
                return NULL;
            is_value = true;
        }
    } while (!is_value || j.depth > 0);
    return j.p;
}
