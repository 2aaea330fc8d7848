// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pre-flight.
// Layer: deliver.

#include "deliver/preflight.h"

#include "base/full-scale.h"
#include "deliver/master-limiter.h"
#include "media/identifiers.h"
#include "media/reader.h"
#include "session/clip-sound.h"
#include "session/span-diff.h"
#include "studio/file-feeds.h"
#include "studio/print-cache.h"
#include "studio/session-spec.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define BLOCK 16384u

/* What of the time line goes into the file. */
typedef struct
{
  int64_t from, to;
} Range;

static const Range everything = { 0, INT64_MAX };

static void
say (GPtrArray *out, char *sentence)
{
  g_ptr_array_add (out, sentence);
}

/* Names of the strips for which @is holds, joined by commas; NULL: none. */
static char *
names_of (const LtSession *session, const Range *range,
          gboolean (*is) (const LtSession *, const LtStrip *, LtHearing, const Range *), guint *n)
{
  g_autoptr (GString)   text = g_string_new (NULL);
  g_autofree LtHearing *hearings = lt_session_spec_hearings (session);

  *n = 0;
  for (uint32_t i = 0; i < lt_session_n_strips (session); i++)
    {
      const LtStrip *strip = lt_session_get_strip (session, i);

      if (!is (session, strip, hearings[i], range))
        continue;
      g_string_append_printf (text, "%s%s", (*n)++ > 0 ? ", " : "", strip->name);
    }
  return *n > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static gboolean
is_within (const LtClip *clip, const Range *range)
{
  return clip->pos_frames < range->to && clip->pos_frames + clip->length_frames > range->from;
}

static gboolean
has_clips (const LtTrack *track, const Range *range)
{
  for (guint i = 0; i < track->clips->len; i++)
    if (is_within (g_ptr_array_index (track->clips, i), range))
      return TRUE;
  return FALSE;
}

static gboolean
any_clips (const LtSession *session, const Range *range)
{
  for (guint i = 0; i < session->tracks->len; i++)
    if (has_clips (g_ptr_array_index (session->tracks, i), range))
      return TRUE;
  return FALSE;
}

static gboolean
is_soloed (const LtSession *session, const LtStrip *strip, LtHearing hearing, const Range *range)
{
  return session->solo_mode == LT_SOLO_IN_PLACE && strip->solo; /* else only the monitor knows */
}

static gboolean
is_silent (const LtSession *session, const LtStrip *strip, LtHearing hearing, const Range *range)
{
  const LtTrack *track = lt_session_find_track (session, strip->id);

  return (track == NULL || has_clips (track, range)) && strip->kind != LT_STRIP_MASTER && hearing >= LT_KEY_ONLY;
}

/* The monitor alone follows it. */
static gboolean
is_listened_to (const LtSession *session, const LtStrip *strip, LtHearing hearing, const Range *range)
{
  return session->solo_mode != LT_SOLO_IN_PLACE && strip->solo;
}

static gboolean
rests (const LtSession *session, const LtStrip *strip, LtHearing hearing, const Range *range)
{
  return strip->automation == LT_AUTOMATION_OFF && strip->lanes->len > 0;
}

/* Adds to @spans the frames of @source that clips play. */
static void
find_played (const LtSession *session, const LtSource *source, const Range *range, GArray *spans)
{
  for (guint i = 0; i < session->tracks->len; i++)
    {
      const LtTrack *track = g_ptr_array_index (session->tracks, i);

      for (guint k = 0; k < track->clips->len; k++)
        {
          const LtClip *clip = g_ptr_array_index (track->clips, k);
          int64_t       end = clip->pos_frames + clip->length_frames;
          int64_t       head = MAX (range->from - clip->pos_frames, 0), tail = MAX (end - range->to, 0); /* not in the file */
          LtSpanDiff    span;

          if (clip->source_id != source->id || !is_within (clip, range))
            continue;
          lt_clip_sound_played (clip, head, clip->length_frames - head - tail, &span.from, &span.to);
          g_array_append_val (spans, span);
        }
    }
}

static gboolean
is_played (const LtSession *session, const LtSource *source, const Range *range)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (LtSpanDiff));

  find_played (session, source, range, spans);
  return spans->len > 0;
}

