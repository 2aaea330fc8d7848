// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An expander: the line of the table outside, the settings inside.
// Layer: app.

#include "app/export/export-row-private.h"

#include "app/widgets/draw.h"
#include "app/widgets/number-text.h"
#include "deliver/name-pattern.h"
#include "deliver/verdict.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdatomic.h>

G_DEFINE_FINAL_TYPE (LtExportRow, lt_export_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  CHANGED,
  RETRY,
  DUPLICATE,
  REMOVE,
  SHOW,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static const LtNumberFormat lufs_format = { .kind = LT_NUMBER_LUFS }, dbtp_format = { .kind = LT_NUMBER_DBTP };

/* --- what the line says --- */

static void
set_column (LtExportRow *self, int column, char *text)
{
  gtk_label_set_label (GTK_LABEL (self->columns[column]), text);
  g_free (text);
}

static void
update_line (LtExportRow *self)
{
  const LtTarget *t = self->target;
  gboolean        floats = t->bits == LT_BITS_FLOAT || t->bits == LT_BITS_DOUBLE, whole = !t->format->is_lossy && t->bits < LT_BITS_32;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), t->name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), self->file != NULL ? self->file : self->wrong);
  set_column (self, C_FORMAT, t->format->is_lossy ? g_strdup (_ (t->format->label))
                                                  : g_strdup_printf (floats ? "%s %s" : _ ("%s %s-bit"), _ (t->format->label), lt_file_format_bits_key (t->bits)));
  set_column (self, C_RATE, g_strdup_printf (_ ("%g kHz, stereo"), (t->rate_hz > 0 ? t->rate_hz : self->rate_hz) / 1000.0));
  set_column (self, C_LOUDNESS, isnan (t->target_lufs) ? g_strdup (_ ("As mastered")) : lt_number_text_dup (&lufs_format, t->target_lufs));
  set_column (self, C_CEILING, isnan (t->ceiling_dbtp) ? g_strdup (_ ("no ceiling")) : lt_number_text_dup (&dbtp_format, t->ceiling_dbtp));
  set_column (self, C_DITHER, g_strdup (whole ? _ (lt_export_row_dither_labels[t->dither]) : _ (lt_export_row_dither_labels[0])));
}

static void
set_status (LtExportRow *self, const char *text, const char *style)
{
  gtk_label_set_label (GTK_LABEL (self->status), text);
  for (const char *const *s = (const char *const[]) { "ok", "warn", "bad", "dim", NULL }; *s != NULL; s++)
    gtk_widget_remove_css_class (self->status, *s);
  gtk_widget_add_css_class (self->status, style);
}

