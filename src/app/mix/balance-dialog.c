// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A table of cells that are told to look again when a role changes: rows that stay keep the focus.
// Layer: app.

#include "app/mix/balance-dialog.h"

#include "app/shell/actions.h"
#include "app/widgets/number-text.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#define LT_TYPE_BALANCE_DIALOG (lt_balance_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LtBalanceDialog, lt_balance_dialog, LT, BALANCE_DIALOG, AdwWindow)

#define WIDTH 960
#define ROW_HEIGHT 36
#define FRAME_HEIGHT 150
#define MAX_HEIGHT 700
#define KEEP_BACK 66

typedef enum
{
  TRACK,
  ROLE,
  MEASURED,
  TARGET,
  FADER,
  CHANGE,
  WHY,
  N_COLUMNS,
} Column;

static const char *const titles[N_COLUMNS] = {
  N_ ("Track"), N_ ("Role"), N_ ("Measured"), N_ ("Target"), N_ ("Fader"), N_ ("Change"), N_ ("Why"),
};

struct _LtBalanceDialog
{
  AdwWindow parent_instance;

  LtContext *context;
  LtBalance *balance;
  GPtrArray *bound; /* of GtkListItem: cells on the screen */

  GtkWidget *apply, *summary;
};

G_DEFINE_FINAL_TYPE (LtBalanceDialog, lt_balance_dialog, ADW_TYPE_WINDOW)

static const LtNumberFormat lufs_format = { .kind = LT_NUMBER_LUFS };
static const LtNumberFormat level_format = { .kind = LT_NUMBER_DB, .min = -120.0, .max = 6.0 };
static const LtNumberFormat change_format = { .kind = LT_NUMBER_DB, .is_signed = TRUE };

/* --- what a cell says --- */

static LtBalanceRow *
row_of (LtBalanceDialog *self, guint index)
{
  return &g_array_index (self->balance->rows, LtBalanceRow, index);
}

static char *
dup_lufs (double value)
{
  return isfinite (value) ? lt_number_text_dup (&lufs_format, value) : g_strdup ("");
}

static char *
dup_fader (const LtBalanceRow *row)
{
  LtNumberText     before = lt_number_text_format (&level_format, row->before_db);
  g_autofree char *after = lt_number_text_dup (&level_format, row->after_db);

  return row->after_db != row->before_db ? g_strdup_printf ("%s → %s", before.number, after) : g_steal_pointer (&after);
}

static char *
dup_change (const LtBalanceRow *row)
{
  double by_db = row->after_db + row->trim_after_db - row->before_db - row->trim_before_db;

  return row->reason == LT_BALANCE_SET && isfinite (by_db) ? lt_number_text_dup (&change_format, by_db) : g_strdup ("");
}

static char *
dup_text (LtBalanceDialog *self, guint index, Column column)
{
  const LtBalanceRow *row = row_of (self, index);

  switch (column)
    {
    case TRACK:
      return g_strdup (lt_session_find_strip (self->balance->session, row->track_id)->name);
    case MEASURED:
      return dup_lufs (row->loudness_lufs);
    case TARGET:
      return dup_lufs (row->target_lufs);
    case FADER:
      return dup_fader (row);
    case CHANGE:
      return dup_change (row);
    case WHY:
      return lt_balance_row_dup_why (row);
    case ROLE:
    case N_COLUMNS:
      break;
    }
  return NULL;
}

/* A role counts where the fader is set by it, and among tracks that others are put beside. */
static gboolean
has_role (LtBalanceDialog *self, const LtBalanceRow *row)
{
  return row->reason == LT_BALANCE_SET || (self->balance->is_part && isfinite (row->loudness_lufs));
}

static void
show_cell (LtBalanceDialog *self, GtkListItem *item)
{
  GtkWidget *child = gtk_list_item_get_child (item);
  guint      index = gtk_list_item_get_position (item);
  Column     column = (Column) GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (child), "column"));

  if (column == ROLE)
    {
      g_autofree char *track = dup_text (self, index, TRACK);
      g_autofree char *name = g_strdup_printf (_ ("Role of %s"), track);

      gtk_drop_down_set_selected (GTK_DROP_DOWN (child), row_of (self, index)->role);
      gtk_widget_set_sensitive (child, has_role (self, row_of (self, index)));
      lt_actions_set_name (child, name);
      return;
    }
  g_autofree char *text = dup_text (self, index, column);
  gtk_label_set_label (GTK_LABEL (child), text);
  gtk_widget_set_tooltip_text (child, column == TRACK || column == WHY ? text : NULL); /* these may be cut off */
  if (row_of (self, index)->reason == LT_BALANCE_SET)
    gtk_widget_remove_css_class (child, "dim");
  else
    gtk_widget_add_css_class (child, "dim");
}

