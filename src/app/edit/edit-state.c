// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One object that all parts of the view read, and that tells them.
// Layer: app.

#include "app/edit/edit-state.h"

#include "session/edit-folder.h"
#include "session/ids.h"

#include <glib/gi18n.h>
#include <math.h>

#define ROOM_BEHIND_S 8.0
#define EMPTY_S 120.0

struct _LtEditState
{
  GObject parent_instance;

  LtContext     *context;
  LtTimeScale    scale;
  gboolean       has_fitted;
  int            width, height;
  GHashTable    *heights; /* of strips that are not of the usual height */
  int            usual_height;
  LtOpenLanes   *open_lanes;
  LtFolderRows  *folders;
  GtkAdjustment *vertical;
  LtEditTool     tool;
  LtEditGrid     grid, grid_before; /* the latter: the last that was not off */
  double         position;
  guint          range_first, range_last;
  double         snap_line;
};

G_DEFINE_FINAL_TYPE (LtEditState, lt_edit_state, G_TYPE_OBJECT)

enum
{
  VIEW,
  POSITION,
  TOOL,
  MARK,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

LtContext *
lt_edit_state_get_context (LtEditState *self)
{
  return self->context;
}

LtSelection *
lt_edit_state_get_selection (LtEditState *self)
{
  return lt_context_get_selection (self->context);
}

const LtSession *
lt_edit_state_get_session (LtEditState *self)
{
  return lt_document_get_session (lt_context_get_document (self->context));
}

char *
lt_edit_state_dup_source_path (LtEditState *self, const LtSource *source)
{
  const char *folder = lt_document_get_path (lt_context_get_document (self->context));

  if (g_path_is_absolute (source->path) || folder == NULL)
    return g_strdup (source->path);
  return g_build_filename (folder, source->path, NULL);
}

/* --- the part that is seen --- */

static void
changed (LtEditState *self)
{
  int total = lt_edit_state_get_total_height (self);

  gtk_adjustment_configure (self->vertical, gtk_adjustment_get_value (self->vertical), 0, MAX (total, self->height), LT_EDIT_ROW_M,
                            self->height * 0.9, self->height);
  g_signal_emit (self, signals[VIEW], 0);
}

const LtTimeScale *
lt_edit_state_get_scale (LtEditState *self)
{
  return &self->scale;
}

double
lt_edit_state_get_length (LtEditState *self)
{
  const LtSession *session = lt_edit_state_get_session (self);
  double           end = session != NULL ? (double) lt_session_get_length (session) : 0.0;

  return end > 0.0 ? end * 1.1 + ROOM_BEHIND_S * self->scale.rate_hz : EMPTY_S * self->scale.rate_hz;
}

void
lt_edit_state_set_start (LtEditState *self, double frame)
{
  double seen = self->width * lt_time_scale_get_frames_per_pixel (&self->scale);

  frame = CLAMP (frame, 0.0, MAX (lt_edit_state_get_length (self) - seen, 0.0));
  if (self->scale.start == frame)
    return;
  self->scale.start = frame;
  changed (self);
}

void
lt_edit_state_zoom_at (LtEditState *self, int steps, double x)
{
  LtTimeScale whole = self->scale;

  if (steps == 0)
    return;
  lt_time_scale_fit (&whole, 0.0, 2.0 * lt_edit_state_get_length (self), MAX (self->width, 1));
  lt_time_scale_zoom_at (&self->scale, MIN (steps, MAX (whole.zoom - self->scale.zoom, 0)), x);
  changed (self);
}

void
lt_edit_state_fit (LtEditState *self, double from, double to)
{
  lt_time_scale_fit (&self->scale, from, to, MAX (self->width, 1));
  changed (self);
}

void
lt_edit_state_reveal (LtEditState *self, double frame)
{
  double x = lt_time_scale_x (&self->scale, frame);

  if (x < 0.0 || x > self->width)
    lt_edit_state_set_start (self, frame - 0.1 * self->width * lt_time_scale_get_frames_per_pixel (&self->scale));
}

void
lt_edit_state_set_size (LtEditState *self, int width, int height)
{
  if (self->width == width && self->height == height)
    return;
  self->width = width;
  self->height = height;
  if (!self->has_fitted && width > 1 && lt_edit_state_get_session (self) != NULL)
    {
      double end = (double) lt_session_get_length (lt_edit_state_get_session (self));

      self->has_fitted = TRUE;
      lt_time_scale_fit (&self->scale, 0.0, end > 0.0 ? end : EMPTY_S * self->scale.rate_hz, width);
    }
  changed (self);
}

int
lt_edit_state_get_width (LtEditState *self)
{
  return self->width;
}

int
lt_edit_state_get_height (LtEditState *self)
{
  return self->height;
}

/* --- rows --- */

guint
lt_edit_state_n_rows (LtEditState *self)
{
  const LtSession *session = lt_edit_state_get_session (self);

  return session != NULL ? session->tracks->len : 0;
}

static gpointer
row_key (LtEditState *self, guint row)
{
  const LtTrack *track = lt_edit_state_get_session (self)->tracks->pdata[row];

  return GSIZE_TO_POINTER (track->strip->id);
}

const LtFolderRows *
lt_edit_state_get_folders (LtEditState *self)
{
  lt_folder_rows_update (self->folders, lt_edit_state_get_session (self));
  return self->folders;
}

int
lt_edit_state_get_row_height (LtEditState *self, guint row)
{
  int height = GPOINTER_TO_INT (g_hash_table_lookup (self->heights, row_key (self, row)));

  if (lt_folder_rows_is_hidden (lt_edit_state_get_folders (self), row))
    return 0;
  return height > 0 ? height : self->usual_height;
}

int
lt_edit_state_get_row_pitch (LtEditState *self, guint row)
{
  return lt_edit_state_get_row_span (self, row) + lt_folder_rows_get_lead (lt_edit_state_get_folders (self), row + 1);
}

int
lt_edit_state_get_row_y (LtEditState *self, guint row)
{
  int y = lt_folder_rows_get_lead (lt_edit_state_get_folders (self), 0) - (int) gtk_adjustment_get_value (self->vertical);

  for (guint i = 0; i < row; i++)
    y += lt_edit_state_get_row_pitch (self, i);
  return y;
}

int
lt_edit_state_get_folder_y (LtEditState *self, const LtFolderRow *row)
{
  return lt_edit_state_get_row_y (self, row->track) - lt_folder_rows_get_lead (lt_edit_state_get_folders (self), row->track) + (int) row->at * LT_FOLDER_ROW;
}

int
lt_edit_state_find_row (LtEditState *self, double y)
{
  int top = lt_edit_state_n_rows (self) > 0 ? lt_edit_state_get_row_y (self, 0) : 0;

  for (guint i = 0; i < lt_edit_state_n_rows (self); i++)
    {
      if (y >= top && y < top + lt_edit_state_get_row_span (self, i))
        return (int) i;
      top += lt_edit_state_get_row_pitch (self, i);
    }
  return -1;
}

int
lt_edit_state_get_row_span (LtEditState *self, guint row)
{
  const LtSession *session = lt_edit_state_get_session (self);
  const LtTrack   *track = session->tracks->pdata[row];
  int              height = lt_edit_state_get_row_height (self, row);

  if (height == 0)
    return 0;
  return height + LT_EDIT_LANE * (int) lt_open_lanes_count (self->open_lanes, session, track->strip->id);
}

int
lt_edit_state_get_total_height (LtEditState *self)
{
  const LtSession *session = lt_edit_state_get_session (self);
  int              total = lt_folder_rows_get_lead (lt_edit_state_get_folders (self), 0);

  for (guint i = 0; i < lt_edit_state_n_rows (self); i++)
    total += lt_edit_state_get_row_pitch (self, i);
  for (guint i = lt_edit_state_n_rows (self); session != NULL && i < lt_session_n_strips (session); i++)
    total += LT_EDIT_LANE * (int) lt_open_lanes_count (self->open_lanes, session, lt_session_get_strip (session, i)->id);
  return total;
}

void
lt_edit_state_set_row_height (LtEditState *self, guint row, int height)
{
  g_hash_table_insert (self->heights, row_key (self, row), GINT_TO_POINTER (CLAMP (height, LT_EDIT_ROW_S, 240)));
  changed (self);
}

void
lt_edit_state_step_row_heights (LtEditState *self, int steps)
{
  static const int sizes[] = { LT_EDIT_ROW_S, LT_EDIT_ROW_M, LT_EDIT_ROW_L, 120, 180 };
  int              at = 0;

  while (at + 1 < (int) G_N_ELEMENTS (sizes) && sizes[at] < self->usual_height)
    at++;
  self->usual_height = sizes[CLAMP (at + steps, 0, (int) G_N_ELEMENTS (sizes) - 1)];
  g_hash_table_remove_all (self->heights);
  changed (self);
}

void
lt_edit_state_reveal_strip (LtEditState *self, LtId strip_id)
{
  for (guint i = 0; i < lt_edit_state_n_rows (self); i++)
    if (row_key (self, i) == GSIZE_TO_POINTER (strip_id))
      {
        double y = lt_edit_state_get_row_y (self, i) + gtk_adjustment_get_value (self->vertical);

        gtk_adjustment_clamp_page (self->vertical, y, y + lt_edit_state_get_row_height (self, i));
      }
}

gboolean
lt_edit_state_is_hidden (LtEditState *self, LtId strip_id)
{
  for (guint i = 0; i < lt_edit_state_n_rows (self); i++)
    if (row_key (self, i) == GSIZE_TO_POINTER (strip_id))
      return lt_folder_rows_is_hidden (lt_edit_state_get_folders (self), i);
  return FALSE;
}

void
lt_edit_state_toggle_fold (LtEditState *self, LtId folder_id)
{
  const LtSession *session = lt_edit_state_get_session (self);
  const LtStrip   *folder = session != NULL ? lt_session_find_strip (session, folder_id) : NULL;

  if (folder != NULL)
    lt_edit_state_apply (self, lt_edit_folder_fold (session, folder_id, !folder->folded), folder->folded ? _ ("Unfold") : _ ("Fold"), NULL);
}

/* --- automation lanes --- */

LtOpenLanes *
lt_edit_state_get_open_lanes (LtEditState *self)
{
  return self->open_lanes;
}

void
lt_edit_state_lanes_changed (LtEditState *self)
{
  changed (self);
}

/* All that are open, from the top of the first row. */
static GArray *
place_lanes (LtEditState *self)
{
  const LtSession *session = lt_edit_state_get_session (self);
  GArray          *out = g_array_new (FALSE, FALSE, sizeof (LtEditLanePlace));
  guint            n_rows = lt_edit_state_n_rows (self);
  const LtFolderRows *folders = lt_edit_state_get_folders (self);
  int                 y = -(int) gtk_adjustment_get_value (self->vertical);

  for (guint i = 0; session != NULL && i < lt_session_n_strips (session); i++)
    {
      const LtStrip *strip = lt_session_get_strip (session, i);

      y += i < n_rows ? lt_folder_rows_get_lead (folders, i) + lt_edit_state_get_row_height (self, i) : 0;
      if (i < n_rows && lt_folder_rows_is_hidden (folders, i))
        continue;
      if (!lt_open_lanes_has_any (self->open_lanes, strip->id))
        continue;
      g_autoptr (GArray) open = lt_open_lanes_dup (self->open_lanes, session, strip->id);
      for (guint k = 0; k < open->len; k++, y += LT_EDIT_LANE)
        {
          LtEditLanePlace place = { g_array_index (open, LtAutomationTarget, k), y };

          g_array_append_val (out, place);
        }
    }
  return out;
}

GArray *
lt_edit_state_dup_lane_places (LtEditState *self)
{
  GArray *places = place_lanes (self);

  for (guint i = places->len; i-- > 0;)
    {
      int y = g_array_index (places, LtEditLanePlace, i).y;

      if (y + LT_EDIT_LANE <= 0 || y >= self->height)
        g_array_remove_index (places, i);
    }
  return places;
}

void
lt_edit_state_show_lane (LtEditState *self, const LtAutomationTarget *target)
{
  const LtSession   *session = lt_edit_state_get_session (self);
  g_autoptr (GArray) places = NULL;

  lt_open_lanes_show (self->open_lanes, target);
  if (lt_edit_state_is_hidden (self, target->strip_id))
    lt_edit_state_apply (self, lt_edit_folder_show (session, target->strip_id), _ ("Unfold"), NULL);
  changed (self);
  places = place_lanes (self);
  for (guint i = 0; i < places->len; i++)
    if (lt_automation_target_equal (&g_array_index (places, LtEditLanePlace, i).target, target))
      {
        double y = g_array_index (places, LtEditLanePlace, i).y + gtk_adjustment_get_value (self->vertical);

        gtk_adjustment_clamp_page (self->vertical, y, y + LT_EDIT_LANE);
      }
}

GtkAdjustment *
lt_edit_state_get_vertical (LtEditState *self)
{
  return self->vertical;
}

/* --- tool, grid, playhead --- */

LtEditTool
lt_edit_state_get_tool (LtEditState *self)
{
  return self->tool;
}

void
lt_edit_state_set_tool (LtEditState *self, LtEditTool tool)
{
  self->tool = tool;
  g_signal_emit (self, signals[TOOL], 0);
}

LtEditGrid
lt_edit_state_get_grid (LtEditState *self)
{
  return self->grid;
}

void
lt_edit_state_set_grid (LtEditState *self, LtEditGrid grid)
{
  self->grid = grid;
  if (grid != LT_EDIT_GRID_OFF)
    self->grid_before = grid;
  g_signal_emit (self, signals[TOOL], 0);
}

const char *
lt_edit_state_get_grid_name (LtEditGrid grid)
{
  static const char *const names[LT_EDIT_N_GRIDS] = { N_ ("Off"), N_ ("Bar"), "1/2", "1/4", "1/8", "1/16", "1/32" };

  return grid <= LT_EDIT_GRID_BAR ? _ (names[grid]) : names[grid];
}

double
lt_edit_state_get_grid_frames (LtEditState *self)
{
  if (self->grid == LT_EDIT_GRID_OFF)
    return 0.0;
  if (self->grid == LT_EDIT_GRID_BAR)
    return lt_time_scale_get_bar (&self->scale);
  return lt_time_scale_get_beat (&self->scale) * self->scale.metre_den / (double) (1 << (self->grid - LT_EDIT_GRID_BAR));
}

void
lt_edit_state_toggle_snap (LtEditState *self)
{
  lt_edit_state_set_grid (self, self->grid == LT_EDIT_GRID_OFF ? self->grid_before : LT_EDIT_GRID_OFF);
}

double
lt_edit_state_get_step (LtEditState *self)
{
  double grid = lt_edit_state_get_grid_frames (self);

  return grid > 0.0 ? grid : lt_time_scale_get_beat (&self->scale) * self->scale.metre_den / 16.0;
}

double
lt_edit_state_get_position (LtEditState *self)
{
  return self->position;
}

static void
move_playhead (LtEditState *self, double frame)
{
  if (self->position == frame)
    return;
  self->position = frame;
  g_signal_emit (self, signals[POSITION], 0);
}

void
lt_edit_state_locate (LtEditState *self, double frame)
{
  lt_live_locate (lt_context_get_live (self->context), llround (MAX (frame, 0.0)));
  lt_context_wake (self->context);
  move_playhead (self, MAX (frame, 0.0));
}

/* What is heard now. */
static void
on_frame (LtEditState *self)
{
  if (lt_edit_state_get_session (self) != NULL)
    move_playhead (self, MAX (lt_live_get_heard_position (lt_context_get_live (self->context)), 0.0));
}

/* --- what is picked --- */

GArray *
lt_edit_state_dup_clips (LtEditState *self)
{
  LtSelection *selection = lt_edit_state_get_selection (self);
  GArray      *ids = g_array_new (FALSE, FALSE, sizeof (LtId));

  for (guint i = 0; i < lt_selection_n_clips (selection); i++)
    {
      LtId id = lt_selection_get_clip (selection, i);

      g_array_append_val (ids, id);
    }
  return ids;
}

void
lt_edit_state_pick (LtEditState *self, const GArray *ids)
{
  LtSelection *selection = lt_edit_state_get_selection (self);

  lt_selection_set_clip (selection, ids->len > 0 ? g_array_index (ids, LtId, 0) : 0);
  for (guint i = 1; i < ids->len; i++)
    if (!lt_selection_has_clip (selection, g_array_index (ids, LtId, i)))
      lt_selection_toggle_clip (selection, g_array_index (ids, LtId, i));
}

static int
track_index (const LtSession *session, LtId strip_id)
{
  for (guint i = 0; i < session->tracks->len; i++)
    if (((const LtTrack *) session->tracks->pdata[i])->strip->id == strip_id)
      return (int) i;
  return -1;
}

void
lt_edit_state_pick_tracks_to (LtEditState *self, LtId strip_id)
{
  LtSelection     *selection = lt_edit_state_get_selection (self);
  const LtSession *session = lt_edit_state_get_session (self);
  LtId             anchor = lt_selection_get_anchor (selection);
  int              from = track_index (session, anchor), to = track_index (session, strip_id);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId));

  if (from < 0 || to < 0)
    {
      lt_selection_set_strip (selection, strip_id);
      return;
    }
  for (int i = from;; i += to > from ? 1 : -1)
    {
      g_array_append_val (ids, ((const LtTrack *) session->tracks->pdata[i])->strip->id);
      if (i == to)
        break;
    }
  lt_selection_set_strips (selection, (const LtId *) (gpointer) ids->data, ids->len, anchor, strip_id);
}

