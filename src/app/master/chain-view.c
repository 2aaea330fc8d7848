// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Cards are kept by slot; only what is new is made.
// Layer: app.

#include "app/master/chain-view.h"

#include "app/fx/fx-editor.h"
#include "app/fx/fx-head.h"
#include "app/master/dither-card.h"
#include "app/master/module-card.h"
#include "app/shell/monitor-actions.h"
#include "app/shell/preset-dialog.h"
#include "session/edit-slot.h"
#include "studio/chain-preset.h"

#include <glib/gi18n.h>

#define LT_TYPE_CHAIN_VIEW (lt_chain_view_get_type ())
G_DECLARE_FINAL_TYPE (LtChainView, lt_chain_view, LT, CHAIN_VIEW, GtkWidget)

#define CARD_PX 196 /* of a few in a row */

struct _LtChainView
{
  GtkWidget parent_instance;

  LtContext *context;
  gulong     frame;
  LtId       open_id; /* shown in the editor; 0: none */

  GtkWidget *box, *cards, *add, *presets, *editor_bin, *editor_name, *editor_head, *editor_power, *editor, *dither;
};

G_DEFINE_FINAL_TYPE (LtChainView, lt_chain_view, GTK_TYPE_WIDGET)

static const LtSession *
session_of (LtChainView *self)
{
  return lt_document_get_session (lt_context_get_document (self->context));
}

static LtModuleCard *
card_at (LtChainView *self, guint index)
{
  GtkWidget *child = gtk_widget_get_first_child (self->cards);

  while (child != NULL && index-- > 0)
    child = gtk_widget_get_next_sibling (child);
  return LT_IS_MODULE_CARD (child) ? LT_MODULE_CARD (child) : NULL;
}

/* --- the editor --- */

/* One effect is always open: there is none to choose from. */
static GtkWidget *
build_hint (void)
{
  GtkWidget *label = gtk_label_new (_ ("The chain is empty. Add an effect with +, or a whole chain from the menu below it."));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, "dim");
  return label;
}

static void
show_editor (LtChainView *self)
{
  const LtSession *session = session_of (self);
  const LtSlot    *slot = session != NULL && self->open_id != 0 ? lt_strip_find_slot (session->master, self->open_id) : NULL;

  if (self->editor != NULL)
    gtk_box_remove (GTK_BOX (self->editor_bin), self->editor);
  self->editor = slot != NULL ? lt_fx_editor_new (self->context, self->open_id) : build_hint ();
  gtk_widget_set_vexpand (self->editor, TRUE);
  gtk_box_append (GTK_BOX (self->editor_bin), self->editor);
}

static void
update_editor_head (LtChainView *self)
{
  const LtSession *session = session_of (self);
  const LtSlot    *slot = session != NULL && self->open_id != 0 ? lt_strip_find_slot (session->master, self->open_id) : NULL;

  gtk_label_set_label (GTK_LABEL (self->editor_name), slot == NULL ? "" : (slot->type != NULL ? _ (slot->type->label) : slot->effect));
  lt_fx_head_set_slot (LT_FX_HEAD (self->editor_head), slot != NULL ? slot->id : 0);
  gtk_widget_set_visible (self->editor_power, slot != NULL);
  if (slot != NULL)
    (slot->bypass ? gtk_widget_remove_css_class : gtk_widget_add_css_class) (self->editor_power, "lit");
}

static void
open_slot (LtChainView *self, LtId slot_id)
{
  if (self->open_id == slot_id && self->editor != NULL)
    return;
  self->open_id = slot_id;
  show_editor (self);
}

/* --- the cards --- */

static void update (LtChainView *self);

static void
on_card (LtModuleCard *card, LtChainView *self)
{
  open_slot (self, lt_module_card_get_slot (card));
  update (self);
}

static GtkWidget *
find_card (LtChainView *self, LtId slot_id)
{
  guint i = 0;

  for (LtModuleCard *card = card_at (self, 0); card != NULL; card = card_at (self, ++i))
    if (lt_module_card_get_slot (card) == slot_id)
      return GTK_WIDGET (card);
  return NULL;
}

static GtkWidget *
make_card (LtChainView *self, LtId slot_id, GtkWidget *before)
{
  GtkWidget *card = lt_module_card_new (self->context, slot_id);

  gtk_widget_set_hexpand (card, TRUE);
  g_signal_connect (card, "clicked", G_CALLBACK (on_card), self);
  gtk_box_insert_child_after (GTK_BOX (self->cards), card, before);
  return card;
}

