// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The big number is the whole song's as printed, or what was measured since play began.
// Layer: app.

#include "app/master/loudness-panel.h"

#include "app/master/loudness-plot.h"
#include "app/shell/settings.h"
#include "app/widgets/loudness-bar.h"
#include "deliver/loudness-fit.h"
#include "studio/live-analysis.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define LT_TYPE_LOUDNESS_PANEL (lt_loudness_panel_get_type ())
G_DECLARE_FINAL_TYPE (LtLoudnessPanel, lt_loudness_panel, LT, LOUDNESS_PANEL, GtkWidget)

typedef enum
{
  ROW_TRUE_PEAK,
  ROW_PLR,
  ROW_MAX_SHORT,
  ROW_PSR,
  ROW_MAX_MOMENTARY,
  ROW_OVERS,
  N_ROWS,
} Row;

static const struct
{
  const char *label, *unit;
} rows[N_ROWS] = {
  { N_ ("True peak"), "dBTP" }, { N_ ("PLR"), "dB" }, { N_ ("Max short"), "LUFS" }, { N_ ("PSR"), "dB" }, { N_ ("Max mom."), "LUFS" }, { N_ ("Overs"), "" },
};

struct _LtLoudnessPanel
{
  GtkWidget parent_instance;

  LtContext     *context;
  LtPrintKeeper *keeper;
  gulong         frame;
  uint64_t       serial;

  GtkWidget *box, *scope, *hero, *pill, *target, *bar, *range, *values[N_ROWS], *reset, *page, *stack, *plot, *span, *wide;
};

G_DEFINE_FINAL_TYPE (LtLoudnessPanel, lt_loudness_panel, GTK_TYPE_WIDGET)

static char *
dup_level (double value)
{
  if (!isfinite (value))
    return g_strdup (isnan (value) ? "–" : "\u2212∞");
  return g_strdup_printf ("%s%.1f", value < -0.05 ? "\u2212" : "", fabs (value));
}

static void
set_value (LtLoudnessPanel *self, Row row, double value, const char *style)
{
  g_autofree char *text = row == ROW_OVERS ? (isnan (value) ? g_strdup ("–") : g_strdup_printf ("%.0f", value)) : dup_level (value);

  if (strcmp (text, gtk_label_get_label (GTK_LABEL (self->values[row]))) != 0)
    gtk_label_set_label (GTK_LABEL (self->values[row]), text);
  gtk_widget_remove_css_class (self->values[row], "warn");
  gtk_widget_remove_css_class (self->values[row], "bad");
  if (style != NULL)
    gtk_widget_add_css_class (self->values[row], style);
}

static gboolean
is_whole_song (LtLoudnessPanel *self)
{
  return gtk_drop_down_get_selected (GTK_DROP_DOWN (self->scope)) == 0;
}

