// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A line for each delivery of the program's list, judged by the print of the song.
// Layer: app.

#include "app/master/deliveries-panel.h"

#include "deliver/verdict.h"

#include <glib/gi18n.h>
#include <math.h>

#define MAX_ROWS 5 /* the rest is in the dialog */

#define LT_TYPE_DELIVERIES_PANEL (lt_deliveries_panel_get_type ())
G_DECLARE_FINAL_TYPE (LtDeliveriesPanel, lt_deliveries_panel, LT, DELIVERIES_PANEL, GtkWidget)

typedef struct
{
  const LtTarget *target;
  GtkWidget      *row, *sign, *verdict;
} Line;

struct _LtDeliveriesPanel
{
  GtkWidget parent_instance;

  LtPrintKeeper *keeper;
  GPtrArray     *targets; /* of LtTarget; NULL: the list can't be read */
  Line           lines[MAX_ROWS];
  guint          n_lines;
  GtkWidget     *box;
};

G_DEFINE_FINAL_TYPE (LtDeliveriesPanel, lt_deliveries_panel, GTK_TYPE_WIDGET)

static GtkWidget *
label (const char *text, const char *style)
{
  GtkWidget *widget = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (widget), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (widget), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (widget, style);
  return widget;
}

static char *
dup_aim (const LtTarget *target)
{
  g_autofree char *loudness = isnan (target->target_lufs) ? g_strdup (_ ("as mastered"))
                                                          : g_strdup_printf ("\u2212%.0f LUFS", -target->target_lufs);

  if (isnan (target->ceiling_dbtp))
    return g_steal_pointer (&loudness);
  return g_strdup_printf ("%s, \u2212%.1f dBTP", loudness, -target->ceiling_dbtp);
}

static void
set_style (GtkWidget *widget, const char *style)
{
  for (const char *const *s = (const char *const[]) { "ok", "warn", "dim", NULL }; *s != NULL; s++)
    gtk_widget_remove_css_class (widget, *s);
  gtk_widget_add_css_class (widget, style);
}

static void
show_line (Line *line, const LtPrint *print, gboolean stale)
{
  LtVerdict        verdict = print == NULL ? (LtVerdict) { LT_VERDICT_UNKNOWN, 0.0 }
                                           : lt_verdict_of (line->target, print->master.integrated_lufs, print->master.true_peak_dbtp);
  gboolean         warning = lt_verdict_is_warning (verdict), known = !stale && verdict.kind != LT_VERDICT_UNKNOWN;
  g_autofree char *text = stale ? g_strdup (_ ("Measuring…")) : lt_verdict_dup_text (verdict);
  g_autofree char *aim = dup_aim (line->target);
  g_autofree char *said = g_strdup_printf ("%s, %s, %s", line->target->name, aim, text);

  gtk_label_set_label (GTK_LABEL (line->sign), !known ? "–" : (warning ? "▲" : "✓"));
  gtk_label_set_label (GTK_LABEL (line->verdict), text);
  set_style (line->sign, !known ? "dim" : (warning ? "warn" : "ok"));
  set_style (line->verdict, known && warning ? "warn" : "dim");
  gtk_accessible_update_property (GTK_ACCESSIBLE (line->row), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
}

static void
on_keeper (LtDeliveriesPanel *self)
{
  gboolean       empty = lt_print_keeper_is_empty (self->keeper);
  const LtPrint *print = empty ? NULL : lt_print_keeper_get (self->keeper);
  gboolean       stale = !empty && (print == NULL || lt_print_keeper_is_stale (self->keeper));

  for (guint i = 0; i < self->n_lines; i++)
    show_line (&self->lines[i], print, stale);
}

static void
add_line (LtDeliveriesPanel *self, const LtTarget *target)
{
  GtkWidget       *inner = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  Line            *line = &self->lines[self->n_lines++];
  g_autofree char *aim = dup_aim (target);

  *line = (Line) { target, gtk_button_new (), label ("–", "dim"), label (NULL, "caption") };
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), label (target->name, "heading"));
  gtk_box_append (GTK_BOX (words), label (aim, "caption"));
  gtk_label_set_xalign (GTK_LABEL (line->verdict), 1.0f);
  gtk_label_set_width_chars (GTK_LABEL (line->sign), 2);
  gtk_box_append (GTK_BOX (inner), line->sign);
  gtk_box_append (GTK_BOX (inner), words);
  gtk_box_append (GTK_BOX (inner), line->verdict);
  gtk_button_set_child (GTK_BUTTON (line->row), inner);
  gtk_widget_add_css_class (line->row, "flat");
  gtk_widget_add_css_class (line->row, "delivery");
  gtk_widget_set_tooltip_text (line->row, _ ("Opens the export, where each delivery can be changed"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (line->row), "win.export");
  gtk_box_append (GTK_BOX (self->box), line->row);
}

/* --- the class --- */

static void
lt_deliveries_panel_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (lt_deliveries_panel_parent_class)->map (widget);
  on_keeper (LT_DELIVERIES_PANEL (widget));
}

static void
lt_deliveries_panel_dispose (GObject *object)
{
  LtDeliveriesPanel *self = LT_DELIVERIES_PANEL (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  self->n_lines = 0;
  g_clear_object (&self->keeper);
  g_clear_pointer (&self->targets, g_ptr_array_unref);
  G_OBJECT_CLASS (lt_deliveries_panel_parent_class)->dispose (object);
}

static void
lt_deliveries_panel_class_init (LtDeliveriesPanelClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_deliveries_panel_dispose;
  widget->map = lt_deliveries_panel_map;
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget, "deliveriespanel");
}

static void
lt_deliveries_panel_init (LtDeliveriesPanel *self)
{
  GtkWidget *deliver = gtk_button_new_with_label (_ ("Export…")), *title = label (_ ("Deliveries"), "heading");

  self->targets = lt_targets_load (NULL, NULL, NULL);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "panel");
  gtk_widget_add_css_class (self->box, "padded");
  gtk_widget_set_margin_bottom (title, 4);
  gtk_box_append (GTK_BOX (self->box), title);
  for (guint i = 0; self->targets != NULL && i < MIN (self->targets->len, MAX_ROWS); i++)
    add_line (self, g_ptr_array_index (self->targets, i));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (deliver), "win.export");
  gtk_widget_add_css_class (deliver, "main");
  gtk_widget_add_css_class (deliver, "suggested-action");
  gtk_widget_set_margin_top (deliver, 8);
  gtk_box_append (GTK_BOX (self->box), deliver);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
lt_deliveries_panel_new (LtPrintKeeper *keeper)
{
  LtDeliveriesPanel *self = g_object_new (LT_TYPE_DELIVERIES_PANEL, NULL);

  self->keeper = g_object_ref (keeper);
  g_signal_connect_object (keeper, "changed", G_CALLBACK (on_keeper), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
