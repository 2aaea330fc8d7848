// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A caption and a list of the takes that have sound where the clip is.
// Layer: app.

#include "app/edit/take-choice.h"

#include "app/edit/take-ops.h"
#include "app/shell/actions.h"
#include "session/take.h"

#include <glib/gi18n.h>

struct _LtTakeChoice
{
  GtkWidget parent_instance;

  LtEditState *state;
  LtSession   *session; /* that the list is of; NULL: none */
  LtId         clip_id;
  gboolean     is_filling;
  GArray      *offered; /* of LtId: the takes, as listed */

  GtkWidget *row, *list;
};

G_DEFINE_FINAL_TYPE (LtTakeChoice, lt_take_choice, GTK_TYPE_WIDGET)

static void
on_chosen (LtTakeChoice *self)
{
  guint          at = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->list));
  const LtTrack *track = NULL;
  const LtClip  *clip = self->session != NULL ? lt_session_find_clip (self->session, self->clip_id, &track) : NULL;
  int64_t        from, to;

  if (self->is_filling || clip == NULL || at >= self->offered->len)
    return;
  lt_take_get_stretch (track, clip, &from, &to);
  lt_take_ops_choose (self->state, g_array_index (self->offered, LtId, at), from, to);
}

/* Those that have sound where @clip is, and what they are called; which of them it is from. */
static guint
list_takes (LtTakeChoice *self, const LtTrack *track, const LtClip *clip, GStrvBuilder *names)
{
  int     own = lt_take_find_of (track, clip);
  guint   selected = GTK_INVALID_LIST_POSITION;
  int64_t from, to;

  lt_take_get_stretch (track, clip, &from, &to);
  g_array_set_size (self->offered, 0);
  for (guint t = 0; t < lt_take_n (track); t++)
    {
      const LtTake *take = track->takes->pdata[t];

      if (!lt_take_has_sound (take, from, to))
        continue;
      /* Translators: number of a take, how many there are, its name */
      g_autofree char *name = g_strdup_printf (_ ("%u of %u: %s"), t + 1, lt_take_n (track), take->name);
      if ((int) t == own)
        selected = self->offered->len;
      g_array_append_val (self->offered, take->id);
      g_strv_builder_add (names, name);
    }
  return selected;
}

/* The list stays the same object as long as it says the same: this may come from a choice in it. */
static void
show_names (LtTakeChoice *self, GStrv names)
{
  GListModel *model = gtk_drop_down_get_model (GTK_DROP_DOWN (self->list));
  guint       n = g_strv_length (names);
  gboolean    same = g_list_model_get_n_items (model) == n;

  for (guint i = 0; same && i < n; i++)
    same = strcmp (gtk_string_list_get_string (GTK_STRING_LIST (model), i), names[i]) == 0;
  if (!same)
    gtk_string_list_splice (GTK_STRING_LIST (model), 0, g_list_model_get_n_items (model), (const char *const *) names);
}

static void
fill (LtTakeChoice *self)
{
  const LtSession *session = lt_edit_state_get_session (self->state);
  LtId             clip_id = lt_selection_get_clip (lt_edit_state_get_selection (self->state), 0);
  const LtTrack   *track = NULL;
  const LtClip    *clip = session != NULL && clip_id != 0 ? lt_session_find_clip (session, clip_id, &track) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), clip != NULL && lt_take_find_of (track, clip) >= 0);
  if (session == self->session && clip_id == self->clip_id)
    return;
  g_clear_pointer (&self->session, lt_session_unref);
  self->session = session != NULL ? lt_session_ref (session) : NULL;
  self->clip_id = clip_id;
  if (clip == NULL)
    return;

  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint         selected = list_takes (self, track, clip, builder);
  g_auto (GStrv) names = g_strv_builder_end (builder);
  self->is_filling = TRUE;
  show_names (self, names);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->list), selected);
  self->is_filling = FALSE;
  gtk_widget_set_sensitive (self->list, !clip->locked);
}

static void
lt_take_choice_dispose (GObject *object)
{
  LtTakeChoice *self = LT_TAKE_CHOICE (object);

  self->is_filling = TRUE;
  g_clear_pointer (&self->row, gtk_widget_unparent);
  g_clear_pointer (&self->session, lt_session_unref);
  g_clear_pointer (&self->offered, g_array_unref);
  g_clear_object (&self->state);
  G_OBJECT_CLASS (lt_take_choice_parent_class)->dispose (object);
}

static void
lt_take_choice_class_init (LtTakeChoiceClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_take_choice_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "takechoice");
}

static void
lt_take_choice_init (LtTakeChoice *self)
{
  GtkWidget *label = gtk_label_new (_ ("Take"));

  self->offered = g_array_new (FALSE, FALSE, sizeof (LtId));
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->list = gtk_drop_down_new_from_strings ((const char *const[]) { NULL });
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_size_request (label, 52, -1);
  gtk_widget_add_css_class (self->list, "strip");
  gtk_widget_set_hexpand (self->list, TRUE);
  lt_actions_set_name (self->list, _ ("Take that the clip is heard from"));
  gtk_box_append (GTK_BOX (self->row), label);
  gtk_box_append (GTK_BOX (self->row), self->list);
  gtk_widget_set_parent (self->row, GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  g_signal_connect_swapped (self->list, "notify::selected", G_CALLBACK (on_chosen), self);
}

GtkWidget *
lt_take_choice_new (LtEditState *state)
{
  LtTakeChoice *self = g_object_new (LT_TYPE_TAKE_CHOICE, NULL);

  self->state = g_object_ref (state);
  g_signal_connect_object (lt_edit_state_get_selection (state), "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_context_get_document (lt_edit_state_get_context (state)), "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}
