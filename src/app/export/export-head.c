// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The line across the picture is the file's under way; the bar and the time left are of all files.
// Layer: app.

#include "app/export/export-head.h"

#include "app/export/export-song.h"
#include "app/shell/print-keeper.h"
#include "app/widgets/number-text.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdatomic.h>

#define SURE 0.02 /* of the whole; before that no time left is worth telling */

struct _LtExportHead
{
  GtkWidget parent_instance;

  LtContext     *context;
  LtPrintKeeper *keeper;
  gboolean       holds; /* the keeper */
  gboolean       runs;  /* or has run */
  gint64         started_us;
  int64_t        from, to; /* frames */
  gboolean       whole;
  GtkWidget     *box, *song, *title, *side, *bar, *detail, *percent;
};

G_DEFINE_FINAL_TYPE (LtExportHead, lt_export_head, GTK_TYPE_WIDGET)

static const LtSession *
session_of (LtExportHead *self)
{
  return lt_document_get_session (lt_context_get_document (self->context));
}

static void
release (LtExportHead *self)
{
  if (self->holds)
    lt_print_keeper_release (self->keeper);
  self->holds = FALSE;
}

static void
set_style (GtkWidget *label, const char *style)
{
  for (const char *const *s = (const char *const[]) { "ok", "warn", "bad", NULL }; *s != NULL; s++)
    gtk_widget_remove_css_class (label, *s);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
}

/* --- before --- */

static char *
dup_measured (const LtPrint *print)
{
  const LtNumberFormat lufs = { .kind = LT_NUMBER_LUFS }, dbtp = { .kind = LT_NUMBER_DBTP }, lu = { .kind = LT_NUMBER_LU };
  g_autofree char *loud = lt_number_text_dup (&lufs, print->master.integrated_lufs), *peak = lt_number_text_dup (&dbtp, print->master.true_peak_dbtp);
  g_autofree char *range = lt_number_text_dup (&lu, print->master.loudness_range_lu);

  /* Translators: integrated loudness, true peak, loudness range. */
  return g_strdup_printf (_ ("%s · %s · range %s"), loud, peak, range);
}

static char *
dup_detail (LtExportHead *self, const LtPrint *print)
{
  if (lt_print_keeper_is_empty (self->keeper))
    return g_strdup (_ ("No sound yet: there is nothing to deliver"));
  if (lt_print_keeper_has_failed (self->keeper))
    return g_strdup (_ ("The song could not be measured"));
  return print != NULL && !lt_print_keeper_is_stale (self->keeper) ? dup_measured (print) : g_strdup (_ ("Measuring the song…"));
}

static void
show_range (LtExportHead *self)
{
  const LtPrint *print = lt_print_keeper_get (self->keeper);
  double         all = MAX ((double) (print != NULL ? print->n_frames : lt_session_get_length (session_of (self))), 1.0);
  const LtNumberFormat time = { .kind = LT_NUMBER_TIME };

  g_autofree char *length = lt_number_text_dup (&time, (self->whole ? all : (double) (self->to - self->from)) / session_of (self)->rate_hz);
  lt_export_song_set_range (LT_EXPORT_SONG (self->song), self->whole ? 0.0 : (double) self->from / all, self->whole ? 1.0 : (double) self->to / all);
  gtk_label_set_label (GTK_LABEL (self->side), length);
}

static void
on_print (LtExportHead *self)
{
  const LtPrint   *print = session_of (self) != NULL && !lt_print_keeper_is_empty (self->keeper) ? lt_print_keeper_get (self->keeper) : NULL;
  g_autofree char *detail = NULL;

  if (session_of (self) == NULL)
    return;
  lt_export_song_set_print (LT_EXPORT_SONG (self->song), (LtPrint *) print, lt_print_keeper_is_stale (self->keeper));
  if (self->runs)
    return;
  detail = dup_detail (self, print);
  gtk_label_set_label (GTK_LABEL (self->detail), detail);
  show_range (self);
}

void
lt_export_head_set_range (LtExportHead *self, int64_t from, int64_t to, gboolean whole)
{
  self->from = from;
  self->to = to;
  self->whole = whole;
  show_range (self);
}

/* --- while it runs --- */

/* (transfer full): which one is written. *place: how far into the song. */
static char *
dup_work (LtExportRun *run, double *place)
{
  guint n = lt_export_run_get_n (run);

  *place = 0.0;
  for (guint i = 0; i < n; i++)
    {
      LtBatchItem *it = lt_export_run_get_item (run, i);
      int          state = atomic_load (&it->state);

      if (state == LT_BATCH_RENDERING)
        *place = MAX (*place, atomic_load (&it->millis) / 1000.0);
      if (state != LT_BATCH_WRITING)
        continue;
      *place = atomic_load (&it->millis) / 1000.0;
      return g_strdup_printf (_ ("Writing %s, %u of %u"), it->target->name, i + 1, n);
    }
  return g_strdup_printf (ngettext ("Rendering for %u file", "Rendering for %u files", n), n);
}

