/* SPDX-License-Identifier: MIT */
#include "predictor/predictor.h"

#include "dataset/dataset.h"
#include "predictor/fixtures.h"

Suite *mlt_suite_predictor_predictor(void);

static int32_t predict(void *user_data, const mltest_image_view *images, size_t n,
                       mltest_sink *sink)
{
    (void)user_data, (void)images, (void)n, (void)sink;
    return MLTEST_CALLBACK_DONE;
}

START_TEST(defaults)
{
    fix_model model = {.predict = predict};
    mltest_predictor *p = NULL;
    ck_assert_int_eq(fix_predictor(&p, NULL, &model, 0, NULL), MLTEST_OK);
    ck_assert_uint_eq(p->vtable.max_batch, 1);
    ck_assert_uint_eq(p->vtable.max_concurrent, 1);
    ck_assert_int_eq(p->task, MLTEST_TASK_DETECTION);
    ck_assert_str_eq(p->name, "model");
    ck_assert_str_eq(p->version, "");
    ck_assert_uint_eq(p->classes.n, 0);
    ck_assert(!p->has_score_floor);
    ck_assert(p->hooks.begin == NULL && p->hooks.check == NULL && p->hooks.set_idle == NULL);
    ck_assert_int_eq(model.destroyed, 0);
    mlt_predictor_unref(p);
    ck_assert_int_eq(model.destroyed, 1);
    mlt_predictor_unref(NULL);
}
END_TEST

START_TEST(limits_of_a_vtable)
{
    fix_model model = {.predict = predict};
    mltest_predictor *p = NULL;
    mltest_predictor_vtable v = {
        .struct_size = sizeof v, .predict = predict, .max_batch = UINT64_MAX, .max_concurrent = 8};
    ck_assert_int_eq(mlt_predictor_make(&p, NULL, &v, &model, NULL), MLTEST_OK);
    ck_assert_uint_eq(p->vtable.max_batch, MLT_MAX_BATCH);
    ck_assert_uint_eq(p->vtable.max_concurrent, 1); /* without ANY_THREAD */
    mlt_predictor_unref(p);
    v.flags = MLTEST_FLAG_ANY_THREAD;
    ck_assert_int_eq(mlt_predictor_make(&p, NULL, &v, &model, NULL), MLTEST_OK);
    ck_assert_uint_eq(p->vtable.max_concurrent, 8);
    mlt_predictor_unref(p);
}
END_TEST

static void check_refused(const mltest_predictor_vtable *v, mltest_status expected)
{
    fix_model model = {.predict = predict};
    mltest_predictor *p = (mltest_predictor *)&model;
    mltest_error *error = NULL;
    ck_assert_int_eq(mlt_predictor_make(&p, NULL, v, &model, &error), expected);
    ck_assert_ptr_null(p);
    ck_assert_int_eq(mlt_error_status(error), expected);
    ck_assert_int_eq(model.destroyed, 0);
    mlt_error_free(error);
}

START_TEST(vtables_that_cannot_be_used)
{
    mltest_predictor_vtable v = {.struct_size = sizeof v, .destroy = fix_destroy};
    check_refused(&v, MLTEST_ERR_INVALID); /* no predict */
    v.predict = predict;
    v.struct_size = sizeof v - 8;
    check_refused(&v, MLTEST_ERR_INVALID);
    v.struct_size = sizeof v;
    v.flags = 2;
    check_refused(&v, MLTEST_ERR_UNSUPPORTED);
    struct {
        mltest_predictor_vtable v;
        uint64_t later;
    } longer = {v, 0};
    longer.v.flags = 0;
    longer.v.struct_size = sizeof longer;
    longer.later = 1;
    check_refused(&longer.v, MLTEST_ERR_UNSUPPORTED);
}
END_TEST

START_TEST(the_last_reference_destroys)
{
    fix_model model = {.predict = predict};
    mltest_predictor *p = NULL;
    ck_assert_int_eq(fix_predictor(&p, NULL, &model, 1, NULL), MLTEST_OK);
    ck_assert_ptr_eq(mlt_predictor_ref(p), p);
    mlt_predictor_unref(p);
    ck_assert_int_eq(model.destroyed, 0);
    mlt_predictor_unref(p);
    ck_assert_int_eq(model.destroyed, 1);
}
END_TEST