void
lt_edit_state_set_range_rows (LtEditState *self, guint first, guint last)
{
  self->range_first = MIN (first, last);
  self->range_last = MAX (first, last);
  g_signal_emit (self, signals[MARK], 0);
}

void
lt_edit_state_get_range_rows (LtEditState *self, guint *first, guint *last)
{
  *first = self->range_first;
  *last = self->range_last;
}

/* --- snapping --- */

static void
add_point (LtSnap *snap, double frame)
{
  g_array_append_val (snap->points, frame);
}

static void
add_edges (LtSnap *snap, const LtSession *session, const GArray *without)
{
  for (guint t = 0; t < session->tracks->len; t++)
    {
      const LtTrack *track = session->tracks->pdata[t];

      for (guint i = 0; i < track->clips->len; i++)
        {
          const LtClip *clip = track->clips->pdata[i];

          if (lt_ids_has (without, clip->id))
            continue;
          add_point (snap, (double) clip->pos_frames);
          add_point (snap, (double) (clip->pos_frames + clip->length_frames));
        }
    }
}

LtSnap
lt_edit_state_make_snap (LtEditState *self, const GArray *without)
{
  const LtSession *session = lt_edit_state_get_session (self);
  LtSnap           snap = { .points = g_array_new (FALSE, FALSE, sizeof (double)) };

  if (session == NULL)
    return snap;
  snap.grid = lt_edit_state_get_grid_frames (self);
  snap.reach = self->grid == LT_EDIT_GRID_OFF ? -1.0 : LT_EDIT_SNAP_PX * lt_time_scale_get_frames_per_pixel (&self->scale);
  add_edges (&snap, session, without);
  for (guint i = 0; i < session->markers->len; i++)
    {
      const LtMarker *marker = session->markers->pdata[i];

      add_point (&snap, (double) marker->pos_frames);
      if (marker->length_frames > 0)
        add_point (&snap, (double) (marker->pos_frames + marker->length_frames));
    }
  add_point (&snap, self->position);
  add_point (&snap, 0.0);
  return snap;
}

