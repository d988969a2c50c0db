/* SPDX-License-Identifier: MIT */
/**
 * @file mltest/perturbation.h
 * Changing pictures: the catalogue's kinds by name, and kinds that a host adds.
 *
 * A condition is written `kind[:rN]@severity[{name=value,…}]`, steps joined by `+`, then
 * `#replicate` unless 0: `fog@3`, `motion_blur@2.5{angle=30}+jpeg_compression@3#1`. Severity is a
 * real number in (0, 5]; 0 is the picture unchanged. mltest/catalogue.h lists the kinds.
 *
 * @since 0.1.0
 */
#ifndef MLTEST_PERTURBATION_H
#define MLTEST_PERTURBATION_H

#include "mltest/annotation.h"
#include "mltest/image.h"
#include "mltest/types.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Categories of kinds. */
enum {
    MLTEST_CATEGORY_NOISE = 1,
    MLTEST_CATEGORY_BLUR = 2,
    MLTEST_CATEGORY_WEATHER = 3,
    MLTEST_CATEGORY_LIGHTING = 4,
    MLTEST_CATEGORY_COLOUR = 5,
    MLTEST_CATEGORY_DIGITAL = 6,
    MLTEST_CATEGORY_GEOMETRIC = 7,
    MLTEST_CATEGORY_OCCLUSION = 8
};

/** A parameter of a host's kind. An element of arrays, hence frozen. */
typedef struct mltest_parameter {
    const char *name;     /**< lower case with underscores */
    const char *unit;     /**< "" if it has none */
    double low;           /**< smallest value that may be set directly */
    double high;          /**< largest */
    double values[5];     /**< at severities 1 … 5; between them linear */
    uint64_t reserved[2]; /**< 0 */
} mltest_parameter;

/**
 * A kind of change that a host adds. `apply` must be a pure function of its inputs and of the
 * canvas' random numbers: then results are reproducible like the library's own.
 */
typedef struct mltest_perturbation_vtable {
    size_t struct_size; /**< sizeof(mltest_perturbation_vtable) */
    uint64_t flags;     /**< 0 or MLTEST_FLAG_ANY_THREAD: apply may run on any threads at once */
    /**
     * Makes the perturbed picture.
     * @param user_data  what was given to mltest_perturbation_new()
     * @param in         the picture so far
     * @param params     n values at the wanted severity
     * @param n          the number of parameters
     * @param canvas     where the result goes
     * @return MLTEST_CALLBACK_DONE, MLTEST_CALLBACK_STOP, or a code: a recorded failure
     */
    int32_t (*apply)(void *user_data, const mltest_image_view *in, const double *params, size_t n,
                     mltest_canvas *canvas);
    /**
     * Called once, when the last reference goes, if mltest_perturbation_new() succeeded.
     * May be NULL.
     */
    void (*destroy)(void *user_data);
} mltest_perturbation_vtable;

/**
 * Describes a kind of the host's own. Put it into a suite with mltest_suite_add_perturbation().
 * @param[out] out      the perturbation; free it with mltest_perturbation_free()
 * @param ctx           NULL for the defaults
 * @param name          lower case letters, digits, underscores; not a name of the catalogue
 * @param category      MLTEST_CATEGORY_
 * @param revision      at least 1; raise it when the pixels change
 * @param summary       one sentence; may be NULL
 * @param parameters    n_parameters rows, copied; may be NULL
 * @param n_parameters  at most 12
 * @param vtable        copied
 * @param user_data     given to its functions; owned by the perturbation from success on
 * @param[out] error    may be NULL
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_CONFLICT (the catalogue has that name),
 *         MLTEST_ERR_UNSUPPORTED or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_perturbation_new(
    mltest_perturbation **out, mltest_context *ctx, const char *name, int32_t category,
    uint32_t revision, const char *summary, const mltest_parameter *parameters, size_t n_parameters,
    const mltest_perturbation_vtable *vtable, void *user_data, mltest_error **error);

/**
 * Drops the caller's reference.
 * @param perturbation  NULL is fine
 * @since 0.1.0
 */
MLTEST_API void mltest_perturbation_free(mltest_perturbation *perturbation);

/**
 * Gives the result another size than the input's. Call it before mltest_canvas_pixels().
 * @param canvas  the canvas given to apply
 * @param width   pixels
 * @param height  pixels
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_LIMIT or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_canvas_resize(mltest_canvas *canvas, uint32_t width,
                                              uint32_t height);

/**
 * The pixels of the result, to be written whole. They start as a copy of the input if the size is
 * the same, else black. The format is the input's.
 * @param canvas             the canvas given to apply
 * @param[out] stride_bytes  from one row to the next; may be NULL
 * @return the top-left pixel; NULL when out of memory
 * @since 0.1.0
 */
