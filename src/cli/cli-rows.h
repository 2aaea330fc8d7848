// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Effects and the rows of their parameters, as the command line prints and reads them.
// Layer: cli.

#pragma once

#include "cli/cli.h"
#include "fx/fx.h"

#define LT_CLI_ROWS_RATE_HZ 48000.0 /* at which latencies are told */

/* NULL: there is none, and the error lists what there is. */
const LtFxType *lt_cli_rows_effect (const char *key, GError **error);

/* "dB", ":1", "" */
const char *lt_cli_rows_unit (LtUnit unit);

/* "−60.0 dB to 0.0 dB", "off, on", "peak, rms": what may be written for the row. (transfer full) */
char *lt_cli_rows_range (const LtParamSpec *row);

/* The default as it may be written, with its unit. Returns @buf (LT_VALUE_TEXT_SIZE is enough). */
const char *lt_cli_rows_default (const LtParamSpec *row, char *buf, gsize size);

/* "choice", "switch", "count" or "number" */
const char *lt_cli_rows_kind (const LtParamSpec *row);

/* Of the effect with its defaults, frames at LT_CLI_ROWS_RATE_HZ, stereo. */
uint32_t lt_cli_rows_latency (const LtFxType *type);

/* Puts "PARAM=VALUE" into @values. The error names the effect's parameters, or what may be written for the one. */
bool lt_cli_rows_assign (const LtFxType *type, const char *assignment, float *values, GError **error);
