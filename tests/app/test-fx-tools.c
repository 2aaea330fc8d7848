// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An effect's output: a level that is an edit, matched while it plays in one step of undo, and a delta that nobody forgets.
// Layer: tests.

#include "app/fx/fx-tools.h"
#include "app/shell/monitor-actions.h"
#include "app/widgets/value-field.h"
#include "eyes.h"
#include "helpers/test-session.h"
#include "helpers/test-signal.h"
#include "media/file-format.h"
#include "media/writer.h"
#include "session/edit-clip.h"
#include "session/edit-session.h"
#include "session/edit-slot.h"
#include "session/edit-track.h"

#include <adwaita.h>
#include <math.h>

#define RATE 48000.0
#define SECONDS 4u
#define PATIENCE_US (60 * G_TIME_SPAN_SECOND)

typedef struct
{
  char       *dir;
  LtContext  *context;
  LtDocument *document;
  LtId        slot_id, other_id;
  GtkWidget  *tools;
} Fixture;

static void
write_tone (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char   *audio = g_build_filename (folder, "audio", NULL), *path = g_build_filename (audio, "tone.wav", NULL);
  guint              n = SECONDS * (guint) RATE;
  g_autofree float  *tone = g_new0 (float, n);
  const float       *in[2] = { tone, tone };
  LtWriterSpec       spec = { .format = lt_file_format_find ("wav"), .bits = LT_BITS_FLOAT, .rate_hz = (guint) RATE, .n_channels = 2 };

  g_mkdir_with_parents (audio, 0777);
  lt_test_add_sine (tone, n, RATE, 997.0, 0.1, 0.0);
  g_autoptr (LtWriter) writer = lt_writer_open (path, &spec, &error);
  g_assert_no_error (error);
  lt_writer_write (writer, in, n, &error);
  lt_writer_commit (writer, true, &error);
  g_assert_no_error (error);
}

/* A tone in a loop, through a trim of −6 dB and another effect. */
static void
set_up (Fixture *f, gconstpointer data)
{
  LtSourceInfo       info = { .path = "audio/tone.wav", .name = "tone", .n_frames = SECONDS * (int64_t) RATE, .n_channels = 2, .rate_hz = RATE };
  g_autoptr (GError) error = NULL;
  LtSession         *session = lt_session_new (RATE, "Song");
  LtId               track, source;

  lt_session_take (&session, lt_edit_session_add_source (session, &info, &source));
  lt_session_take (&session, lt_edit_track_add (session, "Vox", -1, &track));
  lt_session_take (&session, lt_edit_clip_add (session, track, source, 0, 0, info.n_frames, NULL));
  lt_session_take (&session, lt_edit_session_loop (session, true, 0, info.n_frames));
  lt_session_take (&session, lt_edit_slot_add (session, track, lt_fx_find ("trim"), -1, NULL, &f->slot_id));
  lt_session_take (&session, lt_edit_slot_value (session, f->slot_id, 0, -6.0f));
  lt_session_take (&session, lt_edit_slot_add (session, track, lt_fx_find ("eq"), -1, NULL, &f->other_id));
  f->dir = lt_test_session_dir ();
  g_autofree char *path = g_build_filename (f->dir, "Song.lathe", NULL);
  f->context = lt_context_new ();
  f->document = lt_context_get_document (f->context);
  LtFolder *folder = lt_folder_create (path, session, &error);
  g_assert_no_error (error);
  write_tone (path);
  lt_document_take_folder (f->document, folder);
  lt_session_unref (session);
  f->tools = g_object_ref_sink (lt_fx_tools_new (f->context));
  lt_fx_tools_set_slot (LT_FX_TOOLS (f->tools), f->slot_id);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->tools);
  g_clear_object (&f->context);
  lt_test_session_remove_dir (f->dir);
  g_free (f->dir);
}

static const LtSlot *
slot (Fixture *f)
{
  return lt_session_find_slot (lt_document_get_session (f->document), f->slot_id, NULL);
}

static LtControl *
level (GtkWidget *tools)
{
  return LT_CONTROL (lt_test_find (tools, LT_TYPE_VALUE_FIELD, 0));
}