void
lt_export_head_show (LtExportHead *self, LtExportRun *run)
{
  double           done = lt_export_run_get_fraction (run), speed = lt_export_run_get_speed (run), place;
  double           passed_s = (double) (g_get_monotonic_time () - self->started_us) / G_USEC_PER_SEC;
  g_autofree char *work = dup_work (run, &place);
  g_autofree char *left = done > SURE ? g_strdup_printf (_ ("%.0f s left"), passed_s / done * (1.0 - done)) : g_strdup ("");
  g_autofree char *fast = speed > 0.0 ? g_strdup_printf (_ ("%.1f × real time"), speed) : g_strdup ("");
  g_autofree char *percent = g_strdup_printf (_ ("%.0f %%"), done * 100.0);

  lt_export_song_set_place (LT_EXPORT_SONG (self->song), place);
  gtk_label_set_label (GTK_LABEL (self->title), work);
  gtk_label_set_label (GTK_LABEL (self->side), left);
  gtk_label_set_label (GTK_LABEL (self->detail), fast);
  gtk_label_set_label (GTK_LABEL (self->percent), percent);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), done);
}

/* The measuring gives way: what it would tell the files themselves will. */
void
lt_export_head_start (LtExportHead *self, LtExportRun *run)
{
  release (self);
  self->runs = TRUE;
  self->started_us = g_get_monotonic_time ();
  set_style (self->title, NULL);
  gtk_widget_set_visible (self->bar, TRUE);
  lt_export_head_show (self, run);
}

/* --- after --- */

void
lt_export_head_finish (LtExportHead *self, LtExportRun *run)
{
  guint            n = lt_export_run_get_n (run);
  LtExportCount    count = lt_export_run_count (run);
  g_autofree char *rest = lt_export_run_dup_rest (run), *title = NULL;

  title = count.verified == n ? g_strdup_printf (ngettext ("✓ %u file verified", "✓ %u files verified", n), n)
                              : g_strdup_printf (_ ("▲ %u of %u files verified"), count.verified, n);
  set_style (self->title, count.verified == n ? "ok" : count.failed > 0 ? "bad" : "warn");
  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_label_set_label (GTK_LABEL (self->side), "");
  gtk_label_set_label (GTK_LABEL (self->detail), *rest != '\0' ? rest : _ ("Each was read back and measured"));
  gtk_label_set_label (GTK_LABEL (self->percent), "");
  gtk_widget_set_visible (self->bar, FALSE);
  lt_export_song_set_place (LT_EXPORT_SONG (self->song), -1.0);
}

/* --- the class --- */

static GtkWidget *
add_label (GtkWidget *line, const char *style, gboolean is_first)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), is_first ? 0.0f : 1.0f);
  gtk_widget_set_hexpand (label, is_first);
  if (is_first)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (line), label);
  return label;
}

static void
lt_export_head_dispose (GObject *object)
{
  LtExportHead *self = LT_EXPORT_HEAD (object);

  release (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->keeper);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lt_export_head_parent_class)->dispose (object);
}

static void
lt_export_head_class_init (LtExportHeadClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_export_head_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
lt_export_head_init (LtExportHead *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *above = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *below = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->whole = TRUE;
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 14);
  self->song = lt_export_song_new ();
  self->bar = gtk_progress_bar_new ();
  self->title = add_label (above, "heading", TRUE);
  self->side = add_label (above, "heading", FALSE);
  self->detail = add_label (below, "caption", TRUE);
  self->percent = add_label (below, "caption", FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Progress of all files"), -1);
  gtk_widget_set_visible (self->bar, FALSE);
  gtk_widget_set_hexpand (column, TRUE);
  gtk_widget_set_valign (column, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (column), above);
  gtk_box_append (GTK_BOX (column), self->bar);
  gtk_box_append (GTK_BOX (column), below);
  gtk_widget_add_css_class (self->box, "export-head");
  gtk_box_append (GTK_BOX (self->box), self->song);
  gtk_box_append (GTK_BOX (self->box), column);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
lt_export_head_new (LtContext *context)
{
  LtExportHead *self = g_object_new (LT_TYPE_EXPORT_HEAD, NULL);

  self->context = g_object_ref (context);
  self->keeper = g_object_ref (lt_print_keeper_of (context));
  gtk_label_set_label (GTK_LABEL (self->title), session_of (self)->title);
  g_signal_connect_object (self->keeper, "changed", G_CALLBACK (on_print), self, G_CONNECT_SWAPPED);
  self->holds = TRUE;
  lt_print_keeper_hold (self->keeper); /* tells what there is already */
  return GTK_WIDGET (self);
}