static void
show_hero (LtLoudnessPanel *self, double lufs, const char *note)
{
  double           off = lufs - LT_LOUDNESS_FIT_TARGET_LUFS;
  g_autofree char *hero = dup_level (lufs), *pill = NULL;
  const char      *style = fabs (off) <= 1.0 ? "ok" : (fabs (off) <= 3.0 ? "warn" : "bad");

  if (note != NULL)
    pill = g_strdup (note);
  else if (isfinite (lufs))
    pill = g_strdup_printf ("%s %s%.1f LU", fabs (off) <= 1.0 ? "✓" : "▲", off < -0.05 ? "\u2212" : "+", fabs (off));
  gtk_label_set_label (GTK_LABEL (self->hero), hero);
  gtk_label_set_label (GTK_LABEL (self->pill), pill != NULL ? pill : "–");
  for (const char *const *s = (const char *const[]) { "ok", "warn", "bad", NULL }; *s != NULL; s++)
    gtk_widget_remove_css_class (self->pill, *s);
  if (note == NULL && isfinite (lufs))
    gtk_widget_add_css_class (self->pill, style);
  (note != NULL ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (self->pill, "note"); /* no wider than a number */
}

static void
show_range (LtLoudnessPanel *self, double lra)
{
  g_autofree char *text = isfinite (lra) ? g_strdup_printf (_ ("LRA %.1f LU"), lra) : g_strdup (_ ("LRA –"));

  gtk_label_set_label (GTK_LABEL (self->range), text);
}

static void
clear_rows (LtLoudnessPanel *self)
{
  for (Row row = 0; row < N_ROWS; row++)
    set_value (self, row, NAN, NULL);
  show_range (self, NAN);
}

static void
show_print (LtLoudnessPanel *self)
{
  gboolean       empty = lt_print_keeper_is_empty (self->keeper);
  const LtPrint *print = empty ? NULL : lt_print_keeper_get (self->keeper);
  const char    *wait = lt_print_keeper_has_failed (self->keeper) ? _ ("Not measured") : _ ("Measuring…");
  double         psr = NAN;

  show_hero (self, print != NULL ? print->master.integrated_lufs : NAN,
             empty ? _ ("No sound yet") : (print == NULL || lt_print_keeper_is_stale (self->keeper) ? wait : NULL));
  if (print == NULL)
    {
      clear_rows (self);
      return;
    }
  if (isfinite (print->master.max_short_term_lufs))
    psr = print->master.true_peak_dbtp - print->master.max_short_term_lufs;
  set_value (self, ROW_TRUE_PEAK, print->master.true_peak_dbtp, print->master.true_peak_dbtp > LT_LOUDNESS_FIT_CEILING_DBTP + 0.05 ? "warn" : NULL);
  set_value (self, ROW_PLR, print->master.plr_lu, NULL);
  set_value (self, ROW_MAX_SHORT, print->master.max_short_term_lufs, NULL);
  set_value (self, ROW_PSR, psr, NULL);
  set_value (self, ROW_MAX_MOMENTARY, print->master.max_momentary_lufs, NULL);
  set_value (self, ROW_OVERS, print->n_overs, print->n_overs > 0 ? "warn" : NULL);
  show_range (self, print->master.loudness_range_lu);
}

static void
show_live (LtLoudnessPanel *self, const LtLiveReading *reading)
{
  show_hero (self, reading->integrated_lufs, NULL);
  set_value (self, ROW_TRUE_PEAK, reading->true_peak_dbtp, reading->true_peak_dbtp > LT_LOUDNESS_FIT_CEILING_DBTP + 0.05 ? "warn" : NULL);
  set_value (self, ROW_PLR, reading->plr_lu, NULL);
  set_value (self, ROW_MAX_SHORT, reading->max_short_term_lufs, NULL);
  set_value (self, ROW_PSR, reading->min_psr_lu, NULL);
  set_value (self, ROW_MAX_MOMENTARY, reading->max_momentary_lufs, NULL);
  set_value (self, ROW_OVERS, reading->overs, reading->overs > 0 ? "warn" : NULL);
  show_range (self, reading->range_lu);
}

static void
on_keeper (LtLoudnessPanel *self)
{
  if (is_whole_song (self))
    show_print (self);
}

static void
on_scope (LtLoudnessPanel *self)
{
  gtk_widget_set_sensitive (self->reset, !is_whole_song (self));
  self->serial = 0;
  if (is_whole_song (self))
    show_print (self);
  else
    show_live (self, lt_live_read_tap (lt_context_get_live (self->context), LT_LIVE_TAP_MASTER));
}

static void
on_frame (LtContext *context, double seconds, LtLoudnessPanel *self)
{
  const LtLiveReading *reading = lt_live_read_tap (lt_context_get_live (context), LT_LIVE_TAP_MASTER);
  LtLoudnessBarValues  values = { reading->momentary_lufs, reading->short_term_lufs, reading->max_momentary_lufs, reading->max_short_term_lufs, NAN, NAN };

  if (reading->serial == self->serial)
    return;
  self->serial = reading->serial;
  if (isfinite (reading->range_lu) && isfinite (reading->integrated_lufs))
    {
      values.range_low = reading->integrated_lufs - reading->range_lu / 2.0;
      values.range_high = reading->integrated_lufs + reading->range_lu / 2.0;
    }
  lt_loudness_bar_set_values (LT_LOUDNESS_BAR (self->bar), &values);
  if (!is_whole_song (self))
    show_live (self, reading);
  if (gtk_widget_get_mapped (self->plot))
    lt_loudness_plot_set_log (LT_LOUDNESS_PLOT (self->plot), lt_live_get_history (lt_context_get_live (context), LT_LIVE_TAP_MASTER));
}

static void
on_reset (LtLoudnessPanel *self)
{
  lt_live_reset_analysis (lt_context_get_live (self->context));
  lt_context_wake (self->context);
}

/* --- the class --- */

static void
lt_loudness_panel_map (GtkWidget *widget)
{
  LtLoudnessPanel *self = LT_LOUDNESS_PANEL (widget);

  GTK_WIDGET_CLASS (lt_loudness_panel_parent_class)->map (widget);
  self->frame = g_signal_connect (self->context, "frame", G_CALLBACK (on_frame), self);
  on_keeper (self);
}

static void
lt_loudness_panel_unmap (GtkWidget *widget)
{
  g_clear_signal_handler (&LT_LOUDNESS_PANEL (widget)->frame, LT_LOUDNESS_PANEL (widget)->context);
  GTK_WIDGET_CLASS (lt_loudness_panel_parent_class)->unmap (widget);
}

static void
lt_loudness_panel_dispose (GObject *object)
{
  g_clear_pointer (&LT_LOUDNESS_PANEL (object)->box, gtk_widget_unparent);
  g_clear_object (&LT_LOUDNESS_PANEL (object)->keeper);
  G_OBJECT_CLASS (lt_loudness_panel_parent_class)->dispose (object);
}

static void
lt_loudness_panel_class_init (LtLoudnessPanelClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_loudness_panel_dispose;
  widget->map = lt_loudness_panel_map;
  widget->unmap = lt_loudness_panel_unmap;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget, "loudnesspanel");
}

