/* SPDX-License-Identifier: MIT */
#include "compare/augmentation_fill.h"

#include <math.h>

#include "base/error.h"

/* --- words ------------------------------------------------------------------------------------ */

/* Of recipes that differ in several augmentations it is not known which did it. */
static const char *cause(const mlt_effects *e)
{
    if (!e->of_recipes)
        return "";
    return e->n_uses == 1 ? " because of the augmentation"
                          : " because of the augmentations together";
}

static void say_difference(mlt_text *out, const mlt_effects *e, const mlt_effect *effect,
                           const mlt_arm arms[2])
{
    const char *how = effect->state == MLT_EFFECT_HELPED ? "better" : "worse";
    mlt_text_printf(out, "%s behaves %s here than %s%s", arms[1].name, how, arms[0].name, cause(e));
    if (effect->affected.lower > -e->equivalence && effect->affected.upper < e->equivalence) {
        mlt_text_puts(out, ", by less than ");
        mlt_text_f64(out, 100 * e->equivalence);
        mlt_text_puts(out, " points");
    }
}

void mlt_effect_say(mlt_text *out, const mlt_effects *e, const mlt_effect *effect,
                    const mlt_arm arms[2])
{
    switch (effect->state) {
    case MLT_EFFECT_HELPED:
    case MLT_EFFECT_HARMED:
        say_difference(out, e, effect, arms);
        break;
    case MLT_EFFECT_NONE:
        mlt_text_printf(out, "%s behaves as %s does here, within ", arms[1].name, arms[0].name);
        mlt_text_f64(out, 100 * e->equivalence);
        mlt_text_puts(out, " points");
        break;
    case MLT_EFFECT_NOT_DECIDED:
        mlt_text_printf(out, "%s do not decide it",
                        e->of_recipes ? "these runs and samples" : "these samples");
        break;
    default:
        mlt_text_puts(out, "none of its kinds was tested");
    }
}

/* --- tables ----------------------------------------------------------------------------------- */

/* Rows first … first + n - 1 as rows of a table. */
typedef struct {
    mlt_results *results;
    mlt_table *table;
    const mlt_effects *effects;
    const mlt_panel *panel;
    const mlt_arm *arms;
    size_t first;
} filling;

static const mlt_effect *effect_of(const filling *f, size_t row)
{
    return &f->effects->rows[f->first + row];
}

enum { N_NUMBERS = 14 };
static const char *const number_names[N_NUMBERS] = {"first",
                                                    "second",
                                                    "difference",
                                                    "low",
                                                    "high",
                                                    "lower",
                                                    "upper",
                                                    "se",
                                                    "df",
                                                    "p",
                                                    NULL, /* by what it is corrected */
                                                    "failure.difference",
                                                    "failure.low",
                                                    "failure.high"};

static void take_numbers(const mlt_effect *e, double out[N_NUMBERS])
{
    const mlt_arms_effect *a = &e->affected, *f = &e->failure;
    const double values[N_NUMBERS] = {e->first,       e->second,     a->difference, a->low, a->high,
                                      a->lower,       a->upper,      a->se,         a->df,  a->p,
                                      e->p_corrected, f->difference, f->low,        f->high};
    for (size_t i = 0; i < N_NUMBERS; i++)
        out[i] = values[i];
}

static mltest_status fill_numbers(const filling *f, const char *corrected, mltest_error **error)
{
    size_t n = f->table->n_rows;
    for (size_t i = 0; i < N_NUMBERS; i++) {
        mlt_column *column;
        const char *name = number_names[i] != NULL ? number_names[i] : corrected;
        TRY(mlt_table_column(f->results, f->table, name, MLT_COLUMN_DOUBLE, &column, error));
        for (size_t row = 0; row < n; row++) {
            double values[N_NUMBERS];
            take_numbers(effect_of(f, row), values);
            column->doubles[row] = values[i];
        }
    }
    return MLTEST_OK;
}

/* A column of texts, each of which say() writes. */
static mltest_status fill_texts(const filling *f, const char *name,
                                void (*say)(const filling *f, const mlt_effect *e, mlt_text *out),
                                mltest_error **error)
{
    mlt_column *column;
    mltest_status status = MLTEST_OK;
    mlt_text text;
    TRY(mlt_table_column(f->results, f->table, name, MLT_COLUMN_STRING, &column, error));
    mlt_text_init(&text, f->panel->ctx);
    for (size_t row = 0; row < f->table->n_rows && status == MLTEST_OK; row++) {
        mlt_text_clear(&text);
        say(f, effect_of(f, row), &text);
        status = mlt_text_ok(&text)
                     ? mlt_table_set_string(f->results, column, row, mlt_text_string(&text), error)
                     : mlt_fail_memory(error);
    }
    mlt_text_free(&text);
    return status;
}

