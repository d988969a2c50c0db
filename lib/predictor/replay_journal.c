/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "base/text.h"
#include "dataset/dataset.h"
#include "journal/journal.h"
#include "predictor/replay.h"
#include "predictor/sink.h"

static void fail(mltest_sink *sink, size_t i, const char *what, const char *name)
{
    mlt_text text;
    mlt_text_init(&text, sink->ctx);
    mlt_text_puts(&text, what);
    mlt_text_puts(&text, name);
    if (mlt_text_ok(&text))
        (void)mlt_sink_fail(sink, i, mlt_text_string(&text));
    sink->out_of_memory |= !mlt_text_ok(&text);
    mlt_text_free(&text);
}

static void answer(mltest_sink *sink, size_t i, const mlt_joutcome *outcome)
{
    mltest_status status = MLTEST_OK;
    (void)mlt_sink_answer(sink, i);
    for (size_t k = 0; k < outcome->n_preds && status == MLTEST_OK; k++) {
        const mlt_pred *pred = &outcome->preds[k];
        status = outcome->is_top ? mlt_sink_add_class(sink, i, pred->cls, pred->score)
                                 : mlt_sink_add_box(sink, i, pred->cls, pred->score, &pred->box);
    }
}

static void replay(mltest_sink *sink, size_t i, const mlt_joutcome *outcome)
{
    const char *message = outcome->message ? outcome->message : "";
    if (outcome->type == MLT_OUTCOME)
        answer(sink, i, outcome);
    else if (outcome->type == MLT_FAILURE)
        (void)mlt_sink_fail(sink, i, message);
    else if (outcome->type == MLT_SKIP)
        fail(sink, i, "the journal skipped this: ", message);
    else
        (void)mlt_sink_fail(sink, i, "the journal records nothing here");
}

static int32_t predict(void *user_data, const mltest_image_view *images, size_t n,
                       mltest_sink *sink)
{
    (void)images;
    const mltest_journal *journal = user_data;
    for (size_t i = 0; i < n; i++) {
        const mlt_question *question = &sink->questions[i];
        int64_t sample = mlt_journal_find_sample(journal, question->sample_id);
        int64_t condition = mlt_journal_find_condition(journal, question->condition);
        if (sample < 0)
            fail(sink, i, "the journal has no sample ", question->sample_id);
        else if (condition < 0)
            fail(sink, i, "the journal has no condition ", question->condition);
        else
            replay(sink, i, mlt_journal_outcome(journal, (size_t)sample, (size_t)condition));
    }
    return MLTEST_CALLBACK_DONE;
}

static void destroy(void *user_data)
{
    mlt_journal_unref(user_data);
}

static mltest_status check(void *user_data, const mltest_dataset *dataset, mltest_error **error)
{
    const mltest_journal *journal = user_data;
    for (size_t i = 0; i < dataset->n; i++)
        if (mlt_journal_find_sample(journal, dataset->samples[i].id) >= 0)
            return MLTEST_OK;
    if (dataset->n == 0)
        return MLTEST_OK;
    return mlt_fail(error, MLTEST_ERR_CONFLICT,
                    "the replayed journal has none of the data set's samples, such as \"%s\"",
                    dataset->samples[0].id);
}

/* The replayed model is the one that was recorded. */
static mltest_status describe(mltest_predictor *predictor, const mlt_jrun *run,
                              mltest_error **error)
{
    predictor->task = run->task;
    predictor->has_score_floor = run->has_score_floor;
    predictor->score_floor = run->score_floor;
    TRY(mlt_predictor_set_classes(predictor, run->classes, run->n_classes, error));
    return mlt_predictor_set_model(predictor, run->model_name, run->model_version, error);
}

mltest_status mlt_replay_journal_open(mltest_predictor **out, mltest_context *ctx, const char *path,
                                      uint64_t max_batch, mltest_error **error)
{
    mltest_predictor_vtable vtable = {.struct_size = sizeof vtable,
                                      .predict = predict,
                                      .destroy = destroy,
                                      .max_batch = max_batch};
    mltest_journal *journal = NULL;
    TRY(mlt_journal_read(&journal, ctx, &path, 1, false, error));
    mltest_status status = mlt_predictor_make(out, ctx, &vtable, journal, error);
    if (status != MLTEST_OK) {
        mlt_journal_unref(journal);
        return status;
    }
    (*out)->hooks.check = check;
    status = describe(*out, &journal->run, error);
    if (status != MLTEST_OK) {
        mlt_predictor_unref(*out);
        *out = NULL;
    }
    return status;
}