static void
show_summary (LtBalanceDialog *self)
{
  const LtBalance *balance = self->balance;
  guint            n = 0;
  g_autofree char *lufs = dup_lufs (balance->mix_lufs);
  g_autofree char *peak = isfinite (balance->mix_peak_dbfs) ? lt_number_text_dup (&level_format, balance->mix_peak_dbfs) : g_strdup ("−∞ dB");
  g_autofree char *text = NULL;

  for (guint i = 0; i < balance->rows->len; i++)
    n += row_of (self, i)->reason == LT_BALANCE_SET;
  if (!isfinite (balance->mix_lufs))
    text = g_strdup (_ ("The mix is too short or too quiet to measure."));
  else if (balance->estimated)
    text = g_strdup_printf (_ ("The mix will be about %s, its sample peak about %s. Measure again to know. Tracks were measured with the fader at 0 dB."), lufs,
                            peak);
  else
    text = g_strdup_printf (_ ("The mix will be %s, its sample peak %s. Tracks were measured with the fader at 0 dB."), lufs, peak);
  gtk_label_set_label (GTK_LABEL (self->summary), text);
  gtk_widget_set_sensitive (self->apply, n > 0);
}

/* --- hands --- */

static void
on_role (GtkDropDown *drop, GParamSpec *pspec, GtkListItem *item)
{
  LtBalanceDialog *self = LT_BALANCE_DIALOG (gtk_widget_get_ancestor (GTK_WIDGET (drop), LT_TYPE_BALANCE_DIALOG));
  guint            role = gtk_drop_down_get_selected (drop), index = gtk_list_item_get_position (item);

  if (self == NULL || index == GTK_INVALID_LIST_POSITION || role >= LT_N_ROLES || row_of (self, index)->role == role)
    return;
  lt_balance_set_role (self->balance, index, role);
  for (guint i = 0; i < self->bound->len; i++)
    show_cell (self, g_ptr_array_index (self->bound, i));
  show_summary (self);
}

static void
on_apply (LtBalanceDialog *self)
{
  LtDocument      *document = lt_context_get_document (self->context);
  const LtSession *session = lt_document_get_session (document);
  g_autofree char *text = g_strdup_printf (_ ("Balanced: the mix is at %.1f LUFS"), self->balance->mix_lufs);

  if (session != NULL)
    {
      lt_document_apply (document, lt_balance_apply (self->balance, session), _ ("Balance tracks"), NULL);
      lt_context_toast (self->context, isfinite (self->balance->mix_lufs) ? text : _ ("Balanced"), TRUE);
    }
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
on_escape (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return GDK_EVENT_STOP;
}

/* --- cells --- */

static GtkWidget *
new_role_drop (GtkListItem *item)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  GtkWidget *drop;

  for (guint i = 0; i < LT_N_ROLES; i++)
    gtk_string_list_append (list, _ (lt_role_rows[i].label));
  drop = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL);
  gtk_widget_set_valign (drop, GTK_ALIGN_CENTER);
  g_signal_connect (drop, "notify::selected", G_CALLBACK (on_role), item);
  return drop;
}

static gboolean
is_number (Column column)
{
  return column != TRACK && column != ROLE && column != WHY;
}

static void
on_setup (GtkListItemFactory *factory, GtkListItem *item, gpointer data)
{
  Column     column = (Column) GPOINTER_TO_UINT (data);
  GtkWidget *child = column == ROLE ? new_role_drop (item) : gtk_label_new (NULL);

  g_object_set_data (G_OBJECT (child), "column", data);
  gtk_list_item_set_activatable (item, FALSE);
  gtk_list_item_set_child (item, child);
  if (column == ROLE)
    return;
  gtk_label_set_xalign (GTK_LABEL (child), is_number (column) ? 1.0f : 0.0f);
  if (!is_number (column))
    gtk_label_set_ellipsize (GTK_LABEL (child), PANGO_ELLIPSIZE_END);
  if (column == TRACK)
    gtk_label_set_width_chars (GTK_LABEL (child), 16);
  gtk_widget_add_css_class (child, column == TRACK ? "heading" : "body");
}

static void
on_bind (GtkListItemFactory *factory, GtkListItem *item, LtBalanceDialog *self)
{
  g_ptr_array_add (self->bound, item);
  show_cell (self, item);
}

