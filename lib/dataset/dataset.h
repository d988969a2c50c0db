/* SPDX-License-Identifier: MIT */
/*
 * Samples and data sets inside the library. Every source, whatever its format, becomes a list of
 * mlt_sample without pixels, plus one function that loads a picture.
 */
#ifndef MLT_DATASET_DATASET_H
#define MLT_DATASET_DATASET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "annotation/classes.h"
#include "annotation/truth.h"
#include "base/options.h"
#include "image/image.h"
#include "measure/tags.h"
#include "mltest/dataset.h"

extern const mlt_option_table mlt_dataset_options;

struct mltest_sample {
    mltest_context *ctx; /* a reference */
    char *id;
    uint32_t width, height; /* 0 = not known before decoding */
    bool labelled;
    mlt_truths truths;
    mlt_tags tags;
    mlt_image pixels;       /* data NULL when there are none */
    void *encoded;          /* a PNG or JPEG file, or NULL */
    size_t n_encoded;
};

void mlt_sample_init(mltest_sample *sample, mltest_context *ctx);
void mlt_sample_clear(mltest_sample *sample);
mltest_status mlt_sample_set_id(mltest_sample *sample, const char *id, mltest_error **error);
/* Without pixels. */
mltest_status mlt_sample_copy(mltest_sample *out, const mltest_sample *from, mltest_error **error);

/* What a format's reader provides. load may be called from several threads at once if any_thread. */
typedef struct {
    const char *format; /* "voc" … */
    bool any_thread;
    mltest_status (*load)(mltest_dataset *dataset, uint64_t i, mlt_image *out, mltest_error **error);
    void (*destroy)(void *state);
} mlt_source;

/* How often something odd was seen, with its first three places. */
typedef struct {
    char *what;
    uint64_t n;
    char *line; /* the text that mltest_dataset_warning() gives, kept up to date */
} mlt_oddity;

struct mltest_dataset {
    _Atomic uint32_t refs;
    mltest_context *ctx;
    char *name;
    char *root; /* "" when not from files */
    mlt_classes classes;
    mltest_sample *samples;
    size_t n, cap;
    mlt_oddity *oddities;
    size_t n_oddities, cap_oddities;
    const mlt_source *source;
    void *state; /* the source's own */
    uint64_t fingerprint;
};

mltest_dataset *mlt_dataset_ref(mltest_dataset *dataset);
void mlt_dataset_unref(mltest_dataset *dataset);
/* Makes an empty data set for a reader to fill. */
mltest_status mlt_dataset_make(mltest_dataset **out, mltest_context *ctx, const char *name,
                               const char *root, const mlt_source *source, mltest_error **error);
/* A fresh sample at the end; filled in by the caller. */
mltest_status mlt_dataset_append(mltest_dataset *dataset, mltest_sample **out, mltest_error **error);
mltest_status mlt_dataset_odd(mltest_dataset *dataset, const char *what, const char *place,
                              mltest_error **error);
/* Checks that ids are unique, computes the fingerprint. Readers call it last. */
mltest_status mlt_dataset_seal(mltest_dataset *dataset, mltest_error **error);
/* Loads, decodes and turns (EXIF) the picture of sample i into out. */
mltest_status mlt_dataset_load(mltest_dataset *dataset, uint64_t i, mlt_image *out,
                               mltest_error **error);
/* Reads a picture file below the root: containment, limits, decoding, EXIF rule. For sources. */
mltest_status mlt_dataset_load_file(mltest_dataset *dataset, const char *relative, uint32_t width,
                                    uint32_t height, mlt_image *out, mltest_error **error);
mltest_status mlt_dataset_open(mltest_dataset **out, mltest_context *ctx, const char *path,
                               const mltest_options *options, mltest_error **error);

#endif
