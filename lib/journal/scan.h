/* SPDX-License-Identifier: MIT */
/*
 * Walking through a journal file line by line; reading, resuming and merging all stand on it.
 */
#ifndef MLT_JOURNAL_SCAN_H
#define MLT_JOURNAL_SCAN_H

#include "codec/gzip.h"
#include "journal/lines.h"

typedef struct {
    bool torn, ended; /* the last member was cut; an end record was seen */
    bool unfinished;  /* nothing was cut, but the last line does not end */
    size_t whole;     /* bytes of the file that hold whole lines: what may stay on resume */
    mlt_text healed;  /* torn: what must follow those bytes; the caller frees it */
} mlt_scan_result;

/* Gets every line; strings live in the arena that was given to mlt_journal_scan(). */
typedef mltest_status (*mlt_scan_fn)(void *data, const mlt_line *line, int64_t line_number,
                                     mltest_error **error);

/*
 * bytes is the file; with arena NULL strings live only until each() returns. Lines of a torn last
 * member count only up to the last place where it can be cut. The first record must be a run
 * record. On an error *result needs no freeing.
 */
mltest_status mlt_journal_scan(mltest_context *ctx, mlt_arena *arena, const char *file,
                               const void *bytes, size_t n, mlt_scan_fn each, void *data,
                               mlt_scan_result *result, mltest_error **error);

#endif
