// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A strip that was built is kept; out of sight it is neither laid out nor drawn nor told of the sound. Each has a cell, which is
// there before it: what comes to children of a widget has GTK look at the style of all of them anew, and at all below them.
// Layer: app.

#include "app/mix/strip-row.h"

#include "app/mix/mix-order.h"
#include "app/widgets/still.h"

#include <adwaita.h>

#define GAP 2
#define SECTION_GAP 8 /* between tracks, buses and VCAs */
#define WIDTH 88   /* while none is known */
#define N_NEAR 6u  /* strips on either side of what is in sight that are built when there is time */

typedef struct
{
  LtStripPlace shown; /* of the session that was shown last */
  int          x;     /* as laid out last */
  GtkWidget   *cell;   /* a child */
  LtMixStrip  *widget; /* in it; NULL: not built yet */
} Place;

struct _LtStripRow
{
  GtkWidget parent_instance;

  LtContext       *context;
  const LtSession *session;
  guint            ways;
  GArray          *places; /* of Place */
  GPtrArray       *built;  /* of LtMixStrip, in cells; also of strips that are not shown now */
  LtStill         *still;
  LtMixStripRoom   room;
  gboolean         is_narrow;
  int              width; /* of each strip */
  double           from, to;
  guint            near_source;
};

G_DEFINE_FINAL_TYPE (LtStripRow, lt_strip_row, GTK_TYPE_WIDGET)

static Place *
place_at (LtStripRow *self, guint at)
{
  return &g_array_index (self->places, Place, at);
}

guint
lt_strip_row_get_n (LtStripRow *self)
{
  return self->places->len;
}

LtId
lt_strip_row_get_id (LtStripRow *self, guint at)
{
  return place_at (self, at)->shown.strip->id;
}

int
lt_strip_row_find (LtStripRow *self, LtId strip_id)
{
  for (guint i = 0; i < self->places->len; i++)
    if (place_at (self, i)->shown.strip->id == strip_id)
      return (int) i;
  return -1;
}

guint
lt_strip_row_get_n_built (LtStripRow *self)
{
  return self->built->len;
}

/* NULL: not yet. */
static LtMixStrip *
find_built (LtStripRow *self, LtId strip_id)
{
  for (guint i = 0; i < self->built->len; i++)
    if (lt_mix_strip_get_id (g_ptr_array_index (self->built, i)) == strip_id)
      return g_ptr_array_index (self->built, i);
  return NULL;
}

/* --- where --- */

/* Returns how wide the row is. All strips are as wide as the widest that is known, so that nothing moves when another is
   built. */
