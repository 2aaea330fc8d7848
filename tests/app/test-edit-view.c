// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The Edit view on a session with files: only what is seen exists, actions edit and are undone, what is missing says so.
// Layer: tests.

#include "app/edit/clip-view.h"
#include "app/edit/edit-view.h"
#include "app/edit/lane-spec.h"
#include "app/edit/lanes.h"
#include "app/widgets/palette.h"
#include "app/widgets/ruler.h"
#include "eyes.h"
#include "helpers/test-dir.h"
#include "session/edit-clip.h"
#include "session/edit-clips-value.h"
#include "session/edit-folder.h"
#include "session/edit-session.h"
#include "session/edit-track.h"
#include "session/strip.h"

#include <math.h>

#define RATE 48000
#define SECONDS 8

typedef struct
{
  LtTestDir  *dir;
  LtContext  *context;
  GtkWidget  *window, *view;
  LtEditState *state;
} Fixture;

static void
write_wav (const char *path)
{
  static guint8 bytes[44 + RATE * SECONDS * 2];
  guint32       n = RATE * SECONDS * 2;
  guint8        head[44] = "RIFF\0\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x80\xbb\0\0\0\x77\1\0\2\0\x10\0data";

  *(guint32 *) (gpointer) (head + 4) = GUINT32_TO_LE (n + 36);
  *(guint32 *) (gpointer) (head + 40) = GUINT32_TO_LE (n);
  memcpy (bytes, head, sizeof head);
  for (guint i = 0; i < RATE * SECONDS; i++)
    {
      gint16 v = (gint16) (8000 * sin (i * 0.05));

      bytes[44 + 2 * i] = (guint8) (v & 255);
      bytes[45 + 2 * i] = (guint8) (v >> 8);
    }
  g_assert_true (g_file_set_contents (path, (const char *) bytes, sizeof bytes, NULL));
}

static const LtSession *
session (Fixture *f)
{
  return lt_edit_state_get_session (f->state);
}

static void
settle (Fixture *f)
{
  for (int i = 0; i < 20; i++)
    while (g_main_context_iteration (NULL, FALSE))
      ;
}

/* @n_tracks with a clip of 2 s each at 1 s, its sound in the folder or, on the last track, nowhere. */
static void
open_session (Fixture *f, int n_tracks)
{
  g_autofree char      *path = g_build_filename (f->dir, "song", NULL), *audio = g_build_filename (path, "audio", NULL);
  g_autofree char      *wav = g_build_filename (audio, "a.wav", NULL);
  g_autoptr (LtSession) song = lt_session_new (RATE, "Song");
  g_autoptr (GError)    error = NULL;
  LtSourceInfo          info = { .path = "audio/a.wav", .name = "Take", .n_frames = RATE * SECONDS, .n_channels = 1, .rate_hz = RATE };
  LtId                  source, gone, track;

  lt_session_take (&song, lt_edit_session_add_source (song, &info, &source));
  info.path = "audio/gone.wav";
  lt_session_take (&song, lt_edit_session_add_source (song, &info, &gone));
  for (int i = 0; i < n_tracks; i++)
    {
      lt_session_take (&song, lt_edit_track_add (song, "Track", -1, &track));
      lt_session_take (&song, lt_edit_clip_add (song, track, i + 1 < n_tracks ? source : gone, RATE, 0, 2 * RATE, NULL));
    }
  LtFolder *folder = lt_folder_create (path, song, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_mkdir_with_parents (audio, 0755), ==, 0);
  write_wav (wav);
  lt_document_take_folder (lt_context_get_document (f->context), folder);
  settle (f);
}

static void
set_up (Fixture *f, gconstpointer data)
{
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
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  settle (f);
  lt_document_close (lt_context_get_document (f->context));
  g_assert_finalize_object (f->context);
  lt_test_dir_free (f->dir);
}

static const LtClip *
first_clip (Fixture *f, guint track)
{
  const GPtrArray *clips = ((const LtTrack *) session (f)->tracks->pdata[track])->clips;

  return clips->len > 0 ? clips->pdata[0] : NULL;
}

static void
act (Fixture *f, const char *action)
{
  g_autofree char     *name = NULL;
  g_autoptr (GVariant) target = NULL;

  g_assert_true (g_action_parse_detailed_name (action, &name, &target, NULL));
  g_assert_true (gtk_widget_activate_action_variant (f->view, name, target));
  settle (f);
}

