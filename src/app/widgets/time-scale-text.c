// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Times as people write them.
// Layer: app/widgets.

#include "app/widgets/time-scale-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct
{
  gint64 bars, beats, ticks;
} Place;

/* To the nearest tick. */
static double
rounded (const LtTempoMap *map, double pulse)
{
  double tick = (double) lt_tempo_map_beat (lt_tempo_map_find_metre (map, pulse)) / LT_TIME_SCALE_TICKS;

  return round (pulse / tick) * tick;
}

static Place
split (const LtTimeScale *self, double frame)
{
  LtTimeScaleOwn own;
  const LtTempoMap *map = lt_time_scale_use_map (self, &own);
  LtTempoPlace      at = lt_tempo_map_place (map, rounded (map, lt_time_scale_pulse (self, MAX (frame, 0.0))));

  return (Place) { at.bar, at.beat, llround (at.tick) };
}

/* The ticks of the last beat may be rounded up to a whole one. */
static Place
split_span (const LtTimeScale *self, double from, double frames)
{
  LtTimeScaleOwn own;
  const LtTempoMap *map = lt_time_scale_use_map (self, &own);
  double            begin = rounded (map, lt_time_scale_pulse (self, MAX (from, 0.0)));
  double            end = rounded (map, lt_time_scale_pulse (self, MAX (from, 0.0) + MAX (frames, 0.0)));
  LtTempoPlace      at = lt_tempo_map_span (map, begin, MAX (end, begin));

  return (Place) { at.bar, at.beat, llround (at.tick) };
}

char *
lt_time_scale_dup_bars (const LtTimeScale *self, double frame)
{
  Place at = split (self, frame);

  return g_strdup_printf ("%" G_GINT64_FORMAT "|%d|%03d", at.bars + 1, (int) at.beats + 1, (int) at.ticks);
}

char *
lt_time_scale_dup_bars_span (const LtTimeScale *self, double from, double frames)
{
  Place at = split_span (self, from, frames);

  return g_strdup_printf ("%" G_GINT64_FORMAT "|%d|%03d", at.bars, (int) at.beats, (int) at.ticks);
}

char *
lt_time_scale_dup_time (const LtTimeScale *self, double frame, int decimals)
{
  double unit = pow (10.0, decimals);
  gint64 parts = llround (MAX (frame, 0.0) / self->rate_hz * unit);
  gint64 whole = parts / (gint64) unit, hours = whole / 3600;
  GString *text = g_string_new (NULL);

  if (hours > 0)
    g_string_append_printf (text, "%" G_GINT64_FORMAT ":%02d:%02d", hours, (int) (whole / 60 % 60), (int) (whole % 60));
  else
    g_string_append_printf (text, "%d:%02d", (int) (whole / 60), (int) (whole % 60));
  if (decimals > 0)
    g_string_append_printf (text, ".%0*d", decimals, (int) (parts % (gint64) unit));
  return g_string_free (text, FALSE);
}

char *
lt_time_scale_dup_place_words (const LtTimeScale *self, double frame)
{
  Place at = split (self, frame);

  if (at.beats == 0 && at.ticks == 0)
    return g_strdup_printf (_ ("bar %d"), (int) at.bars + 1);
  return g_strdup_printf (_ ("bar %d beat %d"), (int) at.bars + 1, (int) at.beats + 1);
}

char *
lt_time_scale_dup_span_words (const LtTimeScale *self, double from, double frames)
{
  Place            at = split_span (self, from, frames);
  g_autofree char *bars = g_strdup_printf (ngettext ("%d bar", "%d bars", (gulong) at.bars), (int) at.bars);
  g_autofree char *beats = g_strdup_printf (ngettext ("%d beat", "%d beats", (gulong) at.beats), (int) at.beats);

  if (at.bars == 0 && at.beats == 0)
    return g_strdup_printf (ngettext ("%d tick", "%d ticks", (gulong) at.ticks), (int) at.ticks);
  if (at.beats == 0)
    return g_steal_pointer (&bars);
  if (at.bars == 0)
    return g_steal_pointer (&beats);
  return g_strdup_printf ("%s %s", bars, beats);
}

