// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GTK 4 knows where its windows are and does not say; the X server does.
// Layer: app/widgets.

#include "app/widgets/screen-place.h"

#ifdef GDK_WINDOWING_X11

#include <gdk/x11/gdkx.h>

gboolean
lt_screen_place_find (GtkNative *native, int *x, int *y)
{
  GdkSurface *surface = gtk_native_get_surface (native);
  int         left, top;
  double      inner_x, inner_y;
  Window      child;

  if (surface == NULL || !GDK_IS_X11_SURFACE (surface))
    return FALSE;
  Display *display = gdk_x11_display_get_xdisplay (gdk_surface_get_display (surface));
  if (!XTranslateCoordinates (display, gdk_x11_surface_get_xid (surface), XDefaultRootWindow (display), 0, 0, &left, &top, &child))
    return FALSE;
  gtk_native_get_surface_transform (native, &inner_x, &inner_y); /* its shadow is around it */
  *x = left / gdk_surface_get_scale_factor (surface) + (int) inner_x;
  *y = top / gdk_surface_get_scale_factor (surface) + (int) inner_y;
  return TRUE;
}

#else

gboolean
lt_screen_place_find (GtkNative *native, int *x, int *y)
{
  return FALSE;
}

#endif
