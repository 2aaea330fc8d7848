// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An action group "strip" with states for as long as the menu is open.
// Layer: app.

#include "app/mix/strip-menu.h"

#include "app/mix/mix-edit.h"
#include "app/mix/strip-facts.h"
#include "app/mix/strip-gather.h"
#include "app/mix/view-menu.h"
#include "app/shell/actions.h"
#include "app/shell/preset-dialog.h"
#include "app/widgets/palette.h"
#include "app/widgets/popover.h"
#include "session/edit-session.h"
#include "session/edit-strip.h"
#include "studio/chain-preset.h"

#include <glib/gi18n.h>
#include <string.h>

#define OWN "own:" /* before a preset's name, as the target of its action: one of the user's */

typedef struct
{
  LtContext *context;
  LtId       strip_id;
  GtkWidget *parent; /* that the menu hangs on */
} Target;

static void
target_free (gpointer data)
{
  Target *target = data;

  g_object_unref (target->context);
  g_object_unref (target->parent);
  g_free (target);
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

  lt_mix_edit_value (target->context, target->strip_id, LT_STRIP_POLARITY, g_variant_get_boolean (state), _ ("Invert polarity"));
}

static void
on_solo_safe (GSimpleAction *action, GVariant *state, gpointer data)
{
  Target *target = data;

  lt_mix_edit_value (target->context, target->strip_id, LT_STRIP_SOLO_SAFE, g_variant_get_boolean (state), _ ("Solo safe"));
}

static void
on_colour (GSimpleAction *action, GVariant *state, gpointer data)
{
  Target *target = data;

  lt_mix_edit_colour (target->context, target->strip_id, g_variant_get_uint32 (state));
}

static void
on_output (GSimpleAction *action, GVariant *state, gpointer data)
{
  Target *target = data;

  lt_mix_edit_output (target->context, target->strip_id, (LtId) g_variant_get_uint64 (state));
}

static void
on_meter_point (GSimpleAction *action, GVariant *state, gpointer data)
{
  Target *target = data;

  lt_mix_edit_apply (target->context, lt_edit_session_meter_point (session_of (target), (LtMeterPoint) g_variant_get_uint32 (state)),
                     _ ("Meter point"), NULL);
}

static void
on_send (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Target *target = data;

  lt_mix_edit_add_send (target->context, target->strip_id, (LtId) g_variant_get_uint64 (parameter));
}

static void
on_preset (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Target          *target = data;
  const char      *id = g_variant_get_string (parameter, NULL);
  bool             own = g_str_has_prefix (id, OWN);
  const char      *name = own ? id + strlen (OWN) : id;
  g_autofree char *title = own ? g_strdup (name) : lt_chain_preset_dup_text (&lt_chain_preset_strip, name, "name");
  g_autofree char *label = g_strdup_printf (_ ("Preset “%s”"), title != NULL ? title : name);
  GError          *error = NULL;
  LtSession       *next = lt_chain_preset_apply (session_of (target), target->strip_id, &lt_chain_preset_strip, name, own, &error);

  if (lt_mix_edit_apply (target->context, next, label, error))
    lt_context_toast (target->context, label, TRUE);
}

static bool
save_strip (const char *name, gpointer data, GError **error)
{
  Target          *target = data;
  const LtSession *session = session_of (target);
  const LtStrip   *strip = session != NULL ? lt_session_find_strip (session, target->strip_id) : NULL;

  if (strip != NULL)
    return lt_chain_preset_save (strip, &lt_chain_preset_strip, name, error);
  g_set_error_literal (error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND, _ ("The strip is gone; there is nothing to save."));
  return false;
}

static void
on_save_preset (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Target *target = data;
  Target *kept = g_new (Target, 1);

  *kept = (Target){ g_object_ref (target->context), target->strip_id, g_object_ref (target->parent) };
  lt_preset_dialog_save (target->parent, target->context, &lt_chain_preset_strip, save_strip, kept, target_free);
}

static void
on_manage_presets (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  lt_preset_dialog_manage (((Target *) data)->parent, &lt_chain_preset_strip, _ ("Strips"));
}

static void
add_action (GSimpleActionGroup *group, const char *name, const GVariantType *type, GVariant *state, GCallback handler, Target *target)
{
  g_autoptr (GSimpleAction) action = state != NULL ? g_simple_action_new_stateful (name, type, state) : g_simple_action_new (name, type);

  g_signal_connect (action, state != NULL ? "change-state" : "activate", handler, target);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
}