static void
update_cards (LtChainView *self, const GPtrArray *slots)
{
  for (guint i = 0; i < slots->len; i++)
    {
      const LtSlot *slot = g_ptr_array_index (slots, i);
      GtkWidget    *card = find_card (self, slot->id), *before = i > 0 ? GTK_WIDGET (card_at (self, i - 1)) : NULL;

      if (card == NULL)
        card = make_card (self, slot->id, before);
      else
        gtk_box_reorder_child_after (GTK_BOX (self->cards), card, before); /* the same one: it may have the focus */
      lt_module_card_update (LT_MODULE_CARD (card), i + 1, slots->len, slot->id == self->open_id);
    }
  while (card_at (self, slots->len) != NULL)
    gtk_box_remove (GTK_BOX (self->cards), GTK_WIDGET (card_at (self, slots->len)));
  gtk_widget_set_halign (self->dither, slots->len > 0 ? GTK_ALIGN_FILL : GTK_ALIGN_START); /* alone it is no larger than a card */
  gtk_widget_set_size_request (self->dither, slots->len > 0 ? -1 : CARD_PX, -1);
}

/* What is open stays open; when it is gone, its neighbour. */
static void
update (LtChainView *self)
{
  const LtSession *session = session_of (self);

  if (session == NULL)
    return;
  if (self->open_id == 0 || lt_strip_find_slot (session->master, self->open_id) == NULL)
    {
      const LtSlot *last = session->master->slots->len > 0 ? g_ptr_array_index (session->master->slots, session->master->slots->len - 1) : NULL;

      for (guint i = 0; i < session->master->slots->len; i++)
        if (g_strcmp0 (((const LtSlot *) g_ptr_array_index (session->master->slots, i))->effect, "limit") == 0)
          last = g_ptr_array_index (session->master->slots, i);
      self->open_id = last != NULL ? last->id : 0;
      show_editor (self);
    }
  update_cards (self, session->master->slots);
  update_editor_head (self);
}

/* The one slot that @now has more, whoever added it; 0: none, or several. */
static LtId
added_slot (const LtSession *old, const LtSession *now)
{
  const GPtrArray *slots = now->master->slots;

  if (old == NULL || slots->len != old->master->slots->len + 1)
    return 0;
  for (guint i = 0; i < slots->len; i++)
    if (lt_strip_find_slot (old->master, ((const LtSlot *) g_ptr_array_index (slots, i))->id) == NULL)
      return ((const LtSlot *) g_ptr_array_index (slots, i))->id;
  return 0;
}

static void
on_document (LtChainView *self, const LtSession *old, const LtSession *now)
{
  if (now == NULL || (old != NULL && old->master == now->master))
    return;
  if (added_slot (old, now) != 0)
    open_slot (self, added_slot (old, now));
  update (self);
}

void
lt_chain_view_toggle_alone (GtkWidget *widget)
{
  LtChainView  *self = LT_CHAIN_VIEW (widget);
  GtkWidget    *focus = gtk_root_get_focus (gtk_widget_get_root (widget)), *card = NULL;
  GActionGroup *monitor = lt_monitor_actions_get (self->context);

  if (focus != NULL && gtk_widget_is_ancestor (focus, self->cards))
    card = gtk_widget_get_ancestor (focus, LT_TYPE_MODULE_CARD);
  if (card != NULL)
    lt_module_card_toggle_alone (LT_MODULE_CARD (card));
  else if (self->open_id != 0)
    g_action_group_change_action_state (monitor, "alone", g_variant_new_uint64 (lt_live_get_alone (lt_context_get_live (self->context)) == self->open_id ? 0 : self->open_id));
}

static void
on_frame (LtContext *context, double seconds, LtChainView *self)
{
  LtModuleCard *card;

  for (guint i = 0; (card = card_at (self, i)) != NULL; i++)
    lt_module_card_frame (card);
}

/* --- adding --- */

static void
on_add (GtkButton *button, LtChainView *self)
{
  const LtFxType  *type = g_object_get_data (G_OBJECT (button), "type");
  const LtSession *session = session_of (self);
  LtId             id;
  g_autofree char *label = g_strdup_printf (_ ("Add %s"), _ (type->label));
  LtSession       *next = lt_edit_slot_add (session, session->master->id, type, -1, NULL, &id);

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->add));
  self->open_id = id;
  lt_document_apply (lt_context_get_document (self->context), next, label, NULL);
  show_editor (self);
  update (self);
}

