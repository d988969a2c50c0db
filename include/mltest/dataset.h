/* SPDX-License-Identifier: MIT */
/**
 * @file mltest/dataset.h
 * What a model is tested on: an ordered list of samples, each with an id, a picture, and usually
 * labels.
 *
 * A data set is read from files (mltest_dataset_open()), built in memory
 * (mltest_dataset_new_memory()), or served by host callbacks (mltest_dataset_new()). A sample's id
 * keys its random draws: the same id always gets the same noise. For files it is the picture's
 * path relative to the root, with '/' and the extension.
 *
 * @since 0.1.0
 */
#ifndef MLTEST_DATASET_H
#define MLTEST_DATASET_H

#include "mltest/annotation.h"
#include "mltest/image.h"
#include "mltest/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/**
 * A data set that the host serves. All functions run on the thread that called into the library,
 * unless `flags` has MLTEST_FLAG_ANY_THREAD: then `load` may run on any number of threads at once.
 */
typedef struct mltest_dataset_vtable {
    size_t struct_size; /**< sizeof(mltest_dataset_vtable) */
    uint64_t flags;     /**< 0 or MLTEST_FLAG_ANY_THREAD */
    /** Says how many samples there are; called once. Returns MLTEST_CALLBACK_DONE or a code. */
    int32_t (*count)(void *user_data, uint64_t *n);
    /** Fills in id, size, truth and tags of sample i; no pixels. Returns as above. */
    int32_t (*describe)(void *user_data, uint64_t i, mltest_sample *sample);
    /** Fills in the pixels of sample i: mltest_sample_set_view() or _set_encoded(). */
    int32_t (*load)(void *user_data, uint64_t i, mltest_sample *sample);
    /**
     * Called once, when the last reference goes, if mltest_dataset_new() succeeded.
     * May be NULL.
     */
    void (*destroy)(void *user_data);
} mltest_dataset_vtable;

/**
 * Opens a data set on disk and recognises its format by its content: one of the catalogue
 * "datasets", else a folder of pictures without labels, read recursively. Pictures that all lie in
 * one of at least two folders are a folder a class.
 * mltest_dataset_format() says what was recognised, mltest_dataset_warning() what looked odd.
 * Names that lead out of the root are refused.
 * @param[out] out    the data set; free it with mltest_dataset_free()
 * @param ctx         NULL for the defaults
 * @param path        a folder or file
 * @param options     made with mltest_options_new(…, "dataset", …), or NULL: `format`, `split`
 *                    (VOC: a name in ImageSets/Main; else a label file or folder of that name),
 *                    `classes` (a file with a class name a line, which fixes the order),
 *                    `pictures` (their folder, for label files that do not say), `task`
 * @param[out] error  may be NULL; names file, line and what was expected
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_IO, MLTEST_ERR_FORMAT, MLTEST_ERR_LIMIT,
 *         MLTEST_ERR_NOT_FOUND (nothing there that is a data set, or no such split),
 *         MLTEST_ERR_CONFLICT (a picture is listed twice), MLTEST_ERR_UNSUPPORTED or
 *         MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_dataset_open(mltest_dataset **out, mltest_context *ctx,
                                             const char *path, const mltest_options *options,
                                             mltest_error **error);

/**
 * Wraps a data set that the host serves. `count` and `describe` are called at once, `load` later.
 * @param[out] out      the data set
 * @param ctx           NULL for the defaults
 * @param name          as journals show it
 * @param class_names   n_classes names, copied; the order defines class indices
 * @param n_classes     how many
 * @param vtable        copied; all but destroy must be set
 * @param user_data     given to every function; owned by the data set from success on
 * @param[out] error    may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_UNSUPPORTED, MLTEST_ERR_CALLBACK,
 *         MLTEST_ERR_CANCELLED (a function returned MLTEST_CALLBACK_STOP), MLTEST_ERR_CONFLICT (an
 *         id is there twice), MLTEST_ERR_LIMIT or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_dataset_new(mltest_dataset **out, mltest_context *ctx,
                                            const char *name, const char *const *class_names,
                                            size_t n_classes, const mltest_dataset_vtable *vtable,
                                            void *user_data, mltest_error **error);

/**
 * Makes an empty data set that is filled with mltest_dataset_add().
 * @param[out] out    the data set
 * @param ctx         NULL for the defaults
 * @param name        as journals show it
 * @param class_names n_classes names, copied
 * @param n_classes   how many; 0 for unlabelled pictures
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_LIMIT or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_dataset_new_memory(mltest_dataset **out, mltest_context *ctx,
                                                   const char *name, const char *const *class_names,
                                                   size_t n_classes, mltest_error **error);

/**
 * Adds a copy of a sample, with its pixels, at the end of a data set made with
 * mltest_dataset_new_memory(), before it is used.
 * @param dataset     the data set
 * @param sample      has an id that is not there yet, and pixels
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_CONFLICT (the id is there), MLTEST_ERR_LIMIT
 *         or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_dataset_add(mltest_dataset *dataset, const mltest_sample *sample,
                                            mltest_error **error);

/**
 * How many samples there are.
 * @param dataset  NULL gives 0
 * @return the count
 * @since 0.1.0
 */
