/* SPDX-License-Identifier: MIT */
/*
 * Comma-separated values (RFC 4180), a row at a time: quoted fields with commas, doubled quotes and
 * line ends in them, CR LF or LF, a byte order mark, blank lines passed over. Fields are at most
 * max_string long, rows at most MLT_CSV_FIELDS fields.
 */
#ifndef MLT_CODEC_CSV_H
#define MLT_CODEC_CSV_H

#include <stdbool.h>

#include "base/text.h"

enum { MLT_CSV_FIELDS = 64 };

typedef struct {
    mltest_context *ctx; /* borrowed */
    const char *file;    /* for messages; borrowed */
    const char *at, *end;
    int64_t line; /* on which the row begins, from 1 */
    int64_t next_line;
    const char *fields[MLT_CSV_FIELDS]; /* NUL-terminated, until the next row */
    size_t n_fields;
    size_t starts[MLT_CSV_FIELDS]; /* of the fields in the text */
    mlt_text text;
} mlt_csv;

void mlt_csv_init(mlt_csv *csv, mltest_context *ctx, const char *file, const char *bytes, size_t n);
void mlt_csv_free(mlt_csv *csv);
/* The next row; *more is false at the end. MLTEST_ERR_FORMAT, _LIMIT or _MEMORY, with the line. */
mltest_status mlt_csv_next(mlt_csv *csv, bool *more, mltest_error **error);
/* MLTEST_ERR_FORMAT in the row that was read last. */
mltest_status mlt_csv_fail(const mlt_csv *csv, mltest_error **error, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
/* The column of a name in the row that was read last (a head), -1 if there is none. Letter case is
 * the same to it. */
int mlt_csv_column(const mlt_csv *csv, const char *name);
/* A finite number from a field of the row; the message names the column. */
mltest_status mlt_csv_number(const mlt_csv *csv, int column, const char *name, double *out,
                             mltest_error **error);

/* Appends a field, with a comma before it unless it is the first of its line. */
void mlt_csv_put(mlt_text *out, const char *field);
void mlt_csv_put_number(mlt_text *out, double value);

#endif
