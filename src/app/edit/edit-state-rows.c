// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the rows are, and the automation lanes below them.
// Layer: app.

#include "app/edit/edit-state-private.h"

#include "app/edit/take-places.h"
#include "session/edit-folder.h"

#include <glib/gi18n.h>

#define WAVE_STEP_DB 3.0
#define WAVE_STEPS 14

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
  return lt_edit_state_get_row_y (self, row->track) - lt_folder_rows_get_lead (lt_edit_state_get_folders (self), row->track) + row->y;
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
  return height + lt_take_places_get_height (self, track) + LT_EDIT_LANE * (int) lt_open_lanes_count (self->open_lanes, session, track->strip->id);
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
  lt_edit_state_changed (self);
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
  lt_edit_state_changed (self);
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

double
lt_edit_state_get_wave_db (LtEditState *self)
{
  return WAVE_STEP_DB * self->wave_step;
}

void
lt_edit_state_step_wave (LtEditState *self, int steps)
{
  int step = CLAMP (self->wave_step + steps, 0, WAVE_STEPS);

  if (step == self->wave_step)
    return;
  self->wave_step = step;
  lt_edit_state_changed (self);
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

  if (folder == NULL)
    return;
  g_autofree char *label = g_strdup_printf (folder->folded ? _ ("Unfold %s") : _ ("Fold %s"), folder->name);
  lt_edit_state_apply (self, lt_edit_folder_fold (session, folder_id, !folder->folded), label, NULL);
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
  lt_edit_state_changed (self);
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
      y += i < n_rows ? lt_take_places_get_height (self, session->tracks->pdata[i]) : 0;
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
  lt_edit_state_changed (self);
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