static GtkWidget *
add_popover (LtChainView *self)
{
  GtkWidget *popover = gtk_popover_new (), *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (const LtFxType *const *type = lt_fx_types; *type != NULL; type++)
    {
      if (g_strcmp0 ((*type)->key, "dither") == 0)
        continue; /* each file gets its own, behind its rate: the last card */

      GtkWidget *button = gtk_button_new_with_label (_ ((*type)->label));

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_tooltip_text (button, (*type)->help != NULL ? _ ((*type)->help) : NULL);
      g_object_set_data (G_OBJECT (button), "type", (gpointer) *type);
      g_signal_connect (button, "clicked", G_CALLBACK (on_add), self);
      gtk_box_append (GTK_BOX (list), button);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), list);
  return popover;
}

static void
on_preset (GtkButton *button, LtChainView *self)
{
  const char *name = g_object_get_data (G_OBJECT (button), "preset");
  bool        own = g_object_get_data (G_OBJECT (button), "own") != NULL;
  g_autoptr (GError) error = NULL;
  const LtSession *session = session_of (self);
  LtSession *next = lt_chain_preset_apply (session, session->master->id, &lt_chain_preset_master, name, own, &error);
  g_autofree char *label = g_strdup_printf (_ ("Chain “%s”"), gtk_button_get_label (button));

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->presets));
  if (next == NULL)
    {
      lt_context_toast (self->context, error->message, FALSE);
      return;
    }
  lt_document_apply (lt_context_get_document (self->context), next, label, NULL);
  lt_context_toast (self->context, label, TRUE);
}

static bool
save_chain (const char *name, gpointer data, GError **error)
{
  const LtSession *session = lt_document_get_session (lt_context_get_document (data));

  if (session != NULL)
    return lt_chain_preset_save (session->master, &lt_chain_preset_master, name, error);
  g_set_error_literal (error, LT_SESSION_ERROR, LT_SESSION_ERROR_NOT_FOUND, _ ("The session is closed; there is nothing to save."));
  return false;
}

static void
on_save (LtChainView *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->presets));
  lt_preset_dialog_save (GTK_WIDGET (self), self->context, &lt_chain_preset_master, save_chain, g_object_ref (self->context), g_object_unref);
}

static void
on_manage (LtChainView *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->presets));
  lt_preset_dialog_manage (GTK_WIDGET (self), &lt_chain_preset_master, _ ("Master"));
}

static GtkWidget *
append_button (GtkWidget *list, const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_box_append (GTK_BOX (list), button);
  return button;
}

static void
append_preset (LtChainView *self, GtkWidget *list, const char *name, const char *title, bool own)
{
  GtkWidget *row = append_button (list, title);

  g_object_set_data_full (G_OBJECT (row), "preset", g_strdup (name), g_free);
  g_object_set_data (G_OBJECT (row), "own", GINT_TO_POINTER (own));
  g_signal_connect (row, "clicked", G_CALLBACK (on_preset), self);
  if (!own)
    {
      g_autofree char *help = lt_chain_preset_dup_text (&lt_chain_preset_master, name, "help");

      gtk_widget_set_tooltip_text (row, help);
    }
}

