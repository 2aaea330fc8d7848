// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How wide a word is is remembered when it goes, so that it is known when there is room for it again. The row changes between two
// frames: no size is asked for while one is given.
// Layer: app/widgets.

#include "app/widgets/fit-row.h"

typedef struct
{
  GtkWidget *word, *instead;
  int        width; /* what its going gives; of a word that is there now not asked for */
} Drop;

struct _LtFitRow
{
  GtkWidget parent_instance;

  GtkWidget *child;
  GArray    *drops; /* of Drop, in order */
  guint      n_dropped, n_wanted;
  guint      tick;
};

G_DEFINE_FINAL_TYPE (LtFitRow, lt_fit_row, GTK_TYPE_WIDGET)

static Drop *
drop_at (LtFitRow *self, guint index)
{
  return &g_array_index (self->drops, Drop, index);
}

static int
width_of (GtkWidget *widget)
{
  int minimum = 0;

  if (widget != NULL)
    gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* With the space beside it: a row has one gap less without it. */
static int
gain_of (const Drop *drop)
{
  GtkWidget        *parent = gtk_widget_get_parent (drop->word);
  GtkLayoutManager *layout = parent != NULL ? gtk_widget_get_layout_manager (parent) : NULL;
  int               gap = GTK_IS_BOX_LAYOUT (layout) && drop->instead == NULL ? (int) gtk_box_layout_get_spacing (GTK_BOX_LAYOUT (layout)) : 0;

  return width_of (drop->word) + gap;
}

static void
set_dropped (Drop *drop, gboolean is_dropped)
{
  if (is_dropped)
    drop->width = gain_of (drop);
  gtk_widget_set_visible (drop->word, !is_dropped);
  if (drop->instead == NULL)
    return;
  gtk_widget_set_visible (drop->instead, is_dropped);
  if (is_dropped)
    drop->width -= width_of (drop->instead);
}

static gboolean
on_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  LtFitRow *self = LT_FIT_ROW (widget);

  self->tick = 0;
  for (; self->n_dropped < self->n_wanted; self->n_dropped++)
    set_dropped (drop_at (self, self->n_dropped), TRUE);
  for (; self->n_dropped > self->n_wanted; self->n_dropped--)
    set_dropped (drop_at (self, self->n_dropped - 1), FALSE);
  return G_SOURCE_REMOVE;
}

/* How many have to go for the row to be as narrow as @width. */
static guint
n_for (LtFitRow *self, int width)
{
  int   needed = width_of (self->child);
  guint n = self->n_dropped;

  while (n < self->drops->len && needed > width)
    needed -= gain_of (drop_at (self, n++));
  while (n > 0 && n <= self->n_dropped && needed + drop_at (self, n - 1)->width <= width)
    needed += drop_at (self, --n)->width;
  return n;
}

static void
lt_fit_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  LtFitRow *self = LT_FIT_ROW (widget);

  gtk_widget_measure (self->child, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    return;
  for (guint i = 0; i < self->drops->len; i++)
    {
      if (i < self->n_dropped)
        *natural += drop_at (self, i)->width;
      else
        *minimum -= gain_of (drop_at (self, i));
    }
  *minimum = MAX (*minimum, 0);
  *natural = MAX (*natural, *minimum);
}

static void
lt_fit_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LtFitRow *self = LT_FIT_ROW (widget);

  gtk_widget_size_allocate (self->child, &(GtkAllocation) { 0, 0, MAX (width, width_of (self->child)), height }, baseline);
  self->n_wanted = n_for (self, width);
  if (self->n_wanted != self->n_dropped && self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (widget, on_tick, NULL, NULL);
}

void
lt_fit_row_drop (LtFitRow *self, GtkWidget *word, GtkWidget *instead)
{
  Drop drop = { word, instead, 0 };

  g_return_if_fail (gtk_widget_is_ancestor (word, GTK_WIDGET (self)));

  g_array_append_val (self->drops, drop);
  if (instead != NULL)
    gtk_widget_set_visible (instead, FALSE);
}

static void
lt_fit_row_dispose (GObject *object)
{
  LtFitRow *self = LT_FIT_ROW (object);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  g_array_set_size (self->drops, 0);
  g_clear_pointer (&self->child, gtk_widget_unparent);
  G_OBJECT_CLASS (lt_fit_row_parent_class)->dispose (object);
}

static void
lt_fit_row_finalize (GObject *object)
{
  g_array_unref (LT_FIT_ROW (object)->drops);
  G_OBJECT_CLASS (lt_fit_row_parent_class)->finalize (object);
}

static void
lt_fit_row_class_init (LtFitRowClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_fit_row_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_fit_row_finalize;
  widget->measure = lt_fit_row_measure;
  widget->size_allocate = lt_fit_row_size_allocate;
  gtk_widget_class_set_css_name (widget, "fitrow");
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
lt_fit_row_init (LtFitRow *self)
{
  self->drops = g_array_new (FALSE, FALSE, sizeof (Drop));
}

GtkWidget *
lt_fit_row_new (GtkWidget *child)
{
  LtFitRow *self = g_object_new (LT_TYPE_FIT_ROW, NULL);

  self->child = child;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_parent (child, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
