// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One block of memory: the map and its points.
// Layer: session.

#include "session/tempo.h"

#include <math.h>
#include <string.h>

static int
compare_tempos (gconstpointer a, gconstpointer b, gpointer unused)
{
  const LtTempoPoint *p = a, *q = b;

  return (p->pulse > q->pulse) - (p->pulse < q->pulse);
}

static int
compare_metres (gconstpointer a, gconstpointer b, gpointer unused)
{
  const LtMetreChange *p = a, *q = b;

  return (p->bar > q->bar) - (p->bar < q->bar);
}

static void
clean_tempos (LtTempoMap *self)
{
  uint32_t n = 0;

  g_qsort_with_data (self->tempos, (int) self->n_tempos, sizeof *self->tempos, compare_tempos, NULL); /* stable: the last one given stays last */
  for (uint32_t i = 0; i < self->n_tempos; i++)
    {
      LtTempoPoint point = self->tempos[i];

      point.pulse = i == 0 ? 0 : CLAMP (point.pulse, 0, LT_TEMPO_PULSE_MAX);
      point.bpm = CLAMP (point.bpm, LT_TEMPO_MIN_BPM, LT_TEMPO_MAX_BPM);
      if (n > 0 && self->tempos[n - 1].pulse == point.pulse)
        n--;
      self->tempos[n++] = point;
    }
  self->n_tempos = n;
}

static void
clean_metres (LtTempoMap *self)
{
  uint32_t n = 0;

  g_qsort_with_data (self->metres, (int) self->n_metres, sizeof *self->metres, compare_metres, NULL);
  for (uint32_t i = 0; i < self->n_metres; i++)
    {
      LtMetreChange change = self->metres[i];

      change.bar = i == 0 ? 0 : CLAMP (change.bar, 0, LT_TEMPO_BAR_MAX);
      if (n > 0 && self->metres[n - 1].bar == change.bar)
        n--;
      self->metres[n++] = change;
    }
  self->n_metres = n;
}

LtTempoMap *
lt_tempo_new (const LtTempoPoint *tempos, guint n_tempos, const LtMetreChange *metres, guint n_metres)
{
  g_return_val_if_fail (n_tempos > 0 && n_metres > 0, NULL);

  LtTempoMap *self = g_atomic_rc_box_alloc0 (sizeof *self + n_tempos * sizeof *tempos + n_metres * sizeof *metres);

  self->tempos = (LtTempoPoint *) (gpointer) (self + 1);
  self->metres = (LtMetreChange *) (gpointer) (self->tempos + n_tempos);
  self->n_tempos = n_tempos;
  self->n_metres = n_metres;
  memcpy (self->tempos, tempos, n_tempos * sizeof *tempos);
  memcpy (self->metres, metres, n_metres * sizeof *metres);
  clean_tempos (self);
  clean_metres (self);
  lt_tempo_map_prepare (self);
  return self;
}

LtTempoMap *
lt_tempo_ref (const LtTempoMap *self)
{
  return g_atomic_rc_box_acquire ((LtTempoMap *) self);
}

void
lt_tempo_unref (LtTempoMap *self)
{
  g_atomic_rc_box_release (self);
}

void
lt_tempo_give (LtSession *fresh, LtTempoMap *map)
{
  if (fresh->tempo != NULL)
    lt_tempo_unref (fresh->tempo);
  fresh->tempo = map;
  fresh->tempo_bpm = map->tempos[0].bpm;
  fresh->metre_num = map->metres[0].num;
  fresh->metre_den = map->metres[0].den;
}

double
lt_tempo_get_pulse (const LtSession *session, int64_t frames)
{
  return lt_tempo_map_pulse (session->tempo, (double) frames / session->rate_hz);
}

int64_t
lt_tempo_get_frames (const LtSession *session, double pulse)
{
  return llround (lt_tempo_map_seconds (session->tempo, pulse) * session->rate_hz);
}

char *
lt_tempo_dup_place (const LtTempoMap *self, double pulse)
{
  const LtMetreChange *metre = lt_tempo_map_find_metre (self, pulse);
  double               tick = (double) lt_tempo_map_beat (metre) / LT_TEMPO_TICKS;
  LtTempoPlace         at = lt_tempo_map_place (self, round (pulse / tick) * tick);

  return g_strdup_printf ("%" G_GINT64_FORMAT "|%d|%03d", at.bar + 1, at.beat + 1, (int) lrint (at.tick));
}

bool
lt_tempo_read_place (const char *text, LtTempoPlace *place)
{
  g_autofree char *clean = g_strdelimit (g_strstrip (g_strdup (text)), "|. ", '|');
  g_auto (GStrv)   parts = g_strsplit (clean, "|", -1);
  guint            n = g_strv_length (parts);
  guint64          numbers[3] = { 1, 1, 0 };

  if (n < 1 || n > 3)
    return false;
  for (guint i = 0; i < n; i++)
    if (!g_ascii_string_to_unsigned (parts[i], 10, i < 2 ? 1 : 0, i == 0 ? LT_TEMPO_BAR_MAX : 99999, &numbers[i], NULL))
      return false;
  *place = (LtTempoPlace) { (int64_t) numbers[0] - 1, (int32_t) numbers[1] - 1, (double) numbers[2] };
  return true;
}

bool
lt_tempo_parse_place (const LtTempoMap *self, const char *text, double *pulse)
{
  LtTempoPlace place;

  if (!lt_tempo_read_place (text, &place) || (uint32_t) place.beat >= lt_tempo_map_metre_of (self, place.bar)->num || place.tick >= LT_TEMPO_TICKS)
    return false;
  *pulse = lt_tempo_map_place_pulse (self, place);
  return true;
}
