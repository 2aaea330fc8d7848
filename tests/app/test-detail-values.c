// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The values below the lanes are those of one clip, and what is set is set for all that are picked.
// Layer: tests.

#include "app/edit/clip-ops.h"
#include "app/edit/clip-sound-pane.h"
#include "app/edit/detail-values.h"
#include "app/widgets/control.h"
#include "eyes.h"
#include "helpers/test-clips.h"
#include "helpers/test-dir.h"
#include "open-song.h"
#include "session/edit-clip-fx.h"
#include "session/edit-session.h"
#include "session/edit-track.h"
#include "studio/clip-print.h"

#include <math.h>

#define RATE 48000
#define N 4

typedef struct
{
  LtTestDir    *dir;
  LtContext    *context;
  LtEditState  *state;
  LtDetailSpan *span;
  GtkWidget    *window, *values, *sound;
  LtId          clips[N];
} Fixture;

static void
settle (void)
{
  for (int i = 0; i < 20; i++)
    while (g_main_context_iteration (NULL, FALSE))
      ;
}

static const LtClip *
clip (Fixture *f, int i)
{
  return lt_session_find_clip (lt_edit_state_get_session (f->state), f->clips[i], NULL);
}

/* Four clips of two seconds in a row, at 0, −3, −6 and −9 dB, detuned by 0 to 300 cents; the first three are picked and the third is
   locked. */
static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (LtSession) song = lt_session_new (RATE, "Song");
  LtId                  track, source;

  f->dir = lt_test_dir_new ();
  lt_session_take (&song, lt_edit_track_add (song, "Vox", -1, &track));
  lt_session_take (&song, lt_edit_session_add_source (song, &(LtSourceInfo) { .path = "audio/a.wav", .name = "a", .n_frames = 60 * RATE, .n_channels = 1, .rate_hz = RATE },
                                                      &source));
  for (int i = 0; i < N; i++)
    {
      lt_session_take (&song, lt_edit_clip_add (song, track, source, 4 * i * RATE, 10 * RATE, 2 * RATE, &f->clips[i]));
      lt_session_take (&song, lt_edit_clip_gain (song, f->clips[i], -3.0 * i));
      lt_session_take (&song, lt_edit_clip_fx_pitch (song, f->clips[i], 100.0 * i));
    }
  lt_session_take (&song, lt_test_clips_flag (song, f->clips[2], LT_CLIP_LOCK, true));

  f->context = lt_context_new ();
  f->state = lt_edit_state_new (f->context);
  lt_test_open_song (lt_context_get_document (f->context), f->dir, "song", song);
  f->span = lt_detail_span_new (f->state);
  lt_selection_set_clips (lt_edit_state_get_selection (f->state), f->clips, 3);
  lt_detail_span_set_clip (f->span, f->clips[0]);

  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  f->values = lt_detail_values_new (f->span);
  f->sound = lt_clip_sound_pane_new (f->state);
  gtk_box_append (GTK_BOX (box), f->values);
  gtk_box_append (GTK_BOX (box), f->sound);
  f->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (f->window), box);
  gtk_window_present (GTK_WINDOW (f->window));
  settle ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  settle ();
  lt_document_close (lt_context_get_document (f->context));
  g_clear_object (&f->span);
  g_clear_object (&f->state);
  g_clear_object (&f->context);
  g_clear_pointer (&f->dir, lt_test_dir_free);
}

/* --- finding what is on the pane --- */

static LtControl *
find_control (GtkWidget *pane, const char *name)
{
  for (int i = 0;; i++)
    {
      GtkWidget *control = lt_test_find (pane, LT_TYPE_CONTROL, i);

      g_assert_nonnull (control);
      if (g_strcmp0 (lt_control_get_name (LT_CONTROL (control)), name) == 0)
        return LT_CONTROL (control);
    }
}

static GtkWidget *
find_toggle (GtkWidget *pane, const char *label)
{
  for (int i = 0;; i++)
    {
      GtkWidget *button = lt_test_find (pane, GTK_TYPE_TOGGLE_BUTTON, i);

      g_assert_nonnull (button);
      if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
        return button;
    }
}

static void
enter (GtkWidget *pane, const char *name, double value)
{
  lt_control_enter_value (find_control (pane, name), value);
  settle ();
}

static void
type (Fixture *f, int nth, const char *text)
{
  GtkWidget *entry = lt_test_find (f->values, GTK_TYPE_ENTRY, nth);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
  settle ();
}

static void
toggle (Fixture *f, const char *label)
{
  g_signal_emit_by_name (find_toggle (f->values, label), "clicked");
  settle ();
}

/* One step of undo has all of them. */
static void
undo (Fixture *f)
{
  g_assert_true (lt_document_undo (lt_context_get_document (f->context)));
  settle ();
  g_assert_cmpfloat (clip (f, 0)->gain_db, ==, 0.0);
  g_assert_cmpfloat (clip (f, 1)->gain_db, ==, -3.0);
  g_assert_cmpfloat (clip (f, 1)->sound.pitch_cents, ==, 100.0);
  g_assert_cmpfloat (clip (f, 1)->sound.stretch, ==, 1.0);
  g_assert_cmpint (clip (f, 1)->pos_frames, ==, 4 * RATE);
  g_assert_cmpint (clip (f, 1)->length_frames, ==, 2 * RATE);
  g_assert_cmpint (clip (f, 1)->fade_in_frames, ==, 0);
}

/* --- the cases --- */

