/* SPDX-License-Identifier: MIT */
#include "base/error.h"

#include "base/status.h"

const char *mltest_status_name(mltest_status status)
{
    return mlt_status_name(status);
}

const char *mltest_status_text(mltest_status status)
{
    return mlt_status_text(status);
}

mltest_status mltest_error_status(const mltest_error *error)
{
    return mlt_error_status(error);
}

const char *mltest_error_message(const mltest_error *error)
{
    return mlt_error_text(error, MLT_ERROR_MESSAGE);
}

const char *mltest_error_file(const mltest_error *error)
{
    return mlt_error_text(error, MLT_ERROR_FILE);
}

int64_t mltest_error_line(const mltest_error *error)
{
    return mlt_error_line(error);
}

int64_t mltest_error_offset(const mltest_error *error)
{
    return mlt_error_offset(error);
}

const char *mltest_error_sample(const mltest_error *error)
{
    return mlt_error_text(error, MLT_ERROR_SAMPLE);
}

const char *mltest_error_condition(const mltest_error *error)
{
    return mlt_error_text(error, MLT_ERROR_CONDITION);
}

int32_t mltest_error_callback_code(const mltest_error *error)
{
    return mlt_error_callback_code(error);
}

void mltest_error_free(mltest_error *error)
{
    mlt_error_free(error);
}
