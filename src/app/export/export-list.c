// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a row says goes into the document at once; the rows follow the document.
// Layer: app.

#include "app/export/export-list.h"

#include "app/shell/print-keeper.h"
#include "app/widgets/sensitive.h"

#include <glib/gi18n.h>
#include <math.h>

struct _LtExportList
{
  GtkWidget parent_instance;

  LtContext           *context;
  AdwPreferencesGroup *group;
  GPtrArray           *rows; /* of LtExportRow, the group's */
  GPtrArray           *running; /* of those, in the order of the run */
  char                *folder, *gesture;
  LtId                 held_id; /* whose gesture it is */
  double               lufs, peak_dbtp;
  gboolean             locked;
  GtkWidget           *add, *box;
};

G_DEFINE_FINAL_TYPE (LtExportList, lt_export_list, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  RETRY,
  SHOW,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static LtDocument *
document_of (LtExportList *self)
{
  return lt_context_get_document (self->context);
}

static const LtSession *
session_of (LtExportList *self)
{
  return lt_document_get_session (document_of (self));
}

guint
lt_export_list_get_n (LtExportList *self)
{
  return self->rows->len;
}

LtExportRow *
lt_export_list_get_row (LtExportList *self, guint index)
{
  return g_ptr_array_index (self->rows, index);
}

static gboolean
can_be_written (LtExportRow *row)
{
  return lt_export_row_is_wanted (row) && lt_export_row_get_file_name (row) != NULL;
}

guint
lt_export_list_get_n_wanted (LtExportList *self)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    n += can_be_written (lt_export_list_get_row (self, i));
  return n;
}

guint
lt_export_list_get_n_running (LtExportList *self)
{
  return self->running->len;
}

LtExportRow *
lt_export_list_get_running (LtExportList *self, guint item)
{
  return g_ptr_array_index (self->running, item);
}

gboolean
lt_export_list_find_running (LtExportList *self, LtExportRow *row, guint *item)
{
  return g_ptr_array_find (self->running, row, item);
}

/* --- edits --- */

/* What is typed into one delivery is one step. */
static const char *
gesture_of (LtExportList *self, LtId id)
{
  if (self->held_id != id || self->gesture == NULL)
    {
      g_free (self->gesture);
      self->gesture = lt_document_new_gesture (document_of (self), "delivery");
      self->held_id = id;
    }
  return self->gesture;
}

