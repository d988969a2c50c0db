/* SPDX-License-Identifier: MIT */
#include "metric/match.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/order.h"

enum { MAX_PAIRS = 1 << 24 };

double mlt_match_iou(const mlt_match_box *a, const mlt_box *b)
{
    if (a->exact)
        return mlt_box_iou(b, &a->outer);
    mlt_box near = mlt_box_clamp_between(b, &a->outer, &a->inner);
    return mlt_box_iou(b, &near);
}

typedef struct {
    mltest_context *ctx;
    const mlt_match_rule *rule;
    const mlt_match_box *a;
    const mlt_pred *b;
    size_t n_a, n_b;
    mlt_keyed *by_left; /* the free ones of b by their left edges, and as much scratch */
    size_t n_by_left;
    mlt_keyed *pairs; /* index = a, group = b */
    size_t n_pairs, cap_pairs;
} matcher;

static bool scores_allow(const mlt_match_rule *rule, double a, double b)
{
    return a >= rule->weak && b >= rule->weak && (a >= rule->strong || b >= rule->strong);
}

static bool may_pair(const matcher *m, const mlt_match_box *a, const mlt_pred *b, double *iou)
{
    const mlt_match_rule *rule = m->rule;
    if ((a->cls == b->cls) != (rule->classes == MLT_MATCH_SAME_CLASS) ||
        !scores_allow(rule, a->score, b->score))
        return false;
    *iou = mlt_match_iou(a, &b->box);
    return *iou >= rule->low && !(rule->high > 0 && *iou >= rule->high);
}

static bool sort_by_left(matcher *m, const int32_t *partner_b)
{
    m->by_left = mlt_realloc_array(m->ctx, NULL, m->n_b, 2 * sizeof *m->by_left); /* + scratch */
    if (!m->by_left)
        return false;
    for (size_t i = 0; i < m->n_b; i++)
        if (partner_b[i] == MLT_MATCH_FREE)
            m->by_left[m->n_by_left++] =
                (mlt_keyed){mlt_key_descending(-m->b[i].box.x), (uint32_t)i, 0};
    mlt_sort_keyed(m->by_left, m->by_left + m->n_b, m->n_by_left);
    return true;
}

