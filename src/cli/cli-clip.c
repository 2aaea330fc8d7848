// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which clips a call of `lathe clip` means.
// Layer: cli.

#include "cli/cli-clip.h"

#include "session/edit-clips.h"
#include "session/words.h"

#include <glib/gi18n.h>

bool
lt_cli_clip_fail (GError **error, const char *sentence)
{
  g_set_error_literal (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, sentence);
  return false;
}

bool
lt_cli_clip_parse_time (const LtClipCall *call, const char *text, int64_t *frames, GError **error)
{
  return lt_cli_parse_time (text, call->session->rate_hz, frames, error);
}

static bool
is_under (const LtClip *clip, int64_t at)
{
  return clip->pos_frames <= at && at < clip->pos_frames + clip->length_frames;
}

const LtClip *
lt_cli_clip_find_number (const LtSession *session, const LtTrack *track, const char *number, const char *at, GError **error)
{
  guint         n = track->clips->len;
  guint64       index;
  int64_t       frames;
  const LtClip *clip;

  if (!g_ascii_string_to_unsigned (number, 10, 1, MAX (n, 1), &index, NULL) || index > n)
    {
      g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” has no clip %s; lathe clip … list numbers its %u."), track->strip->name, number, n);
      return NULL;
    }
  clip = g_ptr_array_index (track->clips, index - 1);
  if (at == NULL)
    return clip;
  if (!lt_cli_parse_time (at, session->rate_hz, &frames, error))
    return NULL;
  if (is_under (clip, frames))
    return clip;
  /* Translators: the clip's number, a time */
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("Clip %s does not lie at %s; say which one by its number or by --at, not by both."), number, at);
  return NULL;
}

const LtClip *
lt_cli_clip_find_under (const LtTrack *track, int64_t at)
{
  const LtClip *found = NULL;

  for (guint i = 0; i < track->clips->len; i++)
    {
      const LtClip *clip = g_ptr_array_index (track->clips, i);

      if (is_under (clip, at))
        found = clip; /* of several, the one that starts last */
    }
  return found;
}

const LtClip *
lt_cli_clip_pick (const LtClipCall *call, const char *number, const char *at, GError **error)
{
  const char *name = call->track->strip->name;
  guint       n = call->track->clips->len;
  int64_t     frames;

  if (number != NULL)
    return lt_cli_clip_find_number (call->session, call->track, number, at, error);
  if (at != NULL)
    {
      const LtClip *clip = lt_cli_clip_parse_time (call, at, &frames, error) ? lt_cli_clip_find_under (call->track, frames) : NULL;

      if (clip == NULL && *error == NULL)
        g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” has no clip at %s; lathe clip … list shows where they are."), name, at);
      return clip;
    }
  if (n == 1)
    return g_ptr_array_index (call->track->clips, 0);
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("“%s” has %u clips; say which one by its number, or by --at TIME."), name, n);
  return NULL;
}

const LtClip *
lt_cli_clip_pick_free (const LtClipCall *call, const char *number, const char *at, GError **error)
{
  const LtClip *clip = lt_cli_clip_pick (call, number, at, error);

  if (clip == NULL || !clip->locked)
    return clip;
  g_set_error (error, LT_CLI_ERROR, LT_CLI_ERROR_VALUE, _ ("The clip “%s” is locked; lathe clip … lock off lets it go."), clip->name);
  return NULL;
}

GArray *
lt_cli_clip_pick_several (const LtClipCall *call, guint first, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId));

  if (call->n_words <= first && call->args->at == NULL)
    {
      for (guint i = 0; i < call->track->clips->len; i++)
        if (!((const LtClip *) g_ptr_array_index (call->track->clips, i))->locked)
          g_array_append_val (ids, ((LtClip *) g_ptr_array_index (call->track->clips, i))->id);
      return g_steal_pointer (&ids);
    }
  for (guint i = first; i < MAX (call->n_words, first + 1); i++)
    {
      const LtClip *clip = lt_cli_clip_pick_free (call, i < call->n_words ? call->words[i] : NULL, call->args->at, error);

      if (clip == NULL)
        return NULL;
      g_array_append_vals (ids, &clip->id, 1);
    }
  return g_steal_pointer (&ids);
}

bool
lt_cli_clip_parse_ripple (const LtClipCall *call, LtRipple *ripple, GError **error)
{
  static const char *const words[] = { "off", "track", "all", NULL };
  int                      at = call->args->ripple != NULL ? lt_words_find (words, call->args->ripple) : 0;

  if (at < 0)
    return lt_cli_clip_fail (error, _ ("--ripple is off, track or all."));
  *ripple = (LtRipple) at;
  return true;
}

guint
lt_cli_clip_track_index (const LtClipCall *call)
{
  return (guint) lt_edit_clips_find_track (call->session, call->track->strip->id);
}
