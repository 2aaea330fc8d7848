// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Each acts on the strip or the insert in focus, else on the one that is picked.
// Layer: app.

#include "app/mix/mix-actions.h"

#include "app/mix/insert-slot.h"
#include "app/mix/mix-edit.h"
#include "app/mix/mix-float.h"
#include "app/mix/mix-view.h"
#include "app/mix/strip-menu.h"
#include "app/shell/actions.h"
#include "session/edit-bus.h"
#include "session/edit-slot.h"
#include "session/edit-strip.h"
#include "session/edit-track.h"

#include <glib/gi18n.h>

static const LtActionRow rows[] = {
  { "mix.mute", N_ ("Mute"), N_ ("Mix"), "m", LT_ACTIONS_MIX },
  { "mix.solo", N_ ("Solo"), N_ ("Mix"), "s", LT_ACTIONS_MIX },
  { "mix.solo-only", N_ ("Solo alone"), N_ ("Mix"), "<Shift>s", LT_ACTIONS_MIX },
  { "mix.previous-strip", N_ ("Strip to the left"), N_ ("Mix"), "Left", LT_ACTIONS_MIX },
  { "mix.next-strip", N_ ("Strip to the right"), N_ ("Mix"), "Right", LT_ACTIONS_MIX },
  { "mix.rename", N_ ("Rename strip"), N_ ("Mix"), "F2", LT_ACTIONS_MIX },
  { "mix.duplicate", N_ ("Duplicate track"), N_ ("Mix"), "<Control>d", LT_ACTIONS_MIX },
  { "mix.remove", N_ ("Remove strip"), N_ ("Mix"), "<Control>Delete", LT_ACTIONS_MIX },
  { "mix.add-track", N_ ("Add track"), N_ ("Mix"), "<Control>t", LT_ACTIONS_MIX },
  { "mix.add-bus", N_ ("Add bus"), N_ ("Mix"), "<Control>b", LT_ACTIONS_MIX },
  { "mix.menu", N_ ("Menu of the strip"), N_ ("Mix"), "Menu <Shift>F10", LT_ACTIONS_MIX },
  { "mix.add-insert", N_ ("Add effect"), N_ ("Mix"), "i", LT_ACTIONS_MIX },
  { "mix.remove-insert", N_ ("Remove effect"), N_ ("Mix"), "Delete", LT_ACTIONS_MIX },
  { "mix.bypass", N_ ("Bypass effect"), N_ ("Mix"), "b", LT_ACTIONS_MIX },
  { "mix.float", N_ ("Effect in a window of its own"), N_ ("Mix"), "<Shift>Return", LT_ACTIONS_MIX },
  { "mix.insert-up", N_ ("Move effect up"), N_ ("Mix"), "<Control>Up", LT_ACTIONS_MIX },
  { "mix.insert-down", N_ ("Move effect down"), N_ ("Mix"), "<Control>Down", LT_ACTIONS_MIX },
  { "mix.insert-left", N_ ("Move effect to the strip on the left"), N_ ("Mix"), "<Control>Left", LT_ACTIONS_MIX },
  { "mix.insert-right", N_ ("Move effect to the strip on the right"), N_ ("Mix"), "<Control>Right", LT_ACTIONS_MIX },
};

static LtContext *
context_of (GtkWidget *widget)
{
  return lt_mix_view_get_context (LT_MIX_VIEW (widget));
}

static const LtSession *
session_of (GtkWidget *widget)
{
  return lt_mix_edit_get_session (context_of (widget));
}

/* NULL: none. */
static const LtStrip *
strip_of (GtkWidget *widget)
{
  const LtSession *session = session_of (widget);
  LtId             id = lt_mix_view_get_current (LT_MIX_VIEW (widget));

  return session != NULL && id != 0 ? lt_session_find_strip (session, id) : NULL;
}

/* --- strips --- */

static void
on_mute (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const LtStrip *strip = strip_of (widget);

  if (strip != NULL)
    lt_mix_edit_apply (context_of (widget), lt_edit_strip_mute (session_of (widget), strip->id, !strip->mute), strip->mute ? _ ("Unmute") : _ ("Mute"), NULL);
}

static void
on_solo (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const LtStrip *strip = strip_of (widget);

  if (strip != NULL && strip->kind <= LT_STRIP_BUS)
    lt_mix_edit_apply (context_of (widget), lt_edit_strip_solo (session_of (widget), strip->id, !strip->solo), strip->solo ? _ ("Solo off") : _ ("Solo"), NULL);
}

static void
on_solo_only (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const LtStrip *strip = strip_of (widget);

  if (strip != NULL && strip->kind <= LT_STRIP_BUS)
    lt_mix_edit_solo_only (context_of (widget), strip->id);
}

static void
on_previous (GtkWidget *widget, const char *action, GVariant *parameter)
{
  lt_mix_view_step (LT_MIX_VIEW (widget), -1);
}

static void
on_next (GtkWidget *widget, const char *action, GVariant *parameter)
{
  lt_mix_view_step (LT_MIX_VIEW (widget), 1);
}

