// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Differences in words: none for the same, some for every change, and the right ones.
// Layer: tests.

#include "helpers/test-session.h"
#include "session/diff.h"
#include "session/edit-bus.h"
#include "session/edit-clip.h"
#include "session/edit-lane.h"
#include "session/edit-send.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"
#include "session/store.h"

/* Takes @next. */
static void
assert_says (LtSession **session, LtSession *next, const char *sentence)
{
  g_autofree char *label = lt_diff_label (*session, next);

  g_assert_cmpstr (label, ==, sentence);
  lt_session_take (session, next);
}

static void
test_words (void)
{
  LtId          vox, bass, bus, verb, slot, send, second, source, clip;
  LtSourceInfo  info = { "audio/kick.wav", NULL, "kick", 480000, 1, 48000.0 };
  const LtPoint points[] = { { 0, 0.0, false }, { 48000, -6.0, false } }, bent[] = { { 0, 0.0, false, 0.5f }, { 48000, -6.0, false } };
  g_autoptr (LtSession) s = lt_session_new (48000.0, "Song");

  assert_says (&s, lt_session_ref (s), "No change");
  assert_says (&s, lt_edit_track_add (s, "Vox", -1, &vox), "Added Vox");
  assert_says (&s, lt_edit_track_add (s, "Bass", -1, &bass), "Added Bass");
  assert_says (&s, lt_edit_strip_fader (s, vox, -1.5), "Vox: fader 0.0 dB → −1.5 dB");
  assert_says (&s, lt_edit_strip_fader (s, vox, -3.0), "Vox: fader −1.5 dB → −3.0 dB");
  assert_says (&s, lt_edit_strip_fader (s, vox, -3.01), "Vox: fader -3 → -3.01");
  assert_says (&s, lt_edit_strip_mute (s, vox, true), "Vox: mute Off → On");
  assert_says (&s, lt_edit_strip_name (s, vox, "Lead"), "Vox: renamed to Lead");
  assert_says (&s, lt_edit_bus_add (s, "Drums", &bus), "Added Drums");
  assert_says (&s, lt_edit_strip_output (s, bass, bus, NULL), "Bass: output mix → Drums");
  assert_says (&s, lt_edit_slot_add (s, bass, lt_fx_find ("trim"), -1, NULL, &slot),
               "Bass: added Trim");
  assert_says (&s, lt_edit_slot_value (s, slot, 0, -6.0f), "Bass, Trim: Gain 0.0 dB → −6.0 dB");
  assert_says (&s, lt_edit_slot_bypass (s, slot, true), "Bass, Trim: bypass Off → On");
  assert_says (&s, lt_edit_slot_level (s, slot, 2.5), "Bass, Trim: Output level 0.0 dB → 2.5 dB");
  assert_says (&s, lt_edit_lane_set (s, bass, slot, "gain", points, 2, NULL),
               "Bass: automation of Trim, Gain, 2 points");
  assert_says (&s, lt_edit_lane_set (s, bass, slot, "gain", bent, 2, NULL), "Bass: automation of Trim, Gain bent another way");
  assert_says (&s, lt_edit_send_add (s, vox, bus, -6.0, &send, NULL),
               "Lead: added a send to Drums");
  assert_says (&s, lt_edit_send_level (s, send, -INFINITY),
               "Lead, send to Drums: level −6.0 dB → −∞ dB");
  assert_says (&s, lt_edit_bus_add (s, "Verb", &verb), "Added Verb");
  assert_says (&s, lt_edit_send_add (s, vox, verb, -6.0, &second, NULL), "Lead: added a send to Verb");
  assert_says (&s, lt_edit_lane_set (s, vox, send, "level", points, 2, NULL), "Lead: automation of Send to Drums, Send level, 2 points");
  assert_says (&s, lt_edit_lane_set (s, vox, second, "level", points, 1, NULL), "Lead: automation of Send to Verb, Send level, 1 point");
  assert_says (&s, lt_edit_lane_set (s, vox, second, "level", points, 2, NULL), "Lead: automation of Send to Verb, Send level changed, 1 → 2 points");
  assert_says (&s, lt_edit_lane_clear (s, vox, second, "level"), "Lead: removed the automation of Send to Verb, Send level");
  assert_says (&s, lt_edit_lane_clear (s, vox, send, "level"), "Lead: removed the automation of Send to Drums, Send level");
  assert_says (&s, lt_edit_bus_remove (s, verb), "Lead: removed the send to Verb, and 1 more");
  assert_says (&s, lt_edit_session_add_source (s, &info, &source), "Added source “kick”");
  assert_says (&s, lt_edit_clip_add (s, bass, source, 48000, 0, 96000, &clip),
               "Bass: added clip “kick” at 1.000 s");
  assert_says (&s, lt_edit_clip_move (s, clip, bass, 72000), "Bass: clip “kick” moved by 0.500 s");
  assert_says (&s, lt_edit_clip_move (s, clip, bass, 48000), "Bass: clip “kick” moved by −0.500 s");
  assert_says (&s, lt_edit_clip_trim_end (s, clip, 96000),
               "Bass: clip “kick” trimmed, 2.000 s → 1.000 s");
  assert_says (&s, lt_edit_clip_trim_start (s, clip, 72000),
               "Bass: clip “kick” start trimmed, 1.000 s → 0.500 s");
  assert_says (&s, lt_edit_clip_gain (s, clip, -2.0), "Bass: clip “kick”: gain 0.0 dB → −2.0 dB");
  assert_says (&s, lt_edit_clip_move (s, clip, vox, 72000), "Lead: clip “kick” came from Bass");
  assert_says (&s, lt_edit_clip_remove (s, clip), "Lead: removed clip “kick”");
  assert_says (&s, lt_edit_session_tempo (s, 90.0), "Session: tempo 120.00 → 90.00");
  assert_says (&s, lt_edit_session_tag (s, "artist", "X"), "Tags: artist “” → “X”");
  assert_says (&s, lt_edit_track_move (s, bass, 0), "The tracks are in another order");
  assert_says (&s, lt_edit_slot_remove (s, slot), "Bass: removed Trim, and 1 more");
  assert_says (&s, lt_edit_bus_remove (s, bus), "Bass: output Drums → mix, and 2 more");
}

/* Every edit that changes the file is noticed, save where only an id was used up. */
static void
test_complete (void)
{
  for (guint32 seed = 1; seed <= 3; seed++)
    {
      g_autoptr (GRand) rng = g_rand_new_with_seed (seed);
      g_autoptr (LtSession) session = lt_test_session_new (rng);

      for (int i = 0; i < 400; i++)
        {
          g_autoptr (LtSession) next = lt_test_session_edit (session, rng);
          g_autoptr (GPtrArray) list = lt_diff_list (session, next);
          g_autoptr (GPtrArray) back = lt_diff_list (next, session);

          g_assert_true ((list->len > 0) == (next != session));
          g_assert_true ((back->len > 0) == (next != session));
          for (guint k = 0; k < list->len; k++)
            g_assert_true (g_utf8_validate (list->pdata[k], -1, NULL));
          lt_session_take (&session, g_steal_pointer (&next));
        }

      /* The same session from the disk is no other one, though it shares nothing. */
      g_autoptr (GBytes) bytes = lt_store_save (session);
      g_autoptr (LtSession) loaded = lt_store_load (bytes, NULL, NULL);
      g_autoptr (GPtrArray) none = lt_diff_list (session, loaded);
      g_assert_cmpuint (none->len, ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/diff/words", test_words);
  g_test_add_func ("/session/diff/complete", test_complete);
  return g_test_run ();
}
