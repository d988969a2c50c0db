/* SPDX-License-Identifier: MIT */
/*
 * The tables against sums of their own series in pairs of doubles, and 2/pi against pi; quantiles
 * by way back, through the normal distribution.
 */
#include "base/math_tables.h"

#include "base/math_check.h"

Suite *mlt_suite_base_math_tables(void);

static mlt_dd whole(double v)
{
    return (mlt_dd){v, 0};
}

/* How far a pair is from another, relative to it. */
static double apart(mlt_dd a, mlt_dd b)
{
    mlt_dd rest = mlt_dd_add(a, mlt_dd_negate(b));
    return b.high == 0 ? fabs(rest.high) : fabs(rest.high / b.high);
}

/* x - x^3/3 + x^5/5 … with the sign, or all of them added: atan and atanh. */
static mlt_dd odd_powers(mlt_dd x, double sign)
{
    mlt_dd square = mlt_dd_times(x, x), power = x, sum = x;
    for (int k = 3; k < 400; k += 2) {
        power = mlt_dd_times(power, square);
        power = sign < 0 ? mlt_dd_negate(power) : power;
        sum = mlt_dd_add(sum, mlt_dd_over(power, whole(k)));
    }
    return sum;
}

/* 2 atanh((x - 1) / (x + 1)) */
static mlt_dd log_of(mlt_dd x)
{
    mlt_dd t = mlt_dd_over(mlt_dd_add(x, whole(-1)), mlt_dd_add(x, whole(1)));
    return mlt_dd_times(whole(2), odd_powers(t, 1));
}

static mlt_dd exp_of(mlt_dd x)
{
    mlt_dd term = whole(1), sum = whole(1);
    for (int k = 1; k < 40; k++) {
        term = mlt_dd_over(mlt_dd_times(term, x), whole(k));
        sum = mlt_dd_add(sum, term);
    }
    return sum;
}

START_TEST(test_powers_of_two)
{
    mlt_dd log2 = log_of(whole(2));
    for (int i = 0; i < 64; i++) {
        mlt_dd want = exp_of(mlt_dd_times(log2, whole(i / 64.0)));
        ck_assert_double_lt(apart(mlt_exp_powers[i], want), 0x1p-98);
    }
}
END_TEST

/* Minus the log of the inverse; from the turn on, of twice the inverse. */
START_TEST(test_logarithms)
{
    for (int i = 0; i < 128; i++) {
        const mlt_log_cell *cell = &mlt_log_cells[i];
        double inverse = i >= MLT_LOG_TURN ? 2 * cell->inverse : cell->inverse;
        mlt_dd want = mlt_dd_negate(log_of(whole(inverse)));
        ck_assert_double_lt(fabs(cell->inverse * (1 + (i + 0.5) / 128) - 1), 1.0 / 128);
        ck_assert_double_lt(apart((mlt_dd){cell->high, cell->low}, want), 0x1p-95);
        ck_assert(cell->inverse * 512 == floor(cell->inverse * 512)); /* nine bits */
    }
}
END_TEST

/* pi/4, after Machin. */
static mlt_dd quarter_turn(void)
{
    mlt_dd fifth = odd_powers(mlt_dd_over(whole(1), whole(5)), -1);
    mlt_dd small = odd_powers(mlt_dd_over(whole(1), whole(239)), -1);
    return mlt_dd_add(mlt_dd_times(whole(4), fifth), mlt_dd_negate(small));
}

START_TEST(test_arc_tangents)
{
    mlt_dd quarter = quarter_turn();
    for (int i = 0; i <= 32; i++) {
        double x = i / 32.0;
        mlt_dd rest = mlt_dd_over(whole(1 - x), whole(1 + x)); /* of the angle to 45 degrees */
        mlt_dd want = i < 16 ? odd_powers(whole(x), -1)
                             : mlt_dd_add(quarter, mlt_dd_negate(odd_powers(rest, -1)));
        ck_assert_double_lt(apart(mlt_atan_steps[i], want), 0x1p-95);
    }
}
END_TEST