static GSimpleActionGroup *
new_group (GtkWidget *parent, LtContext *context, const LtStrip *strip)
{
  GSimpleActionGroup *group = g_simple_action_group_new ();
  Target             *target = g_new (Target, 1);

  *target = (Target){ g_object_ref (context), strip->id, g_object_ref (parent) };
  g_object_set_data_full (G_OBJECT (group), "target", target, target_free);
  add_action (group, "polarity", NULL, g_variant_new_boolean (strip->polarity), G_CALLBACK (on_polarity), target);
  add_action (group, "solo-safe", NULL, g_variant_new_boolean (strip->solo_safe), G_CALLBACK (on_solo_safe), target);
  add_action (group, "colour", G_VARIANT_TYPE_UINT32, g_variant_new_uint32 (strip->colour), G_CALLBACK (on_colour), target);
  add_action (group, "meter-point", G_VARIANT_TYPE_UINT32, g_variant_new_uint32 (lt_mix_edit_get_session (context)->meter_point),
              G_CALLBACK (on_meter_point), target);
  add_action (group, "output", G_VARIANT_TYPE_UINT64, g_variant_new_uint64 (strip->output_id), G_CALLBACK (on_output), target);
  add_action (group, "send", G_VARIANT_TYPE_UINT64, NULL, G_CALLBACK (on_send), target);
  add_action (group, "preset", G_VARIANT_TYPE_STRING, NULL, G_CALLBACK (on_preset), target);
  add_action (group, "save-preset", NULL, NULL, G_CALLBACK (on_save_preset), target);
  add_action (group, "manage-presets", NULL, NULL, G_CALLBACK (on_manage_presets), target);
  lt_strip_gather_add_actions (G_ACTION_MAP (group), context, strip);
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

static GMenu *
new_send_menu (const LtSession *session, const LtStrip *strip)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) buses = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();

  for (guint i = 0; i < session->buses->len; i++)
    {
      const LtStrip *bus = g_ptr_array_index (session->buses, i);

      if (bus->id != strip->id && !lt_strip_facts_sends_to (strip, bus->id) && !lt_session_would_loop (session, strip->id, bus->id))
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
append_preset (GMenu *menu, const char *title, const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (title, NULL);

  g_menu_item_set_action_and_target (item, "strip.preset", "s", id);
  g_menu_append_item (menu, item);
}

static GMenu *
new_preset_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) shipped = g_menu_new (), mine = g_menu_new (), last = g_menu_new ();
  g_auto (GStrv) names = lt_chain_preset_list (&lt_chain_preset_strip);
  g_auto (GStrv) own = lt_preset_shelf_list (&lt_chain_preset_strip, NULL);

  for (char **name = names; *name != NULL; name++)
    {
      g_autofree char *title = lt_chain_preset_dup_text (&lt_chain_preset_strip, *name, "name");

      append_preset (shipped, title != NULL ? title : *name, *name);
    }
  for (char **name = own; *name != NULL; name++)
    {
      g_autofree char *id = g_strconcat (OWN, *name, NULL);

      append_preset (mine, *name, id);
    }
  g_menu_append (last, _ ("Save strip as preset…"), "strip.save-preset");
  if (own[0] != NULL)
    g_menu_append (last, _ ("Manage…"), "strip.manage-presets");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (shipped));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (mine));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  return menu;
}

/* Of the session: all strips have the same. */
static GMenu *
new_meter_menu (void)
{
  static const struct
  {
    const char  *label;
    LtMeterPoint point;
  } rows[] = {
    { N_ ("At the input"), LT_METER_INPUT },
    { N_ ("Before the fader"), LT_METER_PRE },
    { N_ ("After the fader"), LT_METER_POST },
  };
  GMenu *menu = g_menu_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (rows[i].label), NULL);

      g_menu_item_set_action_and_target_value (item, "strip.meter-point", g_variant_new_uint32 (rows[i].point));
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

/* With what its effects add. (transfer full) */
static char *
dup_delay_label (LtContext *context, const LtStrip *strip)
{
  LtLiveLatency late = { 0 };
  double        rate_hz = lt_mix_edit_get_session (context)->rate_hz;

  if (!lt_live_get_latency (lt_context_get_live (context), strip->id, &late) || late.frames == 0)
    return g_strdup (_ ("Delay…"));
  return g_strdup_printf (_ ("Delay… (latency %.1f ms)"), (double) late.frames * 1000.0 / rate_hz);
}

static GMenu *
new_own_section (LtContext *context, const LtStrip *strip)
{
  GMenu           *own = g_menu_new ();
  g_autofree char *delay = dup_delay_label (context, strip);

  if (strip->kind <= LT_STRIP_VCA)
    {
      g_menu_append (own, _ ("Rename"), "mix.rename");
      append_submenu (own, _ ("Colour"), new_colour_menu ());
    }
  if (strip->kind != LT_STRIP_VCA)
    g_menu_append (own, _ ("Invert polarity"), "strip.polarity");
  if (strip->kind <= LT_STRIP_BUS)
    g_menu_append (own, _ ("Solo safe"), "strip.solo-safe");
  g_menu_append (own, _ ("Clear all solos"), "monitor.clear-solo");
  if (strip->kind != LT_STRIP_VCA)
    g_menu_append (own, _ ("Pan and width…"), "channel.pan");
  if (strip->kind <= LT_STRIP_BUS)
    g_menu_append (own, delay, "channel.delay");
  append_submenu (own, _ ("Meters"), new_meter_menu ());
  return own;
}

