// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every choice is measured when it is first looked at, in a thread; closing stops what is under way.
// Layer: app.

#include "app/edit/measure-dialog.h"

#include "app/shell/actions.h"
#include "app/widgets/number-text.h"
#include "app/widgets/plot.h"
#include "app/widgets/seg.h"
#include "app/widgets/time-scale.h"
#include "studio/live-scope.h"
#include "studio/measure-session.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#define LT_TYPE_MEASURE_DIALOG (lt_measure_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LtMeasureDialog, lt_measure_dialog, LT, MEASURE_DIALOG, AdwWindow)

#define WIDTH 520
#define HEIGHT 560
#define PLOT_HEIGHT 170
#define LOWEST_DB -96.0
#define HIGHEST_DB 0.0

typedef enum
{
  CLIPS,
  MIX,
  MASTER,
  N_SUBJECTS,
} Subject;

typedef struct
{
  LtMeasureDialog     *dialog; /* a reference, of the main thread's */
  LtSession           *session;
  char                *folder;
  GArray              *ids;
  Subject              subject;
  LtSessionMeasurement result;
} Work;

struct _LtMeasureDialog
{
  AdwWindow parent_instance;

  LtContext    *context;
  LtSession    *session; /* as it was when it was asked */
  char         *folder;
  GArray       *ids; /* of LtId */
  int64_t       from, to;
  GCancellable *cancellable;

  gboolean             is_known[N_SUBJECTS], is_asked[N_SUBJECTS];
  LtSessionMeasurement results[N_SUBJECTS];
  char                *problems[N_SUBJECTS];

  GtkWidget *subject, *stack, *grid, *plot, *problem, *copy;
  GPtrArray *values; /* of GtkLabel */
};

G_DEFINE_FINAL_TYPE (LtMeasureDialog, lt_measure_dialog, ADW_TYPE_WINDOW)

/* --- the numbers --- */

typedef struct
{
  const char    *label;
  LtNumberFormat format;
  goffset        offset; /* of a double in LtSessionMeasurement */
} Row;

#define NUMBER(field) G_STRUCT_OFFSET (LtSessionMeasurement, numbers.field)

static const Row rows[] = {
  { N_ ("Integrated loudness"), { .kind = LT_NUMBER_LUFS }, NUMBER (integrated_lufs) },
  { N_ ("Highest short-term loudness"), { .kind = LT_NUMBER_LUFS }, NUMBER (max_short_term_lufs) },
  { N_ ("Highest momentary loudness"), { .kind = LT_NUMBER_LUFS }, NUMBER (max_momentary_lufs) },
  { N_ ("Loudness range"), { .kind = LT_NUMBER_LU }, NUMBER (loudness_range_lu) },
  { N_ ("True peak"), { .kind = LT_NUMBER_DBTP }, NUMBER (true_peak_dbtp) },
  { N_ ("Sample peak"), { .kind = LT_NUMBER_DB }, NUMBER (sample_peak_dbfs) },
  { N_ ("RMS"), { .kind = LT_NUMBER_DB }, G_STRUCT_OFFSET (LtSessionMeasurement, rms_dbfs) },
  { N_ ("Peak to loudness ratio"), { .kind = LT_NUMBER_LU }, NUMBER (plr_lu) },
  { N_ ("Correlation"), { .kind = LT_NUMBER_PLAIN, .is_signed = TRUE }, NUMBER (correlation) },
  { N_ ("Clipped runs"), { .kind = LT_NUMBER_COUNT }, NUMBER (clipped_runs) },
  { N_ ("Duration"), { .kind = LT_NUMBER_TIME }, NUMBER (duration_s) },
};

static char *
dup_value (const Row *row, const LtSessionMeasurement *m)
{
  double value = *(const double *) ((const char *) m + row->offset);

  return isnan (value) ? g_strdup ("–") : lt_number_text_dup (&row->format, value);
}

static void
draw_bands (LtPlot *plot, cairo_t *cr, gpointer data)
{
  LtMeasureDialog *self = data;
  guint            shown = lt_seg_get_selected (LT_SEG (self->subject)), n = 0;
  double           x[LT_SPECTRUM_BANDS], y[LT_SPECTRUM_BANDS];
  GdkRGBA          shade = lt_palette_alpha (lt_palette_get (LT_COLOUR_ACCENT_LINE), 0.18);

  if (!self->is_known[shown])
    return;
  for (guint b = 0; b < LT_SPECTRUM_BANDS; b++)
    if (!isnan (self->results[shown].bands_dbfs[b]))
      {
        x[n] = lt_live_scope_band_hz (b);
        y[n++] = fmax (self->results[shown].bands_dbfs[b], LOWEST_DB);
      }
  lt_plot_area (plot, cr, x, y, n, LOWEST_DB);
  gdk_cairo_set_source_rgba (cr, &shade);
  cairo_fill (cr);
  lt_plot_curve (plot, cr, x, y, n);
  gdk_cairo_set_source_rgba (cr, lt_palette_get (LT_COLOUR_ACCENT_LINE));
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
}

