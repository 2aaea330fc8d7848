// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Verbs of `lathe clip`: how clips sound, and what they are called.
// Layer: cli.

#include "cli/cli-clip.h"

#include "session/edit-clip.h"
#include "session/edit-clips-join.h"
#include "session/edit-clips-value.h"
#include "session/value-text.h"
#include "session/words.h"

#include <glib/gi18n.h>

#define CROSSFADE_S 0.02

static const LtParamSpec gain_row = { .key = "gain", .label = N_ ("Gain"), .unit = LT_UNIT_DB, .min = -144.0f, .max = 24.0f };

static bool
parse_curve (const char *text, LtFadeCurve *curve, GError **error)
{
  int at = text != NULL ? lt_words_find (lt_words_fade, text) : -1;

  if (at >= 0)
    *curve = (LtFadeCurve) at;
  return text == NULL || at >= 0 || lt_cli_clip_fail (error, _ ("A curve is linear, equal-power, s or exponential."));
}

LtSession *
lt_cli_clip_values_fade (const LtClipCall *call, GError **error)
{
  const LtClip *clip = lt_cli_clip_pick_free (call, call->words[0], call->args->at, error);
  int64_t       in, out;

  if (clip == NULL)
    return NULL;

  LtFadeCurve in_curve = clip->fade_in_curve, out_curve = clip->fade_out_curve;
  in = clip->fade_in_frames;
  out = clip->fade_out_frames;
  if ((call->args->in != NULL
       && (!lt_cli_clip_parse_time (call, call->args->in, &in, error) || !parse_curve (call->args->curve, &in_curve, error)))
      || (call->args->out != NULL
          && (!lt_cli_clip_parse_time (call, call->args->out, &out, error) || !parse_curve (call->args->curve, &out_curve, error))))
    return NULL;
  if (in + out > clip->length_frames)
    {
      lt_cli_clip_fail (error, _ ("The fades are longer than the clip; nothing was changed."));
      return NULL;
    }

  g_autoptr (LtSession) half = lt_edit_clip_fade_in (call->session, clip->id, MIN (in, clip->length_frames - clip->fade_out_frames), in_curve);
  g_autoptr (LtSession) both = lt_edit_clip_fade_out (half, clip->id, out, out_curve);
  return lt_edit_clip_fade_in (both, clip->id, in, in_curve);
}

LtSession *
lt_cli_clip_values_crossfade (const LtClipCall *call, GError **error)
{
  g_autoptr (GArray) ids = lt_cli_clip_pick_several (call, 0, error);
  int64_t            reach = (int64_t) (CROSSFADE_S * call->session->rate_hz);
  LtSession         *next;

  if (ids == NULL || (call->args->length != NULL && !lt_cli_clip_parse_time (call, call->args->length, &reach, error)))
    return NULL;
  next = lt_edit_clips_crossfade (call->session, ids, reach);
  if (next != call->session)
    return next;
  lt_session_unref (next);
  lt_cli_clip_fail (error, _ ("No two of these clips touch or overlap; nothing was changed."));
  return NULL;
}

LtSession *
lt_cli_clip_values_gain (const LtClipCall *call, GError **error)
{
  const LtClip *clip = lt_cli_clip_pick_free (call, call->n_words == 2 ? call->words[0] : NULL, call->args->at, error);
  double        gain_db;

  return clip != NULL && lt_value_text_parse (&gain_row, call->words[call->n_words - 1], &gain_db, error)
             ? lt_edit_clip_gain (call->session, clip->id, gain_db)
             : NULL;
}

/* TIME=DB, from the clip's start. */
static bool
parse_point (const LtClipCall *call, const char *word, LtPoint *point, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (word, "=", 2);

  *point = (LtPoint) { 0 };
  if (parts[0] == NULL || parts[1] == NULL)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("“%s” is no point; write TIME=DB, as 1.5=-6."), word);
      return false;
    }
  return lt_cli_clip_parse_time (call, parts[0], &point->pos_frames, error) && lt_value_text_parse (&gain_row, parts[1], &point->value, error);
}

/* Nobody hears what is behind the end. */
static bool
reaches (const LtClipCall *call, const LtClip *clip, const char *word, int64_t frames, GError **error)
{
  double rate_hz = call->session->rate_hz;

  if (frames <= clip->length_frames)
    return true;

  g_autofree char *at = lt_cli_dup_time (frames, rate_hz), *length = lt_cli_dup_time (clip->length_frames, rate_hz);
  /* Translators: a point as typed, its time, the clip's name and length */
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” is at %s, behind the end of “%s”: a point is counted from the clip’s start, and the clip is %s long."), word, at,
               clip->name, length);
  return false;
}

