/* SPDX-License-Identifier: MIT */
/*
 * Chains: pixels, maps, covered rectangles and labels through several steps.
 */
#include "annotation/truth.h"
#include "annotation/visible.h"
#include "perturb/conditions.h"
#include "perturb/host.h"

static uint64_t hash_of(const mltest_image_view *view, const char *text)
{
    mlt_perturbed made = perturb(view, text, "a");
    mltest_image_view out = mlt_image_view(&made.image);
    uint64_t hash = mlt_view_hash(&out);
    mlt_perturbed_free(&made);
    return hash;
}

START_TEST(test_clean_copies)
{
    for (int i = 0; i < N_FORMATS; i++) {
        picture p = make_picture(scene, 20, 11, all_formats[i], 3, 1, true);
        uint64_t hash = mlt_view_hash(&p.view);
        ck_assert_uint_eq(hash_of(&p.view, "clean"), hash);
        ck_assert_uint_eq(hash_of(&p.view, "clean#1"), hash);
        ck_assert_uint_eq(hash_of(&p.view, "fog@0+rotation@0#3"), hash);
        free(p.block);
    }
}
END_TEST

START_TEST(test_blue_first_becomes_red_first)
{
    picture bgr = plain_picture(scene, 40, 30, MLTEST_FORMAT_BGR8);
    picture rgb = plain_picture(scene, 40, 30, MLTEST_FORMAT_RGB8);
    ck_assert_uint_eq(hash_of(&bgr.view, "clean"), mlt_view_hash(&rgb.view));
    ck_assert_uint_eq(hash_of(&bgr.view, "saturate@4"), hash_of(&rgb.view, "saturate@4"));
    mlt_perturbed a = perturb(&bgr.view, "brightness@2", "a");
    mlt_perturbed b = perturb(&rgb.view, "brightness@2", "a");
    ck_assert_double_eq(a.change, b.change);
    mlt_perturbed_free(&a);
    mlt_perturbed_free(&b);
    free(bgr.block);
    free(rgb.block);
}
END_TEST

/* Lengths are meant for 480 px: a quarter of that is a quarter of them, and steps are whole. The
 * shorter side of what the step gets counts. */
START_TEST(test_relative_lengths)
{
    picture p = plain_picture(scene, 160, 120, MLTEST_FORMAT_RGB8);
    ck_assert_uint_eq(hash_of(&p.view, "gaussian_blur@4{relative=1}"),
                      hash_of(&p.view, "gaussian_blur@4{sigma=1}"));
    ck_assert_uint_eq(hash_of(&p.view, "motion_blur@3{angle=10,relative=1}"),
                      hash_of(&p.view, "motion_blur@3{angle=10,radius=4,sigma=2}"));
    ck_assert_uint_eq(hash_of(&p.view, "motion_blur@3{angle=10,radius=1,relative=1}"),
                      hash_of(&p.view, "motion_blur@3{angle=10,radius=1,sigma=2}")); /* the bound */
    ck_assert_uint_eq(hash_of(&p.view, "random_crop@1{keep=0.5}+gaussian_blur@4{relative=1}"),
                      hash_of(&p.view, "random_crop@1{keep=0.5}+gaussian_blur@4{sigma=0.5}"));
    free(p.block);
}
END_TEST

/* A chain is its steps one after another; a step without severity is not there. */
START_TEST(test_steps_follow_each_other)
{
    picture p = plain_picture(scene, 40, 30, MLTEST_FORMAT_RGB8);
    mlt_perturbed first = perturb(&p.view, "brightness@2", "a");
    mltest_image_view between = mlt_image_view(&first.image);
    uint64_t want = hash_of(&between, "saturate@4");
    ck_assert_uint_eq(hash_of(&p.view, "brightness@2+saturate@4"), want);
    ck_assert_uint_eq(hash_of(&p.view, "fog@0+brightness@2+fog@0+saturate@4+rotation@0"), want);
    ck_assert_uint_ne(hash_of(&p.view, "saturate@4+brightness@2"), want);
    mlt_perturbed_free(&first);
    free(p.block);
}
END_TEST