static gboolean
is_there (LtExportRow *self)
{
  g_autofree char *path = self->folder != NULL && self->file != NULL ? g_build_filename (self->folder, self->file, NULL) : NULL;

  return path != NULL && g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Before it runs: what will become of the master. */
static void
update_forecast (LtExportRow *self)
{
  LtVerdict        verdict = lt_verdict_of (self->target, self->integrated_lufs, self->true_peak_dbtp);
  gboolean         there = is_there (self);
  g_autofree char *text = verdict.kind == LT_VERDICT_UNKNOWN ? g_strdup (_ ("Ready")) : lt_verdict_dup_text (verdict);

  gtk_widget_set_visible (gtk_widget_get_ancestor (self->replace, ADW_TYPE_ACTION_ROW), there);
  gtk_widget_set_visible (self->bar, FALSE);
  if (!lt_export_row_is_wanted (self))
    set_status (self, _ ("Not selected"), "dim");
  else if (self->file == NULL)
    set_status (self, _ ("No file name"), "bad");
  else if (there && !lt_export_row_get_replace (self))
    set_status (self, _ ("File exists already"), "warn");
  else
    set_status (self, text, lt_verdict_is_warning (verdict) ? "warn" : "dim");
}

void
lt_export_row_set_session (LtExportRow *self, const LtSession *session)
{
  g_autoptr (GError) error = NULL;

  g_free (self->file);
  g_clear_pointer (&self->wrong, g_free);
  self->rate_hz = session->rate_hz;
  self->file = lt_name_pattern_expand (self->target, session, &error);
  if (error != NULL)
    self->wrong = g_strdup (error->message);
  update_line (self);
  update_forecast (self);
}

void
lt_export_row_check_folder (LtExportRow *self, const char *folder)
{
  g_free (self->folder);
  self->folder = g_strdup (folder);
  update_forecast (self);
}

gboolean
lt_export_row_look_in_the_way (LtExportRow *self)
{
  update_forecast (self);
  return is_there (self) && !lt_export_row_get_replace (self);
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
add_check (GString *text, gboolean good, char *sentence)
{
  g_string_append_printf (text, "%s%s %s", text->len > 0 ? "\n" : "", good ? "✓" : "▲", sentence);
  g_free (sentence);
}

/* All of it measured from the bytes that were written. */
static void
show_checks (LtExportRow *self, const LtBatchItem *item)
{
  const LtMeasurement *m = &item->measured;
  const LtTarget      *t = item->target;
  g_autoptr (GString) left = g_string_new (NULL), right = g_string_new (NULL), notes = g_string_new (NULL);
  g_autofree char *loud = lt_number_text_dup (&lufs_format, m->integrated_lufs), *peak = lt_number_text_dup (&dbtp_format, m->true_peak_dbtp);
  g_autofree char *target = isnan (t->target_lufs) ? g_strdup (_ ("as mastered")) : lt_number_text_dup (&lufs_format, t->target_lufs);
  g_autofree char *ceiling = isnan (t->ceiling_dbtp) ? g_strdup (_ ("none")) : lt_number_text_dup (&dbtp_format, t->ceiling_dbtp);

  add_check (left, lt_batch_has_loudness (item), g_strdup_printf (_ ("Loudness: %s (asked: %s)"), loud, target));
  add_check (left, lt_batch_has_ceiling (item), g_strdup_printf (t->format->is_lossy ? _ ("Decoded true peak: %s (ceiling: %s)") : _ ("True peak: %s (ceiling: %s)"), peak, ceiling));
  add_check (right, lt_batch_is_unclipped (item), g_strdup_printf (_ ("Clipped places: %.0f"), m->clipped_runs));
  add_check (right, !m->is_truncated && m->n_bad_samples == 0, g_strdup_printf (_ ("Read back: %s, %g kHz, %.3f s"), m->format, m->rate_hz / 1000.0, m->duration_s));
  for (guint i = 0; i < item->notes->len; i++)
    g_string_append_printf (notes, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (item->notes, i));
  gtk_label_set_label (GTK_LABEL (self->checks[0]), left->str);
  gtk_label_set_label (GTK_LABEL (self->checks[1]), right->str);
  gtk_label_set_label (GTK_LABEL (self->notes), notes->str);
  gtk_widget_set_visible (self->notes, notes->len > 0);
}

static void
show_done (LtExportRow *self, const LtBatchItem *item)
{
  gboolean verified = lt_batch_is_verified (item);

  if (gtk_widget_get_visible (self->result))
    return;
  update_line (self);
  set_status (self, verified ? _ ("✓ Verified") : _ ("▲ Written, not as asked"), verified ? "ok" : "warn");
  show_checks (self, item);
}

static void
show_working (LtExportRow *self, const LtBatchItem *item, int state)
{
  int millis = atomic_load (&((LtBatchItem *) item)->millis);

  if (state == LT_BATCH_RENDERING && millis >= 1000)
    {
      set_status (self, _ ("Waiting"), "dim");
      return;
    }
  g_autofree char *text = g_strdup_printf (state == LT_BATCH_RENDERING ? _ ("Rendering %d %%") : _ ("Writing %d %%"), millis / 10);
  set_status (self, text, "dim");
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), millis / 1000.0);
}

void
lt_export_row_show (LtExportRow *self, const LtBatchItem *item)
{
  int state = item != NULL ? atomic_load (&((LtBatchItem *) item)->state) : -1;

  gtk_widget_set_visible (self->bar, state == LT_BATCH_RENDERING || state == LT_BATCH_WRITING);
  gtk_widget_set_sensitive (self->check, item == NULL);
  lt_export_row_settings_allow (self, item == NULL || state == LT_BATCH_FAILED || state == LT_BATCH_STOPPED, item == NULL);
  gtk_widget_set_visible (self->again, state == LT_BATCH_FAILED || state == LT_BATCH_STOPPED);
  switch (state)
    {
    case LT_BATCH_WAITING:
      set_status (self, _ ("Waiting"), "dim");
      break;
    case LT_BATCH_RENDERING:
    case LT_BATCH_WRITING:
      show_working (self, item, state);
      break;
    case LT_BATCH_DONE:
      show_done (self, item);
      break;
    case LT_BATCH_FAILED:
      set_status (self, _ ("✗ Failed"), "bad");
      adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), item->error);
      break;
    case LT_BATCH_STOPPED:
      set_status (self, _ ("Stopped; nothing was written"), "dim");
      break;
    default:
      update_line (self);
      update_forecast (self);
    }
  gtk_widget_set_visible (self->result, state == LT_BATCH_DONE);
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
  return self->file;
}

gboolean
lt_export_row_get_replace (LtExportRow *self)
{
  return gtk_switch_get_active (GTK_SWITCH (self->replace));
}

static GtkWidget *
result_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  return label;
}