static void
check_sources (const LtSession *session, const char *folder, const Range *range, GPtrArray *out)
{
  for (guint i = 0; i < session->sources->len; i++)
    {
      const LtSource  *source = g_ptr_array_index (session->sources, i);
      g_autofree char *path = lt_file_feeds_dup_path (source, folder);

      if (range != &everything && !is_played (session, source, range))
        continue;
      if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
        say (out, g_strdup_printf (_ ("“%s” is missing and will be silent. Put it back in its place."), path));
      else if (is_played (session, source, range) && fabs (source->rate_hz - session->rate_hz) > 0.5)
        say (out, g_strdup_printf (_ ("“%s” has %.0f Hz, the session %.0f Hz: it will be silent. Import it again without --link."), path,
                                   source->rate_hz, session->rate_hz));
    }
}

static gboolean
is_on (const LtSlot *slot, const char *key)
{
  for (uint32_t i = 0; i < slot->type->n_params; i++)
    if (strcmp (slot->type->params[i].key, key) == 0)
      return slot->values[i] > 0.5f;
  return FALSE;
}

static void
check_slot (const LtStrip *strip, const LtSlot *slot, GPtrArray *out)
{
  if (slot->type == NULL)
    say (out, g_strdup_printf (_ ("%s: the effect “%s” is not known to this version and is passed by."), strip->name, slot->effect));
  else if (slot->bypass)
    say (out, g_strdup_printf (_ ("%s: %s is bypassed."), strip->name, _ (slot->type->label)));
  else if (is_on (slot, "listen"))
    say (out, g_strdup_printf (_ ("%s: Listen is on in %s, so the file has what it listens to instead of the sound."), strip->name,
                               _ (slot->type->label)));
}

static gboolean
sounds (const LtSlot *slot)
{
  return slot->type != NULL && !slot->bypass;
}

static void
check_effects (const LtSession *session, GPtrArray *out)
{
  for (uint32_t i = 0; i < lt_session_n_strips (session); i++)
    {
      const LtStrip *strip = lt_session_get_strip (session, i);
      guint          n_on = 0;

      for (guint k = 0; k < strip->slots->len; k++)
        n_on += sounds (g_ptr_array_index (strip->slots, k));
      if (strip->slots->len > 1 && n_on == 0)
        {
          say (out, g_strdup_printf (_ ("%s: the whole chain is bypassed."), strip->name));
          continue;
        }
      for (guint k = 0; k < strip->slots->len; k++)
        check_slot (strip, g_ptr_array_index (strip->slots, k), out);
    }
}

/* Sessions from before they were looked at, or from another program, may hold any text there. */
static void
check_identifiers (const LtSession *session, GPtrArray *out)
{
  static const char *const keys[] = { "isrc", "barcode" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      const char        *value = g_hash_table_lookup (session->tags, keys[i]);
      g_autoptr (GError) error = NULL;
      g_autofree char   *clean = value != NULL ? lt_identifiers_clean_tag (keys[i], value, &error) : NULL;

      if (value != NULL && clean == NULL)
        say (out, g_strdup (error->message));
    }
}

