// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A label and an entry, one behind the other.
// Layer: app/widgets.

#include "app/widgets/name-stack.h"

struct _LtNameStack
{
  GtkWidget parent_instance;

  GtkWidget *stack, *label, *entry;
};

G_DEFINE_FINAL_TYPE (LtNameStack, lt_name_stack, GTK_TYPE_WIDGET)

static guint renamed_signal;

static void
end (LtNameStack *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_LIST_BOX_ROW);

  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->label);
  if (row != NULL)
    gtk_widget_grab_focus (row);
}

static void
on_activate (LtNameStack *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  end (self);
  if (*name != '\0')
    g_signal_emit (self, renamed_signal, 0, name);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtNameStack *self)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  end (self);
  return GDK_EVENT_STOP;
}

void
lt_name_stack_begin (LtNameStack *self, const char *name)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), name);
  gtk_stack_set_visible_child (GTK_STACK (self->stack), self->entry);
  gtk_widget_grab_focus (self->entry);
}

gboolean
lt_name_stack_is_typed (LtNameStack *self)
{
  return gtk_stack_get_visible_child (GTK_STACK (self->stack)) == self->entry;
}

static void
lt_name_stack_dispose (GObject *object)
{
  g_clear_pointer (&LT_NAME_STACK (object)->stack, gtk_widget_unparent);
  G_OBJECT_CLASS (lt_name_stack_parent_class)->dispose (object);
}

static void
lt_name_stack_class_init (LtNameStackClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_name_stack_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  renamed_signal = g_signal_new ("renamed", LT_TYPE_NAME_STACK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
lt_name_stack_init (LtNameStack *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->stack = gtk_stack_new ();
  self->label = gtk_label_new (NULL);
  self->entry = gtk_entry_new ();
  gtk_label_set_xalign (GTK_LABEL (self->label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_stack_add_child (GTK_STACK (self->stack), self->label);
  gtk_stack_add_child (GTK_STACK (self->stack), self->entry);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_activate), self);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

GtkWidget *
lt_name_stack_new (const char *shown, const char *label)
{
  LtNameStack *self = g_object_new (LT_TYPE_NAME_STACK, NULL);

  gtk_label_set_label (GTK_LABEL (self->label), shown);
  gtk_widget_set_tooltip_text (self->entry, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return GTK_WIDGET (self);
}
