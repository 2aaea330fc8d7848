// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A menu of the strips and sends that may be listened to; those from which the sound would come back are not offered.
// Layer: app.

#include "app/fx/fx-source.h"

#include "app/fx/fx-slot.h"
#include "session/edit-slot.h"

#include <glib/gi18n.h>

#define WIDTH 14 /* characters of a strip's name */

struct _LtFxSource
{
  GtkWidget parent_instance;

  LtFxSlot            slot;
  GtkWidget          *button, *label;
  GSimpleActionGroup *actions;
};

G_DEFINE_FINAL_TYPE (LtFxSource, lt_fx_source, GTK_TYPE_WIDGET)

static const LtSession *
session_of (LtFxSource *self)
{
  return lt_document_get_session (lt_context_get_document (self->slot.context));
}

/* NULL: it listens to what comes in. @send: NULL when it is the strip itself. */
static const LtStrip *
source_of (LtFxSource *self, const LtSlot *slot, const LtSend **send)
{
  int row = lt_fx_slot_find (&self->slot, "key");

  *send = NULL;
  if (slot == NULL || slot->key_id == 0 || (row >= 0 && lt_fx_slot_value (&self->slot, row) < 0.5f))
    return NULL;
  return lt_session_find_key (session_of (self), slot->key_id, send);
}

static char *
dup_name (LtFxSource *self, const LtStrip *from, const LtSend *send)
{
  const LtStrip *to = send != NULL ? lt_session_find_strip (session_of (self), send->to_id) : NULL;

  if (from == NULL)
    return g_strdup (_ ("What comes in"));
  return to != NULL ? g_strdup_printf ("%s → %s", from->name, to->name) : g_strdup (from->name);
}

/* One step of undo: the strip, and the switch that lets it be heard. */
static void
listen_to (LtFxSource *self, LtId key_id, gboolean pre)
{
  const LtSlot *slot = lt_fx_slot_get (&self->slot);
  int           row = lt_fx_slot_find (&self->slot, "key");
  g_autoptr (GError) error = NULL;

  if (slot == NULL)
    return;

  g_autofree char *label = g_strdup_printf (_ ("%s: side-chain"), _ (slot->type->label));
  g_autoptr (LtSession) keyed = lt_edit_slot_key (session_of (self), self->slot.slot_id, key_id, pre, &error);
  if (keyed == NULL)
    lt_context_toast (self->slot.context, error->message, FALSE);
  else
    lt_document_apply (lt_context_get_document (self->slot.context),
                       key_id != 0 && row >= 0 ? lt_edit_slot_value (keyed, self->slot.slot_id, (uint32_t) row, 1.0f) : lt_session_ref (keyed),
                       label, NULL);
}

static void
on_from (GSimpleAction *action, GVariant *parameter, LtFxSource *self)
{
  const LtSlot *slot = lt_fx_slot_get (&self->slot);

  listen_to (self, g_variant_get_uint64 (parameter), slot != NULL && slot->key_pre);
}

static void
on_pre (GSimpleAction *action, GVariant *parameter, LtFxSource *self)
{
  const LtSlot *slot = lt_fx_slot_get (&self->slot);

  if (slot != NULL)
    listen_to (self, slot->key_id, !slot->key_pre);
}

/* --- the menu, made when it opens --- */

static void
append (GMenu *menu, const char *label, LtId id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (NULL, NULL);

  g_menu_item_set_label (item, label);
  g_menu_item_set_action_and_target_value (item, "key.from", g_variant_new_uint64 (id));
  g_menu_append_item (menu, item);
}

