// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A picture of what is found, the songs it is found from, and three amounts; all that takes long is the work's.
// Layer: app.

#include "app/master/match-dialog.h"

#include "app/master/match-picture.h"
#include "app/master/match-songs.h"
#include "app/widgets/arc-knob.h"
#include "app/widgets/number-text.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#define LT_TYPE_MATCH_DIALOG (lt_match_dialog_get_type ())
G_DECLARE_FINAL_TYPE (LtMatchDialog, lt_match_dialog, LT, MATCH_DIALOG, AdwWindow)

#define WIDTH     880
#define HEIGHT    700
#define KEEP_BACK 66
#define HEAD_HEIGHT 24 /* of both columns */

/* The lines of what was found that are no bands; the columns are programme, reference, after. */
enum
{
  SIDE_LOW,
  SIDE_HIGH,
  RANGE,
  N_FACTS,
  N_COLUMNS = 3,
};

struct _LtMatchDialog
{
  AdwWindow parent_instance;

  LtContext   *context;
  LtMatchWork *work; /* NULL: there is no session */
  LtJob       *job;  /* that the bar shows */

  GtkWidget *apply, *stack, *first_add, *picture, *knobs[LT_MATCH_N_AMOUNTS], *facts[N_FACTS][N_COLUMNS], *ratio;
  GtkWidget *progress, *progress_bar, *status, *again;
};

G_DEFINE_FINAL_TYPE (LtMatchDialog, lt_match_dialog, ADW_TYPE_WINDOW)

static LtDocument *
document_of (LtMatchDialog *self)
{
  return lt_context_get_document (self->context);
}

/* --- what is shown --- */

static void
set_fact (LtMatchDialog *self, guint row, guint column, double value, LtNumberKind kind)
{
  LtNumberText text = lt_number_text_format (&(LtNumberFormat) { .kind = kind }, value);

  gtk_label_set_label (GTK_LABEL (self->facts[row][column]), isfinite (value) ? text.number : "–"); /* the unit stands at the row */
}

/* As the command line says it, with a minus as all numbers here have it. */
static char *
dup_ratio (const LtMatchReport *report)
{
  g_autofree char *line = g_strchomp (g_strdup_printf (_ ("Ratio %.2f around %.1f LUFS\n"), report->ratio, report->middle_lufs));
  g_auto (GStrv)   parts = g_strsplit (line, " -", -1);

  return g_strjoinv (" \u2212", parts);
}

static void
show_facts (LtMatchDialog *self, const LtMatchReport *report)
{
  const double range[N_COLUMNS] = { report != NULL ? report->range_has_lu : NAN, report != NULL ? report->range_wanted_lu : NAN, NAN };

  for (guint i = 0; i < 2; i++)
    {
      set_fact (self, SIDE_LOW + i, 0, report != NULL ? report->side_has_db[i] : NAN, LT_NUMBER_DB);
      set_fact (self, SIDE_LOW + i, 1, report != NULL ? report->side_wanted_db[i] : NAN, LT_NUMBER_DB);
      set_fact (self, SIDE_LOW + i, 2, report != NULL ? report->side_after_db[i] : NAN, LT_NUMBER_DB);
    }
  for (guint column = 0; column < N_COLUMNS; column++)
    set_fact (self, RANGE, column, range[column], LT_NUMBER_LU);
  g_autofree char *ratio = report != NULL ? dup_ratio (report) : g_strdup ("");
  gtk_label_set_label (GTK_LABEL (self->ratio), ratio);
}

static gboolean
changes (LtMatchDialog *self)
{
  const LtSession *session = lt_document_get_session (document_of (self));

  if (session == NULL || lt_match_work_get_report (self->work) == NULL)
    return FALSE;
  g_autoptr (LtSession) next = lt_match_work_apply (self->work, session);
  return next != session;
}

