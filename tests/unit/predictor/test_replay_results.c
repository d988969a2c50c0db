/* SPDX-License-Identifier: MIT */
#include "dataset/dataset.h"
#include "predictor/fixtures.h"
#include "predictor/replay.h"

Suite *mlt_suite_predictor_replay_results(void);

static const char *dir;
static mltest_predictor *predictor;
static fix_batch batch;

static void set_up(void)
{
    dir = mlt_test_make_dir();
    fix_batch_init(&batch, 3); /* dir/0.png, dir/1.png, dir/2.png */
}

static void tear_down(void)
{
    fix_batch_free(NULL, &batch);
    mlt_predictor_unref(predictor);
    predictor = NULL;
    mlt_test_remove_dir(dir);
}

/* Opens results, and a truth file if it is not NULL. */
static mltest_status open_texts(mltest_context *ctx, const char *results, const char *truth)
{
    const char *dt = mlt_test_path(dir, "dt.json"), *gt = mlt_test_path(dir, "gt.json");
    mlt_test_write_file(dt, results, strlen(results));
    if (truth != NULL)
        mlt_test_write_file(gt, truth, strlen(truth));
    return mlt_replay_results_open(&predictor, ctx, dt, truth != NULL ? gt : NULL, 8, NULL);
}

static void ask(const char *condition)
{
    for (size_t i = 0; i < 3; i++)
        batch.questions[i].condition = condition;
    ck_assert_int_eq(mlt_predict(predictor, batch.questions, 3, NULL, 3, NULL), MLTEST_OK);
}

static const char results[] =
    "[{\"image_id\":0,\"category_id\":1,\"bbox\":[1,0,2,2],\"score\":0.25},"
    "{\"image_id\":1,\"category_id\":3,\"bbox\":[0,0,1,1],\"score\":NaN},"
    "{\"image_id\":0,\"category_id\":2,\"bbox\":[0,1,1,1],\"score\":0.75}]";

START_TEST(clean_answers)
{
    ck_assert_int_eq(open_texts(NULL, results, NULL), MLTEST_OK);
    ask("clean");
    ck_assert_uint_eq(batch.answers[0].preds.n, 2);
    ck_assert_int_eq(batch.answers[0].preds.items[0].cls, 1);
    ck_assert_double_eq(batch.answers[0].preds.items[1].box.x, 1);
    ck_assert(batch.answers[1].answered);
    ck_assert_uint_eq(batch.answers[1].oddities.not_finite, 1);
    ck_assert(batch.answers[2].answered); /* nothing was found in it */
    ck_assert_uint_eq(batch.answers[2].preds.n, 0);
}
END_TEST

START_TEST(other_conditions)
{
    ck_assert_int_eq(open_texts(NULL, results, NULL), MLTEST_OK);
    ask("fog:r1@3");
    for (size_t i = 0; i < 3; i++) {
        ck_assert(batch.answers[i].failed);
        ck_assert_str_eq(batch.answers[i].message, "replay has only clean predictions");
    }
    mlt_predictor_unref(predictor);
    ck_assert_int_eq(open_texts(NULL,
                                "[{\"image_id\":0,\"category_id\":1,\"bbox\":[1,0,2,2],\"score\":"
                                "0.25,\"condition\":\"fog:r1@3\"}]",
                                NULL),
                     MLTEST_OK);
    ask("fog:r1@3");
    ck_assert_uint_eq(batch.answers[0].preds.n, 1);
    ck_assert(batch.answers[1].answered);
    ask("clean");
    ck_assert(batch.answers[0].answered);
    ck_assert_uint_eq(batch.answers[0].preds.n, 0);
    ask("fog:r1@4");
    ck_assert_str_eq(batch.answers[2].message, "replay has no predictions under this condition");
}
END_TEST

static const char truth[] =
    "{\"images\":[{\"id\":1,\"file_name\":\"0.png\"},{\"id\":0,\"file_name\":\"dir/1.png\"},"
    "{\"id\":8,\"file_name\":\"a/9.png\"}],\"categories\":[{\"id\":1,\"name\":\"x\"},{\"id\":2,"
    "\"name\":\"y\"},{\"id\":3,\"name\":\"z\"}]}";

