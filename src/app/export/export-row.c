// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An expander: the line of the table outside, the settings inside.
// Layer: app.

#include "app/export/export-row.h"

#include "deliver/verdict.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdatomic.h>

struct _LtExportRow
{
  AdwExpanderRow parent_instance;

  LtTarget  *target;
  char      *folder;
  double     integrated_lufs, true_peak_dbtp;
  gboolean   building;
  GtkWidget *check, *status, *bar, *name, *format, *bits, *rate, *dither, *loudness, *ceiling, *replace, *result, *again;
};

G_DEFINE_FINAL_TYPE (LtExportRow, lt_export_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  CHANGED,
  RETRY,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static const uint32_t    rates[] = { 0, 44100, 48000, 88200, 96000, 192000 };
static const char *const rate_labels[] = { NULL, "44.1 kHz", "48 kHz", "88.2 kHz", "96 kHz", "192 kHz" };
static const char *const dither_labels[] = { N_ ("None"), N_ ("TPDF"), N_ ("Noise shaped"), N_ ("Strongly shaped") };

/* --- what the line says --- */

static char *
dup_level (double value, const char *unit)
{
  return g_strdup_printf ("%s%.1f %s", value < 0 ? "\u2212" : "", fabs (value), unit);
}

static void
update_line (LtExportRow *self)
{
  const LtTarget  *t = self->target;
  g_autofree char *rate = t->rate_hz > 0 ? g_strdup_printf ("%g kHz", t->rate_hz / 1000.0) : g_strdup (_ ("session rate"));
  g_autofree char *loud = isnan (t->target_lufs) ? g_strdup (_ ("as mastered")) : dup_level (t->target_lufs, "LUFS");
  g_autofree char *ceiling = isnan (t->ceiling_dbtp) ? NULL : dup_level (t->ceiling_dbtp, "dBTP");
  g_autofree char *bits = t->format->is_lossy ? g_strdup ("") : g_strdup_printf (t->bits == LT_BITS_FLOAT || t->bits == LT_BITS_DOUBLE ? " %s" : _ (" %s-bit"), lt_file_format_bits_key (t->bits));
  g_autofree char *text = g_strdup_printf ("%s%s · %s · %s%s%s", _ (t->format->label), bits, rate, loud, ceiling != NULL ? ", " : "", ceiling != NULL ? ceiling : "");

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), text);
}

static void
set_status (LtExportRow *self, const char *text, const char *style)
{
  gtk_label_set_label (GTK_LABEL (self->status), text);
  for (const char *const *s = (const char *const[]) { "ok", "warn", "bad", "dim", NULL }; *s != NULL; s++)
    gtk_widget_remove_css_class (self->status, *s);
  gtk_widget_add_css_class (self->status, style);
}

/* Before it runs: what will become of the master. */
static void
update_forecast (LtExportRow *self)
{
  LtVerdict        verdict = lt_verdict_of (self->target, self->integrated_lufs, self->true_peak_dbtp);
  g_autofree char *path = g_build_filename (self->folder != NULL ? self->folder : ".", lt_export_row_get_file_name (self), NULL);
  gboolean         there = self->folder != NULL && g_file_test (path, G_FILE_TEST_EXISTS);
  g_autofree char *text = verdict.kind == LT_VERDICT_UNKNOWN ? g_strdup (_ ("Ready")) : lt_verdict_dup_text (verdict);

  gtk_widget_set_visible (gtk_widget_get_ancestor (self->replace, ADW_TYPE_ACTION_ROW), there);
  gtk_widget_set_visible (self->bar, FALSE);
  if (!lt_export_row_is_wanted (self))
    set_status (self, _ ("Not selected"), "dim");
  else if (there && !lt_export_row_get_replace (self))
    set_status (self, _ ("File exists already"), "warn");
  else
    set_status (self, text, lt_verdict_is_warning (verdict) ? "warn" : "dim");
}

