/* SPDX-License-Identifier: MIT */
/*
 * The same bits everywhere: each function over the same 20000 arguments, as one hash. A compiler
 * that fuses, reassociates or keeps extra precision changes it; so does any change of a function's
 * last bit, which changes what users see and needs a word in NEWS.
 */
#include "base/math.h"

#include <check.h>
#include <string.h>

#include "base/hash.h"
#include "base/random.h"

typedef double (*unary_fn)(double);
typedef double (*binary_fn)(double, double);

static void hash_double(mlt_hash64_state *state, double v)
{
    unsigned char bytes[8];
    uint64_t bits;
    memcpy(&bits, &v, sizeof bits);
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)(bits >> 8 * i);
    mlt_hash64_update(state, bytes, sizeof bytes);
}

typedef struct {
    const char *name;
    unary_fn unary;
    binary_fn binary;
    double low, high; /* of the arguments */
    uint64_t want;
} golden;

static const golden goldens[] = {
    {"exp", mlt_exp, NULL, -750, 750, UINT64_C(0xbc99065d535c950e)},
    {"expm1", mlt_expm1, NULL, -2, 2, UINT64_C(0xb218927055210199)},
    {"log", mlt_log, NULL, 0, 10, UINT64_C(0xde5762e29cee2669)},
    {"log1p", mlt_log1p, NULL, -1, 2, UINT64_C(0x42b5eccaae621970)},
    {"pow", NULL, mlt_pow, 0, 20, UINT64_C(0xc8bcc587e95451f6)},
    {"sin", mlt_sin, NULL, -1e6, 1e6, UINT64_C(0x38a8a42417d4e903)},
    {"cos", mlt_cos, NULL, -10, 10, UINT64_C(0xd6b67f7b569d65ed)},
    {"atan2", NULL, mlt_atan2, -1, 1, UINT64_C(0x6caaf0257e133c03)},
    {"erf", mlt_erf, NULL, -4, 4, UINT64_C(0x60188e5d2094780a)},
    {"erfc", mlt_erfc, NULL, -3, 27, UINT64_C(0x10820618f20c94fe)},
    {"normal_cdf", mlt_normal_cdf, NULL, -38, 9, UINT64_C(0x66ba979ad4aabb34)},
    {"normal_quantile", mlt_normal_quantile, NULL, 0, 1, UINT64_C(0x0a0f58e1d4c8519d)},
    {"lgamma", mlt_lgamma, NULL, 0, 50, UINT64_C(0xa24d01b3fefc02aa)},
};

START_TEST(test_the_bits)
{
    const golden *g = &goldens[_i];
    mlt_hash64_state state;
    mlt_draws d;
    mlt_hash64_init(&state, 0);
    mlt_draws_init(&d, 1, g->name, 0);
    for (int i = 0; i < 20000; i++) {
        double x = mlt_draw_between(&d, g->low, g->high);
        if (g->unary != NULL)
            hash_double(&state, g->unary(x));
        else
            hash_double(&state, g->binary(x, mlt_draw_between(&d, g->low, g->high)));
    }
    uint64_t got = mlt_hash64_final(&state);
    ck_assert_msg(got == g->want, "%s: 0x%016llx", g->name, (unsigned long long)got);
}
END_TEST

Suite *mlt_suite_base_math(void);
Suite *mlt_suite_base_math(void)
{
    Suite *suite = suite_create("base_math");
    TCase *tc = tcase_create("math");
    tcase_add_loop_test(tc, test_the_bits, 0, (int)(sizeof goldens / sizeof *goldens));
    suite_add_tcase(suite, tc);
    return suite;
}