static void
on_rename (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtMixStrip *strip = lt_mix_view_find_strip (LT_MIX_VIEW (widget), lt_mix_view_get_current (LT_MIX_VIEW (widget)));

  if (strip != NULL)
    lt_mix_strip_rename (strip);
  else /* the same key */
    gtk_widget_activate_action (widget, "win.rename", NULL);
}

static void
pick (GtkWidget *widget, LtId id)
{
  lt_selection_set_strip (lt_context_get_selection (context_of (widget)), id);
}

static void
on_duplicate (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const LtStrip *strip = strip_of (widget);
  LtId           id = 0;

  if (strip != NULL && strip->kind == LT_STRIP_TRACK
      && lt_mix_edit_apply (context_of (widget), lt_edit_track_duplicate (session_of (widget), strip->id, &id), _ ("Duplicate track"), NULL))
    pick (widget, id);
}

static void
on_remove (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const LtStrip *strip = strip_of (widget);

  if (strip != NULL)
    lt_mix_edit_remove_strip (context_of (widget), strip->id);
}

static void
on_add_track (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtId id = 0;

  if (session_of (widget) != NULL
      && lt_mix_edit_apply (context_of (widget), lt_edit_track_add (session_of (widget), _ ("Track"), -1, &id), _ ("Add track"), NULL))
    pick (widget, id);
}

static void
on_add_bus (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtId id = 0;

  if (session_of (widget) != NULL
      && lt_mix_edit_apply (context_of (widget), lt_edit_bus_add (session_of (widget), _ ("Bus"), &id), _ ("Add bus"), NULL))
    pick (widget, id);
}

static void
on_menu (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtId        id = lt_mix_view_get_current (LT_MIX_VIEW (widget));
  LtMixStrip *strip = lt_mix_view_find_strip (LT_MIX_VIEW (widget), id);

  if (strip == NULL)
    return;
  pick (widget, id);
  lt_strip_menu_popup (GTK_WIDGET (strip), context_of (widget), id, 12.0, 24.0);
}

/* --- inserts --- */

/* NULL: none. */
static const LtSlot *
slot_of (GtkWidget *widget, const LtStrip **strip)
{
  const LtSession *session = session_of (widget);
  GtkWidget       *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  GtkWidget       *insert = focus != NULL ? gtk_widget_get_ancestor (focus, LT_TYPE_INSERT_SLOT) : NULL;
  LtId id = insert != NULL ? lt_insert_slot_get_id (LT_INSERT_SLOT (insert)) : lt_selection_get_slot (lt_context_get_selection (context_of (widget)));

  return session != NULL && id != 0 ? lt_session_find_slot (session, id, strip) : NULL;
}

static void
on_add_insert (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtMixStrip *strip = lt_mix_view_find_strip (LT_MIX_VIEW (widget), lt_mix_view_get_current (LT_MIX_VIEW (widget)));

  if (strip != NULL)
    lt_mix_strip_add_insert (strip);
}

static void
on_remove_insert (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const LtSlot *slot = slot_of (widget, NULL);

  if (slot != NULL)
    lt_mix_edit_remove_slot (context_of (widget), slot->id);
}

static void
on_bypass (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const LtSlot *slot = slot_of (widget, NULL);

  if (slot != NULL)
    lt_mix_edit_apply (context_of (widget), lt_edit_slot_bypass (session_of (widget), slot->id, !slot->bypass),
                       slot->bypass ? _ ("Effect on") : _ ("Bypass effect"), NULL);
}

static void
on_float (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const LtSlot *slot = slot_of (widget, NULL);

  if (slot != NULL)
    lt_mix_float_present (context_of (widget), slot->id, widget);
}

static void
on_move (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const LtStrip *strip = NULL;
  const LtSlot  *slot = slot_of (widget, &strip);
  guint          at = 0;
  gboolean       aside = g_str_has_suffix (action, "left") || g_str_has_suffix (action, "right");

  if (slot == NULL || !g_ptr_array_find (strip->slots, slot, &at))
    return;
  if (!aside)
    {
      int to = g_str_has_suffix (action, "up") ? (int) at - 1 : (int) at + 2;
      if (to >= 0 && to <= (int) strip->slots->len)
        lt_mix_edit_move_slot (context_of (widget), slot->id, strip->id, to, FALSE);
      return;
    }
  LtId to = lt_mix_view_get_neighbour (LT_MIX_VIEW (widget), strip->id, g_str_has_suffix (action, "left") ? -1 : 1);
  if (to != 0)
    lt_mix_edit_move_slot (context_of (widget), slot->id, to, (int) at, FALSE);
}

void
lt_mix_actions_install (GtkWidgetClass *class)
{
  static const GtkWidgetActionActivateFunc handlers[] = {
    on_mute, on_solo, on_solo_only, on_previous, on_next, on_rename, on_duplicate, on_remove, on_add_track, on_add_bus, on_menu,
    on_add_insert, on_remove_insert, on_bypass, on_float, on_move, on_move, on_move, on_move,
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (handlers) == G_N_ELEMENTS (rows));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    gtk_widget_class_install_action (class, rows[i].action, NULL, handlers[i]);
  lt_actions_add (rows, G_N_ELEMENTS (rows));
}
