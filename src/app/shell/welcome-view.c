// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Cards are buttons with the application's actions; recent rows are read in a thread.
// Layer: app.

#include "app/shell/welcome-view.h"

#include "app/shell/recent.h"
#include "app/shell/welcome-art.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define LT_TYPE_WELCOME_VIEW (lt_welcome_view_get_type ())
G_DECLARE_FINAL_TYPE (LtWelcomeView, lt_welcome_view, LT, WELCOME_VIEW, GtkWidget)

struct _LtWelcomeView
{
  GtkWidget parent_instance;

  GtkWidget      *scroll, *disc_bin, *recent_box;
  GtkFlowBox     *cards;
  GtkSearchEntry *search;
  GtkListBox     *recent;
  GtkLabel       *hint_label;
};

G_DEFINE_FINAL_TYPE (LtWelcomeView, lt_welcome_view, GTK_TYPE_WIDGET)

/* What a row says of a session that is not open. */
typedef struct
{
  char    *path, *title;
  guint    n_tracks;
  double   rate_hz;
  gboolean is_master; /* one track, and a chain on the master */
  gint64   time_s;    /* of session.json */
} About;

static void
about_free (gpointer data)
{
  About *about = data;

  g_free (about->path);
  g_free (about->title);
  g_free (about);
}

static About *
about_new (const char *path)
{
  g_autoptr (LtFolder) folder = lt_folder_open (path, LT_FOLDER_READ, NULL);
  g_autofree char *file = g_build_filename (path, "session.json", NULL);
  GStatBuf         info;

  if (folder == NULL)
    return NULL;

  const LtSession *session = lt_folder_get_session (folder);
  About           *about = g_new0 (About, 1);
  about->path = g_strdup (path);
  about->title = g_strdup (session->title);
  about->n_tracks = session->tracks->len;
  about->rate_hz = session->rate_hz;
  about->is_master = session->tracks->len == 1 && session->master->slots->len > 0;
  about->time_s = g_stat (file, &info) == 0 ? (gint64) info.st_mtime : 0;
  return about;
}

static char *
dup_detail (const About *about)
{
  double khz = about->rate_hz / 1000.0;

  if (about->is_master)
    return g_strdup_printf (_ ("Master · %g kHz"), khz);
  return g_strdup_printf (ngettext ("Mix, %u track · %g kHz", "Mix, %u tracks · %g kHz", about->n_tracks), about->n_tracks, khz);
}

static char *
dup_date (gint64 time_s)
{
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (time_s);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  int days = (int) (g_date_time_difference (now, then) / G_TIME_SPAN_DAY);

  if (days == 0 && g_date_time_get_day_of_year (now) == g_date_time_get_day_of_year (then))
    return g_date_time_format (then, _ ("Today, %H:%M"));
  if (days <= 1)
    return g_strdup (_ ("Yesterday"));
  return g_date_time_format (then, g_date_time_get_year (now) == g_date_time_get_year (then) ? _ ("%-d %B") : _ ("%-d %B %Y"));
}

static GtkWidget *
label (const char *text, const char *style)
{
  GtkWidget *widget = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (widget), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (widget), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (widget, style);
  return widget;
}

static GtkWidget *
recent_row (const About *about)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *icon = gtk_image_new_from_icon_name (about->is_master ? "lathe-disc-symbolic" : "lathe-faders-symbolic");
  g_autofree char *detail = dup_detail (about), *date = dup_date (about->time_s);
  GtkWidget *when = label (date, "dim");

  gtk_widget_add_css_class (icon, "tile");
  gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (text), label (about->title, "heading"));
  gtk_box_append (GTK_BOX (text), label (detail, "dim"));
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_set_valign (text, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), when);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_tooltip_text (row, about->path);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, about->title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, detail, -1);
  g_object_set_data_full (G_OBJECT (row), "path", g_strdup (about->path), g_free);
  g_object_set_data_full (G_OBJECT (row), "title", g_utf8_casefold (about->title, -1), g_free);
  return row;
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (about_free);

  for (char **path = data; *path != NULL; path++)
    {
      About *about = about_new (*path);

      if (about != NULL)
        g_ptr_array_add (rows, about);
    }
  g_task_return_pointer (task, rows, (GDestroyNotify) g_ptr_array_unref);
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  LtWelcomeView *self = LT_WELCOME_VIEW (source);
  g_autoptr (GPtrArray) rows = g_task_propagate_pointer (G_TASK (result), NULL);
  GtkListBoxRow *old;

  if (rows == NULL || self->recent == NULL)
    return;
  while ((old = gtk_list_box_get_row_at_index (self->recent, 0)) != NULL)
    gtk_list_box_remove (self->recent, GTK_WIDGET (old));
  for (guint i = 0; i < rows->len; i++)
    gtk_list_box_append (self->recent, recent_row (g_ptr_array_index (rows, i)));
  gtk_widget_set_visible (self->recent_box, rows->len > 0);
}

