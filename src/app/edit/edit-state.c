// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One object that all parts of the view read, and that tells them.
// Layer: app.

#include "app/edit/edit-state-private.h"

#include "session/tempo.h"

#include <math.h>

#define ROOM_BEHIND_S 8.0
#define EMPTY_S 120.0

G_DEFINE_FINAL_TYPE (LtEditState, lt_edit_state, G_TYPE_OBJECT)

static guint signals[LT_EDIT_STATE_N_SIGNALS];

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

static char *
dup_path (gpointer data, const LtSource *source)
{
  return lt_edit_state_dup_source_path (data, source);
}

/* --- the part that is seen --- */

void
lt_edit_state_emit (LtEditState *self, LtEditStateSignal which)
{
  g_signal_emit (self, signals[which], 0);
}

void
lt_edit_state_changed (LtEditState *self)
{
  int total = lt_edit_state_get_total_height (self);

  gtk_adjustment_configure (self->vertical, gtk_adjustment_get_value (self->vertical), 0, MAX (total, self->height), LT_EDIT_ROW_M,
                            self->height * 0.9, self->height);
  lt_edit_state_emit (self, LT_EDIT_STATE_VIEW);
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
  lt_edit_state_changed (self);
}

void
lt_edit_state_zoom_at (LtEditState *self, int steps, double x)
{
  LtTimeScale whole = self->scale;

  if (steps == 0)
    return;
  lt_time_scale_fit (&whole, 0.0, 2.0 * lt_edit_state_get_length (self), MAX (self->width, 1));
  lt_time_scale_zoom_at (&self->scale, MIN (steps, MAX (whole.zoom - self->scale.zoom, 0)), x);
  lt_edit_state_changed (self);
}

void
lt_edit_state_fit (LtEditState *self, double from, double to)
{
  lt_time_scale_fit (&self->scale, from, to, MAX (self->width, 1));
  lt_edit_state_changed (self);
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
  lt_edit_state_changed (self);
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

/* --- tool, playhead --- */

LtEditTool
lt_edit_state_get_tool (LtEditState *self)
{
  return self->tool;
}

void
lt_edit_state_set_tool (LtEditState *self, LtEditTool tool)
{
  self->tool = tool;
  lt_edit_state_emit (self, LT_EDIT_STATE_TOOL);
}

LtRipple
lt_edit_state_get_ripple (LtEditState *self)
{
  return self->ripple;
}

void
lt_edit_state_set_ripple (LtEditState *self, LtRipple ripple)
{
  self->ripple = ripple;
  lt_edit_state_emit (self, LT_EDIT_STATE_TOOL);
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
  lt_edit_state_emit (self, LT_EDIT_STATE_POSITION);
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
  lt_selection_set_clips (lt_edit_state_get_selection (self), (const LtId *) (gpointer) ids->data, ids->len);
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
  lt_edit_state_emit (self, LT_EDIT_STATE_MARK);
}

void
lt_edit_state_get_range_rows (LtEditState *self, guint *first, guint *last)
{
  *first = self->range_first;
  *last = self->range_last;
}

/* --- the hand's tag --- */

void
lt_edit_state_set_hand_tag (LtEditState *self, char *text, double x, double y)
{
  gboolean same = g_strcmp0 (self->tag, text) == 0 && (text == NULL || (self->tag_x == x && self->tag_y == y));

  g_free (self->tag);
  self->tag = text;
  self->tag_x = x;
  self->tag_y = y;
  if (!same)
    lt_edit_state_emit (self, LT_EDIT_STATE_MARK);
}

LtEditTag
lt_edit_state_get_hand_tag (LtEditState *self)
{
  return (LtEditTag) { self->tag, self->tag_x, self->tag_y };
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

/* Whoever has a copy of the scale sees the new map at once: it stands where the old one stood. */
static void
take_map (LtEditState *self, const LtSession *session)
{
  LtTempoMap *old = self->tempo;

  if (old == session->tempo)
    return;
  self->tempo = lt_tempo_ref (session->tempo);
  self->map = *self->tempo;
  self->scale.tempo_bpm = session->tempo_bpm;
  self->scale.metre_num = session->metre_num;
  self->scale.metre_den = session->metre_den;
  self->scale.map = &self->map;
  self->scale.map_serial++;
  g_clear_pointer (&old, lt_tempo_unref);
}

static void
on_choices (LtEditState *self)
{
  lt_edit_state_emit (self, LT_EDIT_STATE_TOOL);
}

static void
on_document (LtEditState *self, const LtSession *old, const LtSession *now)
{
  if (now != NULL)
    {
      self->scale.rate_hz = now->rate_hz;
      take_map (self, now);
    }
  if (old == NULL || now == NULL)
    {
      self->has_fitted = FALSE;
      self->position = 0.0;
      self->scale.start = 0.0;
      g_hash_table_remove_all (self->heights);
      lt_open_lanes_clear (self->open_lanes);
      g_hash_table_remove_all (self->open_takes);
      if (now != NULL && self->width > 1)
        {
          int width = self->width;

          self->width = 0; /* the first size of a session */
          lt_edit_state_set_size (self, width, self->height);
        }
      lt_edit_state_emit (self, LT_EDIT_STATE_POSITION);
    }
  lt_edit_state_changed (self);
}

static void
on_scrolled (LtEditState *self)
{
  lt_edit_state_emit (self, LT_EDIT_STATE_VIEW);
}

static void
lt_edit_state_finalize (GObject *object)
{
  LtEditState *self = LT_EDIT_STATE (object);

  g_hash_table_unref (self->heights);
  lt_open_lanes_free (self->open_lanes);
  g_hash_table_unref (self->open_takes);
  lt_folder_rows_free (self->folders);
  g_clear_pointer (&self->tempo, lt_tempo_unref);
  lt_zero_meet_free (self->zero);
  g_object_unref (self->vertical);
  g_free (self->tag);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lt_edit_state_parent_class)->finalize (object);
}

static void
lt_edit_state_class_init (LtEditStateClass *class)
{
  static const char *const names[LT_EDIT_STATE_N_SIGNALS] = { "view", "position", "tool", "mark" };

  G_OBJECT_CLASS (class)->finalize = lt_edit_state_finalize;
  for (int i = 0; i < LT_EDIT_STATE_N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], LT_TYPE_EDIT_STATE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_edit_state_init (LtEditState *self)
{
  self->scale = (LtTimeScale) { .rate_hz = 48000.0, .tempo_bpm = 120.0, .metre_num = 4, .metre_den = 4, .zoom = 40 };
  self->heights = g_hash_table_new (NULL, NULL);
  self->open_lanes = lt_open_lanes_new ();
  self->open_takes = g_hash_table_new (NULL, NULL);
  self->folders = lt_folder_rows_new ();
  self->usual_height = LT_EDIT_ROW_M;
  self->vertical = g_object_ref_sink (gtk_adjustment_new (0, 0, 1, 1, 1, 1));
  self->snap_line = -1.0;
  g_signal_connect_object (self->vertical, "value-changed", G_CALLBACK (on_scrolled), self, G_CONNECT_SWAPPED);
}

LtEditState *
lt_edit_state_new (LtContext *context)
{
  LtEditState *self = g_object_new (LT_TYPE_EDIT_STATE, NULL);

  self->context = g_object_ref (context);
  self->zero = lt_zero_meet_new (dup_path, self);
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (on_document), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "frame", G_CALLBACK (on_frame), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_time_choices_of (context), "changed", G_CALLBACK (on_choices), self, G_CONNECT_SWAPPED);
  on_document (self, NULL, lt_edit_state_get_session (self));
  return self;
}
