/* SPDX-License-Identifier: MIT */
#include "image/disk_plan.h"

size_t mlt_disk_margin(const mlt_disk *disk)
{
    return (size_t)disk->radius + (size_t)disk->n_taps;
}

static int run_of(const mlt_disk_plan *p, int reach)
{
    int i = 0;
    while (p->runs[i] != reach)
        i++;
    return i;
}

static void find_runs(mlt_disk_plan *p, const mlt_disk *d)
{
    for (int x = 0; x <= d->radius; x++) {
        if (x == 0 || d->reach[x] != d->reach[x - 1])
            p->runs[p->n_runs++] = d->reach[x];
    }
}

static void add_tap(mlt_disk_taps *t, int line, int shift, bool is_plus)
{
    t->taps[t->n_plus + t->n_minus] = (mlt_mix_tap){line, shift, is_plus ? 1 : -1};
    *(is_plus ? &t->n_plus : &t->n_minus) += 1;
}

/* A row of the disk, of pairs at a distance. */
static void add_row(mlt_disk_taps *t, const mlt_disk *d, int row, int distance, int channels,
                    bool is_plus)
{
    for (int x = -d->reach[row]; x <= d->reach[row]; x++)
        add_tap(t, distance - d->half + 1, (d->radius + x) * channels, is_plus);
}

/* A column of it, at a distance on either side. */
static void add_columns(mlt_disk_taps *t, int run, int middle, int distance, int channels,
                        bool is_plus)
{
    add_tap(t, run, (middle - distance) * channels, is_plus);
    add_tap(t, run, (middle + distance) * channels, is_plus);
}

void mlt_disk_plan_make(mlt_disk_plan *plan, const mlt_disk *disk, size_t channels)
{
    static const struct {
        int tap, row, distance; /* the last two from half on */
        bool is_plus;
    } border[] = {{1, -1, 0, true}, {2, -2, 0, true},  {2, -1, -1, true},
                  {1, 0, 1, false}, {2, -1, 1, false}, {2, 0, 2, false}};
    int radius = disk->radius, step = (int)channels, middle = (int)mlt_disk_margin(disk);
    *plan = (mlt_disk_plan){.n_runs = 0};
    find_runs(plan, disk);
    for (int x = -radius; x <= radius; x++)
        add_tap(&plan->whole, run_of(plan, disk->reach[x < 0 ? -x : x]), (radius + x) * step, true);
    for (size_t i = 0; i < sizeof border / sizeof border[0]; i++) {
        int tap = border[i].tap, row = disk->half + border[i].row;
        int distance = disk->half + border[i].distance;
        if (tap > disk->n_taps || disk->reach[row] < 0)
            continue;
        add_row(&plan->down[tap - 1], disk, row, distance, step, border[i].is_plus);
        add_columns(&plan->across[tap - 1], run_of(plan, disk->reach[row]), middle, distance, step,
                    border[i].is_plus);
        plan->has_border = true;
    }
}
