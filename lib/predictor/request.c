/* SPDX-License-Identifier: MIT */
#include "predictor/request.h"

#include "base/alloc.h"
#include "codec/json_write.h"
#include "predictor/rgb.h"

enum { CHUNK_BYTES = 65536 };

static void put_u64(mlt_json_writer *w, const char *key, uint64_t value)
{
    mlt_json_key(w, key);
    mlt_json_put_u64(w, value);
}

static void put_string(mlt_json_writer *w, const char *key, const char *value)
{
    mlt_json_key(w, key);
    mlt_json_put_string(w, value);
}

void mlt_request_greeting(mlt_text *text, int32_t task, const mlt_classes *classes,
                          uint64_t max_batch)
{
    mlt_json_writer w;
    mlt_json_writer_init(&w, text, 0);
    mlt_json_begin_object(&w);
    put_u64(&w, "mltest", 1);
    mlt_json_key(&w, "task");
    mlt_json_put_string(&w, task == MLTEST_TASK_CLASSIFICATION ? "classification" : "detection");
    mlt_json_key(&w, "classes");
    mlt_json_begin_array(&w);
    for (size_t i = 0; i < classes->n; i++)
        mlt_json_put_string(&w, classes->names[i]);
    mlt_json_end_array(&w);
    put_u64(&w, "max_batch", max_batch);
    mlt_json_end_object(&w);
    mlt_text_putc(text, '\n');
}

void mlt_request_init(mlt_request *request, mltest_context *ctx, const mlt_question *questions,
                      size_t n, uint64_t first_id)
{
    *request = (mlt_request){.questions = questions, .n = n, .first_id = first_id};
    mlt_text_init(&request->header, ctx);
}

static void put_header(mlt_json_writer *w, const mlt_request *r, const mlt_question *q)
{
    put_u64(w, "id", r->first_id + r->i);
    put_string(w, "sample", q->sample_id);
    put_string(w, "condition", q->condition);
    mlt_json_key(w, "batch");
    mlt_json_begin_array(w);
    mlt_json_put_u64(w, r->i);
    mlt_json_put_u64(w, r->n);
    mlt_json_end_array(w);
    put_u64(w, "width", q->view.width);
    put_u64(w, "height", q->view.height);
    put_u64(w, "channels", 3);
    put_u64(w, "bytes", (uint64_t)q->view.width * q->view.height * 3);
}

static bool next_header(mlt_request *r)
{
    mlt_text_clear(&r->header);
    mlt_json_writer w;
    mlt_json_writer_init(&w, &r->header, 0);
    mlt_json_begin_object(&w);
    put_header(&w, r, &r->questions[r->i]);
    mlt_json_end_object(&w);
    mlt_text_putc(&r->header, '\n');
    r->bytes = mlt_text_string(&r->header);
    r->left = r->header.n;
    r->in_pixels = true;
    r->row = 0;
    return mlt_text_ok(&r->header);
}

static void whole_picture(mlt_request *r, const mltest_image_view *view)
{
    r->bytes = view->data;
    r->left = (size_t)view->width * view->height * 3;
    r->row = view->height;
}

/* As many rows as the chunk holds, at least one. */
static bool next_rows(mlt_request *r, const mltest_image_view *view)
{
    size_t row_bytes = (size_t)view->width * 3;
    size_t n = CHUNK_BYTES / row_bytes > 0 ? CHUNK_BYTES / row_bytes : 1;
    if (n > view->height - r->row)
        n = view->height - r->row;
    if (!mlt_reserve(r->header.ctx, r->rows, r->cap, n * row_bytes))
        return false;
    for (size_t k = 0; k < n; k++)
        mlt_rgb_row(view, r->row++, r->rows + k * row_bytes);
    r->bytes = (const char *)r->rows;
    r->left = n * row_bytes;
    return true;
}

static bool advance(mlt_request *r)
{
    const mltest_image_view *view = &r->questions[r->i].view;
    if (!r->in_pixels)
        return next_header(r);
    if (r->row < view->height) {
        if (!mlt_rgb_is_packed(view))
            return next_rows(r, view);
        whole_picture(r, view);
        return true;
    }
    r->in_pixels = false;
    r->i++;
    return true;
}

bool mlt_request_peek(mlt_request *request, const char **bytes, size_t *n)
{
    while (request->left == 0 && request->i < request->n)
        if (!advance(request))
            return false;
    *bytes = request->bytes;
    *n = request->left;
    return true;
}

void mlt_request_sent(mlt_request *request, size_t n)
{
    request->bytes += n;
    request->left -= n;
}

void mlt_request_free(mlt_request *request)
{
    mlt_free(request->header.ctx, request->rows);
    mlt_text_free(&request->header);
}