/* Big numbers: WORDS words of 32 bits behind the point, the whole part in the first. */
enum { WORDS = 44 };

static void divide(uint32_t *v, uint32_t by)
{
    uint64_t rest = 0;
    for (int i = 0; i < WORDS; i++) {
        uint64_t part = rest << 32 | v[i];
        v[i] = (uint32_t)(part / by);
        rest = part % by;
    }
}

static void add(uint32_t *to, const uint32_t *v, bool minus)
{
    int64_t carry = 0;
    for (int i = WORDS - 1; i >= 0; i--) {
        int64_t sum = (int64_t)to[i] + (minus ? -(int64_t)v[i] : (int64_t)v[i]) + carry;
        to[i] = (uint32_t)sum;
        carry = sum >> 32;
    }
}

/* to += times × atan(1/x), or -= */
static void add_atan(uint32_t *to, uint32_t times, uint32_t x, bool minus)
{
    uint32_t power[WORDS] = {times};
    divide(power, x);
    for (uint32_t k = 1; k < 2000; k += 2) {
        uint32_t term[WORDS];
        memcpy(term, power, sizeof term);
        divide(term, k);
        add(to, term, minus != (k % 4 == 3));
        divide(power, x * x);
    }
}

/* 2/pi × pi must be 2 but for what lies behind the last bit of the table. */
START_TEST(test_two_over_pi)
{
    uint32_t pi[WORDS] = {0}, product[WORDS + 1] = {0};
    add_atan(pi, 16, 5, false);
    add_atan(pi, 4, 239, true);
    ck_assert_uint_eq(pi[0], 3);
    ck_assert_uint_eq(pi[1], 0x243F6A88);
    ck_assert(mlt_two_over_pi[0] == 0);
    for (int i = 39; i >= 0; i--) { /* words of the table, behind the point */
        uint64_t cell = mlt_two_over_pi[1 + i / 2];
        uint64_t word = i % 2 == 0 ? cell >> 32 : cell & UINT32_MAX;
        uint64_t carry = 0;
        for (int k = WORDS - 1; k >= 0; k--) {
            int at = i + 1 + k;
            uint64_t sum = word * pi[k] + carry + (at < WORDS ? product[at] : 0);
            if (at < WORDS)
                product[at] = (uint32_t)sum;
            carry = sum >> 32;
        }
        for (int at = i; at >= 0 && carry > 0; at--) {
            uint64_t sum = product[at] + carry;
            product[at] = (uint32_t)sum;
            carry = sum >> 32;
        }
    }
    ck_assert_uint_eq(product[0], 1);
    for (int i = 1; i < 40; i++)
        ck_assert_msg(product[i] == UINT32_MAX, "word %d: %08x", i, product[i]);
    ck_assert_uint_ge(product[40], UINT32_MAX - 3); /* less than pi units of the last bit */
}
END_TEST

/* c(0) + c(1) x + … + c(n - 1) x^(n - 1) */
static mlt_dd series(mlt_dd (*c)(int k), int n, mlt_dd x)
{
    mlt_dd sum = c(n - 1);
    for (int k = n - 2; k >= 0; k--)
        sum = mlt_dd_add(c(k), mlt_dd_times(sum, x));
    return sum;
}

static mlt_dd table_sum(const double *c, int n, mlt_dd x)
{
    mlt_dd sum = whole(c[n - 1]);
    for (int k = n - 2; k >= 0; k--)
        sum = mlt_dd_add(whole(c[k]), mlt_dd_times(sum, x));
    return sum;
}

static mlt_dd over_factorial(double v, int k)
{
    mlt_dd part = whole(v);
    for (; k > 1; k--)
        part = mlt_dd_over(part, whole(k));
    return part;
}

static double alternating(int k)
{
    return k % 2 == 0 ? 1 : -1;
}

