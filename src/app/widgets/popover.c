// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GTK leaves a popover with its parent: who opens it has to take it away again. And it shows one where its parent is, which a
// key can open out of sight: far enough out is no monitor, without which GTK 4.8 can't lay it out. One that has closed it tells of
// the pointer on and on, as if it were there: what is pressed then goes to it and is lost. (To unrealize it is no way out: GTK 4.8
// still lays it out then, and ends.) One that goes with its window, while it is open, keeps what is pressed in all other windows.
// Layer: app/widgets.

#include "app/widgets/popover.h"

#include "app/widgets/screen-place.h"

#include <stdlib.h>

#define SEEN_PX 24                      /* GTK takes the popover's own margins off what it points to */
#define DEAF "lathe-popover-deaf"       /* of a surface that is not listened to */
#define OURS "lathe-popover-pointing-to" /* where it points to, and not to its parent: GdkRectangle */

static void (*show) (GtkWidget *popover); /* GTK's own; NULL: not installed yet */
static void (*map) (GtkWidget *popover);
static void (*unmap) (GtkWidget *popover);
static void (*unroot) (GtkWidget *popover);

/* --- leaving --- */

/* GTK keeps a popover that leaves while it is to be seen. */
static void
leave (GtkWidget *popover)
{
  if (gtk_widget_get_parent (popover) == NULL)
    return;
  gtk_widget_set_visible (popover, FALSE);
  gtk_widget_unparent (popover);
}

static gboolean
leave_now (gpointer popover)
{
  leave (popover);
  return G_SOURCE_REMOVE;
}

/* "closed" alone is not enough: a parent that is taken out of the window takes its popover along without it. Before all else that
 * waits: GTK 4.8 asks one that is in no window, but is still held, where the pointer is, when it is time for a tooltip. */
static void
on_gone (GtkWidget *popover)
{
  g_idle_add_full (G_PRIORITY_HIGH, leave_now, g_object_ref (popover), g_object_unref);
}

/* --- in sight --- */

/* By how much a stretch from @from has to move for some of it to be seen between 0 and @end. */
static int
shift_into (double from, int length, int end)
{
  int seen = MIN (length, SEEN_PX), first = seen - length;

  return (int) (CLAMP (from, first, MAX (end - seen, first)) - from);
}

/* @at, of @parent, to where @outer shows some of it. */
static void
shift_into_widget (GtkWidget *parent, GtkWidget *outer, GdkRectangle *at)
{
  double x, y;

  if (!gtk_widget_translate_coordinates (parent, outer, at->x, at->y, &x, &y))
    return;
  at->x += shift_into (x, at->width, gtk_widget_get_width (outer));
  at->y += shift_into (y, at->height, gtk_widget_get_height (outer));
}

/* A window may hang over the edge of the screen: to the monitor that needs the least. */
static void
shift_onto_monitor (GtkWidget *parent, GtkWidget *window, GdkRectangle *at)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (window));
  int         left, top, best_x = 0, best_y = 0, least = G_MAXINT;
  double      x, y;

  if (!lt_screen_place_find (GTK_NATIVE (window), &left, &top) || !gtk_widget_translate_coordinates (parent, window, at->x, at->y, &x, &y))
    return;
  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);
      GdkRectangle box;

      gdk_monitor_get_geometry (monitor, &box);
      int dx = shift_into (x + left - box.x, at->width, box.width), dy = shift_into (y + top - box.y, at->height, box.height);
      if (abs (dx) + abs (dy) >= least)
        continue;
      least = abs (dx) + abs (dy);
      best_x = dx;
      best_y = dy;
    }
  at->x += best_x;
  at->y += best_y;
}

/* What is scrolled out of sight is pointed to where it would come in. */
static GdkRectangle
find_in_sight (GtkWidget *parent, const GdkRectangle *at)
{
  GtkWidget   *window = GTK_WIDGET (gtk_widget_get_native (parent));
  GdkRectangle in = { at->x, at->y, MAX (at->width, 1), MAX (at->height, 1) }; /* what is not laid out yet has no size */

  for (GtkWidget *outer = gtk_widget_get_parent (parent); outer != NULL && outer != window; outer = gtk_widget_get_parent (outer))
    if (gtk_widget_get_overflow (outer) == GTK_OVERFLOW_HIDDEN)
      shift_into_widget (parent, outer, &in);
  if (window == NULL)
    return *at;
  shift_into_widget (parent, window, &in);
  shift_onto_monitor (parent, window, &in);
  return in;
}

/* Points to where we had it point, and not to its parent, as it would by itself. */
static gboolean
is_moved (GtkPopover *popover)
{
  const GdkRectangle *ours = g_object_get_data (G_OBJECT (popover), OURS);
  GdkRectangle        at;

  return ours != NULL && gtk_popover_get_pointing_to (popover, &at) && gdk_rectangle_equal (ours, &at);
}

static void
point_into_sight (GtkPopover *popover)
{
  GdkRectangle at, in;
  gboolean     is_own;

  if (is_moved (popover)) /* the last time; its parent may be in sight by now */
    gtk_popover_set_pointing_to (popover, NULL);
  is_own = gtk_popover_get_pointing_to (popover, &at);
  in = find_in_sight (gtk_widget_get_parent (GTK_WIDGET (popover)), &at);
  if (in.x == at.x && in.y == at.y)
    return;
  gtk_popover_set_pointing_to (popover, &in);
  if (!is_own)
    g_object_set_data_full (G_OBJECT (popover), OURS, g_memdup2 (&in, sizeof in), g_free);
}