static void
undo (Fixture *f)
{
  g_assert_true (lt_document_undo (lt_context_get_document (f->context)));
  settle (f);
}

static void
test_only_what_is_seen_exists (Fixture *f, gconstpointer data)
{
  open_session (f, 64);
  guint n = lt_lanes_n_views (LT_LANES (lt_edit_view_get_lanes (LT_EDIT_VIEW (f->view))));
  g_assert_cmpuint (n, >, 4);
  g_assert_cmpuint (n, <, 20); /* rows of 48 px in 800 */

  lt_edit_state_fit (f->state, 5.0 * RATE, 6.0 * RATE); /* behind the clips */
  settle (f);
  g_assert_cmpuint (lt_lanes_n_views (LT_LANES (lt_edit_view_get_lanes (LT_EDIT_VIEW (f->view)))), ==, 0);
  lt_edit_state_fit (f->state, 0.0, 6.0 * RATE);
  gtk_adjustment_set_value (lt_edit_state_get_vertical (f->state), 1e6);
  settle (f);
  g_assert_cmpint (lt_edit_state_find_row (f->state, lt_edit_state_get_height (f->state) - 1), ==, 63);
}

static void
test_picking_at_a_point (Fixture *f, gconstpointer data)
{
  LtLanes *lanes;
  double   x;

  open_session (f, 2);
  lanes = LT_LANES (lt_edit_view_get_lanes (LT_EDIT_VIEW (f->view)));
  x = lt_time_scale_x (lt_edit_state_get_scale (f->state), 2.0 * RATE);
  g_assert_cmpuint (lt_lanes_pick (lanes, x, 60).clip_id, ==, first_clip (f, 1)->id);
  g_assert_cmpint (lt_lanes_pick (lanes, x, 60).row, ==, 1);
  g_assert_cmpuint (lt_lanes_pick (lanes, lt_time_scale_x (lt_edit_state_get_scale (f->state), 0.5 * RATE), 60).clip_id, ==, 0);
  g_assert_cmpint (lt_lanes_pick (lanes, x, 400).row, ==, -1);
}

/* A folder has a row above its first track; its tracks have none while it is folded. */
static void
test_folders (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  LtLanes   *lanes;
  LtSession *next;
  LtId       ids[2], folder;
  double     x;

  open_session (f, 4);
  lanes = LT_LANES (lt_edit_view_get_lanes (LT_EDIT_VIEW (f->view)));
  for (guint i = 0; i < 2; i++)
    ids[i] = ((const LtTrack *) session (f)->tracks->pdata[i + 1])->strip->id;
  next = lt_edit_folder_add (session (f), "Folder", ids, 2, &folder, &error);
  g_assert_no_error (error);
  lt_edit_state_apply (f->state, next, "Folder", NULL);
  settle (f);
  x = lt_time_scale_x (lt_edit_state_get_scale (f->state), 2.0 * RATE);
  int row = lt_edit_state_get_row_height (f->state, 0);
  g_assert_cmpint (lt_edit_state_get_row_y (f->state, 1), ==, row + LT_FOLDER_ROW);
  g_assert_cmpint (lt_edit_state_find_row (f->state, row + 2), ==, -1); /* the folder's own */
  g_assert_cmpint (lt_lanes_pick (lanes, x, row + LT_FOLDER_ROW + 20).row, ==, 1);
  g_assert_cmpuint (lt_lanes_n_views (lanes), ==, 4);

  lt_edit_state_apply (f->state, lt_edit_folder_fold (session (f), folder, true), "Fold", NULL);
  settle (f);
  g_assert_cmpint (lt_edit_state_get_row_height (f->state, 1), ==, 0);
  g_assert_cmpint (lt_edit_state_get_row_y (f->state, 3), ==, row + LT_FOLDER_ROW_FOLDED);
  g_assert_cmpint (lt_lanes_pick (lanes, x, row + LT_FOLDER_ROW_FOLDED + 20).row, ==, 3);
  g_assert_cmpuint (lt_lanes_n_views (lanes), ==, 2);
  g_assert_cmpint (lt_edit_state_get_total_height (f->state), ==, 2 * row + LT_FOLDER_ROW_FOLDED);
  undo (f);
  g_assert_cmpuint (lt_lanes_n_views (lanes), ==, 4);

  lt_selection_set_strip (lt_edit_state_get_selection (f->state), ids[0]);
  act (f, "edit.fold"); /* the one that it is in, and that is picked then */
  g_assert_true (lt_session_find_strip (session (f), folder)->folded);
  g_assert_cmpuint (lt_selection_get_strip (lt_edit_state_get_selection (f->state)), ==, folder);
  act (f, "edit.fold");
  lt_selection_set_strips (lt_edit_state_get_selection (f->state), ids, 2, ids[0], ids[0]);
  act (f, "edit.leave-folder");
  g_assert_cmpuint (lt_session_find_strip (session (f), ids[1])->output_id, ==, 0);
  act (f, "edit.new-folder");
  g_assert_cmpuint (lt_session_find_strip (session (f), ids[1])->output_id, ==, lt_selection_get_strip (lt_edit_state_get_selection (f->state)));
}