/* Whenever it opens: the user may have saved one. */
static void
make_presets (GtkMenuButton *button, gpointer data)
{
  LtChainView   *self = data;
  GtkWidget     *popover = gtk_popover_new (), *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_auto (GStrv) names = lt_chain_preset_list (&lt_chain_preset_master);
  g_auto (GStrv) own = lt_preset_shelf_list (&lt_chain_preset_master, NULL);

  for (char **name = names; *name != NULL; name++)
    {
      g_autofree char *title = lt_chain_preset_dup_text (&lt_chain_preset_master, *name, "name");

      append_preset (self, list, *name, title != NULL ? title : *name, false);
    }
  if (own[0] != NULL)
    gtk_box_append (GTK_BOX (list), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  for (char **name = own; *name != NULL; name++)
    append_preset (self, list, *name, *name, true);
  gtk_box_append (GTK_BOX (list), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  g_signal_connect_swapped (append_button (list, _ ("Save preset…")), "clicked", G_CALLBACK (on_save), self);
  if (own[0] != NULL)
    g_signal_connect_swapped (append_button (list, _ ("Manage…")), "clicked", G_CALLBACK (on_manage), self);
  gtk_popover_set_child (GTK_POPOVER (popover), list);
  gtk_menu_button_set_popover (button, popover);
}

static void
on_power (LtChainView *self)
{
  const LtSession *session = session_of (self);
  const LtSlot    *slot = lt_strip_find_slot (session->master, self->open_id);

  if (slot != NULL)
    lt_document_apply (lt_context_get_document (self->context), lt_edit_slot_bypass (session, slot->id, !slot->bypass),
                       slot->bypass ? _ ("Switch effect on") : _ ("Bypass effect"), NULL);
}

/* --- the class --- */

static void
lt_chain_view_map (GtkWidget *widget)
{
  LtChainView *self = LT_CHAIN_VIEW (widget);

  GTK_WIDGET_CLASS (lt_chain_view_parent_class)->map (widget);
  lt_dither_card_update (LT_DITHER_CARD (self->dither));
  self->frame = g_signal_connect (self->context, "frame", G_CALLBACK (on_frame), self);
}

static void
lt_chain_view_unmap (GtkWidget *widget)
{
  g_clear_signal_handler (&LT_CHAIN_VIEW (widget)->frame, LT_CHAIN_VIEW (widget)->context);
  GTK_WIDGET_CLASS (lt_chain_view_parent_class)->unmap (widget);
}

static void
lt_chain_view_dispose (GObject *object)
{
  g_clear_pointer (&LT_CHAIN_VIEW (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (lt_chain_view_parent_class)->dispose (object);
}

static void
lt_chain_view_class_init (LtChainViewClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_chain_view_dispose;
  widget->map = lt_chain_view_map;
  widget->unmap = lt_chain_view_unmap;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget, "chainview");
}

static void
lt_chain_view_init (LtChainView *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static GtkWidget *
menu_button (const char *icon, const char *name)
{
  GtkWidget *button = gtk_menu_button_new ();

  if (icon != NULL)
    gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), icon);
  else
    gtk_menu_button_set_label (GTK_MENU_BUTTON (button), name);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (button)), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static GtkWidget *
build_editor (LtChainView *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->editor_bin = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->editor_bin, "panel");
  gtk_widget_set_vexpand (self->editor_bin, TRUE);
  gtk_widget_set_size_request (self->editor_bin, -1, 270);
  self->editor_power = gtk_button_new_from_icon_name ("lathe-power-symbolic");
  gtk_widget_add_css_class (self->editor_power, "tool");
  gtk_widget_set_tooltip_text (self->editor_power, _ ("Bypass this effect"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor_power), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Bypass this effect"), -1);
  g_signal_connect_swapped (self->editor_power, "clicked", G_CALLBACK (on_power), self);
  self->editor_name = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->editor_name, "heading");
  gtk_label_set_ellipsize (GTK_LABEL (self->editor_name), PANGO_ELLIPSIZE_END);
  self->editor_head = lt_fx_head_new (self->context);
  gtk_widget_add_css_class (head, "editor-head");
  gtk_box_append (GTK_BOX (head), self->editor_power);
  gtk_box_append (GTK_BOX (head), self->editor_name);
  gtk_box_append (GTK_BOX (head), self->editor_head);
  gtk_box_append (GTK_BOX (self->editor_bin), head);
  return self->editor_bin;
}

GtkWidget *
lt_chain_view_new (LtContext *context)
{
  LtChainView *self = g_object_new (LT_TYPE_CHAIN_VIEW, NULL);
  GtkWidget   *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *scroll = gtk_scrolled_window_new (), *ends = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->context = context;
  self->cards = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_set_homogeneous (GTK_BOX (self->cards), TRUE);
  self->dither = lt_dither_card_new (context);
  gtk_widget_set_hexpand (self->dither, TRUE);
  gtk_box_append (GTK_BOX (self->cards), self->dither);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), self->cards);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroll), TRUE);
  gtk_widget_set_hexpand (scroll, TRUE);
  self->add = menu_button ("list-add-symbolic", _ ("Add an effect"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->add), add_popover (self));
  self->presets = menu_button ("view-more-symbolic", _ ("Chains to start from"));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->presets), make_presets, self, NULL);
  gtk_widget_set_vexpand (self->add, TRUE);
  gtk_box_append (GTK_BOX (ends), self->add);
  gtk_box_append (GTK_BOX (ends), self->presets);
  gtk_box_append (GTK_BOX (row), scroll);
  gtk_box_append (GTK_BOX (row), ends);

  gtk_widget_set_vexpand (row, FALSE); /* its button's wish to fill the row ends here */
  gtk_box_append (GTK_BOX (self->box), row);
  gtk_box_append (GTK_BOX (self->box), build_editor (self));
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (on_document), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_monitor_actions_get (context), "action-state-changed::alone", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_monitor_actions_get (context), "action-state-changed::word", G_CALLBACK (lt_dither_card_update), self->dither, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
