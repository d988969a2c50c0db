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
    const char
        *pictures;    /* folder of the pictures below the root, for label files that do not say */
    const char *file; /* the label file that was opened, below the root; "" when a folder was */
} mlt_dataset_settings;

/* What is to be opened: a folder, or one file in it. */
typedef struct {
    mltest_context *ctx;
    const char *root;
    const char *file;       /* its name in root; "" when the folder itself was given */
    const mlt_names *names; /* everything in root, sorted */
} mlt_dataset_place;

typedef struct {
    mlt_source source;
    bool takes_file; /* may be opened by the name of its label file */
    /* Whether this is of the format, judged by content. What cannot be read is not; the only
     * failure is MLTEST_ERR_MEMORY. */
    mltest_status (*recognise)(const mlt_dataset_place *place, bool *is_it, mltest_error **error);
    /* Fills and seals a data set whose classes were read if a file of them was given. */
    mltest_status (*read)(mltest_dataset *dataset, const mlt_dataset_settings *settings,
                          mltest_error **error);
} mlt_dataset_reader;

extern const mlt_dataset_reader mlt_classes_reader;
extern const mlt_dataset_reader mlt_coco_reader;
extern const mlt_dataset_reader mlt_createml_reader;
extern const mlt_dataset_reader mlt_csv_reader;
extern const mlt_dataset_reader mlt_voc_reader;
extern const mlt_dataset_reader mlt_yolo_reader;
extern const mlt_dataset_reader mlt_folder_reader;
extern const mlt_dataset_reader mlt_openimages_reader;

/* What folders of splits are called; NULL ends the list. */
extern const char *const mlt_usual_splits[];

/* Of the folder `names` are from; "" is a name too short to be there. */
bool mlt_has_name(const mlt_names *names, const char *name);

/* A walk over the pictures in a folder and those below it, each folder's names sorted bytewise.
 * Hidden files, links that lead out and odd names are passed over, and counted as oddities. */
typedef struct {
    mltest_dataset *dataset;
    bool with_labels; /* other files are expected, not odd */
    mltest_status (*picture)(void *data, const char *relative, mltest_error **error);
    void *data;
    uint64_t n_other; /* files that are not pictures */
} mlt_walk;

/* relative is a folder below the root, "" the root itself. */
mltest_status mlt_walk_pictures(mlt_walk *walk, const char *relative, mltest_error **error);

/* Width and height of a picture file below the root, upright: after its EXIF orientation. */
mltest_status mlt_dataset_upright_size(mltest_dataset *dataset, const char *relative,
                                       uint32_t *width, uint32_t *height, mltest_error **error);

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

/* Sorts the classes bytewise and gives the truths of all samples their new indices. */
mltest_status mlt_dataset_sort_classes(mltest_dataset *dataset, mltest_error **error);
/* Appends the names of a file with a class name a line to the data set's list. */
mltest_status mlt_dataset_read_classes(mltest_dataset *dataset, const char *path,
                                       mltest_error **error);

#endif
