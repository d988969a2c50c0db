/* SPDX-License-Identifier: MIT */
/*
 * Samples from label files whose records name a picture and one object each, or a picture and its
 * objects: pictures by name, classes by name, in the order in which they come.
 */
#ifndef MLT_DATASET_GATHER_H
#define MLT_DATASET_GATHER_H

#include "base/error.h"
#include "base/keys.h"
#include "dataset/label_files.h"

typedef struct {
    mltest_dataset *dataset;
    const mlt_dataset_settings *settings;
    mlt_where where;  /* of the record at hand, for messages; its file is the path */
    const char *file; /* the label file below the root, for places */
    mlt_picture_finder finder;
    mlt_keys names;   /* of the pictures, as the label file has them */
    int64_t *samples; /* by number of the name; -1: the picture is not there */
    size_t cap_samples;
    uint64_t n_missing;
    mlt_text place;
} mlt_gather;

/* For one label file; file is below the root, path the same with it. Free in any case. */
mltest_status mlt_gather_init(mlt_gather *g, mltest_dataset *dataset,
                              const mlt_dataset_settings *settings, const char *file,
                              const char *path, mltest_error **error);
void mlt_gather_free(mlt_gather *g);
/* "FILE:LINE" of the record, borrowed until the next call; NULL without memory. */
const char *mlt_gather_place(mlt_gather *g);
/* A picture is looked for under each of the endings ("" is its name as it is) until NULL. *sample
 * is -1 when it is not there, which is counted. */
mltest_status mlt_gather_picture(mlt_gather *g, const char *name, const char *const *endings,
                                 int64_t *sample, mltest_error **error);
/* The class of a name; it is entered, or must be in the list that was given. */
mltest_status mlt_gather_class(mlt_gather *g, const char *name, int32_t *cls, mltest_error **error);
/* Adds an object to a sample, through mlt_dataset_admit(). */
mltest_status mlt_gather_object(mlt_gather *g, int64_t sample, int32_t cls, const mlt_box *box,
                                uint32_t flags, mltest_error **error);
/* After the last record: fails when nothing was there. */
mltest_status mlt_gather_end(mlt_gather *g, mltest_error **error);

/* The label files of a kind, one after the other; then classes are sorted, unless a list was given
 * or `keeps_order`, and the data set is sealed. */
typedef mltest_status (*mlt_gather_reader)(mlt_gather *g, const char *bytes, size_t n,
                                           mltest_error **error);
mltest_status mlt_gather_all(const mlt_label_kind *kind, mltest_dataset *dataset,
                             const mlt_dataset_settings *settings, mlt_gather_reader read,
                             bool keeps_order, mltest_error **error);

/* A coordinate that was written as a part of a side: the product, or the number of 64ths of a pixel
 * that it is but for the rounding of the product. */
double mlt_from_part(double part, double side);

#endif
