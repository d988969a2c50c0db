/* SPDX-License-Identifier: MIT */
/*
 * What the writers of data sets share. A format is one file with an mlt_dataset_writer and one row
 * in write.c. Pictures are copied byte for byte under the sample's id wherever the format allows
 * it, because ids key the random draws: what is written gives the same scores as what was read.
 */
#ifndef MLT_DATASET_WRITER_H
#define MLT_DATASET_WRITER_H

#include "base/text.h"
#include "dataset/dataset.h"
#include "perturb/condition.h"

typedef struct mlt_export mlt_export;

typedef struct {
    const char *format;
    bool classification; /* what it holds: classes of pictures, or boxes */
    /* Writes to out where the picture of sample i goes, below the folder. NULL: its id. */
    mltest_status (*place)(mlt_export *x, uint64_t i, mlt_text *out, mltest_error **error);
    /* Writes the label files; the pictures are there. */
    mltest_status (*write)(mlt_export *x, mltest_error **error);
} mlt_dataset_writer;

struct mlt_export {
    mltest_dataset *dataset; /* what is written */
    mltest_dataset *notes;   /* without samples: its oddities are what the format cannot hold */
    const char *folder;      /* that is written to */
    const mlt_dataset_writer *writer;
    char **places; /* of the pictures, by sample */
    bool with_pictures;
    size_t threads; /* 0 = one a processor */
    /* Makes the pictures and may change the samples; NULL copies what is there. */
    mltest_status (*make)(mlt_export *x, mltest_error **error);
    void *data; /* its own */
};

extern const mlt_dataset_writer mlt_classes_writer;
extern const mlt_dataset_writer mlt_coco_writer;
extern const mlt_dataset_writer mlt_createml_writer;
extern const mlt_dataset_writer mlt_csv_writer;
extern const mlt_dataset_writer mlt_openimages_writer;
extern const mlt_dataset_writer mlt_voc_writer;
extern const mlt_dataset_writer mlt_yolo_writer;
extern const mlt_option_table mlt_write_options;

/*
 * Writes to a folder that is not there yet, or empty; nothing is left of it after a failure. Each
 * note (may be NULL) is one line about what the format could not hold.
 */
mltest_status mlt_dataset_write(mltest_dataset *dataset, const char *folder, const char *format,
                                const mltest_options *options, mltest_write_fn note,
                                void *user_data, mltest_error **error);

/* The same with a dataset that is filled in by make(). */
mltest_status mlt_export_run(mlt_export *x, const char *folder, const char *format,
                             const mltest_options *options, mltest_write_fn note, void *user_data,
                             mltest_error **error);

/*
 * Writes every picture as a condition makes it of it, as PNG, with its labels where they are then;
 * format NULL is that of the data set. An object of which less than the option min_visibility can
 * be seen is left out. Random draws are keyed by the ids of the data set, as in a run.
 */
mltest_status mlt_dataset_write_perturbed(mltest_dataset *dataset, const mlt_condition *condition,
                                          uint64_t seed, const char *folder, const char *format,
                                          const mltest_options *options, mltest_write_fn note,
                                          void *user_data, mltest_error **error);

/* The formats that can be written; NULL behind the last. */
const char *mlt_dataset_writable(size_t i);

/* Fills in x->places; no two are the same, and none leads out of the folder. */
mltest_status mlt_export_choose_places(mlt_export *x, mltest_error **error);
mltest_status mlt_export_pictures(mlt_export *x, mltest_error **error);
/* Writes pixels as PNG, of zlib's level, to the place of sample i. Safe on any thread. */
mltest_status mlt_export_pixels(mlt_export *x, uint64_t i, const mltest_image_view *view, int level,
                                mltest_error **error);

/* Counts something the format cannot hold. */
mltest_status mlt_export_lost(mlt_export *x, const char *what, const char *place,
                              mltest_error **error);
/* The same for a sample without labels, in a format where every picture has some. */
mltest_status mlt_export_unlabelled(mlt_export *x, uint64_t i, mltest_error **error);
/* Upright width and height of a sample; looks at the picture when the labels do not say. */
mltest_status mlt_export_size(mlt_export *x, uint64_t i, uint32_t *width, uint32_t *height,
                              mltest_error **error);
/* Writes a file below the folder, and the folders it needs; MLTEST_ERR_CONFLICT if it is there, and
 * MLTEST_ERR_MEMORY if the text had no room. */
mltest_status mlt_export_text(mlt_export *x, const char *relative, const mlt_text *text,
                              mltest_error **error);
/* Counts flags and other parts of truths that a format without them loses; for all samples.
 * kept: MLT_TRUTH_ flags that the format holds. */
mltest_status mlt_export_count_lost_flags(mlt_export *x, uint32_t kept, mltest_error **error);

#endif