START_TEST(with_an_annotation_file)
{
    ck_assert_int_eq(open_texts(NULL, results, truth), MLTEST_OK);
    ck_assert_uint_eq(predictor->classes.n, 3);
    ask("clean");
    ck_assert_uint_eq(batch.answers[0].oddities.not_finite, 1); /* 0.png has id 1 */
    ck_assert_uint_eq(batch.answers[1].preds.n, 2);
    ck_assert(batch.answers[2].failed);
    ck_assert_ptr_nonnull(strstr(batch.answers[2].message, "has no image of this name"));
}
END_TEST

START_TEST(ambiguous_names)
{
    ck_assert_int_eq(open_texts(NULL, "[]",
                                "{\"images\":[{\"id\":1,\"file_name\":\"a/0.png\"},{\"id\":0,"
                                "\"file_name\":\"b/0.png\"}],\"categories\":[]}"),
                     MLTEST_OK);
    ask("clean");
    ck_assert(batch.answers[0].failed);
    ck_assert_ptr_nonnull(strstr(batch.answers[0].message, "several images"));
}
END_TEST

START_TEST(numbers_beyond_the_class_list)
{
    mlt_classes classes = {NULL, 0, 0};
    mltest_error *error = NULL;
    fix_add_classes(NULL, &classes, "a", "b");
    ck_assert_int_eq(open_texts(NULL, results, NULL), MLTEST_OK);
    ck_assert_int_eq(predictor->hooks.begin(predictor->user_data, predictor, &classes, &error),
                     MLTEST_ERR_CONFLICT);
    ck_assert_ptr_nonnull(
        strstr(mlt_error_text(error, MLT_ERROR_MESSAGE), "category_id 3, the data set has 2"));
    mlt_error_free(error);
    ck_assert_int_eq(mlt_classes_add(NULL, &classes, "c", NULL), MLTEST_OK);
    ck_assert_int_eq(predictor->hooks.begin(predictor->user_data, predictor, &classes, NULL),
                     MLTEST_OK);
    mlt_classes_free(NULL, &classes);
    ck_assert_int_eq(predictor->hooks.begin(predictor->user_data, predictor, &classes, NULL),
                     MLTEST_OK);
}
END_TEST

/* What the hook says to a data set with these samples. */
static mltest_status check_against(const char *a, const char *b, const char **message)
{
    static char said[512];
    mltest_sample samples[2] = {{.id = (char *)(uintptr_t)a}, {.id = (char *)(uintptr_t)b}};
    mltest_dataset dataset = {.samples = samples, .n = b != NULL ? 2 : a != NULL};
    mltest_error *error = NULL;
    mltest_status status = predictor->hooks.check(predictor->user_data, &dataset, &error);
    snprintf(said, sizeof said, "%s", mlt_error_text(error, MLT_ERROR_MESSAGE));
    mlt_error_free(error);
    *message = said;
    return status;
}

START_TEST(data_sets_that_do_not_fit)
{
    const char *message = "";
    ck_assert_int_eq(open_texts(NULL, results, NULL), MLTEST_OK);
    ck_assert_int_eq(check_against("dir/0.png", "dir/1.png", &message), MLTEST_OK);
    ck_assert_int_eq(check_against("dir/0.png", "dir/7.png", &message), MLTEST_OK);
    ck_assert_int_eq(check_against(NULL, NULL, &message), MLTEST_OK);
    ck_assert_int_eq(check_against("dir/7.png", "dir/8.png", &message), MLTEST_ERR_CONFLICT);
    ck_assert_ptr_nonnull(strstr(message, "none of the 2 images"));
    ck_assert_int_eq(check_against("a/0.png", "b/0.png", &message), MLTEST_ERR_CONFLICT);
    ck_assert_ptr_nonnull(strstr(message, "\"a/0.png\" and \"b/0.png\""));
    mlt_predictor_unref(predictor);
    ck_assert_int_eq(open_texts(NULL, "[]", NULL), MLTEST_OK);
    ck_assert_int_eq(check_against("dir/7.png", NULL, &message), MLTEST_OK);
    mlt_predictor_unref(predictor);
    ck_assert_int_eq(open_texts(NULL, results, truth), MLTEST_OK);
    ck_assert_int_eq(check_against("x/0.png", "y/0.png", &message), MLTEST_ERR_CONFLICT);
    ck_assert_int_eq(check_against("x/0.png", "dir/1.png", &message), MLTEST_OK);
}
END_TEST

