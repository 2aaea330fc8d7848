// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A revealer with a sentence, a button and a way to put it away.
// Layer: app.

#include "app/shell/banner.h"

#include "app/shell/actions.h"

#include <glib/gi18n.h>

typedef struct
{
  char *key, *text, *button, *action;
} Message;

struct _LtBanner
{
  GtkWidget parent_instance;

  GtkWidget *revealer, *label, *button;
  GPtrArray *messages; /* of Message, the shown one first */
};

G_DEFINE_FINAL_TYPE (LtBanner, lt_banner, GTK_TYPE_WIDGET)

static void
message_free (gpointer data)
{
  Message *message = data;

  g_free (message->key);
  g_free (message->text);
  g_free (message->button);
  g_free (message->action);
  g_free (message);
}

static void
refresh (LtBanner *self)
{
  const Message *message = self->messages->len > 0 ? g_ptr_array_index (self->messages, 0) : NULL;

  if (message != NULL)
    gtk_widget_set_visible (gtk_revealer_get_child (GTK_REVEALER (self->revealer)), TRUE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), message != NULL);
  if (message == NULL)
    return;
  gtk_label_set_label (GTK_LABEL (self->label), message->text);
  gtk_widget_set_visible (self->button, message->button != NULL);
  if (message->button != NULL)
    {
      gtk_button_set_label (GTK_BUTTON (self->button), message->button);
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->button), message->action);
    }
}

static int
index_of (LtBanner *self, const char *key)
{
  for (guint i = 0; i < self->messages->len; i++)
    if (g_strcmp0 (((Message *) g_ptr_array_index (self->messages, i))->key, key) == 0)
      return (int) i;
  return -1;
}

void
lt_banner_show (LtBanner *self, const char *key, const char *text, const char *button, const char *action)
{
  int      at = index_of (self, key);
  Message *message = g_new0 (Message, 1);

  message->key = g_strdup (key);
  message->text = g_strdup (text);
  message->button = g_strdup (button);
  message->action = g_strdup (action);
  if (at >= 0)
    g_ptr_array_remove_index (self->messages, (guint) at);
  g_ptr_array_insert (self->messages, 0, message);
  refresh (self);
}

void
lt_banner_clear (LtBanner *self, const char *key)
{
  int at = index_of (self, key);

  if (at < 0)
    return;
  g_ptr_array_remove_index (self->messages, (guint) at);
  refresh (self);
}

/* What is closed isn't read aloud either. */
static void
on_revealed (GtkRevealer *revealer)
{
  gtk_widget_set_visible (gtk_revealer_get_child (revealer), gtk_revealer_get_reveal_child (revealer) || gtk_revealer_get_child_revealed (revealer));
}

static void
on_dismiss (LtBanner *self)
{
  if (self->messages->len > 0)
    g_ptr_array_remove_index (self->messages, 0);
  refresh (self);
}

static void
lt_banner_dispose (GObject *object)
{
  LtBanner *self = LT_BANNER (object);

  g_clear_pointer (&self->revealer, gtk_widget_unparent);
  g_clear_pointer (&self->messages, g_ptr_array_unref);
  G_OBJECT_CLASS (lt_banner_parent_class)->dispose (object);
}

static void
lt_banner_class_init (LtBannerClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_banner_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "banner");
}

static void
lt_banner_init (LtBanner *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *dismiss = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->messages = g_ptr_array_new_with_free_func (message_free);
  self->revealer = gtk_revealer_new ();
  self->label = gtk_label_new (NULL);
  self->button = gtk_button_new ();

  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0.0f);
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_widget_add_css_class (dismiss, "flat");
  lt_actions_set_name (dismiss, _ ("Dismiss"));
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (dismiss, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (dismiss, "clicked", G_CALLBACK (on_dismiss), self);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_box_append (GTK_BOX (box), self->button);
  gtk_box_append (GTK_BOX (box), dismiss);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), box);
  gtk_widget_set_visible (box, FALSE);
  g_signal_connect (self->revealer, "notify::child-revealed", G_CALLBACK (on_revealed), NULL);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
}
