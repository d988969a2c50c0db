/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "api/check.h"
#include "api/handles.h"
#include "base/alloc.h"
#include "base/fpenv.h"
#include "base/utf8.h"
#include "journal/line_map.h"
#include "perturb/host.h"

static mltest_status check_name(const char *name, mltest_error **error)
{
    if (!mlt_is_plain_name(name) || strcmp(name, "clean") == 0)
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "a perturbation's name has 1 to 63 lower case letters, digits and "
                        "underscores, and is not 'clean'");
    if (mlt_kind_find(name, 0) != NULL)
        return mlt_fail(error, MLTEST_ERR_CONFLICT, "the catalogue has a kind named %s", name);
    return MLTEST_OK;
}

static mltest_status read_parameter(mlt_param *out, const mltest_parameter *in,
                                    mltest_error **error)
{
    if (in->name == NULL || !mlt_is_plain_name(in->name) || in->reserved[0] != 0 ||
        in->reserved[1] != 0)
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "a parameter needs a name of 1 to 63 lower case letters, digits and "
                        "underscores, and its reserved members must be 0");
    *out = (mlt_param){.name = in->name,
                       .unit = in->unit != NULL ? in->unit : "",
                       .low = in->low,
                       .high = in->high};
    memcpy(out->values, in->values, sizeof out->values);
    for (int i = 0; i < 5; i++) {
        if (!isfinite(in->values[i]) || !(in->values[i] >= in->low && in->values[i] <= in->high))
            return mlt_fail(error, MLTEST_ERR_INVALID,
                            "parameter %s: its values must lie between low and high", in->name);
    }
    return MLTEST_OK;
}

static mltest_status read_parameters(mlt_param *out, const mltest_parameter *in, size_t n,
                                     mltest_error **error)
{
    for (size_t i = 0; i < n; i++) {
        TRY(read_parameter(&out[i], &in[i], error));
        for (size_t k = 0; k < i; k++) {
            if (strcmp(out[k].name, out[i].name) == 0)
                return mlt_fail(error, MLTEST_ERR_INVALID, "parameter %s is there twice",
                                out[i].name);
        }
    }
    return MLTEST_OK;
}

mltest_status mltest_perturbation_new(mltest_perturbation **out, mltest_context *ctx,
                                      const char *name, int32_t category, uint32_t revision,
                                      const char *summary, const mltest_parameter *parameters,
                                      size_t n_parameters, const mltest_perturbation_vtable *vtable,
                                      void *user_data, mltest_error **error)
{
    mlt_param params[MLT_MAX_PARAMS];
    ENTRY(error);
    NEED_OUT(out);
    NEED(name);
    TRY(check_name(name, error));
    if (mlt_category_name(category)[0] == '\0' || revision == 0 || n_parameters > MLT_MAX_PARAMS ||
        (n_parameters > 0 && parameters == NULL))
        return mlt_fail(error, MLTEST_ERR_INVALID,
                        "%s: needs a category, a revision of at least 1, and at most %d parameters",
                        name, MLT_MAX_PARAMS);
    TRY(read_parameters(params, parameters, n_parameters, error));
    const mlt_kind kind = {.name = name,
                           .mltest_name = "",
                           .family = "",
                           .category = category,
                           .revision = revision,
                           .flags = MLT_KIND_STOCHASTIC,
                           .summary = summary != NULL ? summary : "",
                           .when = "",
                           .params = params,
                           .n_params = n_parameters};
    return mlt_host_kind_make(out, ctx, &kind, vtable, user_data, error);
}

void mltest_perturbation_free(mltest_perturbation *perturbation)
{
    mlt_host_kind_unref(perturbation);
}

mltest_status mltest_canvas_resize(mltest_canvas *canvas, uint32_t width, uint32_t height)
{
    return canvas != NULL ? mlt_canvas_resize(canvas, width, height) : MLTEST_ERR_INVALID;
}

void *mltest_canvas_pixels(mltest_canvas *canvas, int64_t *stride_bytes)
{
    void *pixels = canvas != NULL ? mlt_canvas_pixels(canvas) : NULL;
    if (pixels != NULL && stride_bytes != NULL)
        *stride_bytes = canvas->io->out->stride_bytes;
    return pixels;
}

mltest_status mltest_canvas_set_homography(mltest_canvas *canvas, const double *h)
{
    if (canvas == NULL || h == NULL || !mlt_map_from_homography(&canvas->io->map, h))
        return MLTEST_ERR_INVALID;
    return MLTEST_OK;
}

mltest_status mltest_canvas_set_map(mltest_canvas *canvas, const char *map)
{
    if (canvas == NULL || map == NULL)
        return MLTEST_ERR_INVALID;
    return mlt_map_parse(canvas->io->ctx, "map", map, strlen(map), &canvas->io->map, NULL);
}

