/* SPDX-License-Identifier: MIT */
/*
 * Numbers as the JSON reader reads them: texts on standard input, one a line, give the bits of
 * their doubles on standard output, 16 hexadecimal digits a line; a text that is refused gives
 * "refused". tests/conformance/json_numbers.py compares them with Python's.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "codec/json.h"
#include "codec/json_number.h"
#include "mltest/error.h"

/* The reader, and the form for what is near the end; both must agree. */
static int read_number(const char *text, size_t n, double *out)
{
    mlt_json json;
    double quick = 0;
    mlt_json_init(&json, NULL, "stdin", text, n);
    json.lenient_nan = true; /* overflow is infinite, as in Python */
    const int ok =
        mlt_json_read_f64(&json, out, NULL) == MLTEST_OK && mlt_json_end(&json, NULL) == MLTEST_OK;
    mlt_json_free(&json);
    const char *behind = mlt_json_number_quick(text, text + n + MLT_JSON_QUICK_ROOM, &quick);
    if (ok && behind == text + n && memcmp(&quick, out, sizeof quick) != 0)
        return 0;
    return ok;
}

int main(void)
{
    enum { ROOM = 1 << 16 };
    char *line = malloc(ROOM + MLT_JSON_QUICK_ROOM);
    if (line == NULL)
        return EXIT_FAILURE;
    while (fgets(line, ROOM, stdin) != NULL) {
        double value = 0;
        uint64_t bits;
        const size_t n = strcspn(line, "\n");
        memset(line + n, ' ', MLT_JSON_QUICK_ROOM);
        if (!read_number(line, n, &value)) {
            puts("refused");
            continue;
        }
        memcpy(&bits, &value, sizeof bits);
        printf("%016" PRIx64 "\n", bits);
    }
    free(line);
    return ferror(stdin) || fflush(stdout) != 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
