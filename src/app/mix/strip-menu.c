// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An action group "strip" with states for as long as the menu is open.
// Layer: app.

#include "app/mix/strip-menu.h"

#include "app/mix/mix-edit.h"
#include "app/shell/actions.h"
#include "app/widgets/palette.h"
#include "session/edit-strip.h"

#include <glib/gi18n.h>

typedef struct
{
  LtContext *context;
  LtId       strip_id;
} Target;

static void
target_free (gpointer data)
{
  g_object_unref (((Target *) data)->context);
  g_free (data);
}

static const LtSession *
session_of (Target *target)
{
  return lt_mix_edit_get_session (target->context);
}

/* --- actions --- */

static void
on_polarity (GSimpleAction *action, GVariant *state, gpointer data)
{
  Target *target = data;

  lt_mix_edit_apply (target->context, lt_edit_strip_polarity (session_of (target), target->strip_id, g_variant_get_boolean (state)),
                     _ ("Invert polarity"), NULL);
}

static void
on_solo_safe (GSimpleAction *action, GVariant *state, gpointer data)
{
  Target *target = data;

  lt_mix_edit_apply (target->context, lt_edit_strip_solo_safe (session_of (target), target->strip_id, g_variant_get_boolean (state)),
                     _ ("Solo safe"), NULL);
}

static void
on_colour (GSimpleAction *action, GVariant *state, gpointer data)
{
  Target *target = data;

  lt_mix_edit_apply (target->context, lt_edit_strip_colour (session_of (target), target->strip_id, g_variant_get_uint32 (state)), _ ("Colour"), NULL);
}

static void
on_output (GSimpleAction *action, GVariant *state, gpointer data)
{
  Target    *target = data;
  GError    *error = NULL;
  LtSession *next = lt_edit_strip_output (session_of (target), target->strip_id, (LtId) g_variant_get_uint64 (state), &error);

  lt_mix_edit_apply (target->context, next, _ ("Output"), error);
}

static void
on_send (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Target *target = data;

  lt_mix_edit_add_send (target->context, target->strip_id, (LtId) g_variant_get_uint64 (parameter));
}

static void
add_action (GSimpleActionGroup *group, const char *name, const GVariantType *type, GVariant *state, GCallback handler, Target *target)
{
  g_autoptr (GSimpleAction) action = state != NULL ? g_simple_action_new_stateful (name, type, state) : g_simple_action_new (name, type);

  g_signal_connect (action, state != NULL ? "change-state" : "activate", handler, target);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
}

static GSimpleActionGroup *
new_group (LtContext *context, const LtStrip *strip)
{
  GSimpleActionGroup *group = g_simple_action_group_new ();
  Target             *target = g_new (Target, 1);

  *target = (Target){ g_object_ref (context), strip->id };
  g_object_set_data_full (G_OBJECT (group), "target", target, target_free);
  add_action (group, "polarity", NULL, g_variant_new_boolean (strip->polarity), G_CALLBACK (on_polarity), target);
  add_action (group, "solo-safe", NULL, g_variant_new_boolean (strip->solo_safe), G_CALLBACK (on_solo_safe), target);
  add_action (group, "colour", G_VARIANT_TYPE_UINT32, g_variant_new_uint32 (strip->colour), G_CALLBACK (on_colour), target);
  add_action (group, "output", G_VARIANT_TYPE_UINT64, g_variant_new_uint64 (strip->output_id), G_CALLBACK (on_output), target);
  add_action (group, "send", G_VARIANT_TYPE_UINT64, NULL, G_CALLBACK (on_send), target);
  return group;
}

/* --- menus --- */

static void
append_with_id (GMenu *menu, const char *label, const char *action, LtId id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, g_variant_new_uint64 (id));
  g_menu_append_item (menu, item);
}

static GMenu *
new_output_menu (const LtSession *session, const LtStrip *strip)
{
  GMenu *menu = g_menu_new ();

  append_with_id (menu, _ ("Mix bus"), "strip.output", 0);
  for (guint i = 0; i < session->buses->len; i++)
    {
      const LtStrip *bus = g_ptr_array_index (session->buses, i);

      if (bus->id != strip->id && (bus->id == strip->output_id || !lt_session_would_loop (session, strip->id, bus->id)))
        append_with_id (menu, bus->name, "strip.output", bus->id);
    }
  return menu;
}

static gboolean
sends_to (const LtStrip *strip, LtId bus_id)
{
  for (guint i = 0; i < strip->sends->len; i++)
    if (((const LtSend *) g_ptr_array_index (strip->sends, i))->to_id == bus_id)
      return TRUE;
  return FALSE;
}

