/* SPDX-License-Identifier: MIT */
/*
 * Kinds that hosts add, through the vtable and the canvas.
 */
#include "perturb/host.h"

#include <math.h>

#include "perturb/conditions.h"

/* What a host's apply is told to do, and what it saw. */
typedef struct {
    mltest_status (*act)(mltest_canvas *canvas, const mltest_image_view *in, const double *params);
    int32_t answer;
    int destroyed;
    size_t n_params;
    mltest_status acted;
} host_state;

static int32_t host_apply(void *user_data, const mltest_image_view *in, const double *params,
                          size_t n, mltest_canvas *canvas)
{
    host_state *state = user_data;
    state->n_params = n;
    if (state->act != NULL)
        state->acted = state->act(canvas, in, params);
    return state->answer;
}

static void host_destroy(void *user_data)
{
    ((host_state *)user_data)->destroyed++;
}

static mltest_perturbation *make_host(mltest_context *ctx, host_state *state, mltest_status *status)
{
    const mltest_perturbation_vtable vtable = {
        .struct_size = sizeof vtable, .apply = host_apply, .destroy = host_destroy};
    const mltest_parameter rows[] = {
        {.name = "level", .unit = "levels", .low = 0, .high = 1e30, .values = {10, 20, 30, 40, 50}},
        {.name = "extra", .low = -1, .high = 1, .values = {0, 0, 0, 0, 1}}};
    mltest_perturbation *host = NULL;
    *status = mltest_perturbation_new(&host, ctx, "own_kind", MLTEST_CATEGORY_LIGHTING, 7,
                                      "a host's own", rows, 2, &vtable, state, NULL);
    return host;
}

/* Applies a condition under a host's kind; the caller frees *made. */
static mltest_status apply_host(mltest_context *ctx, host_state *state, const char *text,
                                const mltest_image_view *view, mlt_perturbed *made,
                                mltest_error **error)
{
    mltest_status status;
    mlt_condition c;
    mltest_perturbation *host = make_host(ctx, state, &status);
    if (host == NULL)
        return status;
    status = mlt_condition_parse(&c, ctx, text, &host, 1, error);
    if (status == MLTEST_OK) {
        status = mlt_perturbed_init(made, ctx, error);
        if (status == MLTEST_OK) {
            status = mlt_condition_apply(&c, view, NULL, 1, "a", made, error);
            if (status != MLTEST_OK)
                mlt_perturbed_free(made);
        }
        mlt_condition_free(ctx, &c);
    }
    mltest_perturbation_free(host);
    return status;
}

static mltest_status darken(mltest_canvas *canvas, const mltest_image_view *in,
                            const double *params)
{
    int64_t stride;
    uint8_t *pixels = mltest_canvas_pixels(canvas, &stride);
    if (pixels == NULL)
        return MLTEST_ERR_MEMORY;
    for (uint32_t y = 0; y < in->height; y++) {
        for (uint32_t i = 0; i < in->width * 3; i++) {
            uint8_t *p = &pixels[(int64_t)y * stride + i];
            *p = (uint8_t)(*p > params[0] ? *p - params[0] : 0);
        }
    }
    return MLTEST_OK;
}