static void
on_unbind (GtkListItemFactory *factory, GtkListItem *item, LtBalanceDialog *self)
{
  g_ptr_array_remove (self->bound, item);
}

static GtkWidget *
find_label (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_label (child);
  return found;
}

/* Above numbers to the right, as these are; GTK 4.8 has no way to ask for it. */
static void
align_heads (GtkWidget *view)
{
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_first_child (view));

  for (guint i = 0; i < N_COLUMNS && title != NULL; i++, title = gtk_widget_get_next_sibling (title))
    {
      GtkWidget *label = is_number ((Column) i) ? find_label (title) : NULL;

      if (label == NULL)
        continue;
      gtk_widget_set_hexpand (label, TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 1.0f);
    }
}

static GtkWidget *
build_table (LtBalanceDialog *self)
{
  GtkStringList *model = gtk_string_list_new (NULL); /* the rows are found by their place */
  GtkWidget     *view;

  for (guint i = 0; i < self->balance->rows->len; i++)
    gtk_string_list_append (model, "");
  view = gtk_column_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (model))));
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      GtkListItemFactory  *factory = gtk_signal_list_item_factory_new ();
      GtkColumnViewColumn *column = gtk_column_view_column_new (_ (titles[i]), factory);

      g_signal_connect (factory, "setup", G_CALLBACK (on_setup), GUINT_TO_POINTER (i));
      g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
      g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, 0);
      gtk_column_view_column_set_expand (column, i == WHY);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
      g_object_unref (column);
    }
  align_heads (view);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Tracks and their levels"), -1);
  return view;
}

/* --- the window --- */

static void
build (LtBalanceDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = adw_header_bar_new (), *scroll = gtk_scrolled_window_new ();
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Cancel"));

  self->apply = gtk_button_new_with_label (_ ("Apply"));
  gtk_widget_add_css_class (self->apply, "suggested-action");
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->apply);
  gtk_widget_set_tooltip_text (cancel, _ ("Leave all faders as they are"));
  gtk_widget_set_tooltip_text (self->apply, _ ("Set the faders: one step that can be undone"));
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), self);
  g_signal_connect_swapped (self->apply, "clicked", G_CALLBACK (on_apply), self);

  self->summary = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->summary), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (self->summary), TRUE);
  gtk_widget_add_css_class (self->summary, "summary");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_AUTOMATIC, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), build_table (self));
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), scroll);
  gtk_box_append (GTK_BOX (box), self->summary);
  adw_window_set_content (ADW_WINDOW (self), box);
}

static void
lt_balance_dialog_finalize (GObject *object)
{
  LtBalanceDialog *self = LT_BALANCE_DIALOG (object);

  g_ptr_array_unref (self->bound);
  g_clear_pointer (&self->balance, lt_balance_free);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lt_balance_dialog_parent_class)->finalize (object);
}

static void
lt_balance_dialog_class_init (LtBalanceDialogClass *class)
{
  G_OBJECT_CLASS (class)->finalize = lt_balance_dialog_finalize;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (class), GDK_KEY_Escape, 0, on_escape, NULL);
}

static void
lt_balance_dialog_init (LtBalanceDialog *self)
{
  self->bound = g_ptr_array_new ();
}

GtkWindow *
lt_balance_dialog_new (GtkWindow *parent, LtContext *context, LtBalance *balance)
{
  LtBalanceDialog *self = g_object_new (LT_TYPE_BALANCE_DIALOG, "modal", TRUE, "transient-for", parent, NULL);
  int              room = MAX (gtk_widget_get_height (GTK_WIDGET (parent)) - KEEP_BACK, 360);
  int              wide = MAX (gtk_widget_get_width (GTK_WIDGET (parent)) - KEEP_BACK, 640);

  self->context = g_object_ref (context);
  self->balance = balance;
  gtk_window_set_title (GTK_WINDOW (self), _ ("Balance tracks"));
  gtk_window_set_default_size (GTK_WINDOW (self), MIN (WIDTH, wide),
                               MIN (MIN (FRAME_HEIGHT + ROW_HEIGHT * (int) balance->rows->len, MAX_HEIGHT), room));
  gtk_widget_add_css_class (GTK_WIDGET (self), "lathe");
  gtk_widget_add_css_class (GTK_WIDGET (self), "balance");
  build (self);
  show_summary (self);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->apply);
  gtk_window_set_focus (GTK_WINDOW (self), self->apply);
  return GTK_WINDOW (self);
}
