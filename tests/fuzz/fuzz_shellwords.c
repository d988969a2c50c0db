/* SPDX-License-Identifier: MIT */
/*
 * Command lines: any text gives words or an error, and words that are quoted and joined again give
 * the same words.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "mltest/error.h"
#include "predictor/shellwords.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* Every word in single quotes; a quote in it as '\''. */
static void join(const mlt_names *words, mlt_text *line)
{
    for (size_t i = 0; i < words->n; i++) {
        mlt_text_puts(line, " '");
        for (const char *p = words->items[i]; *p != '\0'; p++) {
            if (*p == '\'')
                mlt_text_puts(line, "'\\''");
            else
                mlt_text_putc(line, *p);
        }
        mlt_text_putc(line, '\'');
    }
}

static void check_again(const mlt_names *words)
{
    mlt_names again = {NULL, 0, 0};
    mlt_text line;
    mlt_text_init(&line, NULL);
    join(words, &line);
    if (mlt_shellwords(NULL, mlt_text_string(&line), &again, NULL) != MLTEST_OK ||
        again.n != words->n)
        abort();
    for (size_t i = 0; i < words->n; i++)
        if (strcmp(words->items[i], again.items[i]) != 0)
            abort();
    mlt_text_free(&line);
    mlt_names_free(NULL, &again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    mlt_names words = {NULL, 0, 0};
    mltest_error *error = NULL;
    char *line = malloc(n + 1);
    if (line == NULL)
        return 0;
    if (n > 0)
        memcpy(line, data, n);
    line[n] = '\0';
    mltest_status status = mlt_shellwords(NULL, line, &words, &error);
    if (status != mltest_error_status(error) || (status == MLTEST_OK) != (words.n > 0))
        abort();
    if (status == MLTEST_OK)
        check_again(&words);
    mlt_names_free(NULL, &words);
    mltest_error_free(error);
    free(line);
    return 0;
}
