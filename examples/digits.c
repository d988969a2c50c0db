/* SPDX-License-Identifier: MIT */
/*
 * A host application: two classifiers of handwritten digits, stressed and compared.
 *
 *     digits [--json] FOLDER
 *
 * FOLDER, which must exist, gets the data set digits/ (a folder for each class) and the journals
 * plain.jsonl.gz and sturdy.jsonl.gz. `sturdy` was trained with noisy and blurred pictures as well:
 * the comparison says whether that helped. The model is in digits/classifier.h.
 */
#include "digits/classifier.h"
#include "digits/pictures.h"

#include <stdio.h>
#include <string.h>

static const int variants[DIGITS_VARIANTS] = {0, 1};
static const char suite_text[] = "clean gaussian_noise@1 gaussian_noise@3 gaussian_noise@5 "
                                 "impulse_noise@2 impulse_noise@5 gaussian_blur@1 gaussian_blur@3 "
                                 "contrast@1 contrast@3 contrast@5 brightness@3 "
                                 "jpeg_compression@3 motion_blur@1";

/* --- the model ------------------------------------------------------------------------------ */

static int32_t predict(void *user_data, const mltest_image_view *images, size_t n,
                       mltest_sink *sink)
{
    for (size_t i = 0; i < n; i++) {
        double probabilities[10];
        if (digits_classify(&images[i], *(const int *)user_data, probabilities))
            mltest_sink_set_probabilities(sink, i, 10, probabilities, MLTEST_TYPE_F64);
        else
            mltest_sink_fail(sink, i, "not a grey picture of 8 to 4096 pixels a side");
    }
    return MLTEST_CALLBACK_DONE;
}

static mltest_status wrap(mltest_predictor **out, int variant, mltest_error **error)
{
    const mltest_predictor_vtable vtable = {.struct_size = sizeof vtable,
                                            .flags = MLTEST_FLAG_ANY_THREAD,
                                            .predict = predict,
                                            .max_batch = 16,
                                            .max_concurrent = 64};
    static const char *const names[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    mltest_status status =
        mltest_predictor_new(out, NULL, &vtable, (void *)&variants[variant], error);
    if (status == MLTEST_OK)
        status = mltest_predictor_set_task(*out, MLTEST_TASK_CLASSIFICATION, error);
    if (status == MLTEST_OK)
        status = mltest_predictor_set_classes(*out, names, 10, error);
    if (status == MLTEST_OK)
        status = mltest_predictor_set_model(*out, digits_variants[variant], "1", error);
    return status;
}

/* --- the test -------------------------------------------------------------------------------- */

/* Runs one variant and reads back what was recorded. */
static mltest_status record(mltest_journal **out, mltest_dataset *pictures, int variant,
                            const char *folder, mltest_error **error)
{
    char path[4096];
    const char *paths[] = {path};
    mltest_predictor *model = NULL;
    mltest_suite *suite = NULL;
    mltest_run *run = NULL;
    snprintf(path, sizeof path, "%s/%s.jsonl.gz", folder, digits_variants[variant]);
    remove(path);
    mltest_status status = wrap(&model, variant, error);
    if (status == MLTEST_OK)
        status = mltest_suite_open(&suite, NULL, suite_text, error);
    if (status == MLTEST_OK)
        status = mltest_run_new(&run, NULL, pictures, model, suite, NULL, error);
    if (status == MLTEST_OK)
        status = mltest_run_execute(run, path, error);
    if (status == MLTEST_OK)
        status = mltest_journal_open(out, NULL, paths, 1, error);
    mltest_run_free(run);
    mltest_suite_free(suite);
    mltest_predictor_free(model);
    return status;
}

static int32_t to_stdout(void *user_data, const void *bytes, size_t n_bytes)
{
    (void)user_data;
    return fwrite(bytes, 1, n_bytes, stdout) == n_bytes ? MLTEST_CALLBACK_DONE : 1;
}

/* In JSON the three results are members of one object, in text they follow each other. */
static void announce(const char *format, const char *before, const char *name)
{
    if (strcmp(format, "json") == 0)
        printf("%s\"%s\":", before, name);
    else
        printf("\n== %s ==\n", name);
}

static mltest_status print_results(mltest_journal *const *journals, const char *format,
                                   mltest_error **error)
{
    mltest_status status = MLTEST_OK;
    mltest_comparison *comparison = NULL;
    for (int v = 0; v < DIGITS_VARIANTS && status == MLTEST_OK; v++) {
        mltest_scorecard *card = NULL;
        announce(format, v ? "," : "{", digits_variants[v]);
        status = mltest_scorecard_new(&card, NULL, journals[v], NULL, NULL, 0, error);
        if (status == MLTEST_OK)
            status = mltest_write_scorecard(card, format, to_stdout, NULL, error);
        mltest_scorecard_free(card);
    }
    announce(format, ",", "comparison");
    if (status == MLTEST_OK)
        status = mltest_comparison_new(&comparison, NULL, journals, DIGITS_VARIANTS, NULL, error);
    if (status == MLTEST_OK)
        status = mltest_write_comparison(comparison, format, to_stdout, NULL, error);
    mltest_comparison_free(comparison);
    fputs(strcmp(format, "json") == 0 ? "}\n" : "\n", stdout);
    return status;
}

static mltest_status test_both(const char *folder, const char *format, mltest_error **error)
{
    char path[4096];
    mltest_dataset *pictures = NULL;
    mltest_journal *journals[DIGITS_VARIANTS] = {NULL};
    snprintf(path, sizeof path, "%s/digits", folder);
    mltest_status status = digits_write(path, error);
    if (status == MLTEST_OK)
        status = mltest_dataset_open(&pictures, NULL, path, NULL, error);
    for (int v = 0; v < DIGITS_VARIANTS && status == MLTEST_OK; v++)
        status = record(&journals[v], pictures, v, folder, error);
    if (status == MLTEST_OK)
        status = print_results(journals, format, error);
    for (int v = 0; v < DIGITS_VARIANTS; v++)
        mltest_journal_free(journals[v]);
    mltest_dataset_free(pictures);
    return status;
}

int main(int argc, char **argv)
{
    mltest_error *error = NULL;
    int json = argc > 1 && strcmp(argv[1], "--json") == 0;
    if (argc != 2 + json) {
        fprintf(stderr, "usage: %s [--json] FOLDER\n", argv[0]);
        return 2;
    }
    mltest_status status = test_both(argv[1 + json], json ? "json" : "text", &error);
    if (status != MLTEST_OK)
        fprintf(stderr, "%s: %s\n", mltest_status_text(status), mltest_error_message(error));
    mltest_error_free(error);
    return status == MLTEST_OK ? 0 : 1;
}
