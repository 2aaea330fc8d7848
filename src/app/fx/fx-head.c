// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Presets are read once for a type of effect; which of them it is, is asked of the values after each change.
// Layer: app.

#include "app/fx/fx-head.h"

#include "app/fx/fx-sets.h"
#include "app/shell/actions.h"
#include "app/widgets/seg.h"
#include "session/edit-slot.h"
#include "studio/fx-preset.h"
#include "studio/picture.h"

#include <glib/gi18n.h>

/* Always the same, so that A and B stay under the pointer when the name changes. */
#define NAME_CHARS 18

typedef struct
{
  char *name, *title;
  float values[LT_FX_MAX_PARAMS];
} Preset;

struct _LtFxHead
{
  GtkWidget parent_instance;

  LtContext      *context;
  LtFxSets       *sets; /* of the context */
  LtId            slot_id;
  const LtFxType *type;    /* whose presets these are; NULL: none */
  GPtrArray      *presets; /* of Preset, in the order of the menu */
  GSimpleAction  *action;  /* "preset": its state is the name, "" for none */

  GtkWidget *menu, *name, *seg, *copy, *latency;
};

G_DEFINE_FINAL_TYPE (LtFxHead, lt_fx_head, GTK_TYPE_WIDGET)

static void
preset_free (gpointer data)
{
  Preset *preset = data;

  g_free (preset->name);
  g_free (preset->title);
  g_free (preset);
}

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

static void
read_presets (LtFxHead *self, const LtFxType *type)
{
  g_auto (GStrv) names = lt_fx_preset_list (type);
  g_autoptr (GMenu) menu = g_menu_new ();

  self->type = type;
  g_ptr_array_set_size (self->presets, 0);
  for (char **name = names; *name != NULL; name++)
    {
      Preset *preset = g_new0 (Preset, 1);

      if (!lt_fx_preset_load (type, *name, preset->values, NULL))
        {
          g_free (preset);
          continue;
        }
      preset->name = g_strdup (*name);
      preset->title = lt_fx_preset_dup_title (type, *name);
      g_ptr_array_add (self->presets, preset);

      g_autoptr (GMenuItem) item = g_menu_item_new (preset->title, NULL);
      g_menu_item_set_action_and_target (item, "fx-head.preset", "s", preset->name);
      g_menu_append_item (menu, item);
    }
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu), G_MENU_MODEL (menu));
}

static const Preset *
find_named (LtFxHead *self, const char *name)
{
  for (guint i = 0; i < self->presets->len; i++)
    if (g_strcmp0 (((const Preset *) g_ptr_array_index (self->presets, i))->name, name) == 0)
      return g_ptr_array_index (self->presets, i);
  return NULL;
}

static gboolean
is_it (const Preset *preset, const LtSlot *slot)
{
  for (uint32_t i = 0; i < slot->type->n_params; i++)
    if (preset->values[i] != slot->values[i])
      return FALSE;
  return TRUE;
}

static const Preset *
find_shown (LtFxHead *self, const LtSlot *slot)
{
  for (guint i = 0; i < self->presets->len; i++)
    if (is_it (g_ptr_array_index (self->presets, i), slot))
      return g_ptr_array_index (self->presets, i);
  return NULL;
}

static void
on_preset (GSimpleAction *action, GVariant *name, LtFxHead *self)
{
  LtDocument   *document = lt_context_get_document (self->context);
  const LtSlot *slot = slot_now (self);
  const Preset *preset = find_named (self, g_variant_get_string (name, NULL));

  if (slot == NULL || preset == NULL)
    return;
  g_autofree char *label = g_strdup_printf (_ ("%s: preset “%s”"), _ (slot->type->label), preset->title);
  lt_document_apply (document, lt_edit_slot_values (lt_document_get_session (document), self->slot_id, preset->values), label, NULL);
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
  const Preset    *preset = find_shown (self, slot);
  g_autofree char *named = preset != NULL ? g_strdup_printf (_ ("Preset: %s"), preset->title) : NULL;

  gtk_label_set_label (GTK_LABEL (self->name), preset != NULL ? preset->title : _ ("Presets"));
  lt_actions_set_name (self->menu, named != NULL ? named : _ ("Presets"));
  g_simple_action_set_state (self->action, g_variant_new_string (preset != NULL ? preset->name : ""));
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
  gtk_widget_set_visible (self->menu, slot != NULL && self->presets->len > 0);
  gtk_widget_set_visible (self->seg, slot != NULL);
  gtk_widget_set_visible (self->copy, slot != NULL);
  gtk_widget_set_visible (self->latency, latency_ms > 0.0);
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
  g_object_unref (self->action);
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
add_menu (LtFxHead *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  self->action = g_simple_action_new_stateful ("preset", G_VARIANT_TYPE_STRING, g_variant_new_string (""));
  g_signal_connect (self->action, "change-state", G_CALLBACK (on_preset), self);
  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (self->action));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "fx-head", G_ACTION_GROUP (group));

  self->name = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->name), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (self->name), NAME_CHARS);
  gtk_label_set_max_width_chars (GTK_LABEL (self->name), NAME_CHARS);
  gtk_box_append (GTK_BOX (box), self->name);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  self->menu = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->menu), box);
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
  self->presets = g_ptr_array_new_with_free_func (preset_free);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 8);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Presets and comparison"), -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  add_menu (self);
  add_sets (self);
  self->latency = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->latency, "caption");
  gtk_widget_set_halign (self->latency, GTK_ALIGN_END);
  gtk_widget_set_hexpand (self->latency, TRUE);
  for (GtkWidget **w = (GtkWidget *[]) { self->menu, self->seg, self->copy, self->latency, NULL }; *w != NULL; w++)
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
  update (self);
}
