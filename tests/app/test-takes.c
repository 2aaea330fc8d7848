// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Takes in the Edit view: where their lanes lie, and what is chosen by hand, by keys and by name.
// Layer: tests.

#include "app/edit/edit-view.h"
#include "app/edit/take-head.h"
#include "app/edit/take-lane.h"
#include "app/edit/take-ops.h"
#include "app/edit/take-places.h"
#include "eyes.h"
#include "helpers/test-clips.h"
#include "helpers/test-dir.h"
#include "open-song.h"
#include "session/edit-clip.h"
#include "session/edit-session.h"
#include "session/edit-take.h"
#include "session/edit-track.h"

#define RATE 48000
#define PASS (8 * RATE)

typedef struct
{
  LtTestDir   *dir;
  LtContext   *context;
  GtkWidget   *window, *view;
  LtEditState *state;
  LtId         tracks[2], sources[3];
} Fixture;

static const LtSession *
session (Fixture *f)
{
  return lt_edit_state_get_session (f->state);
}

static const LtTrack *
vox (Fixture *f)
{
  return lt_session_find_track (session (f), f->tracks[0]);
}

static void
settle (void)
{
  for (int i = 0; i < 20; i++)
    while (g_main_context_iteration (NULL, FALSE))
      ;
}

static void
act (Fixture *f, const char *action)
{
  g_autofree char     *name = NULL;
  g_autoptr (GVariant) target = NULL;

  g_assert_true (g_action_parse_detailed_name (action, &name, &target, NULL));
  g_assert_true (gtk_widget_activate_action_variant (f->view, name, target));
  settle ();
}

static void
undo (Fixture *f)
{
  g_assert_true (lt_document_undo (lt_context_get_document (f->context)));
  settle ();
}

/* Three recordings of eight seconds that lie on one another, of files that are nowhere; a track below. */
static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (LtSession) song = lt_session_new (RATE, "Song");

  f->dir = lt_test_dir_new ();
  f->context = lt_context_new ();
  f->view = lt_edit_view_new (f->context);
  f->state = lt_edit_view_get_state (LT_EDIT_VIEW (f->view));
  f->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1440, 800);
  gtk_window_set_child (GTK_WINDOW (f->window), f->view);
  gtk_window_present (GTK_WINDOW (f->window));
  while (lt_edit_state_get_width (f->state) < 100)
    g_main_context_iteration (NULL, TRUE);

  lt_session_take (&song, lt_edit_track_add (song, "Vox", -1, &f->tracks[0]));
  lt_session_take (&song, lt_edit_track_add (song, "Bass", -1, &f->tracks[1]));
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("Pass %d", i + 1), *path = g_strdup_printf ("audio/%d.wav", i);

      lt_session_take (&song, lt_edit_session_add_source (song, &(LtSourceInfo) { .path = path, .name = name, .n_frames = PASS, .n_channels = 1, .rate_hz = RATE },
                                                          &f->sources[i]));
      lt_session_take (&song, lt_edit_clip_add (song, f->tracks[0], f->sources[i], 0, 0, PASS, NULL));
    }
  lt_test_open_song (lt_context_get_document (f->context), f->dir, "song", song);
  lt_selection_set_strip (lt_edit_state_get_selection (f->state), f->tracks[0]);
  settle ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  settle ();
  lt_document_close (lt_context_get_document (f->context));
  g_assert_finalize_object (f->context);
  lt_test_dir_free (f->dir);
}

/* The source that is heard alone at @seconds; −1: none, or two. */
static int
heard_at (Fixture *f, double seconds)
{
  int heard = -1, n = 0;

  for (guint i = 0; i < vox (f)->clips->len; i++)
    {
      const LtClip *clip = vox (f)->clips->pdata[i];

      if ((double) clip->pos_frames > seconds * RATE || (double) (clip->pos_frames + clip->length_frames) <= seconds * RATE)
        continue;
      n++;
      for (int s = 0; s < 3; s++)
        heard = clip->source_id == f->sources[s] ? s : heard;
    }
  return n == 1 ? heard : -1;
}

