// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Presets are read for a type of effect, and again whenever their menu opens: another editor may have saved one. Which of
// them it is, is asked of the values after each change.
// Layer: app.

#include "app/fx/fx-head.h"

#include "app/fx/fx-sets.h"
#include "app/fx/fx-tools.h"
#include "app/shell/actions.h"
#include "app/shell/preset-dialog.h"
#include "app/widgets/seg.h"
#include "session/edit-slot.h"
#include "studio/fx-preset.h"
#include "studio/picture.h"

#include <glib/gi18n.h>

/* Always the same, so that A and B stay under the pointer when the name changes. */
#define NAME_CHARS 18

#define OWN "own:" /* before a name, as the target of the action: one of the user's */

struct _LtFxHead
{
  GtkWidget parent_instance;

  LtContext      *context;
  LtFxSets       *sets; /* of the context */
  LtId            slot_id;
  const LtFxType *type;    /* whose presets these are; NULL: none */
  GPtrArray      *presets; /* of LtFxPreset, in the order of the menu: the program's, the user's */
  char           *chosen;  /* the id of the one that was taken or saved last: of several alike, it is the one; NULL: none */
  char           *told;    /* what is wrong with the user's, to say it once; NULL: nothing */
  GSimpleAction  *action;  /* "preset": its state is the id, "" for none */
  GSimpleAction  *manage;

  GtkWidget *menu, *name, *seg, *copy, *latency, *tools;
};

G_DEFINE_FINAL_TYPE (LtFxHead, lt_fx_head, GTK_TYPE_WIDGET)

static const LtSlot *
find_slot (LtFxHead *self, const LtSession *session)
{
  const LtSlot *slot = session != NULL && self->slot_id != 0 ? lt_session_find_slot (session, self->slot_id, NULL) : NULL;

  return slot != NULL && slot->type != NULL ? slot : NULL;
}

static const LtSlot *
slot_now (LtFxHead *self)
{
  return find_slot (self, lt_document_get_session (lt_context_get_document (self->context)));
}

/* --- presets --- */

static char *
dup_id (const LtFxPreset *preset)
{
  return g_strconcat (preset->own ? OWN : "", preset->name, NULL);
}

static void
append_all (GMenu *menu, GPtrArray *presets)
{
  g_autoptr (GMenu) section = g_menu_new ();

  for (guint i = 0; i < presets->len; i++)
    {
      const LtFxPreset *preset = g_ptr_array_index (presets, i);
      g_autofree char  *id = dup_id (preset);
      g_autoptr (GMenuItem) item = g_menu_item_new (preset->title, NULL);

      g_menu_item_set_action_and_target (item, "fx-head.preset", "s", id);
      g_menu_append_item (section, item);
    }
  if (presets->len > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static void
tell (LtFxHead *self, GPtrArray *notes)
{
  const char *note = notes->len > 0 ? g_ptr_array_index (notes, 0) : NULL;

  if (note != NULL && g_strcmp0 (note, self->told) != 0)
    lt_context_toast (self->context, note, FALSE);
  g_free (self->told);
  self->told = g_strdup (note);
}

static void
read_presets (LtFxHead *self, const LtFxType *type)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) own = lt_fx_preset_load_own (type, notes);
  g_autoptr (GMenu) menu = g_menu_new (), last = g_menu_new ();

  if (self->type != type)
    g_clear_pointer (&self->chosen, g_free);
  self->type = type;
  g_ptr_array_unref (self->presets);
  self->presets = lt_fx_preset_load (type, NULL);
  append_all (menu, self->presets);
  append_all (menu, own);
  g_menu_append (last, _ ("Save preset…"), "fx-head.save");
  g_menu_append (last, _ ("Manage…"), "fx-head.manage");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  g_simple_action_set_enabled (self->manage, own->len > 0);
  g_ptr_array_extend_and_steal (self->presets, g_steal_pointer (&own));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu), G_MENU_MODEL (menu));
  tell (self, notes);
}

static gboolean
has_id (const LtFxPreset *preset, const char *id)
{
  g_autofree char *own = dup_id (preset);

  return g_strcmp0 (own, id) == 0;
}

static const LtFxPreset *
find_id (LtFxHead *self, const char *id)
{
  for (guint i = 0; i < self->presets->len; i++)
    if (has_id (g_ptr_array_index (self->presets, i), id))
      return g_ptr_array_index (self->presets, i);
  return NULL;
}

static const LtFxPreset *
find_shown (LtFxHead *self, const LtSlot *slot)
{
  const LtFxPreset *chosen = find_id (self, self->chosen);

  if (chosen != NULL && lt_fx_preset_fits (chosen, slot))
    return chosen;
  for (guint i = 0; i < self->presets->len; i++)
    if (lt_fx_preset_fits (g_ptr_array_index (self->presets, i), slot))
      return g_ptr_array_index (self->presets, i);
  return NULL;
}

static void
choose (LtFxHead *self, const char *id)
{
  g_free (self->chosen);
  self->chosen = g_strdup (id);
}