/* The first button's, not the one that pans. */
static GtkGesture *
drag_of (GtkWidget *widget)
{
  g_autoptr (GListModel) list = gtk_widget_observe_controllers (widget);
  GtkGesture *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (list, i);

      if (GTK_IS_GESTURE_DRAG (controller) && gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (controller)) == GDK_BUTTON_PRIMARY)
        found = GTK_GESTURE (controller);
    }
  g_assert_nonnull (found);
  return found;
}

/* Whoever turns it off, key N brings back the grid that there was. */
static void
test_snap_comes_back (Fixture *f, gconstpointer data)
{
  open_session (f, 1);
  for (LtGrid grid = LT_GRID_NONE; grid < LT_N_GRIDS; grid++)
    for (int by_menu = 0; by_menu < 2; by_menu++)
      {
        g_autofree char *pick = g_strdup_printf ("edit.grid(%d)", (int) grid);

        act (f, pick);
        act (f, by_menu ? "edit.grid(0)" : "edit.snap");
        g_assert_cmpint (lt_edit_state_get_grid (f->state), ==, LT_GRID_OFF);
        act (f, "edit.snap");
        g_assert_cmpint (lt_edit_state_get_grid (f->state), ==, grid);
      }
}

/* On its bars, from one frame to another. */
static void
drag_ruler (Fixture *f, double from, double to)
{
  GtkWidget  *ruler = lt_test_find (f->view, LT_TYPE_RULER, 0);
  LtTimeScale scale = *lt_edit_state_get_scale (f->state);
  GtkGesture *drag = drag_of (ruler);
  double      pixel = lt_time_scale_get_frames_per_pixel (&scale);

  g_signal_emit_by_name (drag, "drag-begin", lt_time_scale_x (&scale, from), 4.0);
  for (int i = 1; i <= 4; i++)
    g_signal_emit_by_name (drag, "drag-update", (to - from) * i / 4.0 / pixel, 0.0);
  g_signal_emit_by_name (drag, "drag-end", (to - from) / pixel, 0.0);
  settle (f);
}

/* An end of the loop goes through the start of the song, or the other end, and stops or passes; the other one stays,
   on the grid or not. */
static void
test_loop_ends (Fixture *f, gconstpointer data)
{
  const int64_t from = RATE + 1234, to = 4 * RATE + 321;

  open_session (f, 1);
  act (f, "edit.grid(5)");
  for (int round = 0; round < 3; round++)
    {
      lt_edit_state_apply (f->state, lt_edit_session_loop (session (f), true, from, to), "Loop", NULL);
      settle (f);
      if (round == 0)
        drag_ruler (f, (double) from, -2.0 * RATE);
      else if (round == 1)
        drag_ruler (f, (double) from, 6.0 * RATE);
      else
        drag_ruler (f, (double) to, 2.0 * RATE);
      g_assert_cmpint (session (f)->loop_from_frames, ==, round == 0 ? 0 : (round == 1 ? to : from));
      g_assert_cmpint (session (f)->loop_to_frames, ==, round == 0 ? to : (round == 1 ? 6 * RATE : 2 * RATE));
      g_assert_true (session (f)->loop);
    }
}

