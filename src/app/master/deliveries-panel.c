// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A line for each delivery of the session, judged by the print of the song.
// Layer: app.

#include "app/master/deliveries-panel.h"

#include "app/widgets/number-text.h"
#include "deliver/fix-peaks.h"
#include "deliver/verdict.h"

#include <glib/gi18n.h>
#include <math.h>

#define MAX_ROWS 8 /* the rest is in the dialog */
#define OVER_DB 0.05 /* what is shown as 0.0 */

#define LT_TYPE_DELIVERIES_PANEL (lt_deliveries_panel_get_type ())
G_DECLARE_FINAL_TYPE (LtDeliveriesPanel, lt_deliveries_panel, LT, DELIVERIES_PANEL, GtkWidget)

typedef struct
{
  LtTarget  *target; /* owned */
  GtkWidget *row, *sign, *verdict;
} Line;

struct _LtDeliveriesPanel
{
  GtkWidget parent_instance;

  LtContext     *context;
  LtPrintKeeper *keeper;
  GPtrArray     *deliveries; /* the session's that are shown, a reference; NULL: the program's list */
  Line           lines[MAX_ROWS];
  guint          n_lines;
  double         ceiling_dbtp; /* the lowest of those that are wanted; NAN: none */
  GtkWidget     *box, *list, *foot, *fix, *go;
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
  static const LtNumberFormat lufs = { .kind = LT_NUMBER_LUFS }, dbtp = { .kind = LT_NUMBER_DBTP };
  g_autofree char *loudness = isnan (target->target_lufs) ? g_strdup (_ ("as mastered")) : lt_number_text_dup (&lufs, target->target_lufs);
  g_autofree char *ceiling = isnan (target->ceiling_dbtp) ? NULL : lt_number_text_dup (&dbtp, target->ceiling_dbtp);

  return ceiling != NULL ? g_strdup_printf ("%s, %s", loudness, ceiling) : g_steal_pointer (&loudness);
}

static void
set_style (GtkWidget *widget, const char *style)
{
  for (const char *const *s = (const char *const[]) { "ok", "warn", "dim", NULL }; *s != NULL; s++)
    gtk_widget_remove_css_class (widget, *s);
  gtk_widget_add_css_class (widget, style);
}

static void
show_line (Line *line, const LtPrint *print, gboolean stale, gboolean failed)
{
  LtVerdict        verdict = print == NULL ? (LtVerdict) { LT_VERDICT_UNKNOWN, 0.0 }
                                           : lt_verdict_of (line->target, print->master.integrated_lufs, print->master.true_peak_dbtp);
  gboolean         warning = lt_verdict_is_warning (verdict), known = !stale && verdict.kind != LT_VERDICT_UNKNOWN;
  g_autofree char *text = failed ? g_strdup (_ ("Not measured")) : stale ? g_strdup (_ ("Measuring…")) : lt_verdict_dup_text (verdict);
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
  gboolean       stale = !empty && (print == NULL || lt_print_keeper_is_stale (self->keeper)), failed = stale && lt_print_keeper_has_failed (self->keeper);

  for (guint i = 0; i < self->n_lines; i++)
    show_line (&self->lines[i], print, stale, failed);
  gtk_widget_set_sensitive (self->fix, print != NULL && !stale && print->master.true_peak_dbtp > self->ceiling_dbtp + OVER_DB);
}

static void
add_line (LtDeliveriesPanel *self, LtTarget *target)
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
  gtk_box_append (GTK_BOX (self->list), line->row);
}

static void
clear (LtDeliveriesPanel *self)
{
  for (guint i = 0; i < self->n_lines; i++)
    {
      gtk_box_remove (GTK_BOX (self->list), self->lines[i].row);
      lt_targets_free (self->lines[i].target);
    }
  self->n_lines = 0;
}

/* Lists are shared between sessions while nobody changes them. */
static void
fill (LtDeliveriesPanel *self)
{
  const LtSession *session = lt_document_get_session (lt_context_get_document (self->context));
  g_autoptr (LtSession) own = session != NULL ? lt_targets_adopt (session, NULL) : NULL;
  guint            n_on = 0;

  clear (self);
  g_clear_pointer (&self->deliveries, g_ptr_array_unref);
  if (session != NULL)
    self->deliveries = g_ptr_array_ref (session->deliveries);
  self->ceiling_dbtp = own != NULL ? lt_fix_peaks_ceiling (own) : NAN;
  for (guint i = 0; own != NULL && i < own->deliveries->len; i++)
    {
      const LtDeliverySpec *spec = g_ptr_array_index (own->deliveries, i);
      LtTarget             *target = self->n_lines < MAX_ROWS ? lt_targets_resolve (spec, NULL) : NULL;

      n_on += spec->on;
      if (target != NULL)
        add_line (self, target);
    }
  g_autofree char *text = n_on == 0 ? g_strdup (_ ("Export…")) : g_strdup_printf (ngettext ("Export %u delivery…", "Export %u deliveries…", n_on), n_on);
  gtk_button_set_label (GTK_BUTTON (self->go), text);
  on_keeper (self);
}

