/* SPDX-License-Identifier: MIT */
#include "predictor/plugin.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/context.h"
#include "testing.h"

Suite *mlt_suite_predictor_plugin(void);

static mlt_test_alloc memory;
static mltest_context *ctx;
static mltest_predictor *predictor;
static mltest_error *error;
static int destroyed;
static mltest_plugin_model filled; /* what open fills in */
static int32_t code;

static void set_up(void)
{
    memory = (mlt_test_alloc){0};
    ctx = mlt_test_context(&memory);
    predictor = NULL;
    error = NULL;
    destroyed = 0;
    code = MLTEST_CALLBACK_DONE;
}

static void tear_down(void)
{
    mlt_predictor_unref(predictor);
    mltest_error_free(error);
    mltest_context_free(ctx);
    ck_assert_uint_eq(memory.live, 0);
}

static int32_t predict(void *user_data, const mltest_image_view *images, size_t n,
                       mltest_sink *sink)
{
    (void)user_data, (void)images, (void)n, (void)sink;
    return MLTEST_CALLBACK_DONE;
}

static void destroy(void *user_data)
{
    ck_assert_ptr_eq(user_data, &code);
    destroyed++;
}

static int32_t open_model(const char *argument, mltest_plugin_model *model)
{
    ck_assert_uint_eq(model->struct_size, sizeof *model);
    ck_assert_uint_eq(model->vtable.struct_size, sizeof model->vtable);
    ck_assert_ptr_null(model->name);
    ck_assert_str_eq(argument, "argument");
    size_t struct_size = model->struct_size, vtable_size = model->vtable.struct_size;
    *model = filled;
    model->struct_size = struct_size;
    model->vtable.struct_size = vtable_size;
    return code;
}

static const mltest_plugin good = {
    .struct_size = sizeof good, .abi = MLTEST_PLUGIN_ABI, .open = open_model};

static void fill(void)
{
    static const char *const classes[] = {"cat", "dog"};
    memset(&filled, 0, sizeof filled);
    filled.vtable.predict = predict;
    filled.vtable.destroy = destroy;
    filled.vtable.max_batch = 5;
    filled.user_data = &code;
    filled.task = MLTEST_TASK_CLASSIFICATION;
    filled.has_score_floor = 1;
    filled.score_floor = 0.25;
    filled.name = "net";
    filled.version = "7";
    filled.classes = classes;
    filled.n_classes = 2;
}

static mltest_status make(const mltest_plugin *plugin)
{
    return mlt_plugin_make(&predictor, ctx, plugin, "dir/x.so", "argument", &error);
}

static void refused(const mltest_plugin *plugin, mltest_status status, const char *words)
{
    int before = destroyed;
    ck_assert_int_eq(make(plugin), status);
    ck_assert_ptr_null(predictor);
    ck_assert_msg(strstr(mltest_error_message(error), words) != NULL, "%s",
                  mltest_error_message(error));
    ck_assert_str_eq(mltest_error_file(error), "dir/x.so");
    mltest_error_free(error);
    error = NULL;
    ck_assert_int_le(destroyed, before + 1);
}

START_TEST(test_a_model_and_what_it_says_of_itself)
{
    fill();
    ck_assert_int_eq(make(&good), MLTEST_OK);
    ck_assert_str_eq(predictor->name, "net");
    ck_assert_str_eq(predictor->version, "7");
    ck_assert_int_eq(predictor->task, MLTEST_TASK_CLASSIFICATION);
    ck_assert(predictor->has_score_floor && predictor->score_floor == 0.25);
    ck_assert_uint_eq(predictor->classes.n, 2);
    ck_assert_str_eq(predictor->classes.names[1], "dog");
    ck_assert_uint_eq(predictor->vtable.max_batch, 5);
    ck_assert_int_eq(destroyed, 0);
    mlt_predictor_unref(predictor);
    predictor = NULL;
    ck_assert_int_eq(destroyed, 1);
}
END_TEST

START_TEST(test_the_least)
{
    memset(&filled, 0, sizeof filled);
    filled.vtable.predict = predict;
    ck_assert_int_eq(make(&good), MLTEST_OK);
    ck_assert_str_eq(predictor->name, "x.so");
    ck_assert_str_eq(predictor->version, "");
    ck_assert_int_eq(predictor->task, MLTEST_TASK_DETECTION);
    ck_assert(!predictor->has_score_floor);
    ck_assert_uint_eq(predictor->classes.n, 0);
}
END_TEST

