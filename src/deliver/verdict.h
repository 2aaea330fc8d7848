// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a delivery will do to a master that measures so and so.
// Layer: deliver.

#pragma once

#include "deliver/targets.h"

typedef enum
{
  LT_VERDICT_UNKNOWN,     /* nothing was measured */
  LT_VERDICT_READY,       /* goes out as it is */
  LT_VERDICT_TURNED_DOWN, /* by amount, dB, and nothing is limited */
  LT_VERDICT_TURNED_UP,   /* by amount, dB, and nothing is limited */
  LT_VERDICT_LIMITED,     /* turned or not, its peaks are over the ceiling by amount, dB */
  LT_VERDICT_SHORT,       /* without limiting by amount, LU, it stays below its target: more than a limiter does unheard */
  LT_VERDICT_CLIPPED,     /* no ceiling, and what is written or played ends at full scale: true peaks over it by amount, dB */
} LtVerdictKind;

typedef struct
{
  LtVerdictKind kind;
  double        amount; /* >= 0 */
} LtVerdict;

/* Of a master of @integrated_lufs and @true_peak_dbtp; NAN: not measured. */
LtVerdict lt_verdict_of (const LtTarget *target, double integrated_lufs, double true_peak_dbtp);

/* Whether the file may hold more than full scale: floats, of which no ceiling is asked. */
bool lt_verdict_goes_over (const LtTarget *target);

char *lt_verdict_dup_text (LtVerdict verdict);     /* (transfer full): a word or two, translated */
bool  lt_verdict_is_warning (LtVerdict verdict);
