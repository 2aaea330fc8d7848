// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A child is the same when its node is: GTK keeps the node of a widget that was not to be drawn again.
// Layer: app/widgets.

#include "app/widgets/still.h"

#include "app/widgets/draw.h"

#define STILL_US (G_USEC_PER_SEC / 5) /* unchanged for so long */
#define N_FRAMES 16u            /* over which the pictures of a window are spread, which would all be due in one */

typedef struct
{
  GtkWidget     *child; /* only compared */
  GskRenderNode *node;  /* with its place; NULL: nothing is drawn */
  gint64         since_us;
  guint          n_same;  /* times it was looked at since and was the same */
  guint          n_run;   /* children in the picture that begins here; 0: none does */
  GskRenderNode *picture; /* of them */
} Entry;

struct LtStill
{
  GArray  *entries; /* of Entry, as drawn last */
  guint    patience; /* frames */
  int      scale;
  guint    n_kept;
  gboolean is_single;
};

static void
entry_clear (gpointer data)
{
  g_clear_pointer (&((Entry *) data)->node, gsk_render_node_unref);
  g_clear_pointer (&((Entry *) data)->picture, gsk_render_node_unref);
}

static GArray *
entries_new (void)
{
  GArray *entries = g_array_new (FALSE, TRUE, sizeof (Entry));

  g_array_set_clear_func (entries, entry_clear);
  return entries;
}

LtStill *
lt_still_new (void)
{
  LtStill *self = g_new0 (LtStill, 1);

  self->entries = entries_new ();
  self->patience = 1 + (g_direct_hash (self) / 32 * 2654435761u >> 26) % N_FRAMES;
  return self;
}

void
lt_still_free (LtStill *self)
{
  g_array_unref (self->entries);
  g_free (self);
}

/* The node that the widget itself has made; its parent wraps it anew each time. */
static GskRenderNode *
inner (GskRenderNode *node, GskTransform **transform)
{
  *transform = NULL;
  if (node == NULL || gsk_render_node_get_node_type (node) != GSK_TRANSFORM_NODE)
    return node;
  *transform = gsk_transform_node_get_transform (node);
  return gsk_transform_node_get_child (node);
}

static gboolean
is_same (const Entry *a, const Entry *b)
{
  GskTransform *place_a, *place_b;

  return a->child == b->child && inner (a->node, &place_a) == inner (b->node, &place_b) && gsk_transform_equal (place_a, place_b);
}

/* (transfer full; may be NULL) */
static GskRenderNode *
snapshot_child (GtkWidget *widget, GtkWidget *child)
{
  GtkSnapshot *part;

  if (!gtk_widget_get_mapped (child))
    return NULL;
  part = gtk_snapshot_new ();
  gtk_widget_snapshot_child (widget, child, part);
  return gtk_snapshot_free_to_node (part);
}

/* What is drawn now, with what is known of it from last time. */
static GArray *
look (LtStill *self, GtkWidget *widget, gint64 now_us)
{
  GArray *entries = entries_new ();

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      Entry        entry = { .child = child, .since_us = now_us };
      const Entry *before = entries->len < self->entries->len ? &g_array_index (self->entries, Entry, entries->len) : NULL;

      entry.node = snapshot_child (widget, child);
      if (before != NULL && is_same (before, &entry))
        {
          entry.since_us = before->since_us;
          entry.n_same = before->n_same + 1;
        }
      g_array_append_val (entries, entry);
    }
  return entries;
}

static guint
run_length (const LtStill *self, const GArray *entries, guint from, gint64 now_us)
{
  guint n = 0, most = self->is_single ? 1 : G_MAXUINT;

  while (n < most && from + n < entries->len && now_us - g_array_index (entries, Entry, from + n).since_us >= STILL_US
         && g_array_index (entries, Entry, from + n).n_same >= self->patience)
    n++;
  return n;
}

static GskRenderNode *
draw_run (GtkWidget *widget, const GArray *entries, guint from, guint n)
{
  GtkSnapshot *snapshot;
  guint        first = from;

  while (first < from + n && g_array_index (entries, Entry, first).node == NULL)
    first++;
  if (first == from + n)
    return NULL; /* of all that is out of sight, in every frame */
  snapshot = gtk_snapshot_new ();
  for (guint i = first; i < from + n; i++)
    if (g_array_index (entries, Entry, i).node != NULL)
      gtk_snapshot_append_node (snapshot, g_array_index (entries, Entry, i).node);
  return lt_draw_flatten (widget, gtk_snapshot_free_to_node (snapshot));
}

static void
append_run (LtStill *self, GtkWidget *widget, GtkSnapshot *snapshot, GArray *entries, guint from, guint n)
{
  Entry *first = &g_array_index (entries, Entry, from), *before = from < self->entries->len ? &g_array_index (self->entries, Entry, from) : NULL;

  first->n_run = n;
  if (before != NULL && before->n_run == n)
    first->picture = g_steal_pointer (&before->picture);
  if (first->picture == NULL)
    first->picture = draw_run (widget, entries, from, n);
  if (first->picture != NULL)
    gtk_snapshot_append_node (snapshot, first->picture);
  self->n_kept += n;
}

static gboolean
is_software (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);

  return native != NULL && GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native));
}

void
lt_still_snapshot (LtStill *self, GtkWidget *widget, GtkSnapshot *snapshot)
{
  gint64  now_us = g_get_monotonic_time ();
  int     scale = gtk_widget_get_scale_factor (widget);
  GArray *entries;

  self->n_kept = 0;
  if (!is_software (widget) || self->scale != scale)
    g_array_set_size (self->entries, 0);
  self->scale = scale;
  if (!is_software (widget))
    {
      for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
        gtk_widget_snapshot_child (widget, child, snapshot);
      return;
    }
  entries = look (self, widget, now_us);
  for (guint i = 0; i < entries->len;)
    {
      guint n = run_length (self, entries, i, now_us);

      if (n > 0)
        append_run (self, widget, snapshot, entries, i, n);
      else if (g_array_index (entries, Entry, i).node != NULL)
        gtk_snapshot_append_node (snapshot, g_array_index (entries, Entry, i).node);
      i += MAX (n, 1);
    }
  g_array_unref (self->entries);
  self->entries = entries;
}

void
lt_still_set_is_single (LtStill *self, gboolean is_single)
{
  self->is_single = is_single;
}

guint
lt_still_get_n_kept (LtStill *self)
{
  return self->n_kept;
}

/* --- the box --- */

struct _LtStillBox
{
  GtkBox parent_instance;

  LtStill *still;
};

G_DEFINE_FINAL_TYPE (LtStillBox, lt_still_box, GTK_TYPE_BOX)

static void
lt_still_box_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  lt_still_snapshot (LT_STILL_BOX (widget)->still, widget, snapshot);
}

static void
lt_still_box_finalize (GObject *object)
{
  lt_still_free (LT_STILL_BOX (object)->still);
  G_OBJECT_CLASS (lt_still_box_parent_class)->finalize (object);
}

static void
lt_still_box_class_init (LtStillBoxClass *class)
{
  G_OBJECT_CLASS (class)->finalize = lt_still_box_finalize;
  GTK_WIDGET_CLASS (class)->snapshot = lt_still_box_snapshot;
}

static void
lt_still_box_init (LtStillBox *self)
{
  self->still = lt_still_new ();
}

GtkWidget *
lt_still_box_new (GtkOrientation orientation, int spacing)
{
  return g_object_new (LT_TYPE_STILL_BOX, "orientation", orientation, "spacing", spacing, NULL);
}

LtStill *
lt_still_box_get (LtStillBox *self)
{
  return self->still;
}
