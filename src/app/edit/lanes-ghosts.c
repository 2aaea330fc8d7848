// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A box a recording, at the row and time where it would be.
// Layer: app.

#include "app/edit/lanes-ghosts.h"

#include "app/widgets/draw.h"

#include <math.h>

#define UNKNOWN_PX 90.0f /* wide, while the length is not known */
#define RADIUS 4.0
#define NAME_PX 10.5
#define PAD 2.0f
#define NAME_Y 9.0

struct _LtLanesGhosts
{
  GtkWidget parent_instance;

  LtEditState *state;
  GArray      *ghosts; /* of LtLanesGhost */
};

G_DEFINE_FINAL_TYPE (LtLanesGhosts, lt_lanes_ghosts, GTK_TYPE_WIDGET)

/* FALSE: its folder is folded. */
static gboolean
find_row (LtLanesGhosts *self, guint row, float *y, float *height)
{
  guint n = lt_edit_state_n_rows (self->state);

  if (row < n)
    {
      *y = (float) lt_edit_state_get_row_y (self->state, row);
      *height = (float) lt_edit_state_get_row_height (self->state, row);
      return *height > 0;
    }
  *y = (float) (lt_edit_state_get_total_height (self->state) - (int) gtk_adjustment_get_value (lt_edit_state_get_vertical (self->state)))
       + (float) ((row - n) * LT_EDIT_ROW_M);
  *height = LT_EDIT_ROW_M;
  return TRUE;
}

static void
append_ghost (LtLanesGhosts *self, GtkSnapshot *snapshot, const LtLanesGhost *ghost)
{
  const LtTimeScale *scale = lt_edit_state_get_scale (self->state);
  const GdkRGBA     *line = lt_palette_get (LT_COLOUR_ACCENT_LINE);
  GdkRGBA            fill = lt_palette_alpha (line, lt_palette_is_dark () ? 0.22 : 0.16);
  float              w = (float) gtk_widget_get_width (GTK_WIDGET (self)), y, height;
  float              x0 = (float) rint (lt_time_scale_x (scale, (double) ghost->spot.pos_frames));
  float              x1 = ghost->n_frames > 0 ? (float) rint (lt_time_scale_x (scale, (double) (ghost->spot.pos_frames + ghost->n_frames))) : x0 + UNKNOWN_PX;

  if (!find_row (self, ghost->spot.row, &y, &height))
    return;
  x1 = MIN (MAX (x1, x0 + 3), w + 8);
  float from = MAX (x0, -8); /* what is cut off shows no edge */
  if (x1 <= from)
    return;
  graphene_rect_t box = GRAPHENE_RECT_INIT (from, y + PAD, x1 - from, height - 2 * PAD);
  lt_draw_round (snapshot, &fill, &box, RADIUS);
  lt_draw_ring (snapshot, line, &box, RADIUS, 1.5);
  gtk_snapshot_push_clip (snapshot, &box);
  lt_draw_text (GTK_WIDGET (self), snapshot, ghost->name, &(LtDrawFont) { NAME_PX, 600, 0.0, *lt_palette_get (LT_COLOUR_FG) }, MAX (from, 0) + 6,
                y + PAD + NAME_Y);
  gtk_snapshot_pop (snapshot);
}

static void
lt_lanes_ghosts_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtLanesGhosts *self = LT_LANES_GHOSTS (widget);

  for (guint i = 0; i < self->ghosts->len; i++)
    append_ghost (self, snapshot, &g_array_index (self->ghosts, LtLanesGhost, i));
}

void
lt_lanes_ghosts_show (LtLanesGhosts *self, const LtLanesGhost *ghosts, guint n)
{
  g_array_set_size (self->ghosts, 0);
  if (n > 0)
    g_array_append_vals (self->ghosts, ghosts, n);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
lt_lanes_ghosts_dispose (GObject *object)
{
  g_clear_object (&LT_LANES_GHOSTS (object)->state);
  G_OBJECT_CLASS (lt_lanes_ghosts_parent_class)->dispose (object);
}

static void
lt_lanes_ghosts_finalize (GObject *object)
{
  g_array_unref (LT_LANES_GHOSTS (object)->ghosts);
  G_OBJECT_CLASS (lt_lanes_ghosts_parent_class)->finalize (object);
}

static void
lt_lanes_ghosts_class_init (LtLanesGhostsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_lanes_ghosts_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_lanes_ghosts_finalize;
  GTK_WIDGET_CLASS (class)->snapshot = lt_lanes_ghosts_snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
lt_lanes_ghosts_init (LtLanesGhosts *self)
{
  self->ghosts = g_array_new (FALSE, FALSE, sizeof (LtLanesGhost));
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
lt_lanes_ghosts_new (LtEditState *state)
{
  LtLanesGhosts *self = g_object_new (LT_TYPE_LANES_GHOSTS, NULL);

  self->state = g_object_ref (state);
  return GTK_WIDGET (self);
}
