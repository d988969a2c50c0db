/* SPDX-License-Identifier: MIT */
/*
 * Over whole values without a reader: as strict as mlt_json_skip(), but only for what is usual.
 */
#ifndef MLT_CODEC_JSON_JUMP_H
#define MLT_CODEC_JSON_JUMP_H

#include "codec/json.h"

static inline const char *mlt_json_jump_space(const char *p, const char *end)
{
    while (p < end && (*p == ' ' || *p == '\n' || *p == '\t' || *p == '\r'))
        p++;
    return p;
}

/*
 * What is behind a string of at most `most` bytes whose opening quote is at p: valid UTF-8, and no
 * escapes but those of one letter; *plain tells whether there are none. NULL for anything else.
 */
const char *mlt_json_jump_string(const char *p, const char *end, size_t most, bool *plain);
/*
 * What is behind the value at p. NULL when the reader had better look at it: it is wrong, nested
 * deeper than `levels`, not usual, or too close to the end to tell. What may not follow a number is
 * for the caller to refuse.
 */
const char *mlt_json_jump(const char *p, const char *end, size_t levels, size_t most_string);

#endif