START_TEST(a_folder_of_text_files)
{
    static const char lines[] = "1 0.5 0.5 0.5 1 0.75\n";
    const char *message = "";
    mlt_classes classes = {NULL, 0, 0};
    mltest_error *error = NULL;
    mlt_test_write_file(mlt_test_path(dir, "0.txt"), lines, strlen(lines));
    mlt_test_write_file(mlt_test_path(dir, "1.txt"), lines, strlen(lines));
    ck_assert_int_eq(mlt_replay_results_open(&predictor, NULL, dir, NULL, 8, NULL), MLTEST_OK);
    batch.questions[1].view.width = 0;
    ask("clean");
    ck_assert_uint_eq(batch.answers[0].preds.n, 1);
    ck_assert_int_eq(batch.answers[0].preds.items[0].cls, 1);
    ck_assert_double_eq(batch.answers[0].preds.items[0].box.x, 1); /* of 4 × 2 pixels */
    ck_assert_double_eq(batch.answers[0].preds.items[0].box.y, 0);
    ck_assert_double_eq(batch.answers[0].preds.items[0].box.width, 2);
    ck_assert_double_eq(batch.answers[0].preds.items[0].box.height, 2);
    ck_assert_str_eq(batch.answers[1].message, "the size of the picture is not known");
    ck_assert(batch.answers[2].answered); /* no file: nothing was found */
    ck_assert_uint_eq(batch.answers[2].preds.n, 0);
    ck_assert_int_eq(check_against("a/0.png", "b/0.png", &message), MLTEST_ERR_CONFLICT);
    ck_assert_int_eq(check_against("dir/0.png", "dir/7.png", &message), MLTEST_OK);
    ck_assert_int_eq(mlt_classes_add(NULL, &classes, "a", NULL), MLTEST_OK);
    ck_assert_int_eq(predictor->hooks.begin(predictor->user_data, predictor, &classes, &error),
                     MLTEST_ERR_CONFLICT);
    ck_assert_ptr_nonnull(strstr(mlt_error_text(error, MLT_ERROR_MESSAGE),
                                 "have class 1, the data set has only 1 classes (0 to 0)"));
    mlt_error_free(error);
    mlt_classes_free(NULL, &classes);
}
END_TEST

static mltest_status use(mltest_context *ctx, void *data)
{
    const char *message = "";
    mlt_predictor_unref(predictor);
    predictor = NULL;
    fix_batch_free(NULL, &batch);
    fix_batch_init(&batch, 3);
    mltest_status status = open_texts(ctx, results, data);
    if (status == MLTEST_OK)
        status = check_against("dir/0.png", "dir/1.png", &message);
    if (status == MLTEST_OK)
        status = mlt_predict(predictor, batch.questions, 3, NULL, 3, NULL);
    fix_batch_free(ctx, &batch);
    mlt_predictor_unref(predictor);
    predictor = NULL;
    return status;
}

START_TEST(out_of_memory)
{
    mlt_test_every_allocation(use, NULL);
    mlt_test_every_allocation(use, (void *)(uintptr_t)truth);
}
END_TEST

Suite *mlt_suite_predictor_replay_results(void)
{
    Suite *suite = suite_create("predictor_replay_results");
    TCase *tests = tcase_create("replay_results");
    tcase_set_timeout(tests, 60);
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, clean_answers);
    tcase_add_test(tests, other_conditions);
    tcase_add_test(tests, with_an_annotation_file);
    tcase_add_test(tests, ambiguous_names);
    tcase_add_test(tests, numbers_beyond_the_class_list);
    tcase_add_test(tests, data_sets_that_do_not_fit);
    tcase_add_test(tests, a_folder_of_text_files);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