LtSession *
lt_cli_clip_values_envelope (const LtClipCall *call, GError **error)
{
  guint              first = call->n_words > 0 && strchr (call->words[0], '=') == NULL ? 1 : 0;
  const LtClip      *clip = lt_cli_clip_pick_free (call, first == 1 ? call->words[0] : NULL, call->args->at, error);
  g_autoptr (GArray) points = g_array_new (FALSE, TRUE, sizeof (LtPoint));

  for (guint i = first; clip != NULL && i < call->n_words; i++)
    {
      LtPoint point;

      if (!parse_point (call, call->words[i], &point, error) || !reaches (call, clip, call->words[i], point.pos_frames, error))
        return NULL;
      g_array_append_val (points, point);
    }
  return clip != NULL ? lt_edit_clip_envelope (call->session, clip->id, (const LtPoint *) (gpointer) points->data, points->len) : NULL;
}

/* --- switches --- */

static LtSession *
set_flag (const LtClipCall *call, LtClipFlag flag, GError **error)
{
  const char        *word = call->words[call->n_words - 1], *number = call->n_words == 2 ? call->words[0] : NULL;
  bool               is_free = flag == LT_CLIP_LOCK || flag == LT_CLIP_MUTE;
  const LtClip      *clip = is_free ? lt_cli_clip_pick (call, number, call->args->at, error) : lt_cli_clip_pick_free (call, number, call->args->at, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId));

  if (clip == NULL)
    return NULL;
  if (strcmp (word, "on") != 0 && strcmp (word, "off") != 0)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("“%s” is neither on nor off."), word);
      return NULL;
    }
  g_array_append_vals (ids, &clip->id, 1);
  return lt_edit_clips_flag (call->session, ids, flag, strcmp (word, "on") == 0);
}

LtSession *
lt_cli_clip_values_mute (const LtClipCall *call, GError **error)
{
  return set_flag (call, LT_CLIP_MUTE, error);
}

LtSession *
lt_cli_clip_values_lock (const LtClipCall *call, GError **error)
{
  return set_flag (call, LT_CLIP_LOCK, error);
}

LtSession *
lt_cli_clip_values_reverse (const LtClipCall *call, GError **error)
{
  return set_flag (call, LT_CLIP_REVERSE, error);
}

LtSession *
lt_cli_clip_values_polarity (const LtClipCall *call, GError **error)
{
  return set_flag (call, LT_CLIP_POLARITY, error);
}

/* --- names, colours, groups --- */

LtSession *
lt_cli_clip_values_colour (const LtClipCall *call, GError **error)
{
  const LtClip      *clip = lt_cli_clip_pick (call, call->n_words == 2 ? call->words[0] : NULL, call->args->at, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId));
  guint64            colour;

  if (clip == NULL)
    return NULL;
  if (!g_ascii_string_to_unsigned (call->words[call->n_words - 1], 10, 0, 12, &colour, NULL))
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_USAGE, _ ("A colour is a number from 1 to 12; 0 is the track’s."));
      return NULL;
    }
  g_array_append_vals (ids, &clip->id, 1);
  return lt_edit_clips_colour (call->session, ids, (uint32_t) colour);
}

LtSession *
lt_cli_clip_values_name (const LtClipCall *call, GError **error)
{
  const LtClip *clip = lt_cli_clip_pick (call, call->n_words == 2 ? call->words[0] : NULL, call->args->at, error);

  const char   *name = call->words[call->n_words - 1];

  if (clip == NULL)
    return NULL;
  if (name[strspn (name, " \t\n")] != '\0')
    return lt_edit_clip_name (call->session, clip->id, name);
  lt_cli_clip_fail (error, _ ("A clip needs a name."));
  return NULL;
}

LtSession *
lt_cli_clip_values_group (const LtClipCall *call, GError **error)
{
  g_autoptr (GArray) ids = lt_cli_clip_pick_several (call, 0, error);

  if (ids != NULL && ids->len >= 2)
    return lt_edit_clips_group (call->session, ids);
  if (ids != NULL)
    lt_cli_clip_fail (error, _ ("A group takes two clips or more."));
  return NULL;
}

LtSession *
lt_cli_clip_values_ungroup (const LtClipCall *call, GError **error)
{
  g_autoptr (GArray) ids = lt_cli_clip_pick_several (call, 0, error);

  return ids != NULL ? lt_edit_clips_ungroup (call->session, ids) : NULL;
}