/* --- what scrolls below --- */

static GtkAdjustment *
along (GtkViewport *viewport, int across)
{
  return (across ? gtk_scrollable_get_hadjustment : gtk_scrollable_get_vadjustment) (GTK_SCROLLABLE (viewport));
}

/* Where it points to goes along with its parent, perhaps out of sight. */
static void
on_scrolled (GtkPopover *popover)
{
  if (is_moved (popover))
    gtk_popover_popdown (popover);
}

static gboolean
scroll_again (GtkViewport *viewport)
{
  gtk_viewport_set_scroll_to_focus (viewport, TRUE);
  return G_SOURCE_REMOVE;
}

static void
let_go (GtkViewport *viewport, GtkWidget *popover)
{
  g_signal_handlers_disconnect_by_func (popover, let_go, viewport);
  for (int i = 0; i < 2; i++)
    g_signal_handlers_disconnect_by_func (along (viewport, i), on_scrolled, popover);
}

/* The focus has yet to come back. A viewport that goes before need not scroll. */
static void
let_scroll (GtkViewport *viewport, GtkWidget *popover)
{
  g_autoptr (GSource) idle = g_idle_source_new ();

  g_signal_handlers_disconnect_by_func (popover, let_scroll, viewport);
  g_source_set_closure (idle, g_cclosure_new_object_swap (G_CALLBACK (scroll_again), G_OBJECT (viewport)));
  g_source_attach (idle, NULL);
}

/* The focus goes into the popover: no reason to scroll what is below it. Nor may GTK go on gliding to where the focus was. */
static void
hold_still (GtkWidget *popover)
{
  for (GtkWidget *outer = gtk_widget_get_parent (popover); outer != NULL; outer = gtk_widget_get_parent (outer))
    {
      if (!GTK_IS_VIEWPORT (outer))
        continue;
      for (int i = 0; i < 2; i++)
        {
          GtkAdjustment *adjustment = along (GTK_VIEWPORT (outer), i);

          gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment)); /* ends what glides */
          g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (on_scrolled), popover, G_CONNECT_SWAPPED);
        }
      g_signal_connect_object (popover, "unmap", G_CALLBACK (let_go), outer, G_CONNECT_SWAPPED);
      if (!gtk_viewport_get_scroll_to_focus (GTK_VIEWPORT (outer)))
        continue;
      gtk_viewport_set_scroll_to_focus (GTK_VIEWPORT (outer), FALSE);
      g_signal_connect_object (popover, "unmap", G_CALLBACK (let_scroll), outer, G_CONNECT_SWAPPED);
    }
}

/* --- out of the pointer's way --- */

/* Whether GTK hears what its surface tells of. Every frame may ask a surface for the pointer, seen or not. */
static void
set_deaf (GtkWidget *popover, gboolean deaf)
{
  GdkSurface      *surface = gtk_native_get_surface (GTK_NATIVE (popover)); /* a new one hears */
  GSignalMatchType match = G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DATA;
  guint            event = g_signal_lookup ("event", GDK_TYPE_SURFACE);

  if (surface == NULL || (g_object_get_data (G_OBJECT (surface), DEAF) != NULL) == deaf)
    return;
  g_object_set_data (G_OBJECT (surface), DEAF, deaf ? popover : NULL);
  if (deaf)
    g_signal_handlers_block_matched (surface, match, event, 0, NULL, NULL, popover);
  else
    g_signal_handlers_unblock_matched (surface, match, event, 0, NULL, NULL, popover);
}

/* --- showing and going --- */

static void
show_in_sight (GtkWidget *popover)
{
  if (gtk_widget_get_parent (popover) != NULL)
    {
      point_into_sight (GTK_POPOVER (popover));
      hold_still (popover);
    }
  show (popover);
}

static void
map_hearing (GtkWidget *popover)
{
  set_deaf (popover, FALSE);
  map (popover);
}

static void
unmap_deaf (GtkWidget *popover)
{
  unmap (popover);
  set_deaf (popover, TRUE);
}

/* GTK 4.8 holds one that is not hidden first as what has grabbed the input: for ever, and for all windows. */
static void
unroot_hidden (GtkWidget *popover)
{
  gtk_widget_set_visible (popover, FALSE);
  unroot (popover);
}

void
lt_popover_install (void)
{
  if (show != NULL)
    return;
  GtkWidgetClass *class = g_type_class_ref (GTK_TYPE_POPOVER); /* for ever */
  show = class->show;
  class->show = show_in_sight;
  map = class->map;
  class->map = map_hearing;
  unmap = class->unmap;
  class->unmap = unmap_deaf;
  unroot = class->unroot;
  class->unroot = unroot_hidden;
}

/* --- opening --- */

void
lt_popover_open (GtkWidget *popover, GtkWidget *parent)
{
  g_return_if_fail (GTK_IS_POPOVER (popover) && gtk_widget_get_parent (popover) == NULL);

  lt_popover_install ();
  gtk_widget_set_parent (popover, parent);
  g_signal_connect (popover, "closed", G_CALLBACK (on_gone), NULL);
  g_signal_connect (popover, "unmap", G_CALLBACK (on_gone), NULL);
  g_signal_connect_object (parent, "destroy", G_CALLBACK (leave), popover, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (popover));
}

void
lt_popover_open_at (GtkWidget *popover, GtkWidget *parent, double x, double y)
{
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  lt_popover_open (popover, parent);
}

void
lt_popover_present (GtkWidget *parent)
{
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_POPOVER (child))
      gtk_popover_present (GTK_POPOVER (child));
}
