/* SPDX-License-Identifier: MIT */
#include "report/report.h"
#include "api/check.h"
#include "api/handles.h"
#include "api/results.h"
#include "base/alloc.h"
#include "base/fpenv.h"
#include "mltest/report.h"
#include "perturb/condition.h"
#include "report/page.h"

enum { LEAST_TILE = 16, MOST_TILE = 4096, USUAL_TILE = 160 };

mltest_status mltest_report_new(mltest_report **out, mltest_context *ctx,
                                mltest_journal *const *journals, size_t n,
                                const mltest_options *score, const mltest_options *options,
                                mltest_dataset *dataset, mltest_suite *suite, mltest_error **error)
{
    fenv_t saved;
    ENTRY(error);
    NEED_OUT(out);
    NEED(journals);
    if (n < 1 || n > MLT_MOST_PAGE_MODELS)
        return mlt_fail(error, MLTEST_ERR_INVALID, "a report takes 1 to %d journals, not %zu",
                        MLT_MOST_PAGE_MODELS, n);
    for (size_t i = 0; i < n; i++)
        NEED(journals[i]);
    mlt_fpenv_enter(&saved);
    mltest_status status =
        mlt_report_make(out, ctx, journals, n, score, options, dataset, suite, error);
    mlt_fpenv_leave(&saved);
    return status;
}

static mltest_status format_it(mlt_text *out, const void *what, const char *format,
                               mltest_error **error)
{
    const mltest_report *report = what;
    if (strcmp(format, "json") == 0)
        return mlt_report_page_json(out, report, error);
    if (strcmp(format, "html") == 0)
        return mlt_report_html(out, report, false, error);
    return mlt_fail(error, MLTEST_ERR_NOT_FOUND, "no format is named '%s': html and json are",
                    format);
}

mltest_status mltest_write_report(const mltest_report *report, const char *format,
                                  mltest_write_fn write, void *user_data, mltest_error **error)
{
    ENTRY(error);
    NEED(report);
    NEED(format);
    NEED(write);
    return mlt_write_formatted(report->ctx, format_it, report, format, write, user_data, error);
}

mltest_status mltest_save_report(const mltest_report *report, const char *path,
                                 mltest_error **error)
{
    ENTRY(error);
    NEED(report);
    NEED(path);
    return mlt_report_save(report, path, error);
}

void mltest_report_free(mltest_report *report)
{
    mlt_report_unref(report);
}

mltest_status mltest_report_pair(mltest_image **out, mltest_context *ctx,
                                 const mltest_scorecard *card, mltest_dataset *dataset,
                                 mltest_suite *suite, const char *sample_id, const char *condition,
                                 mltest_error **error)
{
    mltest_image *image = NULL;
    ENTRY(error);
    NEED_OUT(out);
    NEED(card);
    NEED(dataset);
    NEED(sample_id);
    NEED(condition);
    TRY(mlt_image_handle_new(&image, ctx, error));
    mltest_status status =
        mlt_report_pair(&image->pixels, ctx, card, dataset, suite, sample_id, condition, error);
    if (status == MLTEST_OK)
        *out = image;
    else
        mltest_image_free(image);
    return status;
}

/* The parser knows the nearest name to one that is wrong. */
static mltest_status find_kind(const mlt_kind **kind, mltest_context *ctx, const char *name,
                               mltest_error **error)
{
    mlt_condition parsed;
    *kind = mlt_is_plain_name(name) ? mlt_kind_find(name, 0) : NULL;
    if (*kind != NULL)
        return MLTEST_OK;
    TRY(mlt_condition_parse(&parsed, ctx, name, NULL, 0, error));
    mlt_condition_free(ctx, &parsed);
    return mlt_fail(error, MLTEST_ERR_INVALID, "'%s': expected the name of one kind", name);
}

static mltest_status find_kinds(const mlt_kind **found, mltest_context *ctx,
                                const char *const *kinds, size_t n, mltest_error **error)
{
    for (size_t i = 0; i < n; i++) {
        found[i] = mlt_kind_at(i);
        if (kinds == NULL)
            continue;
        NEED(kinds[i]);
        TRY(find_kind(&found[i], ctx, kinds[i], error));
    }
    return MLTEST_OK;
}

static mltest_status draw_sheet(mltest_image **out, mltest_context *ctx, const mlt_sheet *sheet,
                                mltest_error **error)
{
    mltest_image *image = NULL;
    fenv_t saved;
    TRY(mlt_image_handle_new(&image, ctx, error));
    mlt_fpenv_enter(&saved);
    mltest_status status = mlt_report_contact_sheet(&image->pixels, ctx, sheet, error);
    mlt_fpenv_leave(&saved);
    if (status == MLTEST_OK)
        *out = image;
    else
        mltest_image_free(image);
    return status;
}

mltest_status mltest_contact_sheet(mltest_image **out, mltest_context *ctx,
                                   const mltest_image_view *view, const char *const *kinds,
                                   size_t n_kinds, uint32_t tile_width, uint64_t seed,
                                   const char *sample_id, mltest_error **error)
{
    ENTRY(error);
    NEED_OUT(out);
    NEED(view);
    NEED(sample_id);
    bool all = kinds == NULL || n_kinds == 0;
    size_t n = all ? mlt_kind_count() : n_kinds;
    if (tile_width != 0 && (tile_width < LEAST_TILE || tile_width > MOST_TILE))
        return mlt_fail(error, MLTEST_ERR_INVALID, "a tile is %d to %d pixels wide, not %u",
                        LEAST_TILE, MOST_TILE, tile_width);
    TRY(mlt_view_check(ctx, view, error));
    const mlt_kind **found = mlt_alloc_zero(ctx, n, sizeof *found);
    if (found == NULL)
        return mlt_fail_memory(error);
    const mlt_sheet sheet = {view, found,    n, tile_width != 0 ? tile_width : USUAL_TILE,
                             seed, sample_id};
    mltest_status status = find_kinds(found, ctx, all ? NULL : kinds, n, error);
    if (status == MLTEST_OK)
        status = draw_sheet(out, ctx, &sheet, error);
    mlt_free(ctx, found);
    return status;
}
