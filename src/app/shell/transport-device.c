// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A dot, two lines, and what is wrong in the tooltip.
// Layer: app.

#include "app/shell/transport-device.h"

#include "app/shell/transport-parts.h"

#include <glib/gi18n.h>
#include <inttypes.h>

struct _LtTransportDevice
{
  GtkWidget parent_instance;

  LtContext *context; /* borrowed: the window's */
  guint      look;    /* source */
  GtkWidget *button, *dot, *name, *detail, *load, *load_box;
};

G_DEFINE_FINAL_TYPE (LtTransportDevice, lt_transport_device, GTK_TYPE_WIDGET)

static const char *
state_words (LtLiveState state)
{
  switch (state)
    {
    case LT_LIVE_OK:
      return NULL;
    case LT_LIVE_OPENING:
    case LT_LIVE_CLOSED:
      return _ ("Opening the device…");
    case LT_LIVE_SILENT:
      return _ ("Silent, by choice");
    case LT_LIVE_LOST:
      return _ ("Device is gone");
    case LT_LIVE_NONE:
    default:
      return _ ("No sound output");
    }
}

static void
set_style (GtkWidget *widget, const char *style, gboolean is_on)
{
  (is_on ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (widget, style);
}

static void
show_load (LtTransportDevice *self, const LtLiveStatus *status)
{
  g_autofree char *load = g_strdup_printf ("%.0f\u2009%%", status->load * 100.0);
  g_autofree char *dropouts = g_strdup_printf (ngettext ("%u dropout of the device, %" PRIu64 " late reads of the disk",
                                                         "%u dropouts of the device, %" PRIu64 " late reads of the disk", status->xruns),
                                               status->xruns, (guint64) status->starved);

  gtk_label_set_label (GTK_LABEL (self->load), load);
  gtk_widget_set_tooltip_text (self->load_box, dropouts);
  set_style (self->load, "warn", status->load > 0.8 || status->xruns > 0);
}

void
lt_transport_device_show (LtTransportDevice *self)
{
  LtLiveStatus status;

  lt_live_get_status (lt_context_get_live (self->context), &status);
  const char      *words = state_words (status.state);
  gboolean         has_problem = status.problem[0] != '\0';
  g_autofree char *detail = g_strdup_printf (_ ("%g kHz · %u · %.1f ms"), status.rate_hz / 1000.0, status.buffer_frames, status.latency_ms);

  gtk_label_set_label (GTK_LABEL (self->name), words != NULL ? words : (status.device[0] != '\0' ? status.device : _ ("Default device")));
  gtk_label_set_label (GTK_LABEL (self->detail), has_problem && words != NULL ? _ ("Everything else works") : detail);
  gtk_widget_set_tooltip_text (self->button, has_problem ? status.problem : _ ("Audio settings"));
  set_style (self->dot, "ok", status.state == LT_LIVE_OK);
  set_style (self->dot, "warn", status.state == LT_LIVE_LOST || status.state == LT_LIVE_NONE);
  show_load (self, &status);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.device-state", "(us)", (guint32) status.state, status.problem);
}

static gboolean
on_second (gpointer data)
{
  lt_transport_device_show (data);
  return G_SOURCE_CONTINUE;
}

GtkWidget *
lt_transport_device_get_load (LtTransportDevice *self)
{
  return self->load_box;
}

static GtkWidget *
build_button (LtTransportDevice *self)
{
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->dot = gtk_label_new ("●");
  gtk_widget_add_css_class (self->dot, "dot");
  self->name = lt_transport_caption_new ("", "value");
  self->detail = lt_transport_caption_new ("", "tick");
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (self->name), 20);
  gtk_widget_set_valign (column, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (column), self->name);
  gtk_box_append (GTK_BOX (column), self->detail);
  gtk_box_append (GTK_BOX (box), self->dot);
  gtk_box_append (GTK_BOX (box), column);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "app.preferences");
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Audio settings"), -1);
  return button;
}

static void
lt_transport_device_dispose (GObject *object)
{
  LtTransportDevice *self = LT_TRANSPORT_DEVICE (object);

  g_clear_handle_id (&self->look, g_source_remove);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->load_box);
  G_OBJECT_CLASS (lt_transport_device_parent_class)->dispose (object);
}

static void
lt_transport_device_class_init (LtTransportDeviceClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_transport_device_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
lt_transport_device_init (LtTransportDevice *self)
{
  self->button = build_button (self);
  self->load = lt_transport_caption_new ("0\u2009%", "value");
  self->load_box = g_object_ref_sink (lt_transport_pair_new (self->load, _ ("CPU")));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
}

GtkWidget *
lt_transport_device_new (LtContext *context)
{
  LtTransportDevice *self = g_object_new (LT_TYPE_TRANSPORT_DEVICE, NULL);

  self->context = context;
  self->look = g_timeout_add_seconds (1, on_second, self);
  return GTK_WIDGET (self);
}