static mlt_dd exp_term(int k)
{
    return over_factorial(1, k + 2);
}

static mlt_dd log_term(int k)
{
    return mlt_dd_over(whole(alternating(k)), whole(k + 3));
}

static mlt_dd sin_term(int k)
{
    return over_factorial(-alternating(k), 2 * k + 3);
}

static mlt_dd cos_term(int k)
{
    return over_factorial(alternating(k), 2 * k + 4);
}

static mlt_dd atan_term(int k)
{
    return mlt_dd_over(whole(-alternating(k)), whole(2 * k + 3));
}

static mlt_dd erf_term(int k)
{
    return mlt_dd_over(over_factorial(alternating(k), k), whole(2 * k + 1));
}

/* (2k + 1)!! in the denominator */
static mlt_dd tail_term(int k)
{
    mlt_dd part = whole(1);
    for (; k > 0; k--)
        part = mlt_dd_over(part, whole(2 * k + 1));
    return part;
}

static mlt_dd root(mlt_dd x)
{
    mlt_dd guess = whole(sqrt(x.high));
    guess = mlt_dd_add(guess, mlt_dd_over(x, guess));
    return mlt_dd_times(guess, whole(0.5));
}

static mlt_dd root_of_pi(void)
{
    return mlt_dd_times(whole(2), root(quarter_turn()));
}

/* e^(x^2) erfc(x) for x >= 2, by its continued fraction */
static mlt_dd tail_fraction(mlt_dd x)
{
    mlt_dd below = x;
    for (int k = 400; k > 0; k--)
        below = mlt_dd_add(x, mlt_dd_over(whole(k / 2.0), below));
    return mlt_dd_over(whole(1), mlt_dd_times(below, root_of_pi()));
}

/* e^(x^2) erfc(x) */
static mlt_dd scaled_tail(mlt_dd x)
{
    if (x.high >= 2)
        return tail_fraction(x);
    mlt_dd square = mlt_dd_times(x, x);
    mlt_dd inside = series(tail_term, 80, mlt_dd_times(whole(2), square));
    inside = mlt_dd_over(mlt_dd_times(mlt_dd_times(whole(2), x), inside), root_of_pi());
    return mlt_dd_add(exp_of(square), mlt_dd_negate(inside));
}

static mlt_dd exp_rest(mlt_dd r)
{
    return series(exp_term, 20, r);
}

static mlt_dd log_rest(mlt_dd r)
{
    return series(log_term, 20, r);
}

static mlt_dd sin_rest(mlt_dd square)
{
    return series(sin_term, 20, square);
}

static mlt_dd cos_rest(mlt_dd square)
{
    return series(cos_term, 20, square);
}

static mlt_dd atan_rest(mlt_dd square)
{
    return series(atan_term, 12, square);
}

/* erf(x)/x, of x^2 */
static mlt_dd erf_ratio(mlt_dd square)
{
    mlt_dd sum = mlt_dd_times(whole(2), series(erf_term, 40, square));
    return mlt_dd_over(sum, root_of_pi());
}

static mlt_dd erf_rest(mlt_dd square)
{
    return mlt_dd_add(erf_ratio(square), whole(-1));
}

static mlt_dd erfc_rest(mlt_dd t)
{
    mlt_dd x = mlt_dd_over(mlt_dd_add(whole(1), t), mlt_dd_add(whole(1), mlt_dd_negate(t)));
    x = mlt_dd_times(whole(4), x);
    return mlt_dd_times(scaled_tail(x), mlt_dd_add(whole(1), mlt_dd_times(whole(2), x)));
}

/* What Stirling's formula lacks at x beyond what it lacks at x + 1, after Gudermann. */
static mlt_dd stirling_step(mlt_dd x)
{
    mlt_dd twice = mlt_dd_add(mlt_dd_times(whole(2), x), whole(1)), sum = whole(0);
    mlt_dd square = mlt_dd_over(whole(1), mlt_dd_times(twice, twice)), power = whole(1);
    for (int k = 1; k < 20; k++) {
        power = mlt_dd_times(power, square);
        sum = mlt_dd_add(sum, mlt_dd_over(power, whole(2 * k + 1)));
    }
    return sum;
}

