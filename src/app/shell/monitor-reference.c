// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Menus are made when they open; the rest follows the session and the action "reference".
// Layer: app.

#include "app/shell/monitor-reference.h"

#include "app/shell/actions.h"
#include "app/shell/monitor-actions.h"
#include "app/widgets/sensitive.h"
#include "app/widgets/value-field.h"
#include "session/edit-reference.h"

#include <glib/gi18n.h>
#include <math.h>

#define FARTHEST_MS 600000.0

/* The one that stands by; NULL: none. */
static const LtReference *
reference_of (LtContext *context)
{
  const LtSession *session = lt_document_get_session (lt_context_get_document (context));

  return session != NULL ? lt_session_find_reference (session, lt_live_get_reference (lt_context_get_live (context))) : NULL;
}

/* --- which --- */

static void
fill_menu (GtkMenuButton *button, gpointer context)
{
  g_autoptr (GMenuModel) menu = lt_monitor_actions_new_reference_menu (context);

  gtk_menu_button_set_menu_model (button, menu);
}

GtkWidget *
lt_monitor_reference_new_arrow (LtContext *context)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "pan-down-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), fill_menu, context, NULL);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  lt_actions_set_name (button, _ ("Song to compare with"));
  return button;
}

/* @label's context lives longer than it. */
static void
show_name (GtkWidget *label)
{
  const LtReference *reference = reference_of (g_object_get_data (G_OBJECT (label), "context"));

  gtk_label_set_label (GTK_LABEL (label), reference != NULL ? reference->name : _ ("None"));
}

GtkWidget *
lt_monitor_reference_new_choice (LtContext *context)
{
  GtkWidget *button = lt_monitor_reference_new_arrow (context);
  GtkWidget *inside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 20);
  gtk_widget_set_hexpand (label, TRUE);
  g_object_set_data (G_OBJECT (label), "context", context);
  g_signal_connect_object (lt_monitor_actions_get (context), "action-state-changed::reference", G_CALLBACK (show_name), label, G_CONNECT_SWAPPED);
  show_name (label);
  gtk_box_append (GTK_BOX (inside), label);
  gtk_box_append (GTK_BOX (inside), gtk_image_new_from_icon_name ("pan-down-symbolic"));
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), inside);
  gtk_widget_remove_css_class (button, "flat");
  gtk_widget_set_hexpand (button, TRUE);
  return button;
}

/* --- where it begins, and what of it loops --- */

typedef enum
{
  BEGIN, /* of the song on the time line, ms; the others in seconds of the song */
  LOOP_FROM,
  LOOP_TO,
} What;

typedef struct
{
  LtContext *context;
  char      *gesture; /* NULL: no hand is on it */
  What       what;
} Place;

static void
place_free (gpointer data)
{
  Place *self = data;

  g_free (self->gesture);
  g_free (self);
}

/* Of the start the other way round than the session has it: later is more. */
static double
value_of (const Place *self, const LtSession *session, const LtReference *reference)
{
  switch (self->what)
    {
    case LOOP_FROM:
      return (double) reference->loop_from / session->rate_hz;
    case LOOP_TO:
      return (double) reference->loop_to / session->rate_hz;
    case BEGIN:
      break;
    }
  return -1000.0 * (double) reference->offset_frames / session->rate_hz;
}

static void
show_place (GtkWidget *field)
{
  Place             *self = g_object_get_data (G_OBJECT (field), "place");
  LtDocument        *document = lt_context_get_document (self->context);
  const LtSession   *session = document != NULL ? lt_document_get_session (document) : NULL; /* NULL: the window closes */
  const LtReference *reference = session != NULL ? reference_of (self->context) : NULL;

  lt_sensitive_set (field, reference != NULL);
  lt_control_set_value (LT_CONTROL (field), reference != NULL ? value_of (self, session, reference) : 0.0);
}

static void
on_begin (LtControl *field, Place *self)
{
  g_free (self->gesture);
  self->gesture = lt_document_new_gesture (lt_context_get_document (self->context), "reference");
}

