// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A set of tracks whose takes are shown; a track without takes may be in it, for when undo brings them back.
// Layer: app.

#include "app/edit/take-places.h"

#include "app/edit/edit-state-private.h"

static gboolean
is_open (LtEditState *state, LtId track_id)
{
  return g_hash_table_contains (state->open_takes, GSIZE_TO_POINTER (track_id));
}

void
lt_take_places_open (LtEditState *state, LtId track_id, gboolean open)
{
  if (open)
    g_hash_table_add (state->open_takes, GSIZE_TO_POINTER (track_id));
  else
    g_hash_table_remove (state->open_takes, GSIZE_TO_POINTER (track_id));
  lt_edit_state_changed (state);
}

int
lt_take_places_get_height (LtEditState *state, const LtTrack *track)
{
  return is_open (state, track->strip->id) ? LT_EDIT_TAKE * (int) lt_take_n (track) : 0;
}

/* All that are shown, seen or not. */
static GArray *
place_all (LtEditState *state)
{
  const LtSession *session = lt_edit_state_get_session (state);
  GArray          *out = g_array_new (FALSE, FALSE, sizeof (LtTakePlace));
  guint            n = g_hash_table_size (state->open_takes) > 0 ? lt_edit_state_n_rows (state) : 0; /* the usual case costs nothing */
  int              y = n > 0 ? lt_edit_state_get_row_y (state, 0) : 0;

  for (guint t = 0; t < n; t++)
    {
      const LtTrack *track = session->tracks->pdata[t];
      int            row = lt_edit_state_get_row_height (state, t);
      guint          lanes = row > 0 && is_open (state, track->strip->id) ? lt_take_n (track) : 0;

      for (guint i = 0; i < lanes; i++)
        {
          LtTakePlace place = { track->strip->id, ((const LtTake *) track->takes->pdata[i])->id, i, y + row + LT_EDIT_TAKE * (int) i };

          g_array_append_val (out, place);
        }
      y += lt_edit_state_get_row_pitch (state, t);
    }
  return out;
}

GArray *
lt_take_places_dup (LtEditState *state)
{
  GArray *places = place_all (state);

  for (guint i = places->len; i-- > 0;)
    {
      int y = g_array_index (places, LtTakePlace, i).y;

      if (y + LT_EDIT_TAKE <= 0 || y >= lt_edit_state_get_height (state))
        g_array_remove_index (places, i);
    }
  return places;
}

void
lt_take_places_reveal (LtEditState *state, LtId take_id)
{
  g_autoptr (GArray) places = place_all (state);
  GtkAdjustment     *vertical = lt_edit_state_get_vertical (state);

  for (guint i = 0; i < places->len; i++)
    if (g_array_index (places, LtTakePlace, i).take_id == take_id)
      {
        double y = g_array_index (places, LtTakePlace, i).y + gtk_adjustment_get_value (vertical);

        gtk_adjustment_clamp_page (vertical, y, y + LT_EDIT_TAKE);
      }
}
