// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Stretch, pitch and effects of clips as edits, in the file and in words.
// Layer: tests.

#include "helpers/test-clips.h"
#include "helpers/test-session.h"
#include "session/check.h"
#include "session/clip-sound.h"
#include "session/diff.h"
#include "session/edit-clip-fx.h"
#include "session/edit-clip.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-track.h"
#include "session/store.h"

#include <math.h>
#include <string.h>

#define RATE 48000.0
#define N    (INT64_C (60) * 48000)

/* A minute of a recording, of which the clip plays 10 s to 20 s, at 5 s. */
static LtSession *
session_new (LtId *clip, LtId *track)
{
  LtSession   *session = lt_session_new (RATE, "Clips");
  LtSourceInfo info = { .path = "audio/a.wav", .name = "a", .n_frames = N, .n_channels = 2, .rate_hz = RATE };
  LtId         source;

  lt_session_take (&session, lt_edit_session_add_source (session, &info, &source));
  lt_session_take (&session, lt_edit_track_add (session, "Vox", -1, track));
  lt_session_take (&session, lt_edit_clip_add (session, *track, source, 5 * 48000, 10 * 48000, 10 * 48000, clip));
  return session;
}

static const LtClip *
clip_of (const LtSession *session, LtId clip)
{
  return lt_session_find_clip (session, clip, NULL);
}

static void
test_stretch (void)
{
  static const LtPoint points[] = { { 0, 0.0, false }, { 48000, -6.0, false }, { 480000, 0.0, false } };
  LtId clip, track;
  g_autoptr (LtSession) session = session_new (&clip, &track);
  lt_session_take (&session, lt_edit_clip_fade_in (session, clip, 4800, LT_FADE_S));
  lt_session_take (&session, lt_edit_clip_envelope (session, clip, points, G_N_ELEMENTS (points)));
  g_autoptr (LtSession) longer = lt_edit_clip_fx_stretch (session, clip, 1.5);
  const LtClip *is = clip_of (longer, clip);

  g_assert_cmpint (is->pos_frames, ==, 5 * 48000);
  g_assert_cmpint (is->offset_frames, ==, 15 * 48000);
  g_assert_cmpint (is->length_frames, ==, 15 * 48000);
  g_assert_cmpint (is->fade_in_frames, ==, 7200);
  g_assert_cmpint (g_array_index (is->envelope, LtPoint, 1).pos_frames, ==, 72000);
  g_assert_cmpint (is->sound.print_from, ==, 8 * 48000); /* two seconds before and behind */
  g_assert_cmpint (is->sound.print_to, ==, 22 * 48000);

  g_autoptr (LtSession) back = lt_edit_clip_fx_stretch (longer, clip, 1.0);
  g_autoptr (GBytes) was = lt_store_save (session), now = lt_store_save (back);
  g_assert_true (g_bytes_equal (was, now));
  g_autoptr (LtSession) same = lt_edit_clip_fx_stretch (session, clip, 1.0);
  g_assert_true (same == session);
  g_autoptr (LtSession) most = lt_edit_clip_fx_stretch (session, clip, 99.0);
  g_assert_cmpfloat (clip_of (most, clip)->sound.stretch, ==, LT_CLIP_STRETCH_MAX);
}

static void
test_stretch_to (void)
{
  LtId clip, track;
  g_autoptr (LtSession) session = session_new (&clip, &track);
  g_autoptr (LtSession) right = lt_edit_clip_fx_stretch_to (session, clip, 123457, false);
  g_autoptr (LtSession) left = lt_edit_clip_fx_stretch_to (session, clip, 123457, true);
  g_autoptr (LtSession) start = lt_edit_clip_fx_stretch_to (session, clip, 99 * 48000, true);
  g_autoptr (LtSession) short_one = lt_edit_clip_fx_stretch_to (session, clip, 1, false);

  g_assert_cmpint (clip_of (right, clip)->length_frames, ==, 123457);
  g_assert_cmpint (clip_of (right, clip)->pos_frames, ==, 5 * 48000);
  g_assert_cmpint (clip_of (left, clip)->length_frames, ==, 123457);
  g_assert_cmpint (clip_of (left, clip)->pos_frames + 123457, ==, 15 * 48000);
  g_assert_cmpint (clip_of (start, clip)->pos_frames, ==, 0); /* as far as the time line goes */
  g_assert_cmpfloat (clip_of (start, clip)->sound.stretch, ==, 1.5);
  g_assert_cmpfloat (clip_of (short_one, clip)->sound.stretch, ==, LT_CLIP_STRETCH_MIN);
  g_assert_cmpint (clip_of (short_one, clip)->length_frames, ==, 120000);

  const int64_t end = (int64_t) 1 << 40; /* of the time line */
  g_autoptr (LtSession) last = lt_edit_clip_move (session, clip, track, end), last_left = lt_edit_clip_fx_stretch_to (last, clip, 123457, true);
  g_assert_cmpint (clip_of (last_left, clip)->pos_frames, ==, end);
  lt_test_session_assert_round_trip (last_left);
}