static GMenu *
new_send_menu (const LtSession *session, const LtStrip *strip)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) buses = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();

  for (guint i = 0; i < session->buses->len; i++)
    {
      const LtStrip *bus = g_ptr_array_index (session->buses, i);

      if (bus->id != strip->id && !sends_to (strip, bus->id) && !lt_session_would_loop (session, strip->id, bus->id))
        append_with_id (buses, bus->name, "strip.send", bus->id);
    }
  append_with_id (last, _ ("New bus…"), "strip.send", 0);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (buses));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  return menu;
}

static GMenu *
new_colour_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i <= LT_PALETTE_N_TRACKS; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (i == 0 ? _ ("None") : _ (lt_palette_get_track_name (i)), NULL);

      g_menu_item_set_action_and_target_value (item, "strip.colour", g_variant_new_uint32 (i));
      g_menu_append_item (menu, item);
    }
  return menu;
}

static void
append_submenu (GMenu *menu, const char *label, GMenu *submenu)
{
  g_menu_append_submenu (menu, label, G_MENU_MODEL (submenu));
  g_object_unref (submenu);
}

static GMenu *
new_menu (const LtSession *session, const LtStrip *strip)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) own = g_menu_new ();
  g_autoptr (GMenu) way = g_menu_new ();
  g_autoptr (GMenu) more = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();

  if (strip->kind <= LT_STRIP_BUS)
    {
      g_menu_append (own, _ ("Rename"), "mix.rename");
      append_submenu (own, _ ("Colour"), new_colour_menu ());
    }
  g_menu_append (own, _ ("Invert polarity"), "strip.polarity");
  if (strip->kind <= LT_STRIP_BUS)
    {
      g_menu_append (own, _ ("Solo safe"), "strip.solo-safe");
      append_submenu (way, _ ("Output"), new_output_menu (session, strip));
      append_submenu (way, _ ("Add send"), new_send_menu (session, strip));
      g_menu_append (last, strip->kind == LT_STRIP_BUS ? _ ("Remove bus") : _ ("Remove track"), "mix.remove");
    }
  g_menu_append (way, _ ("Add effect"), "mix.add-insert");
  if (strip->kind == LT_STRIP_TRACK)
    g_menu_append (more, _ ("Duplicate track"), "mix.duplicate");
  g_menu_append (more, _ ("Add track"), "mix.add-track");
  g_menu_append (more, _ ("Add bus"), "mix.add-bus");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (own));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (way));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  lt_actions_label_menu (menu);
  return menu;
}

/* --- showing --- */

static void
unparent_later (gpointer data)
{
  g_autoptr (GtkWidget) popover = data;

  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
}

/* The action that was chosen still needs its way through the popover. */
static void
on_closed (GtkPopover *popover)
{
  g_idle_add_once (unparent_later, g_object_ref (popover));
}

static GtkPopover *
show (GtkWidget *parent, LtContext *context, const LtStrip *strip, GMenu *menu)
{
  g_autoptr (GSimpleActionGroup) group = new_group (context, strip);
  GtkWidget *popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));

  gtk_widget_insert_action_group (popover, "strip", G_ACTION_GROUP (group));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_parent (popover, parent);
  g_signal_connect (popover, "closed", G_CALLBACK (on_closed), NULL);
  return GTK_POPOVER (popover);
}

void
lt_strip_menu_popup (GtkWidget *parent, LtContext *context, LtId strip_id, double x, double y)
{
  const LtSession  *session = lt_mix_edit_get_session (context);
  const LtStrip    *strip = lt_session_find_strip (session, strip_id);
  g_autoptr (GMenu) menu = new_menu (session, strip);
  GtkPopover       *popover = show (parent, context, strip, menu);

  gtk_widget_set_halign (GTK_WIDGET (popover), GTK_ALIGN_START);
  gtk_popover_set_pointing_to (popover, &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (popover);
}

void
lt_strip_menu_popup_output (GtkWidget *button, LtContext *context, LtId strip_id)
{
  const LtSession  *session = lt_mix_edit_get_session (context);
  const LtStrip    *strip = lt_session_find_strip (session, strip_id);
  g_autoptr (GMenu) menu = new_output_menu (session, strip);

  gtk_popover_popup (show (button, context, strip, menu));
}

void
lt_strip_menu_popup_send (GtkWidget *button, LtContext *context, LtId strip_id)
{
  const LtSession  *session = lt_mix_edit_get_session (context);
  const LtStrip    *strip = lt_session_find_strip (session, strip_id);
  g_autoptr (GMenu) menu = new_send_menu (session, strip);

  gtk_popover_popup (show (button, context, strip, menu));
}