/* One end stops short of the other. An end at 0 takes the loop away; a begin where there is none makes one to the song's end. */
static LtSession *
with_loop (const LtSession *session, const LtReference *reference, What what, double seconds)
{
  const LtSource *source = lt_session_find_source (session, reference->source_id);
  int64_t         frame = llround (seconds * session->rate_hz), least = (int64_t) ceil (LT_REFERENCE_SHORTEST_LOOP_S * session->rate_hz);
  int64_t         from = reference->loop_from, to = reference->loop_to;

  if (what == LOOP_TO)
    return lt_edit_reference_loop (session, reference->id, frame <= 0 ? 0 : from, frame <= 0 ? 0 : MAX (frame, from + least));
  if (to == 0 && source != NULL)
    to = source->n_frames;
  return lt_edit_reference_loop (session, reference->id, MIN (frame, to - least), to);
}

static LtSession *
with_value (const Place *self, const LtSession *session, const LtReference *reference, double value)
{
  if (self->what != BEGIN)
    return with_loop (session, reference, self->what, value);
  return lt_edit_reference_offset (session, reference->id, llround (-value / 1000.0 * session->rate_hz));
}

static void
on_changed (LtControl *field, double value, Place *self)
{
  LtDocument        *document = lt_context_get_document (self->context);
  const LtSession   *session = lt_document_get_session (document);
  const LtReference *reference = reference_of (self->context);

  if (reference != NULL)
    lt_document_apply (document, with_value (self, session, reference, value), self->what == BEGIN ? _ ("Move reference") : _ ("Loop reference"),
                       self->gesture);
}

static void
on_end (LtControl *field, gboolean is_cancelled, Place *self)
{
  if (is_cancelled)
    lt_document_cancel (lt_context_get_document (self->context), self->gesture);
  g_clear_pointer (&self->gesture, g_free);
}

static GtkWidget *
new_field (LtContext *context, What what, const LtValueSpec *spec, const char *help)
{
  GtkWidget *field = lt_value_field_new (spec);
  Place     *self = g_new0 (Place, 1);

  *self = (Place) { context, NULL, what };
  g_object_set_data_full (G_OBJECT (field), "place", self, place_free);
  gtk_widget_set_tooltip_text (field, help);
  gtk_widget_set_valign (field, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (field, 76, 20);
  g_signal_connect (field, "gesture-begin", G_CALLBACK (on_begin), self);
  g_signal_connect (field, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (field, "gesture-end", G_CALLBACK (on_end), self);
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (show_place), field, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (lt_monitor_actions_get (context), "action-state-changed::reference", G_CALLBACK (show_place), field, G_CONNECT_SWAPPED);
  show_place (field);
  return field;
}

GtkWidget *
lt_monitor_reference_new_place (LtContext *context)
{
  LtValueSpec spec = {
    .label = _ ("Start of the song"),
    .format = { .kind = LT_NUMBER_MS, .is_signed = TRUE, .min = -FARTHEST_MS, .max = FARTHEST_MS },
    .min = -FARTHEST_MS,
    .max = FARTHEST_MS,
    .step = 10.0,
  };

  return new_field (context, BEGIN, &spec, _ ("When the song begins, beside the session's start; before 0 it has begun already"));
}

GtkWidget *
lt_monitor_reference_new_loop (LtContext *context, gboolean is_end)
{
  LtValueSpec spec = {
    .label = is_end ? _ ("End of the song's loop") : _ ("Begin of the song's loop"),
    .format = { .kind = LT_NUMBER_TIME, .min = 0.0, .max = FARTHEST_MS / 1000.0 },
    .max = FARTHEST_MS / 1000.0,
    .step = 0.1,
  };

  return new_field (context, is_end ? LOOP_TO : LOOP_FROM, &spec,
                    is_end ? _ ("Where the part of the song ends that sounds over and over; 0:00: the song plays through")
                           : _ ("Where the part of the song begins that sounds over and over"));
}