/* Why there is nothing yet, while nobody listens. */
static const char *
why_not (LtMatchDialog *self)
{
  gboolean is_readable = FALSE, is_followed = FALSE, is_wrong = FALSE;

  for (guint i = 0; i < lt_match_work_get_n (self->work); i++)
    {
      const LtMatchSong *song = lt_match_work_get_song (self->work, i);

      is_readable = is_readable || song->is_known;
      is_followed = is_followed || (song->is_known && song->is_on);
      is_wrong = is_wrong || song->error != NULL;
    }
  if (is_readable && !is_followed)
    return _ ("Tick a song to follow.");
  if (is_wrong && !is_readable)
    return _ ("No reference can be read. Put its file back and listen again, or add another song.");
  return _ ("Stopped before all was heard.");
}

/* What stands in the way, or what would be done. */
static char *
dup_status (LtMatchDialog *self)
{
  const char *error = lt_match_work_get_error (self->work);

  if (lt_match_work_get_report (self->work) != NULL)
    return changes (self) ? lt_match_work_dup_label (self->work) : g_strdup (_ ("With these amounts nothing changes."));
  if (lt_match_work_is_reckoning (self->work))
    return lt_match_work_dup_label (self->work);
  return g_strdup (error != NULL ? error : why_not (self));
}

/* The bar is bound to the job that runs. */
static void
follow_job (LtMatchDialog *self)
{
  LtJob *job = lt_match_work_get_job (self->work);

  if (job == self->job)
    return;
  g_set_object (&self->job, job);
  if (job != NULL)
    g_object_bind_property (job, "fraction", self->progress_bar, "fraction", G_BINDING_SYNC_CREATE);
}

static void
show (LtMatchDialog *self)
{
  const LtMatchReport *report = lt_match_work_get_report (self->work);
  gboolean             is_listening = lt_match_work_get_job (self->work) != NULL;
  g_autofree char     *status = dup_status (self);

  follow_job (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), lt_match_work_get_n (self->work) > 0 ? "songs" : "empty");
  lt_match_picture_show (self->picture, report);
  show_facts (self, report);
  gtk_label_set_label (GTK_LABEL (self->status), status);
  gtk_widget_set_visible (self->status, !is_listening);
  gtk_widget_set_visible (self->progress, is_listening);
  gtk_widget_set_visible (self->again, !is_listening && lt_match_work_get_n (self->work) > 0 && !lt_match_work_is_all_known (self->work));
  gtk_widget_set_sensitive (self->apply, !is_listening && !lt_match_work_is_reckoning (self->work) && changes (self));
}

/* --- hands --- */

static void
on_knob (LtControl *knob, double value, LtMatchDialog *self)
{
  for (guint i = 0; i < LT_MATCH_N_AMOUNTS; i++)
    if (GTK_WIDGET (knob) == self->knobs[i])
      lt_match_work_set_amount (self->work, (LtMatchAmount) i, value);
}

static void
on_add (LtMatchDialog *self)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  if (parent != NULL)
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.add-reference", NULL);
}