static void say_name(const filling *f, const mlt_effect *e, mlt_text *out)
{
    (void)f;
    mlt_text_puts(out, e->name);
}

/* Those that were tested. */
static void say_kinds(const filling *f, const mlt_effect *e, mlt_text *out)
{
    bool any = false;
    for (size_t k = 0; k < f->panel->n_kinds; k++) {
        const mlt_panel_kind *kind = &f->panel->kinds[k];
        if (kind->n_levels == 0 || !mlt_augmentation_has_kind(e->kinds, kind->name))
            continue;
        mlt_text_puts(out, any ? " " : "");
        mlt_text_puts(out, kind->name);
        any = true;
    }
}

static void say_category(const filling *f, const mlt_effect *e, mlt_text *out)
{
    mlt_text_puts(out, f->panel->categories[f->panel->kinds[e->kind].category].name);
}

static void say_state(const filling *f, const mlt_effect *e, mlt_text *out)
{
    (void)f;
    mlt_text_puts(out, mlt_effect_state_name(e->state));
}

static void say_statement(const filling *f, const mlt_effect *e, mlt_text *out)
{
    mlt_effect_say(out, f->effects, e, f->arms);
}

/* Of a side effect nothing is said but which way it went. */
static void say_verdict(const filling *f, const mlt_effect *e, mlt_text *out)
{
    (void)f;
    mlt_text_puts(out, e->state == MLT_EFFECT_HELPED   ? "better"
                       : e->state == MLT_EFFECT_HARMED ? "worse"
                                                       : "no evidence");
}

static mltest_status fill_augmentations(filling *f, mltest_error **error)
{
    f->first = 0;
    TRY(mlt_results_table(f->results, "augmentations", f->effects->n_uses, &f->table, error));
    TRY(fill_texts(f, "name", say_name, error));
    TRY(fill_texts(f, "state", say_state, error));
    TRY(fill_texts(f, "statement", say_statement, error));
    TRY(fill_texts(f, "kinds", say_kinds, error));
    return fill_numbers(f, "p_holm", error);
}

static mltest_status fill_side_effects(filling *f, mltest_error **error)
{
    f->first = f->effects->n_uses;
    TRY(mlt_results_table(f->results, "side_effects", f->effects->n - f->first, &f->table, error));
    TRY(fill_texts(f, "name", say_name, error));
    TRY(fill_texts(f, "category", say_category, error));
    TRY(fill_texts(f, "verdict", say_verdict, error));
    return fill_numbers(f, "p_bh", error);
}

static mltest_status fill_arms(mlt_results *results, const mlt_arm arms[2], mltest_error **error)
{
    mlt_table *table;
    mlt_column *name, *runs;
    TRY(mlt_results_table(results, "arms", 2, &table, error));
    TRY(mlt_table_column(results, table, "name", MLT_COLUMN_STRING, &name, error));
    TRY(mlt_table_column(results, table, "runs", MLT_COLUMN_INT, &runs, error));
    for (size_t i = 0; i < 2; i++) {
        TRY(mlt_table_set_string(results, name, i, arms[i].name, error));
        runs->ints[i] = (int32_t)arms[i].n;
    }
    return MLTEST_OK;
}

mltest_status mlt_effects_fill(mlt_results *results, const mlt_effects *effects,
                               const mlt_panel *panel, const mlt_arm arms[2], mltest_error **error)
{
    filling f = {.results = results, .effects = effects, .panel = panel, .arms = arms};
    const char *about = effects->of_recipes
                            ? "about the recipes: their runs are taken as drawn"
                            : "about these models: fewer than 3 runs of a recipe cannot tell it "
                              "from the seed";
    TRY(mlt_results_flag(results, "augmentation.of_recipes", effects->of_recipes, error));
    TRY(mlt_results_number(results, "augmentation.equivalence", effects->equivalence, error));
    TRY(mlt_results_text(results, "augmentation.about", about, error));
    TRY(fill_arms(results, arms, error));
    TRY(fill_augmentations(&f, error));
    return fill_side_effects(&f, error);
}
