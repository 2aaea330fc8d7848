// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What no render hears is no other sound; whatever one hears is.
// Layer: tests.

#include "helpers/test-dir.h"
#include "helpers/test-song.h"
#include "session/edit-bus.h"
#include "session/edit-clip.h"
#include "session/edit-delivery.h"
#include "session/edit-folder.h"
#include "session/edit-group.h"
#include "session/edit-reference.h"
#include "session/edit-send.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-snapshot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "session/edit-trial.h"
#include "session/edit-version.h"
#include "studio/print-cache.h"
#include "studio/session-sound.h"

#include <string.h>

#define RATE 48000.0

static LtId
id_of (const LtSession *session, const char *name)
{
  return lt_session_find_strip_named (session, name)->id;
}

/* The same by either way of asking, or not. */
static void
assert_sound (const LtSession *a, const LtSession *b, bool same, guint step)
{
  g_autofree char *hash_a = lt_session_sound_dup_hash (a), *hash_b = lt_session_sound_dup_hash (b);

  g_assert_true (a != b);
  if ((strcmp (hash_a, hash_b) == 0) != same || lt_session_sound_is_same (a, b) != same)
    g_error ("step %u: not %s", step, same ? "the same" : "another");
}

/* Takes over @next, which sounds as @session does. */
static void
take_unheard (LtSession **session, LtSession *next)
{
  static guint step;

  g_assert_nonnull (next);
  assert_sound (*session, next, true, step++);
  lt_session_take (session, next);
}

static void
test_unheard (void)
{
  g_autoptr (LtTestDir) folder = lt_test_dir_new ();
  g_autoptr (LtSession) s = lt_test_song_new (folder, RATE, 0.5);
  g_autoptr (GError)    error = NULL;
  const LtTrack        *track = g_ptr_array_index (s->tracks, 0);
  LtSourceInfo          theirs = { .path = "audio/theirs.wav", .name = "theirs", .n_frames = 48000, .n_channels = 2, .rate_hz = RATE };
  LtTrialInfo           test = { .sides = { LT_TRIAL_MASTER, LT_TRIAL_MIX }, .n_answers = 5, .n_right = 4 };
  LtDeliveryValues      file = { .name = "Streaming", .pattern = "{title}", .format = "wav", .bits = "24", .dither = "tpdf" };
  LtId                  kick = id_of (s, "Kick"), source, id;

  take_unheard (&s, lt_edit_session_meter_point (s, LT_METER_PRE));
  take_unheard (&s, lt_edit_session_solo_mode (s, LT_SOLO_AFL));
  take_unheard (&s, lt_edit_strip_solo (s, kick, true));
  take_unheard (&s, lt_edit_session_solo_mode (s, LT_SOLO_PFL));
  take_unheard (&s, lt_edit_strip_solo (s, kick, false));
  take_unheard (&s, lt_edit_session_solo_mode (s, LT_SOLO_IN_PLACE));
  take_unheard (&s, lt_edit_strip_name (s, kick, "Drum"));
  take_unheard (&s, lt_edit_strip_colour (s, kick, 5));
  take_unheard (&s, lt_edit_strip_value (s, kick, LT_STRIP_AUTOMATION, LT_AUTOMATION_TOUCH));
  take_unheard (&s, lt_edit_group_add (s, "Both", &id));
  take_unheard (&s, lt_edit_group_put (s, kick, id, &error));
  take_unheard (&s, lt_edit_snapshot_take (s, "Then", &id));
  take_unheard (&s, lt_edit_version_keep (s, "Softer bridge", &id));
  take_unheard (&s, lt_edit_trial_add (s, &test, &id));
  take_unheard (&s, lt_edit_delivery_add (s, &file, -1, &id));
  take_unheard (&s, lt_edit_session_add_source (s, &theirs, &source));
  take_unheard (&s, lt_edit_reference_add (s, source, "Theirs", &id));
  take_unheard (&s, lt_edit_reference_offset (s, id, 4711));
  take_unheard (&s, lt_edit_session_title (s, "Other"));
  take_unheard (&s, lt_edit_session_metre (s, 3, 4));
  take_unheard (&s, lt_edit_session_loop (s, true, 0, 4800));
  take_unheard (&s, lt_edit_session_tag (s, "artist", "Nobody"));
  take_unheard (&s, lt_edit_folder_set (s, id_of (s, "Verb"), true));
  take_unheard (&s, lt_edit_folder_fold (s, id_of (s, "Verb"), true));
  g_assert_no_error (error);
  g_assert_nonnull (track);
}

static void
test_heard (void)
{
  g_autoptr (LtTestDir) folder = lt_test_dir_new ();
  g_autoptr (LtSession) s = lt_test_song_new (folder, RATE, 0.5);
  const LtTrack        *track = g_ptr_array_index (s->tracks, 0);
  const LtClip         *clip = g_ptr_array_index (track->clips, 0);
  const LtSlot         *slot = g_ptr_array_index (s->master->slots, 0);
  LtId                  kick = id_of (s, "Kick");
  LtSession            *others[] = {
    lt_edit_strip_fader (s, kick, -3.0),
    lt_edit_strip_mute (s, kick, true),
    lt_edit_strip_solo (s, kick, true),
    lt_edit_strip_pan (s, kick, 0.5),
    lt_edit_strip_delay (s, kick, 7),
    lt_edit_strip_value (s, id_of (s, "Keys"), LT_STRIP_AUTOMATION, LT_AUTOMATION_OFF),
    lt_edit_session_tempo (s, 99.0),
    lt_edit_session_pan_law (s, LT_PAN_LAW_6DB),
    lt_edit_clip_move (s, clip->id, track->strip->id, clip->pos_frames + 1),
    lt_edit_slot_bypass (s, slot->id, !slot->bypass),
    lt_edit_slot_remove (s, slot->id),
    lt_edit_track_move (s, kick, 1),
    lt_edit_track_remove (s, kick),
    lt_edit_bus_remove (s, id_of (s, "Verb")),
  };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      assert_sound (s, others[i], false, i);
      lt_session_unref (others[i]);
    }
}

/* A print that was kept is fresh while the sound is, and stale when it is not. */
static void
test_cache (void)
{
  g_autoptr (LtTestDir) folder = lt_test_dir_new ();
  g_autoptr (LtSession) s = lt_test_song_new (folder, RATE, 1.0);
  g_autoptr (LtSession) renamed = lt_edit_strip_name (s, id_of (s, "Kick"), "Drum");
  g_autoptr (LtSession) softer = lt_edit_strip_fader (renamed, id_of (s, "Kick"), -12.0);
  g_autoptr (LtPrint)   print = lt_print_new (s, folder, -1.0, NULL, NULL, NULL, NULL), again = NULL, stale = NULL;
  gboolean              fresh = FALSE;

  lt_print_cache_save (print, s, folder);
  again = lt_print_cache_load (renamed, folder, &fresh);
  g_assert_nonnull (again);
  g_assert_true (fresh);
  stale = lt_print_cache_load (softer, folder, &fresh);
  g_assert_nonnull (stale);
  g_assert_false (fresh);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/studio/session-sound/unheard", test_unheard);
  g_test_add_func ("/studio/session-sound/heard", test_heard);
  g_test_add_func ("/studio/session-sound/cache", test_cache);
  return g_test_run ();
}