static int
lay_out (LtStripRow *self)
{
  int x = 0;

  self->width = 0;
  for (guint i = 0; i < self->built->len; i++)
    {
      int minimum;

      gtk_widget_measure (g_ptr_array_index (self->built, i), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      self->width = MAX (self->width, minimum);
    }
  if (self->width == 0) /* none is shown: or all would be in sight at once */
    self->width = WIDTH;
  for (guint i = 0; i < self->places->len; i++)
    {
      Place *place = place_at (self, i);

      if (i > 0)
        x += self->width + (place->shown.section != place_at (self, i - 1)->shown.section ? SECTION_GAP : GAP);
      place->x = x;
    }
  return self->places->len > 0 ? x + self->width : 0;
}

gboolean
lt_strip_row_get_extent (LtStripRow *self, LtId strip_id, double *from, double *to)
{
  int at = lt_strip_row_find (self, strip_id);

  if (at < 0)
    return FALSE;
  lay_out (self);
  *from = place_at (self, (guint) at)->x;
  *to = *from + self->width;
  return TRUE;
}

static gboolean
is_in_sight (LtStripRow *self, const Place *place)
{
  return place->x + self->width >= self->from && place->x <= self->to;
}

static gboolean
has_focus (GtkWidget *widget)
{
  GtkRoot   *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* --- building --- */

/* Empty ones are alike: of @spare (of GtkWidget), or a new one. */
static GtkWidget *
take_cell (LtStripRow *self, GPtrArray *spare)
{
  GtkWidget *cell;

  if (spare->len > 0)
    return g_ptr_array_steal_index (spare, spare->len - 1);
  cell = adw_bin_new ();
  gtk_widget_set_child_visible (cell, FALSE);
  gtk_widget_set_parent (cell, GTK_WIDGET (self));
  return cell;
}

/* One for each place, in the order of reading. */
static void
lay_cells (LtStripRow *self)
{
  g_autoptr (GPtrArray) spare = g_ptr_array_new ();
  GtkWidget *next = NULL;

  for (GtkWidget *cell = gtk_widget_get_first_child (GTK_WIDGET (self)); cell != NULL; cell = gtk_widget_get_next_sibling (cell))
    if (adw_bin_get_child (ADW_BIN (cell)) == NULL)
      g_ptr_array_add (spare, cell);
  for (guint i = self->places->len; i-- > 0;)
    {
      Place *place = place_at (self, i);

      place->cell = place->widget != NULL ? gtk_widget_get_parent (GTK_WIDGET (place->widget)) : take_cell (self, spare);
      if (gtk_widget_get_next_sibling (place->cell) != next)
        gtk_widget_insert_before (place->cell, GTK_WIDGET (self), next);
      next = place->cell;
    }
  for (guint i = 0; i < spare->len; i++)
    gtk_widget_unparent (g_ptr_array_index (spare, i));
}

static void
tell (LtStripRow *self, const Place *place)
{
  g_autofree char *number = lt_mix_order_dup_number (&place->shown);

  lt_mix_strip_set_number (place->widget, number);
  lt_mix_strip_update (place->widget, self->session, place->shown.strip, self->ways);
}

static void
build (LtStripRow *self, guint at)
{
  Place *place = place_at (self, at);

  place->widget = LT_MIX_STRIP (lt_mix_strip_new (self->context, place->shown.strip->id, place->shown.strip->kind));
  adw_bin_set_child (ADW_BIN (place->cell), GTK_WIDGET (place->widget));
  g_ptr_array_add (self->built, place->widget);
  tell (self, place);
  lt_mix_strip_set_room (place->widget, self->room);
  lt_mix_strip_set_is_narrow (place->widget, self->is_narrow);
  lt_mix_strip_update_selection (place->widget);
}

LtMixStrip *
lt_strip_row_get_strip (LtStripRow *self, LtId strip_id)
{
  int at = lt_strip_row_find (self, strip_id);

  if (at < 0)
    return NULL;
  if (place_at (self, (guint) at)->widget == NULL)
    build (self, (guint) at);
  gtk_widget_set_child_visible (place_at (self, (guint) at)->cell, TRUE);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  return place_at (self, (guint) at)->widget;
}

/* One of those that are nearly in sight. FALSE: all are there. */
static gboolean
build_near (gpointer data)
{
  LtStripRow *self = data;
  guint       first = self->places->len, last = 0;

  for (guint i = 0; i < self->places->len; i++)
    if (is_in_sight (self, place_at (self, i)))
      {
        first = MIN (first, i);
        last = i;
      }
  for (guint n = 1; first <= last && n <= N_NEAR; n++)
    {
      if (last + n < self->places->len && place_at (self, last + n)->widget == NULL)
        {
          build (self, last + n);
          return G_SOURCE_CONTINUE;
        }
      if (first >= n && place_at (self, first - n)->widget == NULL)
        {
          build (self, first - n);
          return G_SOURCE_CONTINUE;
        }
    }
  self->near_source = 0;
  return G_SOURCE_REMOVE;
}

/* The one that the focus is in, and the one that is picked, stay where they can be reached. */
static void
show_sight (LtStripRow *self)
{
  LtId     picked = lt_selection_get_strip (lt_context_get_selection (self->context));
  gboolean is_changed = FALSE;

  if (self->to <= self->from)
    {
      g_clear_handle_id (&self->near_source, g_source_remove); /* nor is anything near */
      return;
    }
  for (guint i = 0; i < self->places->len; i++)
    {
      Place   *place = place_at (self, i);
      gboolean is_seen = is_in_sight (self, place);

      if (place->widget == NULL && !is_seen)
        continue;
      if (place->widget == NULL)
        build (self, i);
      is_seen |= place->shown.strip->id == picked || has_focus (GTK_WIDGET (place->widget));
      is_changed |= is_seen != gtk_widget_get_child_visible (place->cell);
      gtk_widget_set_child_visible (place->cell, is_seen);
    }
  if (is_changed)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
  if (self->near_source == 0)
    self->near_source = g_idle_add_full (G_PRIORITY_LOW, build_near, self, NULL);
}

void
lt_strip_row_set_sight (LtStripRow *self, double from, double to)
{
  self->from = from;
  self->to = to;
  show_sight (self);
}

/* --- strips of a session --- */

static gboolean
is_same_row (LtStripRow *self, const GArray *places)
{
  if (self->places->len != places->len)
    return FALSE;
  for (guint i = 0; i < places->len; i++)
    {
      const LtStripPlace *place = &g_array_index (places, LtStripPlace, i);

      if (lt_strip_row_get_id (self, i) != place->strip->id || place_at (self, i)->shown.section != place->section)
        return FALSE;
    }
  return TRUE;
}

/* Strips of the session that aren't shown keep their widgets for when they are again. */
static void
drop_gone (LtStripRow *self)
{
  for (guint i = self->built->len; i-- > 0;)
    {
      GtkWidget     *widget = g_ptr_array_index (self->built, i);
      LtId           id = lt_mix_strip_get_id (LT_MIX_STRIP (widget));
      const LtStrip *strip = self->session != NULL ? lt_session_find_strip (self->session, id) : NULL;

      if (lt_strip_row_find (self, id) >= 0)
        continue;
      if (strip != NULL)
        {
          gtk_widget_set_visible (gtk_widget_get_parent (widget), FALSE); /* nobody who reads the screen may meet it */
          lt_mix_strip_update (LT_MIX_STRIP (widget), self->session, strip, self->ways);
          continue;
        }
      g_ptr_array_remove_index (self->built, i);
      gtk_widget_unparent (gtk_widget_get_parent (widget));
    }
}

gboolean
lt_strip_row_update (LtStripRow *self, const LtSession *session, const GArray *places, guint ways)
{
  gboolean is_new = !is_same_row (self, places);

  self->session = session;
  self->ways = ways;
  g_array_set_size (self->places, places->len);
  for (guint i = 0; i < places->len; i++)
    {
      Place *place = place_at (self, i);

      place->shown = g_array_index (places, LtStripPlace, i);
      if (is_new)
        place->widget = find_built (self, place->shown.strip->id);
      if (is_new && place->widget != NULL)
        gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (place->widget)), TRUE);
      if (place->widget != NULL)
        tell (self, place);
    }
  drop_gone (self);
  if (!is_new)
    return FALSE;
  lay_cells (self);
  lay_out (self);
  show_sight (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  return TRUE;
}

void
lt_strip_row_frame (LtStripRow *self)
{
  for (guint i = 0; i < self->places->len; i++)
    if (place_at (self, i)->widget != NULL && is_in_sight (self, place_at (self, i)))
      lt_mix_strip_frame (place_at (self, i)->widget);
}

void
lt_strip_row_set_room (LtStripRow *self, LtMixStripRoom room)
{
  self->room = room;
  for (guint i = 0; i < self->built->len; i++)
    lt_mix_strip_set_room (g_ptr_array_index (self->built, i), room);
}

void
lt_strip_row_set_is_narrow (LtStripRow *self, gboolean is_narrow)
{
  self->is_narrow = is_narrow;
  for (guint i = 0; i < self->built->len; i++)
    lt_mix_strip_set_is_narrow (g_ptr_array_index (self->built, i), is_narrow);
  lay_out (self);
  show_sight (self);
}

void
lt_strip_row_update_selection (LtStripRow *self)
{
  for (guint i = 0; i < self->built->len; i++)
    lt_mix_strip_update_selection (g_ptr_array_index (self->built, i));
  show_sight (self);
}

/* --- the class --- */

static void
lt_strip_row_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *baseline, int *natural_baseline)
{
  LtStripRow *self = LT_STRIP_ROW (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = lay_out (self);
      return;
    }
  for (guint i = 0; i < self->built->len; i++)
    {
      int strip_minimum, strip_natural;

      gtk_widget_measure (g_ptr_array_index (self->built, i), orientation, -1, &strip_minimum, &strip_natural, NULL, NULL);
      *minimum = MAX (*minimum, strip_minimum);
      *natural = MAX (*natural, strip_natural);
    }
}

