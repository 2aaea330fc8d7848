// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Each acts on the strip or the insert in focus, else on the one that is picked.
// Layer: app.

#include "app/mix/mix-actions.h"

#include "app/mix/insert-menu.h"
#include "app/mix/insert-slot.h"
#include "app/mix/mix-clipboard.h"
#include "app/mix/mix-edit.h"
#include "app/mix/mix-editor.h"
#include "app/mix/mix-float.h"
#include "app/mix/mix-view.h"
#include "app/mix/strip-menu.h"
#include "app/shell/actions.h"
#include "app/shell/monitor-actions.h"
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
  { "mix.select-left", N_ ("Pick the strip to the left, too"), N_ ("Mix"), "<Shift>Left", LT_ACTIONS_MIX },
  { "mix.select-right", N_ ("Pick the strip to the right, too"), N_ ("Mix"), "<Shift>Right", LT_ACTIONS_MIX },
  { "mix.select-all", N_ ("Pick all strips"), N_ ("Mix"), "<Control>a", LT_ACTIONS_MIX },
  { "mix.select-none", N_ ("Pick no strip"), N_ ("Mix"), "Escape", LT_ACTIONS_MIX },
  { "mix.rename", N_ ("Rename strip"), N_ ("Mix"), "F2", LT_ACTIONS_MIX },
  { "mix.duplicate", N_ ("Duplicate track"), N_ ("Mix"), "<Control>d", LT_ACTIONS_MIX },
  { "mix.remove", N_ ("Remove strip"), N_ ("Mix"), "<Control>Delete", LT_ACTIONS_MIX },
  { "mix.add-track", N_ ("Add track"), N_ ("Mix"), "<Control>t", LT_ACTIONS_MIX },
  { "mix.add-bus", N_ ("Add bus"), N_ ("Mix"), "<Control>b", LT_ACTIONS_MIX },
  { "mix.menu", N_ ("Menu of the strip"), N_ ("Mix"), "Menu <Shift>F10", LT_ACTIONS_MIX },
  { "mix.add-insert", N_ ("Add effect"), N_ ("Mix"), "i", LT_ACTIONS_MIX },
  { "mix.remove-insert", N_ ("Remove effect"), N_ ("Mix"), "Delete", LT_ACTIONS_MIX },
  { "mix.bypass", N_ ("Bypass effect"), N_ ("Mix"), "b", LT_ACTIONS_MIX },
  { "mix.bypass-all", N_ ("Bypass all effects of the strip"), N_ ("Mix"), "<Shift>b", LT_ACTIONS_MIX },
  { "mix.replace-insert", N_ ("Replace effect"), N_ ("Mix"), "<Shift>i", LT_ACTIONS_MIX },
  { "mix.cut", N_ ("Cut effect"), N_ ("Mix"), "<Control>x", LT_ACTIONS_MIX },
  { "mix.copy", N_ ("Copy effect, or settings of the strip"), N_ ("Mix"), "<Control>c", LT_ACTIONS_MIX },
  { "mix.paste", N_ ("Paste effect, or settings of a strip"), N_ ("Mix"), "<Control>v", LT_ACTIONS_MIX },
  { "mix.float", N_ ("Effect in a window of its own"), N_ ("Mix"), "<Shift>Return", LT_ACTIONS_MIX },
  { "mix.insert-up", N_ ("Move effect up"), N_ ("Mix"), "<Control>Up", LT_ACTIONS_MIX },
  { "mix.insert-down", N_ ("Move effect down"), N_ ("Mix"), "<Control>Down", LT_ACTIONS_MIX },
  { "mix.insert-left", N_ ("Move effect to the strip on the left"), N_ ("Mix"), "<Control>Left", LT_ACTIONS_MIX },
  { "mix.insert-right", N_ ("Move effect to the strip on the right"), N_ ("Mix"), "<Control>Right", LT_ACTIONS_MIX },
  { "mix.find", N_ ("Find strip"), N_ ("Mix"), "<Control>f", LT_ACTIONS_MIX },
  { "mix.show-all", N_ ("Show all strips"), N_ ("Mix"), NULL, LT_ACTIONS_MIX },
  { "mix.show-tracks", N_ ("Tracks shown or hidden"), N_ ("Mix"), NULL, LT_ACTIONS_MIX },
  { "mix.show-buses", N_ ("Buses and returns shown or hidden"), N_ ("Mix"), NULL, LT_ACTIONS_MIX },
  { "mix.show-vcas", N_ ("VCAs shown or hidden"), N_ ("Mix"), NULL, LT_ACTIONS_MIX },
  { "mix.show-members", N_ ("Members of folders shown or hidden"), N_ ("Mix"), NULL, LT_ACTIONS_MIX },
  { "mix.narrow", N_ ("Strips narrow or wide"), N_ ("Mix"), "w", LT_ACTIONS_MIX },
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

