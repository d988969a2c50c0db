/* SPDX-License-Identifier: MIT */
#include "mltest/perturbation.h"

#include <math.h>
#include <stdlib.h>

#include "fixtures.h"

Suite *mlt_suite_api_perturbation(void);

/* What a host's apply is told to do with its canvas. */
typedef struct {
    void (*act)(mltest_canvas *canvas, const mltest_image_view *in);
    int destroyed;
    size_t calls, n_params;
    double param;
} own_kind;

static mltest_error *error;
static own_kind state;

static int32_t apply(void *user_data, const mltest_image_view *in, const double *params, size_t n,
                     mltest_canvas *canvas)
{
    own_kind *k = user_data;
    k->calls++;
    k->n_params = n;
    k->param = n > 0 ? params[0] : -1;
    if (k->act != NULL)
        k->act(canvas, in);
    return MLTEST_CALLBACK_DONE;
}

static void destroy(void *user_data)
{
    ((own_kind *)user_data)->destroyed++;
}

static const mltest_perturbation_vtable vtable = {
    .struct_size = sizeof vtable, .apply = apply, .destroy = destroy};

static mltest_parameter parameter(const char *name)
{
    return (mltest_parameter){
        .name = name, .unit = "px", .low = 0, .high = 10, .values = {1, 2, 3, 4, 10}};
}

static void set_up(void)
{
    state = (own_kind){.act = NULL};
}

static void tear_down(void)
{
    ck_assert_ptr_null(error);
}

/* --- making a kind --- */

static mltest_status make(mltest_perturbation **out, const char *name, int32_t category,
                          uint32_t revision, const mltest_parameter *parameters, size_t n)
{
    return mltest_perturbation_new(out, NULL, name, category, revision, NULL, parameters, n,
                                   &vtable, &state, &error);
}

static void refuse(const char *name, int32_t category, uint32_t revision,
                   const mltest_parameter *parameters, size_t n, mltest_status expected,
                   const char *words)
{
    mltest_perturbation *kind = api_stale();
    api_check_refused(make(&kind, name, category, revision, parameters, n), &error, expected,
                      words);
    ck_assert_ptr_null(kind);
    ck_assert_int_eq(state.destroyed, 0); /* only what succeeded owns its data */
}

START_TEST(names_categories_and_revisions)
{
    static const char *const bad[] = {"",         "clean", "Own",     "own-kind",
                                      "own kind", "own@3", "\xc3\xa4"};
    char longest[65];
    mltest_perturbation *kind = NULL;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        refuse(bad[i], 1, 1, NULL, 0, MLTEST_ERR_INVALID, "name");
    memset(longest, 'x', sizeof longest);
    longest[64] = '\0';
    refuse(longest, 1, 1, NULL, 0, MLTEST_ERR_INVALID, "63");
    refuse("fog", 1, 1, NULL, 0, MLTEST_ERR_CONFLICT, "fog");
    refuse("own", 0, 1, NULL, 0, MLTEST_ERR_INVALID, "category");
    refuse("own", MLTEST_CATEGORY_OCCLUSION + 1, 1, NULL, 0, MLTEST_ERR_INVALID, "category");
    refuse("own", 1, 0, NULL, 0, MLTEST_ERR_INVALID, "revision");
    longest[63] = '\0';
    error = api_stale();
    ck_assert_int_eq(make(&kind, longest, MLTEST_CATEGORY_OCCLUSION, UINT32_MAX, NULL, 0),
                     MLTEST_OK);
    ck_assert_ptr_null(error);
    mltest_perturbation_free(kind);
    ck_assert_int_eq(state.destroyed, 1);
}
END_TEST

