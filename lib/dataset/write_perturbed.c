/* SPDX-License-Identifier: MIT */
/*
 * Writing what a condition makes of a data set. The pictures are made first, each once, by as many
 * threads as there may be; that moves the labels, which are written after them.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "annotation/visible.h"
#include "base/error.h"
#include "base/fpenv.h"
#include "base/options.h"
#include "base/pool.h"
#include "dataset/reader.h"
#include "dataset/writer.h"
#include "perturb/host.h"

enum { FAST = 1 }; /* of zlib: most of the time goes into packing, which noise defies */

/* What all threads share. */
typedef struct {
    mlt_export *x;
    mltest_dataset *from;
    const mlt_condition *condition;
    uint64_t seed;
    double min_visibility;
    _Atomic uint64_t next;
    _Atomic bool failed;
    pthread_mutex_t lock;
    mltest_status status; /* of the first sample that failed */
    uint64_t at;
    mltest_error *error;
} making;

/* --- labels ---------------------------------------------------------------------------------- */

static mltest_status note(const making *m, uint64_t i, const char *what, mltest_error **error)
{
    return mlt_dataset_odd_at(m->x->notes, what, m->from->samples[i].id, i, error);
}

/* Around what is seen of an outline, where a box alone would be too wide; else the mapped box, cut
 * to the picture. */
static mlt_box seen_box(const mlt_perturbed *made, const mlt_mapped_box *mapped,
                        const mlt_polygon *outline)
{
    double width = made->image.width, height = made->image.height;
    mlt_box tight;
    if (outline->n > 0 && !mlt_map_is_exact(&made->map) &&
        mlt_map_polygon_box(&made->map, outline, width, height, &tight))
        return tight;
    return mlt_box_clip(&mapped->outer, width, height);
}

/* The object's box where it is now; false if too little of it is left. */
static bool move(const making *m, mlt_truth *truth, const mlt_polygon *outline,
                 const mlt_perturbed *made)
{
    double width = made->image.width, height = made->image.height, visible = 0;
    mlt_mapped_box mapped;
    if (!mlt_map_box(&made->map, &truth->box, &mapped) ||
        !mlt_visible_fraction(&made->map, &truth->box, width, height, made->cover, made->n_cover,
                              &visible))
        return false;
    double own = mlt_box_area(&truth->box);
    mlt_box inside = seen_box(made, &mapped, outline),
            cut = mlt_box_clip(&mapped.outer, width, height);
    if (visible < m->min_visibility || !mlt_box_is_proper(&inside))
        return false;
    if (memcmp(&cut, &mapped.outer, sizeof cut) != 0)
        truth->flags |= MLT_TRUTH_CLIPPED;
    truth->area *= own > 0 ? mapped.area / own : 1;
    truth->box = inside;
    return true;
}

static bool is_class_only(const mlt_truth *truth)
{
    return truth->box.width == 0 && truth->box.height == 0;
}

static mltest_status move_truths(const making *m, uint64_t i, const mlt_perturbed *made,
                                 mltest_error **error)
{
    mlt_truths *truths = &m->x->dataset->samples[i].truths;
    bool untouched = made->map.type == MLT_MAP_IDENTITY && made->n_cover == 0;
    size_t kept = 0;
    for (size_t k = 0; k < truths->n && !untouched; k++) {
        mlt_truth truth = truths->items[k];
        mlt_polygon outline = mlt_polygons_of(&m->from->samples[i].polygons, (uint32_t)k);
        if (is_class_only(&truth) || move(m, &truth, &outline, made))
            truths->items[kept++] = truth;
        else
            TRY(note(m, i, "an object is hidden or out of the picture (left out)", error));
    }
    if (!untouched)
        truths->n = kept;
    return MLTEST_OK;
}

/* --- pictures -------------------------------------------------------------------------------- */

static mltest_status make_picture(const making *m, uint64_t i, const mlt_image *clean,
                                  mlt_perturbed *made, mltest_error **error)
{
    mltest_image_view view = mlt_image_view(clean);
    mltest_sample *sample = &m->x->dataset->samples[i];
    TRY(mlt_condition_apply(m->condition, &view, &m->from->samples[i].truths, m->seed,
                            m->from->samples[i].id, made, error));
    if (made->skip_reason != NULL) {
        TRY(note(m, i, "the perturbation does not apply (written as it is)", error));
    } else {
        TRY(move_truths(m, i, made, error));
        view = mlt_image_view(&made->image);
    }
    sample->width = view.width;
    sample->height = view.height;
    return m->x->with_pictures ? mlt_export_pixels(m->x, i, &view, FAST, error) : MLTEST_OK;
}

