// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keys are taken while the field has the keyboard; Tab leaves it for the buttons, and Escape closes.
// Layer: app.

#include "app/shell/key-recorder.h"

#include "app/shell/keymap.h"
#include "app/shell/question.h"

#include <glib/gi18n.h>

typedef struct
{
  const LtActionRow *row;
  AdwMessageDialog  *dialog;
  GtkWidget         *field, *says;
  char              *key; /* pressed, and somebody's; NULL: none */
} Recorder;

static void
recorder_free (gpointer data)
{
  g_free (((Recorder *) data)->key);
  g_free (data);
}

static void
use (const Recorder *self, const char *keys)
{
  lt_keymap_set_keys (lt_keymap_get_default (), self->row, keys);
}

static const char *
place_of (const LtActionRow *row)
{
  static const char *const places[] = {
    [LT_ACTIONS_ANYWHERE] = NULL,           [LT_ACTIONS_WELCOME] = N_ ("on the welcome page"), [LT_ACTIONS_EDIT] = N_ ("in the Edit view"),
    [LT_ACTIONS_MIX] = N_ ("in the Mix view"), [LT_ACTIONS_MASTER] = N_ ("in the Master view"),
  };

  return places[row->scope] != NULL ? _ (places[row->scope]) : NULL;
}

/* (transfer full): “Split” in the Edit view, “Solo” in the Mix view */
static char *
dup_names (GPtrArray *rows)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const LtActionRow *row = rows->pdata[i];
      const char        *place = place_of (row);

      g_string_append (text, i > 0 ? ", " : "");
      g_string_append_printf (text, _ ("“%s”"), _ (row->label));
      if (place != NULL)
        g_string_append_printf (text, " %s", place);
    }
  return g_string_free (text, FALSE);
}

char *
lt_key_recorder_dup_taken (const LtActionRow *row, const char *keys)
{
  g_autoptr (GPtrArray) taken = lt_keymap_find_taken (lt_keymap_get_default (), row, keys);
  g_autofree char *label = lt_keymap_dup_label (keys), *names = taken != NULL ? dup_names (taken) : NULL;

  return taken != NULL ? g_strdup_printf (_ ("%s is %s now."), label, names) : NULL;
}

static void
say (const Recorder *self, const char *text)
{
  gtk_label_set_label (GTK_LABEL (self->says), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->field), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
show_key (const Recorder *self, const char *keys)
{
  g_autofree char *label = lt_keymap_dup_label (keys);
  const char      *text = label != NULL ? label : _ ("No key");

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (self->field)), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->field), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}

/* The choice is between taking it and leaving all as it is. */
static void
offer (Recorder *self, const char *taken)
{
  say (self, taken);
  adw_message_dialog_set_response_label (self->dialog, "cancel", _ ("Keep"));
  adw_message_dialog_set_response_enabled (self->dialog, "take", TRUE);
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, Recorder *self)
{
  GdkEvent        *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));
  const char      *why = NULL;
  g_autofree char *key = lt_keymap_dup_key (keyval, state, &why);
  gboolean         leaves = keyval == GDK_KEY_Escape || keyval == GDK_KEY_Tab || keyval == GDK_KEY_ISO_Left_Tab;

  if (gdk_key_event_is_modifier (event))
    return GDK_EVENT_PROPAGATE;
  if (key == NULL)
    {
      if (!leaves)
        say (self, why);
      return leaves ? GDK_EVENT_PROPAGATE : GDK_EVENT_STOP;
    }

  g_autofree char *taken = lt_key_recorder_dup_taken (self->row, key);
  show_key (self, key);
  g_free (self->key);
  self->key = g_steal_pointer (&key);
  if (taken != NULL)
    {
      offer (self, taken);
      return GDK_EVENT_STOP;
    }
  use (self, self->key);
  gtk_window_close (GTK_WINDOW (self->dialog));
  return GDK_EVENT_STOP;
}

static void
on_response (AdwMessageDialog *dialog, const char *response, Recorder *self)
{
  if (g_strcmp0 (response, "take") == 0 && self->key != NULL)
    use (self, self->key);
  else if (g_strcmp0 (response, "none") == 0)
    use (self, NULL);
}

static GtkWidget *
new_field (Recorder *self)
{
  GtkWidget          *field = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, NULL), *label = gtk_label_new (NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (field), label);
  gtk_widget_set_focusable (field, TRUE);
  gtk_widget_add_css_class (field, "key-field");
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Press the new key"), -1);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (field, keys);
  return field;
}

void
lt_key_recorder_ask (GtkWindow *parent, const LtActionRow *row)
{
  Recorder        *self = g_new0 (Recorder, 1);
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *heading = g_strdup_printf (_ ("Key for “%s”"), _ (row->label));

  self->row = row;
  self->dialog = ADW_MESSAGE_DIALOG (lt_question_new (parent, heading, NULL));
  self->field = new_field (self);
  self->says = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->says), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->says), 40);
  gtk_label_set_justify (GTK_LABEL (self->says), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (self->says, "dim");
  gtk_box_append (GTK_BOX (box), self->field);
  gtk_box_append (GTK_BOX (box), self->says);
  adw_message_dialog_set_extra_child (self->dialog, box);
  adw_message_dialog_add_responses (self->dialog, "cancel", _ ("Cancel"), "none", _ ("No key"), "take", _ ("Take it"), NULL);
  adw_message_dialog_set_response_appearance (self->dialog, "take", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (self->dialog, "take", FALSE);
  adw_message_dialog_set_response_enabled (self->dialog, "none", lt_actions_get_keys (row) != NULL);
  adw_message_dialog_set_close_response (self->dialog, "cancel");
  g_object_set_data_full (G_OBJECT (self->dialog), "recorder", self, recorder_free);
  g_signal_connect (self->dialog, "response", G_CALLBACK (on_response), self);
  show_key (self, lt_actions_get_keys (row));
  say (self, _ ("Press the new key."));
  gtk_widget_add_css_class (GTK_WIDGET (self->dialog), "lathe");
  gtk_window_present (GTK_WINDOW (self->dialog));
  gtk_widget_grab_focus (self->field);
}
