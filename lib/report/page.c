/* SPDX-License-Identifier: MIT */
#include "report/page.h"

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "compare/recommend.h"
#include "report/draws.h"

/* A model alone, with all that a scorecard knows. */
static mltest_status make_card(mltest_report *r, mltest_journal *journal,
                               const mltest_options *score, mltest_error **error)
{
    r->cards = mlt_alloc_zero(r->ctx, 1, sizeof *r->cards);
    if (r->cards == NULL)
        return mlt_fail_memory(error);
    TRY(mlt_scorecard_make(&r->cards[0], r->ctx, journal, score, error));
    return mlt_recommend(r->cards[0]->results, r->cards, 1, error);
}

static mltest_status score(mltest_report *r, mltest_journal *const *journals,
                           const mltest_options *options, mltest_error **error)
{
    if (r->n == 1)
        return make_card(r, journals[0], options, error);
    TRY(mlt_comparison_make(&r->comparison, r->ctx, journals, r->n, options, error));
    r->cards = r->comparison->cards;
    return MLTEST_OK;
}

static mltest_status make_cards(mltest_report *r, mltest_journal *const *journals,
                                const mltest_options *options, mltest_error **error)
{
    mltest_options *own = NULL;
    TRY(mlt_page_score_options(&own, &r->draws_note, r->ctx, journals, r->n, options, error));
    mltest_status status = score(r, journals, own, error);
    mlt_options_unref(own);
    return status;
}

static mltest_status make(mltest_report *r, mltest_journal *const *journals,
                          const mltest_options *score, const mltest_options *options,
                          mltest_dataset *dataset, mltest_suite *suite, mltest_error **error)
{
    TRY(mlt_options_make(&r->options, r->ctx, &mlt_report_options, error));
    TRY(mlt_options_expect(options, &mlt_report_options, error));
    TRY(mlt_options_fill(r->options, options, error));
    TRY(mlt_page_settings_read(&r->settings, r->options, error));
    TRY(make_cards(r, journals, score, error));
    if (dataset == NULL) {
        mlt_text_puts(&r->pictures_note, "No data set was given to take pictures from.");
        return MLTEST_OK;
    }
    return mlt_page_add_failures(r, dataset, suite, error);
}

mltest_status mlt_report_make(mltest_report **out, mltest_context *ctx,
                              mltest_journal *const *journals, size_t n,
                              const mltest_options *score, const mltest_options *options,
                              mltest_dataset *dataset, mltest_suite *suite, mltest_error **error)
{
    mltest_report *r = mlt_alloc_zero(ctx, 1, sizeof *r);
    if (r == NULL)
        return mlt_fail_memory(error);
    r->refs = 1;
    r->ctx = mlt_context_ref(ctx);
    r->n = n;
    mlt_text_init(&r->pictures_note, r->ctx);
    mlt_text_init(&r->draws_note, r->ctx);
    mltest_status status = make(r, journals, score, options, dataset, suite, error);
    if (status == MLTEST_OK && (!mlt_text_ok(&r->pictures_note) || !mlt_text_ok(&r->draws_note)))
        status = mlt_fail_memory(error);
    if (status != MLTEST_OK) {
        mlt_report_unref(r);
        return status;
    }
    *out = r;
    return MLTEST_OK;
}

void mlt_report_unref(mltest_report *r)
{
    if (r == NULL || --r->refs > 0)
        return;
    mltest_context *ctx = r->ctx;
    mlt_page_free_failures(r);
    mlt_text_free(&r->pictures_note);
    mlt_text_free(&r->draws_note);
    if (r->comparison == NULL && r->cards != NULL) {
        mlt_scorecard_unref(r->cards[0]);
        mlt_free(ctx, r->cards);
    }
    mlt_comparison_unref(r->comparison);
    mlt_options_unref(r->options);
    mlt_free(ctx, r);
    mlt_context_unref(ctx);
}