MLTEST_API uint64_t mltest_dataset_count(const mltest_dataset *dataset);

/**
 * The format that was recognised: a name of the catalogue "datasets".
 * @param dataset  the data set
 * @return a constant string
 * @since 0.1.0
 */
MLTEST_API const char *mltest_dataset_format(const mltest_dataset *dataset);

/**
 * The data set's name: the folder's own name for files.
 * @param dataset  the data set
 * @return borrowed from the data set
 * @since 0.1.0
 */
MLTEST_API const char *mltest_dataset_name(const mltest_dataset *dataset);

/**
 * A hash over the ordered ids and their truths; journals carry it.
 * @param dataset  the data set
 * @return 64 bits
 * @since 0.1.0
 */
MLTEST_API uint64_t mltest_dataset_fingerprint(const mltest_dataset *dataset);

/**
 * Whether any sample has labels.
 * @param dataset  the data set
 * @return 1 or 0
 * @since 0.1.0
 */
MLTEST_API int32_t mltest_dataset_has_truth(const mltest_dataset *dataset);

/**
 * How many classes there are.
 * @param dataset  NULL gives 0
 * @return the count
 * @since 0.1.0
 */
MLTEST_API size_t mltest_dataset_class_count(const mltest_dataset *dataset);

/**
 * The name of a class.
 * @param dataset  the data set
 * @param i        class index
 * @return borrowed from the data set; NULL if i is out of range
 * @since 0.1.0
 */
MLTEST_API const char *mltest_dataset_class_name(const mltest_dataset *dataset, size_t i);

/**
 * How many splits the place has that was opened: what its option `split` may name, whichever was
 * read. 0 for a data set that is not from files, and for one that was opened as a label file.
 * @param dataset  NULL gives 0
 * @return the count
 * @since 0.1.0
 */
MLTEST_API size_t mltest_dataset_split_count(const mltest_dataset *dataset);

/**
 * The name of a split.
 * @param dataset  the data set
 * @param i        index below mltest_dataset_split_count()
 * @return borrowed from the data set; NULL if i is out of range
 * @since 0.1.0
 */
MLTEST_API const char *mltest_dataset_split_name(const mltest_dataset *dataset, size_t i);

/**
 * How many kinds of oddity were found while reading.
 * @param dataset  NULL gives 0
 * @return the count
 * @since 0.1.0
 */
MLTEST_API size_t mltest_dataset_warning_count(const mltest_dataset *dataset);

/**
 * One kind of oddity: what, how often, and the first places, in one line. Loading pictures may add
 * to the list: an EXIF orientation that was not applied, a damaged file that could be decoded.
 * Lines that were given out before keep their text.
 * @param dataset  the data set
 * @param i        index below mltest_dataset_warning_count()
 * @return borrowed from the data set; NULL if i is out of range
 * @since 0.1.0
 */
MLTEST_API const char *mltest_dataset_warning(const mltest_dataset *dataset, size_t i);