static void
make_menu (GtkMenuButton *button, gpointer data)
{
  LtFxSource         *self = data;
  const LtSession *session = session_of (self);
  const LtStrip   *own = NULL;
  const LtSlot    *slot = session != NULL ? lt_session_find_slot (session, self->slot.slot_id, &own) : NULL;
  const LtSend    *send;
  g_autoptr (GMenu) menu = g_menu_new (), strips = g_menu_new (), sends = g_menu_new (), where = g_menu_new ();

  append (strips, _ ("What comes in"), 0);
  for (uint32_t i = 0; slot != NULL && i < lt_session_n_strips (session); i++)
    {
      const LtStrip *strip = lt_session_get_strip (session, i);

      if (strip == own || strip->kind == LT_STRIP_VCA || lt_session_would_loop (session, strip->id, own->id))
        continue;
      append (strips, strip->name, strip->id);
      for (guint k = 0; k < strip->sends->len; k++)
        {
          const LtSend    *way = g_ptr_array_index (strip->sends, k);
          g_autofree char *name = dup_name (self, strip, way);

          append (sends, name, way->id);
        }
    }
  g_menu_append_section (menu, _ ("Side-chain"), G_MENU_MODEL (strips));
  if (g_menu_model_get_n_items (G_MENU_MODEL (sends)) > 0)
    g_menu_append_section (menu, _ ("Sends"), G_MENU_MODEL (sends));
  if (source_of (self, slot, &send) != NULL && send == NULL) /* a send is taken where it is */
    g_menu_append (where, _ ("Taken before its fader"), "key.pre");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (where));
  gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (G_MENU_MODEL (menu)));
}

void
lt_fx_source_update (LtFxSource *self)
{
  const LtSlot  *slot = lt_fx_slot_get (&self->slot);
  const LtSend  *send;
  const LtStrip *from = source_of (self, slot, &send);
  g_autofree char *name = dup_name (self, from, send);
  g_autofree char *words = g_strdup_printf (_ ("Side-chain: %s"), name);
  GAction *from_action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "from");
  GAction *pre_action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "pre");

  gtk_label_set_label (GTK_LABEL (self->label), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_simple_action_set_state (G_SIMPLE_ACTION (from_action), g_variant_new_uint64 (from != NULL ? slot->key_id : 0));
  g_simple_action_set_state (G_SIMPLE_ACTION (pre_action), g_variant_new_boolean (slot != NULL && slot->key_pre));
}

static void
lt_fx_source_dispose (GObject *object)
{
  LtFxSource *self = LT_FX_SOURCE (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (lt_fx_source_parent_class)->dispose (object);
}

static void
lt_fx_source_finalize (GObject *object)
{
  lt_fx_slot_clear (&LT_FX_SOURCE (object)->slot);
  G_OBJECT_CLASS (lt_fx_source_parent_class)->finalize (object);
}

static void
lt_fx_source_class_init (LtFxSourceClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_fx_source_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_fx_source_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "fxsource");
}

static void
add_action (LtFxSource *self, const char *name, const GVariantType *type, GVariant *state, GCallback callback)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new_stateful (name, type, state);

  g_signal_connect (action, "activate", callback, self);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
}

static void
lt_fx_source_init (LtFxSource *self)
{
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *arrow = gtk_image_new_from_icon_name ("pan-down-symbolic");

  self->actions = g_simple_action_group_new ();
  add_action (self, "from", G_VARIANT_TYPE_UINT64, g_variant_new_uint64 (0), G_CALLBACK (on_from));
  add_action (self, "pre", NULL, g_variant_new_boolean (FALSE), G_CALLBACK (on_pre));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "key", G_ACTION_GROUP (self->actions));

  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->label), WIDTH);
  gtk_box_append (GTK_BOX (inside), self->label);
  gtk_box_append (GTK_BOX (inside), arrow);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), inside);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), make_menu, self, NULL);
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

GtkWidget *
lt_fx_source_new (LtContext *context, LtId slot_id)
{
  LtFxSource *self = g_object_new (LT_TYPE_FX_SOURCE, NULL);

  lt_fx_slot_init (&self->slot, context, slot_id);
  if (lt_fx_slot_is_of_clip (context, slot_id))
    {
      gtk_widget_set_sensitive (self->button, FALSE);
      gtk_widget_set_tooltip_text (GTK_WIDGET (self), _ ("An effect of a clip hears the clip alone; for a side-chain put it on the track"));
    }
  lt_fx_source_update (self);
  return GTK_WIDGET (self);
}