static GtkWidget *
label (const char *text, const char *style, float xalign)
{
  GtkWidget *widget = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (widget), xalign);
  gtk_widget_add_css_class (widget, style);
  return widget;
}

static GtkWidget *
build_choice (const char *const *words, const char *name)
{
  GtkWidget *choice = gtk_drop_down_new_from_strings (words);

  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (choice)), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return choice;
}

static GtkWidget *
build_head (LtLoudnessPanel *self)
{
  const char *scopes[] = { _ ("Whole song"), _ ("Since play"), NULL };
  GtkWidget  *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *title = label (_ ("Loudness"), "heading", 0.0f);

  gtk_widget_set_hexpand (title, TRUE);
  self->scope = build_choice (scopes, _ ("What is measured"));
  self->reset = gtk_button_new_with_label (_ ("Reset"));
  gtk_widget_set_sensitive (self->reset, FALSE);
  gtk_widget_add_css_class (self->reset, "small");
  g_signal_connect_swapped (self->scope, "notify::selected", G_CALLBACK (on_scope), self);
  g_signal_connect_swapped (self->reset, "clicked", G_CALLBACK (on_reset), self);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), self->reset);
  gtk_box_append (GTK_BOX (head), self->scope);
  return head;
}

static GtkWidget *
build_hero (LtLoudnessPanel *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *unit = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *target = g_strdup_printf (_ ("Target \u2212%.1f"), -LT_LOUDNESS_FIT_TARGET_LUFS);

  self->hero = label ("–", "hero", 0.0f);
  self->pill = label ("–", "pill", 0.5f);
  self->target = label (target, "caption", 1.0f);
  gtk_box_append (GTK_BOX (unit), label ("LUFS", "heading", 0.0f));
  gtk_box_append (GTK_BOX (unit), label (_ ("integrated"), "caption", 0.0f));
  gtk_widget_set_valign (unit, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (unit, TRUE);
  gtk_widget_set_valign (right, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (right), self->pill);
  gtk_box_append (GTK_BOX (right), self->target);
  gtk_box_append (GTK_BOX (row), self->hero);
  gtk_box_append (GTK_BOX (row), unit);
  gtk_box_append (GTK_BOX (row), right);
  return row;
}

static GtkWidget *
build_rows (LtLoudnessPanel *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  for (int i = 0; i < N_ROWS; i++)
    {
      int        column = i % 2 * 4, line = i / 2;
      GtkWidget *name = label (_ (rows[i].label), "caption", 0.0f);

      self->values[i] = label ("–", "heading", 1.0f);
      gtk_widget_set_hexpand (self->values[i], TRUE);
      gtk_widget_set_margin_start (name, i % 2 == 1 ? 12 : 0);
      gtk_grid_attach (GTK_GRID (grid), name, column, line, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), self->values[i], column + 1, line, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), label (rows[i].unit, "caption", 0.0f), column + 2, line, 1, 1);
    }
  return grid;
}

