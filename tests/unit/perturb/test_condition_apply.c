/* SPDX-License-Identifier: MIT */
/*
 * What every kind of the catalogue must do, table-driven: a new kind is checked as soon as it has a
 * row.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "perturb/condition.h"
#include "testing.h"

static const uint32_t formats[] = {MLTEST_FORMAT_GRAY8, MLTEST_FORMAT_GRAY16, MLTEST_FORMAT_RGB8,
                                   MLTEST_FORMAT_RGB16, MLTEST_FORMAT_RGBA8};

enum { GUARD = 16 };

/* A picture in a larger block of guard bytes. */
typedef struct {
    uint8_t *block;
    size_t n;
    mltest_image_view view;
} subject;

static subject make(uint32_t width, uint32_t height, uint32_t format, bool upside_down,
                    uint8_t guard)
{
    size_t row = (size_t)width * mlt_format_bytes(format), stride = row + GUARD;
    subject s = {.n = stride * height + 2 * GUARD};
    s.block = malloc(s.n);
    ck_assert_ptr_nonnull(s.block);
    memset(s.block, guard, s.n);
    uint8_t *first = s.block + GUARD;
    for (uint32_t y = 0; y < height; y++) {
        uint32_t at = upside_down ? height - 1 - y : y;
        for (size_t i = 0; i < row; i++) /* smooth, with an edge and some colour */
            first[at * stride + i] =
                (uint8_t)(40 + (i * 3 + y * 5) % 120 + (2 * y > height ? 60 : 0));
    }
    s.view = (mltest_image_view){.data = upside_down ? first + (height - 1) * stride : first,
                                 .stride_bytes = upside_down ? -(int64_t)stride : (int64_t)stride,
                                 .width = width,
                                 .height = height,
                                 .format = format};
    return s;
}

/* NULL hash and 0: skipped. */
static uint64_t perturb(const mltest_image_view *view, const char *name, double severity,
                        const char *id, double *change, bool *skipped)
{
    char text[96];
    mlt_condition c;
    mlt_perturbed made;
    mltest_error *error = NULL;
    snprintf(text, sizeof text, "%s@%d.%02d", name, (int)severity,
             (int)(severity * 100 + 0.5) % 100);
    ck_assert_int_eq(mlt_condition_parse(&c, NULL, text, NULL, 0, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_perturbed_init(&made, NULL, NULL), MLTEST_OK);
    mltest_status status = mlt_condition_apply(&c, view, NULL, 1, id, &made, &error);
    ck_assert_msg(status == MLTEST_OK, "%s on %u x %u %s: %s", text, view->width, view->height,
                  mlt_format_name(view->format), mlt_error_text(error, MLT_ERROR_MESSAGE));
    *skipped = made.skip_reason != NULL;
    *change = made.change;
    mltest_image_view out = mlt_image_view(&made.image);
    uint64_t hash = *skipped ? 0 : mlt_view_hash(&out);
    mlt_perturbed_free(&made);
    mlt_condition_free(NULL, &c);
    return hash;
}

static const mlt_kind *kind(int i)
{
    return mlt_kind_at((size_t)i);
}

START_TEST(test_severity_zero_is_the_identity)
{
    subject s = make(31, 17, MLTEST_FORMAT_RGB8, false, 0);
    double change;
    bool skipped;
    ck_assert_uint_eq(perturb(&s.view, kind(_i)->name, 0, "a", &change, &skipped),
                      mlt_view_hash(&s.view));
    ck_assert_double_eq(change, 0);
    free(s.block);
}
END_TEST

START_TEST(test_harm_grows)
{
    subject s = make(96, 64, MLTEST_FORMAT_RGB8, false, 0);
    double before = 0, change;
    bool skipped;
    bool two_sided = strcmp(kind(_i)->name, "saturate") == 0; /* pales at 1, 2; burns from 3 */
    /* One small picture and a mean difference, which saturates: a tenth less is no decline. */
    for (int severity = 1; severity <= 5; severity++) {
        perturb(&s.view, kind(_i)->name, severity, "a", &change, &skipped);
        ck_assert_msg(change > 0, "%s@%d changes nothing", kind(_i)->name, severity);
        bool grows = change >= before * 0.9 || (kind(_i)->flags & MLT_KIND_SINGLE) != 0;
        ck_assert_msg(grows || (two_sided && severity == 3), "%s@%d: %g after %g", kind(_i)->name,
                      severity, change, before);
        before = change;
    }
    perturb(&s.view, kind(_i)->name, 0.3, "a", &change, &skipped);
    free(s.block);
}
END_TEST

START_TEST(test_draws_belong_to_the_sample)
{
    subject s = make(64, 48, MLTEST_FORMAT_RGB8, false, 0);
    double change;
    bool skipped, stochastic = (kind(_i)->flags & MLT_KIND_STOCHASTIC) != 0;
    uint64_t a = perturb(&s.view, kind(_i)->name, 3, "a", &change, &skipped);
    ck_assert_uint_eq(perturb(&s.view, kind(_i)->name, 3, "a", &change, &skipped), a);
    uint64_t b = perturb(&s.view, kind(_i)->name, 3, "b", &change, &skipped);
    ck_assert_msg((a != b) == stochastic, "%s", kind(_i)->name);
    free(s.block);
}
END_TEST

START_TEST(test_every_size_format_and_stride)
{
    static const uint32_t sizes[][2] = {{1, 1}, {2, 3}, {31, 17}, {1, 40}, {40, 1}};
    for (size_t f = 0; f < sizeof formats / sizeof formats[0]; f++) {
        for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
            double change;
            bool skipped, grey = mlt_format_channels(formats[f]) == 1;
            subject a = make(sizes[k][0], sizes[k][1], formats[f], false, 0);
            subject b = make(sizes[k][0], sizes[k][1], formats[f], false, 0xFF);
            subject c = make(sizes[k][0], sizes[k][1], formats[f], true, 0x55);
            uint64_t want = perturb(&a.view, kind(_i)->name, 4, "a", &change, &skipped);
            ck_assert_msg(skipped == (grey && (kind(_i)->flags & MLT_KIND_NEEDS_COLOUR) != 0), "%s",
                          kind(_i)->name);
            /* other guard bytes, and the rows bottom-up: the same picture */
            ck_assert_uint_eq(perturb(&b.view, kind(_i)->name, 4, "a", &change, &skipped), want);
            ck_assert_uint_eq(perturb(&c.view, kind(_i)->name, 4, "a", &change, &skipped), want);
            free(a.block);
            free(b.block);
            free(c.block);
        }
    }
}
END_TEST

