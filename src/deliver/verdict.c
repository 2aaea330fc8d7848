// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From the gain that a delivery needs and the room that its ceiling leaves.
// Layer: deliver.

#include "deliver/verdict.h"

#include <glib/gi18n.h>
#include <math.h>

#define LIMITING_IS_FINE_DB 3.0 /* a limiter gives that much without a word */
#define NOTHING_DB 0.05         /* what is shown as 0.0 */

LtVerdict
lt_verdict_of (const LtTarget *target, double integrated_lufs, double true_peak_dbtp)
{
  bool   turned = !isnan (target->target_lufs);
  double gain = turned ? target->target_lufs - integrated_lufs : 0.0;
  double over = true_peak_dbtp + gain - target->ceiling_dbtp; /* NAN without a ceiling */

  if (!isfinite (integrated_lufs) || !isfinite (true_peak_dbtp))
    return (LtVerdict) { LT_VERDICT_UNKNOWN, 0.0 };
  if (gain <= -NOTHING_DB)
    return (LtVerdict) { LT_VERDICT_TURNED_DOWN, -gain };
  if (over > LIMITING_IS_FINE_DB && turned)
    return (LtVerdict) { LT_VERDICT_SHORT, over };
  if (gain >= NOTHING_DB)
    return (LtVerdict) { LT_VERDICT_TURNED_UP, gain };
  if (over >= NOTHING_DB)
    return (LtVerdict) { LT_VERDICT_LIMITED, over };
  return (LtVerdict) { LT_VERDICT_READY, 0.0 };
}

char *
lt_verdict_dup_text (LtVerdict verdict)
{
  switch (verdict.kind)
    {
    case LT_VERDICT_UNKNOWN:
      return g_strdup (_ ("No sound yet"));
    case LT_VERDICT_READY:
      return g_strdup (_ ("Ready"));
    case LT_VERDICT_TURNED_DOWN:
      return g_strdup_printf (_ ("Turned down %.1f dB"), verdict.amount);
    case LT_VERDICT_TURNED_UP:
      return g_strdup_printf (_ ("Turned up %.1f dB"), verdict.amount);
    case LT_VERDICT_LIMITED:
      return g_strdup_printf (_ ("Limited by %.1f dB"), verdict.amount);
    case LT_VERDICT_SHORT:
      return g_strdup_printf (_ ("%.1f LU short without limiting"), verdict.amount);
    }
  return NULL;
}

bool
lt_verdict_is_warning (LtVerdict verdict)
{
  return verdict.kind == LT_VERDICT_SHORT;
}
