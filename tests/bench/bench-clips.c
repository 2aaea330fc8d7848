// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Edits of two thousand clips at once, and what the history writes for one of them.
// Layer: tests. Times are printed, never asserted.

#include "session/clip-range.h"
#include "session/clip-tail.h"
#include "session/edit-clip-fx.h"
#include "session/edit-clip.h"
#include "session/edit-clips-join.h"
#include "session/edit-clips-value.h"
#include "session/edit-clips.h"
#include "session/edit-ripple.h"
#include "session/edit-session.h"
#include "session/edit-track.h"
#include "session/patch.h"

#define N_TRACKS 40
#define N_CLIPS 50 /* of a track */
#define LENGTH 48000

static gint64 began;

static void
start (void)
{
  began = g_get_monotonic_time ();
}

static void
stop (const char *what)
{
  g_print ("%-24s %7.2f ms\n", what, (double) (g_get_monotonic_time () - began) / 1000.0);
}

static LtSession *
new_session (GArray *ids)
{
  LtSourceInfo info = { .path = "audio/a.wav", .name = "Take", .n_frames = 100 * LENGTH, .n_channels = 1, .rate_hz = 48000.0 };
  LtSession   *session = lt_session_new (48000.0, "Bench");
  LtId         source, track, id;

  lt_session_take (&session, lt_edit_session_add_source (session, &info, &source));
  for (int t = 0; t < N_TRACKS; t++)
    {
      lt_session_take (&session, lt_edit_track_add (session, "Track", -1, &track));
      for (int i = 0; i < N_CLIPS; i++)
        {
          lt_session_take (&session, lt_edit_clip_add (session, track, source, (int64_t) i * LENGTH, (int64_t) i * LENGTH, LENGTH + 100, &id));
          g_array_append_val (ids, id);
        }
    }
  return session;
}

/* As after every edit: how long each of them rings. */
static void
time_tails (const LtSession *session, GArray *ids)
{
  g_autoptr (LtSession) ringing = lt_session_ref (session);
  LtClipTail tail;
  LtId       slot;

  for (guint i = 0; i < ids->len; i++)
    lt_session_take (&ringing, lt_edit_clip_fx_add_slot (ringing, g_array_index (ids, LtId, i), lt_fx_find ("eq"), -1, NULL, &slot));
  start ();
  for (guint t = 0; t < ringing->tracks->len; t++)
    for (guint i = 0; i < N_CLIPS; i++)
      lt_clip_tail_find (ringing, ringing->tracks->pdata[t], i, &tail);
  stop ("tails");
}

#define TIME(what, edit)                                                                                               \
  do                                                                                                                   \
    {                                                                                                                  \
      start ();                                                                                                        \
      LtSession *next = (edit);                                                                                        \
      stop (what);                                                                                                     \
      lt_session_unref (next);                                                                                         \
    }                                                                                                                  \
  while (0)

int
main (void)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId)), some = g_array_new (FALSE, FALSE, sizeof (LtId));
  g_autoptr (LtSession) session = new_session (ids);
  g_autoptr (LtSession) moved = lt_edit_clips_move (session, ids, 480, 0);
  LtRippleScope all = { LT_RIPPLE_ALL, 0, 0 };

  g_print ("%u clips on %d tracks\n", ids->len, N_TRACKS);
  TIME ("move", lt_edit_clips_move (session, ids, 480, 0));
  TIME ("gain", lt_edit_clips_gain (session, ids, -1.0));
  TIME ("copy", lt_edit_clips_copy (session, ids, 480, 0, NULL));
  TIME ("split", lt_edit_clips_split (session, ids, 10 * LENGTH + 500, NULL));
  TIME ("remove", lt_edit_clips_remove (session, ids));
  TIME ("cross-fade", lt_edit_clips_crossfade (session, ids, 0));
  TIME ("join", lt_edit_clips_join (session, ids, some, NULL));
  TIME ("group", lt_edit_clips_group (session, ids));
  TIME ("insert time, all", lt_edit_ripple_insert (session, all, 10 * LENGTH + 500, LENGTH));
  TIME ("delete time, all", lt_edit_ripple_delete (session, all, 10 * LENGTH + 500, 12 * LENGTH));
  TIME ("remove, ripple all", lt_edit_ripple_remove (session, ids, LT_RIPPLE_ALL));

  start ();
  g_autoptr (GBytes) patch = lt_patch_make (session, moved);
  stop ("journal of the move");
  g_print ("%.0f KiB\n", (double) g_bytes_get_size (patch) / 1024.0);

  start ();
  g_autoptr (LtClipRange) range = lt_clip_range_take_clips (session, NULL, ids);
  g_autofree char *text = lt_clip_range_write (range);
  stop ("to the clipboard");
  start ();
  g_autoptr (LtClipRange) read = lt_clip_range_read (text, strlen (text), NULL);
  stop ("from the clipboard");
  time_tails (session, ids);
  return read != NULL ? 0 : 1;
}
