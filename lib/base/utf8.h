/* SPDX-License-Identifier: MIT */
/*
 * Whether bytes are text that may be shown, written to a journal and used as a key.
 */
#ifndef MLT_BASE_UTF8_H
#define MLT_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Reads the character at the start of n ≥ 1 bytes: its length, 1 to 4, and *code set; 0 if the
 * bytes are not UTF-8 (RFC 3629: no surrogates, nothing past U+10FFFF, only shortest forms).
 */
size_t mlt_utf8_next(const char *text, size_t n, unsigned *code);

/* UTF-8, control characters and NUL included. */
bool mlt_utf8_is_valid(const char *text, size_t n);

/* The same but for the case of A to Z, in any locale. */
bool mlt_same_letters(const char *a, const char *b);

/* Whether a character does something to the text around it: a control character, or one that turns
 * the direction of writing (U+202A to U+202E, U+2066 to U+2069). */
bool mlt_utf8_is_active(unsigned code);

/* The length of the character at the start of n ≥ 1 bytes if it is active, else 0. */
size_t mlt_utf8_active(const char *text, size_t n);

/* UTF-8 without control characters: U+0000 to U+001F and U+007F to U+009F. */
bool mlt_utf8_is_plain(const char *text, size_t n);

#endif
