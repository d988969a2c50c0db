/* SPDX-License-Identifier: MIT */
#include "dataset/dataset.h"

#include <inttypes.h>
#include <string.h>

#include "base/alloc.h"
#include "base/context.h"
#include "base/error.h"
#include "base/text.h"

static void free_oddity(mltest_context *ctx, mlt_oddity *odd)
{
    mlt_free(ctx, odd->what);
    for (size_t i = 0; i < MLT_ODDITY_PLACES; i++)
        mlt_free(ctx, odd->places[i]);
    while (odd->line != NULL) {
        mlt_oddity_line *older = odd->line->older;
        mlt_free(ctx, odd->line);
        odd->line = older;
    }
}

void mlt_oddities_free(mltest_dataset *dataset)
{
    for (size_t i = 0; i < dataset->n_oddities; i++)
        free_oddity(dataset->ctx, &dataset->oddities[i]);
    mlt_free(dataset->ctx, dataset->oddities);
}

/* The oddity of that sentence, made when there is none yet; NULL when out of memory. */
static mlt_oddity *find_or_make(mltest_dataset *dataset, const char *what)
{
    for (size_t i = 0; i < dataset->n_oddities; i++)
        if (strcmp(dataset->oddities[i].what, what) == 0)
            return &dataset->oddities[i];
    char *copy = mlt_strdup(dataset->ctx, what);
    if (copy == NULL || !mlt_reserve(dataset->ctx, dataset->oddities, dataset->cap_oddities,
                                     dataset->n_oddities + 1)) {
        mlt_free(dataset->ctx, copy);
        return NULL;
    }
    mlt_oddity *odd = &dataset->oddities[dataset->n_oddities++];
    *odd = (mlt_oddity){.what = copy};
    return odd;
}

/* Keeps the place if it is among the first. */
static bool add_place(mltest_context *ctx, mlt_oddity *odd, const char *place, uint64_t order)
{
    size_t at = 0;
    while (at < MLT_ODDITY_PLACES && odd->places[at] != NULL && odd->orders[at] <= order)
        at++;
    if (at == MLT_ODDITY_PLACES)
        return true;
    char *copy = mlt_strdup(ctx, place);
    if (copy == NULL)
        return false;
    size_t last = MLT_ODDITY_PLACES - 1;
    mlt_free(ctx, odd->places[last]);
    for (size_t i = last; i > at; i--) {
        odd->places[i] = odd->places[i - 1];
        odd->orders[i] = odd->orders[i - 1];
    }
    odd->places[at] = copy;
    odd->orders[at] = order;
    return true;
}

/* Counts; returns the new number, or 0 when out of memory. */
static uint64_t count(mltest_dataset *dataset, const char *what, const char *place,
                      const uint64_t *order)
{
    mlt_oddity *odd = find_or_make(dataset, what);
    if (odd == NULL)
        return 0;
    if (!add_place(dataset->ctx, odd, place, order == NULL ? odd->n : *order)) {
        if (odd->n == 0)
            free_oddity(dataset->ctx, &dataset->oddities[--dataset->n_oddities]);
        return 0;
    }
    odd->stale = true;
    return ++odd->n;
}

/* The log is written outside the lock: a host's log may ask the data set something. */
static mltest_status count_locked(mltest_dataset *dataset, const char *what, const char *place,
                                  const uint64_t *order, mltest_error **error)
{
    pthread_mutex_lock(&dataset->lock);
    uint64_t n = count(dataset, what, place, order);
    pthread_mutex_unlock(&dataset->lock);
    if (n == 0)
        return mlt_fail_memory(error);
    if (n == 1 && !dataset->is_quiet)
        mlt_log(dataset->ctx, MLTEST_LOG_WARNING, "%s: %s: %s", dataset->name, place, what);
    return MLTEST_OK;
}

mltest_status mlt_dataset_odd(mltest_dataset *dataset, const char *what, const char *place,
                              mltest_error **error)
{
    return count_locked(dataset, what, place, NULL, error);
}

mltest_status mlt_dataset_odd_at(mltest_dataset *dataset, const char *what, const char *place,
                                 uint64_t order, mltest_error **error)
{
    return count_locked(dataset, what, place, &order, error);
}

mltest_status mlt_dataset_odd_picture(mltest_dataset *dataset, uint64_t i, unsigned bit,
                                      const char *what, mltest_error **error)
{
    mltest_sample *sample = &dataset->samples[i];
    pthread_mutex_lock(&dataset->lock);
    bool is_new = (sample->reported & bit) == 0;
    sample->reported |= bit;
    pthread_mutex_unlock(&dataset->lock);
    return is_new ? mlt_dataset_odd_at(dataset, what, sample->id, i, error) : MLTEST_OK;
}

size_t mlt_dataset_oddity_count(mltest_dataset *dataset)
{
    pthread_mutex_lock(&dataset->lock);
    size_t n = dataset->n_oddities;
    pthread_mutex_unlock(&dataset->lock);
    return n;
}

static void write_line(mlt_text *text, const mlt_oddity *odd)
{
    mlt_text_puts(text, odd->what);
    mlt_text_puts(text, ": ");
    mlt_text_u64(text, odd->n);
    for (size_t i = 0; i < MLT_ODDITY_PLACES && odd->places[i] != NULL; i++) {
        mlt_text_puts(text, i > 0 ? ", " : odd->n > MLT_ODDITY_PLACES ? ", first " : ", ");
        mlt_text_puts(text, odd->places[i]);
    }
}

/* A new line in front of those handed out before. Without memory the older one stays. */
static void refresh(mltest_context *ctx, mlt_oddity *odd)
{
    mlt_text text;
    mlt_text_init(&text, ctx);
    write_line(&text, odd);
    mlt_oddity_line *line = mlt_text_ok(&text) ? mlt_alloc(ctx, sizeof *line + text.n + 1) : NULL;
    if (line != NULL) {
        memcpy(line->text, mlt_text_string(&text), text.n + 1);
        line->older = odd->line;
        odd->line = line;
        odd->stale = false;
    }
    mlt_text_free(&text);
}

const char *mlt_dataset_oddity(mltest_dataset *dataset, size_t i)
{
    const char *result = NULL;
    pthread_mutex_lock(&dataset->lock);
    if (i < dataset->n_oddities) {
        mlt_oddity *odd = &dataset->oddities[i];
        if (odd->stale)
            refresh(dataset->ctx, odd);
        result = odd->line != NULL ? odd->line->text : odd->what;
    }
    pthread_mutex_unlock(&dataset->lock);
    return result;
}
