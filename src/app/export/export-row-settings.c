// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The settings of a delivery: each is a value of its target.
// Layer: app.

#include "app/export/export-row-private.h"

#include "app/widgets/number-text.h"
#include "app/widgets/sensitive.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define N_DITHERS 4u

static const uint32_t    rates[] = { 0, 44100, 48000, 88200, 96000, 192000 };
static const char *const rate_labels[] = { NULL, "44.1 kHz", "48 kHz", "88.2 kHz", "96 kHz", "192 kHz" };
const char *const lt_export_row_dither_labels[] = { N_ ("None"), N_ ("TPDF"), N_ ("Noise shaped"), N_ ("Strongly shaped") };

static const LtNumberFormat lufs_format = { .kind = LT_NUMBER_LUFS, .min = LT_DELIVERY_LUFS_MIN, .max = LT_DELIVERY_LUFS_MAX };
static const LtNumberFormat dbtp_format = { .kind = LT_NUMBER_DBTP, .min = LT_DELIVERY_CEILING_MIN_DBTP, .max = LT_DELIVERY_CEILING_MAX_DBTP };

/* As many decimals as it takes to tell it apart: two are more than anybody asks for. */
static char *
dup_number (double value)
{
  g_autofree char *text = isnan (value) ? g_strdup ("") : g_strdup_printf ("%s%.2f", value < 0.0 ? "\u2212" : "", fabs (value));

  if (g_str_has_suffix (text, "0"))
    text[strlen (text) - 1] = '\0';
  return g_steal_pointer (&text);
}

/* What is no number is marked, and changes nothing. */
static void
take_number (LtExportRow *self, GtkWidget *entry, const LtNumberFormat *format, double *value)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  double           typed = NAN;
  gboolean         good = *text == '\0' || (lt_number_text_parse (format, text, &typed) && isfinite (typed));

  (good ? gtk_widget_remove_css_class : gtk_widget_add_css_class) (entry, "error");
  if (self->building || !good)
    return;
  *value = typed;
  g_signal_emit_by_name (self, "changed");
}

static void
on_loudness (LtExportRow *self)
{
  take_number (self, self->loudness, &lufs_format, &self->target->target_lufs);
}

static void
on_ceiling (LtExportRow *self)
{
  take_number (self, self->ceiling, &dbtp_format, &self->target->ceiling_dbtp);
}

void
lt_export_row_settings_allow (LtExportRow *self, gboolean can_change, gboolean is_listed)
{
  const LtTarget  *t = self->target;
  GtkWidget *const always[] = { self->name, self->pattern, self->format, self->rate, self->loudness, self->ceiling, self->tags, self->replace };

  for (gsize i = 0; i < G_N_ELEMENTS (always); i++)
    lt_sensitive_set (always[i], can_change);
  lt_sensitive_set (self->bits, can_change && !t->format->is_lossy);
  lt_sensitive_set (self->dither, can_change && !t->format->is_lossy && t->bits < LT_BITS_32);
  lt_sensitive_set (self->own, is_listed);
}

static void
set_text (char **slot, GtkWidget *entry)
{
  g_free (*slot);
  *slot = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
}

static void
on_setting (LtExportRow *self)
{
  LtTarget *t = self->target;

  if (self->building)
    return;
  set_text (&t->name, self->name);
  set_text (&t->pattern, self->pattern);
  t->format = lt_file_format_list ()[adw_combo_row_get_selected (ADW_COMBO_ROW (self->format))];
  t->bits = (LtBits) adw_combo_row_get_selected (ADW_COMBO_ROW (self->bits));
  t->rate_hz = rates[adw_combo_row_get_selected (ADW_COMBO_ROW (self->rate))];
  t->dither = (LtQuantiseType) adw_combo_row_get_selected (ADW_COMBO_ROW (self->dither));
  t->tags = gtk_switch_get_active (GTK_SWITCH (self->tags));
  t->on = lt_export_row_is_wanted (self);
  lt_export_row_settings_allow (self, TRUE, gtk_widget_get_sensitive (self->own));
  g_signal_emit_by_name (self, "changed");
}

