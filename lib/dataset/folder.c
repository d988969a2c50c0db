/* SPDX-License-Identifier: MIT */
/*
 * A folder of pictures without labels, with the folders below it. Samples are in the order of a
 * walk in which each folder's names are sorted bytewise.
 */
#include <inttypes.h>
#include <string.h>

#include "base/error.h"
#include "dataset/reader.h"

static mltest_status add_picture(void *data, const char *relative, mltest_error **error)
{
    mltest_sample *sample;
    TRY(mlt_dataset_append(data, &sample, error));
    return mlt_sample_set_id(sample, relative, error);
}

/* Says when labels are probably near by, but are not what was asked for. */
static mltest_status hint_at_labels(mltest_dataset *dataset, mltest_error **error)
{
    bool is_pictures_of_voc =
        strcmp(dataset->name, "JPEGImages") == 0 && mlt_has_folder(dataset->root, "../Annotations");
    if (is_pictures_of_voc)
        return mlt_dataset_odd(dataset,
                               "read without labels; the folder above it has some, in Annotations/",
                               dataset->name, error);
    if (mlt_has_folder(dataset->root, "JPEGImages"))
        return mlt_dataset_odd(dataset, "read without labels: no Annotations/ beside JPEGImages/",
                               dataset->name, error);
    return MLTEST_OK;
}

static mltest_status nothing_found(const mlt_walk *w, mltest_error **error)
{
    bool is_labels = strcmp(w->dataset->name, "Annotations") == 0;
    return mlt_fail(error, MLTEST_ERR_NOT_FOUND,
                    "%s: no picture (.png, .jpg, .jpeg) in it or below; other files: %" PRIu64 "%s",
                    w->dataset->root, w->n_other,
                    is_labels ? "; for Pascal VOC give the folder above it" : "");
}

static mltest_status read_folder(mltest_dataset *dataset, const mlt_dataset_settings *settings,
                                 mltest_error **error)
{
    if (settings->split[0] != '\0')
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "%s: a folder of pictures has no splits; open the folder of \"%s\" itself",
                        dataset->root, settings->split);
    mlt_walk w = {.dataset = dataset, .picture = add_picture, .data = dataset};
    TRY(mlt_walk_pictures(&w, "", error));
    if (dataset->n == 0)
        return nothing_found(&w, error);
    TRY(hint_at_labels(dataset, error));
    return mlt_dataset_seal(dataset, error);
}

static mltest_status recognise_folder(const mlt_dataset_place *place, bool *is_it,
                                      mltest_error **error)
{
    (void)error;
    *is_it = place->file[0] == '\0' && place->names->n > 0;
    return MLTEST_OK;
}

const mlt_dataset_reader mlt_folder_reader = {
    .source = {.format = "folder", .any_thread = true, .load = mlt_dataset_load_by_id},
    .recognise = recognise_folder,
    .read = read_folder,
};