/* The first of the b whose left edge is not before x. */
static size_t first_from(const matcher *m, double x)
{
    uint64_t key = mlt_key_descending(-x);
    size_t low = 0;
    size_t high = m->n_by_left;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (m->by_left[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static mltest_status add_pair(matcher *m, size_t a, size_t b, double iou, mltest_error **error)
{
    if (m->n_pairs == MAX_PAIRS)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "more than %d overlapping pairs of boxes",
                        MAX_PAIRS);
    if (!mlt_reserve(m->ctx, m->pairs, m->cap_pairs, m->n_pairs + 1))
        return mlt_fail_memory(error);
    m->pairs[m->n_pairs++] = (mlt_keyed){mlt_key_descending(iou), (uint32_t)a, (uint32_t)b};
    return MLTEST_OK;
}

/*
 * A b that starts before a's left edge must still cover `low` of the larger of the two, so it
 * starts at most (1/low - 1) widths before it. What starts after a's right edge shares nothing with
 * it.
 */
static mltest_status find_pairs_of(matcher *m, size_t i, mltest_error **error)
{
    const mlt_match_box *a = &m->a[i];
    double reach = a->outer.width / m->rule->low; /* an a's width more than needed: rounding */
    double right = a->outer.x + a->outer.width;
    for (size_t j = first_from(m, a->outer.x - reach); j < m->n_by_left; j++) {
        const mlt_pred *b = &m->b[m->by_left[j].index];
        double iou;
        if (b->box.x > right)
            break;
        if (may_pair(m, a, b, &iou))
            TRY(add_pair(m, i, m->by_left[j].index, iou, error));
    }
    return MLTEST_OK;
}

static mltest_status find_pairs(matcher *m, const int32_t *partner_a, const int32_t *partner_b,
                                mltest_error **error)
{
    if (!sort_by_left(m, partner_b))
        return mlt_fail_memory(error);
    for (size_t i = 0; i < m->n_a; i++)
        if (partner_a[i] == MLT_MATCH_FREE)
            TRY(find_pairs_of(m, i, error));
    return MLTEST_OK;
}

typedef uint64_t pair_key(const matcher *m, const mlt_keyed *pair);

static uint64_t key_of_places(const matcher *m, const mlt_keyed *pair)
{
    (void)m;
    return (uint64_t)pair->index << 32 | pair->group;
}

static uint64_t key_of_b_score(const matcher *m, const mlt_keyed *pair)
{
    return mlt_key_descending(m->b[pair->group].score);
}

static uint64_t key_of_a_score(const matcher *m, const mlt_keyed *pair)
{
    return mlt_key_descending(m->a[pair->index].score);
}

/* Orders pairs of equal IoU by A's score, B's score, A's place, B's place: the last key first. */
static void settle_ties(const matcher *m, mlt_keyed *run, mlt_keyed *scratch, size_t n)
{
    pair_key *const passes[] = {key_of_places, key_of_b_score, key_of_a_score};
    uint64_t iou = run[0].key;
    for (size_t p = 0; p < 3; p++) {
        for (size_t i = 0; i < n; i++)
            run[i].key = passes[p](m, &run[i]);
        mlt_sort_keyed(run, scratch, n);
    }
    for (size_t i = 0; i < n; i++)
        run[i].key = iou;
}

static mltest_status sort_pairs(matcher *m, mltest_error **error)
{
    mlt_keyed *scratch = mlt_realloc_array(m->ctx, NULL, m->n_pairs, sizeof *scratch);
    if (!scratch)
        return mlt_fail_memory(error);
    mlt_sort_keyed(m->pairs, scratch, m->n_pairs);
    for (size_t first = 0, end; first < m->n_pairs; first = end) {
        for (end = first + 1; end < m->n_pairs && m->pairs[end].key == m->pairs[first].key;)
            end++;
        if (end - first > 1)
            settle_ties(m, m->pairs + first, scratch, end - first);
    }
    mlt_free(m->ctx, scratch);
    return MLTEST_OK;
}

static void take_pairs(const matcher *m, int32_t *partner_a, int32_t *partner_b, double *iou_a)
{
    for (size_t i = 0; i < m->n_pairs; i++) {
        uint32_t a = m->pairs[i].index;
        uint32_t b = m->pairs[i].group;
        if (partner_a[a] != MLT_MATCH_FREE || partner_b[b] != MLT_MATCH_FREE)
            continue;
        partner_a[a] = (int32_t)b;
        partner_b[b] = (int32_t)a;
        if (iou_a)
            iou_a[a] = mlt_match_iou(&m->a[a], &m->b[b].box);
    }
}

mltest_status mlt_match(mltest_context *ctx, const mlt_match_rule *rule, const mlt_match_box *a,
                        size_t n_a, const mlt_pred *b, size_t n_b, int32_t *partner_a,
                        int32_t *partner_b, double *iou_a, mltest_error **error)
{
    if (!(rule->low > 0))
        return mlt_fail(error, MLTEST_ERR_INVALID, "boxes that share nothing cannot be matched");
    if (n_a > INT32_MAX || n_b > INT32_MAX)
        return mlt_fail(error, MLTEST_ERR_LIMIT, "too many boxes to match");
    if (n_a == 0 || n_b == 0)
        return MLTEST_OK;
    matcher m = {.ctx = ctx, .rule = rule, .a = a, .b = b, .n_a = n_a, .n_b = n_b};
    mltest_status status = find_pairs(&m, partner_a, partner_b, error);
    if (status == MLTEST_OK && m.n_pairs > 0)
        status = sort_pairs(&m, error);
    if (status == MLTEST_OK)
        take_pairs(&m, partner_a, partner_b, iou_a);
    mlt_free(ctx, m.by_left);
    mlt_free(ctx, m.pairs);
    return status;
}

static bool lies_in(const mlt_pred *b, const mlt_match_box *a)
{
    return a->cls == b->cls &&
           mlt_box_intersection(&b->box, &a->outer) >= 0.5 * mlt_box_area(&b->box);
}

void mlt_match_absorb(const mlt_match_box *a, const uint8_t *needs, const int32_t *partner_a,
                      size_t n_a, const mlt_pred *b, size_t n_b, int32_t *partner_b)
{
    for (size_t i = 0; i < n_a; i++) {
        if (needs[i] == MLT_NEED_REQUIRED || (partner_a != NULL && partner_a[i] == MLT_MATCH_OUT))
            continue;
        for (size_t j = 0; j < n_b; j++)
            if (partner_b[j] == MLT_MATCH_FREE && lies_in(&b[j], &a[i]))
                partner_b[j] = MLT_MATCH_IGNORED;
    }
}
