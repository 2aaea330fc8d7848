// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GTK 4.8 takes Escape from the X server for the time of a drag, on the root window, and then drops what comes from there: no
// controller hears of it. It is still to be seen on its way in.
// Layer: app/widgets.

#include "app/widgets/drag-escape.h"

#ifdef GDK_WINDOWING_X11

#include <X11/extensions/XInput2.h>
#include <gdk/x11/gdkx.h>

#define WATCH "lathe-drag-escape" /* the handler, of the drag source; 0: none */

/* The number by which the server's events say that they are XInput's: others use the same numbers below it. */
static int xinput;

static gboolean
on_x_event (GdkX11Display *display, gpointer data, GtkDragSource *source)
{
  const XGenericEventCookie *cookie = &((XEvent *) data)->xcookie;
  GdkDrag                   *drag = gtk_drag_source_get_drag (source);
  Display                   *server = gdk_x11_display_get_xdisplay (GDK_DISPLAY (display));

  if (drag == NULL || cookie->type != GenericEvent || cookie->extension != xinput || cookie->evtype != XI_KeyPress || cookie->data == NULL)
    return FALSE;
  if (((XIDeviceEvent *) cookie->data)->detail != XKeysymToKeycode (server, GDK_KEY_Escape))
    return FALSE;
  /* As GDK says it of itself: the source alone would leave the grab and the target as they are. */
  g_signal_emit_by_name (drag, "cancel", GDK_DRAG_CANCEL_USER_CANCELLED);
  return TRUE;
}

static void
leave (GtkDragSource *source)
{
  gulong id = GPOINTER_TO_SIZE (g_object_steal_data (G_OBJECT (source), WATCH));

  if (id != 0)
    g_signal_handler_disconnect (gdk_display_get_default (), id);
}

static void
on_begin (GtkDragSource *source, GdkDrag *drag)
{
  GdkDisplay *display = gdk_drag_get_display (drag);
  int         event, error;

  leave (source);
  if (GDK_IS_X11_DISPLAY (display) && XQueryExtension (gdk_x11_display_get_xdisplay (display), "XInputExtension", &xinput, &event, &error))
    g_object_set_data (G_OBJECT (source), WATCH, GSIZE_TO_POINTER (g_signal_connect (display, "xevent", G_CALLBACK (on_x_event), source)));
}

/* GTK keeps the source until then. */
static void
on_end (GtkDragSource *source)
{
  leave (source);
}

void
lt_drag_escape_watch (GtkDragSource *source)
{
  g_signal_connect (source, "drag-begin", G_CALLBACK (on_begin), NULL);
  g_signal_connect (source, "drag-end", G_CALLBACK (on_end), NULL);
}

#else

void
lt_drag_escape_watch (GtkDragSource *source)
{
}

#endif
