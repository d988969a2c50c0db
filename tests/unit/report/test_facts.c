/* SPDX-License-Identifier: MIT */
#include "report/html/facts.h"
#include "section_fixtures.h"

START_TEST(test_facts)
{
    const char *shown = sx_section(mlt_html_facts, sx_report(2, true));
    sx_check_tags(shown);
    SX_HAS(shown, "<bdi>version of the model</bdi></th><td class=\"text\"><bdi>1</bdi></td>");
    SX_LACKS(shown, "tags of the model");
    SX_HAS(shown, "<bdi>detection, 2 classes</bdi>");
    SX_HAS(shown, "<bdi>00000000000000aa</bdi>");
    SX_HAS(shown, "<bdi>s, 6 conditions</bdi>");
    SX_HAS(shown, "<bdi>00000000000000bb</bdi>");
    SX_HAS(shown, "<bdi>seed 0, 4 samples, complete</bdi>");
    SX_HAS(shown, "<bdi>0.1.0, numbers f32</bdi>");
    SX_HAS(shown, "<bdi>min_confidence</bdi></th><td data-sort=\"0.3\">0.3</td><td data-sort="
                  "\"0.3\">0.3</td></tr>");
    SX_HAS(shown, "<bdi>risk.value</bdi></th><td data-sort=\"37.5\">37.5</td>");
    SX_HAS(shown, "<bdi>noise_floor.repeat</bdi></th><td data-sort=\"\">–</td>");
    SX_HAS(shown, "<bdi>hysteresis</bdi></th><td class=\"text\"><bdi>yes</bdi></td>");
}
END_TEST

START_TEST(test_runs_that_are_parts)
{
    mltest_journal *journal = fx_open(true);
    static const char *tags[] = {"small", "<b>"};
    journal->run.model_tags = tags;
    journal->run.n_model_tags = 2;
    journal->run.shard_index = 1;
    journal->run.shard_count = 3;
    journal->run.has_score_floor = false;
    journal->complete = false;
    const char *shown = sx_section(mlt_html_facts, sx_report_of(&journal, 1, NULL, NULL));
    SX_HAS(shown, "<bdi>small, &lt;b&gt;</bdi>");
    SX_HAS(shown, "<bdi>seed 0, 4 samples, shard 1 of 3, not complete</bdi>");
    SX_HAS(shown, "<bdi>not declared</bdi>");
}
END_TEST

START_TEST(test_commands)
{
    const char *shown = sx_section(mlt_html_commands, sx_report(2, true));
    sx_check_tags(shown);
    SX_HAS(shown, "mltest run --dataset DATASET --predictor PREDICTOR --suite s --seed 0 --out "
                  "1.jsonl.gz\n");
    SX_HAS(shown, "mltest report 1.jsonl.gz 2.jsonl.gz --out report.html \\\n    --min-confidence "
                  "0.3 --strictness 0.75 --min-visibility 0.25 --target 0.05 --consistency micro "
                  "--resamples 20\n");
    mltest_journal *journal = fx_open(true);
    journal->run.limit = 3;
    shown = sx_section(mlt_html_commands, sx_report_of(&journal, 1, "match_confidence", "0.1"));
    SX_HAS(shown, " --limit 3 ");
    SX_HAS(shown, " --match-confidence 0.1 ");
}
END_TEST

/* Nobody pastes what a journal says into a shell. */
START_TEST(test_commands_are_words)
{
    static const char *const names[] = {"x; rm -rf y", "$(x)", "-x", "", "a'b", SX_HOSTILE};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        mltest_journal *journal = fx_open(true);
        journal->run.suite_name = names[i];
        const char *shown = sx_section(mlt_html_commands, sx_report_of(&journal, 1, NULL, NULL));
        SX_HAS(shown, " --suite SUITE --seed");
    }
    mltest_journal *journal = fx_open(true);
    journal->run.suite_name = "fog@3,noise@1";
    SX_HAS(sx_section(mlt_html_commands, sx_report_of(&journal, 1, "weights", "weather=2")),
           "--suite fog@3,noise@1 ");
}
END_TEST

START_TEST(test_out_of_memory)
{
    sx_every_allocation(mlt_html_facts);
}
END_TEST

MLT_TEST_SUITE(report_facts, test_facts, test_runs_that_are_parts, test_commands,
               test_commands_are_words, test_out_of_memory)
