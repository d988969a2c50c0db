/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli.h"

static const cli_flag flags[] = {
    {"split", "NAME", "part of the data set, where its format has parts"},
    {"pictures", "FOLDER", "where the pictures are, for label files that do not say"},
    {"classes", "FILE", "class names, one a line; fixes their order"},
    {"format", "NAME", "force the format"},
    {"json", NULL, "for programs"},
};

typedef struct {
    uint64_t samples, labelled, objects, *per_class;
    uint32_t *widths, *heights; /* of the samples whose size is known, sorted */
    size_t n_sizes;
} totals;

static void free_totals(totals *t)
{
    free(t->per_class);
    free(t->widths);
    free(t->heights);
}

static mltest_status count_sample(totals *t, const mltest_dataset *dataset, uint64_t i,
                                  mltest_error **error)
{
    mltest_sample *sample = NULL;
    uint32_t width, height;
    mltest_status status = mltest_dataset_sample(dataset, i, &sample, error);
    if (status != MLTEST_OK)
        return status;
    mltest_sample_size(sample, &width, &height);
    if (width > 0) {
        t->widths[t->n_sizes] = width;
        t->heights[t->n_sizes++] = height;
    }
    int64_t n = mltest_sample_truth_count(sample);
    t->labelled += n >= 0;
    for (int64_t k = 0; k < n; k++) {
        int32_t cls = 0;
        mltest_sample_truth(sample, (size_t)k, &cls, NULL, NULL);
        t->objects++;
        t->per_class[cls]++;
    }
    mltest_sample_free(sample);
    return MLTEST_OK;
}

static int ascending(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

/* Free with free_totals() in any case. */
static mltest_status count(totals *t, const mltest_dataset *dataset, mltest_error **error)
{
    mltest_status status = MLTEST_OK;
    t->samples = mltest_dataset_count(dataset);
    t->per_class = calloc(mltest_dataset_class_count(dataset) + 1, sizeof *t->per_class);
    t->widths = calloc(t->samples + 1, sizeof *t->widths);
    t->heights = calloc(t->samples + 1, sizeof *t->heights);
    if (t->per_class == NULL || t->widths == NULL || t->heights == NULL)
        return MLTEST_ERR_MEMORY;
    for (uint64_t i = 0; i < t->samples && status == MLTEST_OK; i++)
        status = count_sample(t, dataset, i, error);
    qsort(t->widths, t->n_sizes, sizeof *t->widths, ascending);
    qsort(t->heights, t->n_sizes, sizeof *t->heights, ascending);
    return status;
}

/* --- splits ---------------------------------------------------------------------------------- */

static mltest_status count_split(totals *t, const char *split, mltest_error **error)
{
    mltest_dataset *part = NULL;
    cli.is_quiet = true;
    mltest_status status = cli_open_split(&part, cli.args[0], split, error);
    cli.is_quiet = false;
    if (status == MLTEST_OK)
        status = count(t, part, error);
    mltest_dataset_free(part);
    return status;
}

static void put_json_string(const char *text)
{
    putchar('"');
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\')
            putchar('\\');
        if ((unsigned char)*text < 0x20)
            printf("\\u%04x", (unsigned)*text);
        else
            putchar(*text);
    }
    putchar('"');
}

/* A split that cannot be read says why. */
static void print_split(const char *name, bool as_json)
{
    mltest_error *error = NULL;
    totals t = {.samples = 0};
    mltest_status status = count_split(&t, name, &error);
    const char *why = error != NULL ? mltest_error_message(error) : mltest_status_name(status);
    if (as_json) {
        printf("{\"name\": ");
        put_json_string(name);
        printf(", \"samples\": %" PRIu64 ", \"labelled\": %" PRIu64 ", \"objects\": %" PRIu64
               ", \"error\": ",
               t.samples, t.labelled, t.objects);
        if (status == MLTEST_OK)
            printf("null");
        else
            put_json_string(why);
        printf("}");
    } else {
        printf("split:    ");
        cli_put(stdout, name);
        printf(": ");
        if (status == MLTEST_OK)
            printf("%" PRIu64 " samples, %" PRIu64 " labelled, %" PRIu64 " objects", t.samples,
                   t.labelled, t.objects);
        else
            cli_put(stdout, why);
        printf("\n");
    }
    mltest_error_free(error);
    free_totals(&t);
}

