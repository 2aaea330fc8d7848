// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A group of rows that tell, and one button.
// Layer: app.

#include "app/shell/preferences-audio-state.h"

#include "app/shell/device-menu.h"

#include <glib/gi18n.h>

#define LOOK_MS 250

typedef struct
{
  LtContext       *context;
  AdwActionRow    *state;
  GtkLabel        *latency, *dropouts;
  GtkToggleButton *tone;
  guint            timer;
} Group;

static void
group_free (gpointer data, GClosure *closure)
{
  Group *self = data;

  g_object_unref (self->context);
  g_free (self);
}

char *
lt_preferences_audio_state_dup_title (const LtLiveStatus *status)
{
  switch (status->state)
    {
    case LT_LIVE_OK:
      return g_strdup_printf (_ ("Plays through %s"), status->device);
    case LT_LIVE_SILENT:
      return g_strdup (_ ("Silent, by choice"));
    case LT_LIVE_LOST:
      return g_strdup_printf (_ ("%s is gone"), status->device);
    case LT_LIVE_NONE:
      return g_strdup (_ ("No sound output"));
    case LT_LIVE_OPENING:
    case LT_LIVE_CLOSED:
    default:
      return g_strdup (_ ("Opening the device…"));
    }
}

char *
lt_preferences_audio_state_dup_details (const LtLiveStatus *status)
{
  if (status->state == LT_LIVE_LOST || status->state == LT_LIVE_NONE)
    return g_strdup_printf (_ ("%s It is tried again by itself; everything else works."), status->problem);
  if (status->state != LT_LIVE_OK)
    return g_strdup ("");

  const char *api = lt_device_menu_api_name (status->host_api);

  if (status->rate_hz == status->session_rate_hz)
    return g_strdup_printf (_ ("%s, %g kHz, %u frames at a time"), api, status->rate_hz / 1000.0, status->buffer_frames);
  return g_strdup_printf (_ ("%s, %g kHz converted from %g kHz, %u frames at a time"), api, status->rate_hz / 1000.0, status->session_rate_hz / 1000.0,
                          status->buffer_frames);
}

static void
set_label (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_label (label), text) != 0)
    gtk_label_set_label (label, text);
}

static gboolean
on_look (gpointer data)
{
  Group       *self = data;
  LtLiveStatus status;

  lt_live_get_status (lt_context_get_live (self->context), &status);

  gboolean         plays = status.state == LT_LIVE_OK;
  g_autofree char *title = lt_preferences_audio_state_dup_title (&status), *details = lt_preferences_audio_state_dup_details (&status);
  g_autofree char *latency = plays ? g_strdup_printf (_ ("%.1f ms"), status.latency_ms) : g_strdup ("–");
  g_autofree char *dropouts = plays ? g_strdup_printf ("%u", status.xruns) : g_strdup ("–");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state), title);
  adw_action_row_set_subtitle (self->state, details);
  set_label (self->latency, latency);
  set_label (self->dropouts, dropouts);
  gtk_widget_set_sensitive (GTK_WIDGET (self->tone), plays || gtk_toggle_button_get_active (self->tone));
  return G_SOURCE_CONTINUE;
}

static void
on_tone (GtkToggleButton *button, Group *self)
{
  gboolean on = gtk_toggle_button_get_active (button);

  lt_live_set_test_tone (lt_context_get_live (self->context), on);
  gtk_button_set_label (GTK_BUTTON (button), on ? _ ("Stop") : _ ("Play"));
}

static void
on_map (Group *self)
{
  on_look (self);
  self->timer = g_timeout_add (LOOK_MS, on_look, self);
}

/* Another page, or the window is closed. */
static void
on_unmap (Group *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  gtk_toggle_button_set_active (self->tone, FALSE);
}

static AdwActionRow *
add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle, GtkWidget *suffix)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (suffix != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
  adw_preferences_group_add (group, row);
  return ADW_ACTION_ROW (row);
}

GtkWidget *
lt_preferences_audio_state_new (LtContext *context)
{
  GtkWidget           *widget = adw_preferences_group_new (), *tone = gtk_toggle_button_new_with_label (_ ("Play"));
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (widget);
  Group               *self = g_new0 (Group, 1);

  self->context = g_object_ref (context);
  self->latency = GTK_LABEL (gtk_label_new (NULL));
  self->dropouts = GTK_LABEL (gtk_label_new (NULL));
  self->tone = GTK_TOGGLE_BUTTON (tone);
  gtk_widget_add_css_class (GTK_WIDGET (self->latency), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->dropouts), "numeric");
  gtk_widget_set_valign (tone, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (tone, _ ("The song goes on unheard meanwhile; no file and no meter has the tone"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (tone), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Test tone"), -1);
  g_signal_connect (tone, "toggled", G_CALLBACK (on_tone), self);

  adw_preferences_group_set_title (group, _ ("In use"));
  self->state = add_row (group, "", "", NULL);
  add_row (group, _ ("Latency"), _ ("From the mixer to the ear, as the device tells it while it plays"), GTK_WIDGET (self->latency));
  add_row (group, _ ("Dropouts"), _ ("Since the device was opened"), GTK_WIDGET (self->dropouts));
  add_row (group, _ ("Test tone"), _ ("1 kHz at −20 dBFS, left and right in turn"), tone);
  on_look (self);
  g_signal_connect_swapped (widget, "map", G_CALLBACK (on_map), self);
  g_signal_connect_data (widget, "unmap", G_CALLBACK (on_unmap), self, group_free, G_CONNECT_SWAPPED);
  return widget;
}