START_TEST(parameters)
{
    mltest_parameter rows[13];
    char names[13][4];
    mltest_perturbation *kind = NULL;
    for (size_t i = 0; i < 13; i++) {
        snprintf(names[i], sizeof names[i], "p%zu", i);
        rows[i] = parameter(names[i]);
    }
    refuse("own", 1, 1, rows, 13, MLTEST_ERR_INVALID, "at most 12");
    refuse("own", 1, 1, NULL, 1, MLTEST_ERR_INVALID, "parameters");
    rows[11] = parameter("p3");
    refuse("own", 1, 1, rows, 12, MLTEST_ERR_INVALID, "p3 is there twice");
    rows[11] = parameter("p11");
    rows[11].unit = NULL;
    ck_assert_int_eq(make(&kind, "own", 1, 1, rows, 12), MLTEST_OK);
    mltest_perturbation_free(kind);
}
END_TEST

START_TEST(parameters_that_cannot_be)
{
    static const double bad[] = {-0.5, 10.5, NAN, INFINITY};
    static const char *const names[] = {NULL, "", "P", "a=b", "a b"};
    mltest_parameter row = parameter("size");
    for (size_t i = 0; i < 4; i++) {
        row.values[4] = bad[i];
        refuse("own", 1, 1, &row, 1, MLTEST_ERR_INVALID, "parameter size");
    }
    row = parameter("size");
    row.low = NAN;
    refuse("own", 1, 1, &row, 1, MLTEST_ERR_INVALID, "between low and high");
    row = parameter("size");
    row.high = NAN;
    refuse("own", 1, 1, &row, 1, MLTEST_ERR_INVALID, "between low and high");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        row = parameter(names[i]);
        refuse("own", 1, 1, &row, 1, MLTEST_ERR_INVALID, "needs a name");
    }
    row = parameter("size");
    row.reserved[1] = 1;
    refuse("own", 1, 1, &row, 1, MLTEST_ERR_INVALID, "reserved");
}
END_TEST

START_TEST(arguments_that_are_missing)
{
    mltest_perturbation_vtable bad = {.struct_size = sizeof bad, .destroy = destroy};
    mltest_perturbation *kind = api_stale();
    api_check_refused(make(NULL, "own", 1, 1, NULL, 0), &error, MLTEST_ERR_INVALID, "out is NULL");
    refuse(NULL, 1, 1, NULL, 0, MLTEST_ERR_INVALID, "name is NULL");
    api_check_refused(
        mltest_perturbation_new(&kind, NULL, "own", 1, 1, NULL, NULL, 0, NULL, &state, &error),
        &error, MLTEST_ERR_INVALID, "vtable is NULL");
    ck_assert_ptr_null(kind);
    api_check_refused(
        mltest_perturbation_new(&kind, NULL, "own", 1, 1, NULL, NULL, 0, &bad, &state, &error),
        &error, MLTEST_ERR_INVALID, "apply is not set");
    bad = vtable;
    bad.flags = 2;
    api_check_refused(
        mltest_perturbation_new(&kind, NULL, "own", 1, 1, NULL, NULL, 0, &bad, &state, &error),
        &error, MLTEST_ERR_UNSUPPORTED, "flag");
    ck_assert_int_eq(state.destroyed, 0);
    mltest_perturbation_free(NULL);
}
END_TEST

/* --- the canvas, in a run --- */