/* The same kind twice in a chain draws twice. */
START_TEST(test_steps_have_their_own_draws)
{
    picture p = plain_picture(scene, 64, 48, MLTEST_FORMAT_RGB8);
    mlt_perturbed made = perturb(&p.view, "cutout@1+cutout@1", "a");
    ck_assert_uint_gt(made.n_cover, 4);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

START_TEST(test_a_blend_is_rounded)
{
    const uint8_t pixels[] = {0, 10, 100, 201, 255};
    mltest_image_view view = grey_row(pixels, 5);
    mlt_perturbed one = perturb(&view, "motion_blur@1{angle=0}", "a");
    mlt_perturbed part = perturb(&view, "motion_blur@0.25{angle=0}", "a");
    const uint8_t *full = one.image.data, *some = part.image.data;
    for (int i = 0; i < 5; i++)
        ck_assert_uint_eq(some[i], (uint8_t)(0.75 * pixels[i] + 0.25 * full[i] + 0.5));
    mlt_perturbed_free(&one);
    mlt_perturbed_free(&part);
}
END_TEST

START_TEST(test_maps_compose)
{
    picture p = plain_picture(scene, 64, 48, MLTEST_FORMAT_RGB8);
    mlt_perturbed made =
        perturb(&p.view, "rotation@3{angle=90}+brightness@1+rotation@3{angle=90}", "a");
    double x, y;
    ck_assert(mlt_map_point(&made.map, 10, 20, &x, &y)); /* half a turn about the centre */
    ck_assert_double_eq_tol(x, 54, 1e-9);
    ck_assert_double_eq_tol(y, 28, 1e-9);
    mlt_perturbed_free(&made);
    made = perturb(&p.view, "rotation@3{angle=30}+rotation@3{angle=-30}", "a");
    ck_assert(mlt_map_point(&made.map, 10, 20, &x, &y));
    ck_assert_double_eq_tol(x, 10, 1e-9);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

static double visible_share(const mlt_perturbed *made, const mlt_box *box)
{
    double share = -1;
    ck_assert(mlt_visible_fraction(&made->map, box, made->image.width, made->image.height,
                                   made->cover, made->n_cover, &share));
    return share;
}

/* What one step moves out of the picture does not come back in the padding of another, though the
 * map would put it there. */
START_TEST(test_what_left_the_picture_is_gone)
{
    picture p = plain_picture(scene, 100, 80, MLTEST_FORMAT_RGB8);
    const mlt_box right = {60, 20, 20, 20}, left = {10, 20, 20, 20}, cut = {40, 20, 20, 20};
    mlt_perturbed made = perturb(&p.view, "translate@1{direction=0,shift=0.5}+scale@4", "a");
    mlt_mapped_box to;
    ck_assert(mlt_map_box(&made.map, &right, &to)); /* 110 … 130, then 80 … 90 */
    ck_assert_double_eq_tol(to.outer.x, 80, 1e-9);
    ck_assert_double_eq_tol(visible_share(&made, &right), 0, 1e-9);
    ck_assert_double_eq_tol(visible_share(&made, &left), 1, 1e-9);
    ck_assert_double_eq_tol(visible_share(&made, &cut), 0.5, 1e-9);
    mlt_perturbed_free(&made);
    made = perturb(&p.view, "random_crop@5+lens_distortion@1{k1=0.2}", "a");
    ck_assert_uint_gt(made.n_cover, 0); /* the sides of the bulge */
    mlt_perturbed_free(&made);
    /* Nothing was moved out before, or all stays in: nothing is hidden. */
    static const char *const texts[] = {"scale@4", "letterbox@1", "brightness@1+scale@4",
                                        "translate@3+horizontal_flip@1+rotate90@1"};
    for (size_t i = 0; i < 4; i++) {
        made = perturb(&p.view, texts[i], "a");
        ck_assert_msg(made.n_cover == 0, "%s", texts[i]);
        mlt_perturbed_free(&made);
    }
    free(p.block);
}
END_TEST

/* Lenses and rows among other steps: one map, through which every pixel is where it came from. */
START_TEST(test_bent_chains)
{
    static const char chain[] =
        "lens_distortion@3+rotation@2+rolling_shutter@4+horizontal_flip@1+perspective@2";
    picture p = plain_picture(scene, 120, 90, MLTEST_FORMAT_GRAY16);
    mlt_map back;
    int n = 0;
    for (uint32_t k = 0; k < 120 * 90; k++) {
        uint16_t v = (uint16_t)(k % 120 * 300 + k / 120 * 200);
        memcpy(p.block + (size_t)2 * k, &v, 2);
    }
    mlt_perturbed made = perturb(&p.view, chain, "a");
    mltest_image_view out = mlt_image_view(&made.image);
    ck_assert_int_eq(made.map.n_parts, 2);
    ck_assert(mlt_map_invert(&back, &made.map));
    for (uint32_t k = 0; k < 120 * 90; k++) {
        double x, y, px = k % 120, py = k / 120;
        ck_assert(mlt_map_point(&back, px + 0.5, py + 0.5, &x, &y));
        if (px < 25 || py < 25 || px > 95 || py > 65) /* what borders have reached */
            continue;
        ck_assert_double_eq_tol(sample_at(&out, k % 120, k / 120, 0),
                                (x - 0.5) * 300 + (y - 0.5) * 200, 20);
        n++;
    }
    ck_assert_int_gt(n, 2000);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

/* Eight lenses are one map, and so are eight shutters. */
START_TEST(test_as_many_curves_as_steps)
{
    picture p = plain_picture(scene, 32, 24, MLTEST_FORMAT_GRAY8);
    mlt_perturbed made =
        perturb(&p.view,
                "rolling_shutter@1+rolling_shutter@1+rolling_shutter@1+rolling_shutter@1+"
                "lens_distortion@1+lens_distortion@1+lens_distortion@1+lens_distortion@1",
                "a");
    ck_assert_int_eq(made.map.n_parts, MLT_MAP_MOST_PARTS);
    ck_assert_int_eq(MLT_MAP_MOST_PARTS, MLT_MAX_STEPS);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

/* What is hidden turns with the picture and is cut at its edge: all of it is black there. */
START_TEST(test_covers_move)
{
    picture p = plain_picture(scene, 64, 64, MLTEST_FORMAT_GRAY8);
    mlt_perturbed before = perturb(&p.view, "cutout@4", "a");
    mlt_perturbed made = perturb(&p.view, "cutout@4+rotation@3{angle=90}", "a");
    ck_assert_uint_eq(before.n_cover, 4);
    ck_assert_uint_eq(made.n_cover, 4);
    mltest_image_view out = mlt_image_view(&made.image);
    double area = 0, area_before = 0;
    for (size_t i = 0; i < 4; i++) {
        mlt_box b = made.cover[i];
        area += mlt_box_area(&b);
        area_before += mlt_box_area(&before.cover[i]);
        ck_assert(b.x >= 0 && b.y >= 0 && b.x + b.width <= 64 && b.y + b.height <= 64);
        for (uint32_t y = (uint32_t)(b.y + 1); y + 1 < b.y + b.height; y++) {
            for (uint32_t x = (uint32_t)(b.x + 1); x + 1 < b.x + b.width; x++)
                ck_assert_uint_eq(sample_at(&out, x, y, 0), 0);
        }
    }
    ck_assert_double_eq_tol(area, area_before, 1e-6);
    mlt_perturbed_free(&before);
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

START_TEST(test_a_skip_ends_the_chain)
{
    picture p = plain_picture(scene, 20, 20, MLTEST_FORMAT_GRAY8);
    mlt_perturbed made = perturb(&p.view, "brightness@1+saturate@2+fog@3", "a");
    ck_assert_ptr_nonnull(made.skip_reason);
    ck_assert_ptr_nonnull(strstr(made.skip_reason, "grey"));
    mlt_perturbed_free(&made);
    free(p.block);
}
END_TEST

/* One result is used for picture after picture: nothing of the last one stays. */
START_TEST(test_results_are_used_again)
{
    picture large = plain_picture(scene, 64, 48, MLTEST_FORMAT_RGB16);
    picture grey = plain_picture(texture, 9, 5, MLTEST_FORMAT_GRAY8);
    mlt_perturbed made = perturb(&large.view, "cutout@5+rotation@5", "a");
    mlt_condition c;
    ck_assert_int_eq(mlt_condition_parse(&c, NULL, "saturate@2", NULL, 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_condition_apply(&c, &grey.view, NULL, 1, "a", &made, NULL), MLTEST_OK);
    ck_assert_ptr_nonnull(made.skip_reason);
    mlt_condition_free(NULL, &c);
    ck_assert_int_eq(mlt_condition_parse(&c, NULL, "brightness@2", NULL, 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_condition_apply(&c, &grey.view, NULL, 1, "a", &made, NULL), MLTEST_OK);
    ck_assert_ptr_null(made.skip_reason);
    ck_assert_uint_eq(made.n_cover, 0);
    ck_assert_int_eq(made.map.type, MLT_MAP_IDENTITY);
    mltest_image_view out = mlt_image_view(&made.image);
    ck_assert_uint_eq(mlt_view_hash(&out), hash_of(&grey.view, "brightness@2"));
    mlt_condition_free(NULL, &c);
    mlt_perturbed_free(&made);
    free(large.block);
    free(grey.block);
}
END_TEST

/* A kind that looks at labels: it writes down where it sees them. */
typedef struct {
    size_t n;
    mltest_box box;
} seen;

static int32_t look(void *user_data, const mltest_image_view *in, const double *params, size_t n,
                    mltest_canvas *canvas)
{
    seen *s = user_data;
    (void)in, (void)params, (void)n;
    s->n = canvas->io->truth->n;
    if (s->n > 0) {
        const mlt_box *box = &canvas->io->truth->items[0].box;
        s->box = (mltest_box){box->x, box->y, box->width, box->height};
    }
    return MLTEST_CALLBACK_DONE;
}

static mlt_host_kind *looking(mltest_context *ctx, seen *s)
{
    const mltest_perturbation_vtable vtable = {.struct_size = sizeof vtable, .apply = look};
    const mlt_kind row = {
        .name = "look", .category = MLT_CATEGORY_NOISE, .revision = 1, .summary = ""};
    mlt_host_kind *host = NULL;
    return mlt_host_kind_make(&host, ctx, &row, &vtable, s, NULL) == MLTEST_OK ? host : NULL;
}

static mltest_status apply_looking(mltest_context *ctx, void *data)
{
    picture *p = data;
    mlt_truth label = {.box = {4, 6, 10, 8}, .area = 80};
    mlt_truths truths = {&label, 1, 1};
    seen s = {.n = 99};
    mlt_condition c;
    mlt_perturbed made;
    mlt_host_kind *host = looking(ctx, &s);
    if (host == NULL)
        return MLTEST_ERR_MEMORY;
    mltest_status status =
        mlt_condition_parse(&c, ctx, "look@1+rotation@1{angle=90}+look@1", &host, 1, NULL);
    if (status == MLTEST_OK) {
        status = mlt_perturbed_init(&made, ctx, NULL);
        if (status == MLTEST_OK) {
            status = mlt_condition_apply(&c, &p->view, &truths, 1, "a", &made, NULL);
            mlt_perturbed_free(&made);
        }
        mlt_condition_free(ctx, &c);
    }
    mlt_host_kind_unref(host);
    if (status == MLTEST_OK) { /* a quarter turn to the left of a picture of 40 x 40 */
        ck_assert_uint_eq(s.n, 1);
        ck_assert_double_eq_tol(s.box.x, 6, 1e-9);
        ck_assert_double_eq_tol(s.box.y, 26, 1e-9);
        ck_assert_double_eq_tol(s.box.width, 8, 1e-9);
        ck_assert_double_eq_tol(s.box.height, 10, 1e-9);
        ck_assert_double_eq(label.box.x, 4); /* the caller's stay */
    }
    return status;
}

START_TEST(test_labels_follow_the_steps)
{
    picture p = plain_picture(scene, 40, 40, MLTEST_FORMAT_RGB8);
    ck_assert_int_eq(apply_looking(NULL, &p), MLTEST_OK);
    mlt_test_every_allocation(apply_looking, &p);
    free(p.block);
}
END_TEST

START_TEST(test_every_allocation_may_fail)
{
    picture p = plain_picture(scene, 20, 14, MLTEST_FORMAT_BGR8);
    perturb_case c = {&p.view, "gaussian_noise@1+cutout@2+rotation@0.5{angle=33}+fog@2", NULL};
    mlt_test_every_allocation(perturb_once, &c);
    free(p.block);
}
END_TEST

Suite *mlt_suite_perturb_condition_apply(void);
Suite *mlt_suite_perturb_condition_apply(void)
{
    Suite *suite = suite_create("perturb_condition_apply");
    TCase *tc = tcase_create("apply");
    tcase_set_timeout(tc, 60);
    tcase_add_test(tc, test_clean_copies);
    tcase_add_test(tc, test_blue_first_becomes_red_first);
    tcase_add_test(tc, test_relative_lengths);
    tcase_add_test(tc, test_steps_follow_each_other);
    tcase_add_test(tc, test_steps_have_their_own_draws);
    tcase_add_test(tc, test_a_blend_is_rounded);
    tcase_add_test(tc, test_maps_compose);
    tcase_add_test(tc, test_what_left_the_picture_is_gone);
    tcase_add_test(tc, test_bent_chains);
    tcase_add_test(tc, test_as_many_curves_as_steps);
    tcase_add_test(tc, test_covers_move);
    tcase_add_test(tc, test_a_skip_ends_the_chain);
    tcase_add_test(tc, test_results_are_used_again);
    tcase_add_test(tc, test_labels_follow_the_steps);
    tcase_add_test(tc, test_every_allocation_may_fail);
    suite_add_tcase(suite, tc);
    return suite;
}
