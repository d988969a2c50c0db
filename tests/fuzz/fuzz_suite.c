/* SPDX-License-Identifier: MIT */
/*
 * Suites of files: the first byte chooses JSON or YAML. Any document gives a suite that a run can
 * use, or an error.
 */
#include <stdlib.h>
#include <string.h>

#include "api/option_tables.h"
#include "mltest/error.h"
#include "suite/file.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* Conditions differ and are written canonically; what beside them is kept has names and text. */
static void check(const mltest_suite *suite)
{
    for (size_t i = 0; i < suite->n; i++) {
        mlt_condition again;
        const char *name = suite->conditions[i].name;
        if (mlt_condition_parse(&again, NULL, name, NULL, 0, NULL) != MLTEST_OK ||
            strcmp(again.name, name) != 0)
            abort();
        mlt_condition_free(NULL, &again);
        for (size_t k = 0; k < i; k++)
            if (strcmp(suite->conditions[k].name, name) == 0)
                abort();
    }
    for (size_t i = 0; i < suite->n_weights; i++)
        if (!(suite->weights[i].value >= 0) || suite->weights[i].name[0] == '\0')
            abort();
    for (size_t i = 0; i < suite->n_gates; i++)
        if (suite->gates[i][0] == '\0')
            abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    mlt_tree tree;
    mltest_suite *suite = NULL;
    mltest_error *error = NULL;
    if (n == 0)
        return 0;
    const char *file = data[0] % 2 == 0 ? "fuzz.json" : "fuzz.yaml";
    if (mlt_tree_parse(&tree, NULL, file, (const char *)data + 1, n - 1, NULL) != MLTEST_OK)
        return 0;
    if (mlt_suite_make(&suite, NULL, "fuzz", NULL) != MLTEST_OK)
        abort();
    mltest_status status = mlt_suite_fill_tree(suite, &tree, &mlt_suite_option_tables, &error);
    if (status != mltest_error_status(error) ||
        (status != MLTEST_OK && mltest_error_message(error)[0] == '\0'))
        abort();
    if (status == MLTEST_OK)
        check(suite);
    mltest_error_free(error);
    mlt_suite_unref(suite);
    mlt_tree_free(&tree);
    return 0;
}