START_TEST(test_pixels_of_a_host)
{
    host_state state = {.act = darken};
    picture p = make_picture(scene, 20, 10, MLTEST_FORMAT_RGB8, 4, 0, true);
    mlt_perturbed made;
    ck_assert_int_eq(apply_host(NULL, &state, "own_kind@2.5", &p.view, &made, NULL), MLTEST_OK);
    mltest_image_view out = mlt_image_view(&made.image);
    for (uint32_t k = 0; k < 20 * 10 * 3; k++) {
        unsigned v = sample_at(&p.view, k / 3 % 20, k / 60, k % 3);
        ck_assert_uint_eq(sample_at(&out, k / 3 % 20, k / 60, k % 3), v > 25 ? v - 25 : 0);
    }
    ck_assert_uint_eq(state.n_params, 2);
    ck_assert_int_eq(state.destroyed, 1);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

/* A canvas nobody touches is the input; below severity 1 the result is blended. */
START_TEST(test_untouched_and_blended)
{
    host_state idle = {.act = NULL}, state = {.act = darken};
    picture p = plain_picture(scene, 20, 10, MLTEST_FORMAT_RGB8);
    memset(p.block, 100, p.n);
    mlt_perturbed made;
    ck_assert_int_eq(apply_host(NULL, &idle, "own_kind@3", &p.view, &made, NULL), MLTEST_OK);
    ck_assert_double_eq(made.change, 0);
    mlt_perturbed_free(&made);
    ck_assert_int_eq(apply_host(NULL, &state, "own_kind@0.5", &p.view, &made, NULL), MLTEST_OK);
    ck_assert_double_eq(made.change, 5);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

static mltest_status enlarge(mltest_canvas *canvas, const mltest_image_view *in,
                             const double *params)
{
    const double h[9] = {2, 0, 0, 0, 2, 0, 0, 0, 1};
    const mltest_box box = {0, 0, 4, 5};
    (void)params;
    mltest_status status = mltest_canvas_resize(canvas, in->width * 2, in->height * 2);
    if (status != MLTEST_OK)
        return status;
    if (mltest_canvas_add_cover(canvas, &box) != MLTEST_OK)
        return MLTEST_ERR_MEMORY;
    if (mltest_canvas_pixels(canvas, NULL) == NULL)
        return MLTEST_ERR_MEMORY;
    ck_assert_int_eq(mltest_canvas_resize(canvas, 3, 3), MLTEST_ERR_INVALID); /* too late */
    return mltest_canvas_set_homography(canvas, h);
}

START_TEST(test_geometry_of_a_host)
{
    host_state state = {.act = enlarge};
    picture p = plain_picture(scene, 20, 10, MLTEST_FORMAT_GRAY8);
    mlt_perturbed made;
    double x, y;
    ck_assert_int_eq(apply_host(NULL, &state, "own_kind@3+own_kind@3", &p.view, &made, NULL),
                     MLTEST_OK);
    ck_assert_uint_eq(made.image.width, 80);
    ck_assert_uint_eq(made.image.height, 40);
    ck_assert(mlt_map_point(&made.map, 5, 3, &x, &y));
    ck_assert_double_eq(x, 20);
    ck_assert_double_eq(y, 12);
    ck_assert_uint_eq(made.n_cover, 2); /* the first one is twice as large now */
    ck_assert_double_eq(made.cover[0].width * made.cover[0].height +
                            made.cover[1].width * made.cover[1].height,
                        20 + 80);
    ck_assert_double_eq(made.change, 255);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

static mltest_status nonsense(mltest_canvas *canvas, const mltest_image_view *in,
                              const double *params)
{
    const double flat[9] = {0}, wild[9] = {INFINITY, 0, 0, 0, 1, 0, 0, 0, 1};
    const mltest_box box = {0, 0, -4, 5};
    (void)in, (void)params;
    ck_assert_int_eq(mltest_canvas_set_homography(canvas, flat), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_canvas_set_homography(canvas, wild), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_canvas_add_cover(canvas, &box), MLTEST_ERR_INVALID);
    ck_assert_int_eq(mltest_canvas_not_applicable(canvas, ""), MLTEST_ERR_INVALID);
    return mltest_canvas_resize(canvas, 0, 5);
}

/* A mistake on the canvas that leaves it without pixels fails the picture, not the host. */
START_TEST(test_nonsense_of_a_host)
{
    host_state state = {.act = nonsense};
    picture p = plain_picture(scene, 20, 10, MLTEST_FORMAT_GRAY8);
    mlt_perturbed made;
    mltest_error *error = NULL;
    ck_assert_int_eq(apply_host(NULL, &state, "own_kind@3", &p.view, &made, &error),
                     MLTEST_ERR_INVALID);
    ck_assert_int_eq(state.acted, MLTEST_ERR_INVALID);
    ck_assert_ptr_nonnull(strstr(mlt_error_text(error, MLT_ERROR_MESSAGE), "canvas"));
    mlt_error_free(error);
    free(p.block);
}
END_TEST

static void check_answer(int32_t answer, mltest_status want)
{
    host_state state = {.answer = answer};
    picture p = plain_picture(scene, 20, 10, MLTEST_FORMAT_GRAY8);
    mlt_perturbed made;
    mltest_error *error = NULL;
    ck_assert_int_eq(apply_host(NULL, &state, "own_kind@3", &p.view, &made, &error), want);
    if (want == MLTEST_ERR_CALLBACK)
        ck_assert_int_eq(mlt_error_callback_code(error), answer);
    mlt_error_free(error);
    free(p.block);
}

START_TEST(test_answers_of_a_host)
{
    check_answer(MLTEST_CALLBACK_STOP, MLTEST_ERR_CANCELLED);
    check_answer(1234, MLTEST_ERR_CALLBACK);
    check_answer(-5, MLTEST_ERR_CALLBACK);
}
END_TEST

static mltest_status refuse(mltest_canvas *canvas, const mltest_image_view *in,
                            const double *params)
{
    (void)in, (void)params;
    char reason[400];
    memset(reason, 'x', sizeof reason);
    memcpy(reason, "no sky", 6);
    reason[sizeof reason - 1] = '\0';
    return mltest_canvas_not_applicable(canvas, reason);
}

START_TEST(test_reasons_of_a_host)
{
    host_state state = {.act = refuse};
    picture p = plain_picture(scene, 20, 10, MLTEST_FORMAT_GRAY8);
    mlt_perturbed made;
    ck_assert_int_eq(apply_host(NULL, &state, "own_kind@3", &p.view, &made, NULL), MLTEST_OK);
    ck_assert_int_eq(strncmp(made.skip_reason, "no sky", 6), 0);
    ck_assert_uint_eq(strlen(made.skip_reason), MLT_REASON_SIZE - 1); /* cut, and ended */
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

/* Draws of a host: the same for every severity, others for every step. */
typedef struct {
    host_state state; /* first: it is what apply gets */
    uint32_t words[4];
    size_t n;
    double normal;
} drawing;

static drawing *current; /* the canvas function gets no user data */

static mltest_status draw(mltest_canvas *canvas, const mltest_image_view *in, const double *params)
{
    (void)in, (void)params;
    current->words[current->n++] = mltest_canvas_random_u32(canvas);
    current->normal = mltest_canvas_random_normal(canvas);
    return MLTEST_OK;
}

START_TEST(test_draws_of_a_host)
{
    drawing d = {.state = {.act = draw}};
    picture p = plain_picture(scene, 20, 10, MLTEST_FORMAT_GRAY8);
    mlt_perturbed made;
    current = &d;
    ck_assert_int_eq(apply_host(NULL, &d.state, "own_kind@1+own_kind@1", &p.view, &made, NULL), 0);
    mlt_perturbed_free(&made);
    double second = d.normal;
    ck_assert_int_eq(apply_host(NULL, &d.state, "own_kind@4+own_kind@5", &p.view, &made, NULL), 0);
    mlt_perturbed_free(&made);
    ck_assert_uint_eq(d.words[0], d.words[2]);
    ck_assert_uint_eq(d.words[1], d.words[3]);
    ck_assert_uint_ne(d.words[0], d.words[1]);
    ck_assert_double_eq(d.normal, second);
    free(p.block);
}
END_TEST

static void check_name(const char *text, mltest_status want, const char *name)
{
    host_state state = {.act = NULL};
    mltest_status status;
    mlt_condition c;
    mltest_error *error = NULL;
    mltest_perturbation *host = make_host(NULL, &state, &status);
    status = mlt_condition_parse(&c, NULL, text, &host, 1, &error);
    ck_assert_msg(status == want, "%s: %d", text, (int)status);
    if (want == MLTEST_OK) {
        ck_assert_str_eq(c.name, name);
        mlt_condition_free(NULL, &c);
    } else {
        ck_assert_ptr_nonnull(strstr(mlt_error_text(error, MLT_ERROR_MESSAGE), name));
    }
    mlt_error_free(error);
    mltest_perturbation_free(host);
}

START_TEST(test_names_of_a_host)
{
    check_name("own_kind@2", MLTEST_OK, "own_kind:r7@2");
    check_name("own_kind:r7@2{level=20}", MLTEST_OK, "own_kind:r7@2");
    check_name("own_kind@2{level=1e20,extra=-1}+fog@1", MLTEST_OK,
               "own_kind:r7@2{extra=-1,level=1e+20}+fog:r1@1");
    check_name("own_kind@2{extra=-1,level=1e+20}+fog@1", MLTEST_OK,
               "own_kind:r7@2{extra=-1,level=1e+20}+fog:r1@1"); /* it reads what it writes */
    check_name("own_kind:r6@2", MLTEST_ERR_NOT_FOUND, "own_kind");
    check_name("own_kin@2", MLTEST_ERR_NOT_FOUND, "did you mean 'own_kind'");
    check_name("own_kind@2{lvel=2}", MLTEST_ERR_NOT_FOUND, "did you mean 'level'");
    check_name("own_kind@2{extra=2}", MLTEST_ERR_INVALID, "between -1 and 1");
}
END_TEST

static mltest_status whole_life(mltest_context *ctx, void *data)
{
    host_state state = {.act = enlarge};
    mlt_perturbed made;
    mltest_status status = apply_host(ctx, &state, "own_kind@3", data, &made, NULL);
    if (status == MLTEST_OK)
        mlt_perturbed_free(&made);
    return status;
}

/* destroy is called exactly once when making it succeeded, and never when it failed. */
static mltest_status birth(mltest_context *ctx, void *data)
{
    host_state state = {.act = NULL};
    mltest_status status;
    (void)data;
    mltest_perturbation *host = make_host(ctx, &state, &status);
    mltest_perturbation_free(host);
    ck_assert_int_eq(state.destroyed, status == MLTEST_OK);
    return status;
}

START_TEST(test_every_allocation_may_fail)
{
    picture p = plain_picture(scene, 20, 10, MLTEST_FORMAT_GRAY8);
    mlt_test_every_allocation(birth, NULL);
    mlt_test_every_allocation(whole_life, &p.view);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_host(void);
Suite *mlt_suite_perturb_host(void)
{
    Suite *suite = suite_create("perturb_host");
    TCase *tc = tcase_create("host");
    tcase_add_test(tc, test_pixels_of_a_host);
    tcase_add_test(tc, test_untouched_and_blended);
    tcase_add_test(tc, test_geometry_of_a_host);
    tcase_add_test(tc, test_nonsense_of_a_host);
    tcase_add_test(tc, test_answers_of_a_host);
    tcase_add_test(tc, test_reasons_of_a_host);
    tcase_add_test(tc, test_draws_of_a_host);
    tcase_add_test(tc, test_names_of_a_host);
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(suite, tc);
    return suite;
}