mltest_status mltest_canvas_add_cover(mltest_canvas *canvas, const mltest_box *box)
{
    if (canvas == NULL || box == NULL)
        return MLTEST_ERR_INVALID;
    const mlt_box own = {box->x, box->y, box->width, box->height};
    return mlt_canvas_add_cover(canvas, &own);
}

size_t mltest_canvas_truth_count(const mltest_canvas *canvas)
{
    return canvas != NULL && canvas->io->truth != NULL ? canvas->io->truth->n : 0;
}

mltest_status mltest_canvas_truth(const mltest_canvas *canvas, size_t i, int32_t *class_index,
                                  mltest_box *box)
{
    if (i >= mltest_canvas_truth_count(canvas))
        return MLTEST_ERR_INVALID;
    const mlt_truth *t = &canvas->io->truth->items[i];
    if (class_index != NULL)
        *class_index = t->cls;
    if (box != NULL)
        *box = (mltest_box){t->box.x, t->box.y, t->box.width, t->box.height};
    return MLTEST_OK;
}

mltest_status mltest_canvas_not_applicable(mltest_canvas *canvas, const char *reason)
{
    size_t n = canvas != NULL && reason != NULL ? strlen(reason) : 0;
    if (n == 0 || !mlt_utf8_is_plain(reason, n))
        return MLTEST_ERR_INVALID;
    if (n >= sizeof canvas->reason) {
        n = sizeof canvas->reason - 1;
        while (((unsigned char)reason[n] & 0xC0) == 0x80) /* no half characters */
            n--;
    }
    memcpy(canvas->reason, reason, n);
    canvas->reason[n] = '\0';
    return MLTEST_OK;
}

uint32_t mltest_canvas_random_u32(mltest_canvas *canvas)
{
    return canvas != NULL ? mlt_draw_u32(&canvas->draws) : 0;
}

double mltest_canvas_random_normal(mltest_canvas *canvas)
{
    return canvas != NULL ? mlt_draw_normal(&canvas->draws) : 0;
}

static mltest_status perturb(mlt_image *out, mltest_context *ctx, const mltest_image_view *view,
                             const mlt_condition *condition, uint64_t seed, const char *sample_id,
                             mltest_error **error)
{
    mlt_perturbed made;
    fenv_t saved;
    TRY(mlt_perturbed_init(&made, ctx, error));
    mlt_fpenv_enter(&saved);
    mltest_status status =
        mlt_condition_apply(condition, view, NULL, seed, sample_id, &made, error);
    mlt_fpenv_leave(&saved);
    if (status == MLTEST_OK && made.skip_reason != NULL)
        status = mlt_fail(error, MLTEST_ERR_UNSUPPORTED, "%s does not apply: %s", condition->name,
                          made.skip_reason);
    if (status == MLTEST_OK) {
        mlt_image_free(out);
        *out = made.image;
        mlt_image_init(&made.image, ctx);
    }
    mlt_perturbed_free(&made);
    return status;
}

mltest_status mltest_perturb(mltest_image **out, mltest_context *ctx, const mltest_image_view *view,
                             const char *condition, uint64_t seed, const char *sample_id,
                             mltest_error **error)
{
    mlt_condition parsed;
    mltest_image *image = NULL;
    ENTRY(error);
    NEED_OUT(out);
    NEED(view);
    NEED(condition);
    NEED(sample_id);
    TRY(mlt_view_check(ctx, view, error));
    TRY(mlt_condition_parse(&parsed, ctx, condition, NULL, 0, error));
    mltest_status status = mlt_image_handle_new(&image, ctx, error);
    if (status == MLTEST_OK)
        status = perturb(&image->pixels, ctx, view, &parsed, seed, sample_id, error);
    mlt_condition_free(ctx, &parsed);
    if (status == MLTEST_OK)
        *out = image;
    else
        mltest_image_free(image);
    return status;
}

mltest_status mltest_condition_name(mltest_context *ctx, const char *condition, char *text,
                                    size_t n, size_t *need, mltest_error **error)
{
    mlt_condition parsed;
    ENTRY(error);
    NEED(condition);
    if (text == NULL && n > 0)
        return mlt_fail(error, MLTEST_ERR_INVALID, "%s: text is NULL", __func__);
    TRY(mlt_condition_parse(&parsed, ctx, condition, NULL, 0, error));
    size_t length = strlen(parsed.name);
    if (n > 0) {
        size_t kept = length < n ? length : n - 1;
        memcpy(text, parsed.name, kept);
        text[kept] = '\0';
    }
    if (need != NULL)
        *need = length;
    mlt_condition_free(ctx, &parsed);
    return MLTEST_OK;
}
