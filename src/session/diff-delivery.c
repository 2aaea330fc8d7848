// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What differs between two lists of deliveries.
// Layer: session.

#include "session/diff-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

static void
gone (LtDiff *self, const LtStrip *unused, gconstpointer node)
{
  lt_diff_nodes_say (self, _ ("Removed delivery “%s”"), ((const LtDeliverySpec *) node)->name);
}

static void
came (LtDiff *self, const LtStrip *unused, gconstpointer node)
{
  lt_diff_nodes_say (self, _ ("Added delivery “%s”"), ((const LtDeliverySpec *) node)->name);
}

/* To the hundredth, or as exactly as it was typed: two values never read the same. */
static char *
dup_level (double level, const char *unit, const char *none)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (level))
    return g_strdup (none);
  g_ascii_formatd (number, sizeof number, "%.2f", fabs (level));
  if (g_ascii_strtod (number, NULL) != fabs (level))
    g_ascii_formatd (number, sizeof number, "%.15g", fabs (level));
  if (g_ascii_strtod (number, NULL) != fabs (level))
    g_ascii_dtostr (number, sizeof number, fabs (level));
  return g_strdup_printf ("%s%s %s", level < 0.0 ? "−" : "", number, unit);
}

static char *
dup_rate (uint32_t rate_hz)
{
  return rate_hz != 0 ? g_strdup_printf ("%u Hz", rate_hz) : g_strdup (_ ("the session's"));
}

static const char *
switch_word (bool on)
{
  return on ? _ ("on") : _ ("off");
}

static void
both (LtDiff *self, const LtStrip *unused, gconstpointer a, const LtStrip *unused_too, gconstpointer b)
{
  const LtDeliverySpec *from = a, *to = b;
  g_autofree char      *loud_from = dup_level (from->target_lufs, "LUFS", _ ("as mastered"));
  g_autofree char      *loud_to = dup_level (to->target_lufs, "LUFS", _ ("as mastered"));
  g_autofree char      *top_from = dup_level (from->ceiling_dbtp, "dBTP", _ ("none"));
  g_autofree char      *top_to = dup_level (to->ceiling_dbtp, "dBTP", _ ("none"));
  g_autofree char      *rate_from = dup_rate (from->rate_hz), *rate_to = dup_rate (to->rate_hz);

  if (strcmp (from->name, to->name) != 0)
    lt_diff_nodes_say (self, _ ("Delivery “%s” renamed to “%s”"), from->name, to->name);
  lt_diff_nodes_text (self, to->name, _ ("file name"), from->pattern, to->pattern);
  lt_diff_nodes_text (self, to->name, _ ("format"), from->format, to->format);
  lt_diff_nodes_text (self, to->name, _ ("bit depth"), from->bits, to->bits);
  lt_diff_nodes_text (self, to->name, _ ("rate"), rate_from, rate_to);
  lt_diff_nodes_text (self, to->name, _ ("dither"), from->dither, to->dither);
  lt_diff_nodes_text (self, to->name, _ ("loudness"), loud_from, loud_to);
  lt_diff_nodes_text (self, to->name, _ ("ceiling"), top_from, top_to);
  lt_diff_nodes_text (self, to->name, _ ("tags"), switch_word (from->tags), switch_word (to->tags));
  if (from->on != to->on)
    lt_diff_nodes_say (self, to->on ? _ ("Delivery “%s” selected") : _ ("Delivery “%s” left out"), to->name);
}

void
lt_diff_delivery_lists (LtDiff *self)
{
  const GPtrArray *from = self->from->deliveries, *to = self->to->deliveries;

  lt_diff_nodes_lists (self, NULL, from, NULL, to, gone, came, both);
  if (!lt_diff_nodes_same_order (from, to, lt_nodes_id))
    lt_diff_nodes_say (self, "%s", _ ("The deliveries are in another order"));
}