/* Key A on a track that a folded folder hides shows it and its lanes; what was open stays so. */
static void
test_lane_in_a_folded_folder (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  LtSession *next;
  LtId       ids[2], folder, around;

  open_session (f, 4);
  for (guint i = 0; i < 2; i++)
    ids[i] = ((const LtTrack *) session (f)->tracks->pdata[i + 1])->strip->id;
  next = lt_edit_folder_add (session (f), "Folder", ids, 2, &folder, &error);
  lt_session_take (&next, lt_edit_folder_add (next, "Around", &folder, 1, &around, &error));
  g_assert_no_error (error);
  lt_session_take (&next, lt_edit_folder_fold (next, folder, true));
  lt_session_take (&next, lt_edit_folder_fold (next, around, true));
  lt_edit_state_apply (f->state, next, "Folders", NULL);
  settle (f);
  for (int round = 0; round < 2; round++)
    {
      g_assert_true (lt_edit_state_is_hidden (f->state, ids[0]));
      lt_selection_set_strip (lt_edit_state_get_selection (f->state), ids[0]);
      act (f, "edit.automation");
      g_assert_false (lt_edit_state_is_hidden (f->state, ids[0]));
      g_assert_cmpuint (lt_open_lanes_count (lt_edit_state_get_open_lanes (f->state), session (f), ids[0]), ==, 1);
      g_autoptr (GArray) places = lt_edit_state_dup_lane_places (f->state);
      g_assert_cmpuint (places->len, ==, 1);
      undo (f); /* one step */
    }
}

static void
test_lane_spec (void)
{
  static const struct
  {
    LtStripValue value;
    LtNumberKind kind;
  } rows[] = { { LT_STRIP_FADER, LT_NUMBER_DB }, { LT_STRIP_PAN, LT_NUMBER_PAN }, { LT_STRIP_PAN_LEFT, LT_NUMBER_PAN }, { LT_STRIP_WIDTH, LT_NUMBER_PART } };
  const LtFxType *tremolo = lt_fx_find ("tremolo");
  int             pan = lt_param_find (tremolo->params, tremolo->n_params, "pan");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (lt_lane_spec (&(LtAutomationTarget) { .row = &lt_strip_rows[rows[i].value] }).format.kind, ==, rows[i].kind);
  g_assert_cmpfloat (lt_lane_spec (&(LtAutomationTarget) { .row = &lt_strip_rows[LT_STRIP_PAN_RIGHT] }).def, ==, 1.0);
  LtValueSpec a_switch = lt_lane_spec (&(LtAutomationTarget) { .owner_id = 7, .row = &tremolo->params[pan] });
  g_assert_cmpint (a_switch.travel, ==, LT_TRAVEL_STEP);
  g_assert_cmpfloat (a_switch.min, ==, 0.0);
}

static void
test_actions_edit_and_are_undone (Fixture *f, gconstpointer data)
{
  static const char *const actions[] = { "edit.louder", "edit.nudge(1)", "edit.nudge-fine(-1)", "edit.mute-clips", "edit.lock-clips", "edit.reverse",
                                         "edit.split", "edit.fade", "edit.delete", "edit.cut", "edit.duplicate", "edit.mute-track", "edit.solo-track",
                                         "edit.add-track", "edit.remove-track" };

  open_session (f, 2);
  lt_edit_state_locate (f->state, 1.6 * RATE);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autoptr (LtSession) before = lt_session_ref (session (f));

      lt_selection_set_strip (lt_edit_state_get_selection (f->state), ((const LtTrack *) session (f)->tracks->pdata[0])->strip->id);
      lt_selection_set_clip (lt_edit_state_get_selection (f->state), first_clip (f, 0)->id);
      act (f, actions[i]);
      if (session (f) == before)
        g_error ("%s did nothing", actions[i]);
      undo (f);
      g_assert_cmpint (first_clip (f, 0)->pos_frames, ==, RATE);
      g_assert_cmpint (first_clip (f, 0)->length_frames, ==, 2 * RATE);
      g_assert_cmpfloat (first_clip (f, 0)->gain_db, ==, 0.0);
      g_assert_cmpuint (session (f)->tracks->len, ==, 2);
      g_assert_cmpuint (((const LtTrack *) session (f)->tracks->pdata[0])->clips->len, ==, 1);
    }
}

