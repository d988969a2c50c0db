/* SPDX-License-Identifier: MIT */
#include "testing.h"

#include "coco_rules.h"

Suite *mlt_suite_metric_coco_replicate(void);

enum { N_IMAGES = 20, N_CLASSES = 3 };
static rules_image images[N_IMAGES];
static double weights[N_IMAGES];

static mlt_coco *filled(mltest_context *ctx, mlt_coco_options options)
{
    mlt_coco *coco = NULL;
    const rules r = {.lvis = options.lvis};
    plain_state = 6;
    options.n_classes = N_CLASSES;
    ck_assert_int_eq(mlt_coco_new(&coco, ctx, &options, NULL), MLTEST_OK);
    for (size_t i = 0; i < N_IMAGES; i++) {
        rules_fill(&images[i], i, N_CLASSES, 20);
        ck_assert_int_eq(rules_add(coco, &r, &images[i]), MLTEST_OK);
    }
    return coco;
}

/* kind 0: whole numbers; 1: fractions; 2: most are left out. */
static void draw_weights(int kind)
{
    for (size_t i = 0; i < N_IMAGES; i++) {
        weights[i] = plain_random(0, 4);
        if (kind == 0)
            weights[i] = floor(weights[i]);
        if (kind == 2 && i % 7 > 0)
            weights[i] = i % 2 ? -1 : NAN;
    }
}

