/* SPDX-License-Identifier: MIT */
/*
 * YOLO as Ultralytics and Roboflow write it: data.yaml with the names of the classes and the
 * folders of the splits; for a picture …/images/A.jpg a label file …/labels/A.txt, else A.txt
 * beside it; in it a line an object, "class cx cy w h" or "class x y x y x y …", as parts of the
 * picture's sides.
 */
#ifndef MLT_DATASET_YOLO_H
#define MLT_DATASET_YOLO_H

#include "base/error.h"
#include "base/text.h"
#include "dataset/reader.h"

/* What data.yaml says, with the folders (or lists, .txt) below the root that are to be read. */
typedef struct {
    mlt_names places;
} mlt_yolo_config;

/* Enters the classes too, unless a list was given. file is data.yaml below the root. */
mltest_status mlt_yolo_config_read(mlt_yolo_config *config, mltest_dataset *dataset,
                                   const char *file, const mlt_dataset_settings *settings,
                                   mltest_error **error);
void mlt_yolo_config_free(mltest_context *ctx, mlt_yolo_config *config);

/* Appends the label file of a picture: "labels/a.txt" of "images/a.jpg". */
void mlt_yolo_label_path(mlt_text *out, const char *picture);

/* Adds the objects of a label file, which file names below the root, to a sample with a size. */
mltest_status mlt_yolo_read_labels(mltest_dataset *dataset, mltest_sample *sample, const char *file,
                                   const char *bytes, size_t n, mltest_error **error);

/* At most so many numbers are in a line: those of a polygon. */
enum { MLT_YOLO_NUMBERS = 4096 };

/* The numbers of a line, finite, into room for MLT_YOLO_NUMBERS. */
mltest_status mlt_yolo_read_numbers(mlt_where where, const char *line, size_t n_line,
                                    double *numbers, size_t *n_numbers, mltest_error **error);
/* Refuses coordinates that cannot be parts of the sides. */
mltest_status mlt_yolo_check_parts(mlt_where where, const double *parts, size_t n,
                                   mltest_error **error);
/* Of "cx cy w h", and the smallest around a polygon "x y x y …", in a picture of that size. */
mlt_box mlt_yolo_box(const double parts[4], double width, double height);
mlt_box mlt_yolo_box_around(const double *parts, size_t n, double width, double height);

#endif
