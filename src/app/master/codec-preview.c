// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is heard is the live player's preview: this window only says which of its files, and follows who else chooses.
// Layer: app.

#include "app/master/codec-preview.h"

#include "app/master/codec-facts.h"
#include "app/master/codec-print.h"
#include "app/shell/monitor-actions.h"
#include "app/widgets/number-text.h"
#include "app/widgets/seg.h"
#include "deliver/master-limiter.h"
#include "studio/session-sound.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#define WINDOW_KEY "lathe-codec-preview"
#define MAX_ROWS 200u /* of the table */

#define LT_TYPE_CODEC_PREVIEW (lt_codec_preview_get_type ())
G_DECLARE_FINAL_TYPE (LtCodecPreview, lt_codec_preview, LT, CODEC_PREVIEW, AdwWindow)

enum
{
  ORIGINAL,
  DECODED,
  REMOVED,
};

struct _LtCodecPreview
{
  AdwWindow parent_instance;

  LtContext     *context;
  LtCodecPrint  *print; /* NULL: none yet */
  LtCodecCeiling ceiling;
  gboolean       has_ceiling; /* of this print */
  LtJob         *job;         /* NULL: nothing is under way */

  GtkWidget *codec, *quality, *encode, *progress, *progress_bar, *side, *hint, *facts, *stale, *overs, *scroll, *list, *more, *lower;
};

G_DEFINE_FINAL_TYPE (LtCodecPreview, lt_codec_preview, ADW_TYPE_WINDOW)

static LtLive *
live_of (LtCodecPreview *self)
{
  return lt_context_get_live (self->context);
}

static const LtSession *
session_of (LtCodecPreview *self)
{
  return lt_document_get_session (lt_context_get_document (self->context));
}

static const LtCodec *
codec_of (LtCodecPreview *self)
{
  return lt_codec_list ()[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->codec))];
}

/* --- what is shown --- */

static char *
dup_number (LtNumberKind kind, double value)
{
  return lt_number_text_dup (&(LtNumberFormat) { .kind = kind }, value);
}

static gboolean
is_stale (LtCodecPreview *self)
{
  return self->print != NULL && (session_of (self) == NULL || !lt_session_sound_is_same (self->print->session, session_of (self)));
}

static char *
dup_lower_text (LtCodecPreview *self)
{
  if (!self->has_ceiling)
    return g_strdup (_ ("Find a ceiling without overs"));
  g_autofree char *at = dup_number (LT_NUMBER_DBTP, self->ceiling.ceiling_dbtp);
  return g_strdup_printf (_ ("Lower the ceiling to %s"), at);
}

/* Only a limiter can be lowered, and only as long as the master is the one that was tried. */
static void
show_lower (LtCodecPreview *self)
{
  gboolean         has_overs = self->print != NULL && self->print->result.n_overs > 0 && !is_stale (self);
  gboolean         can = has_overs && lt_master_limiter_find (self->print->session, false) != NULL;
  g_autofree char *text = dup_lower_text (self);

  gtk_button_set_label (GTK_BUTTON (self->lower), text);
  gtk_widget_set_visible (self->lower, has_overs);
  gtk_widget_set_sensitive (self->lower, can && self->job == NULL);
  gtk_widget_set_tooltip_text (self->lower, can ? NULL : _ ("The master has no limiter; add one at its end"));
}

static void
show (LtCodecPreview *self)
{
  const LtCodecResult *result = self->print != NULL ? &self->print->result : NULL;
  g_autofree char     *overs = result != NULL && result->n_overs > 0
                                   ? g_strdup_printf (ngettext ("%u over after decoding", "%u overs after decoding", result->n_overs), result->n_overs)
                                   : g_strdup (result != NULL ? _ ("No overs after decoding") : "");

  if (result != NULL)
    lt_codec_facts_show (self->facts, result);
  gtk_label_set_label (GTK_LABEL (self->overs), overs);
  gtk_widget_set_visible (self->facts, result != NULL);
  gtk_widget_set_visible (self->overs, result != NULL);
  gtk_widget_set_visible (self->scroll, result != NULL);
  gtk_widget_set_visible (self->hint, result == NULL);
  gtk_widget_set_visible (self->more, result != NULL && result->overs->len > MAX_ROWS);
  gtk_widget_set_visible (self->stale, is_stale (self));
  gtk_widget_set_sensitive (self->side, self->print != NULL);
  gtk_widget_set_sensitive (self->encode, self->job == NULL);
  gtk_widget_set_visible (self->progress, self->job != NULL);
  show_lower (self);
}