static void update_preset (LtFxHead *self, const LtSlot *slot);

static void
on_preset (GSimpleAction *action, GVariant *id, LtFxHead *self)
{
  LtDocument   *document = lt_context_get_document (self->context);
  const LtSlot *slot = slot_now (self);
  const LtFxPreset *preset = find_id (self, g_variant_get_string (id, NULL));

  if (slot == NULL || preset == NULL)
    return;
  g_autofree char *label = g_strdup_printf (_ ("%s: preset “%s”"), _ (slot->type->label), preset->title);
  choose (self, g_variant_get_string (id, NULL));
  lt_document_apply (document, lt_fx_preset_apply (lt_document_get_session (document), self->slot_id, preset), label, NULL);
  slot = slot_now (self); /* two that are alike: nothing changed but the name */
  if (slot != NULL)
    update_preset (self, slot);
}

/* What is set when the name is given, of the slot that the dialog was opened for. */
typedef struct
{
  LtFxHead *head;
  LtId      slot_id;
} Saving;

static void
saving_free (gpointer data)
{
  g_object_unref (((Saving *) data)->head);
  g_free (data);
}

static bool
save (const char *name, gpointer data, GError **error)
{
  Saving       *saving = data;
  LtFxHead     *self = saving->head;
  const LtSlot *slot = lt_session_find_slot (lt_document_get_session (lt_context_get_document (self->context)), saving->slot_id, NULL);

  if (slot == NULL || slot->type == NULL)
    {
      g_set_error_literal (error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND, _ ("The effect is gone; there is nothing to save."));
      return false;
    }
  if (!lt_fx_preset_save (slot, name, error))
    return false;
  if (saving->slot_id == self->slot_id)
    {
      g_autofree char *id = g_strconcat (OWN, name, NULL);

      read_presets (self, slot->type);
      choose (self, id);
      update_preset (self, slot);
    }
  return true;
}

static void
on_save (GSimpleAction *action, GVariant *parameter, LtFxHead *self)
{
  const LtSlot *slot = slot_now (self);
  Saving       *saving = g_new (Saving, 1);

  *saving = (Saving){ g_object_ref (self), self->slot_id };
  if (slot == NULL)
    {
      saving_free (saving);
      return;
    }
  LtPresetShelf shelf = lt_fx_preset_shelf (slot->type);
  lt_preset_dialog_save (GTK_WIDGET (self), self->context, &shelf, save, saving, saving_free);
}

static void
on_manage (GSimpleAction *action, GVariant *parameter, LtFxHead *self)
{
  const LtSlot *slot = slot_now (self);

  if (slot == NULL)
    return;
  LtPresetShelf shelf = lt_fx_preset_shelf (slot->type);
  lt_preset_dialog_manage (GTK_WIDGET (self), &shelf, _ (slot->type->label));
}

static void
on_menu (GtkMenuButton *button, gpointer data)
{
  LtFxHead     *self = data;
  const LtSlot *slot = slot_now (self);

  if (slot == NULL)
    return;
  read_presets (self, slot->type);
  update_preset (self, slot);
}

/* --- sets --- */

static void
on_set (LtSeg *seg, guint index, LtFxHead *self)
{
  lt_fx_sets_switch (self->sets, self->slot_id, index);
}

static void
on_copy (LtFxHead *self)
{
  gboolean is_b = lt_fx_sets_get_current (self->sets, self->slot_id) == 1;

  lt_fx_sets_copy (self->sets, self->slot_id);
  lt_context_toast (self->context, is_b ? _ ("A is now the same as B") : _ ("B is now the same as A"), FALSE);
}

static void
update_sets (LtFxHead *self)
{
  guint current = lt_fx_sets_get_current (self->sets, self->slot_id);

  lt_seg_set_selected (LT_SEG (self->seg), current);
  lt_actions_set_name (self->copy, current == 0 ? _ ("Copy to B") : _ ("Copy to A"));
}

/* --- all --- */

static void
update_preset (LtFxHead *self, const LtSlot *slot)
{
  const LtFxPreset *preset = find_shown (self, slot);
  g_autofree char  *id = preset != NULL ? dup_id (preset) : g_strdup ("");
  g_autofree char  *named = preset != NULL ? g_strdup_printf (_ ("Preset: %s"), preset->title) : NULL;

  gtk_label_set_label (GTK_LABEL (self->name), preset != NULL ? preset->title : _ ("Presets"));
  lt_actions_set_name (self->menu, named != NULL ? named : _ ("Presets"));
  g_simple_action_set_state (self->action, g_variant_new_string (id));
}

