/* SPDX-License-Identifier: MIT */
/*
 * A growing run of bytes, for building text and files in memory. The first failed growth is
 * remembered: further calls do nothing, and mlt_text_ok() tells at the end.
 */
#ifndef MLT_BASE_TEXT_H
#define MLT_BASE_TEXT_H

#include "mltest/context.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    mltest_context *ctx; /* borrowed */
    char *bytes;         /* NUL after the last byte once anything was added */
    size_t n;
    size_t cap;
    bool failed;
} mlt_text;

void mlt_text_init(mlt_text *text, mltest_context *ctx);
void mlt_text_add(mlt_text *text, const void *bytes, size_t n);
void mlt_text_puts(mlt_text *text, const char *string);
void mlt_text_putc(mlt_text *text, char c);
/* For messages, never for data: printf depends on the locale for floating point. */
void mlt_text_printf(mlt_text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
void mlt_text_vprintf(mlt_text *text, const char *format, va_list args)
    __attribute__((format(printf, 2, 0)));
/* Numbers as data (base/number.h). */
void mlt_text_f64(mlt_text *text, double value);
void mlt_text_f32(mlt_text *text, float value);
void mlt_text_i64(mlt_text *text, int64_t value);
void mlt_text_u64(mlt_text *text, uint64_t value);
bool mlt_text_ok(const mlt_text *text);
/* The string, "" when nothing was added. */
const char *mlt_text_string(const mlt_text *text);
/* Forgets the content, keeps the memory; clears failed. */
void mlt_text_clear(mlt_text *text);
/* Hands the bytes to the caller (mlt_free); NULL if failed. */
char *mlt_text_take(mlt_text *text);
void mlt_text_free(mlt_text *text);
/* Turns line ends into spaces and other active characters into '?', in place: what messages and log
 * lines quote may hold some. */
void mlt_one_line(char *string);

#endif