static void
test_copy_and_paste (Fixture *f, gconstpointer data)
{
  open_session (f, 2);
  lt_selection_set_clip (lt_edit_state_get_selection (f->state), first_clip (f, 0)->id);
  lt_selection_set_strip (lt_edit_state_get_selection (f->state), ((const LtTrack *) session (f)->tracks->pdata[1])->strip->id);
  act (f, "edit.cut");
  g_assert_null (first_clip (f, 0));
  lt_edit_state_locate (f->state, 5.0 * RATE);
  act (f, "edit.paste");
  while (((const LtTrack *) session (f)->tracks->pdata[1])->clips->len < 2) /* the desktop's clipboard takes its time */
    g_main_context_iteration (NULL, TRUE);
  const GPtrArray *clips = ((const LtTrack *) session (f)->tracks->pdata[1])->clips;
  g_assert_cmpuint (clips->len, ==, 2);
  g_assert_cmpint (((const LtClip *) clips->pdata[1])->pos_frames, ==, 5 * RATE);
  g_assert_true (lt_selection_has_clip (lt_edit_state_get_selection (f->state), ((const LtClip *) clips->pdata[1])->id));
}

static void
test_range_is_deleted_on_its_rows (Fixture *f, gconstpointer data)
{
  open_session (f, 3);
  lt_edit_state_set_range_rows (f->state, 0, 1);
  lt_selection_set_range (lt_edit_state_get_selection (f->state), 1.5 * RATE, 2 * RATE);
  act (f, "edit.delete");
  g_assert_cmpuint (((const LtTrack *) session (f)->tracks->pdata[0])->clips->len, ==, 2);
  g_assert_cmpuint (((const LtTrack *) session (f)->tracks->pdata[1])->clips->len, ==, 2);
  g_assert_cmpuint (((const LtTrack *) session (f)->tracks->pdata[2])->clips->len, ==, 1);
}

static void
test_zoom_and_steps (Fixture *f, gconstpointer data)
{
  int before;

  open_session (f, 2);
  before = lt_edit_state_get_scale (f->state)->zoom;
  act (f, "edit.zoom-in");
  g_assert_cmpint (lt_edit_state_get_scale (f->state)->zoom, <, before);
  act (f, "edit.fit");
  g_assert_cmpint (lt_edit_state_get_scale (f->state)->zoom, ==, before);
  lt_selection_set_clip (lt_edit_state_get_selection (f->state), first_clip (f, 0)->id);
  act (f, "edit.zoom-selection");
  g_assert_cmpfloat (lt_edit_state_get_scale (f->state)->start, <=, RATE);
  g_assert_cmpfloat (lt_edit_state_get_scale (f->state)->start, >, 0.5 * RATE);
  act (f, "edit.zoom-back");
  g_assert_cmpint (lt_edit_state_get_scale (f->state)->zoom, ==, before);

  lt_edit_state_locate (f->state, 0.0);
  act (f, "edit.grid(5)"); /* quarters: half a second at 120 */
  act (f, "edit.step(1)");
  g_assert_cmpfloat (lt_edit_state_get_position (f->state), ==, 0.5 * RATE);
  act (f, "edit.edge(1)");
  g_assert_cmpfloat (lt_edit_state_get_position (f->state), ==, RATE);
  act (f, "edit.edge(1)");
  g_assert_cmpfloat (lt_edit_state_get_position (f->state), ==, 3.0 * RATE);
  act (f, "edit.step(-1)");
  g_assert_cmpfloat (lt_edit_state_get_position (f->state), ==, 2.5 * RATE);
}

static void
test_the_keyboard_goes_from_clip_to_clip (Fixture *f, gconstpointer data)
{
  LtLanes     *lanes;
  LtSelection *selection;

  open_session (f, 3);
  lanes = LT_LANES (lt_edit_view_get_lanes (LT_EDIT_VIEW (f->view)));
  selection = lt_edit_state_get_selection (f->state);
  g_assert_false (lt_lanes_focus_neighbour (lanes, 1, 0));
  lt_lanes_focus_clip (lanes, first_clip (f, 0)->id);
  g_assert_true (lt_lanes_focus_neighbour (lanes, 0, 1));
  g_assert_true (lt_selection_has_clip (selection, first_clip (f, 1)->id));
  g_assert_cmpuint (lt_selection_get_strip (selection), ==, ((const LtTrack *) session (f)->tracks->pdata[1])->strip->id);
  g_assert_true (lt_lanes_focus_neighbour (lanes, 0, -1));
  g_assert_true (lt_lanes_focus_neighbour (lanes, 0, -1)); /* stays on the first */
  g_assert_true (lt_selection_has_clip (selection, first_clip (f, 0)->id));
}

