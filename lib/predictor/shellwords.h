/* SPDX-License-Identifier: MIT */
/*
 * Splitting a command line by the shell's quoting rules, and nothing more.
 */
#ifndef MLT_PREDICTOR_SHELLWORDS_H
#define MLT_PREDICTOR_SHELLWORDS_H

#include "base/file.h"

/*
 * Blanks, tabs and line ends separate words. 'single quotes' keep everything; "double quotes" keep
 * everything but \ before $ ` " \ or a line end; a backslash elsewhere keeps the next character,
 * and with a line end after it both go. Nothing is expanded: $, *, ~, |, ; and # are characters.
 * words must be empty. MLTEST_ERR_INVALID: no word, an open quote, or a backslash at the end.
 */
mltest_status mlt_shellwords(mltest_context *ctx, const char *line, mlt_names *words,
                             mltest_error **error);

#endif
