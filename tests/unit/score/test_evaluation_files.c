/* SPDX-License-Identifier: MIT */
/*
 * Threads share the images of two files. What is said of the files is in test_evaluation_check.c,
 * the figures are compared with the reference's in tests/conformance/.
 */
#include "base/context.h"
#include "base/text.h"
#include "report/report.h"
#include "score/evaluation_fixtures.h"

Suite *mlt_suite_score_evaluation_files(void);

enum { IMAGES = 301, RESULTS = 61000 };

static uint32_t draw(uint32_t *state, uint32_t n)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % n;
}

static void draw_files(mlt_text *truth, mlt_text *results)
{
    uint32_t state = 7;
    mlt_text_puts(truth, "{\"images\":[");
    for (int i = 0; i < IMAGES; i++)
        mlt_text_printf(truth, "%s{\"id\":%d}", i > 0 ? "," : "", i);
    mlt_text_puts(truth, "],\"categories\":[{\"id\":1},{\"id\":2},{\"id\":3}],\"annotations\":[");
    for (int i = 0; i < 4 * IMAGES; i++)
        mlt_text_printf(truth,
                        "%s{\"id\":%d,\"image_id\":%u,\"category_id\":%u,\"bbox\":[%u,%u,30,30],"
                        "\"area\":900,\"iscrowd\":%d}",
                        i > 0 ? "," : "", i, draw(&state, IMAGES), 1 + draw(&state, 3),
                        draw(&state, 90), draw(&state, 90), i % 50 == 0);
    mlt_text_puts(truth, "]}");
    mlt_text_putc(results, '[');
    for (int i = 0; i < RESULTS; i++)
        mlt_text_printf(results,
                        "%s{\"image_id\":%u,\"category_id\":%u,\"bbox\":[%u,%u,30,30],"
                        "\"score\":0.%03u}",
                        i > 0 ? "," : "", draw(&state, IMAGES), 1 + draw(&state, 3),
                        draw(&state, 90), draw(&state, 90), draw(&state, 1000));
    mlt_text_putc(results, ']');
}

static mltest_evaluation *evaluate(const char *mode, uint64_t n_threads)
{
    static const char *const wanted[][2] = {
        {"tide", "true"}, {"voc", "voc2012"}, {"confusion", "score"}, {"lenient", "true"}};
    mltest_context *ctx = NULL;
    mltest_options *options = NULL;
    mltest_evaluation *out = NULL;
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_limit(ctx, "max_threads", n_threads, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_make(&options, ctx, &mlt_evaluation_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(options, "mode", mode, NULL), MLTEST_OK);
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
        ck_assert_int_eq(mlt_options_set(options, wanted[i][0], wanted[i][1], NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_evaluation_make(&out, ctx, mlt_test_path(ev_dir, "t.json"),
                                         mlt_test_path(ev_dir, "p.json"), options, NULL),
                     MLTEST_OK);
    mlt_options_unref(options);
    mltest_context_free(ctx);
    return out;
}

static void check_same(const mltest_evaluation *a, const mltest_evaluation *b)
{
    mlt_text texts[2];
    const mltest_evaluation *of[] = {a, b};
    for (int i = 0; i < 2; i++) {
        mlt_text_init(&texts[i], NULL);
        ck_assert_int_eq(mlt_report_json(&texts[i], of[i]->results, NULL), MLTEST_OK);
    }
    ck_assert_str_eq(mlt_text_string(&texts[0]), mlt_text_string(&texts[1]));
    for (int i = 0; i < 2; i++)
        mlt_text_free(&texts[i]);
    const mlt_coco_result *x = &a->coco, *y = &b->coco;
    size_t n = x->n_ious * MLT_COCO_N_RECALLS * x->n_classes * MLT_COCO_N_AREAS * x->n_limits;
    ck_assert_mem_eq(x->precision, y->precision, n * sizeof *x->precision);
    ck_assert_mem_eq(x->scores, y->scores, n * sizeof *x->scores);
    ck_assert_mem_eq(x->recall, y->recall, n / MLT_COCO_N_RECALLS * sizeof *x->recall);
}

START_TEST(test_threads)
{
    static const char *const modes[] = {"coco", "corrected", "lvis"};
    mlt_text truth, results;
    mlt_text_init(&truth, NULL);
    mlt_text_init(&results, NULL);
    draw_files(&truth, &results);
    ev_write("t.json", mlt_text_string(&truth));
    ev_write("p.json", mlt_text_string(&results));
    for (size_t i = 0; i < sizeof modes / sizeof modes[0]; i++) {
        mltest_evaluation *one = evaluate(modes[i], 1);
        for (uint64_t n = 2; n <= 4; n++) {
            mltest_evaluation *more = evaluate(modes[i], n);
            check_same(one, more);
            mlt_evaluation_unref(more);
        }
        mlt_evaluation_unref(one);
    }
    mlt_text_free(&truth);
    mlt_text_free(&results);
}
END_TEST

Suite *mlt_suite_score_evaluation_files(void)
{
    Suite *suite = suite_create("score_evaluation_files");
    TCase *tests = tcase_create("evaluation_files");
    tcase_set_timeout(tests, 120);
    tcase_add_checked_fixture(tests, ev_set_up, ev_tear_down);
    tcase_add_test(tests, test_threads);
    suite_add_tcase(suite, tests);
    return suite;
}
