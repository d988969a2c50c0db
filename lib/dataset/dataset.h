/* SPDX-License-Identifier: MIT */
/*
 * Samples and data sets inside the library. Every source, whatever its format, becomes a list of
 * mlt_sample without pixels, plus one function that loads a picture.
 */
#ifndef MLT_DATASET_DATASET_H
#define MLT_DATASET_DATASET_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "annotation/classes.h"
#include "annotation/polygon.h"
#include "annotation/truth.h"
#include "base/file.h"
#include "base/options.h"
#include "image/image.h"
#include "measure/tags.h"
#include "mltest/dataset.h"

extern const mlt_option_table mlt_dataset_options;

/* What was counted of a sample's picture; a picture that is loaded again is not counted again. */
enum { MLT_REPORTED_TURN = 1, MLT_REPORTED_DAMAGE = 2 };

struct mltest_sample {
    mltest_context *ctx; /* a reference */
    char *id;
    uint32_t width, height; /* 0 = not known before decoding */
    bool labelled;
    mlt_truths truths;
    mlt_polygons polygons; /* owned by the places of truths */
    mlt_tags tags;
    mlt_image pixels; /* data NULL when there are none */
    void *encoded;    /* a PNG or JPEG file, or NULL */
    size_t n_encoded;
    unsigned reported; /* MLT_REPORTED_ bits; under the data set's lock */
};

void mlt_sample_init(mltest_sample *sample, mltest_context *ctx);
void mlt_sample_clear(mltest_sample *sample);
/* Not empty, valid UTF-8 without control characters, at most max_string bytes. */
mltest_status mlt_sample_set_id(mltest_sample *sample, const char *id, mltest_error **error);
/* Adds a ring of the last truth's outline; points outside the picture are drawn to its edge. */
mltest_status mlt_sample_add_ring(mltest_sample *sample, const mlt_point *points, size_t n,
                                  mltest_error **error);
/* After the last ring. An outline that is not around the same as its box, by more than 2 px or a
 * twentieth of the side, is dropped: false. */
bool mlt_sample_end_outline(mltest_sample *sample);
/* Adds the outline that truth `from` had, now truth `to`, if it fits its box. */
mltest_status mlt_sample_move_outline(mltest_sample *sample, uint32_t from, uint32_t to,
                                      mlt_polygons *out, bool *is_kept, mltest_error **error);
/* Without pixels. */
mltest_status mlt_sample_copy(mltest_sample *out, const mltest_sample *from, mltest_error **error);
/* Copies; replaces pixels and file that were there. */
mltest_status mlt_sample_set_view(mltest_sample *sample, const mltest_image_view *view,
                                  mltest_error **error);
mltest_status mlt_sample_set_encoded(mltest_sample *sample, const void *bytes, size_t n_bytes,
                                     mltest_error **error);
void mlt_sample_drop_picture(mltest_sample *sample);

/* What a format's reader provides. load may be called from several threads at once if any_thread.
 */
typedef struct {
    const char *format; /* "voc" … */
    bool any_thread;
    mltest_status (*load)(mltest_dataset *dataset, uint64_t i, mlt_image *out,
                          mltest_error **error);
    void (*destroy)(void *state);
} mlt_source;

/* How many places of an oddity are named. */
#define MLT_ODDITY_PLACES 3

/* One text that was handed out; they live as long as the data set. */
typedef struct mlt_oddity_line {
    struct mlt_oddity_line *older;
    char text[];
} mlt_oddity_line;

/* How often something odd was seen, with its first three places in the order of `order`. */
typedef struct {
    char *what;
    uint64_t n;
    uint64_t orders[MLT_ODDITY_PLACES];
    char *places[MLT_ODDITY_PLACES];
    mlt_oddity_line *line; /* the newest; NULL before it was asked for */
    bool stale;            /* the newest line is out of date */
} mlt_oddity;

/* Sample ids by hash: open addressing, slots hold an index + 1. */
typedef struct {
    size_t *slots;
    size_t n_slots; /* a power of two, or 0 */
} mlt_id_table;