static GtkSwitch *
match (GtkWidget *tools)
{
  return GTK_SWITCH (lt_test_find (tools, GTK_TYPE_SWITCH, 0));
}

static GtkToggleButton *
delta (GtkWidget *tools)
{
  return GTK_TOGGLE_BUTTON (lt_test_find (tools, GTK_TYPE_TOGGLE_BUTTON, 0));
}

static void
test_level (Fixture *f, gconstpointer data)
{
  lt_control_enter_value (level (f->tools), 3.5);
  g_assert_cmpfloat (slot (f)->level_db, ==, 3.5);
  g_assert_cmpstr (lt_document_get_undo_label (f->document), ==, "Trim: Output level");
  g_assert_true (lt_document_undo (f->document));
  g_assert_cmpfloat (slot (f)->level_db, ==, 0.0);
  g_assert_cmpfloat (lt_control_get_value (level (f->tools)), ==, 0.0);
  g_assert_true (lt_document_redo (f->document));
  g_assert_cmpfloat (lt_control_get_value (level (f->tools)), ==, 3.5);
  lt_fx_tools_set_slot (LT_FX_TOOLS (f->tools), f->other_id);
  g_assert_cmpfloat (lt_control_get_value (level (f->tools)), ==, 0.0);
}

/* --- match --- */

static void
start (Fixture *f)
{
  LtLiveWish wish = { .device = "null", .buffer_frames = 256, .free_running = true };

  g_assert_true (lt_live_open (lt_context_get_live (f->context), RATE, &wish, NULL));
  lt_live_play (lt_context_get_live (f->context));
}

static void
frames (Fixture *f, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      lt_context_frame (f->context, 0.05);
      g_usleep (2000);
    }
}

static void
play_until (Fixture *f, double level_db)
{
  gint64 until = g_get_monotonic_time () + PATIENCE_US;

  while (fabs (slot (f)->level_db - level_db) > 0.16 && g_get_monotonic_time () < until)
    frames (f, 1);
  g_assert_cmpfloat_with_epsilon (slot (f)->level_db, level_db, 0.16);
}

static void
test_match (Fixture *f, gconstpointer data)
{
  gtk_switch_set_active (match (f->tools), TRUE);
  frames (f, 20);
  g_assert_cmpfloat (slot (f)->level_db, ==, 0.0); /* nothing rolls */
  start (f);
  play_until (f, 6.0);
  frames (f, 100);
  g_assert_cmpfloat_with_epsilon (slot (f)->level_db, 6.0, 0.16);
  g_assert_cmpfloat (lt_control_get_value (level (f->tools)), ==, slot (f)->level_db);

  /* The value stays, and is one step. */
  gtk_switch_set_active (match (f->tools), FALSE);
  g_assert_cmpfloat_with_epsilon (slot (f)->level_db, 6.0, 0.16);
  g_assert_true (lt_document_undo (f->document));
  g_assert_cmpfloat (slot (f)->level_db, ==, 0.0);
  g_assert_false (lt_document_get_can_undo (f->document));

  /* What can be redone is not lost to it. */
  gtk_switch_set_active (match (f->tools), TRUE);
  frames (f, 100);
  g_assert_true (lt_document_get_can_redo (f->document));
  g_assert_cmpfloat (slot (f)->level_db, ==, 0.0);
  g_assert_true (lt_document_redo (f->document));
  g_assert_false (gtk_switch_get_active (match (f->tools))); /* somebody else moved the level */
}

static void
test_match_ends (Fixture *f, gconstpointer data)
{
  gtk_switch_set_active (match (f->tools), TRUE);
  start (f);
  play_until (f, 6.0);
  lt_document_apply (f->document, lt_edit_slot_value (lt_document_get_session (f->document), f->slot_id, 0, 3.0f), "Gain", NULL);
  g_assert_true (gtk_switch_get_active (match (f->tools)));
  play_until (f, -3.0);
  lt_control_enter_value (level (f->tools), 1.0);
  g_assert_false (gtk_switch_get_active (match (f->tools)));
  frames (f, 100);
  g_assert_cmpfloat (slot (f)->level_db, ==, 1.0);

  /* In bypass there is nothing to match. */
  lt_document_apply (f->document, lt_edit_slot_bypass (lt_document_get_session (f->document), f->slot_id, true), "Bypass", NULL);
  gtk_switch_set_active (match (f->tools), TRUE);
  frames (f, 100);
  g_assert_cmpfloat (slot (f)->level_db, ==, 1.0);
  lt_fx_tools_set_slot (LT_FX_TOOLS (f->tools), f->other_id);
  g_assert_false (gtk_switch_get_active (match (f->tools)));
}