START_TEST(setters_replace_or_leave_alone)
{
    static const char *const names[] = {"a", "b"}, *const twice[] = {"a", "a"};
    fix_model model = {.predict = predict};
    mltest_predictor *p = NULL;
    ck_assert_int_eq(fix_predictor(&p, NULL, &model, 1, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_predictor_set_classes(p, names, 2, NULL), MLTEST_OK);
    ck_assert_uint_eq(p->classes.n, 2);
    ck_assert_int_eq(mlt_predictor_set_classes(p, twice, 2, NULL), MLTEST_ERR_INVALID);
    ck_assert_uint_eq(p->classes.n, 2);
    ck_assert_str_eq(p->classes.names[1], "b");
    ck_assert_int_eq(mlt_predictor_set_classes(p, NULL, 0, NULL), MLTEST_OK);
    ck_assert_uint_eq(p->classes.n, 0);
    ck_assert_int_eq(mlt_predictor_set_model(p, "net", "7", NULL), MLTEST_OK);
    ck_assert_str_eq(p->name, "net");
    ck_assert_str_eq(p->version, "7");
    ck_assert_int_eq(mlt_predictor_set_model(p, "net2", NULL, NULL), MLTEST_OK);
    ck_assert_str_eq(p->name, "net2");
    ck_assert_str_eq(p->version, "");
    mlt_predictor_unref(p);
}
END_TEST

static void check_map(const mltest_predictor *p, const mlt_classes *dataset, size_t n,
                      const int32_t *expected, size_t unmatched)
{
    int32_t *map = NULL;
    size_t n_map = 99, n_unmatched = 99;
    ck_assert_int_eq(mlt_predictor_class_map(p, dataset, &map, &n_map, &n_unmatched, NULL),
                     MLTEST_OK);
    ck_assert_uint_eq(n_map, n);
    ck_assert_uint_eq(n_unmatched, unmatched);
    for (size_t i = 0; i < n; i++)
        ck_assert_int_eq(map[i], expected[i]);
    mlt_free(NULL, map);
}

START_TEST(class_maps)
{
    static const char *const names[] = {"dog", "Cat", "cat"};
    static const int32_t matched[] = {1, -1, 0}, identity[] = {0, 1};
    fix_model model = {.predict = predict};
    mltest_predictor *p = NULL;
    mlt_classes dataset = {NULL, 0, 0}, none = {NULL, 0, 0};
    fix_add_classes(NULL, &dataset, "cat", "dog");
    ck_assert_int_eq(fix_predictor(&p, NULL, &model, 1, NULL), MLTEST_OK);
    check_map(p, &dataset, 2, identity, 0);
    check_map(p, &none, 0, NULL, 0);
    ck_assert_int_eq(mlt_predictor_set_classes(p, names, 3, NULL), MLTEST_OK);
    check_map(p, &dataset, 3, matched, 1);
    mlt_classes_free(NULL, &dataset);
    mlt_predictor_unref(p);
}
END_TEST

static char log_text[2048];
static int log_lines;

static void log_line(void *user_data, int32_t level, const char *text)
{
    (void)user_data;
    ck_assert_int_eq(level, MLTEST_LOG_WARNING);
    strncat(log_text, text, sizeof log_text - strlen(log_text) - 1);
    log_lines++;
}

START_TEST(unmatched_classes_are_named)
{
    static const char *const names[] = {"x\n", "1", "2", "3", "4", "5", "6"};
    static const int32_t none[] = {-1, -1, -1, -1, -1, -1, -1};
    const mltest_log log = {.struct_size = sizeof log, .line = log_line};
    fix_model model = {.predict = predict};
    mltest_context *ctx = NULL;
    mltest_predictor *p = NULL;
    mlt_classes dataset = {NULL, 0, 0};
    fix_add_classes(NULL, &dataset, "cat", "dog");
    ck_assert_int_eq(mltest_context_new(&ctx, NULL, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_context_set_log(ctx, &log, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(fix_predictor(&p, ctx, &model, 1, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_predictor_set_classes(p, names, 7, NULL), MLTEST_OK);
    check_map(p, &dataset, 7, none, 7);
    ck_assert_int_eq(log_lines, 5);
    ck_assert_ptr_nonnull(strstr(log_text, "\"x\\n\""));
    ck_assert_ptr_nonnull(strstr(log_text, "\"4\""));
    mlt_classes_free(NULL, &dataset);
    mlt_predictor_unref(p);
    mltest_context_free(ctx);
}
END_TEST

static char hook_calls[8];

static mltest_status on_begin(void *user_data, mltest_predictor *p, const mlt_classes *classes,
                              mltest_error **error)
{
    ck_assert_ptr_eq(user_data, p->user_data);
    strcat(hook_calls, "b");
    return classes->n > 0 ? MLTEST_OK : mlt_fail(error, MLTEST_ERR_PREDICTOR, "no classes");
}

static mltest_status on_check(void *user_data, const mltest_dataset *dataset, mltest_error **error)
{
    (void)user_data;
    strcat(hook_calls, "c");
    return dataset->n > 0 ? MLTEST_OK : mlt_fail(error, MLTEST_ERR_CONFLICT, "no samples");
}

START_TEST(hooks_in_order)
{
    fix_model model = {.predict = predict};
    mltest_predictor *p = NULL;
    mltest_dataset dataset = {.n = 0};
    ck_assert_int_eq(fix_predictor(&p, NULL, &model, 1, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_predictor_begin(p, &dataset, NULL), MLTEST_OK); /* there are none */
    p->hooks = (mlt_predictor_hooks){.begin = on_begin, .check = on_check};
    ck_assert_int_eq(mlt_predictor_begin(p, &dataset, NULL), MLTEST_ERR_PREDICTOR);
    ck_assert_str_eq(hook_calls, "b");
    fix_add_classes(NULL, &dataset.classes, "a", "b");
    ck_assert_int_eq(mlt_predictor_begin(p, &dataset, NULL), MLTEST_ERR_CONFLICT);
    ck_assert_str_eq(hook_calls, "bbc");
    dataset.n = 1;
    ck_assert_int_eq(mlt_predictor_begin(p, &dataset, NULL), MLTEST_OK);
    mlt_classes_free(NULL, &dataset.classes);
    mlt_predictor_unref(p);
}
END_TEST

static mltest_status use(mltest_context *ctx, void *data)
{
    static const char *const names[] = {"a", "b"};
    fix_model model = {.predict = predict};
    mltest_predictor *p = NULL;
    int32_t *map = NULL;
    size_t n = 0, n_unmatched = 0;
    mltest_status status = fix_predictor(&p, ctx, &model, 1, NULL);
    if (status == MLTEST_OK)
        status = mlt_predictor_set_classes(p, names, 2, NULL);
    if (status == MLTEST_OK)
        status = mlt_predictor_set_model(p, "net", "7", NULL);
    if (status == MLTEST_OK)
        status = mlt_predictor_class_map(p, data, &map, &n, &n_unmatched, NULL);
    mlt_free(ctx, map);
    ck_assert(p != NULL || model.destroyed == 0);
    mlt_predictor_unref(p);
    ck_assert_int_eq(model.destroyed, p != NULL);
    return status;
}

START_TEST(out_of_memory)
{
    mlt_classes dataset = {NULL, 0, 0};
    fix_add_classes(NULL, &dataset, "a", "b");
    mlt_test_every_allocation(use, &dataset);
    mlt_classes_free(NULL, &dataset);
}
END_TEST

Suite *mlt_suite_predictor_predictor(void)
{
    Suite *suite = suite_create("predictor_predictor");
    TCase *tests = tcase_create("predictor");
    tcase_add_test(tests, defaults);
    tcase_add_test(tests, limits_of_a_vtable);
    tcase_add_test(tests, vtables_that_cannot_be_used);
    tcase_add_test(tests, the_last_reference_destroys);
    tcase_add_test(tests, setters_replace_or_leave_alone);
    tcase_add_test(tests, hooks_in_order);
    tcase_add_test(tests, class_maps);
    tcase_add_test(tests, unmatched_classes_are_named);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