static void
lt_strip_row_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LtStripRow *self = LT_STRIP_ROW (widget);

  lay_out (self);
  for (guint i = 0; i < self->places->len; i++)
    {
      const Place *place = place_at (self, i);

      if (place->widget != NULL && gtk_widget_get_child_visible (place->cell))
        gtk_widget_allocate (place->cell, self->width, height, -1,
                             gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) place->x, 0.0f)));
    }
}

static void
lt_strip_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  lt_still_snapshot (LT_STRIP_ROW (widget)->still, widget, snapshot);
}

static void
lt_strip_row_dispose (GObject *object)
{
  LtStripRow *self = LT_STRIP_ROW (object);
  GtkWidget  *child;

  g_clear_handle_id (&self->near_source, g_source_remove);
  g_array_set_size (self->places, 0);
  g_ptr_array_set_size (self->built, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lt_strip_row_parent_class)->dispose (object);
}

static void
lt_strip_row_finalize (GObject *object)
{
  LtStripRow *self = LT_STRIP_ROW (object);

  g_array_unref (self->places);
  g_ptr_array_unref (self->built);
  lt_still_free (self->still);
  G_OBJECT_CLASS (lt_strip_row_parent_class)->finalize (object);
}

static void
lt_strip_row_class_init (LtStripRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_strip_row_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_strip_row_finalize;
  widget_class->measure = lt_strip_row_measure;
  widget_class->size_allocate = lt_strip_row_size_allocate;
  widget_class->snapshot = lt_strip_row_snapshot;
  gtk_widget_class_set_css_name (widget_class, "strips");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
lt_strip_row_init (LtStripRow *self)
{
  self->places = g_array_new (FALSE, TRUE, sizeof (Place));
  self->built = g_ptr_array_new ();
  self->still = lt_still_new ();
  self->width = WIDTH;
  lt_still_set_is_single (self->still, TRUE);
}

GtkWidget *
lt_strip_row_new (LtContext *context)
{
  LtStripRow *self = g_object_new (LT_TYPE_STRIP_ROW, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}
