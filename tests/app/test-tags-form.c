// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The form of the tags: codes are brought into form, wrong ones are said and stay out of the session.
// Layer: tests.

#include "app/export/tags-form.h"
#include "media/tags.h"
#include "session/edit-session.h"

#include <string.h>

static void
type (LtTagsForm *form, const char *key, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (lt_tags_form_get_row (form, key)), text);
  g_signal_emit_by_name (lt_tags_form_get_row (form, key), "entry-activated");
}

static gboolean
is_wrong (LtTagsForm *form, const char *key)
{
  return gtk_widget_has_css_class (lt_tags_form_get_row (form, key), "error");
}

static void
test_wrong_codes (void)
{
  g_autoptr (LtSession) session = lt_session_new (48000.0, "Song");
  GtkWidget            *window = gtk_window_new ();
  LtTagsForm           *form = LT_TAGS_FORM (lt_tags_form_new (session));

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (form));
  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (lt_tags_form_check (form));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (lt_tags_form_get_row (form, "title"))), ==, "Song");

  type (form, "isrc", "DE-X42-26-0001");
  type (form, "barcode", "4006381333932");
  type (form, "artist", "The Lathes");
  g_assert_true (is_wrong (form, "isrc") && is_wrong (form, "barcode") && !is_wrong (form, "artist"));
  g_assert_nonnull (strstr (lt_tags_form_get_errors (form), "no ISRC"));
  g_assert_nonnull (strstr (lt_tags_form_get_errors (form), "check digit 1"));
  g_assert_false (lt_tags_form_check (form));

  g_autoptr (LtSession) half = lt_tags_form_apply (form, session);
  g_assert_cmpstr (g_hash_table_lookup (half->tags, "artist"), ==, "The Lathes");
  g_assert_null (g_hash_table_lookup (half->tags, "isrc"));

  /* What becomes right loses its mark while it is typed. */
  gtk_editable_set_text (GTK_EDITABLE (lt_tags_form_get_row (form, "isrc")), "isrc de-x42-26-00001");
  gtk_editable_set_text (GTK_EDITABLE (lt_tags_form_get_row (form, "barcode")), "4 006381 333931");
  g_assert_false (is_wrong (form, "isrc") || is_wrong (form, "barcode"));
  g_assert_cmpstr (lt_tags_form_get_errors (form), ==, "");
  g_assert_true (lt_tags_form_check (form));

  g_autoptr (LtSession) whole = lt_tags_form_apply (form, session);
  g_assert_cmpstr (g_hash_table_lookup (whole->tags, "isrc"), ==, "DEX422600001");
  g_assert_cmpstr (g_hash_table_lookup (whole->tags, "barcode"), ==, "4006381333931");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Every tag that files carry has its row, but the software's name, which is Lathe's. */
static void
test_every_tag_has_a_row (void)
{
  g_autoptr (LtSession) session = lt_session_new (48000.0, "Song");
  g_autoptr (LtSession) other = NULL;
  LtTagsForm           *form = LT_TAGS_FORM (g_object_ref_sink (lt_tags_form_new (session)));

  for (const char *const *k = lt_tags_known (); *k != NULL; k++)
    g_assert_true ((lt_tags_form_get_row (form, *k) != NULL) == (strcmp (*k, "software") != 0));
  lt_session_take (&session, lt_edit_session_tag (session, "comment", "From before"));
  other = lt_tags_form_apply (form, session);
  g_assert_null (g_hash_table_lookup (other->tags, "comment")); /* the form is all that there is */
  g_object_unref (form);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  adw_init ();
  g_test_add_func ("/tags-form/wrong-codes", test_wrong_codes);
  g_test_add_func ("/tags-form/every-tag-has-a-row", test_every_tag_has_a_row);
  return g_test_run ();
}