static void
show_side (LtCodecPreview *self)
{
  const char *path = lt_live_get_preview (live_of (self));
  guint       side = ORIGINAL;

  if (self->print != NULL && lt_live_hears_preview (live_of (self)) && path != NULL)
    side = g_str_equal (path, self->print->removed) ? REMOVED : DECODED;
  lt_seg_set_selected (LT_SEG (self->side), side);
}

/* --- the table of overs --- */

static GtkWidget *
new_over (LtCodecPreview *self, const LtOver *over)
{
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *time_label, *peak_label;
  g_autofree char *time = dup_number (LT_NUMBER_TIME, (double) over->pos_frames / self->print->result.rate_hz);
  g_autofree char *peak = dup_number (LT_NUMBER_DBTP, over->peak_dbtp);

  time_label = gtk_label_new (time);
  peak_label = gtk_label_new (peak);
  gtk_label_set_xalign (GTK_LABEL (time_label), 0.0f);
  gtk_widget_set_hexpand (time_label, TRUE);
  gtk_widget_add_css_class (peak_label, "warn");
  gtk_box_append (GTK_BOX (box), time_label);
  gtk_box_append (GTK_BOX (box), peak_label);
  return box;
}

static void
fill_list (LtCodecPreview *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; self->print != NULL && i < MIN (self->print->result.overs->len, MAX_ROWS); i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), new_over (self, &g_array_index (self->print->result.overs, LtOver, i)));
}

static void
on_over (GtkListBox *list, GtkListBoxRow *row, LtCodecPreview *self)
{
  guint i = (guint) gtk_list_box_row_get_index (row);

  if (self->print == NULL || i >= self->print->result.overs->len)
    return;
  lt_live_locate (live_of (self), g_array_index (self->print->result.overs, LtOver, i).pos_frames);
  lt_context_wake (self->context);
}

/* --- what is heard --- */

static void
on_side (LtSeg *seg, guint side, LtCodecPreview *self)
{
  GActionGroup      *monitor = lt_monitor_actions_get (self->context);
  g_autoptr (GError) error = NULL;

  /* what else is chosen ends: the master, and in its place the file */
  g_action_group_change_action_state (monitor, "side", g_variant_new_string ("master"));
  if (side != ORIGINAL && self->print != NULL)
    {
      if (lt_live_set_preview (live_of (self), side == DECODED ? self->print->decoded : self->print->removed, self->print->result.n_frames, &error))
        {
          g_action_group_change_action_state (monitor, "delta", g_variant_new_uint64 (0));
          g_action_group_change_action_state (monitor, "difference", g_variant_new_boolean (FALSE));
          lt_live_hear_preview (live_of (self), true);
        }
      else
        lt_context_toast (self->context, error->message, FALSE);
    }
  show_side (self);
  lt_context_glance (self->context);
}

static void
forget (LtCodecPreview *self)
{
  if (self->print != NULL)
    lt_live_set_preview (live_of (self), NULL, 0, NULL); /* before its file goes */
  g_clear_pointer (&self->print, lt_codec_print_unref);
  self->has_ceiling = FALSE;
}

/* --- the work --- */

static void
begin (LtCodecPreview *self, const char *label)
{
  self->job = lt_job_new (label);
  g_object_bind_property (self->job, "fraction", self->progress_bar, "fraction", G_BINDING_SYNC_CREATE);
  show (self);
}

/* FALSE: it was cancelled, or the window is gone; else @error was said. */
static gboolean
end (LtCodecPreview *self, GError *error)
{
  gboolean is_open = self->context != NULL;

  if (self->job != NULL)
    lt_job_finish (self->job);
  g_clear_object (&self->job);
  if (is_open && error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    lt_context_toast (self->context, error->message, FALSE);
  return is_open;
}

static void
on_encoded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LtCodecPreview) self = data;
  g_autoptr (GError)         error = NULL;
  g_autoptr (LtCodecPrint)   print = lt_codec_print_new_finish (result, &error);

  if (!end (self, error))
    return;
  if (print != NULL)
    {
      forget (self);
      self->print = g_steal_pointer (&print);
      fill_list (self);
    }
  show (self);
  show_side (self);
}