/* --- the whole ------------------------------------------------------------------------------- */

static void print_text(const totals *t, const mltest_dataset *dataset)
{
    printf("format:   %s\nsamples:  %" PRIu64 ", %" PRIu64 " labelled\n",
           mltest_dataset_format(dataset), t->samples, t->labelled);
    for (size_t i = 0; i < mltest_dataset_split_count(dataset); i++)
        print_split(mltest_dataset_split_name(dataset, i), false);
    if (t->n_sizes > 0) {
        size_t last = t->n_sizes - 1, middle = last / 2;
        printf("sizes:    %u x %u to %u x %u pixels, median %u x %u\n", t->widths[0], t->heights[0],
               t->widths[last], t->heights[last], t->widths[middle], t->heights[middle]);
    }
    printf("objects:  %" PRIu64 "\n", t->objects);
    for (size_t i = 0; i < mltest_dataset_class_count(dataset); i++) {
        printf("  %8" PRIu64 "  ", t->per_class[i]);
        cli_put(stdout, mltest_dataset_class_name(dataset, i));
        putchar('\n');
    }
    for (size_t i = 0; i < mltest_dataset_warning_count(dataset); i++) {
        printf("note:     ");
        cli_put(stdout, mltest_dataset_warning(dataset, i));
        putchar('\n');
    }
}

/* "sizes": the smallest, middle and largest width, and the same of the heights; null if unknown. */
static void print_json_sizes(const totals *t)
{
    if (t->n_sizes == 0) {
        printf(", \"sizes\": null");
        return;
    }
    size_t last = t->n_sizes - 1, middle = last / 2;
    printf(", \"sizes\": {\"n\": %zu, \"width\": [%u, %u, %u], \"height\": [%u, %u, %u]}",
           t->n_sizes, t->widths[0], t->widths[middle], t->widths[last], t->heights[0],
           t->heights[middle], t->heights[last]);
}

static void print_json(const totals *t, const mltest_dataset *dataset)
{
    printf("{\"format\": 1, \"dataset\": {\"format\": \"%s\", \"name\": ",
           mltest_dataset_format(dataset));
    put_json_string(mltest_dataset_name(dataset));
    printf(", \"fingerprint\": \"%016" PRIx64 "\"}, \"samples\": %" PRIu64
           ", \"labelled\": %" PRIu64 ", \"splits\": [",
           mltest_dataset_fingerprint(dataset), t->samples, t->labelled);
    for (size_t i = 0; i < mltest_dataset_split_count(dataset); i++) {
        printf("%s", i > 0 ? ", " : "");
        print_split(mltest_dataset_split_name(dataset, i), true);
    }
    printf("]");
    print_json_sizes(t);
    printf(", \"objects\": %" PRIu64 ", \"classes\": [", t->objects);
    for (size_t i = 0; i < mltest_dataset_class_count(dataset); i++) {
        printf("%s{\"name\": ", i > 0 ? ", " : "");
        put_json_string(mltest_dataset_class_name(dataset, i));
        printf(", \"objects\": %" PRIu64 "}", t->per_class[i]);
    }
    printf("], \"notes\": [");
    for (size_t i = 0; i < mltest_dataset_warning_count(dataset); i++) {
        printf("%s", i > 0 ? ", " : "");
        put_json_string(mltest_dataset_warning(dataset, i));
    }
    printf("]}\n");
}

static int verb(void)
{
    mltest_error *error = NULL;
    mltest_dataset *dataset = NULL;
    totals t = {.samples = 0};
    int status = cli_open_dataset(&dataset);
    if (status != EXIT_OK)
        return status;
    if (count(&t, dataset, &error) != MLTEST_OK)
        status = cli_fail(error);
    else if (cli_has("json"))
        print_json(&t, dataset);
    else
        print_text(&t, dataset);
    free_totals(&t);
    mltest_dataset_free(dataset);
    return status;
}

const cli_verb verb_inspect = {"inspect",
                               "DATASET",
                               "what a data set holds, and what is odd about it",
                               flags,
                               sizeof flags / sizeof flags[0],
                               1,
                               1,
                               verb};