/* Where its sound goes, and what is done to it on the way. */
static GMenu *
new_way_section (const LtSession *session, const LtStrip *strip)
{
  GMenu *way = g_menu_new ();

  if (strip->kind == LT_STRIP_VCA)
    return way;
  if (strip->kind <= LT_STRIP_BUS)
    {
      append_submenu (way, _ ("Output"), new_output_menu (session, strip));
      append_submenu (way, _ ("Add send"), new_send_menu (session, strip));
    }
  g_menu_append (way, _ ("Add effect"), "mix.add-insert");
  if (strip->kind != LT_STRIP_MASTER)
    append_submenu (way, _ ("Presets"), new_preset_menu ());
  return way;
}

static GMenu *
new_add_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _ ("Add track"), "mix.add-track");
  g_menu_append (menu, _ ("Add bus"), "mix.add-bus");
  g_menu_append (menu, _ ("Add VCA"), "mix.add-vca");
  return menu;
}

static GMenu *
new_menu (LtContext *context, const LtSession *session, const LtStrip *strip)
{
  static const char *const removes[] = { N_ ("Remove track"), N_ ("Remove bus"), N_ ("Remove VCA") }; /* as LtStripKind */
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) own = new_own_section (context, strip);
  g_autoptr (GMenu) way = new_way_section (session, strip);
  g_autoptr (GMenu) together = g_menu_new ();
  g_autoptr (GMenu) board = g_menu_new ();
  g_autoptr (GMenu) more = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();

  lt_strip_gather_append (together, session, strip);
  g_menu_append (board, _ ("Copy settings"), "mix.copy-settings");
  g_menu_append (board, _ ("Paste…"), "mix.paste-settings");
  if (strip->kind == LT_STRIP_TRACK)
    {
      g_menu_append (more, _ ("Balance selected tracks…"), "win.balance-selected");
      g_menu_append (more, _ ("Duplicate track"), "mix.duplicate");
    }
  append_submenu (more, _ ("Add"), new_add_menu ());
  append_submenu (more, _ ("Show"), lt_view_menu_new ());
  if (strip->kind <= LT_STRIP_VCA)
    g_menu_append (last, _ (removes[strip->kind]), "mix.remove");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (own));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (way));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (together));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (board));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (more));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  lt_actions_label_menu (menu);
  return menu;
}

/* --- showing --- */

/* Floating: to be opened. */
static GtkWidget *
new_popover (GtkWidget *parent, LtContext *context, const LtStrip *strip, GMenu *menu)
{
  g_autoptr (GSimpleActionGroup) group = new_group (parent, context, strip);
  GtkWidget *popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));

  gtk_widget_insert_action_group (popover, "strip", G_ACTION_GROUP (group));
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  return popover;
}

void
lt_strip_menu_popup (GtkWidget *parent, LtContext *context, LtId strip_id, double x, double y)
{
  const LtSession  *session = lt_mix_edit_get_session (context);
  const LtStrip    *strip = lt_session_find_strip (session, strip_id);
  g_autoptr (GMenu) menu = new_menu (context, session, strip);

  lt_popover_open_at (new_popover (parent, context, strip, menu), parent, x, y);
}

void
lt_strip_menu_popup_meter (GtkWidget *parent, LtContext *context, LtId strip_id, double x, double y)
{
  const LtStrip    *strip = lt_session_find_strip (lt_mix_edit_get_session (context), strip_id);
  g_autoptr (GMenu) menu = new_meter_menu ();

  lt_popover_open_at (new_popover (parent, context, strip, menu), parent, x, y);
}

void
lt_strip_menu_popup_output (GtkWidget *button, LtContext *context, LtId strip_id)
{
  const LtSession  *session = lt_mix_edit_get_session (context);
  const LtStrip    *strip = lt_session_find_strip (session, strip_id);
  g_autoptr (GMenu) menu = new_output_menu (session, strip);

  lt_popover_open (new_popover (button, context, strip, menu), button);
}

void
lt_strip_menu_popup_send (GtkWidget *button, LtContext *context, LtId strip_id)
{
  const LtSession  *session = lt_mix_edit_get_session (context);
  const LtStrip    *strip = lt_session_find_strip (session, strip_id);
  g_autoptr (GMenu) menu = new_send_menu (session, strip);

  lt_popover_open (new_popover (button, context, strip, menu), button);
}
