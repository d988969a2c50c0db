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

START_TEST(test_classification_from_a_journal)
{
    const char *folder = mlt_test_path(ev_dir, "f"), *journal = mlt_test_path(ev_dir, "j.jsonl");
    ck_assert_int_eq(mkdir(folder, 0700), 0);
    ck_assert_int_eq(mkdir(mlt_test_path(ev_dir, "f/ant"), 0700), 0);
    ck_assert_int_eq(mkdir(mlt_test_path(ev_dir, "f/bee"), 0700), 0);
    make_pictures();
    write_journal(folder, journal);
    ck_assert_int_eq(ev_make(folder, journal, false), MLTEST_OK);
    ck_assert_double_eq(ev_value("top1"), 0.75); /* the black ant is not one */
    ck_assert_double_eq(ev_value("top5"), 1);
    ck_assert_double_eq(ev_value("balanced_accuracy"), 0.75);
    ck_assert_double_eq(ev_value("n_images"), 4);
    ck_assert_ptr_null(ev->coco.precision);
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
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(suite, tc);
    return suite;
}
