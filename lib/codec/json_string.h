/* SPDX-License-Identifier: MIT */
/*
 * Strings of JSON.
 */
#ifndef MLT_CODEC_JSON_STRING_H
#define MLT_CODEC_JSON_STRING_H

#include "base/text.h"

#include <stddef.h>

/*
 * Reads a string whose opening quote is text[0] into out (cleared first). Returns the bytes used,
 * both quotes included; if *wrong is set, the offset of what is wrong, and *wrong says what was
 * expected there. Reading ends early, with more than `most` bytes in out, when the string is
 * longer.
 */
size_t mlt_json_scan_string(const char *text, size_t n, size_t most, mlt_text *out,
                            const char **wrong);

#endif