/* What the focus is in; NULL: in none of @type. */
static GtkWidget *
focused (GtkWidget *widget, GType type)
{
  GtkRoot   *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL ? gtk_widget_get_ancestor (focus, type) : NULL;
}

/* An equaliser's bands are its editor's. */
static gboolean
is_done_by_editor (GtkWidget *widget, const char *action)
{
  GtkWidget *editor = focused (widget, LT_TYPE_MIX_EDITOR);

  return editor != NULL && gtk_widget_activate_action (gtk_root_get_focus (gtk_widget_get_root (widget)), action, NULL);
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
    lt_mix_edit_value (context_of (widget), strip->id, LT_STRIP_MUTE, !strip->mute, strip->mute ? _ ("Unmute") : _ ("Mute"));
}

static void
on_solo (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const LtStrip *strip = strip_of (widget);

  if (strip != NULL && strip->kind <= LT_STRIP_VCA)
    lt_monitor_actions_toggle_solo (context_of (widget), strip->id, FALSE);
}

static void
on_solo_only (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const LtStrip *strip = strip_of (widget);

  if (strip != NULL && strip->kind <= LT_STRIP_VCA)
    lt_monitor_actions_toggle_solo (context_of (widget), strip->id, TRUE);
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

/* --- picking several --- */

/* LtIds from @from to @to, as they stand in the row; empty when @to is not on that side. */
static GArray *
stretch (LtMixView *self, LtId from, LtId to, int step)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (LtId));

  for (LtId id = from; id != 0; id = lt_mix_view_get_neighbour (self, id, step))
    {
      g_array_append_val (ids, id);
      if (id == to)
        return ids;
    }
  g_array_set_size (ids, 0);
  return ids;
}

static void
select_to (GtkWidget *widget, LtId anchor, LtId to)
{
  LtSelection *selection = lt_context_get_selection (context_of (widget));

  for (int step = 1; step >= -1 && anchor != 0 && to != 0; step -= 2)
    {
      g_autoptr (GArray) ids = stretch (LT_MIX_VIEW (widget), anchor, to, step);

      if (ids->len > 0)
        {
          lt_selection_set_strips (selection, (const LtId *) (gpointer) ids->data, ids->len, anchor, to);
          return;
        }
    }
  lt_selection_set_strip (selection, to);
}

static void
on_select_to (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtSelection *selection = lt_context_get_selection (context_of (widget));

  select_to (widget, lt_selection_get_anchor (selection), g_variant_get_uint64 (parameter));
}

static void
on_select_beside (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtMixView   *self = LT_MIX_VIEW (widget);
  LtSelection *selection = lt_context_get_selection (context_of (widget));
  LtId         from = lt_mix_view_get_current (self), anchor;

  if (!lt_selection_has_strip (selection, from))
    lt_selection_set_strip (selection, from);
  anchor = lt_selection_get_anchor (selection);
  if (lt_mix_view_step (self, g_str_has_suffix (action, "left") ? -1 : 1))
    select_to (widget, anchor != 0 ? anchor : from, lt_selection_get_strip (selection));
}

static void
on_select_all (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const LtSession   *session = session_of (widget);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (LtId));
  LtId               lead = lt_mix_view_get_current (LT_MIX_VIEW (widget));
  gboolean           has_lead = FALSE;

  for (LtId id = session != NULL ? session->mix->id : 0; (id = id != 0 ? lt_mix_view_get_neighbour (LT_MIX_VIEW (widget), id, -1) : 0) != 0;)
    {
      g_array_prepend_val (ids, id);
      has_lead = has_lead || id == lead;
    }
  if (ids->len > 0)
    lt_selection_set_strips (lt_context_get_selection (context_of (widget)), (const LtId *) (gpointer) ids->data, ids->len,
                             g_array_index (ids, LtId, 0), has_lead ? lead : g_array_index (ids, LtId, 0));
}

