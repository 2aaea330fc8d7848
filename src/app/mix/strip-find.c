// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// It stays while it has a text: what is hidden by it must not be hidden unseen.
// Layer: app.

#include "app/mix/strip-find.h"

#include "app/shell/actions.h"

#include <glib/gi18n.h>

struct _LtStripFind
{
  GtkWidget parent_instance;

  GtkWidget *entry, *count;
};

G_DEFINE_FINAL_TYPE (LtStripFind, lt_strip_find, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  CHOSEN,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
on_changed (LtStripFind *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_chosen (LtStripFind *self)
{
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
on_stopped (LtStripFind *self)
{
  lt_strip_find_stop (self);
  on_chosen (self);
}

/* Down into the strips. */
static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtStripFind *self)
{
  if (keyval != GDK_KEY_Down || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  on_chosen (self);
  return GDK_EVENT_STOP;
}

static void
lt_strip_find_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lt_strip_find_parent_class)->dispose (object);
}

static void
lt_strip_find_class_init (LtStripFindClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_strip_find_dispose;
  gtk_widget_class_set_css_name (widget_class, "stripfind");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEARCH);
  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_STRIP_FIND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHOSEN] = g_signal_new ("chosen", LT_TYPE_STRIP_FIND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_strip_find_init (LtStripFind *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget          *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->entry = gtk_search_entry_new ();
  self->count = gtk_label_new (NULL);
  g_object_set (self->entry, "placeholder-text", _ ("Name or number of a strip"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Find strips"), -1);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 28);
  gtk_widget_add_css_class (self->count, "dim");
  gtk_label_set_xalign (GTK_LABEL (self->count), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (self->count), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->count, TRUE);
  gtk_widget_add_css_class (close, "tool");
  gtk_widget_add_css_class (close, "small");
  lt_actions_set_name (close, _ ("Show all strips again"));
  GtkWidget *row[] = { self->entry, self->count, close };
  for (gsize i = 0; i < G_N_ELEMENTS (row); i++)
    {
      gtk_widget_set_valign (row[i], GTK_ALIGN_CENTER);
      gtk_widget_set_parent (row[i], GTK_WIDGET (self));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_chosen), self);
  g_signal_connect_swapped (self->entry, "stop-search", G_CALLBACK (on_stopped), self);
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (on_stopped), self);
}

GtkWidget *
lt_strip_find_new (void)
{
  return g_object_new (LT_TYPE_STRIP_FIND, NULL);
}

void
lt_strip_find_start (LtStripFind *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (self->entry);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

void
lt_strip_find_stop (LtStripFind *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

const char *
lt_strip_find_get_text (LtStripFind *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

void
lt_strip_find_set_count (LtStripFind *self, guint n, guint total)
{
  /* Translators: how many strips of the mixer are shown, and how many there are. */
  g_autofree char *text = g_strdup_printf (g_dngettext (NULL, "%u of %u strip", "%u of %u strips", total), n, total);

  gtk_label_set_label (GTK_LABEL (self->count), *lt_strip_find_get_text (self) != '\0' ? text : "");
}