static GtkWidget *
combo (LtExportRow *self, const char *title, const char *const *labels, guint selected, GCallback changed)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) list = gtk_string_list_new (labels);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  g_signal_connect_swapped (row, "notify::selected", changed, self);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  return row;
}

static GtkWidget *
entry (LtExportRow *self, const char *title, const char *text, GCallback changed)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_signal_connect_swapped (row, "changed", changed, self);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  return row;
}

static GtkWidget *
toggle (LtExportRow *self, const char *title, gboolean on, GCallback changed)
{
  GtkWidget *row = adw_action_row_new (), *widget = gtk_switch_new ();

  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_switch_set_active (GTK_SWITCH (widget), on);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), widget);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), widget);
  g_signal_connect_swapped (widget, "notify::active", changed, self);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  return widget;
}

static void
add_choices (LtExportRow *self)
{
  const LtTarget *t = self->target;
  const char     *formats[32] = { NULL }, *bits[LT_N_BITS + 1] = { NULL }, *rate_texts[G_N_ELEMENTS (rates) + 1] = { NULL }, *dithers[5] = { NULL };
  guint           format = 0, rate = 0;

  for (guint i = 0; lt_file_format_list ()[i] != NULL && i < 31; i++)
    {
      formats[i] = _ (lt_file_format_list ()[i]->label);
      format = lt_file_format_list ()[i] == t->format ? i : format;
    }
  for (guint i = 0; i < LT_N_BITS; i++)
    bits[i] = lt_file_format_bits_key ((LtBits) i);
  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      rate_texts[i] = i == 0 ? _ ("The session's") : rate_labels[i];
      rate = rates[i] == t->rate_hz ? i : rate;
    }
  for (guint i = 0; i < N_DITHERS; i++)
    dithers[i] = _ (lt_export_row_dither_labels[i]);
  self->format = combo (self, _ ("Format"), formats, format, G_CALLBACK (on_setting));
  self->bits = combo (self, _ ("Bit depth"), bits, t->bits, G_CALLBACK (on_setting));
  self->rate = combo (self, _ ("Sample rate"), rate_texts, rate, G_CALLBACK (on_setting));
  self->dither = combo (self, _ ("Dither"), dithers, t->dither, G_CALLBACK (on_setting));
}

static void
on_button (GtkWidget *button, LtExportRow *self)
{
  g_signal_emit_by_name (self, g_object_get_data (G_OBJECT (button), "signal"));
}

GtkWidget *
lt_export_row_settings_button (LtExportRow *self, const char *label, const char *signal)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (button), "signal", (gpointer) signal);
  g_signal_connect (button, "clicked", G_CALLBACK (on_button), self);
  return button;
}

void
lt_export_row_settings_add (LtExportRow *self)
{
  const LtTarget  *t = self->target;
  g_autofree char *loud = dup_number (t->target_lufs);
  g_autofree char *ceiling = dup_number (t->ceiling_dbtp);

  self->name = entry (self, _ ("Name"), t->name, G_CALLBACK (on_setting));
  self->pattern = entry (self, _ ("File name: {title}, {delivery}, {artist}, {track}, {date}…"), t->pattern, G_CALLBACK (on_setting));
  add_choices (self);
  self->loudness = entry (self, _ ("Loudness in LUFS (empty: as mastered)"), loud, G_CALLBACK (on_loudness));
  self->ceiling = entry (self, _ ("Ceiling in dBTP (empty: none)"), ceiling, G_CALLBACK (on_ceiling));
  self->tags = toggle (self, _ ("Write the tags into the file"), t->tags, G_CALLBACK (on_setting));
  self->replace = toggle (self, _ ("Replace the file that is there"), FALSE, G_CALLBACK (on_setting));
  self->own = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->own), _ ("This delivery"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->own), lt_export_row_settings_button (self, _ ("Duplicate"), "duplicate"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self->own), lt_export_row_settings_button (self, _ ("Remove"), "remove"));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->own);
  lt_export_row_settings_allow (self, TRUE, TRUE);
}