static void
on_apply (LtMatchDialog *self)
{
  const LtSession *session = lt_document_get_session (document_of (self));
  g_autofree char *label = lt_match_work_dup_label (self->work);

  if (changes (self))
    {
      lt_document_apply (document_of (self), lt_match_work_apply (self->work, session), label, NULL);
      lt_context_toast (self->context, label, TRUE);
    }
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
on_escape (GtkWidget *widget, GVariant *parameter, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return GDK_EVENT_STOP;
}

/* A song was added, or the session is gone; all else is none of its business. */
static void
on_document (LtMatchDialog *self, const LtSession *old, const LtSession *now)
{
  if (now == NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  if (old != NULL && old->references == now->references && old->sources == now->sources)
    return;
  lt_match_work_follow (self->work, now);
  lt_match_work_listen (self->work);
}

/* --- the window --- */

static GtkWidget *
new_label (const char *text, const char *style, float xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
build_knobs (LtMatchDialog *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_set_homogeneous (GTK_BOX (row), TRUE);
  for (guint i = 0; i < LT_MATCH_N_AMOUNTS; i++)
    {
      const LtParamSpec *param = lt_match_work_get_row ((LtMatchAmount) i);
      LtValueSpec        spec = lt_value_spec_from_param (param);

      self->knobs[i] = lt_arc_knob_new (&spec);
      lt_control_set_value (LT_CONTROL (self->knobs[i]), lt_match_work_get_amount (self->work, (LtMatchAmount) i));
      gtk_widget_set_halign (self->knobs[i], GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (self->knobs[i], _ (param->help));
      g_signal_connect (self->knobs[i], "changed", G_CALLBACK (on_knob), self);
      gtk_box_append (GTK_BOX (row), self->knobs[i]);
    }
  return row;
}

static GtkWidget *
build_facts (LtMatchDialog *self)
{
  const char *heads[N_COLUMNS] = { _ ("Programme"), _ ("Reference"), _ ("After") };
  const char *names[N_FACTS] = { _ ("Side below 400 Hz, dB"), _ ("Side above 400 Hz, dB"), _ ("Loudness range, LU") };
  GtkWidget  *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  for (guint column = 0; column < N_COLUMNS; column++)
    gtk_grid_attach (GTK_GRID (grid), new_label (heads[column], "caption", 1.0f), (int) column + 1, 0, 1, 1);
  for (guint row = 0; row < N_FACTS; row++)
    {
      GtkWidget *name = new_label (names[row], "caption", 0.0f);

      gtk_widget_set_hexpand (name, TRUE);
      gtk_grid_attach (GTK_GRID (grid), name, 0, (int) row + 1, 1, 1);
      for (guint column = 0; column < N_COLUMNS; column++)
        {
          self->facts[row][column] = new_label ("–", "numeric", 1.0f);
          gtk_grid_attach (GTK_GRID (grid), self->facts[row][column], (int) column + 1, (int) row + 1, 1, 1);
        }
    }
  self->ratio = new_label ("", "caption", 0.0f);
  gtk_grid_attach (GTK_GRID (grid), self->ratio, 0, N_FACTS + 1, N_COLUMNS + 1, 1);
  return grid;
}

static GtkWidget *
new_add (LtMatchDialog *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Add a song…"));

  gtk_widget_set_tooltip_text (button, _ ("Add a song to compare with"));
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_add), self);
  return button;
}

static GtkWidget *
build_songs (LtMatchDialog *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8), *scroll = gtk_scrolled_window_new (), *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = new_label (_ ("References"), "heading", 0.0f), *add = new_add (self);

  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_set_size_request (head, -1, HEAD_HEIGHT);
  gtk_widget_add_css_class (add, "small");
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), add);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), lt_match_songs_new (self->work));
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroll), 150);
  gtk_widget_set_vexpand (scroll, TRUE);
  gtk_box_append (GTK_BOX (column), head);
  gtk_box_append (GTK_BOX (column), scroll);
  return column;
}

static GtkWidget *
build_foot (LtMatchDialog *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *stop = gtk_button_new_with_label (_ ("Stop"));

  self->progress = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->progress_bar = gtk_progress_bar_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress_bar), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Listening to the reference"), -1);
  gtk_widget_set_hexpand (self->progress_bar, TRUE);
  gtk_widget_set_hexpand (self->progress, TRUE);
  gtk_widget_set_valign (self->progress_bar, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (stop, _ ("Stop listening; what was heard is kept"));
  g_signal_connect_swapped (stop, "clicked", G_CALLBACK (lt_match_work_stop), self->work);
  gtk_box_append (GTK_BOX (self->progress), new_label (_ ("Listening to the reference"), "body", 0.0f));
  gtk_box_append (GTK_BOX (self->progress), self->progress_bar);
  gtk_box_append (GTK_BOX (self->progress), stop);
  self->status = new_label (NULL, "body", 0.0f);
  gtk_label_set_wrap (GTK_LABEL (self->status), TRUE);
  gtk_widget_set_hexpand (self->status, TRUE);
  self->again = gtk_button_new_with_label (_ ("Listen again"));
  gtk_widget_set_valign (self->again, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->again, _ ("Hear what is not known yet"));
  g_signal_connect_swapped (self->again, "clicked", G_CALLBACK (lt_match_work_listen), self->work);
  gtk_box_append (GTK_BOX (foot), self->progress);
  gtk_box_append (GTK_BOX (foot), self->status);
  gtk_box_append (GTK_BOX (foot), self->again);
  return foot;
}