START_TEST(test_alpha_is_left_alone)
{
    subject s = make(24, 20, MLTEST_FORMAT_RGBA8, false, 0);
    char text[96];
    mlt_condition c;
    mlt_perturbed made;
    if ((kind(_i)->flags & MLT_KIND_GEOMETRIC) == 0) {
        snprintf(text, sizeof text, "%s@4", kind(_i)->name);
        ck_assert_int_eq(mlt_condition_parse(&c, NULL, text, NULL, 0, NULL), MLTEST_OK);
        ck_assert_int_eq(mlt_perturbed_init(&made, NULL, NULL), MLTEST_OK);
        ck_assert_int_eq(mlt_condition_apply(&c, &s.view, NULL, 1, "a", &made, NULL), MLTEST_OK);
        mltest_image_view out = mlt_image_view(&made.image);
        for (uint32_t y = 0; y < 20; y++) {
            for (uint32_t x = 0; x < 24; x++)
                ck_assert_uint_eq(mlt_view_row(&out, y)[4 * x + 3],
                                  mlt_view_row(&s.view, y)[4 * x + 3]);
        }
        mlt_perturbed_free(&made);
        mlt_condition_free(NULL, &c);
    }
    free(s.block);
}
END_TEST

START_TEST(test_a_chain_composes)
{
    subject s = make(64, 48, MLTEST_FORMAT_BGR8, false, 0);
    mlt_condition c;
    mlt_perturbed made;
    double x, y;
    ck_assert_int_eq(mlt_condition_parse(&c, NULL,
                                         "cutout@3+rotation@3{angle=90}+rotation@3{angle=90}", NULL,
                                         0, NULL),
                     MLTEST_OK);
    ck_assert_int_eq(mlt_perturbed_init(&made, NULL, NULL), MLTEST_OK);
    ck_assert_int_eq(mlt_condition_apply(&c, &s.view, NULL, 1, "a", &made, NULL), MLTEST_OK);
    ck_assert_uint_eq(made.image.format, MLTEST_FORMAT_RGB8);
    ck_assert(mlt_map_point(&made.map, 10, 20, &x, &y)); /* half a turn about the centre */
    ck_assert_double_eq_tol(x, 54, 1e-9);
    ck_assert_double_eq_tol(y, 28, 1e-9);
    ck_assert_uint_eq(made.n_cover, 4);
    mlt_perturbed_free(&made);
    mlt_condition_free(NULL, &c);
    free(s.block);
}
END_TEST

Suite *mlt_suite_perturb_condition_apply(void);
Suite *mlt_suite_perturb_condition_apply(void)
{
    Suite *suite = suite_create("perturb_condition_apply");
    TCase *tc = tcase_create("catalogue");
    int n = (int)mlt_kind_count();
    tcase_set_timeout(tc, 120);
    tcase_add_loop_test(tc, test_severity_zero_is_the_identity, 0, n);
    tcase_add_loop_test(tc, test_harm_grows, 0, n);
    tcase_add_loop_test(tc, test_draws_belong_to_the_sample, 0, n);
    tcase_add_loop_test(tc, test_every_size_format_and_stride, 0, n);
    tcase_add_loop_test(tc, test_alpha_is_left_alone, 0, n);
    tcase_add_test(tc, test_a_chain_composes);
    suite_add_tcase(suite, tc);
    return suite;
}