/* Halves keep the window; only what leaves it makes a larger one. */
static void
test_window (void)
{
  LtId clip, track, right;
  g_autoptr (LtSession) session = session_new (&clip, &track);
  lt_session_take (&session, lt_edit_clip_fx_pitch (session, clip, 100.0));
  g_autoptr (LtSession) split = lt_edit_clip_split (session, clip, 10 * 48000, &right);
  g_autoptr (LtSession) nudged = lt_edit_clip_trim_end (split, right, 16 * 48000);
  g_autoptr (LtSession) wide = lt_edit_clip_trim_end (split, right, 30 * 48000);
  g_autoptr (LtSession) slipped = lt_edit_clip_slip (split, right, 0);
  const LtSource *source = session->sources->pdata[0];
  int64_t from, to;

  g_assert_true (lt_clip_sound_is_same (clip_of (split, clip), clip_of (split, right)));
  g_assert_true (lt_clip_sound_is_same (clip_of (split, clip), clip_of (nudged, right)));
  g_assert_false (lt_clip_sound_is_same (clip_of (split, clip), clip_of (wide, right)));
  g_assert_cmpint (clip_of (wide, right)->sound.print_from, ==, 8 * 48000);
  g_assert_cmpint (clip_of (wide, right)->sound.print_to, ==, 37 * 48000);
  g_assert_cmpint (clip_of (slipped, right)->sound.print_from, ==, 0);

  lt_clip_sound_window (clip_of (wide, right), source, &from, &to);
  g_assert_cmpint (from, ==, 8 * 48000);
  g_assert_cmpint (to, ==, 37 * 48000);
  g_assert_cmpint (lt_clip_sound_print_offset (clip_of (split, right), source), ==, 7 * 48000);

  g_autoptr (LtSession) reset = lt_edit_clip_fx_reset (session, clip);
  g_assert_true (lt_clip_sound_is_unset (clip_of (reset, clip)));
  g_assert_cmpint (clip_of (reset, clip)->sound.print_to, ==, 0);
}