static void
test_gain (Fixture *f, gconstpointer data)
{
  enter (f->values, "Clip gain", -2.0);
  g_assert_cmpfloat (clip (f, 0)->gain_db, ==, -2.0);
  g_assert_cmpfloat (clip (f, 1)->gain_db, ==, -5.0); /* as far from the first as it was */
  g_assert_cmpfloat (clip (f, 2)->gain_db, ==, -6.0); /* locked */
  g_assert_cmpfloat (clip (f, 3)->gain_db, ==, -9.0); /* not picked */
  undo (f);
}

static void
test_fades (Fixture *f, gconstpointer data)
{
  enter (f->values, "Fade in", 250.0);
  for (int i = 0; i < N; i++)
    g_assert_cmpint (clip (f, i)->fade_in_frames, ==, i < 2 ? RATE / 4 : 0);
  undo (f);
  enter (f->values, "Fade out", 1500.0);
  enter (f->values, "Fade in", 1000.0); /* as far as there is room */
  g_assert_cmpint (clip (f, 1)->fade_in_frames, ==, RATE / 2);
  g_assert_cmpint (clip (f, 1)->fade_out_frames, ==, 3 * RATE / 2);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (lt_test_find (f->values, GTK_TYPE_DROP_DOWN, 0)), LT_FADE_EXPONENTIAL);
  settle ();
  for (int i = 0; i < N; i++)
    g_assert_cmpint (clip (f, i)->fade_in_curve == LT_FADE_EXPONENTIAL, ==, i < 2);
  g_assert_cmpint (clip (f, 1)->fade_in_frames, ==, RATE / 2);
  g_assert_cmpint (clip (f, 1)->fade_out_curve, !=, LT_FADE_EXPONENTIAL);
}

static void
test_times (Fixture *f, gconstpointer data)
{
  type (f, 1, "0:01.000");
  g_assert_cmpint (clip (f, 0)->pos_frames, ==, RATE);
  g_assert_cmpint (clip (f, 1)->pos_frames, ==, 5 * RATE);
  g_assert_cmpint (clip (f, 2)->pos_frames, ==, 8 * RATE);
  g_assert_cmpint (clip (f, 3)->pos_frames, ==, 12 * RATE);
  undo (f);
  type (f, 3, "0:03.000");
  for (int i = 0; i < N; i++)
    g_assert_cmpint (clip (f, i)->length_frames, ==, i < 2 ? 3 * RATE : 2 * RATE);
  undo (f);
}

static void
test_switches (Fixture *f, gconstpointer data)
{
  toggle (f, "Reverse");
  for (int i = 0; i < N; i++)
    g_assert_cmpint (clip (f, i)->reverse, ==, i < 2);
  toggle (f, "Mute");
  for (int i = 0; i < N; i++)
    g_assert_cmpint (clip (f, i)->mute, ==, i < 3);
  toggle (f, "Lock");
  for (int i = 0; i < N; i++)
    g_assert_cmpint (clip (f, i)->locked, ==, i < 3);
  toggle (f, "Lock");
  g_assert_false (clip (f, 2)->locked);
}

static void
test_sound (Fixture *f, gconstpointer data)
{
  if (lt_clip_print_get_obstacle () != NULL)
    {
      g_test_skip ("no stretch here");
      return;
    }
  enter (f->sound, "Pitch", -50.0);
  g_assert_cmpfloat (clip (f, 0)->sound.pitch_cents, ==, -50.0);
  g_assert_cmpfloat (clip (f, 1)->sound.pitch_cents, ==, 50.0);
  g_assert_cmpfloat (clip (f, 2)->sound.pitch_cents, ==, 200.0);
  undo (f);
  enter (f->sound, "Stretch", 150.0);
  for (int i = 0; i < N; i++)
    {
      g_assert_cmpfloat (clip (f, i)->sound.stretch, ==, i < 2 ? 1.5 : 1.0);
      g_assert_cmpint (clip (f, i)->length_frames, ==, i < 2 ? 3 * RATE : 2 * RATE);
    }
  undo (f);
}

static double
pitch_of (const LtClip *c)
{
  return c->sound.pitch_cents;
}

/* What has no room to go along has its distance again when the others come back, within one drag. */
static void
test_distances (Fixture *f, gconstpointer data)
{
  g_autoptr (GArray)    ids = lt_edit_state_dup_clips (f->state);
  const LtSession      *base = lt_edit_state_get_session (f->state);
  LtId                  gone = 4711;
  g_autofree double    *up = NULL;

  g_array_append_val (ids, gone);
  up = lt_clip_ops_dup_values (base, ids, pitch_of, 2400.0, FALSE);
  g_assert_cmpfloat (up[0], ==, 2400.0);
  g_assert_cmpfloat (up[1], ==, 2500.0);
  g_assert_true (isnan (up[3]));
  g_autoptr (LtSession) high = lt_edit_clips_fx_pitch (base, ids, up);
  g_assert_cmpfloat (lt_session_find_clip (high, f->clips[1], NULL)->sound.pitch_cents, ==, LT_CLIP_PITCH_MAX_CENTS);
  g_autofree double *back = lt_clip_ops_dup_values (base, ids, pitch_of, 0.0, FALSE);
  g_autoptr (LtSession) again = lt_edit_clips_fx_pitch (high, ids, back);
  g_assert_cmpfloat (lt_session_find_clip (again, f->clips[1], NULL)->sound.pitch_cents, ==, 100.0);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/app/detail-values/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("gain", test_gain);
  ADD ("fades", test_fades);
  ADD ("times", test_times);
  ADD ("switches", test_switches);
  ADD ("sound", test_sound);
  ADD ("distances", test_distances);
#undef ADD
  return g_test_run ();
}