static void
update (LtExportRow *self)
{
  if (self->building)
    return;
  update_line (self);
  update_forecast (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
lt_export_row_check_folder (LtExportRow *self, const char *folder)
{
  g_free (self->folder);
  self->folder = g_strdup (folder);
  update_forecast (self);
}

void
lt_export_row_set_measured (LtExportRow *self, double integrated_lufs, double true_peak_dbtp)
{
  self->integrated_lufs = integrated_lufs;
  self->true_peak_dbtp = true_peak_dbtp;
  update_forecast (self);
}

/* One line of the result: a tick, or a sign where it is not as asked. */
static void
add_check (GString *text, gboolean good, const char *sentence)
{
  g_string_append_printf (text, "%s%s %s", text->len > 0 ? "\n" : "", good ? "✓" : "▲", sentence);
}

/* All of it measured from the bytes that were written. */
static char *
dup_result (const LtExportItem *item)
{
  const LtMeasurement *m = &item->measured;
  const LtTarget      *t = item->target;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *loud = dup_level (m->integrated_lufs, "LUFS"), *peak = dup_level (m->true_peak_dbtp, "dBTP");
  g_autofree char *target = isnan (t->target_lufs) ? g_strdup (_ ("as mastered")) : dup_level (t->target_lufs, "LUFS");
  g_autofree char *ceiling = isnan (t->ceiling_dbtp) ? g_strdup (_ ("none")) : dup_level (t->ceiling_dbtp, "dBTP");
  g_autofree char *loudness = g_strdup_printf (_ ("Loudness: %s (asked: %s)"), loud, target);
  g_autofree char *highest = g_strdup_printf (_ ("True peak: %s (ceiling: %s)"), peak, ceiling);
  g_autofree char *clipped = g_strdup_printf (_ ("Clipped places: %.0f"), m->clipped_runs);
  g_autofree char *back = g_strdup_printf (_ ("Read back: %s, %g kHz, %.3f s"), m->format, m->rate_hz / 1000.0, m->duration_s);

  add_check (text, lt_export_run_has_loudness (item), loudness);
  add_check (text, lt_export_run_has_ceiling (item), highest);
  add_check (text, !(m->clipped_runs > 0.0), clipped);
  add_check (text, !m->is_truncated && m->n_bad_samples == 0, back);
  for (guint i = 0; i < item->notes->len; i++)
    g_string_append_printf (text, "\n%s", (const char *) g_ptr_array_index (item->notes, i));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_done (LtExportRow *self, const LtExportItem *item)
{
  g_autofree char *loud = dup_level (item->measured.integrated_lufs, "LUFS"), *peak = dup_level (item->measured.true_peak_dbtp, "dBTP");
  gboolean         verified = lt_export_run_is_verified (item);
  g_autofree char *text = g_strdup_printf (verified ? _ ("✓ Verified: %s, %s") : _ ("▲ Written: %s, %s"), loud, peak);
  g_autofree char *result = dup_result (item);

  update_line (self);
  set_status (self, text, verified ? "ok" : "warn");
  gtk_label_set_label (GTK_LABEL (self->result), result);
}

void
lt_export_row_show (LtExportRow *self, const LtExportItem *item)
{
  int state = item != NULL ? atomic_load (&item->state) : -1;

  gtk_widget_set_visible (self->bar, state == LT_EXPORT_RUNNING);
  gtk_widget_set_sensitive (self->check, item == NULL);
  gtk_widget_set_visible (gtk_widget_get_parent (self->result), state == LT_EXPORT_DONE);
  gtk_widget_set_visible (self->again, state == LT_EXPORT_FAILED || state == LT_EXPORT_STOPPED);
  switch (state)
    {
    case LT_EXPORT_WAITING:
      set_status (self, _ ("Waiting"), "dim");
      break;
    case LT_EXPORT_RUNNING:
      set_status (self, _ ("Rendering"), "dim");
      gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), atomic_load (&item->millis) / 1000.0);
      break;
    case LT_EXPORT_DONE:
      show_done (self, item);
      break;
    case LT_EXPORT_FAILED:
      set_status (self, _ ("✗ Failed"), "bad");
      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), item->error);
      break;
    case LT_EXPORT_STOPPED:
      set_status (self, _ ("Stopped; nothing was written"), "dim");
      break;
    default:
      update_line (self);
      update_forecast (self);
    }
}

/* --- the settings --- */

gboolean
lt_export_row_is_wanted (LtExportRow *self)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->check));
}

const LtTarget *
lt_export_row_get_target (LtExportRow *self)
{
  return self->target;
}

const char *
lt_export_row_get_file_name (LtExportRow *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->name));
}

gboolean
lt_export_row_get_replace (LtExportRow *self)
{
  return gtk_switch_get_active (GTK_SWITCH (self->replace));
}

static double
typed_number (GtkWidget *entry)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  char            *minus = strstr (text, "\u2212");
  char            *end;

  if (minus != NULL)
    {
      memmove (minus + 1, minus + strlen ("\u2212"), strlen (minus + strlen ("\u2212")) + 1);
      *minus = '-';
    }
  g_strdelimit (text, ",", '.');
  double value = g_ascii_strtod (text, &end);
  return end == text ? NAN : value;
}

static void
on_setting (LtExportRow *self)
{
  LtTarget *t = self->target;

  if (self->building)
    return;
  t->format = lt_file_format_list ()[adw_combo_row_get_selected (ADW_COMBO_ROW (self->format))];
  t->bits = (LtBits) adw_combo_row_get_selected (ADW_COMBO_ROW (self->bits));
  t->rate_hz = rates[adw_combo_row_get_selected (ADW_COMBO_ROW (self->rate))];
  t->dither = (LtQuantiseType) adw_combo_row_get_selected (ADW_COMBO_ROW (self->dither));
  t->target_lufs = typed_number (self->loudness);
  t->ceiling_dbtp = typed_number (self->ceiling);
  update (self);
}

