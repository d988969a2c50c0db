/* SPDX-License-Identifier: MIT */
#include "mltest/report.h"

#include <stdlib.h>

#include "fixtures.h"

Suite *mlt_suite_api_report(void);

enum { LEFT = 2, TOP = 24, RIGHT = API_WIDTH + 8 }; /* of the clean and of the perturbed picture */

static mltest_scorecard *card;
static mltest_dataset *dataset;
static mltest_error *error;
static api_model model;

static void set_up(void)
{
    model = (api_model){.name = "fragile", .blind = "saturate", .last = 1};
    mltest_journal *journal = api_journal(&model, API_SUITE " rotation@5");
    ck_assert_int_eq(mltest_scorecard_new(&card, NULL, journal, NULL, NULL, 0, NULL), MLTEST_OK);
    mltest_journal_free(journal);
    dataset = api_dataset(7);
}

static void tear_down(void)
{
    mltest_dataset_free(dataset);
    mltest_scorecard_free(card);
    ck_assert_ptr_null(error);
}

static const uint8_t *pixel(const mltest_image *image, uint32_t x, uint32_t y)
{
    mltest_image_view view;
    ck_assert_int_eq(mltest_image_get_view(image, &view), MLTEST_OK);
    ck_assert_int_eq(view.format, MLTEST_FORMAT_RGB8);
    ck_assert(x < view.width && y < view.height);
    return (const uint8_t *)view.data + (int64_t)y * view.stride_bytes + (int64_t)x * 3;
}

static int has_colour(const mltest_image *image, uint32_t x, uint32_t y, const uint8_t *colour)
{
    return memcmp(pixel(image, x, y), colour, 3) == 0;
}

/* Kept boxes are green on both sides; lost ones are red, and thin where they should be. */
START_TEST(kept_and_lost)
{
    static const uint8_t kept[] = {0, 158, 115}, lost[] = {213, 94, 0};
    mltest_image *image = NULL;
    const struct {
        const char *sample, *condition;
        const uint8_t *colour;
    } rows[] = {{"p1", API_SATURATE, lost}, {"p2", API_SATURATE, kept}, {"p1", "clean", kept}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mltest_image_view view;
        error = api_stale();
        ck_assert_int_eq(mltest_report_pair(&image, NULL, card, dataset, NULL, rows[i].sample,
                                            rows[i].condition, &error),
                         MLTEST_OK);
        ck_assert_ptr_null(error);
        ck_assert_int_eq(mltest_image_get_view(image, &view), MLTEST_OK);
        ck_assert_uint_eq(view.width, 2 * API_WIDTH + 8);
        ck_assert_uint_eq(view.height, API_HEIGHT + TOP);
        ck_assert(has_colour(image, LEFT, TOP + 9, rows[i].colour)); /* the lower left corners */
        ck_assert(has_colour(image, RIGHT + LEFT, TOP + 9, rows[i].colour));
        mltest_image_free(image);
    }
}
END_TEST

/* What a host's own kind made can be made again with its suite, and not without. */
static int32_t invert(void *user_data, const mltest_image_view *in, const double *params, size_t n,
                      mltest_canvas *canvas)
{
    int64_t stride;
    uint8_t *pixels = mltest_canvas_pixels(canvas, &stride);
    (void)user_data, (void)params, (void)n;
    for (uint32_t y = 0; pixels != NULL && y < in->height; y++) {
        for (uint32_t k = 0; k < in->width * 3; k++)
            pixels[(int64_t)y * stride + k] = (uint8_t)~pixels[(int64_t)y * stride + k];
    }
    return MLTEST_CALLBACK_DONE;
}