/* What it lacks from x = 32 on: Bernoulli's numbers over 2k (2k - 1). */
static mlt_dd stirling_far(mlt_dd x)
{
    static const double parts[][2] = {{1, 12},         {-1, 360},        {1, 1260}, {-1, 1680},
                                      {1, 1188},       {-691, 360360.},  {1, 156},  {-3617, 122400},
                                      {43867, 244188}, {-174611, 125400}};
    mlt_dd power = mlt_dd_over(whole(1), x), sum = whole(0);
    mlt_dd square = mlt_dd_times(power, power);
    for (size_t k = 0; k < sizeof parts / sizeof parts[0]; k++) {
        mlt_dd part = mlt_dd_over(whole(parts[k][0]), whole(parts[k][1]));
        sum = mlt_dd_add(sum, mlt_dd_times(part, power));
        power = mlt_dd_times(power, square);
    }
    return sum;
}

static mlt_dd lgamma_rest(mlt_dd w)
{
    mlt_dd x = root(mlt_dd_over(whole(1), w)), sum = whole(0);
    for (int i = 0; i < 24; i++)
        sum = mlt_dd_add(sum, stirling_step(mlt_dd_add(x, whole(i))));
    return mlt_dd_times(x, mlt_dd_add(sum, stirling_far(mlt_dd_add(x, whole(24)))));
}

enum { POINTS = 200 };

/* The bounds: what math_tables.c states, and half a unit of the first coefficient, which is
 * rounded. Relative, but for erf, whose quotient passes through 0: there beside 1. */
static const struct {
    const char *name;
    const double *c;
    int n;
    double from, to;
    mlt_dd (*f)(mlt_dd x);
    double bound;
} polynomials[] = {
    {"exp", mlt_exp_poly, 5, -0x1.62e42fefa39efp-8, 0x1.62e42fefa39efp-8, exp_rest, 0x1.14p-53},
    {"log", mlt_log_poly, 7, -0.0079, 0.0079, log_rest, 0x1.3p-54},
    {"sin", mlt_sin_poly, 7, 0, 0.61685, sin_rest, 0x1.1p-54},
    {"cos", mlt_cos_poly, 7, 0, 0.61685, cos_rest, 0x1.1p-54},
    {"atan", mlt_atan_poly, 4, 0, 1.0 / 4096, atan_rest, 0x1.1p-54},
    {"erf", mlt_erf_poly, 14, 0, 1, erf_rest, 0x1p-56},
    {"erfc", mlt_erfc_poly, 24, (0.49 - 4) / (0.49 + 4), 0.75, erfc_rest, 0x1p-54},
    {"lgamma", mlt_lgamma_poly, 9, 1e-6, 1.0 / 64, lgamma_rest, 0x1.1p-54},
};

START_TEST(test_polynomials)
{
    double worst = 0;
    for (int i = 0; i <= POINTS; i++) {
        double from = polynomials[_i].from, to = polynomials[_i].to;
        mlt_dd x = whole(from + (to - from) * i / POINTS);
        mlt_dd got = table_sum(polynomials[_i].c, polynomials[_i].n, x);
        mlt_dd want = polynomials[_i].f(x);
        double off = apart(got, want);
        if (polynomials[_i].c == mlt_erf_poly)
            off *= fabs(want.high);
        worst = fmax(worst, off);
    }
    ck_assert_msg(worst <= polynomials[_i].bound, "%s: off by %a", polynomials[_i].name, worst);
}
END_TEST

static mlt_dd table_ratio(const double c[17], mlt_dd x)
{
    return mlt_dd_over(table_sum(c, 9, x), table_sum(c + 9, 8, x));
}

