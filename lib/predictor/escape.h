/* SPDX-License-Identifier: MIT */
/*
 * Text from outside, made fit for one line of a message.
 */
#ifndef MLT_PREDICTOR_ESCAPE_H
#define MLT_PREDICTOR_ESCAPE_H

#include "base/text.h"

/*
 * Adds n bytes to text as one printable line of valid UTF-8: control characters and bytes that are
 * not UTF-8 become \n, \t, \r or \xNN. For people: it cannot be undone (\ stays as it is).
 */
void mlt_escape(mlt_text *text, const void *bytes, size_t n);
/* The length of s, but at most max: a cut does not split a UTF-8 sequence. */
size_t mlt_escape_cut(const char *s, size_t max);

#endif