static void
name_plot (LtMeasureDialog *self, const LtSessionMeasurement *m)
{
  LtNumberFormat   hz = { .kind = LT_NUMBER_HZ }, db = { .kind = LT_NUMBER_DB };
  guint            best = 0;
  g_autofree char *where = NULL, *level = NULL, *words = NULL;

  for (guint b = 1; b < LT_SPECTRUM_BANDS; b++)
    if (m->bands_dbfs[b] > m->bands_dbfs[best])
      best = b;
  where = lt_number_text_dup_words (&hz, lt_live_scope_band_hz (best));
  level = lt_number_text_dup_words (&db, m->bands_dbfs[best]);
  words = isfinite (m->bands_dbfs[best]) ? g_strdup_printf (_ ("Spectrum in third octaves, highest at %s, %s"), where, level)
                                         : g_strdup (_ ("Spectrum in third octaves, silent"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->plot), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
show (LtMeasureDialog *self)
{
  guint                       shown = lt_seg_get_selected (LT_SEG (self->subject));
  const LtSessionMeasurement *m = &self->results[shown];

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), self->is_known[shown] ? "numbers" : self->problems[shown] != NULL ? "problem" : "wait");
  gtk_widget_set_sensitive (self->copy, self->is_known[shown]);
  if (self->problems[shown] != NULL)
    gtk_label_set_label (GTK_LABEL (self->problem), self->problems[shown]);
  if (!self->is_known[shown])
    return;
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = dup_value (&rows[i], m), *words = g_strdup_printf ("%s: %s", _ (rows[i].label), text);

      gtk_label_set_label (self->values->pdata[i], text);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->values->pdata[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
    }
  name_plot (self, m);
  lt_plot_redraw (LT_PLOT (self->plot));
}

static void
on_copy (LtMeasureDialog *self)
{
  guint              shown = lt_seg_get_selected (LT_SEG (self->subject));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *value = dup_value (&rows[i], &self->results[shown]);

      g_string_append_printf (text, "%s\t%s\n", _ (rows[i].label), value);
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text->str);
}

/* --- measuring --- */

static void
work_free (gpointer data)
{
  Work *work = data;

  lt_session_unref (work->session);
  g_free (work->folder);
  g_array_unref (work->ids);
  g_free (work);
}

static void
measure_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work          *work = data;
  GError        *error = NULL;
  const LtStrip *strip = work->subject == MASTER ? work->session->master : work->session->mix;
  LtMeasureSessionJob job = { .session = work->session, .folder = work->folder, .ids = work->subject == CLIPS ? work->ids : NULL, .strip_id = strip->id,
                              .from = work->result.from, .to = work->result.to };

  if (lt_measure_session_run (&job, &work->result, NULL, NULL, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_measured (GObject *source, GAsyncResult *result, gpointer data)
{
  LtMeasureDialog   *self = LT_MEASURE_DIALOG (source);
  Work              *work = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      self->results[work->subject] = work->result;
      self->is_known[work->subject] = TRUE;
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  else
    self->problems[work->subject] = g_strdup (error->message);
  show (self);
}

static void
ask (LtMeasureDialog *self)
{
  Subject subject = (Subject) lt_seg_get_selected (LT_SEG (self->subject));
  Work   *work;

  show (self);
  if (self->is_asked[subject])
    return;
  self->is_asked[subject] = TRUE;
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, on_measured, NULL);
  work = g_new0 (Work, 1);
  *work = (Work) { .session = lt_session_ref (self->session), .folder = g_strdup (self->folder), .ids = g_array_ref (self->ids), .subject = subject,
                   .result = { .from = self->from, .to = self->to } };
  g_task_set_task_data (task, work, work_free);
  g_task_run_in_thread (task, measure_in_thread);
}

/* --- the window --- */

static GtkWidget *
build_numbers (LtMeasureDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  LtPlotAxis x = lt_plot_axis_frequency (), y = lt_plot_axis_db (LOWEST_DB, HIGHEST_DB, 24.0);

  self->grid = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 12);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      GtkWidget *label = gtk_label_new (_ (rows[i].label)), *value = gtk_label_new (NULL);

      gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
      gtk_label_set_xalign (GTK_LABEL (value), 1.0f);
      gtk_label_set_selectable (GTK_LABEL (value), TRUE);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_widget_add_css_class (label, "dim");
      gtk_grid_attach (GTK_GRID (self->grid), label, 0, (int) i, 1, 1);
      gtk_grid_attach (GTK_GRID (self->grid), value, 1, (int) i, 1, 1);
      g_ptr_array_add (self->values, value);
    }
  self->plot = lt_plot_new ();
  lt_plot_set_axes (LT_PLOT (self->plot), &x, &y);
  lt_plot_add_layer (LT_PLOT (self->plot), draw_bands, self);
  gtk_widget_set_size_request (self->plot, -1, PLOT_HEIGHT);
  gtk_widget_set_vexpand (self->plot, TRUE);
  gtk_box_append (GTK_BOX (box), self->grid);
  gtk_box_append (GTK_BOX (box), self->plot);
  return box;
}

