/* SPDX-License-Identifier: MIT */
#include "base/number.h"
#include "base/number_decimal.h"
#include "base/random.h"

#include <check.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The middle of the largest subnormal number and the smallest normal one: all 768 digits that a
 * middle can have, × 10^-308. */
static const char middle[] =
    "2.22507385850720113605740979670913197593481954635164564802342610972482222202107694551652"
    "9523908135087914149158913039621106870086438694594645527657207407820621743379988141063267"
    "3292535522868813721490129811224514518898490572223072852551331557550159143974763979834118"
    "0199932396254828901710708185069063066665599493827577257201576306269066333264756530000924"
    "5888316433037779791869612049497390377829704905051080609940730262937128958950003583799967"
    "2072543043602840788957717961509455167482434710307026091446215722898802581825451803257070"
    "1886087211312807951223342628836862232150377566662250398253433597456888442390026549819838"
    "5487948292206894721689831099698365846814022854243330660339850886445804001034933970427567"
    "18644338377048603786162277173854562306587467901408672332763671875";

static double parse(const char *text)
{
    double v = -1;
    ck_assert_msg(mlt_parse_double(text, strlen(text), &v), "%s", text);
    return v;
}

/* The middle's first n characters (or the middle and n - 768 zeros), a last digit and e-308. */
static double parse_cut(size_t n, const char *last)
{
    char *text = malloc(n + 32);
    size_t known = n < strlen(middle) ? n : strlen(middle);
    ck_assert_ptr_nonnull(text);
    memcpy(text, middle, known);
    memset(text + known, '0', n - known);
    strcpy(text + n, last);
    strcat(text, "e-308");
    double v = parse(text);
    free(text);
    return v;
}

START_TEST(test_the_longest_middle)
{
    double low = DBL_MIN - DBL_TRUE_MIN;
    size_t n = strlen(middle);
    ck_assert_uint_eq(n, 769);              /* and the point */
    ck_assert(parse_cut(n, "") == DBL_MIN); /* the even one */
    ck_assert(parse_cut(n - 1, "4") == low);
    ck_assert(parse_cut(n - 1, "6") == DBL_MIN);
    ck_assert(parse_cut(n - 1, "") == low);
    for (size_t zeros = 0; zeros < 3000; zeros = zeros * 3 + 1) {
        ck_assert(parse_cut(n + zeros, "") == DBL_MIN);
        ck_assert(parse_cut(n + zeros, "1") == DBL_MIN);
    }
    for (size_t cut = 25; cut < n; cut += 31) /* a shorter text is below the middle */
        ck_assert(parse_cut(cut, "") == low);
}
END_TEST

START_TEST(test_half_of_the_smallest)
{
    ck_assert(parse("2.470328229206232720882843964341106861825299013071623822127928412503377536351"
                    "04375932649918180817996189e-324") == 0.0);
    ck_assert(parse("2.470328229206232720882843964341106861825299013071623822127928412503377536351"
                    "04375932649918180817996190e-324") == DBL_TRUE_MIN);
    ck_assert(signbit(parse("-2.4703282292062327208e-324")));
}
END_TEST

START_TEST(test_the_edge_of_infinity)
{
    /* 2^1024 - 2^970: the tie goes to the even neighbour, which is infinity. */
    static const char edge[] =
        "1797693134862315807937289714053034150799341327100378269361737789804449682927647509466490"
        "1797758720709633028641669288791094655554785194040263065748867150582068190890200070838367"
        "6273854845817711531764475730270069855571366959622842914819860834936475292719074168444365"
        "510704342711559699508093042880177904174497792";
    char below[sizeof edge];
    ck_assert(parse(edge) == INFINITY);
    strcpy(below, edge);
    memcpy(below + strlen(below) - 3, "791", 3);
    ck_assert(parse(below) == DBL_MAX);
}
END_TEST

/* Between 2^53 and 2^63 doubles are integers 2^k apart and their middles are integers, too. */
START_TEST(test_integer_middles)
{
    mlt_draws d;
    mlt_draws_init(&d, 3, "middles", 0);
    for (int i = 0; i < 20000; i++) {
        unsigned k = 1 + mlt_draw_below(&d, 10);
        uint64_t high = mlt_draw_u32(&d);
        uint64_t m = UINT64_C(1) << 52 | (high << 32 | mlt_draw_u32(&d)) >> 12;
        uint64_t half = UINT64_C(1) << (k - 1), at = (m << k) + half;
        char text[64];
        size_t n = mlt_format_u64(text, at);
        double low = (double)(m << k), next = (double)((m + 1) << k),
               even = m % 2 == 0 ? low : next;
        ck_assert(parse(text) == even);
        strcpy(text + n, ".000000000000000000000000000001");
        ck_assert(parse(text) == next);
        n = mlt_format_u64(text, at - 1);
        ck_assert(parse(text) == low);
        strcpy(text + n, ".99999999999999999999999");
        ck_assert(parse(text) == low);
    }
}
END_TEST

START_TEST(test_directly)
{
    mlt_decimal d = {.n = 16};
    double tie = 9007199254740992.0, below = 900719925474099.125;
    uint64_t low;
    d.whole = "9007199254740993";
    d.whole_end = d.fraction = d.fraction_end = d.whole + 16;
    memcpy(&low, &tie, sizeof low);
    ck_assert_uint_eq(mlt_decimal_beside(&d, low), low); /* the even one */
    d.whole = "9007199254740992";
    d.whole_end = d.fraction = d.fraction_end = d.whole + 16;
    d.exponent = -1; /* .2, between .125 and .25 */
    memcpy(&low, &below, sizeof low);
    ck_assert_uint_eq(mlt_decimal_beside(&d, low), low + 1);
    d.whole = "9007199254740991"; /* .1, between .0 and .125 */
    d.whole_end = d.fraction = d.fraction_end = d.whole + 16;
    ck_assert_uint_eq(mlt_decimal_beside(&d, low - 1), low);
    d.whole = "9007199254740990"; /* .0 itself */
    d.whole_end = d.fraction = d.fraction_end = d.whole + 16;
    ck_assert_uint_eq(mlt_decimal_beside(&d, low - 1), low - 1);
}
END_TEST

Suite *mlt_suite_base_number_decimal(void);
Suite *mlt_suite_base_number_decimal(void)
{
    Suite *suite = suite_create("base_number_decimal");
    TCase *tc = tcase_create("number_decimal");
    tcase_add_test(tc, test_the_longest_middle);
    tcase_add_test(tc, test_half_of_the_smallest);
    tcase_add_test(tc, test_the_edge_of_infinity);
    tcase_add_test(tc, test_integer_middles);
    tcase_add_test(tc, test_directly);
    suite_add_tcase(suite, tc);
    return suite;
}