static void
refresh (LtWelcomeView *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_read, NULL);

  g_task_set_task_data (task, lt_recent_dup (), (GDestroyNotify) g_strfreev);
  g_task_run_in_thread (task, read_in_thread);
}

static void
on_row (GtkListBox *list, GtkListBoxRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (list), "app.open-recent", "s", g_object_get_data (G_OBJECT (row), "path"));
}

static gboolean
is_wanted (GtkListBoxRow *row, gpointer data)
{
  LtWelcomeView   *self = data;
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);

  return strstr (g_object_get_data (G_OBJECT (row), "title"), wanted) != NULL;
}

static GtkWidget *
card (LtWelcomeArt art, const char *title, const char *text, const char *key, const char *action)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *picture = lt_welcome_art_new (art);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *head = label (title, "card-title"), *body = label (text, "dim"), *cap = gtk_label_new (key);

  gtk_widget_set_size_request (picture, -1, 132);
  gtk_widget_add_css_class (picture, "art");
  gtk_label_set_ellipsize (GTK_LABEL (body), PANGO_ELLIPSIZE_NONE);
  gtk_label_set_wrap (GTK_LABEL (body), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (body), 24);
  gtk_label_set_max_width_chars (GTK_LABEL (body), 26);
  gtk_widget_set_hexpand (column, TRUE);
  gtk_widget_add_css_class (cap, "keycap");
  gtk_widget_set_valign (cap, GTK_ALIGN_START);
  gtk_widget_add_css_class (words, "words");
  gtk_box_append (GTK_BOX (column), head);
  gtk_box_append (GTK_BOX (column), body);
  gtk_box_append (GTK_BOX (words), column);
  gtk_box_append (GTK_BOX (words), cap);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), words);

  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "card-button");
  gtk_widget_set_overflow (button, GTK_OVERFLOW_HIDDEN);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  return button;
}

static void
add_card (LtWelcomeView *self, GtkWidget *button)
{
  gtk_flow_box_append (self->cards, button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE); /* the button takes the focus, not its cell */
}

static void
lt_welcome_view_dispose (GObject *object)
{
  LtWelcomeView *self = LT_WELCOME_VIEW (object);

  self->recent = NULL;
  g_clear_pointer (&self->scroll, gtk_widget_unparent);
  G_OBJECT_CLASS (lt_welcome_view_parent_class)->dispose (object);
}

static void
lt_welcome_view_class_init (LtWelcomeViewClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_welcome_view_dispose;
  gtk_widget_class_set_template_from_resource (widget, LATHE_RESOURCES "/shell/welcome-view.ui");
  gtk_widget_class_bind_template_child (widget, LtWelcomeView, scroll);
  gtk_widget_class_bind_template_child (widget, LtWelcomeView, disc_bin);
  gtk_widget_class_bind_template_child (widget, LtWelcomeView, hint_label);
  gtk_widget_class_bind_template_child (widget, LtWelcomeView, cards);
  gtk_widget_class_bind_template_child (widget, LtWelcomeView, recent_box);
  gtk_widget_class_bind_template_child (widget, LtWelcomeView, search);
  gtk_widget_class_bind_template_child (widget, LtWelcomeView, recent);
}

static void
lt_welcome_view_init (LtWelcomeView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_bin_set_child (ADW_BIN (self->disc_bin), lt_welcome_art_new (LT_WELCOME_ART_DISC));
  add_card (self, card (LT_WELCOME_ART_STEMS, _ ("Mix a folder of stems"), _ ("Pick a folder. Lathe names, colours and levels the tracks."), "1", "app.mix"));
  add_card (self, card (LT_WELCOME_ART_MASTER, _ ("Master a finished mix"), _ ("Pick one file. Lathe measures it and sets up a chain."), "2", "app.master"));
  add_card (self, card (LT_WELCOME_ART_DEMO, _ ("Open demo song"), _ ("“Low Tide”, 12 tracks, mixed and mastered. Try anything."), "3", "app.demo"));

  gtk_widget_set_visible (self->recent_box, FALSE);
  gtk_list_box_set_filter_func (self->recent, is_wanted, self, NULL);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (gtk_list_box_invalidate_filter), self->recent);
  g_signal_connect (self->recent, "row-activated", G_CALLBACK (on_row), NULL);
  g_signal_connect (self, "map", G_CALLBACK (refresh), NULL);
}

GtkWidget *
lt_welcome_view_new (LtContext *context)
{
  return g_object_new (LT_TYPE_WELCOME_VIEW, NULL);
}
