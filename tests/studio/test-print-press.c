// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A print that was renewed in parts says what a whole one says, after any edit, undone or given up on the way.
// Layer: tests.

#include "helpers/test-dir.h"
#include "helpers/test-song.h"
#include "session/edit-clip-fx.h"
#include "session/edit-clip.h"
#include "session/edit-lane.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "studio/file-feeds.h"
#include "studio/print-press.h"

#include <math.h>
#include <string.h>

#define RATE 48000.0
#define SECONDS 24.0
#define CEILING -9.0 /* low enough for some overs */

/* Drums and keys through equaliser and compressor, a voice that goes to a short reverb, a limiter on the master. */
static LtSession *
song (const char *dir)
{
  g_autoptr (LtSession) session = lt_test_song_new (dir, RATE, SECONDS);
  g_autoptr (GError) error = NULL;
  LtId limiter;

  for (guint i = 0; i < lt_session_n_strips (session); i++)
    for (guint k = 0; k < lt_session_get_strip (session, i)->slots->len; k++)
      {
        static const char *const kept[] = { "eq", "comp", "reverb", "gate", "chorus", "saturate", NULL };
        const LtSlot            *slot = lt_session_get_strip (session, i)->slots->pdata[k];
        const LtFxType          *type = slot->type;
        LtId                     id = slot->id;

        if (!g_strv_contains (kept, slot->effect))
          lt_session_take (&session, lt_edit_slot_bypass (session, id, true));
        if (g_str_equal (type->key, "reverb"))
          lt_session_take (&session, lt_edit_slot_value (session, id, (guint) lt_param_find (type->params, type->n_params, "decay"), 0.7f));
      }
  lt_session_take (&session, lt_edit_slot_add (session, session->master->id, lt_fx_find ("limit"), -1, NULL, &limiter));
  for (guint i = 0; i < session->tracks->len; i++)
    for (double s = 4.0; s < SECONDS; s += 4.0)
      {
        const LtTrack *track = session->tracks->pdata[i];
        const LtClip  *last = track->clips->pdata[track->clips->len - 1];

        lt_session_take (&session, lt_edit_clip_split (session, last->id, (int64_t) (s * RATE), NULL));
      }
  g_assert_no_error (error);
  return g_steal_pointer (&session);
}