static void
test_slots (void)
{
  LtId clip, track, first, second, right;
  g_autoptr (LtSession) session = session_new (&clip, &track);
  g_autoptr (GError) error = NULL;
  const LtStrip *strip = NULL;

  lt_session_take (&session, lt_edit_clip_fx_add_slot (session, clip, lt_fx_find ("eq"), -1, NULL, &first));
  lt_session_take (&session, lt_edit_clip_fx_add_slot (session, clip, lt_fx_find ("comp"), 0, NULL, &second));
  g_assert_nonnull (lt_session_find_slot (session, first, &strip));
  g_assert_cmpuint (strip->id, ==, track);
  g_assert_cmpuint (strip->slots->len, ==, 0);
  g_assert_cmpuint (((const LtSlot *) clip_of (session, clip)->sound.slots->pdata[0])->id, ==, second);

  lt_session_take (&session, lt_edit_slot_bypass (session, first, true));
  lt_session_take (&session, lt_edit_slot_value (session, second, 0, -40.0f));
  lt_session_take (&session, lt_edit_slot_level (session, second, 3.0));
  lt_session_take (&session, lt_edit_slot_move (session, first, track, 0, &error));
  g_assert_no_error (error);
  g_assert_true (((const LtSlot *) clip_of (session, clip)->sound.slots->pdata[0])->bypass);
  g_assert_cmpfloat (((const LtSlot *) clip_of (session, clip)->sound.slots->pdata[1])->level_db, ==, 3.0);
  g_assert_null (lt_edit_slot_key (session, second, session->mix->id, false, &error));
  g_assert_nonnull (error);

  /* Every slot has a name of its own. */
  g_autoptr (LtSession) split = lt_edit_clip_split (session, clip, 10 * 48000, &right);
  g_assert_cmpuint (((const LtSlot *) clip_of (split, right)->sound.slots->pdata[0])->id, !=, first);
  lt_session_take (&split, lt_edit_track_duplicate (split, track, NULL));
  g_clear_error (&error);
  g_assert_true (lt_check_session (split, &error));
  lt_test_session_assert_round_trip (split);

  g_autoptr (LtSession) before = lt_edit_slot_alone_before (session, second);
  g_assert_cmpuint (clip_of (before, clip)->sound.slots->len, ==, 1);
  lt_session_take (&session, lt_edit_slot_remove (session, first));
  lt_session_take (&session, lt_edit_slot_remove (session, second));
  g_assert_null (clip_of (session, clip)->sound.slots);
  g_assert_cmpint (clip_of (session, clip)->sound.print_to, ==, 0);
}

static void
test_words (void)
{
  LtId clip, track, slot;
  g_autoptr (LtSession) before = session_new (&clip, &track);
  g_autoptr (LtSession) session = lt_edit_clip_fx_pitch (before, clip, -50.0);

  lt_session_take (&session, lt_edit_clip_fx_add_slot (session, clip, lt_fx_find ("comp"), -1, NULL, &slot));
  lt_session_take (&session, lt_edit_clip_fx_quality (session, clip, LT_STRETCH_CRISP, true));
  lt_session_take (&session, lt_edit_clip_fx_stretch (session, clip, 1.25));
  g_autoptr (GPtrArray) words = lt_diff_list (before, session);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (text, "%s\n", (const char *) words->pdata[i]);
  g_assert_nonnull (strstr (text->str, "stretch 100.00 % → 125.00 %"));
  g_assert_null (strstr (text->str, "trimmed"));
  g_assert_nonnull (strstr (text->str, "pitch +0.0 ct → -50.0 ct"));
  g_assert_nonnull (strstr (text->str, "stretch quality finer → faster, crisp"));
  g_assert_nonnull (strstr (text->str, "leaves formants"));
  g_assert_nonnull (strstr (text->str, "clip “a”: added Compressor"));
}

