/* SPDX-License-Identifier: MIT */
/*
 * The parts of the Pascal VOC reader: what is in the folders (voc_folder.c), annotations beside
 * their pictures (voc_flat.c), which names a split has (voc_split.c), the classes (voc_classes.c),
 * and the samples (voc_sample.c).
 */
#ifndef MLT_DATASET_VOC_H
#define MLT_DATASET_VOC_H

#include "base/text.h"
#include "dataset/reader.h"
#include "dataset/voc_annotation.h"

typedef struct {
    mltest_dataset *dataset;
    const char *annotation_folder, *picture_folder; /* below the root; "" is the root */
    const char *class_file;                         /* "" when the annotations define the classes */
    mlt_names annotations;                          /* names there that end in .xml, sorted */
    mlt_names pictures;                             /* names of pictures there, sorted */
    bool *is_used; /* for each picture: whether it became a sample */
    mlt_text text; /* scratch for places and names */
} mlt_voc;

/* Fills in annotations and pictures; counts what else is there. */
mltest_status mlt_voc_list(mlt_voc *voc, mltest_error **error);
/* Empties what mlt_voc_list() filled in. */
void mlt_voc_unlist(mlt_voc *voc);
/*
 * The folders in which annotations lie beside their pictures, as labelImg and Roboflow write them:
 * "" for the root, else those below it that are named like splits. What cannot be read is none of
 * them; the only failure is MLTEST_ERR_MEMORY.
 */
mltest_status mlt_voc_flat_folders(mltest_context *ctx, const char *root, mlt_names *out,
                                   mltest_error **error);
/* folder/name, or the name where the folder is ""; new memory, NULL without. */
char *mlt_voc_path(mltest_context *ctx, const char *folder, const char *name);
/* STEM.xml in Annotations/, in any case; NULL if there is none. */
mltest_status mlt_voc_find_annotation(mlt_voc *voc, const char *stem, const char **name,
                                      mltest_error **error);

typedef struct {
    bool is_found;
    size_t picture;     /* index into pictures */
    const char *oddity; /* NULL when all is plain */
} mlt_voc_choice;

/*
 * The picture of an annotation: STEM with a picture's extension; of several the one that the
 * annotation's <filename> names, else in the order .jpg, .jpeg, .png. Without any, the <filename>.
 * filename may be NULL.
 */
mltest_status mlt_voc_choose_picture(mlt_voc *voc, const char *stem, const char *filename,
                                     mlt_voc_choice *out, mltest_error **error);

/*
 * Calls visit for each name of ImageSets/Main/SPLIT.txt, with the place "…/SPLIT.txt:LINE". A
 * split that is not there is MLTEST_ERR_NOT_FOUND, and those that are get named.
 */
mltest_status mlt_voc_read_split(mlt_voc *voc, const char *split,
                                 mltest_status (*visit)(mlt_voc *voc, const char *stem,
                                                        const char *place, mltest_error **error),
                                 mltest_error **error);

/* Enters the names in ImageSets/Main/, but for those of one class, into the data set's splits. */
mltest_status mlt_voc_note_splits(mlt_voc *voc, mltest_error **error);

/* One annotation on its way in. */
typedef struct {
    const char *stem;
    const char *file; /* Annotations/STEM.xml, as oddities name it */
    const char *path; /* the same with the root, as errors name it */
    mlt_voc_annotation content;
} mlt_voc_entry;

/* The index of an object's class, which a list of its own must have; else it is entered. */
mltest_status mlt_voc_find_class(mlt_voc *voc, const mlt_voc_entry *entry,
                                 const mlt_voc_object *object, int32_t *cls, mltest_error **error);
/* Enters the classes that an annotation names. */
mltest_status mlt_voc_enter_classes(mlt_voc *voc, const mlt_voc_entry *entry, mltest_error **error);

/* Adds a sample without labels for a picture of the list. */
mltest_status mlt_voc_add_picture(mlt_voc *voc, size_t picture, mltest_sample **out,
                                  mltest_error **error);
/* Adds the sample of an annotation, if it has a picture. */
mltest_status mlt_voc_add_entry(mlt_voc *voc, const mlt_voc_entry *entry, mltest_error **error);

#endif
