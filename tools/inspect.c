/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdlib.h>

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
    uint32_t min_width, max_width, min_height, max_height;
} totals;

static void note_size(totals *t, uint32_t width, uint32_t height)
{
    if (width == 0)
        return;
    if (t->max_width == 0 || width < t->min_width)
        t->min_width = width;
    if (t->max_height == 0 || height < t->min_height)
        t->min_height = height;
    if (width > t->max_width)
        t->max_width = width;
    if (height > t->max_height)
        t->max_height = height;
}

static mltest_status count(totals *t, const mltest_dataset *dataset, mltest_error **error)
{
    t->samples = mltest_dataset_count(dataset);
    for (uint64_t i = 0; i < t->samples; i++) {
        mltest_sample *sample = NULL;
        uint32_t width, height;
        mltest_status status = mltest_dataset_sample(dataset, i, &sample, error);
        if (status != MLTEST_OK)
            return status;
        mltest_sample_size(sample, &width, &height);
        note_size(t, width, height);
        int64_t n = mltest_sample_truth_count(sample);
        t->labelled += n >= 0;
        for (int64_t k = 0; k < n; k++) {
            int32_t cls = 0;
            mltest_sample_truth(sample, (size_t)k, &cls, NULL, NULL);
            t->objects++;
            t->per_class[cls]++;
        }
        mltest_sample_free(sample);
    }
    return MLTEST_OK;
}

static void print_text(const totals *t, const mltest_dataset *dataset)
{
    printf("format:   %s\nsamples:  %" PRIu64 ", %" PRIu64 " labelled\n",
           mltest_dataset_format(dataset), t->samples, t->labelled);
    if (t->max_width > 0)
        printf("sizes:    %u x %u to %u x %u pixels\n", t->min_width, t->min_height, t->max_width,
               t->max_height);
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

static void print_json(const totals *t, const mltest_dataset *dataset)
{
    printf("{\"format\": 1, \"dataset\": {\"format\": \"%s\", \"name\": ",
           mltest_dataset_format(dataset));
    put_json_string(mltest_dataset_name(dataset));
    printf(", \"fingerprint\": \"%016" PRIx64 "\"}, \"samples\": %" PRIu64
           ", \"labelled\": %" PRIu64 ", \"objects\": %" PRIu64 ", \"classes\": [",
           mltest_dataset_fingerprint(dataset), t->samples, t->labelled, t->objects);
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
    t.per_class = calloc(mltest_dataset_class_count(dataset) + 1, sizeof *t.per_class);
    if (t.per_class == NULL || count(&t, dataset, &error) != MLTEST_OK)
        status = cli_fail(error);
    else if (cli_has("json"))
        print_json(&t, dataset);
    else
        print_text(&t, dataset);
    free(t.per_class);
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