void
lt_edit_state_clear_snap (LtSnap *snap)
{
  g_clear_pointer (&snap->points, g_array_unref);
}

void
lt_edit_state_set_snap_line (LtEditState *self, double frame)
{
  if (self->snap_line == frame)
    return;
  self->snap_line = frame;
  g_signal_emit (self, signals[MARK], 0);
}

double
lt_edit_state_get_snap_line (LtEditState *self)
{
  return self->snap_line;
}

/* --- editing --- */

void
lt_edit_state_apply (LtEditState *self, LtSession *next, const char *label, const char *key)
{
  lt_document_apply (lt_context_get_document (self->context), next, label, key);
}

void
lt_edit_state_cancel (LtEditState *self, const char *key)
{
  lt_document_cancel (lt_context_get_document (self->context), key);
}

/* --- the class --- */

static void
on_document (LtEditState *self, const LtSession *old, const LtSession *now)
{
  if (now != NULL)
    {
      self->scale.rate_hz = now->rate_hz;
      self->scale.tempo_bpm = now->tempo_bpm;
      self->scale.metre_num = now->metre_num;
      self->scale.metre_den = now->metre_den;
    }
  if (old == NULL || now == NULL)
    {
      self->has_fitted = FALSE;
      self->position = 0.0;
      self->scale.start = 0.0;
      g_hash_table_remove_all (self->heights);
      lt_open_lanes_clear (self->open_lanes);
      if (now != NULL && self->width > 1)
        {
          int width = self->width;

          self->width = 0; /* the first size of a session */
          lt_edit_state_set_size (self, width, self->height);
        }
      g_signal_emit (self, signals[POSITION], 0);
    }
  changed (self);
}

