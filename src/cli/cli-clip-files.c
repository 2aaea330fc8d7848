// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Verbs of `lathe clip` that read or write recordings.
// Layer: cli.

#include "cli/cli-clip.h"

#include "cli/cli-intake.h"
#include "session/edit-clip.h"
#include "session/edit-clips-value.h"
#include "session/value-text.h"
#include "session/words.h"
#include "studio/bounce.h"
#include "studio/clip-level.h"
#include "studio/strip-silence.h"

#include <glib/gi18n.h>
#include <math.h>

static const LtParamSpec level_row = { .key = "level", .label = N_ ("Level"), .unit = LT_UNIT_DB, .min = -144.0f, .max = 24.0f };

/* --- adding --- */

bool
lt_cli_clip_files_add (const LtClipCall *call, GError **error)
{
  g_autoptr (LtSession) next = lt_session_ref (call->session);
  g_autoptr (GPtrArray) copied = g_ptr_array_new_with_free_func (g_free);
  char                 *paths[] = { call->words[0], NULL };
  int64_t               at = 0, from = 0, length = 0;

  if (!lt_cli_clip_parse_time (call, call->args->at, &at, error)
      || (call->args->from != NULL && !lt_cli_clip_parse_time (call, call->args->from, &from, error))
      || (call->args->length != NULL && !lt_cli_clip_parse_time (call, call->args->length, &length, error)))
    return false;

  LtIntakeSpec spec = lt_cli_intake_spec (paths, false);
  LtId         source = lt_intake_source (call->folder, &spec, &next, copied, error);
  if (!lt_cli_intake_end (&spec, source != 0))
    return false;
  if (from >= lt_session_find_source (next, source)->n_frames)
    {
      lt_intake_forget (copied);
      return lt_cli_clip_fail (error, _ ("The file ends before the place that --from names."));
    }
  lt_session_take (&next, lt_edit_clip_add (next, call->track->strip->id, source, at, from, length, NULL));

  g_autofree char *label = g_strdup_printf (_ ("Add a clip to %s"), call->track->strip->name);
  return lt_cli_intake_commit (call->folder, next, label, copied, error);
}

/* --- levels --- */

static bool
find_gains (const LtClipCall *call, const GArray *ids, LtClipLevelKind kind, double target, double *gains, GError **error)
{
  LtClipLevelSpec spec = { call->session, lt_folder_get_path (call->folder), ids, kind, target, lt_cli_progress, (gpointer) _ ("Measuring clips"),
                           lt_cli_get_cancellable () };
  bool            ok = lt_clip_level_find_gains (&spec, gains, error);

  lt_cli_progress_end ();
  return ok;
}

LtSession *
lt_cli_clip_files_normalise (const LtClipCall *call, GError **error)
{
  g_autoptr (GArray)  ids = lt_cli_clip_pick_several (call, 0, error);
  g_autofree double  *gains = ids != NULL ? g_new0 (double, ids->len + 1) : NULL;
  int                 kind = call->args->measure != NULL ? lt_words_find (lt_clip_level_words, call->args->measure) : LT_CLIP_LEVEL_PEAK;
  double              target;
  guint               n = 0;

  if (ids == NULL)
    return NULL;
  if (kind < 0)
    {
      g_set_error_literal (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("--measure is peak, true-peak or lufs."));
      return NULL;
    }
  if (!lt_value_text_parse (&level_row, call->args->to, &target, error) || !find_gains (call, ids, (LtClipLevelKind) kind, target, gains, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    n += isnan (gains[i]);
  if (n > 0 && n == ids->len)
    {
      lt_cli_clip_fail (error, _ ("The clips are silent, or too short to measure; nothing was changed."));
      return NULL;
    }
  if (n > 0)
    lt_cli_note (ngettext ("%u clip is silent, or too short to measure, and stays as it is.", "%u clips are silent, or too short to measure, and stay as they are.", n), n);
  return lt_edit_clips_gains (call->session, ids, gains);
}

/* --- consolidating --- */

bool
lt_cli_clip_files_bounce (const LtClipCall *call, GError **error)
{
  guint                at = lt_cli_clip_track_index (call);
  LtBounceSpec         spec = { .session = call->session, .folder = lt_folder_get_path (call->folder), .progress = lt_cli_progress,
                                .progress_data = (gpointer) _ ("Consolidating clips"), .cancellable = lt_cli_get_cancellable () };
  g_autoptr (GArray)   ids = NULL;
  g_autoptr (LtBounce) bounce = NULL;
  LtSession           *next;
  bool                 is_range = call->args->from != NULL;

  if (is_range
      && (!lt_cli_clip_parse_time (call, call->args->from, &spec.from, error) || !lt_cli_clip_parse_time (call, call->args->to, &spec.to, error)))
    return false;
  if (is_range && spec.from >= spec.to)
    return lt_cli_clip_fail (error, _ ("The time would end before it begins; nothing was changed."));
  spec.ids = ids = is_range ? lt_bounce_find_clips (call->session, spec.from, spec.to, at, at) : lt_cli_clip_pick_several (call, 0, error);
  if (ids == NULL)
    return false;
  bounce = lt_bounce_new (&spec, error);
  lt_cli_progress_end ();
  g_autoptr (LtSession) before = lt_session_ref (call->session);
  next = bounce != NULL ? lt_bounce_apply (bounce, before, NULL, error) : NULL;
  bool done = lt_cli_session_apply (call->folder, next, NULL, error);
  if (next != NULL && lt_folder_get_session (call->folder) != before)
    lt_bounce_keep (bounce); /* the step is taken, also when it could not be saved */
  return done;
}

/* --- silence --- */

static bool
parse_seconds (const LtClipCall *call, const char *text, double *seconds, GError **error)
{
  int64_t frames;

  if (text == NULL)
    return true;
  if (!lt_cli_clip_parse_time (call, text, &frames, error))
    return false;
  *seconds = MIN ((double) frames / call->session->rate_hz, LT_STRIP_SILENCE_MAX_S);
  return true;
}

bool
lt_cli_clip_files_strip_silence (const LtClipCall *call, GError **error)
{
  LtStripSilenceSettings settings = LT_STRIP_SILENCE_DEFAULTS;
  const LtClipArgs      *args = call->args;
  g_autoptr (GArray)     ids = lt_cli_clip_pick_several (call, 0, error);
  LtStripSilenceSpec     spec = { call->session, lt_folder_get_path (call->folder), ids, lt_cli_progress, (gpointer) _ ("Looking for silence"),
                                  lt_cli_get_cancellable () };
  LtStripSilenceFacts    facts;

  if (ids == NULL || (args->threshold != NULL && !lt_value_text_parse (&level_row, args->threshold, &settings.threshold_dbfs, error))
      || !parse_seconds (call, args->min, &settings.min_silence_s, error) || !parse_seconds (call, args->before, &settings.pad_before_s, error)
      || !parse_seconds (call, args->after, &settings.pad_after_s, error))
    return false;

  g_autoptr (LtStripSilence) found = lt_strip_silence_new (&spec, error);
  lt_cli_progress_end ();
  if (found == NULL)
    return false;

  g_autoptr (LtSession) next = lt_strip_silence_apply (found, call->session, &settings, &facts);
  lt_cli_print (_ ("Clips: %u → %u. %.1f s of silence go.\n"), facts.n_clips, facts.n_pieces, facts.silence_s);
  if (args->dry_run || facts.n_clips == 0)
    return true;
  return lt_cli_session_commit (call->folder, g_steal_pointer (&next), _ ("Strip silence"), error);
}
