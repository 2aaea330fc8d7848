// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A menu button whose popover has a button a grid, what else is met, and how the view follows.
// Layer: app.

#include "app/shell/snap-field.h"

#include "app/shell/actions.h"
#include "app/shell/time-choices.h"
#include "app/widgets/seg.h"

#include <glib/gi18n.h>

#define N_MEETS 4
#define N_COLUMNS 12

typedef struct
{
  LtTimeChoices *choices; /* borrowed: the context's */
  GtkWidget     *field, *words, *grids[LT_N_GRIDS], *meets[N_MEETS], *follow;
  gboolean       is_filling;
} Field;

static void
fill (Field *self)
{
  LtGrid           grid = lt_time_choices_get_grid (self->choices);
  guint            meet = lt_time_choices_get_meet (self->choices);
  g_autofree char *name = g_strdup_printf (_ ("Snap: %s"), lt_time_choices_grid_name (grid));

  self->is_filling = TRUE;
  gtk_label_set_label (GTK_LABEL (self->words), lt_time_choices_grid_name (grid));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->grids[grid]), TRUE);
  for (guint i = 0; i < N_MEETS; i++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->meets[i]), (meet & 1u << i) != 0);
  lt_seg_set_selected (LT_SEG (self->follow), lt_time_choices_get_follow (self->choices));
  lt_actions_set_name (self->field, name);
  (grid != LT_GRID_OFF ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->field, "on");
  self->is_filling = FALSE;
}

static void
on_choices (GtkWidget *field)
{
  fill (g_object_get_data (G_OBJECT (field), "lt-snap-field"));
}

static void
on_grid (GtkToggleButton *button, Field *self)
{
  if (self->is_filling || !gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < LT_N_GRIDS; i++)
    if (self->grids[i] == GTK_WIDGET (button))
      lt_time_choices_set_grid (self->choices, (LtGrid) i);
}

static void
on_meet (GtkCheckButton *button, Field *self)
{
  guint meet = 0;

  if (self->is_filling)
    return;
  for (guint i = 0; i < N_MEETS; i++)
    meet |= gtk_check_button_get_active (GTK_CHECK_BUTTON (self->meets[i])) ? 1u << i : 0u;
  lt_time_choices_set_meet (self->choices, meet);
}

static void
on_follow (LtSeg *seg, guint index, Field *self)
{
  if (!self->is_filling)
    lt_time_choices_set_follow (self->choices, (LtFollow) index);
}

/* --- building --- */

static GtkWidget *
heading (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim");
  return label;
}

/* A row of buttons, each as wide as the others in it. */
static void
add_row (Field *self, GtkGrid *grid, int row, const LtGrid *grids, int n)
{
  int span = n == 5 ? N_COLUMNS / 6 : N_COLUMNS / n; /* triplets stand below what they divide */

  for (int i = 0; i < n; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (lt_time_choices_grid_name (grids[i]));

      self->grids[grids[i]] = button;
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), grids[i] != LT_GRID_OFF ? GTK_TOGGLE_BUTTON (self->grids[LT_GRID_OFF]) : NULL);
      g_signal_connect (button, "toggled", G_CALLBACK (on_grid), self);
      gtk_grid_attach (grid, button, i * span, row, span, 1);
    }
}

static GtkWidget *
build_grids (Field *self)
{
  static const LtGrid general[] = { LT_GRID_OFF, LT_GRID_NONE, LT_GRID_AUTO, LT_GRID_BAR };
  static const LtGrid straight[] = { LT_GRID_HALF, LT_GRID_QUARTER, LT_GRID_8TH, LT_GRID_16TH, LT_GRID_32ND, LT_GRID_64TH };
  static const LtGrid triplets[] = { LT_GRID_HALF_T, LT_GRID_QUARTER_T, LT_GRID_8TH_T, LT_GRID_16TH_T, LT_GRID_32ND_T };
  static const LtGrid seconds[] = { LT_GRID_SECOND, LT_GRID_TENTH, LT_GRID_CD_FRAME };
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 4);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  add_row (self, GTK_GRID (grid), 0, general, G_N_ELEMENTS (general));
  add_row (self, GTK_GRID (grid), 1, straight, G_N_ELEMENTS (straight));
  add_row (self, GTK_GRID (grid), 2, triplets, G_N_ELEMENTS (triplets));
  add_row (self, GTK_GRID (grid), 3, seconds, G_N_ELEMENTS (seconds));
  return grid;
}

/* The keyboard begins at what is chosen. */
static void
on_open (GtkWidget *popover, Field *self)
{
  gtk_widget_grab_focus (self->grids[lt_time_choices_get_grid (self->choices)]);
}

static GtkWidget *
build_popover (Field *self)
{
  const char *const meets[N_MEETS] = { _ ("Edges of clips"), _ ("Markers and ranges"), _ ("Playhead"), _ ("Zero crossings of the sound") };
  const char *const follows[] = { lt_time_choices_follow_name (LT_FOLLOW_OFF), lt_time_choices_follow_name (LT_FOLLOW_PAGE),
                                  lt_time_choices_follow_name (LT_FOLLOW_CONTINUOUS), NULL };
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (box), heading (_ ("Grid")));
  gtk_box_append (GTK_BOX (box), build_grids (self));
  gtk_box_append (GTK_BOX (box), heading (_ ("Snap to")));
  for (guint i = 0; i < N_MEETS; i++)
    {
      self->meets[i] = gtk_check_button_new_with_label (meets[i]);
      g_signal_connect (self->meets[i], "toggled", G_CALLBACK (on_meet), self);
      gtk_box_append (GTK_BOX (box), self->meets[i]);
    }
  gtk_box_append (GTK_BOX (box), heading (_ ("Follow the playhead")));
  self->follow = lt_seg_new (follows);
  lt_seg_set_name (LT_SEG (self->follow), _ ("Follow the playhead"));
  g_signal_connect (self->follow, "picked", G_CALLBACK (on_follow), self);
  gtk_box_append (GTK_BOX (box), self->follow);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_add_css_class (popover, "snap");
  g_signal_connect (popover, "map", G_CALLBACK (on_open), self);
  return popover;
}

GtkWidget *
lt_snap_field_new (LtContext *context)
{
  Field     *self = g_new0 (Field, 1);
  GtkWidget *face = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *arrow = gtk_image_new_from_icon_name ("pan-down-symbolic");

  self->choices = lt_time_choices_of (context);
  self->field = gtk_menu_button_new ();
  self->words = gtk_label_new (NULL);
  gtk_box_append (GTK_BOX (face), gtk_image_new_from_icon_name ("lathe-magnet-symbolic"));
  gtk_box_append (GTK_BOX (face), self->words);
  gtk_box_append (GTK_BOX (face), arrow);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->field), face);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (self->field), GTK_ARROW_UP);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->field), build_popover (self));
  gtk_widget_set_valign (self->field, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->field, "snap");
  g_object_set_data_full (G_OBJECT (self->field), "lt-snap-field", self, g_free);
  g_signal_connect_object (self->choices, "changed", G_CALLBACK (on_choices), self->field, G_CONNECT_SWAPPED);
  fill (self);
  return self->field;
}