static void
on_page (LtLoudnessPanel *self)
{
  guint page = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->page));

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), page == 0 ? "rows" : "plot");
  lt_loudness_plot_set_view (LT_LOUDNESS_PLOT (self->plot), page == 2 ? LT_LOUDNESS_PLOT_HISTOGRAM : (LtLoudnessPlotView) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->span)));
  gtk_widget_set_visible (self->span, page == 1);
  self->serial = 0;
  if (self->context != NULL)
    lt_context_wake (self->context);
}

static void
on_wide (LtLoudnessPanel *self)
{
  lt_loudness_bar_set_wide (LT_LOUDNESS_BAR (self->bar), gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->wide)));
}

/* Numbers, history and histogram take turns in one place; beside the range is what chooses. */
static void
build_pages (LtLoudnessPanel *self)
{
  const char *pages[] = { _ ("Numbers"), _ ("History"), _ ("Histogram"), NULL }, *spans[] = { _ ("1 min"), _ ("10 min"), _ ("All"), NULL };
  GtkWidget  *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->range = label (_ ("LRA –"), "caption", 0.0f);
  gtk_widget_set_hexpand (self->range, TRUE);
  self->wide = gtk_toggle_button_new_with_label ("+18");
  gtk_widget_add_css_class (self->wide, "small");
  gtk_widget_set_tooltip_text (self->wide, _ ("Scale EBU +18 instead of EBU +9"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->wide), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Scale EBU +18 instead of EBU +9"), -1);
  self->page = build_choice (pages, _ ("What is shown of loudness"));
  self->span = build_choice (spans, _ ("How far back the history goes"));
  gtk_widget_set_tooltip_text (self->span, _ ("How far back the history goes"));
  gtk_widget_set_visible (self->span, FALSE);
  self->plot = lt_loudness_plot_new (LT_LOUDNESS_FIT_TARGET_LUFS);
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), build_rows (self), "rows");
  gtk_stack_add_named (GTK_STACK (self->stack), self->plot, "plot");
  gtk_box_append (GTK_BOX (row), self->range);
  gtk_box_append (GTK_BOX (row), self->wide);
  gtk_box_append (GTK_BOX (row), self->span);
  gtk_box_append (GTK_BOX (row), self->page);
  gtk_box_append (GTK_BOX (self->box), row);
  gtk_box_append (GTK_BOX (self->box), self->stack);
  g_signal_connect_swapped (self->page, "notify::selected", G_CALLBACK (on_page), self);
  g_signal_connect_swapped (self->span, "notify::selected", G_CALLBACK (on_page), self);
  g_signal_connect_swapped (self->wide, "toggled", G_CALLBACK (on_wide), self);
  if (lt_settings_get () != NULL)
    {
      g_settings_bind (lt_settings_get (), "loudness-page", self->page, "selected", G_SETTINGS_BIND_DEFAULT);
      g_settings_bind (lt_settings_get (), "loudness-span", self->span, "selected", G_SETTINGS_BIND_DEFAULT);
      g_settings_bind (lt_settings_get (), "loudness-wide-scale", self->wide, "active", G_SETTINGS_BIND_DEFAULT);
    }
}

static void
lt_loudness_panel_init (LtLoudnessPanel *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_add_css_class (self->box, "panel");
  gtk_widget_add_css_class (self->box, "padded");
  gtk_box_append (GTK_BOX (self->box), build_head (self));
  gtk_box_append (GTK_BOX (self->box), build_hero (self));
  self->bar = lt_loudness_bar_new ();
  lt_loudness_bar_set_target (LT_LOUDNESS_BAR (self->bar), LT_LOUDNESS_FIT_TARGET_LUFS);
  g_signal_connect_swapped (self->bar, "reset", G_CALLBACK (on_reset), self);
  gtk_box_append (GTK_BOX (self->box), self->bar);
  build_pages (self);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
lt_loudness_panel_new (LtContext *context, LtPrintKeeper *keeper)
{
  LtLoudnessPanel *self = g_object_new (LT_TYPE_LOUDNESS_PANEL, NULL);

  self->context = context;
  self->keeper = g_object_ref (keeper);
  g_signal_connect_object (keeper, "changed", G_CALLBACK (on_keeper), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