static GtkWidget *
build_page (LtMatchDialog *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *scroll = gtk_scrolled_window_new ();
  GtkWidget *lower = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24), *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *amounts;

  self->picture = lt_match_picture_new ();
  gtk_widget_set_vexpand (self->picture, TRUE);
  gtk_box_set_homogeneous (GTK_BOX (lower), TRUE);
  amounts = new_label (_ ("Amounts"), "heading", 0.0f);
  gtk_widget_set_size_request (amounts, -1, HEAD_HEIGHT);
  gtk_box_append (GTK_BOX (right), amounts);
  gtk_box_append (GTK_BOX (right), build_knobs (self));
  gtk_box_append (GTK_BOX (right), build_facts (self));
  gtk_box_append (GTK_BOX (lower), build_songs (self));
  gtk_box_append (GTK_BOX (lower), right);
  gtk_widget_set_vexpand (lower, FALSE); /* what room there is belongs to the picture */
  gtk_widget_add_css_class (page, "page");
  gtk_box_append (GTK_BOX (page), self->picture);
  gtk_box_append (GTK_BOX (page), lower);
  gtk_box_append (GTK_BOX (page), build_foot (self));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), page);
  return scroll;
}

static GtkWidget *
build_empty (LtMatchDialog *self)
{
  GtkWidget *page = adw_status_page_new (), *add = new_add (self);

  self->first_add = add;
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "lathe-link-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("No song to follow yet"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), _ ("Add a finished song that sounds as this one should. It is only listened to; no file contains it."));
  gtk_widget_add_css_class (add, "suggested-action");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), add);
  return page;
}

static void
build (LtMatchDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *bar = adw_header_bar_new (), *cancel = gtk_button_new_with_label (_ ("Cancel"));

  self->apply = gtk_button_new_with_label (_ ("Apply"));
  gtk_widget_add_css_class (self->apply, "suggested-action");
  gtk_widget_set_tooltip_text (cancel, _ ("Leave the master as it is"));
  gtk_widget_set_tooltip_text (self->apply, _ ("Set the master's match: one step that can be undone; its card can be edited"));
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->apply);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), self);
  g_signal_connect_swapped (self->apply, "clicked", G_CALLBACK (on_apply), self);
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_add_named (GTK_STACK (self->stack), build_page (self), "songs");
  gtk_stack_add_named (GTK_STACK (self->stack), build_empty (self), "empty");
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), self->stack);
  adw_window_set_content (ADW_WINDOW (self), box);
}

static void
lt_match_dialog_dispose (GObject *object)
{
  LtMatchDialog *self = LT_MATCH_DIALOG (object);

  if (self->work != NULL)
    lt_match_work_stop (self->work);
  g_clear_object (&self->work);
  g_clear_object (&self->job);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lt_match_dialog_parent_class)->dispose (object);
}

static void
lt_match_dialog_class_init (LtMatchDialogClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_match_dialog_dispose;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (class), GDK_KEY_Escape, 0, on_escape, NULL);
}

static void
lt_match_dialog_init (LtMatchDialog *self)
{
  gtk_window_set_title (GTK_WINDOW (self), _ ("Match to references"));
  gtk_widget_add_css_class (GTK_WIDGET (self), "lathe");
  gtk_widget_add_css_class (GTK_WIDGET (self), "match");
}

GtkWindow *
lt_match_dialog_new (GtkWindow *parent, LtContext *context)
{
  LtMatchDialog   *self = g_object_new (LT_TYPE_MATCH_DIALOG, "modal", TRUE, "transient-for", parent, "destroy-with-parent", TRUE, NULL);
  LtDocument      *document = lt_context_get_document (context);
  int              room = MAX (gtk_widget_get_height (GTK_WIDGET (parent)) - KEEP_BACK, 400);

  self->context = g_object_ref (context);
  self->work = lt_match_work_new (lt_document_get_session (document), lt_document_get_path (document));
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, MIN (HEIGHT, room));
  build (self);
  g_signal_connect_object (self->work, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "changed", G_CALLBACK (on_document), self, G_CONNECT_SWAPPED);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->apply);
  show (self);
  gtk_window_set_focus (GTK_WINDOW (self), lt_match_work_get_n (self->work) > 0 ? self->knobs[LT_MATCH_SPECTRUM] : self->first_add);
  lt_match_work_listen (self->work);
  return GTK_WINDOW (self);
}