static void
on_row_changed (LtExportRow *row, LtExportList *self)
{
  g_autoptr (LtSession) own = lt_targets_adopt (session_of (self), NULL);
  const LtTarget       *target = lt_export_row_get_target (row);
  LtDeliveryValues      values = lt_targets_values (target);
  g_autofree char      *label = g_strdup_printf (_ ("Change delivery “%s”"), target->name);

  if (own != NULL && lt_session_find_delivery (own, target->id) != NULL)
    {
      g_autoptr (LtSession) next = lt_edit_delivery_set (own, target->id, &values);

      if (next != own)
        lt_document_apply (document_of (self), lt_session_ref (next), label, gesture_of (self, target->id));
    }
  lt_export_row_set_session (row, session_of (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void fill (LtExportList *self, LtId shown_id);

/* @next is taken over; @id: the one that unfolds. */
static void
apply (LtExportList *self, LtSession *next, const char *label, LtId id)
{
  g_clear_pointer (&self->gesture, g_free);
  lt_document_apply (document_of (self), next, label, NULL);
  fill (self, id);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_duplicate (LtExportRow *row, LtExportList *self)
{
  g_autoptr (LtSession) own = lt_targets_adopt (session_of (self), NULL);
  LtDeliveryValues      values = lt_targets_values (lt_export_row_get_target (row));
  guint                 at = 0;
  LtId                  id = 0;

  if (own == NULL || self->locked || !g_ptr_array_find (self->rows, row, &at))
    return;
  LtSession *next = lt_edit_delivery_add (own, &values, (int) at + 1, &id);
  apply (self, next, _ ("Duplicate delivery"), id);
}

static void
on_remove (LtExportRow *row, LtExportList *self)
{
  g_autoptr (LtSession) own = lt_targets_adopt (session_of (self), NULL);
  const LtTarget       *target = lt_export_row_get_target (row);
  g_autofree char      *label = g_strdup_printf (_ ("Remove delivery “%s”"), target->name);

  if (own != NULL && !self->locked && lt_session_find_delivery (own, target->id) != NULL)
    apply (self, lt_edit_delivery_remove (own, target->id), label, 0);
}

static void
on_add (LtExportList *self)
{
  g_autoptr (LtSession) own = lt_targets_adopt (session_of (self), NULL);
  LtDeliveryValues      values = lt_edit_delivery_defaults (_ ("Another delivery"));
  LtId                  id = 0;

  if (own == NULL || self->locked)
    return;
  LtSession *next = lt_edit_delivery_add (own, &values, -1, &id);
  apply (self, next, _ ("Add delivery"), id);
}

/* --- the rows --- */

static void
on_retry (LtExportRow *row, LtExportList *self)
{
  g_signal_emit (self, signals[RETRY], 0, row);
}

static void
on_show (LtExportRow *row, LtExportList *self)
{
  g_signal_emit (self, signals[SHOW], 0, row);
}

static void
add_row (LtExportList *self, const LtTarget *target, gboolean unfolds)
{
  GtkWidget *row = lt_export_row_new (target, session_of (self));

  g_ptr_array_add (self->rows, row);
  lt_export_row_set_measured (LT_EXPORT_ROW (row), self->lufs, self->peak_dbtp);
  if (self->folder != NULL)
    lt_export_row_check_folder (LT_EXPORT_ROW (row), self->folder);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), unfolds);
  g_signal_connect (row, "changed", G_CALLBACK (on_row_changed), self);
  g_signal_connect (row, "retry", G_CALLBACK (on_retry), self);
  g_signal_connect (row, "show-file", G_CALLBACK (on_show), self);
  g_signal_connect (row, "duplicate", G_CALLBACK (on_duplicate), self);
  g_signal_connect (row, "remove", G_CALLBACK (on_remove), self);
  adw_preferences_group_add (self->group, row);
}

static void
fill (LtExportList *self, LtId shown_id)
{
  g_autoptr (GError)    error = NULL;
  g_autoptr (LtSession) own = lt_targets_adopt (session_of (self), &error);
  g_autoptr (GString)   wrong = g_string_new (error != NULL ? error->message : "");

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; own != NULL && i < own->deliveries->len; i++)
    {
      g_autoptr (GError)    unknown = NULL;
      const LtDeliverySpec *spec = g_ptr_array_index (own->deliveries, i);
      LtTarget             *target = lt_targets_resolve (spec, &unknown);

      if (target == NULL)
        {
          g_string_append_printf (wrong, "%s%s", wrong->len > 0 ? "\n" : "", unknown->message);
          continue;
        }
      add_row (self, target, spec->id == shown_id);
      lt_targets_free (target);
    }
  g_autofree char *described = wrong->len > 0 ? g_markup_escape_text (wrong->str, -1) : NULL;
  adw_preferences_group_set_description (self->group, described);
}

void
lt_export_list_set_folder (LtExportList *self, const char *folder)
{
  g_free (self->folder);
  self->folder = g_strdup (folder);
  for (guint i = 0; i < self->rows->len; i++)
    lt_export_row_check_folder (lt_export_list_get_row (self, i), folder);
}

gboolean
lt_export_list_check (LtExportList *self)
{
  gboolean good = TRUE;

  for (guint i = 0; i < self->rows->len; i++)
    {
      LtExportRow *row = lt_export_list_get_row (self, i);

      if (!can_be_written (row) || !lt_export_row_look_in_the_way (row))
        continue;
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
      good = FALSE;
    }
  return good;
}

void
lt_export_list_lock (LtExportList *self)
{
  self->locked = TRUE;
  gtk_widget_set_sensitive (self->add, FALSE);
  for (guint i = 0; i < self->rows->len; i++)
    {
      LtExportRow *row = lt_export_list_get_row (self, i);

      if (can_be_written (row))
        g_ptr_array_add (self->running, row);
      else
        lt_sensitive_set (GTK_WIDGET (row), FALSE);
    }
}

/* The print tells what the master measures, as soon as it is of this very session. */
static void
look_at_print (LtExportList *self)
{
  LtPrintKeeper *keeper = lt_print_keeper_of (self->context);
  const LtPrint *print = lt_print_keeper_is_stale (keeper) ? NULL : lt_print_keeper_get (keeper);

  if (self->locked)
    return;
  self->lufs = print != NULL ? print->master.integrated_lufs : NAN;
  self->peak_dbtp = print != NULL ? print->master.true_peak_dbtp : NAN;
  for (guint i = 0; i < self->rows->len; i++)
    lt_export_row_set_measured (lt_export_list_get_row (self, i), self->lufs, self->peak_dbtp);
}

/* --- the class --- */

static void
lt_export_list_dispose (GObject *object)
{
  LtExportList *self = LT_EXPORT_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lt_export_list_parent_class)->dispose (object);
}

