// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is asked for most stands in the group, the rest in a row that opens.
// Layer: app.

#include "app/export/tags-form.h"

#include "media/identifiers.h"
#include "session/edit-session.h"

#include <glib/gi18n.h>
#include <string.h>

#define N_FIRST 6u

static const struct
{
  const char *key, *label;
} rows[] = {
  { "title", N_ ("Title") },
  { "artist", N_ ("Artist") },
  { "album", N_ ("Album") },
  { "track", N_ ("Track number") },
  { "isrc", N_ ("ISRC") },
  { "date", N_ ("Year") },
  { "album-artist", N_ ("Album artist") }, /* the first in the row that opens */
  { "disc", N_ ("Disc number") },
  { "genre", N_ ("Genre") },
  { "composer", N_ ("Composer") },
  { "engineer", N_ ("Recording engineer") },
  { "mixer", N_ ("Mixing engineer") },
  { "copyright", N_ ("Copyright") },
  { "licence", N_ ("Licence") },
  { "barcode", N_ ("Barcode (UPC or EAN)") },
  { "catalogue", N_ ("Catalogue number") },
  { "comment", N_ ("Comment") },
};
#define N_ROWS G_N_ELEMENTS (rows)

struct _LtTagsForm
{
  AdwPreferencesGroup parent_instance;

  GtkWidget *entries[N_ROWS];
  GtkWidget *more, *errors, *doubts;
};

G_DEFINE_FINAL_TYPE (LtTagsForm, lt_tags_form, ADW_TYPE_PREFERENCES_GROUP)

static const char *
text_of (LtTagsForm *self, gsize i)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entries[i]));
}

static void
show_sentences (GtkWidget *label, const GString *text)
{
  gtk_label_set_label (GTK_LABEL (label), text->str);
  gtk_widget_set_visible (label, text->len > 0);
}

static void
set_wrong (LtTagsForm *self, gsize i, gboolean is_wrong)
{
  GtkAccessible *row = GTK_ACCESSIBLE (self->entries[i]);

  if (gtk_widget_has_css_class (self->entries[i], "error") == is_wrong)
    return;
  if (is_wrong)
    gtk_widget_add_css_class (self->entries[i], "error");
  else
    gtk_widget_remove_css_class (self->entries[i], "error");
  gtk_accessible_update_state (row, GTK_ACCESSIBLE_STATE_INVALID, is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (is_wrong)
    gtk_accessible_update_relation (row, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, self->errors, -1);
  else
    gtk_accessible_reset_relation (row, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
}

/* Marks the rows and writes the sentences. Returns: the first row that is wrong; N_ROWS: none. */
static gsize
look_at_all (LtTagsForm *self)
{
  g_autoptr (GString) errors = g_string_new (NULL), doubts = g_string_new (NULL);
  gsize               first = N_ROWS;

  for (gsize i = 0; i < N_ROWS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char   *clean = lt_identifiers_clean_tag (rows[i].key, text_of (self, i), &error);
      g_autofree char   *doubt = clean != NULL && strcmp (rows[i].key, "isrc") == 0 ? lt_identifiers_doubt_isrc (clean) : NULL;

      set_wrong (self, i, error != NULL);
      if (error != NULL)
        g_string_append_printf (errors, "%s%s", errors->len > 0 ? "\n" : "", error->message);
      if (error != NULL && first == N_ROWS)
        first = i;
      if (doubt != NULL)
        g_string_append (doubts, doubt);
    }
  show_sentences (self->errors, errors);
  show_sentences (self->doubts, doubts);
  return first;
}

/* A code shows as it will be written. */
static void
on_leave (GtkEventControllerFocus *focus, LtTagsForm *self)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (focus));

  for (gsize i = 0; i < N_ROWS; i++)
    if (self->entries[i] == row)
      {
        g_autofree char *clean = lt_identifiers_clean_tag (rows[i].key, text_of (self, i), NULL);

        if (clean != NULL && strcmp (clean, text_of (self, i)) != 0)
          gtk_editable_set_text (GTK_EDITABLE (row), clean);
      }
  look_at_all (self);
}

/* While it is typed a code is unfinished, not wrong: only a mark that is there may go. */
static void
on_changed (GtkEditable *entry, LtTagsForm *self)
{
  if (gtk_widget_has_css_class (GTK_WIDGET (entry), "error"))
    look_at_all (self);
}

static void
on_activated (GtkWidget *entry, LtTagsForm *self)
{
  look_at_all (self);
}

gboolean
lt_tags_form_check (LtTagsForm *self)
{
  gsize first = look_at_all (self);

  if (first == N_ROWS)
    return TRUE;
  if (first >= N_FIRST)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self->more), TRUE);
  gtk_widget_grab_focus (self->entries[first]);
  return FALSE;
}

LtSession *
lt_tags_form_apply (LtTagsForm *self, const LtSession *session)
{
  LtSession *next = lt_session_ref (session);

  for (gsize i = 0; i < N_ROWS; i++)
    {
      g_autofree char *clean = lt_identifiers_clean_tag (rows[i].key, text_of (self, i), NULL);

      if (clean != NULL)
        lt_session_take (&next, lt_edit_session_tag (next, rows[i].key, clean));
    }
  return next;
}

GtkWidget *
lt_tags_form_get_row (LtTagsForm *self, const char *key)
{
  for (gsize i = 0; i < N_ROWS; i++)
    if (strcmp (rows[i].key, key) == 0)
      return self->entries[i];
  return NULL;
}

const char *
lt_tags_form_get_errors (LtTagsForm *self)
{
  return gtk_label_get_label (GTK_LABEL (self->errors));
}

static GtkWidget *
add_sentences (LtTagsForm *self, const char *style)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, style);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_visible (label, FALSE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), label);
  return label;
}

static GtkWidget *
make_entry (LtTagsForm *self, gsize i)
{
  GtkWidget          *row = adw_entry_row_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (rows[i].label));
  g_signal_connect (focus, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (row, focus);
  g_signal_connect (row, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (row, "entry-activated", G_CALLBACK (on_activated), self);
  return row;
}

static void
lt_tags_form_class_init (LtTagsFormClass *klass)
{
}

static void
lt_tags_form_init (LtTagsForm *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _ ("Tags"));
  self->more = adw_expander_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->more), _ ("More tags"));
  for (gsize i = 0; i < N_ROWS; i++)
    {
      self->entries[i] = make_entry (self, i);
      if (i < N_FIRST)
        adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->entries[i]);
      else
        adw_expander_row_add_row (ADW_EXPANDER_ROW (self->more), self->entries[i]);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->more);
  self->errors = add_sentences (self, "error");
  self->doubts = add_sentences (self, "warning");
}

GtkWidget *
lt_tags_form_new (const LtSession *session)
{
  LtTagsForm *self = g_object_new (LT_TYPE_TAGS_FORM, NULL);

  for (gsize i = 0; i < N_ROWS; i++)
    {
      const char *value = g_hash_table_lookup (session->tags, rows[i].key);

      gtk_editable_set_text (GTK_EDITABLE (self->entries[i]), value != NULL ? value : (i == 0 ? session->title : ""));
    }
  look_at_all (self);
  return GTK_WIDGET (self);
}