/* What stands behind the last limiter may take its peaks over the ceiling. Dither belongs there, but for its level. */
static void
check_limiter (const LtSession *session, GPtrArray *out)
{
  const LtStrip *master = session->master;
  const LtSlot  *limiter = lt_master_limiter_find (session, false);
  const LtSlot  *after = limiter != NULL ? lt_master_limiter_find_behind (session, limiter) : NULL;

  if (after != NULL && strcmp (after->type->key, "dither") == 0)
    say (out, g_strdup_printf (_ ("%s: %s changes the level behind the limiter, so its ceiling need not hold. Set its output level to 0 dB."), master->name,
                               _ (after->type->label)));
  else if (after != NULL)
    say (out, g_strdup_printf (_ ("%s: %s stands behind the limiter, so its ceiling need not hold. Move it in front."), master->name,
                               _ (after->type->label)));
  else if (limiter != NULL && master->fader_db > 0.0)
    say (out, g_strdup_printf (_ ("%s: the fader is at +%.1f dB behind the limiter, so its ceiling need not hold. Move it to 0 dB."), master->name,
                               master->fader_db));
}

/* What of the print's overs is in the file. Returns the highest. */
static double
overs_within (const LtPrint *print, const Range *range, guint *n)
{
  double highest = -INFINITY;

  *n = print->n_overs;
  if (range == &everything)
    return print->master.true_peak_dbtp;
  *n = 0;
  for (guint i = 0; i < print->overs->len; i++)
    {
      const LtOver *over = &g_array_index (print->overs, LtOver, i);

      if (over->pos_frames < range->from || over->pos_frames >= range->to)
        continue;
      highest = fmax (highest, over->peak_dbtp);
      (*n)++;
    }
  return highest;
}

/* From the last print, if it is of this very session. */
static void
check_overs (const LtSession *session, const char *folder, const Range *range, GPtrArray *out)
{
  gboolean fresh = FALSE;
  guint    n = 0;
  g_autoptr (LtPrint) print = folder != NULL ? lt_print_cache_load (session, folder, &fresh) : NULL;
  double   highest = print != NULL ? overs_within (print, range, &n) : NAN;

  if (print == NULL || !fresh || !(highest > 0.0))
    return;
  say (out, g_strdup_printf (ngettext ("The master reaches %+.2f dBTP; it is over %.1f dBTP at %u place. Lower it, or put a limiter at its end.",
                                       "The master reaches %+.2f dBTP; it is over %.1f dBTP at %u places. Lower it, or put a limiter at its end.", n),
                             highest, print->ceiling_dbtp, n));
}

static GPtrArray *
check_all (const LtSession *session, const char *folder, const Range *range)
{
  GPtrArray       *out = g_ptr_array_new_with_free_func (g_free);
  guint            n;
  g_autofree char *soloed = names_of (session, range, is_soloed, &n);
  g_autofree char *listened = names_of (session, range, is_listened_to, &n), *resting = names_of (session, range, rests, &n);
  g_autofree char *silent = names_of (session, range, is_silent, &n);

  if (lt_session_get_length (session) == 0)
    say (out, g_strdup (_ ("The session has no clips; there is nothing to hear.")));
  else if (!any_clips (session, range))
    say (out, g_strdup (_ ("No clip plays in this range; there is nothing to hear but what still sounds.")));
  if (soloed != NULL)
    say (out, g_strdup_printf (_ ("Solo is on: %s."), soloed));
  if (silent != NULL)
    say (out, g_strdup_printf (ngettext ("Left out, because muted or not soloed: %s.", "Left out, because muted or not soloed: %s.", n), silent));
  if (listened != NULL)
    say (out, g_strdup_printf (_ ("The monitor listens to %s alone; the files have the whole mix."), listened));
  if (resting != NULL)
    say (out, g_strdup_printf (_ ("Automation is off, so the lanes are not followed: %s."), resting));
  check_sources (session, folder, range, out);
  check_effects (session, out);
  check_identifiers (session, out);
  check_limiter (session, out);
  check_overs (session, folder, range, out);
  return out;
}

GPtrArray *
lt_preflight_check (const LtSession *session, const char *folder)
{
  return check_all (session, folder, &everything);
}

GPtrArray *
lt_preflight_check_range (const LtSession *session, const char *folder, int64_t from, int64_t to)
{
  const Range range = { from, to };

  return check_all (session, folder, &range);
}

