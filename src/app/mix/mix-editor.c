// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The body is made anew for each effect; its header follows the session.
// Layer: app.

#include "app/mix/mix-editor.h"

#include "app/fx/fx-editor.h"
#include "app/fx/fx-head.h"
#include "app/mix/mix-edit.h"
#include "app/mix/mix-float.h"
#include "app/mix/strip-facts.h"
#include "app/shell/actions.h"
#include "app/shell/settings.h"
#include "app/widgets/palette.h"
#include "session/edit-slot.h"

#include <glib/gi18n.h>

struct _LtMixEditor
{
  GtkWidget parent_instance;

  LtContext *context;
  LtId       slot_id; /* whose controls the body has; 0: none */
  gboolean   is_open, is_low;

  GtkWidget *header, *power, *chip, *strip, *arrow, *effect, *empty, *head, *open, *fold, *body;
};

G_DEFINE_FINAL_TYPE (LtMixEditor, lt_mix_editor, GTK_TYPE_WIDGET)

static LtId
picked_slot (LtMixEditor *self)
{
  return lt_selection_get_slot (lt_context_get_selection (self->context));
}

static const LtSlot *
find_slot (LtMixEditor *self, const LtStrip **strip)
{
  const LtSession *session = lt_mix_edit_get_session (self->context);

  return session != NULL ? lt_session_find_slot (session, picked_slot (self), strip) : NULL;
}

static void
on_power (LtMixEditor *self)
{
  gboolean bypass = !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->power));

  lt_mix_edit_bypass (self->context, picked_slot (self), bypass);
}

static void
on_open (LtMixEditor *self)
{
  lt_mix_float_present (self->context, picked_slot (self), GTK_WIDGET (self));
}

static void
update_header (LtMixEditor *self, const LtSlot *slot, const LtStrip *strip)
{
  GtkWidget *parts[] = { self->power, self->chip, self->strip, self->arrow, self->effect };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_widget_set_visible (parts[i], slot != NULL);
  gtk_widget_set_visible (self->empty, slot == NULL);
  lt_fx_head_set_slot (LT_FX_HEAD (self->head), slot != NULL ? slot->id : 0);
  gtk_widget_set_visible (self->open, slot != NULL && (self->is_low || !self->is_open));
  gtk_widget_set_visible (self->fold, slot != NULL && !self->is_low);
  gtk_button_set_icon_name (GTK_BUTTON (self->fold), self->is_open ? "pan-down-symbolic" : "pan-up-symbolic");
  if (slot == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (self->strip), strip->kind == LT_STRIP_MIX ? _ ("Mix bus") : strip->name);
  gtk_label_set_label (GTK_LABEL (self->effect), lt_strip_facts_get_slot_name (slot));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->power), !slot->bypass);
  lt_palette_set_track_class (self->chip, strip->colour);
}

static void
update_body (LtMixEditor *self, const LtSlot *slot)
{
  LtId wanted = slot != NULL && self->is_open && !self->is_low ? slot->id : 0;

  gtk_widget_set_visible (self->body, wanted != 0);
  if (wanted == self->slot_id)
    return;
  self->slot_id = wanted;
  for (GtkWidget *child; (child = gtk_widget_get_first_child (self->body)) != NULL;)
    gtk_box_remove (GTK_BOX (self->body), child);
  if (wanted == 0)
    return;
  GtkWidget *editor = lt_fx_editor_new (self->context, wanted);
  gtk_widget_set_vexpand (editor, TRUE);
  gtk_box_append (GTK_BOX (self->body), editor);
}

void
lt_mix_editor_prepend (LtMixEditor *self, GtkWidget *widget)
{
  gtk_box_prepend (GTK_BOX (self->header), widget);
}

void
lt_mix_editor_update (LtMixEditor *self)
{
  const LtStrip *strip = NULL;
  const LtSlot  *slot = find_slot (self, &strip);

  if (slot != NULL && strip->kind == LT_STRIP_MASTER) /* is shown where the master is */
    slot = NULL;
  update_header (self, slot, strip);
  update_body (self, slot);
}

