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

bool
lt_verdict_goes_over (const LtTarget *target)
{
  return isnan (target->ceiling_dbtp) && target->format != NULL && !target->format->is_lossy && target->bits >= LT_BITS_FLOAT;
}

/* No limiter stands in front of full scale, where integers end, and what most players make of a lossy file. */
static bool
is_cut (const LtTarget *target)
{
  return isnan (target->ceiling_dbtp) && target->format != NULL && !lt_verdict_goes_over (target);
}

LtVerdict
lt_verdict_of (const LtTarget *target, double integrated_lufs, double true_peak_dbtp)
{
  bool   turned = !isnan (target->target_lufs), cut = is_cut (target);
  double gain = turned ? target->target_lufs - integrated_lufs : 0.0;
  double over = true_peak_dbtp + gain - (cut ? 0.0 : target->ceiling_dbtp); /* NAN where nothing is too high */

  if (!isfinite (integrated_lufs) || !isfinite (true_peak_dbtp))
    return (LtVerdict) { LT_VERDICT_UNKNOWN, 0.0 };
  if (over >= NOTHING_DB)
    return (LtVerdict) { cut ? LT_VERDICT_CLIPPED : over > LIMITING_IS_FINE_DB && turned ? LT_VERDICT_SHORT : LT_VERDICT_LIMITED, over };
  if (gain <= -NOTHING_DB)
    return (LtVerdict) { LT_VERDICT_TURNED_DOWN, -gain };
  if (gain >= NOTHING_DB)
    return (LtVerdict) { LT_VERDICT_TURNED_UP, gain };
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
    case LT_VERDICT_CLIPPED:
      return g_strdup_printf (_ ("Clips, %.1f dB over full scale"), verdict.amount);
    }
  return NULL;
}

bool
lt_verdict_is_warning (LtVerdict verdict)
{
  return verdict.kind == LT_VERDICT_SHORT || verdict.kind == LT_VERDICT_CLIPPED
         || (verdict.kind == LT_VERDICT_LIMITED && verdict.amount > LIMITING_IS_FINE_DB);
}
