/* SPDX-License-Identifier: MIT */
#include "report/recipe.h"

#include <stdio.h>
#include <string.h>

#include "testing.h"

static char recipe[4096];

static void make(const char *condition, const char *id, const char *root)
{
    mlt_jcondition conditions[] = {{.name = "clean"}, {.name = condition}};
    mlt_jsample sample = {.id = id};
    mltest_journal journal = {.run = {.seed = 18446744073709551615u},
                              .conditions = conditions,
                              .n_conditions = 2,
                              .samples = &sample,
                              .n_samples = 1};
    char folder[64];
    snprintf(folder, sizeof folder, "%s", root);
    const mltest_dataset dataset = {.root = folder};
    mlt_text text;
    mlt_text_init(&text, NULL);
    mlt_recipe(&text, &journal, &dataset, 0, 1);
    snprintf(recipe, sizeof recipe, "%s", mlt_text_string(&text));
    mlt_text_free(&text);
}

START_TEST(one_line)
{
    make("fog:r1@3", "a/b.png", "pets");
    ck_assert_str_eq(recipe, "mltest perturb --condition 'fog:r1@3' --seed 18446744073709551615 "
                             "--sample 'a/b.png' 'pets/a/b.png' out.png");
    make("fog:r1@3", "b.png", "pets/");
    ck_assert_ptr_nonnull(strstr(recipe, " 'pets/b.png' "));
    make("fog:r1@3", "b.png", "");
    ck_assert_ptr_nonnull(strstr(recipe, " 'b.png' out.png"));
}
END_TEST

START_TEST(photographs_of_frost)
{
    mlt_jstep steps[] = {{.kind = "fog", .revision = 1}, {.kind = "frost", .revision = 1}};
    mlt_jcondition condition = {.name = "c", .steps = steps, .n_steps = 2};
    mlt_jsample sample = {.id = "a"};
    mltest_journal journal = {.conditions = &condition, .samples = &sample};
    char root[] = "";
    const mltest_dataset dataset = {.root = root};
    for (int i = 0; i < 4; i++) {
        mlt_text text;
        journal.run.frost_photographs = i == 0 ? 0 : 7;
        condition.n_steps = i == 1 ? 1 : 2;
        steps[0].kind = i == 2 ? "a host's" : "fog";
        mlt_text_init(&text, NULL);
        mlt_recipe(&text, &journal, &dataset, 0, 0);
        const char *found = strstr(mlt_text_string(&text), " --frost-photographs FOLDER 'a' out.");
        ck_assert_int_eq(found != NULL, i > 1);
        mlt_text_free(&text);
    }
}
END_TEST

/* What a shell makes of it, an argument a line, line ends shown. */
static void expect(const char *sample, const char *file)
{
    char command[sizeof recipe + 200], said[4096] = "", wanted[4096];
    snprintf(command, sizeof command,
             "mltest() { for a; do printf '[%%s]' \"$a\" | tr '\\n\\t' '~^'; done; }; %s", recipe);
    FILE *shell = popen(command, "r");
    ck_assert_ptr_nonnull(shell);
    said[fread(said, 1, sizeof said - 1, shell)] = '\0';
    ck_assert_int_eq(pclose(shell), 0);
    snprintf(wanted, sizeof wanted,
             "[perturb][--condition][fog:r1@3][--seed][18446744073709551615][--sample][%s][%s]"
             "[out.png]",
             sample, file);
    ck_assert_str_eq(said, wanted);
}

START_TEST(names_that_shells_dislike)
{
    static const char *const names[] = {"it's",        "$(touch x)", "`id`",    "a b;c|d&e>f",
                                        "\\n%s",       "''",         "!x",      "*?[]~",
                                        "\"q\" $HOME", "-rf",        "--split", "f\xc3\xbcr"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char file[64];
        make("fog:r1@3", names[i], "d");
        snprintf(file, sizeof file, "d/%s", names[i]);
        expect(names[i], file);
    }
}
END_TEST

/* They would end the line, or the text that is copied from a page. */
START_TEST(names_with_line_ends)
{
    make("fog:r1@3", "a\nb\tit's 100%s\\c", "d\n");
    ck_assert_ptr_null(strchr(recipe, '\n'));
    ck_assert_ptr_null(strchr(recipe, '\t'));
    expect("a~b^it's 100%s\\c", "d~/a~b^it's 100%s\\c");
}
END_TEST

MLT_TEST_SUITE(report_recipe, one_line, photographs_of_frost, names_that_shells_dislike,
               names_with_line_ends)