static void
add_result (LtExportRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);

  self->result = adw_preferences_row_new ();
  self->notes = result_label ();
  gtk_widget_add_css_class (self->notes, "warn");
  gtk_widget_add_css_class (box, "padded");
  for (int i = 0; i < 2; i++)
    {
      self->checks[i] = result_label ();
      gtk_widget_set_hexpand (self->checks[i], TRUE);
      gtk_box_append (GTK_BOX (line), self->checks[i]);
    }
  gtk_box_append (GTK_BOX (line), lt_export_row_settings_button (self, _ ("Show in Files"), "show-file"));
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), self->notes);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->result), _ ("Measured from the file"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->result), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->result), box);
  gtk_widget_set_visible (self->result, FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->result);
}

/* --- the class --- */

static void
lt_export_row_finalize (GObject *object)
{
  LtExportRow *self = LT_EXPORT_ROW (object);

  lt_targets_free (self->target);
  g_free (self->folder);
  g_free (self->file);
  g_free (self->wrong);
  G_OBJECT_CLASS (lt_export_row_parent_class)->finalize (object);
}

static void
lt_export_row_class_init (LtExportRowClass *class)
{
  static const char *const names[] = { "duplicate", "remove", "show-file" };

  G_OBJECT_CLASS (class)->finalize = lt_export_row_finalize;
  signals[RETRY] = g_signal_new ("retry", LT_TYPE_EXPORT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  for (guint i = DUPLICATE; i <= SHOW; i++)
    signals[i] = g_signal_new (names[i - DUPLICATE], LT_TYPE_EXPORT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_EXPORT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

/* What has no room is whole there. */
static gboolean
on_tooltip (GtkLabel *label, int x, int y, gboolean by_keys, GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, gtk_label_get_label (label));
  return pango_layout_is_ellipsized (gtk_label_get_layout (label));
}

void
lt_export_row_fix_width (GtkWidget *label, GtkWidget *column, int width)
{
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1);
  gtk_widget_set_has_tooltip (label, TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (on_tooltip), NULL);
  gtk_widget_set_size_request (column, (int) lt_draw_text_px (column, width), -1);
}

static GtkWidget *
build_columns (LtExportRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, LT_EXPORT_ROW_SPACING), *pair = NULL;

  gtk_widget_set_valign (line, GTK_ALIGN_CENTER);
  for (int i = 0; i < N_COLUMNS; i++)
    {
      self->columns[i] = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (self->columns[i]), 0.0f);
      gtk_widget_add_css_class (self->columns[i], i == C_RATE || i == C_CEILING ? "caption" : "numeric");
      if (i != C_RATE && i != C_CEILING)
        {
          pair = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
          gtk_widget_set_valign (pair, GTK_ALIGN_CENTER);
          gtk_box_append (GTK_BOX (line), pair);
        }
      lt_export_row_fix_width (self->columns[i], pair, LT_EXPORT_ROW_COLUMN);
      gtk_box_append (GTK_BOX (pair), self->columns[i]);
    }
  return line;
}

static void
on_toggled (GtkCheckButton *check, LtExportRow *self)
{
  if (self->building)
    return;
  self->target->on = gtk_check_button_get_active (check);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
lt_export_row_init (LtExportRow *self)
{
  GtkWidget *line = build_columns (self), *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->integrated_lufs = self->true_peak_dbtp = NAN;
  self->check = gtk_check_button_new ();
  gtk_widget_set_valign (self->check, GTK_ALIGN_CENTER);
  self->status = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->status), 0.0f);
  lt_export_row_fix_width (self->status, column, LT_EXPORT_ROW_STATUS);
  self->bar = gtk_progress_bar_new ();
  gtk_widget_set_visible (self->bar, FALSE);
  gtk_widget_set_valign (column, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (column), self->status);
  gtk_box_append (GTK_BOX (column), self->bar);
  gtk_box_append (GTK_BOX (line), column);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE); /* names have any letters */
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), self->check);
  self->again = lt_export_row_settings_button (self, _ ("Try Again"), "retry");
  gtk_widget_set_visible (self->again, FALSE);
  gtk_widget_set_halign (self->again, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->again, "small");
  gtk_box_append (GTK_BOX (column), self->again); /* in it, so that the columns stay one below the other */
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), line);
  g_signal_connect (self->check, "toggled", G_CALLBACK (on_toggled), self);
}

GtkWidget *
lt_export_row_new (const LtTarget *target, const LtSession *session)
{
  LtExportRow *self = g_object_new (LT_TYPE_EXPORT_ROW, NULL);

  self->building = TRUE;
  self->target = lt_targets_copy (target);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->check), target->on);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, target->name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, target->name, -1);
  add_result (self);
  lt_export_row_settings_add (self);
  self->building = FALSE;
  lt_export_row_set_session (self, session);
  return GTK_WIDGET (self);
}