static void
on_select_none (GtkWidget *widget, const char *action, GVariant *parameter)
{
  lt_selection_set_strip (lt_context_get_selection (context_of (widget)), 0);
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

/* Those that are picked; the copies are picked then. */
static void
on_duplicate (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const LtStrip     *strip = strip_of (widget);
  g_autoptr (GArray) ids = strip != NULL ? lt_followers_dup (context_of (widget), strip->id, FALSE) : NULL;
  g_autoptr (GArray) copies = g_array_new (FALSE, FALSE, sizeof (LtId));
  LtSession         *next = strip != NULL ? lt_session_ref (session_of (widget)) : NULL;

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      LtId copy = 0;

      if (lt_session_find_track (next, g_array_index (ids, LtId, i)) == NULL)
        continue;
      lt_session_take (&next, lt_edit_track_duplicate (next, g_array_index (ids, LtId, i), &copy));
      g_array_append_val (copies, copy);
    }
  if (next == NULL || !lt_mix_edit_apply (context_of (widget), next, copies->len > 1 ? _ ("Duplicate tracks") : _ ("Duplicate track"), NULL))
    return;
  lt_selection_set_strips (lt_context_get_selection (context_of (widget)), (const LtId *) (gpointer) copies->data, copies->len,
                           g_array_index (copies, LtId, 0), g_array_index (copies, LtId, copies->len - 1));
  lt_mix_view_show_strip (LT_MIX_VIEW (widget), g_array_index (copies, LtId, copies->len - 1));
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
    lt_mix_view_pick_new (LT_MIX_VIEW (widget), id);
}

static void
on_add_bus (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtId id = 0;

  if (session_of (widget) != NULL
      && lt_mix_edit_apply (context_of (widget), lt_edit_bus_add (session_of (widget), _ ("Bus"), &id), _ ("Add bus"), NULL))
    lt_mix_view_pick_new (LT_MIX_VIEW (widget), id);
}

static void
on_menu (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtId        id = lt_mix_view_get_current (LT_MIX_VIEW (widget));
  LtMixStrip *strip = lt_mix_view_find_strip (LT_MIX_VIEW (widget), id);

  GtkWidget  *insert = focused (widget, LT_TYPE_INSERT_SLOT);

  if (insert != NULL)
    {
      lt_insert_slot_popup_menu (LT_INSERT_SLOT (insert), 12.0, 12.0);
      return;
    }
  if (strip == NULL || is_done_by_editor (widget, "bands.menu"))
    return;
  lt_selection_lead_strip (lt_context_get_selection (context_of (widget)), id);
  lt_strip_menu_popup (GTK_WIDGET (strip), context_of (widget), id, 12.0, 24.0);
}

/* --- inserts --- */

/* NULL: none. */
static const LtSlot *
slot_of (GtkWidget *widget, const LtStrip **strip)
{
  const LtSession *session = session_of (widget);
  GtkWidget       *insert = focused (widget, LT_TYPE_INSERT_SLOT);
  LtId id = insert != NULL ? lt_insert_slot_get_id (LT_INSERT_SLOT (insert)) : lt_selection_get_slot (lt_context_get_selection (context_of (widget)));
  const LtStrip *on = NULL;
  const LtSlot  *slot = session != NULL && id != 0 ? lt_session_find_slot (session, id, &on) : NULL;

  if (slot == NULL || on->kind == LT_STRIP_MASTER) /* picked where the master is, not seen here */
    return NULL;
  if (strip != NULL)
    *strip = on;
  return slot;
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
    lt_mix_edit_bypass (context_of (widget), slot->id, !slot->bypass);
}

static void
on_bypass_all (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const LtStrip *strip = strip_of (widget);
  gboolean       is_any_on = FALSE;

  for (guint i = 0; strip != NULL && i < strip->slots->len; i++)
    is_any_on = is_any_on || !((const LtSlot *) g_ptr_array_index (strip->slots, i))->bypass;
  if (strip != NULL)
    lt_mix_edit_bypass_all (context_of (widget), strip->id, is_any_on);
}

static void
on_replace (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const LtStrip *on = NULL;
  const LtSlot  *slot = slot_of (widget, &on);
  GtkWidget     *insert = focused (widget, LT_TYPE_INSERT_SLOT);
  GtkWidget     *parent = insert != NULL || slot == NULL ? insert : GTK_WIDGET (lt_mix_view_find_strip (LT_MIX_VIEW (widget), on->id));

  if (slot != NULL && parent != NULL)
    lt_insert_menu_replace (parent, context_of (widget), slot->id);
}

/* --- the clipboard --- */

/* The insert that the focus is in, or whose editor it is in; 0: none. */
static LtId
slot_in_focus (GtkWidget *widget)
{
  gboolean      is_in = focused (widget, LT_TYPE_INSERT_SLOT) != NULL || focused (widget, LT_TYPE_MIX_EDITOR) != NULL;
  const LtSlot *slot = is_in ? slot_of (widget, NULL) : NULL;

  return slot != NULL ? slot->id : 0;
}

static void
on_copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtId             slot_id = slot_in_focus (widget);
  const LtStrip   *strip = strip_of (widget);
  const LtSession *session = session_of (widget);

  if (session == NULL || is_done_by_editor (widget, "bands.copy"))
    return;
  if (slot_id != 0)
    lt_session_find_slot (session, slot_id, &strip);
  if (strip != NULL)
    lt_mix_clipboard_copy (widget, context_of (widget), strip->id, slot_id);
}

