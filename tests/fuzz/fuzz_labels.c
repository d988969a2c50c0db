/* SPDX-License-Identifier: MIT */
/*
 * Label files of whole data sets: the first byte chooses the format, the rest is the file. Any
 * bytes give a data set whose boxes lie in its pictures, or an error.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dataset/dataset.h"
#include "mltest/error.h"
#include "mltest/image.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static const struct {
    const char *format, *file;
} formats[] = {{"coco", "_annotations.coco.json"},
               {"csv", "_annotations.csv"},
               {"createml", "_annotations.createml.json"},
               {"openimages", "annotations-bbox.csv"}};
enum { N_FORMATS = sizeof formats / sizeof formats[0] };

static char root[] = "/tmp/mltest-fuzz-XXXXXX";

static void remove_root(void)
{
    char path[256];
    for (int i = 0; i < N_FORMATS; i++) {
        snprintf(path, sizeof path, "%s/%s", root, formats[i].file);
        (void)remove(path);
    }
    snprintf(path, sizeof path, "%s/a.png", root);
    (void)remove(path);
    (void)rmdir(root);
}

/* A folder with one picture, for the whole process. */
static void make_root(void)
{
    static uint8_t pixels[10 * 20];
    const mltest_image_view view = {.data = pixels,
                                    .width = 20,
                                    .height = 10,
                                    .stride_bytes = 20,
                                    .format = MLTEST_FORMAT_GRAY8};
    char path[256];
    if (mkdtemp(root) == NULL || atexit(remove_root) != 0)
        abort();
    snprintf(path, sizeof path, "%s/a.png", root);
    if (mltest_image_save(NULL, &view, path, NULL) != MLTEST_OK)
        abort();
}

static void check(const mltest_dataset *dataset)
{
    for (size_t i = 0; i < dataset->n; i++) {
        const mltest_sample *sample = &dataset->samples[i];
        if (strcmp(sample->id, "a.png") != 0 && dataset->n == 1)
            abort();
        for (size_t k = 0; k < sample->truths.n; k++) {
            const mlt_truth *truth = &sample->truths.items[k];
            const mlt_box *box = &truth->box;
            bool is_inside = sample->width == 0 ||
                             (box->x >= 0 && box->y >= 0 && box->x + box->width <= sample->width &&
                              box->y + box->height <= sample->height);
            if (truth->cls < 0 || (size_t)truth->cls >= dataset->classes.n || !is_inside ||
                !(box->width > 0) || !(box->height > 0))
                abort();
        }
    }
}

static void open_as(const char *format, const char *path)
{
    mltest_options *options = NULL;
    mltest_dataset *dataset = NULL;
    mltest_error *error = NULL;
    if (mltest_options_new(&options, NULL, "dataset", NULL) != MLTEST_OK ||
        mltest_options_set_string(options, "format", format, NULL) != MLTEST_OK)
        abort();
    mltest_status status = mlt_dataset_open(&dataset, NULL, path, options, &error);
    if (status != mltest_error_status(error) || (status == MLTEST_OK) != (dataset != NULL))
        abort();
    if (status == MLTEST_OK)
        check(dataset);
    mlt_dataset_unref(dataset);
    mltest_options_free(options);
    mltest_error_free(error);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    static bool is_made;
    char path[256];
    if (!is_made)
        make_root();
    is_made = true;
    if (n == 0)
        return 0;
    int i = data[0] % N_FORMATS;
    snprintf(path, sizeof path, "%s/%s", root, formats[i].file);
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(data + 1, 1, n - 1, file) != n - 1 || fclose(file) != 0)
        abort();
    open_as(formats[i].format, path);
    (void)remove(path);
    return 0;
}