static LtPrint *
print_of (LtPrintPress *press, const LtSession *session, const char *dir)
{
  g_autoptr (GError) error = NULL;
  LtPrint *print = lt_print_press_run (press, session, dir, CEILING, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (print);
  return print;
}

static void
assert_near (double a, double b, double within)
{
  if (isfinite (a) || isfinite (b))
    g_assert_cmpfloat_with_epsilon (a, b, within);
}

static void
assert_columns (const LtPrintColumn *a, const LtPrintColumn *b)
{
  for (guint c = 0; c < LT_PRINT_COLUMNS; c++)
    {
      assert_near (a[c].min, b[c].min, 4e-6);
      assert_near (a[c].max, b[c].max, 4e-6);
      assert_near (a[c].rms, b[c].rms, 4e-6);
    }
}

static void
assert_same (const LtPrint *a, const LtPrint *b)
{
  g_assert_cmpint (a->n_frames, ==, b->n_frames);
  assert_columns (a->mix_columns, b->mix_columns);
  assert_columns (a->master_columns, b->master_columns);
  for (const LtMeasureRow *row = lt_measure_rows; row->key != NULL; row++)
    {
      double within = g_str_equal (row->key, "noise_floor_dbfs") ? 1.0 : 0.01;

      assert_near (lt_measure_get (&a->mix, row), lt_measure_get (&b->mix, row), within);
      assert_near (lt_measure_get (&a->master, row), lt_measure_get (&b->master, row), within);
    }
  g_assert_cmpuint (a->short_term_lufs->len, ==, b->short_term_lufs->len);
  for (guint i = 0; i < a->short_term_lufs->len; i++)
    if (g_array_index (b->short_term_lufs, float, i) > -70.0f)
      assert_near (g_array_index (a->short_term_lufs, float, i), g_array_index (b->short_term_lufs, float, i), 0.01);
  g_assert_cmpuint (a->n_overs, ==, b->n_overs);
  for (guint i = 0; i < a->overs->len; i++)
    {
      g_assert_cmpint (g_array_index (a->overs, LtOver, i).pos_frames, ==, g_array_index (b->overs, LtOver, i).pos_frames);
      assert_near (g_array_index (a->overs, LtOver, i).peak_dbtp, g_array_index (b->overs, LtOver, i).peak_dbtp, 0.001);
    }
}

static LtSession *
edit (const LtSession *session, GRand *rng)
{
  static const LtPoint points[] = { { 96000, -3.0, false }, { 400000, 2.0, false }, { 900000, -6.0, true } };
  const LtTrack       *track = session->tracks->pdata[g_rand_int_range (rng, 0, (gint32) session->tracks->len)];
  const LtClip        *clip = track->clips->pdata[g_rand_int_range (rng, 0, (gint32) track->clips->len)];
  LtPoint              moved[G_N_ELEMENTS (points)];

  switch (g_rand_int_range (rng, 0, 10))
    {
    case 0:
      return lt_edit_clip_gain (session, clip->id, g_rand_double_range (rng, -9.0, 3.0));
    case 1:
      return lt_edit_clip_mute (session, clip->id, !clip->mute);
    case 2:
      return lt_edit_clip_trim_end (session, clip->id, clip->pos_frames + g_rand_int_range (rng, 1000, (gint32) clip->length_frames));
    case 3:
      return lt_edit_clip_remove (session, clip->id);
    case 4:
      return lt_edit_clip_duplicate (session, clip->id, track->strip->id, g_rand_int_range (rng, 0, (gint32) (SECONDS * RATE)), NULL);
    case 5:
      memcpy (moved, points, sizeof points);
      moved[1].value = g_rand_double_range (rng, -6.0, 3.0);
      return lt_edit_lane_set (session, track->strip->id, 0, "fader", moved, G_N_ELEMENTS (moved), NULL);
    case 6:
      return lt_edit_strip_fader (session, track->strip->id, g_rand_double_range (rng, -9.0, 0.0));
    case 7:
      return lt_edit_strip_fader (session, session->master->id, g_rand_double_range (rng, -6.0, 3.0));
    case 8:
      return lt_edit_strip_name (session, track->strip->id, "Another");
    default:
      return lt_edit_clip_move (session, clip->id, track->strip->id, clip->pos_frames + g_rand_int_range (rng, -40000, 40000));
    }
}

/* After some time, wherever the print is then. */
static gpointer
give_up (gpointer cancellable)
{
  g_usleep (20000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
start_and_give_up (LtPrintPress *press, const LtSession *session, const char *dir)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GThread *thread = g_thread_new ("give-up", give_up, cancellable);
  g_autoptr (GError) error = NULL;
  LtPrint *print = lt_print_press_run (press, session, dir, CEILING, cancellable, &error);

  g_thread_join (thread);
  g_assert_true ((print == NULL) == (error != NULL));
  if (error != NULL)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_pointer (&print, lt_print_unref);
}

static void
test_any_edit (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (GRand) rng = g_rand_new_with_seed (4711);
  g_autoptr (LtSession) session = song (dir);
  g_autoptr (LtPrintPress) press = lt_print_press_new ();

  for (guint i = 0; i < 11; i++)
    {
      g_autoptr (LtPrint) part = print_of (press, session, dir);
      g_autoptr (LtPrint) whole = lt_print_new (session, dir, CEILING, NULL, NULL, NULL, NULL);

      assert_same (part, whole);
      lt_session_take (&session, edit (session, rng));
      if (i % 3 == 1) /* another edit comes while the print is under way */
        {
          start_and_give_up (press, session, dir);
          lt_session_take (&session, edit (session, rng));
        }
    }
}

static void
test_master_alone (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) session = song (dir), mastered = lt_edit_strip_fader (session, session->master->id, -2.0);
  g_autoptr (LtSession) named = lt_edit_strip_name (mastered, session->master->id, "Main");
  g_autoptr (LtPrintPress) press = lt_print_press_new ();
  g_autoptr (LtPrint) first = print_of (press, session, dir), second = print_of (press, mastered, dir);

  g_autoptr (LtPrint) third = print_of (press, named, dir);
  assert_same (third, second);

  g_autoptr (LtPrint) whole = lt_print_new (mastered, dir, CEILING, NULL, NULL, NULL, NULL);
  g_assert_cmpmem (whole->master_columns, sizeof whole->master_columns, second->master_columns, sizeof second->master_columns);
  g_assert_cmpfloat (whole->master.integrated_lufs, ==, second->master.integrated_lufs);
  g_assert_cmpfloat (first->mix.integrated_lufs, ==, second->mix.integrated_lufs);
}

/* Clips with effects are heard from prints of their own, which the press makes: none is silent because nobody has played it
   yet. Other values are other sound, where the clip is. */
static void
test_worked_over_clips (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) session = song (dir);
  g_autoptr (LtPrintPress) press = lt_print_press_new ();
  const float up[8] = { 9.0f }, down[8] = { -9.0f }; /* and all else off */
  LtId        clip = ((const LtClip *) ((const LtTrack *) session->tracks->pdata[0])->clips->pdata[2])->id, slot;
  g_autoptr (LtSession) louder = lt_edit_clip_fx_add_slot (session, clip, lt_fx_find ("trim"), -1, up, &slot);
  g_autoptr (LtSession) quieter = lt_edit_clip_fx_add_slot (session, clip, lt_fx_find ("trim"), -1, down, &slot);

  g_autoptr (LtPrint) plain = print_of (press, session, dir), loud = print_of (press, louder, dir);
  g_autoptr (LtPrint) loud_whole = lt_print_new (louder, dir, CEILING, NULL, NULL, NULL, NULL);
  assert_same (loud, loud_whole);
  g_assert_cmpfloat (fabs (loud->mix.integrated_lufs - plain->mix.integrated_lufs), >, 0.01);

  g_autoptr (LtPrint) quiet = print_of (press, quieter, dir), quiet_whole = lt_print_new (quieter, dir, CEILING, NULL, NULL, NULL, NULL);
  assert_same (quiet, quiet_whole);
  g_autoptr (LtPrintPress) fresh = lt_print_press_new ();
  g_autoptr (LtPrint) first = print_of (fresh, louder, dir);
  assert_same (first, loud_whole);
}

