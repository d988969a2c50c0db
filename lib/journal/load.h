/* SPDX-License-Identifier: MIT */
/*
 * The bytes of a journal. They come from the file system, never through the host's io: a journal is
 * read where it was written.
 */
#ifndef MLT_JOURNAL_LOAD_H
#define MLT_JOURNAL_LOAD_H

#include <stddef.h>

#include "mltest/types.h"

/* Free *bytes with mlt_free(). At most max_file_bytes. */
mltest_status mlt_journal_load(mltest_context *ctx, const char *path, char **bytes, size_t *n,
                               mltest_error **error);
/* The same of a file that is open, from its beginning; path is for messages. */
mltest_status mlt_journal_load_open(mltest_context *ctx, const char *path, int fd, char **bytes,
                                    size_t *n, mltest_error **error);

#endif