static void
on_scrolled (LtEditState *self)
{
  g_signal_emit (self, signals[VIEW], 0);
}

static void
lt_edit_state_finalize (GObject *object)
{
  LtEditState *self = LT_EDIT_STATE (object);

  g_hash_table_unref (self->heights);
  lt_open_lanes_free (self->open_lanes);
  lt_folder_rows_free (self->folders);
  g_object_unref (self->vertical);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lt_edit_state_parent_class)->finalize (object);
}

static void
lt_edit_state_class_init (LtEditStateClass *class)
{
  static const char *const names[N_SIGNALS] = { "view", "position", "tool", "mark" };

  G_OBJECT_CLASS (class)->finalize = lt_edit_state_finalize;
  for (int i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], LT_TYPE_EDIT_STATE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_edit_state_init (LtEditState *self)
{
  self->scale = (LtTimeScale) { .rate_hz = 48000.0, .tempo_bpm = 120.0, .metre_num = 4, .metre_den = 4, .zoom = 40 };
  self->heights = g_hash_table_new (NULL, NULL);
  self->open_lanes = lt_open_lanes_new ();
  self->folders = lt_folder_rows_new ();
  self->usual_height = LT_EDIT_ROW_M;
  self->vertical = g_object_ref_sink (gtk_adjustment_new (0, 0, 1, 1, 1, 1));
  self->grid = self->grid_before = LT_EDIT_GRID_16TH;
  self->snap_line = -1.0;
  g_signal_connect_object (self->vertical, "value-changed", G_CALLBACK (on_scrolled), self, G_CONNECT_SWAPPED);
}

LtEditState *
lt_edit_state_new (LtContext *context)
{
  LtEditState *self = g_object_new (LT_TYPE_EDIT_STATE, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (on_document), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "frame", G_CALLBACK (on_frame), self, G_CONNECT_SWAPPED);
  on_document (self, NULL, lt_edit_state_get_session (self));
  return self;
}