struct mltest_dataset {
    _Atomic uint32_t refs;
    mltest_context *ctx;
    char *name;
    char *root; /* "" when not from files */
    mlt_classes classes;
    mlt_names splits; /* what the option split may name */
    mltest_sample *samples;
    size_t n, cap;
    size_t n_sealed; /* the first n_sealed samples are in `ids` and in the fingerprint */
    mlt_id_table ids;
    pthread_mutex_t lock; /* of the oddities, which loading adds to */
    mlt_oddity *oddities;
    size_t n_oddities, cap_oddities;
    bool is_quiet; /* oddities are counted, not logged */
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
mltest_status mlt_dataset_append(mltest_dataset *dataset, mltest_sample **out,
                                 mltest_error **error);
/* Takes the last sample away again; it was not sealed. */
void mlt_dataset_drop_last(mltest_dataset *dataset);
/*
 * Counts an oddity. `what` is a sentence about one place; places are named in the order of the
 * calls, or of `order` where threads may come in any order. Safe on any thread.
 */
mltest_status mlt_dataset_odd(mltest_dataset *dataset, const char *what, const char *place,
                              mltest_error **error);
mltest_status mlt_dataset_odd_at(mltest_dataset *dataset, const char *what, const char *place,
                                 uint64_t order, mltest_error **error);
/* Counts what was found while loading sample i, once for each of the MLT_REPORTED_ bits. */
mltest_status mlt_dataset_odd_picture(mltest_dataset *dataset, uint64_t i, unsigned bit,
                                      const char *what, mltest_error **error);
size_t mlt_dataset_oddity_count(mltest_dataset *dataset);
/* "WHAT: N, first PLACE, PLACE, PLACE"; NULL if i is out of range. Lives as long as the data set.
 */
const char *mlt_dataset_oddity(mltest_dataset *dataset, size_t i);
/* For the data set's own end. */
void mlt_oddities_free(mltest_dataset *dataset);
/*
 * Enters the samples since the last call: checks that their ids are unique, continues the
 * fingerprint. Readers call it last.
 */
mltest_status mlt_dataset_seal(mltest_dataset *dataset, mltest_error **error);
/* The index of an id among the sealed samples; -1 if there is none. */
int64_t mlt_dataset_find(const mltest_dataset *dataset, const char *id);
/* Loads, decodes and turns (EXIF) the picture of sample i into out. The error names the sample. */
mltest_status mlt_dataset_load(mltest_dataset *dataset, uint64_t i, mlt_image *out,
                               mltest_error **error);
/* Reads the picture file of sample i below the root: containment, limits, decoding, EXIF rule. */
mltest_status mlt_dataset_load_file(mltest_dataset *dataset, uint64_t i, const char *relative,
                                    mlt_image *out, mltest_error **error);
/* The same for a file in memory; place is for messages. */
mltest_status mlt_dataset_decode(mltest_dataset *dataset, uint64_t i, const char *place,
                                 const void *bytes, size_t n_bytes, mlt_image *out,
                                 mltest_error **error);
/* The same for whatever a sample has: pixels, or a file in memory. */
mltest_status mlt_dataset_load_sample(mltest_dataset *dataset, uint64_t i,
                                      const mltest_sample *sample, mlt_image *out,
                                      mltest_error **error);
/*
 * Looks at one box of a picture of width × height (0: not known). One that is not finite, has no
 * area or lies outside the picture is not to be kept; one that reaches over the edge is cut and
 * flagged. Each is counted as an oddity at `place`.
 */
mltest_status mlt_dataset_admit(mltest_dataset *dataset, const char *place, uint32_t width,
                                uint32_t height, mlt_truth *truth, bool *keep,
                                mltest_error **error);
/*
 * The same for all truths of the last sample, whose classes must be in the list. An all-zero box
 * is the truth of a classification and stays.
 */
mltest_status mlt_dataset_admit_last(mltest_dataset *dataset, mltest_error **error);

/* Notes that there is such a split, once. */
mltest_status mlt_dataset_add_split(mltest_dataset *dataset, const char *name, size_t n,
                                    mltest_error **error);
/* Appends copies. */
mltest_status mlt_dataset_add_classes(mltest_dataset *dataset, const char *const *names, size_t n,
                                      mltest_error **error);
mltest_status mlt_dataset_open(mltest_dataset **out, mltest_context *ctx, const char *path,
                               const mltest_options *options, mltest_error **error);
mltest_status mlt_dataset_new_memory(mltest_dataset **out, mltest_context *ctx, const char *name,
                                     const char *const *class_names, size_t n_classes,
                                     mltest_error **error);
mltest_status mlt_dataset_add(mltest_dataset *dataset, const mltest_sample *sample,
                              mltest_error **error);
mltest_status mlt_dataset_new_host(mltest_dataset **out, mltest_context *ctx, const char *name,
                                   const char *const *class_names, size_t n_classes,
                                   const mltest_dataset_vtable *vtable, void *user_data,
                                   mltest_error **error);

#endif