/* --- delta --- */

static void
test_delta (Fixture *f, gconstpointer data)
{
  LtLive    *live = lt_context_get_live (f->context);
  GtkWidget *other = g_object_ref_sink (lt_fx_tools_new (f->context));

  lt_fx_tools_set_slot (LT_FX_TOOLS (other), f->slot_id);
  gtk_toggle_button_set_active (delta (f->tools), TRUE);
  g_assert_cmpuint (lt_live_get_delta (live), ==, f->slot_id);
  g_assert_true (gtk_toggle_button_get_active (delta (other)));
  gtk_toggle_button_set_active (delta (other), FALSE);
  g_assert_cmpuint (lt_live_get_delta (live), ==, 0);
  g_assert_false (gtk_toggle_button_get_active (delta (f->tools)));

  /* One at a time; another slot in the editor, or none, ends it. */
  lt_fx_tools_set_slot (LT_FX_TOOLS (other), f->other_id);
  gtk_toggle_button_set_active (delta (f->tools), TRUE);
  gtk_toggle_button_set_active (delta (other), TRUE);
  g_assert_cmpuint (lt_live_get_delta (live), ==, f->other_id);
  g_assert_false (gtk_toggle_button_get_active (delta (f->tools)));
  lt_fx_tools_set_slot (LT_FX_TOOLS (other), f->slot_id);
  g_assert_cmpuint (lt_live_get_delta (live), ==, 0);
  gtk_toggle_button_set_active (delta (other), TRUE);
  g_object_unref (other);
  g_assert_cmpuint (lt_live_get_delta (live), ==, 0);
  g_assert_false (gtk_toggle_button_get_active (delta (f->tools)));
}

static void
test_delta_reset (Fixture *f, gconstpointer data)
{
  GActionGroup *monitor = lt_monitor_actions_get (f->context);

  gtk_toggle_button_set_active (delta (f->tools), TRUE);
  g_action_group_activate_action (monitor, "neutral", NULL);
  g_assert_cmpuint (lt_live_get_delta (lt_context_get_live (f->context)), ==, 0);
  g_assert_false (gtk_toggle_button_get_active (delta (f->tools)));
  gtk_toggle_button_set_active (delta (f->tools), TRUE);
  g_assert_cmpuint (lt_live_get_delta (lt_context_get_live (f->context)), ==, f->slot_id);
}

/* The slot goes, the song goes. */
static void
test_delta_gone (Fixture *f, gconstpointer data)
{
  LtLive *live = lt_context_get_live (f->context);

  gtk_toggle_button_set_active (delta (f->tools), TRUE);
  lt_document_apply (f->document, lt_edit_slot_remove (lt_document_get_session (f->document), f->slot_id), "Remove", NULL);
  g_assert_cmpuint (lt_live_get_delta (live), ==, 0);
  g_assert_false (gtk_widget_get_visible (f->tools));
  g_assert_true (lt_document_undo (f->document));
  g_assert_true (gtk_widget_get_visible (f->tools));
  g_assert_false (gtk_toggle_button_get_active (delta (f->tools)));
  gtk_toggle_button_set_active (delta (f->tools), TRUE);
  lt_document_close (f->document);
  g_assert_cmpuint (lt_live_get_delta (live), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, function) g_test_add ("/app/fx-tools/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("level", test_level);
  ADD ("match", test_match);
  ADD ("match-ends", test_match_ends);
  ADD ("delta", test_delta);
  ADD ("delta-reset", test_delta_reset);
  ADD ("delta-gone", test_delta_gone);
  return g_test_run ();
}
