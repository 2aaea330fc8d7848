// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Times as people write them.
// Layer: app/widgets.

#include "app/widgets/time-scale.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct
{
  gint64 bars, beats, ticks;
} Place;

static Place
split (const LtTimeScale *self, double frames)
{
  gint64 ticks = llround (MAX (frames, 0.0) / lt_time_scale_get_beat (self) * LT_TIME_SCALE_TICKS);
  gint64 beats = ticks / LT_TIME_SCALE_TICKS;

  return (Place) { beats / self->metre_num, beats % self->metre_num, ticks % LT_TIME_SCALE_TICKS };
}

char *
lt_time_scale_dup_bars (const LtTimeScale *self, double frame)
{
  Place at = split (self, frame);

  return g_strdup_printf ("%" G_GINT64_FORMAT "|%d|%03d", at.bars + 1, (int) at.beats + 1, (int) at.ticks);
}

char *
lt_time_scale_dup_bars_length (const LtTimeScale *self, double frames)
{
  Place at = split (self, frames);

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
lt_time_scale_dup_length_words (const LtTimeScale *self, double frames)
{
  Place            at = split (self, frames);
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

gboolean
lt_time_scale_parse_bars (const LtTimeScale *self, const char *text, gboolean is_length, double *frame)
{
  gint64 first = is_length ? 0 : 1;
  gint64 numbers[3] = { first, first, 0 };

  if (read_numbers (text, numbers, 3) == 0 || numbers[0] < first || numbers[1] < first || numbers[0] > G_MAXINT32
      || numbers[1] > G_MAXINT32 || numbers[2] > G_MAXINT32)
    return FALSE;
  *frame = (double) (numbers[0] - first) * lt_time_scale_get_bar (self)
           + ((double) (numbers[1] - first) + (double) numbers[2] / LT_TIME_SCALE_TICKS) * lt_time_scale_get_beat (self);
  return TRUE;
}

static gboolean
parse_note (const LtTimeScale *self, const char *text, double *frame)
{
  int  over, under, used = 0;
  char kind = ' ';

  if (sscanf (text, " %5d / %5d %n", &over, &under, &used) < 2 || over < 1 || under < 1)
    return FALSE;
  if (text[used] != '\0')
    kind = g_ascii_tolower (text[used++]);
  if (text[used] != '\0' || strchr (" dt.", kind) == NULL)
    return FALSE;
  *frame = self->rate_hz * 240.0 / self->tempo_bpm * over / under * (kind == 't' ? 2.0 / 3.0 : kind == ' ' ? 1.0 : 1.5);
  return TRUE;
}

gboolean
lt_time_scale_parse_time (const LtTimeScale *self, const char *text, double *frame)
{
  g_autofree char *clean = g_strdelimit (g_strstrip (g_strdup (text)), ",", '.');
  g_auto (GStrv)   parts = g_strsplit (clean, ":", -1);
  guint            n = g_strv_length (parts);
  double           seconds = 0.0;

  if (strchr (clean, '/') != NULL)
    return parse_note (self, clean, frame);
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
  *frame = seconds * self->rate_hz;
  return TRUE;
}