static void
lt_export_list_finalize (GObject *object)
{
  LtExportList *self = LT_EXPORT_LIST (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->running);
  g_free (self->folder);
  g_free (self->gesture);
  G_OBJECT_CLASS (lt_export_list_parent_class)->finalize (object);
}

static void
lt_export_list_class_init (LtExportListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_export_list_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_export_list_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", LT_TYPE_EXPORT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RETRY] = g_signal_new ("retry", LT_TYPE_EXPORT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, LT_TYPE_EXPORT_ROW);
  signals[SHOW] = g_signal_new ("show-file", LT_TYPE_EXPORT_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, LT_TYPE_EXPORT_ROW);
}

/* What stands in the columns, over them: as far from both sides as an expander's title and arrow leave room. */
static GtkWidget *
build_heads (void)
{
  const char *texts[] = { _ ("Delivery"), _ ("Format"), _ ("Loudness, ceiling"), _ ("Dither"), _ ("Status") };
  GtkWidget  *row = adw_preferences_row_new (), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, LT_EXPORT_ROW_SPACING);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GtkWidget *label = gtk_label_new (texts[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dim");
      if (i == 0)
        gtk_widget_set_hexpand (label, TRUE);
      else
        lt_export_row_fix_width (label, label, i + 1 < G_N_ELEMENTS (texts) ? LT_EXPORT_ROW_COLUMN : LT_EXPORT_ROW_STATUS);
      gtk_box_append (GTK_BOX (line), label);
    }
  gtk_widget_set_margin_start (line, LT_EXPORT_ROW_BEFORE);
  gtk_widget_set_margin_end (line, LT_EXPORT_ROW_BEHIND);
  gtk_widget_set_margin_top (line, 6);
  gtk_widget_set_margin_bottom (line, 6);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Columns"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  return row;
}

static void
lt_export_list_init (LtExportList *self)
{
  self->rows = g_ptr_array_new ();
  self->running = g_ptr_array_new ();
  self->lufs = self->peak_dbtp = NAN;
  self->box = adw_preferences_group_new ();
  self->group = ADW_PREFERENCES_GROUP (self->box);
  self->add = gtk_button_new_with_mnemonic (_ ("_Add delivery"));
  gtk_widget_add_css_class (self->add, "flat");
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (on_add), self);
  adw_preferences_group_set_title (self->group, _ ("Deliveries"));
  adw_preferences_group_set_header_suffix (self->group, self->add);
  adw_preferences_group_add (self->group, build_heads ());
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
lt_export_list_new (LtContext *context)
{
  LtExportList *self = g_object_new (LT_TYPE_EXPORT_LIST, NULL);

  self->context = g_object_ref (context);
  g_signal_connect_object (lt_print_keeper_of (context), "changed", G_CALLBACK (look_at_print), self, G_CONNECT_SWAPPED);
  look_at_print (self);
  fill (self, 0);
  return GTK_WIDGET (self);
}
