// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The broadcast extension out of tags and measurement.
// Layer: deliver.
// Ref: EBU Tech 3285 version 2, 2.3; EBU R 98 (1999): form of the coding history.

#include "deliver/broadcast.h"

#include <math.h>
#include <string.h>

/* The chunk is ASCII: a dash becomes a hyphen, an "é" an "e", in every language the same. */
static void
put (char *to, gsize room, const char *text)
{
  g_autofree char *ascii = g_str_to_ascii (text, "C");

  g_strlcpy (to, ascii, room);
}

/* "2026-05-01"; a year alone is no date. */
static gboolean
is_date (const char *text)
{
  static const char form[] = "0000-00-00";

  for (guint i = 0; text != NULL && i < sizeof form; i++)
    if (form[i] == '0' ? !g_ascii_isdigit (text[i]) : text[i] != form[i])
      return FALSE;
  return text != NULL;
}

/* "A=PCM,F=48000,W=24,M=stereo,T=Lathe 1.0;float" */
static void
put_history (const LtDelivery *job, guint rate_hz, LtBext *bext)
{
  const char *kind = job->bits >= LT_BITS_FLOAT ? ";float" : job->dither != LT_QUANTISE_NONE ? ";dither" : "";

  g_snprintf (bext->coding_history, sizeof bext->coding_history, "A=PCM,F=%u,W=%u,M=stereo,T=Lathe %s%s\r\n", rate_hz,
              lt_file_format_n_bits (job->bits), LATHE_VERSION, kind);
}

void
lt_broadcast_fill (const LtDelivery *job, const LtTags *tags, const LtMeasurement *measured, LtBext *bext)
{
  const char *title = lt_tags_get (tags, "title"), *artist = lt_tags_get (tags, "artist"), *isrc = lt_tags_get (tags, "isrc");
  const char *date = lt_tags_get (tags, "date");
  guint       rate_hz = job->rate_hz != 0 ? job->rate_hz : (guint) (job->session->rate_hz + 0.5);
  g_autofree char *description = artist != NULL ? g_strdup_printf ("%s - %s", artist, title != NULL ? title : "") : g_strdup (title);

  lt_bext_init (bext);
  put (bext->description, sizeof bext->description, description != NULL ? description : "");
  put (bext->originator, sizeof bext->originator, "Lathe " LATHE_VERSION);
  put (bext->originator_reference, sizeof bext->originator_reference, isrc != NULL ? isrc : "");
  if (is_date (date))
    put (bext->date, sizeof bext->date, date);
  bext->time_reference = (int64_t) llround ((double) job->from * rate_hz / job->session->rate_hz);
  put_history (job, rate_hz, bext);
  if (measured == NULL)
    return;
  bext->integrated_lufs = measured->integrated_lufs;
  bext->range_lu = measured->loudness_range_lu;
  bext->max_true_peak_dbtp = measured->true_peak_dbtp;
  bext->max_momentary_lufs = measured->max_momentary_lufs;
  bext->max_short_term_lufs = measured->max_short_term_lufs;
}