/**
 * A copy of sample i without pixels.
 * @param dataset     the data set
 * @param i           index below mltest_dataset_count()
 * @param[out] out    the sample; free it with mltest_sample_free()
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_dataset_sample(const mltest_dataset *dataset, uint64_t i,
                                               mltest_sample **out, mltest_error **error);

/**
 * Reads and decodes the picture of sample i. EXIF orientation is applied when the label's width
 * and height agree with the turned size; otherwise the picture stays as stored, and
 * mltest_dataset_warning() says so. A picture of neither size is refused.
 * @param dataset     the data set
 * @param i           index below mltest_dataset_count()
 * @param[out] out    the picture; free it with mltest_image_free()
 * @param[out] error  may be NULL
 * @return as mltest_image_load(), MLTEST_ERR_CONFLICT (the labels are for another size),
 *         MLTEST_ERR_CALLBACK or MLTEST_ERR_CANCELLED (load returned MLTEST_CALLBACK_STOP)
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_dataset_image(const mltest_dataset *dataset, uint64_t i,
                                              mltest_image **out, mltest_error **error);

/**
 * Writes a data set to a folder, in a format that mltest_dataset_open() and other programs read.
 * Pictures are copied byte for byte and keep their sample's id wherever the format allows it, so
 * that what is written gets the same random draws; pictures without a file are written as PNG. The
 * folder must be empty or not be there yet; after a failure nothing is left of it.
 * @param dataset     the data set; its pictures are read
 * @param folder      where to; the folder above it must exist
 * @param format      a name of the catalogue "datasets" that can be written, e.g. "coco"
 * @param options     made with mltest_options_new(…, "write", …), or NULL: `pictures` = false
 *                    writes labels only
 * @param note        gets a line without line end for each thing that the format cannot hold, with
 *                    how often and where; NULL if that does not matter. Runs on the caller's thread
 * @param user_data   given to note
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID (no such format), MLTEST_ERR_UNSUPPORTED (boxes into a
 *         format of classes, or the other way round), MLTEST_ERR_CONFLICT (the folder has something
 *         in it, or two samples would get one name), MLTEST_ERR_IO, MLTEST_ERR_CALLBACK (note did
 *         not return MLTEST_CALLBACK_DONE), MLTEST_ERR_MEMORY, or as mltest_dataset_image()
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_dataset_write(mltest_dataset *dataset, const char *folder,
                                              const char *format, const mltest_options *options,
                                              mltest_write_fn note, void *user_data,
                                              mltest_error **error);

/**
 * Writes what a condition makes of a data set: every picture perturbed, as PNG, with its labels
 * where they are then. An object that is out of the picture or hidden but for less than the option
 * `min_visibility` of its area is left out; one that reaches over the edge is cut. Pictures are
 * made by several threads; the result is the same for any number of them. A picture that the
 * condition does not apply to is written as it is. The rest is as for mltest_dataset_write().
 * @param dataset     the data set; its pictures are read
 * @param condition   such as "rotation@3" or "motion_blur@2+jpeg_compression@3"
 * @param seed        of the random draws, which the ids of the data set key as in a run
 * @param suite       where a host's own perturbations come from; NULL if there are none
 * @param folder      where to; the folder above it must exist
 * @param format      a name of the catalogue "datasets" that can be written; NULL for the data
 *                    set's own
 * @param options     made with mltest_options_new(…, "write", …), or NULL: `threads`,
 *                    `min_visibility`; `pictures` = false writes labels only
 * @param note        gets a line for each thing that could not be written, as for
 *                    mltest_dataset_write()
 * @param user_data   given to note
 * @param[out] error  may be NULL
 * @return as mltest_dataset_write() and mltest_perturb()
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_dataset_write_perturbed(
    mltest_dataset *dataset, const char *condition, uint64_t seed, mltest_suite *suite,
    const char *folder, const char *format, const mltest_options *options, mltest_write_fn note,
    void *user_data, mltest_error **error);

/**
 * Drops the caller's reference.
 * @param dataset  NULL is fine
 * @since 0.1.0
 */
MLTEST_API void mltest_dataset_free(mltest_dataset *dataset);

