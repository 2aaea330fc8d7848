// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The mixer's own actions, and "insert.preset" for as long as the menu is open.
// Layer: app.

#include "app/mix/insert-menu.h"

#include "app/mix/fx-picker.h"
#include "app/mix/mix-edit.h"
#include "app/shell/actions.h"
#include "app/widgets/popover.h"
#include "studio/fx-preset.h"

#include <glib/gi18n.h>

typedef struct
{
  LtContext *context;
  LtId       slot_id;
  GPtrArray *presets; /* of LtFxPreset: the program's, then the user's; NULL: the effect is not known */
} Target;

static void
target_free (gpointer data)
{
  Target *target = data;

  g_clear_pointer (&target->presets, g_ptr_array_unref);
  g_object_unref (target->context);
  g_free (target);
}

/* NULL: it is gone. */
static const LtSlot *
slot_of (const Target *target, const LtStrip **strip)
{
  const LtSession *session = lt_mix_edit_get_session (target->context);

  return session != NULL ? lt_session_find_slot (session, target->slot_id, strip) : NULL;
}

/* --- replacing --- */

typedef struct
{
  LtContext *context;
  LtId       slot_id;
} Replacing;

static void
replacing_free (gpointer data)
{
  g_object_unref (((Replacing *) data)->context);
  g_free (data);
}

static void
on_chosen (const LtFxType *type, gpointer data)
{
  Replacing *replacing = data;

  lt_mix_edit_replace_slot (replacing->context, replacing->slot_id, type);
}

void
lt_insert_menu_replace (GtkWidget *parent, LtContext *context, LtId slot_id)
{
  Replacing *replacing = g_new (Replacing, 1);

  *replacing = (Replacing){ g_object_ref (context), slot_id };
  lt_fx_picker_popup (parent, on_chosen, replacing, replacing_free);
}

/* --- actions --- */

static void
on_preset (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Target           *target = data;
  const LtSlot     *slot = slot_of (target, NULL);
  guint             index = g_variant_get_uint32 (parameter);

  if (slot == NULL || target->presets == NULL || index >= target->presets->len)
    return;
  const LtFxPreset *preset = g_ptr_array_index (target->presets, index);
  g_autofree char *label = g_strdup_printf (_ ("%s: preset “%s”"), _ (slot->type->label), preset->title);
  lt_mix_edit_apply (target->context, lt_fx_preset_apply (lt_mix_edit_get_session (target->context), target->slot_id, preset), label, NULL);
}

static gboolean
are_all_bypassed (const LtStrip *strip)
{
  for (guint i = 0; i < strip->slots->len; i++)
    if (!((const LtSlot *) strip->slots->pdata[i])->bypass)
      return FALSE;
  return TRUE;
}

static GSimpleActionGroup *
new_group (Target *target)
{
  GSimpleActionGroup *group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) preset = g_simple_action_new ("preset", G_VARIANT_TYPE_UINT32);

  g_object_set_data_full (G_OBJECT (group), "target", target, target_free);
  g_signal_connect (preset, "activate", G_CALLBACK (on_preset), target);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (preset));
  return group;
}

/* --- the menu --- */

static GMenu *
new_preset_menu (const GPtrArray *presets)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) shipped = g_menu_new (), own = g_menu_new ();

  for (guint i = 0; i < presets->len; i++)
    {
      const LtFxPreset *preset = g_ptr_array_index (presets, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (preset->title, NULL);

      g_menu_item_set_action_and_target_value (item, "insert.preset", g_variant_new_uint32 (i));
      g_menu_append_item (preset->own ? own : shipped, item);
    }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (shipped));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (own));
  return menu;
}

/* The verbs are the mixer's: the keyboard is in the insert while its menu is open, so that they are done to it. */
static GMenu *
new_menu (const Target *target, const LtStrip *strip, const LtSlot *slot)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new (), which = g_menu_new (), board = g_menu_new (), last = g_menu_new ();

  g_menu_append (first, _ ("Open in a window"), "mix.float");
  g_menu_append (first, slot->bypass ? _ ("Turn on") : _ ("Bypass"), "mix.bypass");
  g_menu_append (first, are_all_bypassed (strip) ? _ ("All effects on") : _ ("Bypass all effects"), "mix.bypass-all");
  g_menu_append (which, _ ("Replace…"), "mix.replace-insert");
  if (target->presets != NULL && target->presets->len > 0)
    {
      g_autoptr (GMenu) presets = new_preset_menu (target->presets);
      g_menu_append_submenu (which, _ ("Presets"), G_MENU_MODEL (presets));
    }
  g_menu_append (board, _ ("Cut"), "mix.cut");
  g_menu_append (board, _ ("Copy"), "mix.copy");
  g_menu_append (board, _ ("Paste"), "mix.paste");
  g_menu_append (last, _ ("Remove"), "mix.remove-insert");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (which));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (board));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  lt_actions_label_menu (menu);
  return menu;
}

static GPtrArray *
load_presets (const LtFxType *type)
{
  GPtrArray *all = lt_fx_preset_load (type, NULL);

  g_ptr_array_extend_and_steal (all, lt_fx_preset_load_own (type, NULL));
  return all;
}

void
lt_insert_menu_popup (GtkWidget *parent, LtContext *context, LtId slot_id, double x, double y)
{
  Target        *target = g_new0 (Target, 1);
  const LtStrip *strip = NULL;
  const LtSlot  *slot;

  *target = (Target){ g_object_ref (context), slot_id, NULL };
  slot = slot_of (target, &strip);
  if (slot == NULL)
    {
      target_free (target);
      return;
    }
  if (slot->type != NULL)
    target->presets = load_presets (slot->type);
  g_autoptr (GMenu) menu = new_menu (target, strip, slot);
  g_autoptr (GSimpleActionGroup) group = new_group (target);
  GtkWidget *popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));

  gtk_widget_insert_action_group (popover, "insert", G_ACTION_GROUP (group));
  lt_popover_open_at (popover, parent, x, y);
}