static void check_replicate(mlt_coco *coco, mlt_coco_workspace *workspace, bool lvis)
{
    double ap, ar, classes[N_CLASSES];
    mlt_coco_result r;
    ck_assert_int_eq(mlt_coco_finish(coco, weights, 0, &r, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_coco_replicate(workspace, weights, 0, &ap, &ar, classes, NULL), MLTEST_OK);
    ck_assert_double_eq(ap, lvis ? r.lvis[MLT_LVIS_AP] : r.stats[MLT_COCO_AP]);
    ck_assert_double_eq(ar, lvis ? r.lvis[MLT_LVIS_AR] : r.stats[MLT_COCO_AR100]);
    ck_assert_mem_eq(classes, r.ap, sizeof classes);
    ck_assert_double_eq(mlt_coco_replicated_ap(workspace, 0), ap);
    ck_assert_double_eq(mlt_coco_replicated_ap(workspace, 1),
                        lvis ? r.lvis[MLT_LVIS_AP50] : r.stats[MLT_COCO_AP50]);
    ck_assert_int_eq(mlt_coco_replicate(workspace, weights, 1, &ap, &ar, classes, NULL), MLTEST_OK);
    ck_assert_double_eq(ap, lvis ? r.lvis[MLT_LVIS_AP50] : r.stats[MLT_COCO_AP50]);
    ck_assert_mem_eq(classes, r.ap50, sizeof classes);
    ck_assert_double_eq(mlt_coco_replicated_ap(workspace, 0), ap);
    ck_assert_double_eq(mlt_coco_replicated_ap(workspace, 2), -1); /* was not asked for */
    ck_assert_int_eq(mlt_coco_replicate(workspace, weights, 1 << 5, &ap, &ar, NULL, NULL),
                     MLTEST_OK);
    ck_assert_double_eq(ap, lvis ? r.lvis[MLT_LVIS_AP75] : r.stats[MLT_COCO_AP75]);
    mlt_coco_result_free(NULL, &r);
}

START_TEST(as_finish_to_the_bit)
{
    const mlt_coco_options options[] = {
        {.reference = true}, {.corrected = true}, {.lvis = true}, {.honour_ignore = true}};
    for (size_t o = 0; o < 4; o++) {
        mlt_coco *coco = filled(NULL, options[o]);
        mlt_coco_workspace *workspace = NULL;
        ck_assert_int_eq(mlt_coco_workspace_new(&workspace, coco, NULL), MLTEST_OK);
        for (int i = 0; i < 9; i++) {
            draw_weights(i % 3);
            check_replicate(coco, workspace, options[o].lvis);
        }
        mlt_coco_workspace_free(workspace);
        mlt_coco_free(coco);
    }
}
END_TEST

/* Several thresholds: the mean over them, as all images count the same number of values. */
START_TEST(some_thresholds)
{
    mlt_coco *coco = filled(NULL, (mlt_coco_options){.reference = true});
    mlt_coco_workspace *workspace = NULL;
    double one, two, both, ar[3], classes[N_CLASSES];
    ck_assert_int_eq(mlt_coco_workspace_new(&workspace, coco, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_coco_replicate(workspace, NULL, 4, &one, &ar[0], NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_coco_replicate(workspace, NULL, 64, &two, &ar[1], NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_coco_replicate(workspace, NULL, 68, &both, &ar[2], classes, NULL),
                     MLTEST_OK);
    ck_assert_double_ne(one, two);
    ck_assert_double_eq_tol(both, (one + two) / 2, 1e-14);
    ck_assert_double_eq_tol(ar[2], (ar[0] + ar[1]) / 2, 1e-14);
    ck_assert_double_eq_tol(both, (classes[0] + classes[1] + classes[2]) / 3, 1e-14);
    mlt_coco_workspace_free(workspace);
    mlt_coco_free(coco);
}
END_TEST

START_TEST(what_is_refused)
{
    mlt_coco *coco = filled(NULL, (mlt_coco_options){.reference = true});
    mlt_coco_workspace *workspace = NULL;
    double ap, ar, again;
    mlt_coco_result r;
    ck_assert_int_eq(mlt_coco_workspace_new(&workspace, coco, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_coco_replicate(workspace, NULL, 0, &ap, &ar, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_coco_replicate(workspace, NULL, 1 << 10, &again, &ar, NULL, NULL),
                     MLTEST_ERR_INVALID);
    draw_weights(0);
    weights[3] = INFINITY;
    ck_assert_int_eq(mlt_coco_replicate(workspace, weights, 0, &again, &ar, NULL, NULL),
                     MLTEST_ERR_INVALID);
    ck_assert_int_eq(mlt_coco_finish(coco, weights, 0, &r, NULL), MLTEST_ERR_INVALID);
    ck_assert_ptr_null(r.ap);
    ck_assert_int_eq(mlt_coco_replicate(workspace, NULL, 0, &again, &ar, NULL, NULL), MLTEST_OK);
    ck_assert_double_eq(again, ap);
    memset(weights, 0, sizeof weights); /* nothing is left */
    ck_assert_int_eq(mlt_coco_replicate(workspace, weights, 0, &ap, &ar, NULL, NULL), MLTEST_OK);
    ck_assert_double_eq(ap, -1);
    ck_assert_double_eq(ar, -1);
    mlt_coco_workspace_free(workspace);
    mlt_coco_workspace_free(NULL);
    mlt_coco_free(coco);
}
END_TEST

START_TEST(nothing_is_allocated)
{
    mlt_test_alloc state = {0};
    mltest_context *ctx = mlt_test_context(&state);
    mlt_coco *coco = filled(ctx, (mlt_coco_options){.corrected = true});
    mlt_coco_workspace *workspace = NULL;
    double ap, ar, classes[N_CLASSES];
    ck_assert_int_eq(mlt_coco_workspace_new(&workspace, coco, NULL), MLTEST_OK);
    size_t calls = state.calls;
    draw_weights(1);
    ck_assert_int_eq(mlt_coco_replicate(workspace, weights, 0, &ap, &ar, classes, NULL), MLTEST_OK);
    ck_assert_uint_eq(state.calls, calls);
    mlt_coco_workspace_free(workspace);
    mlt_coco_free(coco);
    mltest_context_free(ctx);
    ck_assert_uint_eq(state.live, 0);
}
END_TEST

static mltest_status make_workspace(mltest_context *ctx, void *data)
{
    (void)data;
    mlt_coco *coco = NULL;
    mlt_coco_workspace *workspace = NULL;
    const mlt_coco_options options = {.n_classes = N_CLASSES};
    mltest_status status = mlt_coco_new(&coco, ctx, &options, NULL);
    if (status == MLTEST_OK)
        status = plain_add(coco, &images[0].plain);
    if (status == MLTEST_OK)
        status = mlt_coco_workspace_new(&workspace, coco, NULL);
    mlt_coco_workspace_free(workspace);
    mlt_coco_free(coco);
    return status;
}

START_TEST(out_of_memory)
{
    rules_fill(&images[0], 1, N_CLASSES, 20);
    mlt_test_every_allocation(make_workspace, NULL);
}
END_TEST

Suite *mlt_suite_metric_coco_replicate(void)
{
    Suite *suite = suite_create("metric_coco_replicate");
    TCase *tests = tcase_create("coco_replicate");
    tcase_add_test(tests, as_finish_to_the_bit);
    tcase_add_test(tests, some_thresholds);
    tcase_add_test(tests, what_is_refused);
    tcase_add_test(tests, nothing_is_allocated);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