/* They lie in the order of the takes, whatever the order of the widgets. */
static GtkWidget *
find_lane (Fixture *f, int index)
{
  int        y = lt_edit_state_get_row_y (f->state, 0) + lt_edit_state_get_row_height (f->state, 0) + index * LT_EDIT_TAKE;
  GtkWidget *lane;

  for (int i = 0; (lane = lt_test_find (f->view, LT_TYPE_TAKE_LANE, i)) != NULL; i++)
    {
      double at_x, at_y;

      gtk_widget_translate_coordinates (lane, gtk_widget_get_parent (lane), 0, 0, &at_x, &at_y);
      if ((int) at_y == y && gtk_widget_get_height (lane) == LT_EDIT_TAKE)
        return lane;
    }
  return NULL;
}

/* Once it has its place. */
static GtkWidget *
lane_of (Fixture *f, int index)
{
  while (find_lane (f, index) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return find_lane (f, index);
}

static gpointer
controller_of (GtkWidget *widget, GType type)
{
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (all, i);

      if (G_OBJECT_TYPE (controller) == type)
        return controller; /* borrowed from the widget */
    }
  return NULL;
}

static void
drag (Fixture *f, int index, double from_s, double to_s, gboolean give_up)
{
  const LtTimeScale *scale = lt_edit_state_get_scale (f->state);
  double             x0 = lt_time_scale_x (scale, from_s * RATE), x1 = lt_time_scale_x (scale, to_s * RATE);
  gpointer           gesture = controller_of (lane_of (f, index), GTK_TYPE_GESTURE_DRAG);

  g_signal_emit_by_name (gesture, "drag-begin", x0, 10.0);
  if (x1 != x0)
    {
      g_signal_emit_by_name (gesture, "drag-update", (x1 - x0) / 2, 0.0);
      g_signal_emit_by_name (gesture, "drag-update", x1 - x0, 0.0);
      g_assert_nonnull (lt_edit_state_get_hand_tag (f->state).text);
    }
  if (give_up)
    g_signal_emit_by_name (gesture, "cancel", NULL);
  g_signal_emit_by_name (gesture, "drag-end", x1 - x0, 0.0);
  g_assert_null (lt_edit_state_get_hand_tag (f->state).text);
  settle ();
}