/* Where a question about it comes up: at the strip, or at the editor of an effect whose strip is hidden. NULL: neither. */
static GtkWidget *
place_of (GtkWidget *widget, LtId strip_id)
{
  LtMixStrip *strip = lt_mix_view_find_strip (LT_MIX_VIEW (widget), strip_id);

  return strip != NULL ? GTK_WIDGET (strip) : focused (widget, LT_TYPE_MIX_EDITOR);
}

/* From the strip's menu: the strip, wherever the focus is. */
static void
on_settings (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const LtStrip *strip = strip_of (widget);

  if (strip == NULL)
    return;
  if (strcmp (action, "mix.copy-settings") == 0)
    lt_mix_clipboard_copy (widget, context_of (widget), strip->id, 0);
  else if (place_of (widget, strip->id) != NULL)
    lt_mix_clipboard_paste (place_of (widget, strip->id), context_of (widget), strip->id, 0);
}

static void
on_go_to (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtId        id = g_variant_get_uint64 (parameter);
  LtMixStrip *strip;

  lt_mix_view_show_strip (LT_MIX_VIEW (widget), id);
  lt_selection_set_strip (lt_context_get_selection (context_of (widget)), id);
  strip = lt_mix_view_find_strip (LT_MIX_VIEW (widget), id);
  if (strip != NULL)
    lt_mix_strip_focus_row (strip, -1, 0);
}

static void
on_cut (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtId slot_id = slot_in_focus (widget);

  if (slot_id == 0 || is_done_by_editor (widget, "bands.cut")) /* the settings of a strip cannot be taken out of it */
    return;
  on_copy (widget, action, parameter);
  lt_mix_edit_remove_slot (context_of (widget), slot_id);
}

static void
on_paste (GtkWidget *widget, const char *action, GVariant *parameter)
{
  LtId             slot_id = slot_in_focus (widget);
  const LtStrip   *strip = strip_of (widget);
  const LtSession *session = session_of (widget);

  if (session == NULL || is_done_by_editor (widget, "bands.paste"))
    return;
  if (slot_id != 0)
    lt_session_find_slot (session, slot_id, &strip);
  if (strip != NULL && place_of (widget, strip->id) != NULL)
    lt_mix_clipboard_paste (place_of (widget, strip->id), context_of (widget), strip->id, slot_id);
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

/* --- what is shown --- */

static void
on_find (GtkWidget *widget, const char *action, GVariant *parameter)
{
  lt_mix_view_find (LT_MIX_VIEW (widget));
}

static void
on_show_all (GtkWidget *widget, const char *action, GVariant *parameter)
{
  lt_mix_view_show_all (LT_MIX_VIEW (widget));
}

/* The menu of a strip has them; Copy and Paste of the table mean the effect when it has the keyboard. */
static const LtActionRow menu_rows[] = {
  { "mix.copy-settings", N_ ("Copy settings of the strip"), N_ ("Mix"), NULL, LT_ACTIONS_MIX },
  { "mix.paste-settings", N_ ("Paste settings of a strip"), N_ ("Mix"), NULL, LT_ACTIONS_MIX },
};

void
lt_mix_actions_install (GtkWidgetClass *class)
{
  static const GtkWidgetActionActivateFunc handlers[] = {
    on_mute, on_solo, on_solo_only, on_previous, on_next, on_select_beside, on_select_beside, on_select_all,
    on_select_none, on_rename, on_duplicate, on_remove, on_add_track, on_add_bus, on_menu,
    on_add_insert, on_remove_insert, on_bypass, on_bypass_all, on_replace, on_cut, on_copy, on_paste, on_float, on_move, on_move, on_move, on_move,
    on_find, on_show_all, NULL, NULL, NULL, NULL, NULL, /* NULL: a property of the view, by the name behind "mix." */
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (handlers) == G_N_ELEMENTS (rows));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (handlers[i] != NULL)
      gtk_widget_class_install_action (class, rows[i].action, NULL, handlers[i]);
    else
      gtk_widget_class_install_property_action (class, rows[i].action, rows[i].action + strlen ("mix."));
  gtk_widget_class_install_action (class, "mix.select-to", "t", on_select_to);
  gtk_widget_class_install_action (class, "mix.go-to", "t", on_go_to);
  gtk_widget_class_install_action (class, "mix.copy-settings", NULL, on_settings);
  gtk_widget_class_install_action (class, "mix.paste-settings", NULL, on_settings);
  lt_actions_add (rows, G_N_ELEMENTS (rows));
  lt_actions_add (menu_rows, G_N_ELEMENTS (menu_rows));
}