static void
on_encode (LtCodecPreview *self)
{
  const LtCodec *codec = codec_of (self);

  if (session_of (self) == NULL || self->job != NULL)
    return;
  begin (self, _ ("Encoding the master"));
  lt_codec_print_new_async (session_of (self), lt_document_get_path (lt_context_get_document (self->context)), codec,
                            &codec->choices[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->quality))], self->job, on_encoded, g_object_ref (self));
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (LtCodecPreview) self = data;
  g_autoptr (GError)         error = NULL;
  LtCodecCeiling             found;
  gboolean                   done = lt_codec_print_find_ceiling_finish (result, &found, &error);

  if (!end (self, error))
    return;
  if (done && found.n_overs > 0)
    lt_context_toast (self->context, _ ("No ceiling near this one removes the overs. Choose a better quality."), FALSE);
  else if (done)
    {
      self->ceiling = found;
      self->has_ceiling = TRUE;
    }
  show (self);
}

static void
on_lower (LtCodecPreview *self)
{
  if (self->print == NULL || session_of (self) == NULL)
    return;
  if (!self->has_ceiling)
    {
      begin (self, _ ("Looking for a ceiling"));
      lt_codec_print_find_ceiling_async (self->print, self->job, on_found, g_object_ref (self));
      return;
    }
  LtSession *next = lt_codec_ceiling_apply (session_of (self), self->ceiling.ceiling_dbtp);
  if (next != NULL)
    lt_document_apply (lt_context_get_document (self->context), next, _ ("Lower the ceiling"), NULL);
}

static void
on_stop (LtCodecPreview *self)
{
  if (self->job != NULL)
    g_cancellable_cancel (lt_job_get_cancellable (self->job));
}

/* --- what happens elsewhere --- */

static void
on_document (LtCodecPreview *self, const LtSession *old, const LtSession *now)
{
  if (old == NULL || now == NULL)
    {
      forget (self);
      on_stop (self);
      fill_list (self);
    }
  show (self);
  show_side (self);
}

static void
fill_qualities (LtCodecPreview *self)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (const LtCodecChoice *choice = codec_of (self)->choices; choice->key != NULL; choice++)
    gtk_string_list_take (list, lt_codec_dup_choice_text (codec_of (self), choice));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->quality), G_LIST_MODEL (list));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->quality), codec_of (self)->usual);
}

/* --- the window --- */

static GtkWidget *
new_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, style);
  return label;
}

static void
set_name (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
build_choice (LtCodecPreview *self)
{
  GtkWidget                *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (const LtCodec *const *codec = lt_codec_list (); *codec != NULL; codec++)
    gtk_string_list_append (list, _ ((*codec)->label));
  self->codec = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (list)), NULL);
  self->quality = gtk_drop_down_new (NULL, NULL);
  self->encode = gtk_button_new_with_label (_ ("Encode"));
  set_name (self->codec, _ ("Codec"));
  set_name (self->quality, _ ("Quality"));
  set_name (gtk_widget_get_first_child (self->codec), _ ("Codec")); /* the button in it, which is what is pressed */
  set_name (gtk_widget_get_first_child (self->quality), _ ("Quality"));
  gtk_widget_set_hexpand (self->quality, TRUE);
  gtk_widget_add_css_class (self->encode, "suggested-action");
  fill_qualities (self);
  g_signal_connect_swapped (self->codec, "notify::selected", G_CALLBACK (fill_qualities), self);
  g_signal_connect_swapped (self->encode, "clicked", G_CALLBACK (on_encode), self);
  gtk_box_append (GTK_BOX (row), self->codec);
  gtk_box_append (GTK_BOX (row), self->quality);
  gtk_box_append (GTK_BOX (row), self->encode);
  return row;
}