static gboolean
key (GtkWidget *lane, guint keyval)
{
  gboolean taken = FALSE;

  g_signal_emit_by_name (controller_of (lane, GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed", keyval, 0, 0, &taken);
  settle ();
  return taken;
}

static void
test_places (Fixture *f, gconstpointer data)
{
  int row = lt_edit_state_get_row_height (f->state, 0), below = lt_edit_state_get_row_y (f->state, 1);

  act (f, "edit.takes"); /* there are none */
  g_assert_cmpint (lt_edit_state_get_row_span (f->state, 0), ==, row);
  act (f, "edit.take-gather");
  g_assert_cmpuint (lt_take_n (vox (f)), ==, 3);
  g_assert_cmpint (lt_edit_state_get_row_span (f->state, 0), ==, row + 3 * LT_EDIT_TAKE);
  g_assert_cmpint (lt_edit_state_get_row_y (f->state, 1), ==, below + 3 * LT_EDIT_TAKE);
  g_assert_cmpint (lt_edit_state_find_row (f->state, row + 3 * LT_EDIT_TAKE - 1), ==, 0);
  g_assert_cmpint (lt_edit_state_find_row (f->state, row + 3 * LT_EDIT_TAKE), ==, 1);

  g_autoptr (GArray) places = lt_take_places_dup (f->state);
  g_assert_cmpuint (places->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    {
      const LtTakePlace *place = &g_array_index (places, LtTakePlace, i);

      g_assert_cmpuint (place->index, ==, i);
      g_assert_cmpint (place->y, ==, row + (int) i * LT_EDIT_TAKE);
      g_assert_cmpint (gtk_widget_get_height (lane_of (f, (int) i)), ==, LT_EDIT_TAKE);
      g_assert_cmpint (gtk_widget_get_height (lt_test_find (f->view, LT_TYPE_TAKE_HEAD, (int) i)), ==, LT_EDIT_TAKE);
    }

  /* Automation lies below the takes. */
  act (f, "edit.automation");
  g_assert_cmpint (lt_edit_state_get_row_span (f->state, 0), ==, row + 3 * LT_EDIT_TAKE + LT_EDIT_LANE);
  g_autoptr (GArray) lanes = lt_edit_state_dup_lane_places (f->state);
  g_assert_cmpuint (lanes->len, ==, 1);
  g_assert_cmpint (g_array_index (lanes, LtEditLanePlace, 0).y, ==, row + 3 * LT_EDIT_TAKE);

  act (f, "edit.takes");
  g_assert_null (lt_test_find (f->view, LT_TYPE_TAKE_LANE, 0));
  g_assert_cmpint (lt_edit_state_get_row_span (f->state, 0), ==, row + LT_EDIT_LANE);

  /* What undo takes away is shown when it is back. */
  act (f, "edit.takes");
  undo (f);
  g_assert_cmpint (lt_edit_state_get_row_span (f->state, 0), ==, row + LT_EDIT_LANE);
  g_assert_null (lt_test_find (f->view, LT_TYPE_TAKE_LANE, 0));
  g_assert_true (lt_document_redo (lt_context_get_document (f->context)));
  settle ();
  g_assert_nonnull (lt_test_find (f->view, LT_TYPE_TAKE_LANE, 2));
}

static void
test_hand (Fixture *f, gconstpointer data)
{
  act (f, "edit.take-gather");
  g_assert_cmpint (heard_at (f, 3), ==, 2);
  drag (f, 0, 2, 4, FALSE);
  g_assert_cmpint (heard_at (f, 1), ==, 2);
  g_assert_cmpint (heard_at (f, 3), ==, 0);
  g_assert_cmpint (heard_at (f, 5), ==, 2);
  g_assert_cmpuint (lt_selection_n_clips (lt_edit_state_get_selection (f->state)), ==, 1); /* what came is picked */
  undo (f);                                                                                /* one step */
  g_assert_cmpint (heard_at (f, 3), ==, 2);

  LtSession *before = lt_session_ref (session (f));
  drag (f, 0, 2, 4, TRUE); /* given up */
  drag (f, 2, 2, 4, FALSE); /* heard from it already */
  drag (f, 2, 3, 3, FALSE);
  g_assert_true (session (f) == before);
  lt_session_unref (before);

  drag (f, 0, 4, 2, FALSE); /* backwards */
  g_assert_cmpint (heard_at (f, 3), ==, 0);
  drag (f, 1, 3, 3, FALSE); /* a click: the stretch that is heard there */
  g_assert_cmpint (heard_at (f, 2.1), ==, 1);
  g_assert_cmpint (heard_at (f, 3.9), ==, 1);
  g_assert_cmpint (heard_at (f, 1.9), ==, 2);
  g_assert_cmpuint (vox (f)->clips->len, ==, 3);

  /* Over what is locked nothing comes. */
  lt_edit_state_apply (f->state, lt_test_clips_flag (session (f), ((const LtClip *) vox (f)->clips->pdata[1])->id, LT_CLIP_LOCK, true), "Lock", NULL);
  before = lt_session_ref (session (f));
  drag (f, 0, 3, 3, FALSE);
  g_assert_true (session (f) == before);
  lt_session_unref (before);
}

/* Dragged to the right edge, the song comes along, and where it began stays. */
static void
test_edge (Fixture *f, gconstpointer data)
{
  const LtTimeScale *scale = lt_edit_state_get_scale (f->state);
  double             width;
  gpointer           gesture;

  act (f, "edit.take-gather");
  lt_edit_state_fit (f->state, 0.0, 4.0 * RATE);
  settle ();
  width = lt_edit_state_get_width (f->state);
  gesture = controller_of (lane_of (f, 0), GTK_TYPE_GESTURE_DRAG);
  g_signal_emit_by_name (gesture, "drag-begin", lt_time_scale_x (scale, 2.0 * RATE), 10.0);
  g_signal_emit_by_name (gesture, "drag-update", width - 2.0 - lt_time_scale_x (scale, 2.0 * RATE), 0.0);
  while (lt_time_scale_frame (scale, width - 2.0) < 6.5 * RATE)
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (gesture, "drag-end", 0.0, 0.0);
  settle ();
  g_assert_cmpint (heard_at (f, 1.9), ==, 2);
  g_assert_cmpint (heard_at (f, 2.1), ==, 0);
  g_assert_cmpint (heard_at (f, 6), ==, 0);
}

static void
test_keys (Fixture *f, gconstpointer data)
{
  act (f, "edit.take-gather");
  drag (f, 0, 2, 4, FALSE);

  GtkWidget *lane = lane_of (f, 1);
  lt_take_lane_set_cursor (LT_TAKE_LANE (lane), -1);
  g_assert_true (key (lane, GDK_KEY_Right)); /* the one at the playhead */
  g_assert_cmpint (lt_take_lane_get_cursor (LT_TAKE_LANE (lane)), <, 2 * RATE);
  g_assert_true (key (lane, GDK_KEY_Right));
  g_assert_cmpint (lt_take_lane_get_cursor (LT_TAKE_LANE (lane)), ==, 3 * RATE);
  g_assert_true (key (lane, GDK_KEY_Return));
  g_assert_cmpint (heard_at (f, 3), ==, 1);
  g_assert_true (lane_of (f, 1) == lane); /* the lane stays, and so does its place */
  g_assert_true (key (lane, GDK_KEY_Left));
  g_assert_true (key (lane, GDK_KEY_Return));
  g_assert_cmpint (heard_at (f, 1), ==, 1);
  g_assert_true (key (lane, GDK_KEY_Left)); /* the first one is the last that way */
  g_assert_cmpint (lt_take_lane_get_cursor (LT_TAKE_LANE (lane)), ==, RATE);
  g_assert_false (key (lane, GDK_KEY_Escape));
  g_assert_true (key (lane, GDK_KEY_Delete)); /* opens a menu */
  g_assert_cmpuint (lt_take_n (vox (f)), ==, 3);
}

static void
test_names (Fixture *f, gconstpointer data)
{
  act (f, "edit.take-gather");
  LtId first = ((const LtTake *) vox (f)->takes->pdata[0])->id;

  act (f, "edit.take-step(1)"); /* what was gathered is picked */
  g_assert_cmpint (heard_at (f, 3), ==, 0);
  act (f, "edit.take-step(-1)");
  g_assert_cmpint (heard_at (f, 3), ==, 2);
  lt_take_ops_choose_all (f->state, first);
  g_assert_cmpint (heard_at (f, 3), ==, 0);
  lt_take_ops_rename (f->state, first, "Breathy");
  g_assert_cmpstr (((const LtTake *) vox (f)->takes->pdata[0])->name, ==, "Breathy");
  lt_take_ops_remove (f->state, first);
  settle ();
  g_assert_cmpuint (lt_take_n (vox (f)), ==, 2);
  g_assert_cmpint (heard_at (f, 3), ==, 0); /* what was chosen from it stays */
  g_assert_null (lt_test_find (f->view, LT_TYPE_TAKE_LANE, 2));
  lt_take_ops_remove (f->state, first); /* it has gone: nothing happens */
  act (f, "edit.take-remove");
  g_assert_cmpuint (lt_take_n (vox (f)), ==, 0);
  g_assert_null (lt_test_find (f->view, LT_TYPE_TAKE_LANE, 0));
  undo (f);
  g_assert_nonnull (lt_test_find (f->view, LT_TYPE_TAKE_LANE, 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
#define ADD(name, function) g_test_add ("/app/takes/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("places", test_places);
  ADD ("hand", test_hand);
  ADD ("edge", test_edge);
  ADD ("keys", test_keys);
  ADD ("names", test_names);
  return g_test_run ();
}
