/* SPDX-License-Identifier: MIT */
/*
 * The report for programs: doc/report.schema.json describes it.
 */
#include "base/error.h"
#include "codec/json_write.h"
#include "report/page.h"
#include "report/report.h"

static const char *const states[] = {"truth", "kept",         "lost",     "new",
                                     "moved", "reclassified", "uncounted"};

static void put_place(mlt_json_writer *w, const mlt_box *box)
{
    const double place[] = {box->x, box->y, box->width, box->height};
    mlt_json_begin_array(w);
    for (size_t k = 0; k < 4; k++)
        mlt_json_put_f64(w, place[k]);
    mlt_json_end_array(w);
}

/* Of classification there are classes and scores, but no places. */
static void put_boxes(mlt_json_writer *w, const char *key, const mlt_page_box *boxes, size_t n,
                      bool has_places)
{
    mlt_json_key(w, key);
    mlt_json_begin_array(w);
    for (size_t i = 0; i < n; i++) {
        mlt_json_begin_object(w);
        mlt_json_key(w, "class");
        mlt_json_put_i64(w, boxes[i].cls);
        mlt_json_key(w, "state");
        mlt_json_put_string(w, states[boxes[i].state]);
        mlt_json_key(w, "score");
        mlt_json_put_f64(w, boxes[i].score);
        mlt_json_key(w, "box");
        if (has_places)
            put_place(w, &boxes[i].box);
        else
            mlt_json_put_null(w);
        mlt_json_end_object(w);
    }
    mlt_json_end_array(w);
}

static void put_text(mlt_json_writer *w, const char *key, const char *text)
{
    mlt_json_key(w, key);
    mlt_json_put_string(w, text);
}

static void put_number(mlt_json_writer *w, const char *key, double value)
{
    mlt_json_key(w, key);
    mlt_json_put_f64(w, value);
}

static void put_failure(mlt_json_writer *w, const mltest_report *r, const mlt_page_failure *f)
{
    const mltest_journal *j = r->cards[0]->journal;
    mlt_json_begin_object(w);
    put_number(w, "model", (double)f->model);
    put_text(w, "sample", j->samples[f->sample].id);
    put_text(w, "condition", j->conditions[f->condition].name);
    put_number(w, "consistency", f->r);
    put_number(w, "correctness", f->q);
    put_number(w, "clean_correctness", f->q0);
    put_text(w, "recipe", f->recipe);
    put_number(w, "clean_picture", (double)f->clean);
    put_number(w, "picture", (double)f->now);
    bool has_places = j->run.task != MLTEST_TASK_CLASSIFICATION;
    put_boxes(w, "clean_boxes", f->clean_boxes, f->n_clean, has_places);
    put_boxes(w, "boxes", f->now_boxes, f->n_now, has_places);
    mlt_json_end_object(w);
}

/* The files of a folder; the pixels are not in the JSON. */
static mltest_status put_picture(mlt_json_writer *w, const mltest_report *r, size_t i,
                                 mltest_error **error)
{
    const mltest_journal *j = r->cards[0]->journal;
    const mlt_page_picture *p = &r->pictures[i];
    mlt_text name;
    mlt_text_init(&name, r->ctx);
    mlt_page_picture_name(&name, i);
    mlt_json_begin_object(w);
    put_text(w, "file", mlt_text_string(&name));
    put_text(w, "sample", j->samples[p->sample].id);
    put_text(w, "condition", j->conditions[p->condition].name);
    put_number(w, "width", p->width);
    put_number(w, "height", p->height);
    mlt_json_end_object(w);
    bool whole = mlt_text_ok(&name);
    mlt_text_free(&name);
    return whole ? MLTEST_OK : mlt_fail_memory(error);
}

static mltest_status put_scores(mlt_json_writer *w, const mltest_report *r, mltest_error **error)
{
    put_text(w, "draws_note", mlt_text_string(&r->draws_note));
    mlt_json_key(w, "models");
    mlt_json_begin_array(w);
    for (size_t i = 0; i < r->n; i++)
        TRY(mlt_report_json_put(w, r->cards[i]->results, error));
    mlt_json_end_array(w);
    mlt_json_key(w, "comparison");
    if (r->comparison != NULL)
        return mlt_report_json_put(w, r->comparison->results, error);
    mlt_json_put_null(w);
    return MLTEST_OK;
}

static mltest_status put_failures(mlt_json_writer *w, const mltest_report *r, mltest_error **error)
{
    put_text(w, "pictures_note", mlt_text_string(&r->pictures_note));
    mlt_json_key(w, "pictures");
    mlt_json_begin_array(w);
    for (size_t i = 0; i < r->n_pictures; i++)
        TRY(put_picture(w, r, i, error));
    mlt_json_end_array(w);
    mlt_json_key(w, "failures");
    mlt_json_begin_array(w);
    for (size_t i = 0; i < r->n_failures; i++)
        put_failure(w, r, &r->failures[i]);
    mlt_json_end_array(w);
    return MLTEST_OK;
}

mltest_status mlt_report_page_json(mlt_text *out, const mltest_report *r, mltest_error **error)
{
    mlt_json_writer w;
    mlt_json_writer_init(&w, out, 1);
    mlt_json_begin_object(&w);
    put_number(&w, "format", 1);
    put_text(&w, "kind", "report");
    put_text(&w, "title", r->settings.title);
    TRY(put_scores(&w, r, error));
    TRY(put_failures(&w, r, error));
    mlt_json_end_object(&w);
    mlt_text_putc(out, '\n');
    return mlt_text_ok(out) ? MLTEST_OK : mlt_fail_memory(error);
}
