// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// From a clip to the picture of its file.
// Layer: app.

#include "app/edit/clip-wave.h"

#include "app/edit/clip-tails.h"
#include "session/clip-sound.h"

LtClipWave
lt_clip_wave_find (LtEditState *state, const LtClip *clip)
{
  LtPeaksPool       *pool = lt_peaks_pool_get_default ();
  LtClipPrintKeeper *keeper = lt_clip_print_keeper_of (lt_edit_state_get_context (state));
  const LtSession   *session = lt_edit_state_get_session (state);
  const LtSource    *source = lt_session_find_source (session, clip->source_id);
  LtClipWave         out = { .sound = LT_PEAKS_POOL_MISSING, .first = (double) clip->offset_frames, .reverse = clip->reverse };
  const char        *print;

  if (source == NULL)
    return out;
  out.print = lt_clip_print_keeper_get_state (keeper, clip, &out.done);
  out.tail_s = lt_clip_tails_get_length (state, clip);
  print = lt_clip_print_keeper_get_path (keeper, clip);
  if (print != NULL)
    {
      out.wave = lt_peaks_pool_get_source (pool, print, source->n_channels, 1.0);
      out.sound = lt_peaks_pool_get_state (pool, print);
      out.first = (double) lt_clip_sound_print_offset (clip, source);
      out.reverse = FALSE;
      if (out.sound == LT_PEAKS_POOL_READY || out.sound == LT_PEAKS_POOL_BUILDING)
        return out; /* until its picture is open, that of the source goes on */
      out.first = (double) clip->offset_frames;
      out.reverse = clip->reverse;
    }

  g_autofree char *path = lt_edit_state_dup_source_path (state, source);
  double           ratio = source->rate_hz > 0 ? source->rate_hz / session->rate_hz : 1.0;

  out.wave = lt_peaks_pool_get_source (pool, path, source->n_channels, ratio / clip->sound.stretch);
  out.sound = lt_peaks_pool_get_state (pool, path);
  out.problem = lt_peaks_pool_get_problem (pool, path);
  return out;
}
