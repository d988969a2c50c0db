/* SPDX-License-Identifier: MIT */
#include "compare/recommend.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/text.h"
#include "compare/augmentation.h"

typedef struct {
    size_t model;
    const char *kind, *category;
    double weight, affected, lower;
    double cost; /* points of risk that are sure: 100 × weight × lower */
} advice;

typedef struct {
    mltest_context *ctx;
    advice *rows;
    size_t n, cap;
} advices;

/* The lower bound of a kind's affected fraction; NAN without intervals. */
static double lower_bound(const mlt_results *r, const char *kind)
{
    const mlt_table *table = mlt_results_find_table(r, "intervals");
    const mlt_column *figure = mlt_table_find_column(table, "figure");
    const mlt_column *of = mlt_table_find_column(table, "of");
    for (size_t i = 0; i < table->n_rows; i++)
        if (strcmp(figure->strings[i], "affected_of_kind") == 0 &&
            strcmp(of->strings[i], kind) == 0)
            return mlt_table_find_column(table, "lower")->doubles[i] / 100;
    return NAN;
}

/* In its place among those of the same model. */
static void insert(advices *a, const advice *one)
{
    size_t at = a->n++;
    for (; at > 0 && a->rows[at - 1].model == one->model && a->rows[at - 1].cost < one->cost; at--)
        a->rows[at] = a->rows[at - 1];
    a->rows[at] = *one;
}

static mltest_status collect(advices *a, const mltest_scorecard *card, size_t model,
                             mltest_error **error)
{
    const mlt_table *kinds = mlt_results_find_table(card->results, "kinds");
    for (size_t i = 0; i < kinds->n_rows; i++) {
        advice one = {.model = model,
                      .kind = mlt_table_find_column(kinds, "name")->strings[i],
                      .category = mlt_table_find_column(kinds, "category")->strings[i],
                      .weight = mlt_table_find_column(kinds, "weight")->doubles[i],
                      .affected = mlt_table_find_column(kinds, "affected")->doubles[i]};
        one.lower = lower_bound(card->results, one.kind);
        one.cost = 100 * one.weight * one.lower;
        if (!(one.cost > 0))
            continue;
        if (!mlt_reserve(a->ctx, a->rows, a->cap, a->n + 1))
            return mlt_fail_memory(error);
        insert(a, &one);
    }
    return MLTEST_OK;
}

static void list_augmentations(mlt_text *out, const char *kind)
{
    bool any = false;
    for (size_t i = 0; i < mlt_augmentation_count; i++) {
        if (!mlt_augmentation_has_kind(mlt_augmentations[i].kinds, kind))
            continue;
        mlt_text_puts(out, any ? " " : "");
        mlt_text_puts(out, mlt_augmentations[i].name);
        any = true;
    }
}

static const char *statement(const char *augmentations)
{
    return augmentations[0] != '\0'
               ? "expected, not tested: training with one of these augmentations"
               : "expected, not tested: training with pictures of this kind";
}

static mltest_status fill_protection(mlt_results *r, mlt_table *table, const advices *a,
                                     mltest_error **error)
{
    mlt_column *names, *statements;
    mltest_status status = MLTEST_OK;
    mlt_text text;
    TRY(mlt_table_column(r, table, "augmentations", MLT_COLUMN_STRING, &names, error));
    TRY(mlt_table_column(r, table, "statement", MLT_COLUMN_STRING, &statements, error));
    mlt_text_init(&text, a->ctx);
    for (size_t i = 0; i < a->n && status == MLTEST_OK; i++) {
        mlt_text_clear(&text);
        list_augmentations(&text, a->rows[i].kind);
        const char *list = mlt_text_string(&text);
        status = mlt_text_ok(&text) ? mlt_table_set_string(r, names, i, list, error)
                                    : mlt_fail_memory(error);
        if (status == MLTEST_OK)
            status = mlt_table_set_string(r, statements, i, statement(list), error);
    }
    mlt_text_free(&text);
    return status;
}

static mltest_status fill(mlt_results *r, const advices *a, mltest_scorecard *const *cards,
                          mltest_error **error)
{
    static const char *const names[] = {"affected", "lower", "weight", "cost"};
    mlt_table *table;
    mlt_column *model, *index, *kind, *category, *number;
    TRY(mlt_results_table(r, "recommendations", a->n, &table, error));
    TRY(mlt_table_column(r, table, "model", MLT_COLUMN_STRING, &model, error));
    TRY(mlt_table_column(r, table, "model_index", MLT_COLUMN_INT, &index, error));
    TRY(mlt_table_column(r, table, "kind", MLT_COLUMN_STRING, &kind, error));
    TRY(mlt_table_column(r, table, "category", MLT_COLUMN_STRING, &category, error));
    for (size_t i = 0; i < a->n; i++) {
        const advice *one = &a->rows[i];
        TRY(mlt_table_set_string(r, model, i, cards[one->model]->journal->run.model_name, error));
        index->ints[i] = (int32_t)one->model;
        TRY(mlt_table_set_string(r, kind, i, one->kind, error));
        TRY(mlt_table_set_string(r, category, i, one->category, error));
    }
    for (size_t k = 0; k < sizeof names / sizeof names[0]; k++) {
        TRY(mlt_table_column(r, table, names[k], MLT_COLUMN_DOUBLE, &number, error));
        for (size_t i = 0; i < a->n; i++) {
            const advice *one = &a->rows[i];
            const double values[] = {one->affected, one->lower, one->weight, one->cost};
            number->doubles[i] = values[k];
        }
    }
    return fill_protection(r, table, a, error);
}

mltest_status mlt_recommend(mlt_results *results, mltest_scorecard *const *cards, size_t n,
                            mltest_error **error)
{
    advices a = {.ctx = cards[0]->ctx};
    mltest_status status = MLTEST_OK;
    for (size_t i = 0; i < n && status == MLTEST_OK; i++)
        status = collect(&a, cards[i], i, error);
    if (status == MLTEST_OK)
        status = fill(results, &a, cards, error);
    mlt_free(a.ctx, a.rows);
    return status;
}
