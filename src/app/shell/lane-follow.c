// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Hears the context's frames and the document's changes for as long as its widget lives.
// Layer: app.

#include "app/shell/lane-follow.h"

#include "app/widgets/control.h"

typedef struct
{
  LtContext  *context; /* borrowed: it outlives the views */
  LtId        strip_id, owner_id;
  const char *key;
  gboolean    follows; /* it shows what a lane says */
} Follow;

static Follow *
follow_of (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "lathe-follow");
}

/* FALSE: it has no lane, or there is no such value. */
static gboolean
find_lane (const Follow *self, LtAutomationTarget *target)
{
  const LtSession *session = lt_document_get_session (lt_context_get_document (self->context));
  const LtStrip   *strip = session != NULL ? lt_session_find_strip (session, self->strip_id) : NULL;

  return strip != NULL && lt_strip_find_lane (strip, self->owner_id, self->key) != NULL
         && lt_automation_target_find (session, self->strip_id, self->owner_id, self->key, target);
}

static void
show_value (GtkWidget *widget, double value)
{
  if (!LT_IS_CONTROL (widget))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (widget), value >= 0.5);
  else if (!lt_control_is_dragging (LT_CONTROL (widget)) && !lt_control_is_typing (LT_CONTROL (widget)))
    lt_control_set_value (LT_CONTROL (widget), value);
}

static void
show_dot (GtkWidget *widget, LtControlDot dot)
{
  if (LT_IS_CONTROL (widget))
    lt_control_set_automation (LT_CONTROL (widget), dot);
  else if (dot == LT_CONTROL_FREE)
    gtk_widget_remove_css_class (widget, "automated");
  else
    gtk_widget_add_css_class (widget, "automated");
}

static LtControlDot
dot_of (const Follow *self, gboolean has_lane)
{
  const LtSession   *session = lt_document_get_session (lt_context_get_document (self->context));
  LtAutomationWriter *writer = lt_context_get_writer (self->context);
  LtAutomationTarget target;

  if (lt_automation_writer_is_busy (writer) && lt_automation_target_find (session, self->strip_id, self->owner_id, self->key, &target)
      && lt_automation_writer_is_writing (writer, &target))
    return LT_CONTROL_WRITES;
  return has_lane && lt_session_find_strip (session, self->strip_id)->automation != LT_AUTOMATION_OFF ? LT_CONTROL_READS : LT_CONTROL_FREE;
}

static void
update (GtkWidget *widget)
{
  Follow            *self = follow_of (widget);
  LtAutomationTarget target;
  gboolean           has_lane = find_lane (self, &target);

  if (lt_document_get_session (lt_context_get_document (self->context)) == NULL)
    return;
  show_dot (widget, dot_of (self, has_lane));
  if (!has_lane && !self->follows)
    return;
  if (has_lane || lt_automation_target_find (lt_document_get_session (lt_context_get_document (self->context)), self->strip_id, self->owner_id, self->key, &target))
    show_value (widget, lt_context_get_shown_value (self->context, &target));
  self->follows = has_lane && lt_live_is_rolling (lt_context_get_live (self->context));
}

/* The usual case, a control without a lane while nothing is written, costs a look; one that is not seen is brought up to
   date by its "map". */
static void
update_seen (GtkWidget *widget)
{
  if (gtk_widget_get_mapped (widget))
    update (widget);
}

static void
on_automate (GtkWidget *widget)
{
  const Follow      *self = follow_of (widget);
  const LtSession   *session = lt_document_get_session (lt_context_get_document (self->context));
  LtAutomationTarget target;

  if (session != NULL && lt_automation_target_find (session, self->strip_id, self->owner_id, self->key, &target))
    lt_context_show_lane (self->context, &target);
}

void
lt_lane_follow_attach (GtkWidget *widget, LtContext *context, LtId strip_id, LtId owner_id, const char *key)
{
  Follow *self = g_new0 (Follow, 1);

  *self = (Follow) { context, strip_id, owner_id, key, FALSE };
  g_object_set_data_full (G_OBJECT (widget), "lathe-follow", self, g_free);
  g_signal_connect_object (context, "frame", G_CALLBACK (update_seen), widget, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (update_seen), widget, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (widget, "map", G_CALLBACK (update), widget, 0);
  if (LT_IS_CONTROL (widget))
    {
      lt_control_set_automatable (LT_CONTROL (widget), TRUE);
      g_signal_connect (widget, "automate", G_CALLBACK (on_automate), NULL);
    }
}
