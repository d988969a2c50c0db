/* SPDX-License-Identifier: MIT */
/*
 * Strings of JSON, and valid UTF-8.
 */
#ifndef MLT_CODEC_JSON_STRING_H
#define MLT_CODEC_JSON_STRING_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Reads a string whose opening quote is text[0] into out (cleared first). Returns the bytes used,
 * both quotes included; if *wrong is set, the offset of what is wrong, and *wrong says what was
 * expected there.
 */
size_t mlt_json_scan_string(const char *text, size_t n, mlt_text *out, const char **wrong);

/* The length of the valid UTF-8 sequence at text (1 … 4), or 0. */
size_t mlt_utf8_length(const char *text, size_t n);

#endif