/* Whole numbers apart by |, point, colon or space; 0: something else is in it. */
static int
read_numbers (const char *text, gint64 *numbers, int n_max)
{
  int n = 0;

  for (const char *at = text; *at != '\0';)
    {
      char *end;

      while (*at == ' ' || *at == '|' || *at == '.' || *at == ':')
        at++;
      if (*at == '\0')
        break;
      if (!g_ascii_isdigit (*at) || n == n_max)
        return 0;
      numbers[n++] = g_ascii_strtoll (at, &end, 10);
      at = end;
    }
  return n;
}

/* @first: what bars and beats are counted from. */
static gboolean
parse_place (const char *text, gint64 first, LtTempoPlace *place)
{
  gint64 numbers[3] = { first, first, 0 };

  if (read_numbers (text, numbers, 3) == 0 || numbers[0] < first || numbers[1] < first || numbers[0] > LT_TEMPO_BAR_MAX
      || numbers[1] > LT_TEMPO_BAR_MAX || numbers[2] > G_MAXINT32)
    return FALSE;
  *place = (LtTempoPlace) { numbers[0] - first, (int32_t) (numbers[1] - first), (double) numbers[2] };
  return TRUE;
}

gboolean
lt_time_scale_parse_bars (const LtTimeScale *self, const char *text, gboolean is_length, double *frame)
{
  LtTimeScaleOwn own;
  const LtTempoMap *map = lt_time_scale_use_map (self, &own);
  LtTempoPlace      place;

  if (is_length)
    return lt_time_scale_parse_bars_span (self, text, 0.0, frame);
  if (!parse_place (text, 1, &place))
    return FALSE;
  *frame = lt_time_scale_pulse_frame (self, lt_tempo_map_place_pulse (map, place));
  return TRUE;
}

gboolean
lt_time_scale_parse_bars_span (const LtTimeScale *self, const char *text, double from, double *frames)
{
  LtTimeScaleOwn own;
  const LtTempoMap *map = lt_time_scale_use_map (self, &own);
  LtTempoPlace      length;

  if (!parse_place (text, 0, &length))
    return FALSE;
  *frames = lt_time_scale_pulse_frame (self, lt_tempo_map_span_end (map, rounded (map, lt_time_scale_pulse (self, from)), length)) - from;
  return TRUE;
}

static gboolean
parse_note (const LtTimeScale *self, const char *text, double from, double *frames)
{
  int    over, under, used = 0;
  char   kind = ' ';
  double pulses;

  if (sscanf (text, " %5d / %5d %n", &over, &under, &used) < 2 || over < 1 || under < 1)
    return FALSE;
  if (text[used] != '\0')
    kind = g_ascii_tolower (text[used++]);
  if (text[used] != '\0' || strchr (" dt.", kind) == NULL)
    return FALSE;
  pulses = 4.0 * LT_TEMPO_QUARTER * over / under * (kind == 't' ? 2.0 / 3.0 : kind == ' ' ? 1.0 : 1.5);
  *frames = lt_time_scale_pulse_frame (self, lt_time_scale_pulse (self, from) + pulses) - from;
  return TRUE;
}

gboolean
lt_time_scale_parse_time (const LtTimeScale *self, const char *text, double *frame)
{
  return lt_time_scale_parse_time_span (self, text, 0.0, frame);
}

gboolean
lt_time_scale_parse_time_span (const LtTimeScale *self, const char *text, double from, double *frames)
{
  g_autofree char *clean = g_strdelimit (g_strstrip (g_strdup (text)), ",", '.');
  g_auto (GStrv)   parts = g_strsplit (clean, ":", -1);
  guint            n = g_strv_length (parts);
  double           seconds = 0.0;

  if (strchr (clean, '/') != NULL)
    return parse_note (self, clean, from, frames);
  if (n < 1 || n > 3)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      char  *end;
      double value;

      if (!g_ascii_isdigit (parts[i][0]) && parts[i][0] != '.')
        return FALSE;
      value = g_ascii_strtod (parts[i], &end);
      while (*end == ' ')
        end++;
      if (n == 1 && strcmp (end, "ms") == 0)
        value /= 1000.0;
      else if (*end != '\0' && (i + 1 < n || strcmp (end, "s") != 0))
        return FALSE;
      seconds = seconds * 60.0 + value;
    }
  if (!isfinite (seconds))
    return FALSE;
  *frames = seconds * self->rate_hz;
  return TRUE;
}