/* How far the z of q is from the one whose distribution function is 1/2 + q, relative to it. */
static double centre_error(double q)
{
    mlt_dd square = mlt_dd_negate(mlt_dd_product(q, q));
    mlt_dd z = mlt_dd_times(whole(q),
                            table_ratio(mlt_quantile_centre, mlt_dd_add(whole(0.180625), square)));
    mlt_dd half_square = mlt_dd_times(mlt_dd_times(z, z), whole(0.5));
    mlt_dd rooted = mlt_dd_over(z, root(whole(2)));
    mlt_dd back = mlt_dd_times(mlt_dd_times(rooted, erf_ratio(half_square)), whole(0.5));
    mlt_dd off = mlt_dd_add(back, whole(-q));
    mlt_dd slope =
        mlt_dd_over(exp_of(mlt_dd_negate(half_square)), mlt_dd_times(root(whole(2)), root_of_pi()));
    return fabs(off.high / (slope.high * z.high));
}

/* The logarithm of any v > 0: the series wants v near 1. */
static mlt_dd log_of_any(mlt_dd v)
{
    mlt_dd log2 = log_of(whole(2)), sum = whole(0);
    for (; v.high < 0.75; v = mlt_dd_times(v, whole(2)))
        sum = mlt_dd_add(sum, mlt_dd_negate(log2));
    return mlt_dd_add(sum, log_of(v));
}

/* The same for the z of e^(-r^2), from the logarithm of its tail. */
static double tail_error(const double c[17], double r, double start)
{
    mlt_dd z = table_ratio(c, mlt_dd_sum(r, -start));
    mlt_dd tail = scaled_tail(mlt_dd_over(z, root(whole(2))));
    mlt_dd back = log_of_any(mlt_dd_times(tail, whole(0.5)));
    back = mlt_dd_add(back, mlt_dd_times(mlt_dd_times(z, z), whole(-0.5)));
    mlt_dd off = mlt_dd_add(back, mlt_dd_product(r, r));
    double hazard = sqrt(2.0) / (root_of_pi().high * tail.high);
    return fabs(off.high / (hazard * z.high));
}

START_TEST(test_quantiles)
{
    double centre = 0, near = 0, far = 0;
    for (int i = 0; i <= POINTS; i++) {
        double part = (double)i / POINTS;
        centre = fmax(centre, centre_error(0.0001 + 0.4249 * part));
        near = fmax(near, tail_error(mlt_quantile_near, 1.6 + 3.4 * part, 1.6));
        far = fmax(far, tail_error(mlt_quantile_far, 5 + 22.4 * part, 5));
    }
    ck_assert_msg(centre <= 0x1p-54, "centre: off by %a", centre);
    ck_assert_msg(near <= 0x1.1p-56, "near: off by %a", near);
    ck_assert_msg(far <= 0x1.8p-55, "far: off by %a", far);
}
END_TEST

START_TEST(test_polynomials_are_evaluated_from_the_top)
{
    static const double c[] = {1, 2, 3};
    ck_assert(mlt_polynomial(c, 3, 2) == 17);
    ck_assert(mlt_polynomial(c, 1, 2) == 1);
}
END_TEST

Suite *mlt_suite_base_math_tables(void)
{
    TCase *tc = tcase_create("math_tables");
    tcase_add_test(tc, test_powers_of_two);
    tcase_add_test(tc, test_logarithms);
    tcase_add_test(tc, test_arc_tangents);
    tcase_add_test(tc, test_two_over_pi);
    tcase_add_loop_test(tc, test_polynomials, 0, (int)(sizeof polynomials / sizeof polynomials[0]));
    tcase_add_test(tc, test_quantiles);
    tcase_add_test(tc, test_polynomials_are_evaluated_from_the_top);
    Suite *suite = suite_create("base_math_tables");
    suite_add_tcase(suite, tc);
    return suite;
}
