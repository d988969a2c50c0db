/* SPDX-License-Identifier: MIT */
#include "perturb/pointwise.h"

typedef struct {
    int from[3];
    float amount;
} shuffle;

/* All orders but the one that is there; the draw is one of them. */
static const int orders[5][3] = {{0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

static void change(float *v, const mlt_row_place *place)
{
    const shuffle *s = place->data;
    float own = 1 - s->amount;
    for (uint32_t x = 0; x < place->width; x++, v += 3) {
        const float old[3] = {v[0], v[1], v[2]};
        for (int c = 0; c < 3; c++)
            v[c] = own * old[c] + s->amount * old[s->from[c]];
    }
}

static mltest_status apply(mlt_step_io *io, mltest_error **error)
{
    mlt_draws draws;
    mlt_draws_init(&draws, io->key, io->sample_id, 0);
    const int *order = orders[mlt_draw_below(&draws, 5)];
    const shuffle s = {{order[0], order[1], order[2]}, (float)io->params[0]};
    return mlt_change_rows(io, change, &s, error);
}

static const mlt_param params[] = {
    {.name = "amount",
     .unit = "of the way to the other order",
     .low = 0,
     .high = 1,
     .values = {.4, .55, .7, .85, 1},
     .has_identity = true,
     .identity = 0},
};

const mlt_kind mlt_kind_channel_shuffle = {
    .name = "channel_shuffle",
    .mltest_name = "ChannelShuffle",
    .family = "",
    .category = MLT_CATEGORY_COLOUR,
    .revision = 1,
    .flags = MLT_KIND_STOCHASTIC | MLT_KIND_NEEDS_COLOUR,
    .summary = "the channels of colour in another order, at random",
    .when = "a model that should go by shapes and not by colours; bgr_swap is the mistake that "
            "really happens",
    .params = params,
    .n_params = sizeof params / sizeof params[0],
    .apply = apply,
};