MLTEST_API void *mltest_canvas_pixels(mltest_canvas *canvas, int64_t *stride_bytes);

/**
 * States where pixels moved to, so that labels and predictions follow.
 * @param canvas  the canvas given to apply
 * @param h       nine numbers, row-major: (x', y', w') = h · (x, y, 1); invertible
 * @return MLTEST_OK or MLTEST_ERR_INVALID
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_canvas_set_homography(mltest_canvas *canvas, const double *h);

/**
 * The same for maps that bend, as journals write them (doc/journal.md, Maps): a lens, rows that
 * move in a wave, homographies, and chains of these, such as
 * `{"chain":[{"lens":[320,240,400,-0.14]},{"h":[1,0,5,0,1,0,0,0,1]}]}`.
 * @param canvas  the canvas given to apply
 * @param map     JSON; replaces what was stated before
 * @return MLTEST_OK, MLTEST_ERR_INVALID (NULL), MLTEST_ERR_FORMAT (not a map, or none that can be
 *         inverted) or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_canvas_set_map(mltest_canvas *canvas, const char *map);

/**
 * States that a rectangle of the result shows nothing of the scene any more.
 * @param canvas  the canvas given to apply
 * @param box     pixels of the result
 * @return MLTEST_OK, MLTEST_ERR_INVALID or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_canvas_add_cover(mltest_canvas *canvas, const mltest_box *box);

/**
 * How many objects the picture has in its ground truth.
 * @param canvas  the canvas given to apply
 * @return the count; 0 without labels
 * @since 0.1.0
 */
MLTEST_API size_t mltest_canvas_truth_count(const mltest_canvas *canvas);

/**
 * One object of the ground truth, where it is in the input picture.
 * @param canvas            the canvas given to apply
 * @param i                 index below mltest_canvas_truth_count()
 * @param[out] class_index  may be NULL
 * @param[out] box          may be NULL
 * @return MLTEST_OK or MLTEST_ERR_INVALID
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_canvas_truth(const mltest_canvas *canvas, size_t i,
                                             int32_t *class_index, mltest_box *box);

/**
 * Says that the kind does not apply to this picture: a recorded skip, not a failure.
 * @param canvas  the canvas given to apply
 * @param reason  copied; goes into the journal: not empty, UTF-8 without control characters, cut
 *                where it is too long
 * @return MLTEST_OK or MLTEST_ERR_INVALID
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_canvas_not_applicable(mltest_canvas *canvas, const char *reason);

/**
 * The next random number. It depends on seed, kind, revision, replicate, step and sample id, not
 * on severity or thread.
 * @param canvas  the canvas given to apply
 * @return 32 random bits
 * @since 0.1.0
 */
MLTEST_API uint32_t mltest_canvas_random_u32(mltest_canvas *canvas);

/**
 * The next random number of the standard normal distribution.
 * @param canvas  the canvas given to apply
 * @return mean 0, standard deviation 1
 * @since 0.1.0
 */
MLTEST_API double mltest_canvas_random_normal(mltest_canvas *canvas);

/**
 * Perturbs one picture by a condition of the catalogue.
 * @param[out] out    the perturbed picture; free it with mltest_image_free()
 * @param ctx         NULL for the defaults
 * @param view        the picture; BGR formats become RGB
 * @param condition   such as "fog@3"
 * @param seed        of the run that should be re-made; 0 is fine
 * @param sample_id   keys the random draws; in a run it is the sample's id
 * @param[out] error  may be NULL; MLTEST_ERR_UNSUPPORTED says why a kind does not apply
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_NOT_FOUND (no such kind; the nearest name is
 *         offered), MLTEST_ERR_UNSUPPORTED, MLTEST_ERR_LIMIT or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_perturb(mltest_image **out, mltest_context *ctx,
                                        const mltest_image_view *view, const char *condition,
                                        uint64_t seed, const char *sample_id, mltest_error **error);

/**
 * Writes the canonical name of a condition: revisions, sorted parameters, defaults left out.
 * @param ctx         NULL for the defaults
 * @param condition   such as "fog@3"
 * @param[out] text   room for n bytes; always ended by NUL if n > 0; may be NULL if n is 0
 * @param n           room
 * @param[out] need   the length without NUL; may be NULL
 * @param[out] error  may be NULL; names the place and the nearest valid name
 * @return MLTEST_OK, MLTEST_ERR_INVALID, MLTEST_ERR_NOT_FOUND or MLTEST_ERR_MEMORY
 * @since 0.1.0
 */
MLTEST_API mltest_status mltest_condition_name(mltest_context *ctx, const char *condition,
                                               char *text, size_t n, size_t *need,
                                               mltest_error **error);

#ifdef __cplusplus
}
#endif
#endif