static void
on_document (LtDocument *document, const LtSession *old, const LtSession *now, LtDeliveriesPanel *self)
{
  if (now == NULL || self->deliveries != now->deliveries)
    fill (self);
}

/* A new one, which the export shows unfolded at the end of its list. */
static void
on_add (LtDeliveriesPanel *self)
{
  LtDocument      *document = lt_context_get_document (self->context);
  const LtSession *session = lt_document_get_session (document);
  g_autoptr (LtSession) own = session != NULL ? lt_targets_adopt (session, NULL) : NULL;
  LtDeliveryValues values = lt_edit_delivery_defaults (_ ("Another delivery"));

  if (own == NULL)
    return;
  lt_document_apply (document, lt_edit_delivery_add (own, &values, -1, NULL), _ ("Add delivery"), NULL);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.export", NULL);
}

static void
on_fix (LtDeliveriesPanel *self)
{
  LtDocument        *document = lt_context_get_document (self->context);
  const LtSession   *session = lt_document_get_session (document);
  g_autoptr (GError) error = NULL;

  if (session == NULL || isnan (self->ceiling_dbtp))
    return;
  LtSession *next = lt_fix_peaks (session, self->ceiling_dbtp, &error);
  if (next != NULL)
    lt_document_apply (document, next, _ ("Fix peaks"), NULL);
  else
    lt_context_toast (self->context, error->message, FALSE);
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

  if (self->box != NULL)
    clear (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->foot);
  g_clear_object (&self->keeper);
  g_clear_object (&self->context);
  g_clear_pointer (&self->deliveries, g_ptr_array_unref);
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

static GtkWidget *
build_head (LtDeliveriesPanel *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *title = label (_ ("Deliveries"), "heading");
  GtkWidget *add = gtk_button_new_from_icon_name ("list-add-symbolic");

  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (add, "flat");
  gtk_widget_add_css_class (add, "tool"); /* its sign ends where the words below it end */
  gtk_widget_add_css_class (add, "small");
  gtk_widget_set_tooltip_text (add, _ ("Add a delivery"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Add a delivery"), -1);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (on_add), self);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), add);
  return head;
}

static void
lt_deliveries_panel_init (LtDeliveriesPanel *self)
{
  self->foot = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->fix = gtk_button_new_with_label (_ ("Fix peaks"));
  self->go = gtk_button_new ();
  gtk_widget_add_css_class (self->box, "panel");
  gtk_widget_add_css_class (self->box, "padded");
  gtk_widget_set_tooltip_text (self->fix, _ ("Sets the limiter at the master's end to the lowest ceiling that is asked for"));
  g_signal_connect_object (self->fix, "clicked", G_CALLBACK (on_fix), self, G_CONNECT_SWAPPED);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->go), "win.export");
  gtk_widget_add_css_class (self->go, "main");
  gtk_widget_add_css_class (self->go, "suggested-action");
  gtk_widget_set_hexpand (self->go, TRUE);
  gtk_widget_add_css_class (self->foot, "foot");
  gtk_box_append (GTK_BOX (self->foot), self->fix);
  gtk_box_append (GTK_BOX (self->foot), self->go);
  gtk_box_append (GTK_BOX (self->box), build_head (self));
  gtk_box_append (GTK_BOX (self->box), self->list);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
lt_deliveries_panel_get_foot (GtkWidget *panel)
{
  return LT_DELIVERIES_PANEL (panel)->foot;
}

GtkWidget *
lt_deliveries_panel_new (LtContext *context, LtPrintKeeper *keeper)
{
  LtDeliveriesPanel *self = g_object_new (LT_TYPE_DELIVERIES_PANEL, NULL);

  self->context = g_object_ref (context);
  self->keeper = g_object_ref (keeper);
  g_signal_connect_object (keeper, "changed", G_CALLBACK (on_keeper), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (on_document), self, 0);
  fill (self);
  return GTK_WIDGET (self);
}