/* What nobody touched is written as before; what is wrong in a file is told. */
static void
test_file (void)
{
  LtId clip, track;
  g_autoptr (LtSession) session = session_new (&clip, &track);
  g_autoptr (GBytes) plain = lt_store_save (session);
  g_autoptr (LtSession) worked = lt_edit_clip_fx_stretch (session, clip, 1.5);
  lt_session_take (&worked, lt_edit_clip_fx_add_slot (worked, clip, lt_fx_find ("eq"), -1, NULL, NULL));
  g_autoptr (GBytes) saved = lt_store_save (worked);
  g_autoptr (GPtrArray) losses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_null (strstr (g_bytes_get_data (plain, NULL), "stretch"));
  g_assert_null (strstr (g_bytes_get_data (plain, NULL), "print-from"));
  lt_test_session_assert_round_trip (worked);

  g_autoptr (GString) text = g_string_new_len (g_bytes_get_data (saved, NULL), (gssize) g_bytes_get_size (saved));
  g_assert_cmpuint (g_string_replace (text, "\"stretch\": 1.5", "\"stretch\": 77, \"stretch-quality\": \"best\"", 0), ==, 1);
  g_autoptr (GBytes) wrong = g_bytes_new (text->str, text->len);
  g_autoptr (LtSession) read = lt_store_load (wrong, losses, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (losses->len, ==, 2);
  g_assert_cmpfloat (clip_of (read, clip)->sound.stretch, ==, LT_CLIP_STRETCH_MAX);
}

/* Whatever was done to it, a clip plays frames that its print has. */
static void
test_within_print (void)
{
  g_autoptr (GRand) rng = g_rand_new_with_seed (41);

  for (guint turn = 0; turn < 2000; turn++)
    {
      LtId clip, track, right;
      g_autoptr (LtSession) session = session_new (&clip, &track);
      const LtSource *source = session->sources->pdata[0];

      lt_session_take (&session, lt_test_clips_flag (session, clip, LT_CLIP_REVERSE, turn % 2 == 1));
      for (int i = g_rand_int_range (rng, 1, 8); i > 0; i--)
        {
          const LtClip *is = clip_of (session, clip);
          int64_t       to = is->pos_frames + g_rand_int_range (rng, -400000, 2 * 480000);

          switch (g_rand_int_range (rng, 0, 6))
            {
            case 0:
              lt_session_take (&session, lt_edit_clip_fx_stretch (session, clip, g_rand_double_range (rng, 0.3, 3.5)));
              break;
            case 1:
              lt_session_take (&session, lt_edit_clip_fx_stretch_to (session, clip, g_rand_int_range (rng, 1000, 2 * 480000), g_rand_boolean (rng)));
              break;
            case 2:
              lt_session_take (&session, lt_edit_clip_trim_start (session, clip, to));
              break;
            case 3:
              lt_session_take (&session, lt_edit_clip_trim_end (session, clip, to));
              break;
            case 4:
              lt_session_take (&session, lt_edit_clip_slip (session, clip, g_rand_int_range (rng, 0, 60 * 48000)));
              break;
            default:
              lt_session_take (&session, lt_edit_clip_split (session, clip, to, &right));
              break;
            }
          is = clip_of (session, clip);
          int64_t first = lt_clip_sound_print_offset (is, source);
          g_assert_cmpint (first, >=, 0);
          g_assert_cmpint (first + is->length_frames, <=, lt_clip_sound_print_length (is, source));
        }
    }
}

/* What is under a part of a clip sounds there: forwards and backwards, longer and shorter. */
static void
test_places (void)
{
  static const double stretches[] = { 0.5, 1.0, 1.37, 3.0 };
  LtId clip, track;
  g_autoptr (LtSession) session = session_new (&clip, &track);

  for (guint i = 0; i < 2 * G_N_ELEMENTS (stretches); i++)
    {
      g_autoptr (LtSession) turned = lt_test_clips_flag (session, clip, LT_CLIP_REVERSE, i % 2 == 1);
      g_autoptr (LtSession) now = lt_edit_clip_fx_stretch (turned, clip, stretches[i / 2]);
      const LtClip *is = clip_of (now, clip);
      int64_t       first, last, quarter = is->length_frames / 4;

      lt_clip_sound_played (is, 0, is->length_frames, &first, &last);
      g_assert_cmpint (ABS (first - 10 * 48000), <=, 1);
      g_assert_cmpint (ABS (last - 20 * 48000), <=, 1);
      lt_clip_sound_played (is, 0, quarter, &first, &last);
      g_assert_cmpint (ABS (first - (i % 2 == 0 ? 20 : 35) * 24000), <=, 2);
      g_assert_cmpint (ABS (last - (i % 2 == 0 ? 25 : 40) * 24000), <=, 2);
      g_assert_cmpfloat (fabs (lt_clip_sound_place (is, (double) (i % 2 == 0 ? first : last)) - (double) is->pos_frames), <=, 4.0);
      g_assert_cmpfloat (fabs (lt_clip_sound_place (is, (double) (i % 2 == 0 ? last : first)) - (double) (is->pos_frames + quarter)), <=, 4.0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/edit-clip-fx/stretch", test_stretch);
  g_test_add_func ("/session/edit-clip-fx/stretch-to", test_stretch_to);
  g_test_add_func ("/session/edit-clip-fx/window", test_window);
  g_test_add_func ("/session/edit-clip-fx/slots", test_slots);
  g_test_add_func ("/session/edit-clip-fx/within-print", test_within_print);
  g_test_add_func ("/session/edit-clip-fx/places", test_places);
  g_test_add_func ("/session/edit-clip-fx/words", test_words);
  g_test_add_func ("/session/edit-clip-fx/file", test_file);
  return g_test_run ();
}