START_TEST(test_plugins_of_other_versions)
{
    mltest_plugin other = good;
    fill();
    refused(NULL, MLTEST_ERR_FORMAT, "returned NULL");
    other.abi = 2;
    refused(&other, MLTEST_ERR_UNSUPPORTED, "made for plugin ABI 2, this version has 1");
    other = good;
    other.struct_size--;
    refused(&other, MLTEST_ERR_UNSUPPORTED, "made for plugin ABI 0");
    other = good;
    other.open = NULL;
    refused(&other, MLTEST_ERR_FORMAT, "open is not set");
    ck_assert_int_eq(destroyed, 0);
}
END_TEST

START_TEST(test_a_plugin_that_does_not_open)
{
    fill();
    code = 12;
    strcpy(filled.message, "no licence");
    refused(&good, MLTEST_ERR_PREDICTOR, "did not open (code 12): no licence");
    memset(filled.message, 'x', sizeof filled.message); /* without its end */
    refused(&good, MLTEST_ERR_PREDICTOR, "did not open (code 12): xxx");
    strcpy(filled.message, "\x1B[2J");
    refused(&good, MLTEST_ERR_PREDICTOR, "it gave no reason");
    ck_assert_int_eq(destroyed, 0); /* what did not open is the plugin's own */
}
END_TEST

START_TEST(test_what_a_model_cannot_say)
{
    static const char *const bad[] = {"cat", "d\ng"};
    static const char *const none[] = {"cat", NULL};
    fill();
    filled.task = 3;
    refused(&good, MLTEST_ERR_FORMAT, "task is not");
    ck_assert_int_eq(destroyed, 1);
    fill();
    filled.score_floor = (double)NAN;
    refused(&good, MLTEST_ERR_FORMAT, "score_floor");
    fill();
    filled.classes = bad;
    refused(&good, MLTEST_ERR_FORMAT, "without control characters");
    fill();
    filled.classes = none;
    refused(&good, MLTEST_ERR_FORMAT, "without control characters");
    fill();
    filled.classes = NULL;
    refused(&good, MLTEST_ERR_FORMAT, "without control characters");
    fill();
    filled.name = "\xFF";
    refused(&good, MLTEST_ERR_FORMAT, "without control characters");
    ck_assert_int_eq(destroyed, 6);
}
END_TEST

START_TEST(test_a_model_without_its_function)
{
    fill();
    filled.vtable.predict = NULL;
    ck_assert_int_eq(make(&good), MLTEST_ERR_INVALID);
    ck_assert_int_eq(destroyed, 1);
}
END_TEST

static mltest_status make_one(mltest_context *with, void *data)
{
    mltest_predictor *made = NULL;
    mltest_error *why = NULL;
    (void)data;
    fill();
    mltest_status status = mlt_plugin_make(&made, with, &good, "x.so", "argument", &why);
    mlt_predictor_unref(made);
    mltest_error_free(why);
    return status;
}

START_TEST(test_out_of_memory)
{
    mlt_test_every_allocation(make_one, NULL);
    ck_assert_int_gt(destroyed, 3); /* each that opened is destroyed */
}
END_TEST

START_TEST(test_files_that_are_none)
{
    const char *dir = mlt_test_make_dir();
    char spec[512];
    ck_assert_int_eq(mlt_plugin_open(&predictor, ctx, "/no/such.so,x", NULL, &error),
                     MLTEST_ERR_NOT_FOUND);
    mltest_error_free(error);
    error = NULL;
    mlt_test_write_file(mlt_test_path(dir, "x.so"), "no elf", 6);
    snprintf(spec, sizeof spec, "%s,argument, with a comma", mlt_test_path(dir, "x.so"));
    ck_assert_int_eq(mlt_plugin_open(&predictor, ctx, spec, NULL, &error), MLTEST_ERR_IO);
    ck_assert_ptr_nonnull(strstr(mltest_error_message(error), "x.so: cannot be loaded: "));
    mlt_test_remove_dir(dir);
}
END_TEST

Suite *mlt_suite_predictor_plugin(void)
{
    TCase *tc = tcase_create("plugin");
    tcase_add_checked_fixture(tc, set_up, tear_down);
    tcase_add_test(tc, test_a_model_and_what_it_says_of_itself);
    tcase_add_test(tc, test_the_least);
    tcase_add_test(tc, test_plugins_of_other_versions);
    tcase_add_test(tc, test_a_plugin_that_does_not_open);
    tcase_add_test(tc, test_what_a_model_cannot_say);
    tcase_add_test(tc, test_a_model_without_its_function);
    tcase_add_test(tc, test_out_of_memory);
    tcase_add_test(tc, test_files_that_are_none);
    Suite *suite = suite_create("predictor_plugin");
    suite_add_tcase(suite, tc);
    return suite;
}