static GtkWidget *
build_waiting (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *spinner = gtk_spinner_new ();

  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), spinner);
  gtk_box_append (GTK_BOX (box), gtk_label_new (_ ("Measuring…")));
  return box;
}

static char *
dup_stretch (LtMeasureDialog *self)
{
  LtTimeScale      scale = { .rate_hz = self->session->rate_hz };
  g_autofree char *from = lt_time_scale_dup_time (&scale, (double) self->from, 3), *to = lt_time_scale_dup_time (&scale, (double) self->to, 3);
  guint            n = self->ids->len;

  if (n == 0)
    return g_strdup_printf (_ ("%s to %s"), from, to);
  return g_strdup_printf (g_dngettext (NULL, "%s to %s, %u clip", "%s to %s, %u clips", n), from, to, n);
}

static void
build (LtMeasureDialog *self)
{
  static const char *const subjects[] = { N_ ("Clips"), N_ ("Mix"), N_ ("Master") };
  const char *labels[] = { _ (subjects[0]), _ (subjects[1]), _ (subjects[2]), NULL };
  GtkWidget  *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *bar = adw_header_bar_new ();
  g_autofree char *stretch = dup_stretch (self);
  GtkWidget  *title = adw_window_title_new (_ ("Measure"), stretch);

  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), title);
  self->copy = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  lt_actions_set_name (self->copy, _ ("Copy the numbers as text"));
  g_signal_connect_swapped (self->copy, "clicked", G_CALLBACK (on_copy), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), self->copy);

  self->subject = lt_seg_new (labels);
  lt_seg_set_name (LT_SEG (self->subject), _ ("What is measured"));
  gtk_widget_set_halign (self->subject, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (lt_seg_get_button (LT_SEG (self->subject), CLIPS), _ ("The clips as they are, without fader, pan and effects of their tracks"));
  gtk_widget_set_tooltip_text (lt_seg_get_button (LT_SEG (self->subject), MIX), _ ("The whole mix over this time"));
  gtk_widget_set_tooltip_text (lt_seg_get_button (LT_SEG (self->subject), MASTER), _ ("The master over this time"));
  gtk_widget_set_sensitive (lt_seg_get_button (LT_SEG (self->subject), CLIPS), self->ids->len > 0);
  lt_seg_set_selected (LT_SEG (self->subject), self->ids->len > 0 ? CLIPS : MIX);

  self->problem = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), build_waiting (), "wait");
  gtk_stack_add_named (GTK_STACK (self->stack), build_numbers (self), "numbers");
  gtk_stack_add_named (GTK_STACK (self->stack), self->problem, "problem");
  gtk_widget_set_vexpand (self->stack, TRUE);

  gtk_widget_add_css_class (page, "page");
  gtk_box_append (GTK_BOX (page), self->subject);
  gtk_box_append (GTK_BOX (page), self->stack);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (self), box);
  g_signal_connect_object (self->subject, "notify::selected", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
}

static gboolean
on_escape (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return GDK_EVENT_STOP;
}

static gboolean
lt_measure_dialog_close_request (GtkWindow *window)
{
  g_cancellable_cancel (LT_MEASURE_DIALOG (window)->cancellable);
  return GTK_WINDOW_CLASS (lt_measure_dialog_parent_class)->close_request (window);
}

static void
lt_measure_dialog_finalize (GObject *object)
{
  LtMeasureDialog *self = LT_MEASURE_DIALOG (object);

  g_clear_object (&self->context);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->session, lt_session_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_free (self->folder);
  for (guint i = 0; i < N_SUBJECTS; i++)
    g_free (self->problems[i]);
  G_OBJECT_CLASS (lt_measure_dialog_parent_class)->finalize (object);
}

static void
lt_measure_dialog_class_init (LtMeasureDialogClass *class)
{
  G_OBJECT_CLASS (class)->finalize = lt_measure_dialog_finalize;
  GTK_WINDOW_CLASS (class)->close_request = lt_measure_dialog_close_request;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (class), GDK_KEY_Escape, 0, on_escape, NULL);
}

static void
lt_measure_dialog_init (LtMeasureDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->values = g_ptr_array_new ();
}

GtkWindow *
lt_measure_dialog_new (GtkWindow *parent, LtContext *context, const GArray *ids, int64_t from, int64_t to)
{
  LtMeasureDialog *self = g_object_new (LT_TYPE_MEASURE_DIALOG, "modal", TRUE, "transient-for", parent, "destroy-with-parent", TRUE, NULL);
  LtDocument      *document = lt_context_get_document (context);

  self->context = g_object_ref (context);
  self->session = lt_session_ref (lt_document_get_session (document));
  self->folder = g_strdup (lt_document_get_path (document));
  self->ids = g_array_new (FALSE, FALSE, sizeof (LtId));
  g_array_append_vals (self->ids, ids->data, ids->len);
  self->from = from;
  self->to = to;
  gtk_window_set_title (GTK_WINDOW (self), _ ("Measure"));
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  gtk_widget_add_css_class (GTK_WIDGET (self), "lathe");
  gtk_widget_add_css_class (GTK_WIDGET (self), "measure");
  build (self);
  ask (self);
  return GTK_WINDOW (self);
}