static mltest_suite *own_suite(void)
{
    const mltest_perturbation_vtable vtable = {.struct_size = sizeof vtable, .apply = invert};
    mltest_perturbation *own;
    mltest_suite *suite;
    ck_assert_int_eq(mltest_suite_new(&suite, NULL, "own", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_perturbation_new(&own, NULL, "invert", MLTEST_CATEGORY_COLOUR, 1, NULL,
                                             NULL, 0, &vtable, NULL, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(mltest_suite_add_perturbation(suite, own, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_suite_add(suite, "invert@3", NULL), MLTEST_OK);
    mltest_perturbation_free(own);
    return suite;
}

START_TEST(kinds_of_a_host)
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "a.jsonl.gz");
    mltest_suite *suite = own_suite();
    mltest_predictor *predictor = api_predictor(&model);
    mltest_run *run;
    mltest_journal *journal;
    mltest_scorecard *own_card;
    mltest_image *image = NULL;
    ck_assert_int_eq(mltest_run_new(&run, NULL, dataset, predictor, suite, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_run_execute(run, path, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_journal_open(&journal, NULL, &path, 1, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_scorecard_new(&own_card, NULL, journal, NULL, NULL, 0, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(mltest_report_pair(&image, NULL, own_card, dataset, suite, "p0",
                                        mltest_suite_condition(suite, 1), &error),
                     MLTEST_OK);
    for (int k = 0; k < 3; k++) /* outside all boxes */
        ck_assert_int_eq(pixel(image, RIGHT + 15, TOP + 11)[k],
                         255 - pixel(image, 15, TOP + 11)[k]);
    mltest_image_free(image);
    api_check_refused(mltest_report_pair(&image, NULL, own_card, dataset, NULL, "p0",
                                         mltest_suite_condition(suite, 1), &error),
                      &error, MLTEST_ERR_NOT_FOUND, "invert");
    ck_assert_ptr_null(image);
    mltest_scorecard_free(own_card);
    mltest_journal_free(journal);
    mltest_run_free(run);
    mltest_predictor_free(predictor);
    mltest_suite_free(suite);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(what_cannot_be_drawn)
{
    mltest_image *image = api_stale();
    mltest_dataset *other = api_dataset(8);
    api_check_refused(
        mltest_report_pair(&image, NULL, card, dataset, NULL, "p9", API_SATURATE, &error), &error,
        MLTEST_ERR_NOT_FOUND, "p9");
    ck_assert_ptr_null(image);
    api_check_refused(mltest_report_pair(&image, NULL, card, dataset, NULL, "p1", "fog@3", &error),
                      &error, MLTEST_ERR_NOT_FOUND, "fog@3");
    api_check_refused(
        mltest_report_pair(&image, NULL, card, other, NULL, "p1", API_SATURATE, &error), &error,
        MLTEST_ERR_CONFLICT, "p1");
    ck_assert_ptr_null(image);
    mltest_dataset_free(other);
}
END_TEST

START_TEST(arguments_that_are_missing)
{
    mltest_image *image = api_stale();
    api_check_refused(mltest_report_pair(NULL, NULL, card, dataset, NULL, "p1", "clean", &error),
                      &error, MLTEST_ERR_INVALID, "out is NULL");
    api_check_refused(mltest_report_pair(&image, NULL, NULL, dataset, NULL, "p1", "clean", &error),
                      &error, MLTEST_ERR_INVALID, "card is NULL");
    ck_assert_ptr_null(image);
    api_check_refused(mltest_report_pair(&image, NULL, card, NULL, NULL, "p1", "clean", &error),
                      &error, MLTEST_ERR_INVALID, "dataset is NULL");
    api_check_refused(mltest_report_pair(&image, NULL, card, dataset, NULL, NULL, "clean", &error),
                      &error, MLTEST_ERR_INVALID, "sample_id is NULL");
    api_check_refused(mltest_report_pair(&image, NULL, card, dataset, NULL, "p1", NULL, &error),
                      &error, MLTEST_ERR_INVALID, "condition is NULL");
    ck_assert_int_eq(mltest_report_pair(&image, NULL, card, dataset, NULL, "p1", NULL, NULL),
                     MLTEST_ERR_INVALID);
}
END_TEST

static mltest_status draw(mltest_context *ctx, void *data)
{
    mltest_image *image = api_stale();
    mltest_status status = mltest_report_pair(&image, ctx, card, dataset, NULL, "p1", data, &error);
    ck_assert_int_eq(mltest_error_status(error), status);
    ck_assert_int_eq(image != NULL, status == MLTEST_OK);
    mltest_error_free(error);
    error = NULL;
    mltest_image_free(image);
    return status;
}

START_TEST(out_of_memory)
{
    char saturate[] = API_SATURATE;
    mlt_test_every_allocation(draw, saturate);
}
END_TEST

/* --- the page -------------------------------------------------------------------------------- */

static api_paper paper;

static mltest_report *make_page(size_t n, const mltest_options *options)
{
    mltest_journal *journals[] = {api_journal(&model, API_SUITE), api_journal(&model, API_SUITE)};
    mltest_options *score = api_options("score", "resamples", "4");
    mltest_report *report = NULL;
    error = api_stale();
    ck_assert_int_eq(
        mltest_report_new(&report, NULL, journals, n, score, options, dataset, NULL, &error),
        MLTEST_OK);
    ck_assert_ptr_null(error);
    mltest_options_free(score);
    mltest_journal_free(journals[0]); /* the report keeps them */
    mltest_journal_free(journals[1]);
    return report;
}

static void write_as(const mltest_report *report, const char *format)
{
    paper.n = paper.most = 0;
    ck_assert_int_eq(mltest_write_report(report, format, api_write, &paper, &error), MLTEST_OK);
    ck_assert_ptr_null(error);
    paper.text[paper.n] = '\0';
}

START_TEST(page_of_one_model_and_of_two)
{
    for (size_t n = 1; n < 3; n++) {
        mltest_options *options = api_options("report", "title", "Ants & bees");
        mltest_report *report = make_page(n, options);
        mltest_options_free(options);
        write_as(report, "html");
        ck_assert_int_eq(strncmp(paper.text, "<!doctype html>", 15), 0);
        ck_assert_ptr_nonnull(strstr(paper.text, "<title>Ants &amp; bees</title>"));
        ck_assert_ptr_nonnull(strstr(paper.text, "data:image/jpeg;base64,"));
        ck_assert_ptr_nonnull(strstr(paper.text, "</html>"));
        write_as(report, "json");
        ck_assert_ptr_nonnull(strstr(paper.text, "\"kind\": \"report\""));
        ck_assert_ptr_nonnull(strstr(paper.text, "\"title\": \"Ants & bees\""));
        ck_assert_int_eq(strstr(paper.text, "\"comparison\": null") != NULL, n == 1);
        mltest_report_free(report);
    }
    mltest_report_free(NULL);
}
END_TEST

START_TEST(page_that_is_saved)
{
    const char *dir = mlt_test_make_dir();
    mltest_report *report = make_page(1, NULL);
    size_t n;
    write_as(report, "html");
    error = api_stale();
    ck_assert_int_eq(mltest_save_report(report, mlt_test_path(dir, "a.html"), &error), MLTEST_OK);
    ck_assert_ptr_null(error);
    char *file = mlt_test_read_file(mlt_test_path(dir, "a.html"), &n);
    ck_assert_uint_eq(n, paper.n);
    ck_assert_mem_eq(file, paper.text, n);
    free(file);
    ck_assert_int_eq(mltest_save_report(report, mlt_test_path(dir, "a"), NULL), MLTEST_OK);
    write_as(report, "json");
    file = mlt_test_read_file(mlt_test_path(dir, "a/report.json"), &n);
    ck_assert_uint_eq(n, paper.n);
    free(file);
    api_check_refused(mltest_save_report(report, mlt_test_path(dir, "a"), &error), &error,
                      MLTEST_ERR_CONFLICT, "nothing is overwritten");
    api_check_refused(mltest_save_report(report, mlt_test_path(dir, "no/a.html"), &error), &error,
                      MLTEST_ERR_IO, "a.html");
    mltest_report_free(report);
    mlt_test_remove_dir(dir);
}
END_TEST

START_TEST(page_that_is_refused)
{
    mltest_report *report = make_page(1, NULL);
    api_check_refused(mltest_write_report(report, "pdf", api_write, &paper, &error), &error,
                      MLTEST_ERR_NOT_FOUND, "no format is named 'pdf': html and json are");
    paper.n = 0;
    paper.most = 100;
    api_check_refused(mltest_write_report(report, "html", api_write, &paper, &error), &error,
                      MLTEST_ERR_CALLBACK, "77");
    api_check_refused(mltest_write_report(NULL, "html", api_write, NULL, &error), &error,
                      MLTEST_ERR_INVALID, "report is NULL");
    api_check_refused(mltest_write_report(report, NULL, api_write, NULL, &error), &error,
                      MLTEST_ERR_INVALID, "format is NULL");
    api_check_refused(mltest_write_report(report, "html", NULL, NULL, &error), &error,
                      MLTEST_ERR_INVALID, "write is NULL");
    api_check_refused(mltest_save_report(NULL, "a.html", &error), &error, MLTEST_ERR_INVALID,
                      "report is NULL");
    api_check_refused(mltest_save_report(report, NULL, &error), &error, MLTEST_ERR_INVALID,
                      "path is NULL");
    mltest_report_free(report);
}
END_TEST

START_TEST(pages_that_cannot_be)
{
    mltest_journal *journals[6] = {api_journal(&model, API_SUITE)};
    mltest_report *report = api_stale();
    api_check_refused(mltest_report_new(NULL, NULL, journals, 1, NULL, NULL, NULL, NULL, &error),
                      &error, MLTEST_ERR_INVALID, "out is NULL");
    api_check_refused(mltest_report_new(&report, NULL, NULL, 1, NULL, NULL, NULL, NULL, &error),
                      &error, MLTEST_ERR_INVALID, "journals is NULL");
    ck_assert_ptr_null(report);
    api_check_refused(mltest_report_new(&report, NULL, journals, 2, NULL, NULL, NULL, NULL, &error),
                      &error, MLTEST_ERR_INVALID, "is NULL");
    static const size_t wrong[] = {0, 6};
    for (size_t i = 0; i < 2; i++)
        api_check_refused(
            mltest_report_new(&report, NULL, journals, wrong[i], NULL, NULL, NULL, NULL, &error),
            &error, MLTEST_ERR_INVALID, "a report takes 1 to 5 journals");
    mltest_journal_free(journals[0]);
}
END_TEST

/* --- contact sheets -------------------------------------------------------------------------- */

static mltest_status draw_sheet(mltest_image **out, const char *const *kinds, size_t n,
                                uint32_t tile)
{
    static const uint8_t pixels[2 * 2 * 3] = {9, 90, 200, 7};
    const mltest_image_view view = {
        .data = pixels, .stride_bytes = 6, .width = 2, .height = 2, .format = MLTEST_FORMAT_BGR8};
    return mltest_contact_sheet(out, NULL, &view, kinds, n, tile, 0, "x", &error);
}

START_TEST(sheet_of_some_kinds_and_of_all)
{
    static const char *const kinds[] = {"brightness", "saturate"};
    mltest_image *sheet = NULL;
    mltest_image_view view;
    size_t all = mltest_catalogue_count("perturbations");
    ck_assert_int_eq(draw_sheet(&sheet, kinds, 2, 16), MLTEST_OK);
    ck_assert_int_eq(mltest_image_get_view(sheet, &view), MLTEST_OK);
    uint32_t row = view.height / 2;
    ck_assert_uint_eq(view.width, 4 + 6 * 20);
    mltest_image_free(sheet);
    ck_assert_int_eq(draw_sheet(&sheet, NULL, 0, 16), MLTEST_OK);
    ck_assert_int_eq(mltest_image_get_view(sheet, &view), MLTEST_OK);
    ck_assert_uint_eq(view.height, row * all);
    mltest_image_free(sheet);
}
END_TEST

START_TEST(sheet_of_what_is_not_there)
{
    static const struct {
        const char *kind;
        uint32_t tile;
        mltest_status status;
        const char *message;
    } rows[] = {{"snw", 0, MLTEST_ERR_NOT_FOUND, "did you mean 'snow'?"},
                {"fog@3", 0, MLTEST_ERR_INVALID, "'fog@3': expected the name of one kind"},
                {"clean", 0, MLTEST_ERR_INVALID, "expected the name of one kind"},
                {NULL, 0, MLTEST_ERR_INVALID, "is NULL"},
                {"fog", 15, MLTEST_ERR_INVALID, "16 to 4096 pixels wide, not 15"},
                {"fog", 4097, MLTEST_ERR_INVALID, "16 to 4096 pixels wide, not 4097"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        mltest_image *sheet = (mltest_image *)&rows;
        ck_assert_int_eq(draw_sheet(&sheet, &rows[i].kind, 1, rows[i].tile), rows[i].status);
        ck_assert_ptr_null(sheet);
        ck_assert_msg(strstr(mltest_error_message(error), rows[i].message) != NULL, "%s",
                      mltest_error_message(error));
        mltest_error_free(error);
        error = NULL;
    }
}
END_TEST

Suite *mlt_suite_api_report(void)
{
    Suite *suite = suite_create("api_report");
    TCase *tests = tcase_create("report");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, kept_and_lost);
    tcase_add_test(tests, kinds_of_a_host);
    tcase_add_test(tests, what_cannot_be_drawn);
    tcase_add_test(tests, arguments_that_are_missing);
    tcase_add_test(tests, out_of_memory);
    tcase_add_test(tests, page_of_one_model_and_of_two);
    tcase_add_test(tests, page_that_is_saved);
    tcase_add_test(tests, page_that_is_refused);
    tcase_add_test(tests, pages_that_cannot_be);
    tcase_add_test(tests, sheet_of_some_kinds_and_of_all);
    tcase_add_test(tests, sheet_of_what_is_not_there);
    suite_add_tcase(suite, tests);
    return suite;
}
