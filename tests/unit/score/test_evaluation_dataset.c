/* SPDX-License-Identifier: MIT */
#include <sys/stat.h>

#include "mltest/image.h"
#include "mltest/predictor.h"
#include "mltest/run.h"
#include "mltest/suite.h"
#include "score/evaluation_fixtures.h"

static const char csv[] = "filename,width,height,class,xmin,ymin,xmax,ymax\n"
                          "a.png,100,100,ant,10,10,30,30\n"
                          "a.png,100,100,bee,10,10,30,30\n"
                          "b.png,100,100,ant,10,10,30,30\n";

/* Label files whose pictures are not there are not taken. */
static const char *write_truth(void)
{
    static uint8_t pixels[100 * 100];
    const mltest_image_view view = {.data = pixels,
                                    .stride_bytes = 100,
                                    .width = 100,
                                    .height = 100,
                                    .format = MLTEST_FORMAT_GRAY8};
    ck_assert_int_eq(mltest_image_save(NULL, &view, mlt_test_path(ev_dir, "a.png"), NULL), 0);
    ck_assert_int_eq(mltest_image_save(NULL, &view, mlt_test_path(ev_dir, "b.png"), NULL), 0);
    return ev_write("labels.csv", csv);
}

/* By names, without ids: the same figures as from COCO's files. */
START_TEST(test_names)
{
    const char *results =
        "[{\"image_id\":\"a.png\",\"category_id\":\"ant\",\"bbox\":[10,10,20,20],\"score\":0.9},"
        "{\"image_id\":\"b.png\",\"category_id\":\"ant\",\"bbox\":[10,10,20,20],\"score\":0.8},"
        "{\"image_id\":\"a.png\",\"category_id\":\"bee\",\"bbox\":[90,10,20,20],\"score\":0.7}]";
    const char *truth = write_truth(), *path = ev_write("p.json", results);
    ck_assert_int_eq(ev_make(truth, path, false), MLTEST_OK);
    ck_assert_double_eq_tol(ev_value("AP50"), 0.5, 1e-12);
    ck_assert_double_eq(ev_value("AR1"), 0.5);
    ck_assert_double_eq(ev_value("n_images"), 2);
    ck_assert_double_eq(ev_value("n_truths"), 3);
    ck_assert_double_eq(ev_value("n_predictions"), 3);
}
END_TEST

START_TEST(test_what_cannot_be_taken)
{
    const char *truth = write_truth();
    const char *score = ev_write("p.json", "[{\"image_id\":\"a.png\",\"category_id\":\"ant\","
                                           "\"bbox\":[10,10,20,20],\"score\":9}]");
    ck_assert_int_eq(ev_make(truth, score, false), MLTEST_OK);
    ck_assert_double_eq(ev_odd("score is not within", NULL), 1);
    const char *other = ev_write("q.json", "[{\"image_id\":\"z.png\",\"category_id\":\"ant\","
                                           "\"bbox\":[1,1,2,2],\"score\":1}]");
    ev_expect(ev_make(truth, other, false), MLTEST_ERR_CONFLICT, "none of the 1 images");
    ev_expect(ev_make(truth, mlt_test_path(ev_dir, "nothing.json"), false), MLTEST_ERR_NOT_FOUND,
              "nothing.json");
    ev_expect(ev_make(mlt_test_path(ev_dir, "nowhere"), score, false), MLTEST_ERR_NOT_FOUND,
              "nowhere");
}
END_TEST

/* A folder a class; the model is right about pictures that are not black. */
static void make_pictures(void)
{
    static const char *const names[] = {"f/ant/1.png", "f/ant/2.png", "f/bee/3.png", "f/bee/4.png"};
    const uint8_t levels[] = {50, 0, 200, 200};
    mltest_image_view view = {
        .stride_bytes = 4, .width = 4, .height = 4, .format = MLTEST_FORMAT_GRAY8};
    for (int i = 0; i < 4; i++) {
        uint8_t pixels[16];
        memset(pixels, levels[i], sizeof pixels);
        view.data = pixels;
        ck_assert_int_eq(mltest_image_save(NULL, &view, mlt_test_path(ev_dir, names[i]), NULL),
                         MLTEST_OK);
    }
}

