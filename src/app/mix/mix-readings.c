// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Three lines; they change when the analysis has a new reading, not with every frame.
// Layer: app.

#include "app/mix/mix-readings.h"

#include "app/widgets/number-text.h"
#include "studio/live-analysis.h"

#include <glib/gi18n.h>
#include <math.h>

enum
{
  SHORT_TERM,
  TRUE_PEAK,
  HEADROOM,
  N_LINES,
};

struct _LtMixReadings
{
  GtkWidget parent_instance;

  GtkWidget *values[N_LINES];
  uint64_t   serial;
};

G_DEFINE_FINAL_TYPE (LtMixReadings, lt_mix_readings, GTK_TYPE_WIDGET)

static void
lt_mix_readings_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (lt_mix_readings_parent_class)->dispose (object);
}

static void
lt_mix_readings_class_init (LtMixReadingsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_mix_readings_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "readings");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
lt_mix_readings_init (LtMixReadings *self)
{
  const char *titles[N_LINES] = { _ ("Short-term"), _ ("True peak"), _ ("Headroom") };
  const char *tips[N_LINES] = { _ ("Loudness of the last 3 s, LUFS (EBU R 128)"), _ ("Highest true peak since play, dBTP (BS.1770-4)"),
                                _ ("From the highest true peak to full scale") };

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  for (guint i = 0; i < N_LINES; i++)
    {
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *title = gtk_label_new (titles[i]);

      self->values[i] = gtk_label_new ("−∞");
      gtk_widget_set_hexpand (title, TRUE);
      gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
      gtk_widget_add_css_class (self->values[i], "value");
      gtk_widget_set_tooltip_text (line, tips[i]);
      gtk_box_append (GTK_BOX (line), title);
      gtk_box_append (GTK_BOX (line), self->values[i]);
      gtk_widget_set_parent (line, GTK_WIDGET (self));
    }
}

GtkWidget *
lt_mix_readings_new (void)
{
  return g_object_new (LT_TYPE_MIX_READINGS, NULL);
}

static void
show (GtkWidget *label, LtNumberKind kind, gboolean has_unit, double value)
{
  LtNumberFormat format = { .kind = kind };
  LtNumberText   text = lt_number_text_format (&format, value);
  char           whole[128];

  if (isnan (value))
    g_strlcpy (whole, "–", sizeof whole);
  else
    g_snprintf (whole, sizeof whole, has_unit ? "%s %s" : "%s%.0s", text.number, text.unit);
  gtk_label_set_label (GTK_LABEL (label), whole);
}

void
lt_mix_readings_frame (LtMixReadings *self, LtLive *live)
{
  const LtLiveReading *reading = lt_live_read_tap (live, LT_LIVE_TAP_MIX);
  double               headroom_db = -reading->true_peak_dbtp;

  if (reading->serial == self->serial)
    return;
  self->serial = reading->serial;
  show (self->values[SHORT_TERM], LT_NUMBER_LUFS, FALSE, reading->short_term_lufs);
  show (self->values[TRUE_PEAK], LT_NUMBER_DBTP, FALSE, reading->true_peak_dbtp);
  if (isinf (headroom_db))
    headroom_db = NAN; /* nothing has played yet */
  show (self->values[HEADROOM], LT_NUMBER_DB, !isnan (headroom_db), headroom_db);
  gtk_widget_remove_css_class (self->values[HEADROOM], "ok");
  gtk_widget_remove_css_class (self->values[HEADROOM], "bad");
  if (!isnan (headroom_db))
    gtk_widget_add_css_class (self->values[HEADROOM], headroom_db >= 0.0 ? "ok" : "bad");
}