static void
update (LtFxHead *self)
{
  const LtSession *session = lt_document_get_session (lt_context_get_document (self->context));
  const LtSlot    *slot = find_slot (self, session);
  double           latency_ms = slot != NULL ? lt_picture_latency_ms (slot, session->rate_hz) : 0.0;
  g_autofree char *latency = g_strdup_printf (_ ("Latency %.1f ms"), latency_ms);

  if (slot != NULL && slot->type != self->type)
    read_presets (self, slot->type);
  gtk_widget_set_visible (self->menu, slot != NULL);
  gtk_widget_set_visible (self->seg, slot != NULL);
  gtk_widget_set_visible (self->copy, slot != NULL);
  gtk_widget_set_visible (self->latency, latency_ms > 0.0);
  gtk_widget_set_hexpand (self->tools, latency_ms <= 0.0); /* one of them keeps the right end */
  gtk_label_set_label (GTK_LABEL (self->latency), latency);
  if (slot == NULL)
    return;
  lt_fx_sets_add (self->sets, self->slot_id);
  update_preset (self, slot);
  update_sets (self);
}

static void
on_document (LtFxHead *self, const LtSession *old, const LtSession *now)
{
  if (old == NULL || now == NULL || old->rate_hz != now->rate_hz || find_slot (self, old) != find_slot (self, now))
    update (self);
}

/* --- the class --- */

static void
lt_fx_head_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lt_fx_head_parent_class)->dispose (object);
}

static void
lt_fx_head_finalize (GObject *object)
{
  LtFxHead *self = LT_FX_HEAD (object);

  g_ptr_array_unref (self->presets);
  g_free (self->chosen);
  g_free (self->told);
  g_object_unref (self->action);
  g_object_unref (self->manage);
  G_OBJECT_CLASS (lt_fx_head_parent_class)->finalize (object);
}

static void
lt_fx_head_class_init (LtFxHeadClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_fx_head_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_fx_head_finalize;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "fxhead");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_actions (LtFxHead *self)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) keep = g_simple_action_new ("save", NULL);

  self->action = g_simple_action_new_stateful ("preset", G_VARIANT_TYPE_STRING, g_variant_new_string (""));
  g_signal_connect (self->action, "change-state", G_CALLBACK (on_preset), self);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->action));
  g_signal_connect (keep, "activate", G_CALLBACK (on_save), self);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (keep));
  self->manage = g_simple_action_new ("manage", NULL);
  g_signal_connect (self->manage, "activate", G_CALLBACK (on_manage), self);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->manage));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "fx-head", G_ACTION_GROUP (group));
}

static void
add_menu (LtFxHead *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  self->name = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->name), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (self->name), NAME_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (self->name), NAME_CHARS);
  gtk_box_append (GTK_BOX (box), self->name);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  self->menu = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->menu), box);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->menu), on_menu, self, NULL);
}

static void
add_sets (LtFxHead *self)
{
  self->seg = lt_seg_new ((const char *const[]) { "A", "B", NULL });
  lt_seg_set_name (LT_SEG (self->seg), _ ("Sets of values to compare"));
  gtk_widget_set_tooltip_text (lt_seg_get_button (LT_SEG (self->seg), 0), _ ("Hear the values of set A"));
  gtk_widget_set_tooltip_text (lt_seg_get_button (LT_SEG (self->seg), 1), _ ("Hear the values of set B"));
  g_signal_connect (self->seg, "picked", G_CALLBACK (on_set), self);
  self->copy = gtk_button_new_from_icon_name ("lathe-swap-symbolic");
  gtk_widget_add_css_class (self->copy, "tool");
  gtk_widget_add_css_class (self->copy, "small");
  gtk_widget_add_css_class (self->copy, "flat");
  g_signal_connect_swapped (self->copy, "clicked", G_CALLBACK (on_copy), self);
}

static void
lt_fx_head_init (LtFxHead *self)
{
  self->presets = g_ptr_array_new ();
}

static void
add_parts (LtFxHead *self)
{
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 8);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Presets and comparison"), -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  add_actions (self);
  add_menu (self);
  add_sets (self);
  self->latency = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->latency, "caption");
  gtk_widget_set_halign (self->latency, GTK_ALIGN_END);
  gtk_widget_set_hexpand (self->latency, TRUE);
  self->tools = lt_fx_tools_new (self->context);
  gtk_widget_set_halign (self->tools, GTK_ALIGN_END);
  for (GtkWidget **w = (GtkWidget *[]) { self->menu, self->seg, self->copy, self->latency, self->tools, NULL }; *w != NULL; w++)
    {
      gtk_widget_set_valign (*w, GTK_ALIGN_CENTER);
      gtk_widget_set_parent (*w, GTK_WIDGET (self));
    }
}

GtkWidget *
lt_fx_head_new (LtContext *context)
{
  LtFxHead *self = g_object_new (LT_TYPE_FX_HEAD, NULL);

  self->context = context;
  add_parts (self);
  self->sets = lt_fx_sets_of (context);
  g_signal_connect_object (self->sets, "changed", G_CALLBACK (update_sets), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (on_document), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}

void
lt_fx_head_set_slot (LtFxHead *self, LtId slot_id)
{
  if (self->slot_id == slot_id)
    return;
  self->slot_id = slot_id;
  lt_fx_tools_set_slot (LT_FX_TOOLS (self->tools), slot_id);
  update (self);
}