/* A run over the usual samples under own@3, which acts on its canvas; the journal of it. */
static mltest_journal *run_own(void (*act)(mltest_canvas *, const mltest_image_view *))
{
    const char *dir = mlt_test_make_dir(), *path = mlt_test_path(dir, "a.jsonl.gz");
    const mltest_parameter row = parameter("size");
    mltest_perturbation *kind;
    mltest_suite *suite;
    mltest_run *run;
    mltest_journal *journal;
    api_model model = {.name = "steady"};
    mltest_dataset *dataset = api_dataset(7);
    mltest_predictor *predictor = api_predictor(&model);
    state.act = act;
    ck_assert_int_eq(mltest_suite_new(&suite, NULL, "own", NULL), MLTEST_OK);
    ck_assert_int_eq(make(&kind, "own", MLTEST_CATEGORY_GEOMETRIC, 1, &row, 1), MLTEST_OK);
    ck_assert_int_eq(mltest_suite_add_perturbation(suite, kind, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_suite_add(suite, "own@4.5", NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_run_new(&run, NULL, dataset, predictor, suite, NULL, NULL), MLTEST_OK);
    mltest_perturbation_free(kind);
    mltest_suite_free(suite);
    mltest_predictor_free(predictor);
    mltest_dataset_free(dataset);
    ck_assert_int_eq(mltest_run_execute(run, path, NULL), MLTEST_OK);
    ck_assert_int_eq(state.destroyed, 0);
    mltest_run_free(run);
    ck_assert_int_eq(state.destroyed, 1);
    ck_assert_int_eq(mltest_journal_open(&journal, NULL, &path, 1, NULL), MLTEST_OK);
    mlt_test_remove_dir(dir);
    return journal;
}

static void look_and_invert(mltest_canvas *canvas, const mltest_image_view *in)
{
    int32_t cls = -1;
    int64_t stride = 0;
    mltest_box box = {0, 0, 0, 0};
    ck_assert_uint_eq(mltest_canvas_truth_count(canvas), 1);
    ck_assert_int_eq(mltest_canvas_truth(canvas, 0, &cls, &box), MLTEST_OK);
    ck_assert_double_eq(box.x, 2);
    ck_assert_double_eq(box.height, 8);
    ck_assert_int_eq(cls, (int)(box.width - 6) % 2); /* the width tells which sample it is */
    ck_assert_int_eq(mltest_canvas_truth(canvas, 0, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mltest_canvas_truth(canvas, 1, &cls, &box), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_canvas_truth(canvas, SIZE_MAX, &cls, &box), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_canvas_set_homography(canvas, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_canvas_add_cover(canvas, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_canvas_not_applicable(canvas, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_canvas_not_applicable(canvas, ""), MLTEST_ERR_INVALID);
    uint8_t *pixels = mltest_canvas_pixels(canvas, &stride);
    ck_assert_ptr_eq(pixels, mltest_canvas_pixels(canvas, NULL));
    ck_assert_int_ge(stride, API_WIDTH * 3);
    for (uint32_t y = 0; y < in->height; y++) {
        const uint8_t *from = (const uint8_t *)in->data + (int64_t)y * in->stride_bytes;
        uint8_t *to = pixels + (int64_t)y * stride;
        ck_assert_mem_eq(to, from, API_WIDTH * 3); /* starts as a copy */
        for (uint32_t k = 0; k < API_WIDTH * 3; k++)
            to[k] = (uint8_t)~to[k];
    }
}

START_TEST(a_canvas_in_a_run)
{
    mltest_journal *journal = run_own(look_and_invert);
    ck_assert_uint_eq(state.calls, API_SAMPLES);
    ck_assert_uint_eq(state.n_params, 1);
    ck_assert_double_eq(state.param, 7); /* halfway between severities 4 and 5 */
    for (uint64_t i = 0; i < API_SAMPLES; i++)
        ck_assert_int_eq(mltest_journal_outcome(journal, i, 1, NULL, NULL),
                         MLTEST_OUTCOME_ANSWERED);
    mltest_journal_free(journal);
}
END_TEST

static void bend(mltest_canvas *canvas, const mltest_image_view *in)
{
    (void)in;
    ck_assert_int_eq(mltest_canvas_set_map(canvas, "{\"rows\":[1,8,0.25]}"), MLTEST_OK);
    ck_assert_int_eq(mltest_canvas_set_map(canvas, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_canvas_set_map(canvas, ""), MLTEST_ERR_FORMAT);
    ck_assert_int_eq(mltest_canvas_set_map(canvas, "{\"lens\":[1,2,3,-1]}"), MLTEST_ERR_FORMAT);
    ck_assert_int_eq(mltest_canvas_set_map(canvas, "{\"rows\":[2,8,0]} x"), MLTEST_ERR_FORMAT);
    ((uint8_t *)mltest_canvas_pixels(canvas, NULL))[0] ^= 1;
}

/* What a canvas says by a text is in the journal; what it says wrongly changes nothing. */
START_TEST(a_bent_map_in_a_run)
{
    mltest_journal *journal = run_own(bend);
    const double at[2] = {3, 0};
    double to[2];
    ck_assert_int_eq(mltest_journal_map_points(journal, 0, 1, MLTEST_MAP_FORWARD, 1, at, to),
                     MLTEST_OK);
    ck_assert_double_eq_tol(to[0], 4, 1e-12);
    ck_assert_double_eq(to[1], 0);
    mltest_journal_free(journal);
}
END_TEST

static void refuse_picture(mltest_canvas *canvas, const mltest_image_view *in)
{
    char reason[401]; /* two bytes a letter, which a cut at any place may split */
    (void)in;
    for (size_t i = 0; i < 400; i += 2)
        memcpy(&reason[i], "\xc3\xa4", 2);
    reason[400] = '\0';
    ck_assert_int_eq(mltest_canvas_not_applicable(canvas, reason), MLTEST_OK);
    ck_assert_int_eq(mltest_canvas_not_applicable(canvas, reason + 1), MLTEST_ERR_INVALID);
    reason[0] = '-';
    reason[1] = ' ';
    if (mltest_canvas_random_u32(canvas) % 2 != 0)
        ck_assert_int_eq(mltest_canvas_not_applicable(canvas, reason), MLTEST_OK);
}

/* Reasons that are too long stay UTF-8; what is none is refused. */
START_TEST(a_reason_in_a_run)
{
    mltest_journal *journal = run_own(refuse_picture);
    for (uint64_t i = 0; i < API_SAMPLES; i++) {
        const char *message = NULL;
        ck_assert_int_eq(mltest_journal_outcome(journal, i, 1, NULL, &message),
                         MLTEST_OUTCOME_SKIPPED);
        size_t n = strlen(message);
        ck_assert_uint_gt(n, 100);
        ck_assert_uint_eq(n % 2, 0);
        ck_assert_int_eq((unsigned char)message[n - 2], 0xc3);
        ck_assert_int_eq((unsigned char)message[n - 1], 0xa4);
        ck_assert_ptr_null(strstr(message, "\xef\xbf\xbd")); /* nothing had to be repaired */
    }
    mltest_journal_free(journal);
}
END_TEST

START_TEST(no_canvas)
{
    const double h[9] = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    const mltest_box box = {0, 0, 1, 1};
    int64_t stride = 5;
    ck_assert_int_eq(mltest_canvas_resize(NULL, 1, 1), MLTEST_ERR_INVALID);
    ck_assert_ptr_null(mltest_canvas_pixels(NULL, &stride));
    ck_assert_int_eq(stride, 5);
    ck_assert_int_eq(mltest_canvas_set_homography(NULL, h), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_canvas_set_map(NULL, "{\"rows\":[1,8,0]}"), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_canvas_add_cover(NULL, &box), MLTEST_ERR_INVALID);
    ck_assert_uint_eq(mltest_canvas_truth_count(NULL), 0);
    ck_assert_int_eq(mltest_canvas_truth(NULL, 0, NULL, NULL), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_canvas_not_applicable(NULL, "x"), MLTEST_ERR_INVALID);
    ck_assert_uint_eq(mltest_canvas_random_u32(NULL), 0);
    ck_assert_double_eq(mltest_canvas_random_normal(NULL), 0);
}
END_TEST

/* --- one picture --- */

static uint8_t pixels[API_WIDTH * API_HEIGHT * 3];

static mltest_image *perturbed(const char *condition, uint64_t seed, const char *id)
{
    const mltest_image_view view = api_view(pixels);
    mltest_image *image = api_stale();
    error = api_stale();
    ck_assert_int_eq(mltest_perturb(&image, NULL, &view, condition, seed, id, &error), MLTEST_OK);
    ck_assert_ptr_null(error);
    return image;
}

static int same(const mltest_image *a, const mltest_image *b)
{
    mltest_image_view v, w;
    ck_assert_int_eq(mltest_image_get_view(a, &v), MLTEST_OK);
    ck_assert_int_eq(mltest_image_get_view(b, &w), MLTEST_OK);
    ck_assert_uint_eq(v.width, API_WIDTH);
    ck_assert_uint_eq(v.height, API_HEIGHT);
    for (uint32_t y = 0; y < API_HEIGHT; y++) {
        if (memcmp((const uint8_t *)v.data + (int64_t)y * v.stride_bytes,
                   (const uint8_t *)w.data + (int64_t)y * w.stride_bytes, API_WIDTH * 3) != 0)
            return 0;
    }
    return 1;
}

/* The picture follows from condition, seed and id, and the input is left alone. */
START_TEST(pictures)
{
    const char *const conditions[] = {"gaussian_noise@3", "gaussian_noise@3", "gaussian_noise@3",
                                      "gaussian_noise@3", "gaussian_noise@2", "clean"};
    const uint64_t seeds[] = {1, 1, 2, 1, 1, 1};
    const char *const ids[] = {"a", "a", "a", "b", "a", "a"};
    uint8_t before[sizeof pixels];
    mltest_image *images[6];
    memset(pixels, 128, sizeof pixels);
    memcpy(before, pixels, sizeof pixels);
    for (size_t i = 0; i < 6; i++) {
        images[i] = perturbed(conditions[i], seeds[i], ids[i]);
        ck_assert_int_eq(same(images[0], images[i]), i < 2);
    }
    ck_assert_mem_eq(pixels, before, sizeof pixels);
    for (size_t i = 0; i < 6; i++)
        mltest_image_free(images[i]);
}
END_TEST

static void refuse_perturb(const mltest_image_view *view, const char *condition, const char *id,
                           mltest_status expected, const char *words)
{
    mltest_image *image = api_stale();
    api_check_refused(mltest_perturb(&image, NULL, view, condition, 0, id, &error), &error,
                      expected, words);
    ck_assert_ptr_null(image);
}

START_TEST(pictures_that_cannot_be)
{
    mltest_image_view view = api_view(pixels);
    api_check_refused(mltest_perturb(NULL, NULL, &view, "fog@3", 0, "a", &error), &error,
                      MLTEST_ERR_INVALID, "out is NULL");
    refuse_perturb(NULL, "fog@3", "a", MLTEST_ERR_INVALID, "view is NULL");
    refuse_perturb(&view, NULL, "a", MLTEST_ERR_INVALID, "condition is NULL");
    refuse_perturb(&view, "fog@3", NULL, MLTEST_ERR_INVALID, "sample_id is NULL");
    refuse_perturb(&view, "fogg@3", "a", MLTEST_ERR_NOT_FOUND, "did you mean 'fog'");
    refuse_perturb(&view, "fog@9", "a", MLTEST_ERR_INVALID, "fog@9");
    view.format = MLTEST_FORMAT_GRAY8;
    view.stride_bytes = API_WIDTH;
    refuse_perturb(&view, "saturate@3", "a", MLTEST_ERR_UNSUPPORTED, "does not apply");
    view.width = 0;
    refuse_perturb(&view, "fog@3", "a", MLTEST_ERR_INVALID, "");
    view.width = API_WIDTH;
    view.format = 99;
    refuse_perturb(&view, "fog@3", "a", MLTEST_ERR_INVALID, "format");
}
END_TEST

START_TEST(names_of_conditions)
{
    char text[32];
    size_t need = 0;
    ck_assert_int_eq(mltest_condition_name(NULL, "fog@3.0", text, sizeof text, &need, &error),
                     MLTEST_OK);
    ck_assert_str_eq(text, "fog:r1@3");
    ck_assert_uint_eq(need, 8);
    ck_assert_int_eq(mltest_condition_name(NULL, "fog@3", text, 8, &need, &error), MLTEST_OK);
    ck_assert_str_eq(text, "fog:r1@");
    ck_assert_uint_eq(need, 8);
    ck_assert_int_eq(mltest_condition_name(NULL, "fog@3", text, 1, NULL, &error), MLTEST_OK);
    ck_assert_str_eq(text, "");
    text[0] = 'x';
    ck_assert_int_eq(mltest_condition_name(NULL, "fog@3", text, 0, &need, &error), MLTEST_OK);
    ck_assert_int_eq(text[0], 'x');
    ck_assert_int_eq(mltest_condition_name(NULL, "fog@3", NULL, 0, &need, &error), MLTEST_OK);
    need = 99;
    api_check_refused(mltest_condition_name(NULL, "fog@3", NULL, 4, &need, &error), &error,
                      MLTEST_ERR_INVALID, "text is NULL");
    api_check_refused(mltest_condition_name(NULL, NULL, text, 4, &need, &error), &error,
                      MLTEST_ERR_INVALID, "condition is NULL");
    api_check_refused(mltest_condition_name(NULL, "foq@3", text, 4, &need, &error), &error,
                      MLTEST_ERR_NOT_FOUND, "fog");
    api_check_refused(mltest_condition_name(NULL, "fog@", text, 4, &need, &error), &error,
                      MLTEST_ERR_INVALID, "fog@");
    ck_assert_uint_eq(need, 99);
}
END_TEST

static mltest_status everything(mltest_context *ctx, void *data)
{
    const mltest_image_view view = api_view(pixels);
    const mltest_parameter row = parameter("size");
    mltest_image *image = api_stale();
    mltest_perturbation *kind = api_stale();
    char text[64];
    mltest_status status = mltest_perturb(&image, ctx, &view, data, 0, "a", &error);
    ck_assert_int_eq(image != NULL, status == MLTEST_OK);
    ck_assert_int_eq(mltest_error_status(error), status);
    mltest_error_free(error);
    error = NULL;
    mltest_image_free(image);
    if (status == MLTEST_OK)
        status = mltest_condition_name(ctx, data, text, sizeof text, NULL, NULL);
    if (status == MLTEST_OK) {
        state.destroyed = 0;
        status =
            mltest_perturbation_new(&kind, ctx, "own", 1, 1, "sum", &row, 1, &vtable, &state, NULL);
        ck_assert_int_eq(kind != NULL, status == MLTEST_OK);
        mltest_perturbation_free(kind);
        ck_assert_int_eq(state.destroyed, status == MLTEST_OK);
    }
    return status;
}

START_TEST(out_of_memory)
{
    char plain[] = "saturate@3", chain[] = "fog@2+rotation@3#1";
    mlt_test_every_allocation(everything, plain);
    mlt_test_every_allocation(everything, chain);
}
END_TEST

Suite *mlt_suite_api_perturbation(void)
{
    Suite *suite = suite_create("api_perturbation");
    TCase *tests = tcase_create("perturbation");
    tcase_add_checked_fixture(tests, set_up, tear_down);
    tcase_add_test(tests, names_categories_and_revisions);
    tcase_add_test(tests, parameters);
    tcase_add_test(tests, parameters_that_cannot_be);
    tcase_add_test(tests, arguments_that_are_missing);
    tcase_add_test(tests, a_canvas_in_a_run);
    tcase_add_test(tests, a_bent_map_in_a_run);
    tcase_add_test(tests, a_reason_in_a_run);
    tcase_add_test(tests, no_canvas);
    tcase_add_test(tests, pictures);
    tcase_add_test(tests, pictures_that_cannot_be);
    tcase_add_test(tests, names_of_conditions);
    tcase_add_test(tests, out_of_memory);
    suite_add_tcase(suite, tests);
    return suite;
}
