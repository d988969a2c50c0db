/* SPDX-License-Identifier: MIT */
/*
 * Evaluations: the first byte chooses lenient or not, and what follows: COCO's pair of files, the
 * second after a byte 30, or a file of YOLO's predictions. Any bytes give figures within their
 * ranges, or an error.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "mltest/error.h"
#include "mltest/evaluation.h"
#include "mltest/options.h"
#include "predictor/recorded.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

enum { LENIENT = 1, YOLO = 2, SEPARATOR = 30 };

static char root[] = "/tmp/mltest-fuzz-XXXXXX";
static char truth[64], results[64];

static void remove_root(void)
{
    (void)remove(truth);
    (void)remove(results);
    (void)rmdir(root);
}

static void make_root(void)
{
    if (truth[0] != '\0')
        return;
    if (mkdtemp(root) == NULL || atexit(remove_root) != 0)
        abort();
    snprintf(truth, sizeof truth, "%s/truth.json", root);
    snprintf(results, sizeof results, "%s/results.json", root);
}

static void put(const char *path, const uint8_t *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");
    if (f == NULL || fwrite(bytes, 1, n, f) != n || fclose(f) != 0)
        abort();
}

static void check_error(mltest_status status, mltest_error *error)
{
    if (status != mltest_error_status(error) ||
        (status != MLTEST_OK && mltest_error_message(error)[0] == '\0'))
        abort();
    mltest_error_free(error);
}

static void check(const mltest_evaluation *evaluation)
{
    static const char *const names[] = {"AP",  "AP50", "AP75",  "APs", "APm", "APl",
                                        "AR1", "AR10", "AR100", "ARs", "ARm", "ARl"};
    double value = 0;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (mltest_evaluation_value(evaluation, names[i], &value) != MLTEST_OK ||
            !(value == -1 || (value >= 0 && value <= 1 + 1e-9)))
            abort();
}

static void evaluate(const uint8_t *data, size_t n, int lenient)
{
    mltest_options *options = NULL;
    mltest_evaluation *evaluation = NULL;
    mltest_error *error = NULL;
    const uint8_t *stop = memchr(data, SEPARATOR, n);
    size_t n_truth = stop == NULL ? n : (size_t)(stop - data);
    make_root();
    put(truth, data, n_truth);
    put(results, data + n_truth + (stop != NULL), n - n_truth - (stop != NULL));
    if (mltest_options_new(&options, NULL, "evaluation", NULL) != MLTEST_OK ||
        mltest_options_set_bool(options, "lenient", lenient, NULL) != MLTEST_OK ||
        mltest_options_set_string(options, "format", "coco", NULL) != MLTEST_OK)
        abort();
    mltest_status status =
        mltest_evaluation_new(&evaluation, NULL, truth, results, options, &error);
    check_error(status, error);
    if (status == MLTEST_OK)
        check(evaluation);
    mltest_evaluation_free(evaluation);
    mltest_options_free(options);
}

static void read_lines(const uint8_t *data, size_t n)
{
    mlt_recorded recorded = {.is_folder = true};
    mltest_error *error = NULL;
    mltest_status status = mlt_recorded_begin(&recorded, NULL, &error);
    if (status == MLTEST_OK)
        status = mlt_recorded_add_file(&recorded, "a/b.txt", "root/a/b.txt", (const char *)data, n,
                                       &error);
    if (status == MLTEST_OK)
        status = mlt_recorded_group(&recorded, &error);
    check_error(status, error);
    for (size_t i = 0; status == MLTEST_OK && i < recorded.n; i++)
        if (recorded.items[i].category < 0 || !(recorded.items[i].box.width <= 3))
            abort();
    mlt_recorded_free(&recorded);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    if (n == 0)
        return 0;
    if (data[0] & YOLO)
        read_lines(data + 1, n - 1);
    else
        evaluate(data + 1, n - 1, data[0] & LENIENT);
    return 0;
}