/* Another format is another extension. */
static void
on_format (LtExportRow *self)
{
  g_autofree char *name = g_strdup (lt_export_row_get_file_name (self));
  char            *dot = strrchr (name, '.');

  if (self->building)
    return;
  on_setting (self);
  if (dot != NULL)
    *dot = '\0';
  g_autofree char *next = g_strdup_printf ("%s.%s", name, self->target->format->extension);
  gtk_editable_set_text (GTK_EDITABLE (self->name), next);
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

static void
add_settings (LtExportRow *self, const char *title)
{
  const LtTarget  *t = self->target;
  const char      *formats[32] = { NULL }, *bits[LT_N_BITS + 1] = { NULL }, *rate_texts[G_N_ELEMENTS (rates) + 1] = { NULL }, *dithers[5] = { NULL };
  guint            format = 0, rate = 0;
  g_autofree char *name = lt_targets_dup_file_name (t, title);
  g_autofree char *loud = isnan (t->target_lufs) ? g_strdup ("") : g_strdup_printf ("\u2212%.1f", -t->target_lufs);
  g_autofree char *ceiling = isnan (t->ceiling_dbtp) ? g_strdup ("") : g_strdup_printf ("\u2212%.1f", -t->ceiling_dbtp);
  GtkWidget       *replace = adw_action_row_new ();

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
  for (guint i = 0; i < G_N_ELEMENTS (dither_labels); i++)
    dithers[i] = _ (dither_labels[i]);
  self->name = entry (self, _ ("File name"), name, G_CALLBACK (update));
  self->format = combo (self, _ ("Format"), formats, format, G_CALLBACK (on_format));
  self->bits = combo (self, _ ("Bit depth"), bits, t->bits, G_CALLBACK (on_setting));
  self->rate = combo (self, _ ("Sample rate"), rate_texts, rate, G_CALLBACK (on_setting));
  self->dither = combo (self, _ ("Dither"), dithers, t->dither, G_CALLBACK (on_setting));
  self->loudness = entry (self, _ ("Loudness in LUFS (empty: as mastered)"), loud, G_CALLBACK (on_setting));
  self->ceiling = entry (self, _ ("Ceiling in dBTP (empty: none)"), ceiling, G_CALLBACK (on_setting));

  self->replace = gtk_switch_new ();
  gtk_widget_set_valign (self->replace, GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (replace), _ ("Replace the file that is there"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (replace), self->replace);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (replace), self->replace);
  g_signal_connect_swapped (self->replace, "notify::active", G_CALLBACK (update), self);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), replace);
}

static void
add_result (LtExportRow *self)
{
  GtkWidget *row = adw_preferences_row_new ();

  self->result = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->result), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (self->result), TRUE);
  gtk_widget_add_css_class (self->result, "padded");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Measured from the file"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), self->result);
  gtk_widget_set_visible (row, FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

static void
on_again (LtExportRow *self)
{
  g_signal_emit (self, signals[RETRY], 0);
}

/* --- the class --- */

static void
lt_export_row_finalize (GObject *object)
{
  LtExportRow *self = LT_EXPORT_ROW (object);

  lt_targets_free (self->target);
  g_free (self->folder);
  G_OBJECT_CLASS (lt_export_row_parent_class)->finalize (object);
}

static void
lt_export_row_class_init (LtExportRowClass *class)
{
  G_OBJECT_CLASS (class)->finalize = lt_export_row_finalize;
  signals[RETRY] = g_signal_new ("retry", LT_TYPE_EXPORT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_EXPORT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
lt_export_row_init (LtExportRow *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->integrated_lufs = self->true_peak_dbtp = NAN;
  self->check = gtk_check_button_new ();
  gtk_widget_set_valign (self->check, GTK_ALIGN_CENTER);
  self->status = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->status), 1.0f);
  self->bar = gtk_progress_bar_new ();
  gtk_widget_set_visible (self->bar, FALSE);
  gtk_widget_set_valign (column, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (column), self->status);
  gtk_box_append (GTK_BOX (column), self->bar);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), self->check);
  self->again = gtk_button_new_with_label (_ ("Try Again"));
  gtk_widget_set_valign (self->again, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->again, FALSE);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), self->again);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), column);
  g_signal_connect_swapped (self->again, "clicked", G_CALLBACK (on_again), self);
  g_signal_connect_swapped (self->check, "toggled", G_CALLBACK (update), self);
}

GtkWidget *
lt_export_row_new (const LtTarget *target, const char *title)
{
  LtExportRow *self = g_object_new (LT_TYPE_EXPORT_ROW, NULL);

  self->building = TRUE;
  self->target = lt_targets_copy (target);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), target->name);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), target->on);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, target->name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, target->name, -1);
  add_result (self);
  add_settings (self, title);
  self->building = FALSE;
  update (self);
  return GTK_WIDGET (self);
}
