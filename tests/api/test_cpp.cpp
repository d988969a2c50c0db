// SPDX-License-Identifier: MIT
// A host in C++11: a model and a data set in memory go through a run to scores, errors are objects,
// handles are freed by RAII in an order of C++'s choosing. Usage: test_cpp FOLDER
#include <mltest.h>

#include <cstdio>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace
{

int passed = 0;
int failed = 0;

void check(const char *what, bool holds)
{
    (holds ? passed : failed)++;
    std::printf("%s %s\n", holds ? "ok  " : "BAD ", what);
}

// What _free does for a handle, for std::unique_ptr.
template <typename T, void (*release)(T *)> struct freer {
    void operator()(T *handle) const
    {
        release(handle);
    }
};
template <typename T, void (*release)(T *)> using owned = std::unique_ptr<T, freer<T, release>>;
using context = owned<mltest_context, mltest_context_free>;
using dataset = owned<mltest_dataset, mltest_dataset_free>;
using sample = owned<mltest_sample, mltest_sample_free>;
using predictor = owned<mltest_predictor, mltest_predictor_free>;
using suite = owned<mltest_suite, mltest_suite_free>;
using options = owned<mltest_options, mltest_options_free>;
using run = owned<mltest_run, mltest_run_free>;
using journal = owned<mltest_journal, mltest_journal_free>;
using scorecard = owned<mltest_scorecard, mltest_scorecard_free>;

// Status and error object become an exception, as a C++ host would have it.
void must(mltest_status status, mltest_error *error)
{
    if (status == MLTEST_OK)
        return;
    std::string text = std::string(mltest_status_name(status)) + ": " + mltest_error_message(error);
    mltest_error_free(error);
    throw std::runtime_error(text);
}

const uint32_t side = 64;
const int n_pictures = 5;

struct model {
    int calls = 0;
    int *destroyed;
};

// Finds the bounding box of what is bright, by a threshold on the first channel.
int32_t predict(void *user_data, const mltest_image_view *images, size_t n, mltest_sink *sink)
{
    static_cast<model *>(user_data)->calls++;
    for (size_t i = 0; i < n; i++) {
        const mltest_image_view &view = images[i];
        uint32_t x0 = view.width, y0 = view.height, x1 = 0, y1 = 0;
        for (uint32_t y = 0; y < view.height; y++) {
            const uint8_t *row = static_cast<const uint8_t *>(view.data) + y * view.stride_bytes;
            for (uint32_t x = 0; x < view.width; x++)
                if (row[x * mltest_format_bytes(view.format)] > 220) {
                    x0 = x < x0 ? x : x0;
                    y0 = y < y0 ? y : y0;
                    x1 = x + 1 > x1 ? x + 1 : x1;
                    y1 = y + 1;
                }
        }
        mltest_status status =
            x1 == 0 ? mltest_sink_add_boxes(sink, i, 0, nullptr, MLTEST_TYPE_F64, MLTEST_BOX_XYWH,
                                            nullptr, nullptr, MLTEST_TYPE_I32)
                    : mltest_sink_add_box(sink, i, 0, 0.9, x0, y0, x1 - x0, y1 - y0);
        if (status != MLTEST_OK)
            return 1;
    }
    return MLTEST_CALLBACK_DONE;
}

void destroy(void *user_data)
{
    model *gone = static_cast<model *>(user_data);
    ++*gone->destroyed;
    delete gone;
}

// A grey picture with one white square, and its label.
sample picture(mltest_context *ctx, int number)
{
    mltest_error *error = nullptr;
    mltest_sample *raw = nullptr;
    must(mltest_sample_new(&raw, ctx, &error), error);
    sample made(raw);
    const uint32_t left = 8 + 6 * static_cast<uint32_t>(number), top = 20, size = 16;
    std::vector<uint8_t> pixels(side * side * 3, 60);
    for (uint32_t y = top; y < top + size; y++)
        std::memset(&pixels[(y * side + left) * 3], 255, size * 3);
    mltest_image_view view = {};
    view.data = pixels.data();
    view.stride_bytes = side * 3;
    view.width = view.height = side;
    view.format = MLTEST_FORMAT_RGB8;
    const mltest_box box = {double(left), double(top), double(size), double(size)};
    must(mltest_sample_set_id(raw, ("square-" + std::to_string(number)).c_str(), &error), error);
    must(mltest_sample_set_view(raw, &view, &error), error);
    must(mltest_sample_add_truth(raw, 0, &box, 0, &error), error);
    return made;
}

dataset pictures(mltest_context *ctx)
{
    mltest_error *error = nullptr;
    mltest_dataset *raw = nullptr;
    const char *classes[] = {"square"};
    must(mltest_dataset_new_memory(&raw, ctx, "squares", classes, 1, &error), error);
    dataset made(raw);
    for (int i = 0; i < n_pictures; i++)
        must(mltest_dataset_add(raw, picture(ctx, i).get(), &error), error);
    return made;
}

// Everything the run is made from is freed before it is executed: the run keeps what it needs.
run prepared(mltest_context *ctx, int *destroyed)
{
    mltest_error *error = nullptr;
    mltest_predictor_vtable vtable = {};
    vtable.struct_size = sizeof vtable;
    vtable.predict = predict;
    vtable.destroy = destroy;
    vtable.max_batch = 2;
    std::unique_ptr<model> state(new model);
    state->destroyed = destroyed;
    mltest_predictor *raw_model = nullptr;
    must(mltest_predictor_new(&raw_model, ctx, &vtable, state.get(), &error), error);
    state.release();
    predictor wrapped(raw_model);

    mltest_suite *raw_suite = nullptr;
    must(mltest_suite_open(&raw_suite, ctx, "fog@3", &error), error);
    suite chosen(raw_suite);
    check("suite fog@3 is two conditions", mltest_suite_count(raw_suite) == 2);

    mltest_options *raw_options = nullptr;
    must(mltest_options_new(&raw_options, ctx, "run", &error), error);
    options settings(raw_options);
    must(mltest_options_set_bool(raw_options, "timing", 0, &error), error);

    dataset squares = pictures(ctx);
    check("the data set has its pictures", mltest_dataset_count(squares.get()) == n_pictures);
    mltest_run *raw = nullptr;
    must(mltest_run_new(&raw, ctx, squares.get(), raw_model, raw_suite, raw_options, &error),
         error);
    return run(raw);
}

void whole_loop(mltest_context *ctx, const std::string &path)
{
    mltest_error *error = nullptr;
    int destroyed = 0;
    {
        run pass = prepared(ctx, &destroyed);
        check("the run keeps its model", destroyed == 0);
        must(mltest_run_execute(pass.get(), path.c_str(), &error), error);
        uint64_t answered = 0;
        must(mltest_run_counter(pass.get(), "answered", &answered), nullptr);
        check("every picture is answered under both conditions", answered == 2 * n_pictures);
    }
    check("the model is destroyed once", destroyed == 1);

    const char *paths[] = {path.c_str()};
    mltest_journal *raw_journal = nullptr;
    must(mltest_journal_open(&raw_journal, ctx, paths, 1, &error), error);
    journal recorded(raw_journal);
    check("the journal is complete", mltest_journal_is_complete(raw_journal) == 1);
    mltest_scorecard *raw_card = nullptr;
    must(mltest_scorecard_new(&raw_card, ctx, raw_journal, nullptr, nullptr, 0, &error), error);
    scorecard card(raw_card);
    recorded.reset(); // the scorecard keeps what it needs
    double ap50 = 0;
    must(mltest_scorecard_value(raw_card, "clean.AP50", &ap50), nullptr);
    check("clean AP50 is 1", ap50 > 1 - 1e-9 && ap50 < 1 + 1e-9);
    check("a value that is not there is refused",
          mltest_scorecard_value(raw_card, "clean.AP51", &ap50) != MLTEST_OK);
    check("the scorecard has both conditions", mltest_scorecard_rows(raw_card, "conditions") == 2);
}

void versions_and_errors()
{
    check("the version is 0.1", std::strncmp(mltest_version(), "0.1.", 4) == 0);
    check("the processor path has a name", std::strlen(mltest_cpu_path()) > 0);
    mltest_error *error = nullptr;
    mltest_suite *none = reinterpret_cast<mltest_suite *>(&error);
    mltest_status status = mltest_suite_open(&none, nullptr, "fgo@3", &error);
    check("a misspelt kind fails", status == MLTEST_ERR_NOT_FOUND);
    check("out is NULL after a failure", none == nullptr);
    check("the error has the status", mltest_error_status(error) == status);
    check("the error names the nearest kind", std::strstr(mltest_error_message(error), "fog"));
    mltest_error_free(error);
    check("no error object is wanted: fine",
          mltest_suite_open(&none, nullptr, "fgo@3", nullptr) == status);
    check("no error is no message", *mltest_error_message(nullptr) == '\0');
    mltest_predictor *model = nullptr;
    mltest_predictor_vtable empty = {};
    empty.struct_size = sizeof empty;
    check("a model without a function is refused",
          mltest_predictor_new(&model, nullptr, &empty, nullptr, nullptr) == MLTEST_ERR_INVALID);
    mltest_suite_free(nullptr); // NULL is fine
}

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2) {
        std::fprintf(stderr, "usage: test_cpp FOLDER\n");
        return 2;
    }
    try {
        versions_and_errors();
        mltest_error *error = nullptr;
        mltest_context *raw = nullptr;
        must(mltest_context_new(&raw, nullptr, nullptr, &error), error);
        context ctx(raw);
        whole_loop(raw, std::string(argv[1]) + "/cpp.jsonl.gz");
    } catch (const std::exception &problem) {
        check(problem.what(), false);
    }
    std::printf("%d passed, %d failed\n", passed, failed);
    return failed != 0;
}