static GtkWidget *
build_progress (LtCodecPreview *self)
{
  GtkWidget *stop = gtk_button_new_with_label (_ ("Stop"));

  self->progress = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->progress_bar = gtk_progress_bar_new ();
  set_name (self->progress_bar, _ ("Progress"));
  gtk_widget_set_hexpand (self->progress_bar, TRUE);
  gtk_widget_set_valign (self->progress_bar, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (stop, "clicked", G_CALLBACK (on_stop), self);
  gtk_box_append (GTK_BOX (self->progress), self->progress_bar);
  gtk_box_append (GTK_BOX (self->progress), stop);
  return self->progress;
}

static GtkWidget *
build_overs (LtCodecPreview *self)
{
  self->scroll = gtk_scrolled_window_new ();
  self->list = gtk_list_box_new ();
  set_name (self->list, _ ("Overs after decoding"));
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_over), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroll), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroll), self->list);
  gtk_widget_set_vexpand (self->scroll, TRUE);
  return self->scroll;
}

static void
build (LtCodecPreview *self)
{
  const char *names[] = { _ ("Original"), _ ("Decoded"), _ ("Removed"), NULL };
  GtkWidget  *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_autofree char *more = g_strdup_printf (_ ("The first %u are listed"), MAX_ROWS);

  self->side = lt_seg_new (names);
  self->hint = new_label ("dim");
  self->facts = lt_codec_facts_new ();
  self->more = new_label ("caption");
  self->stale = new_label ("warn");
  self->overs = new_label ("heading");
  self->lower = gtk_button_new ();
  gtk_label_set_label (GTK_LABEL (self->hint), _ ("Encode the master to hear what a codec makes of it."));
  gtk_label_set_xalign (GTK_LABEL (self->hint), 0.5f);
  gtk_label_set_justify (GTK_LABEL (self->hint), GTK_JUSTIFY_CENTER);
  gtk_widget_set_vexpand (self->hint, TRUE);
  gtk_label_set_label (GTK_LABEL (self->more), more);
  gtk_label_set_label (GTK_LABEL (self->stale), _ ("The master has changed since. Encode it anew."));
  lt_seg_set_name (LT_SEG (self->side), _ ("What is heard"));
  g_signal_connect (self->side, "picked", G_CALLBACK (on_side), self);
  g_signal_connect_swapped (self->lower, "clicked", G_CALLBACK (on_lower), self);
  gtk_widget_add_css_class (page, "padded");
  gtk_box_append (GTK_BOX (page), build_choice (self));
  gtk_box_append (GTK_BOX (page), build_progress (self));
  gtk_box_append (GTK_BOX (page), self->side);
  gtk_box_append (GTK_BOX (page), self->stale);
  gtk_box_append (GTK_BOX (page), self->hint);
  gtk_box_append (GTK_BOX (page), self->facts);
  gtk_box_append (GTK_BOX (page), self->overs);
  gtk_box_append (GTK_BOX (page), build_overs (self));
  gtk_box_append (GTK_BOX (page), self->more);
  gtk_box_append (GTK_BOX (page), self->lower);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (self), box);
}

static void
lt_codec_preview_dispose (GObject *object)
{
  LtCodecPreview *self = LT_CODEC_PREVIEW (object);

  GtkWindow      *parent = gtk_window_get_transient_for (GTK_WINDOW (self));

  on_stop (self);
  if (parent != NULL && g_object_get_data (G_OBJECT (parent), WINDOW_KEY) == self)
    g_object_set_data (G_OBJECT (parent), WINDOW_KEY, NULL);
  if (self->context != NULL)
    forget (self);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lt_codec_preview_parent_class)->dispose (object);
}

static void
lt_codec_preview_class_init (LtCodecPreviewClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_codec_preview_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (class), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
lt_codec_preview_init (LtCodecPreview *self)
{
  gtk_window_set_title (GTK_WINDOW (self), _ ("Codec"));
  gtk_window_set_default_size (GTK_WINDOW (self), 400, 520);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "lathe");
}

void
lt_codec_preview_present (LtContext *context, GtkWindow *parent)
{
  LtCodecPreview *self = g_object_get_data (G_OBJECT (parent), WINDOW_KEY);

  if (self == NULL)
    {
      self = g_object_new (LT_TYPE_CODEC_PREVIEW, "transient-for", parent, NULL);
      self->context = g_object_ref (context);
      build (self);
      g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (on_document), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (lt_monitor_actions_get (context), "action-state-changed", G_CALLBACK (show_side), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (context, "frame", G_CALLBACK (show_side), self, G_CONNECT_SWAPPED); /* resetting says nothing */
      g_object_set_data (G_OBJECT (parent), WINDOW_KEY, self);
      show (self);
    }
  gtk_window_present (GTK_WINDOW (self));
}