static int32_t look(void *user_data, const mltest_image_view *images, size_t n, mltest_sink *sink)
{
    (void)user_data;
    for (size_t i = 0; i < n; i++) {
        uint8_t level = *(const uint8_t *)images[i].data;
        mltest_sink_add_class(sink, i, level > 20 && level < 100 ? 0 : 1, 0.75);
        mltest_sink_add_class(sink, i, level > 20 && level < 100 ? 1 : 0, 0.25);
    }
    return MLTEST_CALLBACK_DONE;
}

static void write_journal(const char *dataset_path, const char *path)
{
    const mltest_predictor_vtable vtable = {.struct_size = sizeof vtable, .predict = look};
    mltest_dataset *dataset;
    mltest_predictor *predictor;
    mltest_suite *suite;
    mltest_run *job;
    ck_assert_int_eq(mltest_dataset_open(&dataset, NULL, dataset_path, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_predictor_new(&predictor, NULL, &vtable, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_predictor_set_task(predictor, MLTEST_TASK_CLASSIFICATION, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(mltest_suite_open(&suite, NULL, "clean", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_run_new(&job, NULL, dataset, predictor, suite, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_run_execute(job, path, NULL), MLTEST_OK);
    mltest_run_free(job);
    mltest_suite_free(suite);
    mltest_predictor_free(predictor);
    mltest_dataset_free(dataset);
}

static const char *class_folder, *class_journal;

static void make_classification(void)
{
    ck_assert_int_eq(mkdir(mlt_test_path(ev_dir, "f"), 0700), 0);
    ck_assert_int_eq(mkdir(mlt_test_path(ev_dir, "f/ant"), 0700), 0);
    ck_assert_int_eq(mkdir(mlt_test_path(ev_dir, "f/bee"), 0700), 0);
    make_pictures();
    class_folder = mlt_test_path(ev_dir, "f");
    class_journal = mlt_test_path(ev_dir, "j.jsonl");
    write_journal(class_folder, class_journal);
}

START_TEST(test_classification_from_a_journal)
{
    make_classification();
    ck_assert_int_eq(ev_make(class_folder, class_journal, false), MLTEST_OK);
    ck_assert_double_eq(ev_value("top1"), 0.75); /* the black ant is not one */
    ck_assert_double_eq(ev_value("top5"), 1);
    ck_assert_double_eq(ev_value("balanced_accuracy"), 0.75);
    ck_assert_double_eq(ev_value("n_images"), 4);
    ck_assert_double_eq_tol(ev_value("macro.F1"), 11.0 / 15, 1e-12);
    ck_assert_double_eq(ev_value("kappa"), 0.5);
    ck_assert_double_eq(ev_value("brier"), 0.375); /* 2 · 0.25² thrice, 2 · 0.75² once */
    ck_assert_double_eq(ev_value("n_not_probable"), 0);
    ck_assert_ptr_null(ev->coco.precision);
}
END_TEST

/* As another program may have written it. */
static const char strange_journal[] =
    "{\"type\":\"run\",\"format\":1,\"library\":\"0\",\"model\":{\"name\":\"m\"},\"task\":"
    "\"classification\",\"classes\":[\"ant\",\"bee\"],\"dataset\":{\"name\":\"f\",\"n\":4},"
    "\"suite\":\"clean\",\"shard\":[0,1]}\n"
    "{\"type\":\"condition\",\"name\":\"clean\",\"steps\":[]}\n"
    "{\"type\":\"sample\",\"id\":\"ant/1.png\",\"n\":0,\"width\":4,\"height\":4}\n"
    "{\"type\":\"outcome\",\"id\":\"ant/"
    "1.png\",\"condition\":\"clean\",\"top\":[[0,7.75],[1,0.25]]}\n"
    "{\"type\":\"sample\",\"id\":\"bee/3.png\",\"n\":2,\"width\":4,\"height\":4}\n"
    "{\"type\":\"outcome\",\"id\":\"bee/3.png\",\"condition\":\"clean\",\"top\":[[1,0.75]]}\n";

/* A score that is left out is not one of 0: what is left is not judged as probabilities. */
START_TEST(test_scores_that_are_not_probabilities)
{
    make_classification();
    const char *journal = ev_write("s.jsonl", strange_journal);
    ck_assert_msg(ev_make(class_folder, journal, false) == MLTEST_OK, "%s",
                  mltest_error_message(ev_error));
    ck_assert_double_eq(ev_odd("score is not within", NULL), 1);
    ck_assert_double_eq(ev_value("n_not_probable"), 1);
    ck_assert_double_nan(ev_value("brier"));
    ck_assert_double_nan(ev_value("log_loss"));
    ck_assert_double_eq(ev_value("top1"), 0.25); /* the bee; the ant is taken for one */
    ck_assert_double_eq(ev_odd("without a recorded answer", NULL), 2);
    ck_assert_double_eq(ev_value("n_unanswered"), 2);
}
END_TEST

/* One number more, by its option. */
START_TEST(test_top_k)
{
    mltest_options *options;
    make_classification();
    ck_assert_int_eq(mlt_options_make(&options, NULL, &mlt_evaluation_options, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_options_set(options, "top_k", "2", NULL), MLTEST_OK);
    ck_assert_int_eq(
        mlt_evaluation_make(&ev, NULL, class_folder, class_journal, options, &ev_error), MLTEST_OK);
    ck_assert_double_eq(ev_value("top1"), 0.75);
    ck_assert_double_eq(ev_value("top2"), 1);
    ck_assert_int_eq(mlt_options_set(options, "top_k", "0", NULL), MLTEST_ERR_INVALID);
    mlt_options_unref(options);
}
END_TEST

static mltest_status make_once(mltest_context *ctx, void *data)
{
    mltest_evaluation *e = NULL;
    (void)data;
    mltest_status status = mlt_evaluation_make(&e, ctx, mlt_test_path(ev_dir, "labels.csv"),
                                               mlt_test_path(ev_dir, "p.json"), NULL, NULL);
    mlt_evaluation_unref(e);
    return status;
}

START_TEST(test_every_allocation_may_fail)
{
    (void)write_truth();
    ev_write("p.json", "[{\"image_id\":\"a.png\",\"category_id\":\"ant\","
                       "\"bbox\":[10,10,20,20],\"score\":0.5}]");
    mlt_test_every_allocation(make_once, NULL);
}
END_TEST

static mltest_status make_classes_once(mltest_context *ctx, void *data)
{
    mltest_evaluation *e = NULL;
    (void)data;
    mltest_status status = mlt_evaluation_make(&e, ctx, class_folder, class_journal, NULL, NULL);
    mlt_evaluation_unref(e);
    return status;
}

START_TEST(test_every_allocation_of_a_classification_may_fail)
{
    make_classification();
    mlt_test_every_allocation(make_classes_once, NULL);
}
END_TEST

Suite *mlt_suite_score_evaluation_dataset(void);
Suite *mlt_suite_score_evaluation_dataset(void)
{
    Suite *suite = suite_create("score_evaluation_dataset");
    TCase *tc = tcase_create("dataset");
    tcase_set_timeout(tc, 30);
    tcase_add_checked_fixture(tc, ev_set_up, ev_tear_down);
    tcase_add_test(tc, test_names);
    tcase_add_test(tc, test_what_cannot_be_taken);
    tcase_add_test(tc, test_classification_from_a_journal);
    tcase_add_test(tc, test_scores_that_are_not_probabilities);
    tcase_add_test(tc, test_top_k);
    tcase_add_test(tc, test_every_allocation_may_fail);
    tcase_add_test(tc, test_every_allocation_of_a_classification_may_fail);
    suite_add_tcase(suite, tc);
    return suite;
}
