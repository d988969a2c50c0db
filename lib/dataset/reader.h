/* SPDX-License-Identifier: MIT */
/*
 * What the readers of data sets on disk share. A new format is one file with an mlt_dataset_reader
 * and one row in open.c.
 */
#ifndef MLT_DATASET_READER_H
#define MLT_DATASET_READER_H

#include "base/file.h"
#include "dataset/dataset.h"

/* The options of mltest_dataset_open(); "" where not set. */
typedef struct {
    const char *format;
    const char *split;
    const char *classes;
    const char *task;
} mlt_dataset_settings;

typedef struct {
    mlt_source source;
    /* Whether a folder with these names in it is of this format. */
    bool (*recognise)(const char *root, const mlt_names *names);
    /* Fills and seals a data set whose classes were read if a file of them was given. */
    mltest_status (*read)(mltest_dataset *dataset, const mlt_dataset_settings *settings,
                          mltest_error **error);
} mlt_dataset_reader;

extern const mlt_dataset_reader mlt_voc_reader;
extern const mlt_dataset_reader mlt_folder_reader;

/* .png, .jpg, .jpeg, in any case. */
bool mlt_is_picture_name(const char *name);
/* Why a file with a name that cannot be an id is passed over. */
#define MLT_ODD_NAME "a name has a backslash or control character, or is not UTF-8 (skipped)"

/* Whether a folder of that name is in root. */
bool mlt_has_folder(const char *root, const char *name);
/* What root/relative is; MLT_PATH_NONE also for what is too long. */
mlt_path_type mlt_dataset_type_of(const mltest_dataset *dataset, const char *relative);
/* Reads a whole file below the root; refuses what leads out of it. */
mltest_status mlt_dataset_read_file(mltest_dataset *dataset, const char *relative, char **bytes,
                                    size_t *n, mltest_error **error);
/* The load function of readers whose sample ids are paths below the root. */
mltest_status mlt_dataset_load_by_id(mltest_dataset *dataset, uint64_t i, mlt_image *out,
                                     mltest_error **error);

/* Lines of a text file, without line ends and surrounding blanks; blank lines are passed over. */
typedef struct {
    const char *at;
    const char *end;
    int64_t number; /* of the line that was given last, from 1 */
} mlt_lines;

mlt_lines mlt_lines_of(const char *bytes, size_t n);
bool mlt_lines_next(mlt_lines *lines, const char **line, size_t *n);

/* Appends the names of a file with a class name a line to the data set's list. */
mltest_status mlt_dataset_read_classes(mltest_dataset *dataset, const char *path,
                                       mltest_error **error);

#endif
