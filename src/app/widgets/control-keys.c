// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keys on a control in focus (visual-spec 3, shared rules).
// Layer: app/widgets.

#include "app/widgets/control-private.h"

#include <math.h>

#define PAGE_STEPS 10.0

/* Steps of a key that moves the value; 0: it moves none. */
static double
steps_of (guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return 1.0;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return -1.0;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      return PAGE_STEPS;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      return -PAGE_STEPS;
    default:
      return 0.0;
    }
}

/* What begins a number. */
static gboolean
is_number_key (guint keyval)
{
  gunichar c = gdk_keyval_to_unicode (keyval);

  return c < 128 && c != 0 && (g_ascii_isdigit ((char) c) || strchr ("+-.,", (char) c) != NULL);
}

static gboolean
is_enter_key (guint keyval)
{
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;
}

static gboolean
is_reset_key (guint keyval)
{
  return keyval == GDK_KEY_BackSpace || keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete;
}

static gboolean
is_end_key (guint keyval)
{
  return keyval == GDK_KEY_Home || keyval == GDK_KEY_KP_Home || keyval == GDK_KEY_End || keyval == GDK_KEY_KP_End;
}

gboolean
lt_control_takes_key (LtControl *self, guint keyval, GdkModifierType state)
{
  if (is_end_key (keyval) && LT_CONTROL_GET_CLASS (self)->leaves_ends)
    return FALSE;
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) != 0)
    return FALSE;
  return steps_of (keyval) != 0.0 || is_number_key (keyval) || is_enter_key (keyval) || is_reset_key (keyval) || is_end_key (keyval)
         || (keyval == GDK_KEY_Escape && lt_control_is_dragging (self)) || keyval == GDK_KEY_Menu || (keyval == GDK_KEY_F10 && (state & GDK_SHIFT_MASK) != 0);
}

static void
start_with_key (LtControl *self, guint keyval)
{
  char initial[8];

  initial[g_unichar_to_utf8 (gdk_keyval_to_unicode (keyval), initial)] = '\0';
  lt_control_start_typing (self, initial);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtControl *self)
{
  const LtValueSpec *spec = lt_control_get_spec (self);
  double             n = steps_of (keyval) * ((state & GDK_SHIFT_MASK) != 0 ? 0.1 : 1.0);

  if (lt_control_is_typing (self) || !lt_control_takes_key (self, keyval, state))
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Escape)
    return lt_control_hand_restore (self);
  if (lt_control_is_dragging (self))
    return GDK_EVENT_STOP;

  if (n != 0.0)
    lt_control_nudge (self, lt_value_spec_step (spec, lt_control_get_value (self), n));
  else if (is_end_key (keyval))
    lt_control_nudge (self, keyval == GDK_KEY_Home || keyval == GDK_KEY_KP_Home ? spec->min : spec->max);
  else if (is_reset_key (keyval))
    lt_control_reset (self);
  else if (is_enter_key (keyval))
    lt_control_start_typing (self, NULL);
  else if (is_number_key (keyval))
    start_with_key (self, keyval);
  else
    lt_control_menu_popup (self, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0, gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
  return GDK_EVENT_STOP;
}

static void
on_leave (GtkEventControllerFocus *focus, LtControl *self)
{
  if (!lt_control_is_dragging (self))
    lt_control_end (self, FALSE);
}

void
lt_control_keys_install (LtControl *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect (focus, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}