static gboolean
press_escape (GtkWidget *widget)
{
  g_autoptr (GListModel) list = gtk_widget_observe_controllers (widget);
  gboolean is_taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (list) && !is_taken; i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (list, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_Escape, 0, 0, &is_taken);
    }
  return is_taken;
}

static void
test_escape_leaves_no_step (Fixture *f, gconstpointer data)
{
  LtDocument *document = lt_context_get_document (f->context);
  GtkWidget  *lanes = lt_edit_view_get_lanes (LT_EDIT_VIEW (f->view));
  double      x;
  guint       n_edits = 0;

  open_session (f, 2);
  x = lt_time_scale_x (lt_edit_state_get_scale (f->state), 2.0 * RATE);
  for (int pauses = 0; pauses < 2; pauses++)
    for (double y = 20; y < 46; y += 5) /* the places that a clip can be held by */
      {
        const LtSession *before = session (f);
        GtkGesture      *drag = drag_of (lanes);

        g_signal_emit_by_name (drag, "drag-begin", x, y);
        g_signal_emit_by_name (drag, "drag-update", 90.0, 12.0);
        if (pauses)
          g_assert_true (lt_document_flush (document, NULL));
        g_signal_emit_by_name (drag, "drag-update", 120.0, 14.0);
        n_edits += session (f) != before;
        g_assert_true (press_escape (lanes));
        g_assert_true (session (f) == before);
        g_signal_emit_by_name (drag, "drag-update", 150.0, 16.0); /* the hand is still down */
        g_signal_emit_by_name (drag, "drag-end", 150.0, 16.0);
        g_assert_true (session (f) == before);
        g_assert_false (lt_document_get_can_undo (document));
        g_assert_false (press_escape (lanes)); /* others want it, when nothing is dragged */
      }
  g_assert_cmpuint (n_edits, >=, 4);
}

static void
test_words (Fixture *f, gconstpointer data)
{
  const LtTimeScale *scale = lt_edit_state_get_scale (f->state);

  open_session (f, 2);
  lt_edit_state_apply (f->state, lt_edit_clip_gain (session (f), first_clip (f, 0)->id, 1.5), "Gain", NULL);
  g_autofree char *plain = lt_clip_view_dup_words (first_clip (f, 0), scale, LT_PEAKS_POOL_READY);
  g_assert_cmpstr (plain, ==, "Take, bar 1 beat 3, 1 bar, gain plus 1.5 decibels");
  lt_edit_state_apply (f->state, lt_edit_clip_gain (session (f), first_clip (f, 0)->id, -3.0), "Gain", NULL);
  g_autofree char *missing = lt_clip_view_dup_words (first_clip (f, 0), scale, LT_PEAKS_POOL_MISSING);
  g_assert_cmpstr (missing, ==, "Take, bar 1 beat 3, 1 bar, gain minus 3.0 decibels, file missing");

  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId));
  g_array_append_vals (ids, (LtId[]) { first_clip (f, 0)->id, first_clip (f, 1)->id }, 2);
  lt_edit_state_apply (f->state, lt_edit_clips_group (session (f), ids), "Group", NULL);
  g_autofree char *grouped = lt_clip_view_dup_words (first_clip (f, 0), scale, LT_PEAKS_POOL_READY);
  g_assert_cmpstr (grouped, ==, "Take, bar 1 beat 3, 1 bar, gain minus 3.0 decibels, grouped");
}

