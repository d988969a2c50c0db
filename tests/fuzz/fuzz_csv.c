/* SPDX-License-Identifier: MIT */
/*
 * Comma-separated values: any bytes end in rows or an error; what was read can be written and reads
 * as the same.
 */
#include <stdlib.h>
#include <string.h>

#include "codec/csv.h"
#include "mltest/error.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* Reads the rows and writes them again; the status it ends with. */
static mltest_status copy(const char *bytes, size_t n, mlt_text *out)
{
    mlt_csv csv;
    mltest_error *error = NULL;
    bool more = true;
    int64_t line = 0;
    mlt_csv_init(&csv, NULL, "fuzz.csv", bytes, n);
    mltest_status status = mlt_csv_next(&csv, &more, &error);
    while (status == MLTEST_OK && more) {
        if (csv.n_fields < 1 || csv.n_fields > MLT_CSV_FIELDS || csv.line <= line)
            abort();
        line = csv.line;
        for (size_t i = 0; i < csv.n_fields; i++)
            mlt_csv_put(out, csv.fields[i]);
        mlt_text_putc(out, '\n');
        status = mlt_csv_next(&csv, &more, &error);
    }
    if (status != mltest_error_status(error))
        abort();
    mltest_error_free(error);
    mlt_csv_free(&csv);
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    mlt_text once, twice;
    mlt_text_init(&once, NULL);
    mlt_text_init(&twice, NULL);
    if (copy((const char *)data, n, &once) == MLTEST_OK && once.n > 0 &&
        (copy(once.bytes, once.n, &twice) != MLTEST_OK || twice.n != once.n ||
         memcmp(once.bytes, twice.bytes, once.n) != 0))
        abort();
    mlt_text_free(&once);
    mlt_text_free(&twice);
    return 0;
}