/* --- what takes a while --- */

/* Runs of samples in a row at full scale, over all channels, in frames @from up to @to; -1: stopped. */
static int64_t
count_clipped (LtReader *reader, int64_t from, int64_t to, GCancellable *cancellable)
{
  g_autofree float *memory = g_new (float, 2 * BLOCK);
  float            *io[2] = { memory, memory + BLOCK };
  uint32_t          run[2] = { 0, 0 };
  int64_t           n_runs = 0;

  for (int64_t at = from; at < to; at += BLOCK)
    {
      guint n = (guint) MIN ((int64_t) BLOCK, to - at);

      if (g_cancellable_is_cancelled (cancellable))
        return -1;
      lt_reader_read (reader, at, n, io);
      for (guint c = 0; c < lt_reader_n_picked (reader); c++)
        for (guint i = 0; i < n; i++)
          n_runs += lt_full_scale_step (&run[c], io[c][i]);
    }
  return n_runs;
}

/* Of a recording that is there: what it can't be read for, or what it has lost since it was imported. */
static void
check_whole (const LtSource *source, const char *path, LtReader *reader, const GError *error, GPtrArray *out)
{
  char *problem = NULL;

  if (reader != NULL)
    problem = lt_file_feeds_dup_shortfall (source, path, lt_reader_get_info (reader)->n_frames);
  else if (g_file_test (path, G_FILE_TEST_IS_REGULAR)) /* one that is missing was told of */
    problem = g_strdup (error->message);
  if (problem != NULL)
    say (out, problem);
}

/* In what is played of it; of everything in all of it. 0 of what can't be read. */
static int64_t
count_clipped_of (const LtSession *session, const LtSource *source, const char *folder, const Range *range, GPtrArray *out, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = lt_file_feeds_dup_path (source, folder);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (LtSpanDiff));
  g_autoptr (LtReader) reader = NULL;
  int64_t n_runs = 0, n_frames;

  find_played (session, source, range, spans);
  if (spans->len == 0)
    return 0;
  reader = lt_reader_open (path, &error);
  check_whole (source, path, reader, error, out);
  if (reader == NULL)
    return 0;
  n_frames = lt_reader_get_info (reader)->n_frames;
  lt_reader_pick (reader, 0, MIN (lt_reader_n_picked (reader), 2));
  if (range == &everything)
    return count_clipped (reader, 0, n_frames, cancellable);
  lt_span_diff_tidy (spans, 0);
  for (guint i = 0; i < spans->len; i++)
    {
      const LtSpanDiff *span = &g_array_index (spans, LtSpanDiff, i);

      n_runs += MAX (count_clipped (reader, CLAMP (span->from, 0, n_frames), CLAMP (span->to, 0, n_frames), cancellable), 0);
    }
  return n_runs;
}

static void
check_clipped (const LtSession *session, const char *folder, const Range *range, GPtrArray *out, GCancellable *cancellable)
{
  for (guint i = 0; i < session->sources->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const LtSource *source = g_ptr_array_index (session->sources, i);
      int64_t         n = count_clipped_of (session, source, folder, range, out, cancellable);

      if (n > 0)
        say (out, g_strdup_printf (ngettext ("“%s” is clipped at %u place. Record it lower, or repair it with Declick.",
                                             "“%s” is clipped at %u places. Record it lower, or repair it with Declick.", (gulong) n),
                                   source->name, (guint) n));
    }
}

void
lt_preflight_check_clipped (const LtSession *session, const char *folder, GPtrArray *out, GCancellable *cancellable)
{
  check_clipped (session, folder, &everything, out, cancellable);
}

void
lt_preflight_check_clipped_range (const LtSession *session, const char *folder, int64_t from, int64_t to, GPtrArray *out, GCancellable *cancellable)
{
  const Range range = { from, to };

  check_clipped (session, folder, &range, out, cancellable);
}