/**
 * Makes an empty sample, to be filled and given to mltest_dataset_add().
 * @param[out] out    the sample; free it with mltest_sample_free()
 * @param ctx         NULL for the defaults
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_sample_new(mltest_sample **out, mltest_context *ctx,
                                           mltest_error **error);

/**
 * Sets the id.
 * @param sample      the sample
 * @param id          not empty, valid UTF-8 without control characters, copied
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_LIMIT or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_sample_set_id(mltest_sample *sample, const char *id,
                                              mltest_error **error);

/**
 * Sets the picture's size; 0 × 0 means "not known before it is decoded".
 * @param sample  the sample
 * @param width   pixels
 * @param height  pixels
 * @return MLTEST_OK or MLTEST_ERR_INVALID
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_sample_set_size(mltest_sample *sample, uint32_t width,
                                                uint32_t height);

/**
 * Says that the sample is labelled, even if nothing is in the picture. Adding a truth implies it.
 * @param sample  the sample
 * @return MLTEST_OK or MLTEST_ERR_INVALID
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_sample_set_labelled(mltest_sample *sample);

/**
 * Adds a ring of the outline of the object that was added last: then labels stay tight where a
 * condition turns or bends the picture. An object may have several rings, of parts and of holes.
 * An outline that is not around the same as its box is not used, and counted as an oddity.
 * @param sample      the sample
 * @param n           how many points, 3 to 4096
 * @param points      n × 2 doubles: x, y in pixels; finite
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID (no object yet, or not such points) or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_sample_add_ring(mltest_sample *sample, size_t n,
                                                const double *points, mltest_error **error);

/**
 * Adds an object of the ground truth. For classification give an all-zero box.
 * @param sample       the sample
 * @param class_index  into the data set's class list
 * @param box          pixels of the picture; finite, not negative in size
 * @param flags        MLTEST_TRUTH_ bits
 * @param[out] error   may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_LIMIT or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_sample_add_truth(mltest_sample *sample, int32_t class_index,
                                                 const mltest_box *box, uint32_t flags,
                                                 mltest_error **error);

/**
 * Sets a tag: a name with a number or a text, for slices and groups. `group` names the unit that
 * statistics resample (a video, a patient); the rest is free.
 * @param sample      the sample
 * @param name        a short name, copied
 * @param text        the value, copied; NULL for a number
 * @param number      the value if text is NULL
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_sample_set_tag(mltest_sample *sample, const char *name,
                                               const char *text, double number,
                                               mltest_error **error);

/**
 * Sets the pixels.
 * @param sample      the sample
 * @param view        copied
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_UNSUPPORTED (flags or reserved are not 0),
 *         MLTEST_ERR_LIMIT or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_sample_set_view(mltest_sample *sample,
                                                const mltest_image_view *view,
                                                mltest_error **error);

/**
 * Sets the pixels as an encoded PNG or JPEG file, decoded when needed.
 * @param sample      the sample
 * @param bytes       copied
 * @param n_bytes     at least 1
 * @param[out] error  may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_LIMIT or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_sample_set_encoded(mltest_sample *sample, const void *bytes,
                                                   size_t n_bytes, mltest_error **error);

/**
 * The id.
 * @param sample  the sample
 * @return borrowed from the sample; "" when not set
 * @since 0.1.0
 */
MLTEST_API const char *mltest_sample_id(const mltest_sample *sample);

/**
 * The picture's size; 0 when not known.
 * @param sample       the sample
 * @param[out] width   may be NULL
 * @param[out] height  may be NULL
 * @since 0.1.0
 */
MLTEST_API void mltest_sample_size(const mltest_sample *sample, uint32_t *width, uint32_t *height);

/**
 * How many objects the ground truth has.
 * @param sample  the sample
 * @return -1 if the sample has no labels at all
 * @since 0.1.0
 */
MLTEST_API int64_t mltest_sample_truth_count(const mltest_sample *sample);

/**
 * One object of the ground truth.
 * @param sample            the sample
 * @param i                 index below mltest_sample_truth_count()
 * @param[out] class_index  may be NULL
 * @param[out] box          may be NULL
 * @param[out] flags        may be NULL
 * @return MLTEST_OK or MLTEST_ERR_INVALID (out of range)
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_sample_truth(const mltest_sample *sample, size_t i,
                                             int32_t *class_index, mltest_box *box,
                                             uint32_t *flags);

/**
 * Drops the caller's reference.
 * @param sample  NULL is fine
 * @since 0.1.0
 */
MLTEST_API void mltest_sample_free(mltest_sample *sample);

#ifdef __cplusplus
}
#endif
#endif