static void keep_error(making *m, uint64_t i, mltest_status status, mltest_error *error)
{
    pthread_mutex_lock(&m->lock);
    if (m->status == MLTEST_OK || i < m->at) {
        mltest_error *other = m->error;
        m->status = status;
        m->at = i;
        m->error = error;
        error = other;
    }
    m->failed = true;
    pthread_mutex_unlock(&m->lock);
    mlt_error_free(error);
}

/* One thread's part: picture after picture until none is left. */
static void work(void *data, size_t worker)
{
    making *m = data;
    mlt_image clean;
    mlt_perturbed made;
    mltest_error *error = NULL;
    (void)worker;
    mlt_image_init(&clean, m->from->ctx);
    mltest_status status = mlt_perturbed_init(&made, m->from->ctx, &error);
    uint64_t i = m->next++;
    for (; status == MLTEST_OK && i < m->from->n && !m->failed; i = m->next++) {
        status = mlt_dataset_load(m->from, i, &clean, &error);
        if (status == MLTEST_OK)
            status = make_picture(m, i, &clean, &made, &error);
        if (status != MLTEST_OK)
            break;
    }
    if (status != MLTEST_OK)
        keep_error(m, i, status, error);
    mlt_perturbed_free(&made);
    mlt_image_free(&clean);
}

static bool any_thread(const making *m)
{
    for (size_t i = 0; i < m->condition->n_steps; i++) {
        mlt_host_kind *host = m->condition->steps[i].host;
        if (host != NULL && !mlt_host_kind_any_thread(host))
            return false;
    }
    return m->from->source->any_thread;
}

static mltest_status make_all(mlt_export *x, mltest_error **error)
{
    making *m = x->data;
    size_t threads = x->threads > 0 ? x->threads : mlt_cpu_count();
    fenv_t saved;
    m->x = x;
    if (!any_thread(m))
        threads = 1;
    mlt_fpenv_enter(&saved);
    mlt_parallel(m->from->ctx, threads, threads, work, m);
    mlt_fpenv_leave(&saved);
    if (m->status != MLTEST_OK && error != NULL)
        *error = m->error;
    else
        mlt_error_free(m->error);
    return m->status;
}

/* --- the data set that is written ------------------------------------------------------------ */

static const mlt_source perturbed = {.format = "perturbed"};

/* Pixels are written as PNG: the name says so. */
static mltest_status rename_picture(mltest_sample *sample, const char *id, mltest_error **error)
{
    mlt_text name;
    size_t n = strlen(id);
    if (mlt_is_picture_name(id))
        n = (size_t)(strrchr(id, '.') - id);
    mlt_text_init(&name, sample->ctx);
    mlt_text_add(&name, id, n);
    mlt_text_puts(&name, ".png");
    mltest_status status = mlt_text_ok(&name)
                               ? mlt_sample_set_id(sample, mlt_text_string(&name), error)
                               : mlt_fail_memory(error);
    mlt_text_free(&name);
    return status;
}

static mltest_status copy_samples(mltest_dataset *to, const mltest_dataset *from,
                                  mltest_error **error)
{
    TRY(mlt_dataset_add_classes(to, (const char *const *)from->classes.names, from->classes.n,
                                error));
    for (size_t i = 0; i < from->n; i++) {
        mltest_sample *sample;
        TRY(mlt_dataset_append(to, &sample, error));
        TRY(mlt_sample_copy(sample, &from->samples[i], error));
        TRY(rename_picture(sample, from->samples[i].id, error));
    }
    return MLTEST_OK;
}

mltest_status mlt_dataset_write_perturbed(mltest_dataset *dataset, const mlt_condition *condition,
                                          uint64_t seed, const char *folder, const char *format,
                                          const mltest_options *options, mltest_write_fn note_fn,
                                          void *user_data, mltest_error **error)
{
    making m = {.from = dataset, .condition = condition, .seed = seed};
    mlt_export x = {.make = make_all, .data = &m};
    TRY(mlt_options_expect(options, &mlt_write_options, error));
    m.min_visibility = mlt_options_double(options, &mlt_write_options, "min_visibility");
    TRY(mlt_dataset_make(&x.dataset, dataset->ctx, dataset->name, "", &perturbed, error));
    mltest_status status = copy_samples(x.dataset, dataset, error);
    pthread_mutex_init(&m.lock, NULL);
    if (status == MLTEST_OK)
        status = mlt_export_run(&x, folder, format != NULL ? format : dataset->source->format,
                                options, note_fn, user_data, error);
    pthread_mutex_destroy(&m.lock);
    mlt_dataset_unref(x.dataset);
    return status;
}