static GtkWidget *
view_of (Fixture *f, const LtClip *clip)
{
  GtkWidget *child = gtk_widget_get_first_child (lt_edit_view_get_lanes (LT_EDIT_VIEW (f->view)));

  while (!LT_IS_CLIP_VIEW (child) || lt_clip_view_get_id (LT_CLIP_VIEW (child)) != clip->id)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* Of what brings the sound back; NULL: it is there. */
static GtkButton *
remedy_of (GtkWidget *clip)
{
  GtkWidget *child = gtk_widget_get_first_child (clip);

  return GTK_IS_BUTTON (child) ? GTK_BUTTON (child) : NULL;
}

static void
wait_for_remedy (GtkWidget *clip, const char *label)
{
  while (g_strcmp0 (remedy_of (clip) != NULL ? gtk_button_get_label (remedy_of (clip)) : NULL, label) != 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_what_cannot_be_read_is_tried_again (Fixture *f, gconstpointer data)
{
  LtPeaksPool *pool = lt_peaks_pool_get_default ();

  open_session (f, 2);
  const LtSource  *source = lt_session_find_source (session (f), first_clip (f, 1)->source_id);
  g_autofree char *path = lt_edit_state_dup_source_path (f->state, source);
  GtkWidget       *there = view_of (f, first_clip (f, 0)), *gone = view_of (f, first_clip (f, 1));

  wait_for_remedy (gone, "Find file…");
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (gone), "gone.wav"));
  g_assert_true (g_file_set_contents (path, "no sound", -1, NULL));
  lt_peaks_pool_retry (pool, path);
  wait_for_remedy (gone, "Try again");
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (remedy_of (gone))), ==, "win.read-again");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (gone), ==, lt_peaks_pool_get_problem (pool, path));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gone), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, lt_peaks_pool_get_problem (pool, path));
  g_autofree char *words = lt_clip_view_dup_words (first_clip (f, 1), lt_edit_state_get_scale (f->state), LT_PEAKS_POOL_FAILED);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gone), GTK_ACCESSIBLE_PROPERTY_LABEL, words);
  g_assert_true (g_str_has_suffix (words, ", file can’t be read"));

  write_wav (path);
  lt_peaks_pool_retry (pool, path);
  wait_for_remedy (gone, NULL);
  g_assert_null (gtk_widget_get_tooltip_text (gone));
  g_assert_null (remedy_of (there));
}

static void
test_clip_has_a_colour_of_its_own (Fixture *f, gconstpointer data)
{
  open_session (f, 2);

  const LtStrip *strip = ((const LtTrack *) session (f)->tracks->pdata[0])->strip;
  guint          own = strip->colour == 3 ? 4 : 3;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId));
  g_assert_true (lt_clip_view_get_own_colour (first_clip (f, 0), strip) == lt_palette_get_track (strip->colour));
  g_array_append_val (ids, first_clip (f, 0)->id);
  lt_edit_state_apply (f->state, lt_edit_clips_colour (session (f), ids, own), "Colour", NULL);
  g_assert_true (lt_clip_view_get_own_colour (first_clip (f, 0), strip) == lt_palette_get_track (own));
}

static void
test_sessions_come_and_go (Fixture *f, gconstpointer data)
{
  open_session (f, 5);
  lt_selection_set_clip (lt_edit_state_get_selection (f->state), first_clip (f, 0)->id);
  act (f, "edit.copy");
  lt_document_close (lt_context_get_document (f->context));
  settle (f);
  g_assert_cmpuint (lt_lanes_n_views (LT_LANES (lt_edit_view_get_lanes (LT_EDIT_VIEW (f->view)))), ==, 0);
  act (f, "edit.paste"); /* nothing to do, and nothing happens */
  act (f, "edit.split");
  act (f, "edit.fit");
  act (f, "edit.step(1)");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
#define ADD(name, function) g_test_add ("/app/edit-view/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("only-what-is-seen", test_only_what_is_seen_exists);
  ADD ("picking", test_picking_at_a_point);
  ADD ("folders", test_folders);
  ADD ("snap-comes-back", test_snap_comes_back);
  ADD ("loop-ends", test_loop_ends);
  ADD ("lane-in-a-folded-folder", test_lane_in_a_folded_folder);
  g_test_add_func ("/app/edit-view/lane-spec", test_lane_spec);
  ADD ("actions", test_actions_edit_and_are_undone);
  ADD ("copy-and-paste", test_copy_and_paste);
  ADD ("range", test_range_is_deleted_on_its_rows);
  ADD ("zoom-and-steps", test_zoom_and_steps);
  ADD ("keyboard", test_the_keyboard_goes_from_clip_to_clip);
  ADD ("escape", test_escape_leaves_no_step);
  ADD ("words", test_words);
  ADD ("read-again", test_what_cannot_be_read_is_tried_again);
  ADD ("colour", test_clip_has_a_colour_of_its_own);
  ADD ("sessions", test_sessions_come_and_go);
  return g_test_run ();
}
