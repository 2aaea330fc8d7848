// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What differs in tempo and metre, change by change.
// Layer: session.

#include "session/diff-private.h"
#include "session/tempo.h"

#include <glib/gi18n.h>

static char *
dup_bpm (const LtTempoPoint *point)
{
  char             buffer[G_ASCII_DTOSTR_BUF_SIZE];
  const char      *number = g_ascii_formatd (buffer, sizeof buffer, "%.2f", point->bpm);

  return point->ramp ? g_strdup_printf (_ ("%s, moving to the next"), number) : g_strdup (number);
}

static const LtTempoPoint *
find_tempo (const LtTempoMap *map, int64_t pulse)
{
  for (uint32_t i = 1; i < map->n_tempos; i++)
    if (map->tempos[i].pulse == pulse)
      return &map->tempos[i];
  return NULL;
}

static const LtMetreChange *
find_metre (const LtTempoMap *map, int64_t bar)
{
  for (uint32_t i = 1; i < map->n_metres; i++)
    if (map->metres[i].bar == bar)
      return &map->metres[i];
  return NULL;
}

static void
compare_tempos (LtDiff *self, const LtTempoMap *from, const LtTempoMap *to)
{
  g_autofree char *first = dup_bpm (&from->tempos[0]), *first_now = dup_bpm (&to->tempos[0]);

  if (from->tempos[0].bpm != to->tempos[0].bpm || from->tempos[0].ramp != to->tempos[0].ramp)
    lt_diff_nodes_say (self, _ ("%s: tempo %s → %s"), _ ("Session"), first, first_now);
  for (uint32_t i = 1; i < from->n_tempos; i++)
    {
      g_autofree char *place = lt_tempo_dup_place (from, (double) from->tempos[i].pulse);

      if (find_tempo (to, from->tempos[i].pulse) == NULL)
        lt_diff_nodes_say (self, _ ("Removed the change of tempo at %s"), place);
    }
  for (uint32_t i = 1; i < to->n_tempos; i++)
    {
      const LtTempoPoint *before = find_tempo (from, to->tempos[i].pulse);
      g_autofree char    *place = lt_tempo_dup_place (to, (double) to->tempos[i].pulse), *now = dup_bpm (&to->tempos[i]);
      g_autofree char    *then = before != NULL ? dup_bpm (before) : NULL;

      if (before == NULL)
        lt_diff_nodes_say (self, _ ("Added a change of tempo at %s: %s"), place, now);
      else if (before->bpm != to->tempos[i].bpm || before->ramp != to->tempos[i].ramp)
        lt_diff_nodes_say (self, _ ("Tempo at %s: %s → %s"), place, then, now);
    }
}

static void
compare_metres (LtDiff *self, const LtTempoMap *from, const LtTempoMap *to)
{
  const LtMetreChange *a = &from->metres[0], *b = &to->metres[0];

  if (a->num != b->num || a->den != b->den)
    lt_diff_nodes_say (self, _ ("%s: metre %u/%u → %u/%u"), _ ("Session"), a->num, a->den, b->num, b->den);
  for (uint32_t i = 1; i < from->n_metres; i++)
    if (find_metre (to, from->metres[i].bar) == NULL)
      lt_diff_nodes_say (self, _ ("Removed the change of metre at bar %d"), (int) from->metres[i].bar + 1);
  for (uint32_t i = 1; i < to->n_metres; i++)
    {
      b = &to->metres[i];
      a = find_metre (from, b->bar);
      if (a == NULL)
        lt_diff_nodes_say (self, _ ("Added a change of metre at bar %d: %u/%u"), (int) b->bar + 1, b->num, b->den);
      else if (a->num != b->num || a->den != b->den)
        lt_diff_nodes_say (self, _ ("Metre at bar %d: %u/%u → %u/%u"), (int) b->bar + 1, a->num, a->den, b->num, b->den);
    }
}

void
lt_diff_tempo (LtDiff *self)
{
  if (lt_tempo_map_equal (self->from->tempo, self->to->tempo))
    return;
  compare_tempos (self, self->from->tempo, self->to->tempo);
  compare_metres (self, self->from->tempo, self->to->tempo);
}