void
lt_mix_editor_set_is_low (LtMixEditor *self, gboolean is_low)
{
  if (self->is_low == is_low)
    return;
  self->is_low = is_low;
  lt_mix_editor_update (self);
}

static void
on_setting (LtMixEditor *self)
{
  self->is_open = g_settings_get_boolean (lt_settings_get (), "bottom-pane");
  lt_mix_editor_update (self);
}

/* --- the class --- */

static void
lt_mix_editor_dispose (GObject *object)
{
  LtMixEditor *self = LT_MIX_EDITOR (object);
  GtkWidget   *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lt_mix_editor_parent_class)->dispose (object);
}

static void
lt_mix_editor_class_init (LtMixEditorClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_mix_editor_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "mixeditor");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
new_label (const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, class);
  return label;
}

static void
add_header (LtMixEditor *self)
{
  self->header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->power = gtk_toggle_button_new ();
  self->chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->strip = new_label (NULL, "heading");
  self->arrow = new_label ("›", "dim");
  self->effect = new_label (NULL, "heading");
  self->empty = new_label (_ ("Choose an effect of a strip to see its controls here"), "dim");
  self->head = lt_fx_head_new (self->context);
  self->open = gtk_button_new_with_label (_ ("Open editor"));
  self->fold = gtk_button_new_from_icon_name ("pan-down-symbolic");
  gtk_widget_add_css_class (self->header, "header");
  gtk_widget_add_css_class (self->chip, "chip");
  gtk_widget_add_css_class (self->power, "tool");
  gtk_widget_add_css_class (self->fold, "tool");
  gtk_widget_add_css_class (self->power, "small");
  gtk_widget_add_css_class (self->fold, "small");
  gtk_widget_add_css_class (self->open, "small");
  gtk_label_set_ellipsize (GTK_LABEL (self->strip), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (self->empty), PANGO_ELLIPSIZE_END);
  gtk_button_set_icon_name (GTK_BUTTON (self->power), "lathe-power-symbolic");
  lt_actions_set_name (self->power, _ ("Effect on"));
  lt_actions_set_name (self->open, _ ("Open the editor in a window of its own"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->fold), "win.bottom-pane");
  lt_actions_set_tooltip (self->fold, "win.bottom-pane");
  gtk_widget_set_valign (self->chip, GTK_ALIGN_CENTER);
  GtkWidget *row[] = { self->power, self->chip, self->strip, self->arrow, self->effect, self->empty, self->head, self->open, self->fold };
  for (gsize i = 0; i < G_N_ELEMENTS (row); i++)
    {
      if (GTK_IS_BUTTON (row[i]))
        gtk_widget_set_valign (row[i], GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (self->header), row[i]);
    }
  gtk_widget_set_parent (self->header, GTK_WIDGET (self));
  g_signal_connect_swapped (self->power, "clicked", G_CALLBACK (on_power), self);
  g_signal_connect_swapped (self->open, "clicked", G_CALLBACK (on_open), self);
}

static void
lt_mix_editor_init (LtMixEditor *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->is_open = TRUE;
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_size_request (self->body, -1, 243);
}

GtkWidget *
lt_mix_editor_new (LtContext *context)
{
  LtMixEditor *self = g_object_new (LT_TYPE_MIX_EDITOR, NULL);
  GSettings   *settings = lt_settings_get ();

  self->context = g_object_ref (context);
  add_header (self);
  gtk_widget_set_parent (self->body, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Effect editor"), -1);
  if (settings != NULL)
    {
      g_signal_connect_object (settings, "changed::bottom-pane", G_CALLBACK (on_setting), self, G_CONNECT_SWAPPED);
      on_setting (self);
    }
  lt_mix_editor_update (self);
  return GTK_WIDGET (self);
}
