/* SPDX-License-Identifier: MIT */
/*
 * One picture under many conditions, as small pictures on one sheet: a row a kind, a column a
 * severity.
 */
#include "base/error.h"
#include "image/draw.h"
#include "image/resample.h"
#include "perturb/condition.h"
#include "report/report.h"

static const mlt_colour ink = {230, 230, 230}, ground = {24, 24, 24}, empty = {64, 64, 64};

enum { COLUMNS = 6, GAP = 4, LABEL = 13 }; /* the clean picture and five severities */

typedef struct {
    mltest_context *ctx;
    const mlt_sheet *sheet;
    uint32_t tile_width, tile_height, row_height;
    mlt_perturbed made;
    mlt_image small;
    mlt_image *image;
} drawing;

static uint32_t fitted(uint32_t n, double scale)
{
    double size = n * scale + 0.5;
    return size < 1 ? 1 : (uint32_t)size;
}

/* Fits a picture into a tile, in the middle of it; it is never enlarged. */
static mltest_status draw_tile(drawing *d, const mltest_image_view *view, int64_t x, int64_t y,
                               mltest_error **error)
{
    double across = d->tile_width / (double)view->width,
           down = d->tile_height / (double)view->height;
    double scale = across < down ? across : down;
    scale = scale < 1 ? scale : 1;
    TRY(mlt_image_shrink(&d->small, view, fitted(view->width, scale), fitted(view->height, scale),
                         error));
    mltest_image_view small = mlt_image_view(&d->small);
    x += (d->tile_width - small.width) / 2;
    y += (d->tile_height - small.height) / 2;
    mlt_draw_picture(d->image, x, y, &small);
    return MLTEST_OK;
}

/* A kind that needs labels takes the middle of the picture for an object. */
static mltest_status perturb(drawing *d, const mlt_condition *condition, mltest_error **error)
{
    const mltest_image_view *view = d->sheet->view;
    double width = view->width, height = view->height;
    mlt_truth middle = {.box = {width / 4, height / 4, width / 2, height / 2}};
    const mlt_truths labels = {&middle, 1, 1};
    return mlt_condition_apply(condition, view, &labels, d->sheet->seed, d->sheet->sample_id,
                               &d->made, error);
}

static mltest_status draw_condition(drawing *d, const char *kind, int severity, int64_t y,
                                    mltest_error **error)
{
    int64_t x = GAP + (int64_t)severity * (d->tile_width + GAP);
    mlt_text name;
    mlt_condition condition;
    mlt_text_init(&name, d->ctx);
    mlt_text_printf(&name, "%s@%d", kind, severity);
    mltest_status status =
        mlt_text_ok(&name)
            ? mlt_condition_parse(&condition, d->ctx, mlt_text_string(&name), NULL, 0, error)
            : mlt_fail_memory(error);
    mlt_text_free(&name);
    if (status != MLTEST_OK)
        return status;
    status = perturb(d, &condition, error);
    mlt_condition_free(d->ctx, &condition);
    if (status != MLTEST_OK)
        return status;
    if (d->made.skip_reason != NULL) {
        mlt_draw_fill(d->image, x, y, x + d->tile_width, y + d->tile_height, empty);
        mlt_draw_text(d->image, x + GAP, y + GAP, 1, d->made.skip_reason, ink, empty);
        return MLTEST_OK;
    }
    mltest_image_view view = mlt_image_view(&d->made.image);
    return draw_tile(d, &view, x, y, error);
}

/* Kinds of one strength have one picture. */
static mltest_status draw_row(drawing *d, size_t row, mltest_error **error)
{
    const mlt_kind *kind = d->sheet->kinds[row];
    int last = (kind->flags & MLT_KIND_SINGLE) != 0 ? 1 : COLUMNS - 1;
    int64_t y = (int64_t)row * d->row_height;
    mlt_draw_text(d->image, GAP, y + 2, 1, kind->name, ink, ground);
    TRY(draw_tile(d, d->sheet->view, GAP, y + LABEL, error));
    for (int severity = 1; severity <= last; severity++) {
        char digit[2] = {(char)('0' + severity), '\0'};
        mlt_draw_text(d->image, GAP + (int64_t)severity * (d->tile_width + GAP), y + 2, 1, digit,
                      ink, ground);
        TRY(draw_condition(d, kind->name, severity, y + LABEL, error));
    }
    return MLTEST_OK;
}

static mltest_status draw(drawing *d, mltest_error **error)
{
    uint32_t width = GAP + COLUMNS * (d->tile_width + GAP);
    uint64_t height = (uint64_t)d->sheet->n_kinds * d->row_height;
    if (d->sheet->n_kinds > UINT32_MAX || height > UINT32_MAX)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "a contact sheet of %zu kinds is too high",
                        d->sheet->n_kinds);
    TRY(mlt_image_resize(d->image, width, (uint32_t)height, MLTEST_FORMAT_RGB8, error));
    mlt_draw_fill(d->image, 0, 0, width, (int64_t)height, ground);
    for (size_t row = 0; row < d->sheet->n_kinds; row++)
        TRY(draw_row(d, row, error));
    return MLTEST_OK;
}

mltest_status mlt_report_contact_sheet(mlt_image *image, mltest_context *ctx,
                                       const mlt_sheet *sheet, mltest_error **error)
{
    const mltest_image_view *view = sheet->view;
    drawing d = {.ctx = ctx, .sheet = sheet, .tile_width = sheet->tile_width, .image = image};
    d.tile_height = fitted(view->height, d.tile_width / (double)view->width);
    d.row_height = LABEL + d.tile_height + GAP;
    mlt_image_init(&d.small, ctx);
    TRY(mlt_perturbed_init(&d.made, ctx, error));
    mltest_status status = draw(&d, error);
    mlt_perturbed_free(&d.made);
    mlt_image_free(&d.small);
    return status;
}
