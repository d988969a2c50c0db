/* SPDX-License-Identifier: MIT */
/*
 * Two pictures, two classes, three boxes, and what a model found: files of a few lines.
 */
#ifndef MLT_TESTS_SCORE_EVALUATION_FIXTURES_H
#define MLT_TESTS_SCORE_EVALUATION_FIXTURES_H

#include <string.h>

#include "base/error.h"
#include "score/evaluation.h"
#include "testing.h"

#define EV_IMAGES                                                                                  \
    "{\"images\":[{\"id\":7,\"file_name\":\"a.png\"},{\"id\":9,\"file_name\":\"b.png\"}],"         \
    "\"categories\":[{\"id\":1,\"name\":\"ant\"},{\"id\":2,\"name\":\"bee\"}],\"annotations\":["
#define EV_ANNOTATION(id, image, category, more)                                                   \
    "{\"id\":" #id ",\"image_id\":" #image ",\"category_id\":" #category                           \
    ",\"bbox\":[10,10,20,20]" more "}"
#define EV_WHOLE ",\"area\":400,\"iscrowd\":0"
#define EV_TRUTH                                                                                   \
    EV_IMAGES EV_ANNOTATION(1, 7, 1, EV_WHOLE) "," EV_ANNOTATION(                                  \
        2, 7, 2, EV_WHOLE) "," EV_ANNOTATION(3, 9, 1, EV_WHOLE) "]}"
#define EV_RESULT(image, category, x, score)                                                       \
    "{\"image_id\":" #image ",\"category_id\":" #category ",\"bbox\":[" #x                         \
    ",10,20,20],\"score\":" #score "}"
/* Both ants, the bee not. */
#define EV_RESULTS                                                                                 \
    "[" EV_RESULT(7, 1, 10, 0.9) "," EV_RESULT(9, 1, 10, 0.8) "," EV_RESULT(7, 2, 90, 0.7) "]"

static const char *ev_dir;
static mltest_evaluation *ev;
static mltest_error *ev_error;

static inline void ev_set_up(void)
{
    ev_dir = mlt_test_make_dir();
}

static inline void ev_drop(void)
{
    mlt_evaluation_unref(ev);
    mltest_error_free(ev_error);
    ev = NULL;
    ev_error = NULL;
}

static inline void ev_tear_down(void)
{
    ev_drop();
    mlt_test_remove_dir(ev_dir);
}

static inline const char *ev_write(const char *name, const char *text)
{
    const char *path = mlt_test_path(ev_dir, name);
    mlt_test_write_file(path, text, strlen(text));
    return path;
}

/* mode: NULL or the value of the option. */
static inline mltest_status ev_make_as(const char *mode, const char *truth, const char *results,
                                       bool lenient)
{
    mltest_options *options;
    ev_drop();
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_evaluation_options, NULL), MLTEST_OK);
    if (mode != NULL)
        ck_assert_int_eq(mlt_options_set(options, "mode", mode, NULL), MLTEST_OK);
    if (lenient)
        ck_assert_int_eq(mlt_options_set(options, "lenient", "true", NULL), MLTEST_OK);
    mltest_status status = mlt_evaluation_make(&ev, NULL, truth, results, options, &ev_error);
    mlt_options_unref(options);
    return status;
}

static inline mltest_status ev_make(const char *truth, const char *results, bool lenient)
{
    return ev_make_as(NULL, truth, results, lenient);
}

static inline double ev_value(const char *name)
{
    const mlt_value *value = mlt_results_find_value(ev->results, name);
    ck_assert_msg(value != NULL, "no value %s", name);
    return value->number;
}

/* The message has these words. */
static inline void ev_expect(mltest_status status, mltest_status want, const char *words)
{
    const char *message = mltest_error_message(ev_error);
    ck_assert_msg(status == want && strstr(message, words) != NULL, "status %d: %s", (int)status,
                  message);
}

/* How often something with these words was counted; its first places. */
static inline double ev_odd(const char *words, const char **first)
{
    const mlt_table *table = mlt_results_find_table(ev->results, "oddities");
    for (size_t i = 0; i < table->n_rows; i++) {
        if (strstr(table->columns[0].strings[i], words) == NULL)
            continue;
        if (first != NULL)
            *first = table->columns[2].strings[i];
        return table->columns[1].doubles[i];
    }
    return 0;
}

#endif
