/* SPDX-License-Identifier: MIT */
/*
 * Formats with one label file for many pictures: which files of a folder are label files, which of
 * them a split means, and where the pictures they name are.
 */
#ifndef MLT_DATASET_LABEL_FILES_H
#define MLT_DATASET_LABEL_FILES_H

#include "base/text.h"
#include "dataset/reader.h"

/* What tells a format's label files from other files. */
typedef struct {
    const char *format;
    const char *extension;  /* ".json" */
    const char *split_name; /* of the file in a folder that is a split; "" if there is none */
    bool (*is_one)(const char *bytes, size_t n); /* by content */
} mlt_label_kind;

/*
 * The label files in a folder: in itself, in annotations/, and those named split_name in folders
 * below; paths relative to root, sorted. Free with mlt_names_free().
 */
mltest_status mlt_label_files_find(const mlt_label_kind *kind, mltest_context *ctx,
                                   const char *root, mlt_names *out, mltest_error **error);
/* The same as a question; for recognise(). A file that was given is asked for its content. */
mltest_status mlt_label_files_recognise(const mlt_label_kind *kind, const mlt_dataset_place *place,
                                        bool *is_it, mltest_error **error);
/*
 * Those that are to be read: the file that was given, those of the split, or all. Several are read
 * without a split only where each is in a folder of its own. MLTEST_ERR_NOT_FOUND names the splits
 * there are; else the data set gets to know them.
 */
mltest_status mlt_label_files_choose(const mlt_label_kind *kind, mltest_dataset *dataset,
                                     const mlt_dataset_settings *settings, mlt_names *out,
                                     mltest_error **error);

/* Whether text is somewhere in the bytes; for is_one(). */
bool mlt_has_text(const char *bytes, size_t n, const char *text);

/* Where the pictures of a label file are looked for, the place that had the last one first. */
typedef struct {
    mltest_dataset *dataset;
    mlt_names folders; /* below the root; "" is the root */
    size_t last;
    mlt_text text; /* the path that was found */
} mlt_picture_finder;

mltest_status mlt_picture_finder_init(mlt_picture_finder *finder, mltest_dataset *dataset,
                                      const char *label_file, const char *pictures,
                                      mltest_error **error);
/* *path is NULL if there is no such picture; else borrowed until the next call. A name that leads
 * out of the root is MLTEST_ERR_INVALID. */
mltest_status mlt_picture_find(mlt_picture_finder *finder, const char *name, const char **path,
                               mltest_error **error);
void mlt_picture_finder_free(mlt_picture_finder *finder);

#endif