/* A strip that the master listens to is not in the mix: a print of the whole. */
static void
test_keyed_from_the_mix (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) session = song (dir);
  g_autoptr (GError) error = NULL;
  const LtTrack *track = session->tracks->pdata[0];
  LtId           slot, clip = ((const LtClip *) track->clips->pdata[2])->id;
  g_autoptr (LtPrintPress) press = lt_print_press_new ();
  g_autoptr (LtPrint) first = print_of (press, session, dir);

  g_assert_nonnull (first);
  lt_session_take (&session, lt_edit_slot_add (session, session->master->id, lt_fx_find ("comp"), -1, NULL, &slot));
  lt_session_take (&session, lt_edit_slot_key (session, slot, track->strip->id, false, &error));
  lt_session_take (&session, lt_edit_clip_gain (session, clip, -6.0));
  g_assert_no_error (error);

  g_autoptr (LtPrint) print = print_of (press, session, dir), whole = lt_print_new (session, dir, CEILING, NULL, NULL, NULL, NULL);
  assert_same (print, whole);
  lt_session_take (&session, lt_edit_slot_remove (session, slot));
  g_autoptr (LtPrint) back = print_of (press, session, dir), whole_back = lt_print_new (session, dir, CEILING, NULL, NULL, NULL, NULL);
  assert_same (back, whole_back);
}

/* The session is the same, and a file of it is not. */
static void
test_file_written_again (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) session = song (dir), again = lt_edit_strip_name (session, session->mix->id, "Mix bus");
  g_autoptr (LtPrintPress) press = lt_print_press_new ();
  g_autoptr (LtPrint) first = print_of (press, session, dir);
  const LtSource  *a = session->sources->pdata[0], *b = session->sources->pdata[1];
  g_autofree char *path = lt_file_feeds_dup_path (a, dir), *other = lt_file_feeds_dup_path (b, dir), *bytes = NULL;
  gsize            size;

  g_assert_cmpuint (a->n_channels, ==, b->n_channels);
  g_assert_true (g_file_get_contents (other, &bytes, &size, NULL) && g_file_set_contents (path, bytes, (gssize) size, NULL));
  g_autoptr (LtPrint) second = print_of (press, again, dir), whole = lt_print_new (again, dir, CEILING, NULL, NULL, NULL, NULL);
  assert_same (second, whole);
  g_assert_cmpfloat (first->master.integrated_lufs, !=, second->master.integrated_lufs);

  g_autoptr (LtPrint) third = print_of (press, session, dir);
  assert_same (third, whole);
}

static void
on_printed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_ptr_array_add (data, lt_print_press_run_finish (result, NULL));
}

/* Two at once: the second waits. */
static void
test_background (void)
{
  g_autoptr (LtTestDir) dir = lt_test_dir_new ();
  g_autoptr (LtSession) session = song (dir), next = lt_edit_strip_fader (session, session->master->id, -2.0);
  LtPrintPress *press = lt_print_press_new ();
  g_autoptr (GPtrArray) prints = g_ptr_array_new_with_free_func ((GDestroyNotify) lt_print_unref);

  lt_print_press_run_async (press, session, dir, CEILING, NULL, on_printed, prints);
  lt_print_press_run_async (press, next, dir, CEILING, NULL, on_printed, prints);
  lt_print_press_unref (press);
  while (prints->len < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (prints->pdata[0]);
  g_assert_nonnull (prints->pdata[1]);
}

int
main (int argc, char **argv)
{
  g_autofree char *cache = g_dir_make_tmp ("lathe-cache-XXXXXX", NULL);

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/studio/print-press/any-edit", test_any_edit);
  g_test_add_func ("/studio/print-press/master-alone", test_master_alone);
  g_test_add_func ("/studio/print-press/keyed-from-the-mix", test_keyed_from_the_mix);
  g_test_add_func ("/studio/print-press/worked-over-clips", test_worked_over_clips);
  g_test_add_func ("/studio/print-press/file-written-again", test_file_written_again);
  g_test_add_func ("/studio/print-press/background", test_background);
  return g_test_run ();
}
