// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One line, as far to the right as its folder is deep; with a level below while the folder is folded.
// Layer: app.

#include "app/edit/folder-head.h"

#include "app/edit/level-pair.h"
#include "app/shell/followers.h"
#include "app/shell/monitor-actions.h"
#include "app/widgets/meter.h"
#include "app/widgets/palette.h"

#include <glib/gi18n.h>

#define METER_PX 9

struct _LtFolderHead
{
  GtkWidget parent_instance;

  LtEditState *state;
  LtId         id;
  GArray      *colours; /* of guint: its own, then those of the folders that it is in */
  GtkWidget   *column, *box, *fold, *name, *count, *mute, *solo, *level, *meter;
};

G_DEFINE_FINAL_TYPE (LtFolderHead, lt_folder_head, GTK_TYPE_WIDGET)

static void
on_mute (LtFolderHead *self)
{
  LtContext *context = lt_edit_state_get_context (self->state);
  gboolean   on = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->mute));

  lt_edit_state_apply (self->state, lt_followers_edit (context, NULL, self->id, LT_STRIP_MUTE, on, lt_followers_is_alone ()), _ ("Mute folder"), NULL);
}

static void
on_solo (LtFolderHead *self)
{
  lt_monitor_actions_press_solo (lt_edit_state_get_context (self->state), self->id, GTK_TOGGLE_BUTTON (self->solo));
}

static void
on_fold (LtFolderHead *self)
{
  lt_edit_state_toggle_fold (self->state, self->id);
}

static void
on_pressed (LtFolderHead *self)
{
  lt_selection_lead_strip (lt_edit_state_get_selection (self->state), self->id);
}

static guint
count_tracks (const LtSession *session, LtId folder_id)
{
  guint n = 0;

  for (guint i = 0; i < session->tracks->len; i++)
    n += lt_strip_order_is_in (session, ((const LtTrack *) session->tracks->pdata[i])->strip, folder_id);
  return n;
}

static void
on_frame (LtFolderHead *self)
{
  if (self->id != 0 && gtk_widget_get_mapped (GTK_WIDGET (self)) && lt_edit_state_get_session (self->state) != NULL)
    lt_level_pair_read_meter (lt_edit_state_get_context (self->state), self->id, self->meter);
}

void
lt_folder_head_show (LtFolderHead *self, const LtFolderRow *row)
{
  const LtSession *session = lt_edit_state_get_session (self->state);
  const LtStrip   *folder = lt_session_find_strip (session, row->folder_id);
  g_autofree char *words = g_strdup_printf (folder->folded ? _ ("Unfold %s") : _ ("Fold %s"), folder->name);
  g_autofree char *name = g_strdup_printf (_ ("Folder %s"), folder->name), *meter = g_strdup_printf (_ ("%s meter"), folder->name);
  guint            n = count_tracks (session, folder->id);
  g_autofree char *count = g_strdup_printf (ngettext ("%u track", "%u tracks", n), n);

  self->id = folder->id;
  g_array_set_size (self->colours, 0);
  for (const LtStrip *strip = folder; strip != NULL && self->colours->len <= row->depth; strip = lt_strip_order_get_folder (session, strip))
    g_array_append_val (self->colours, strip->colour);
  gtk_widget_set_margin_start (self->column, LT_EDIT_INDENT * (int) row->depth);
  gtk_label_set_label (GTK_LABEL (self->count), count);
  gtk_widget_set_visible (self->level, folder->folded);
  lt_level_pair_show (LT_LEVEL_PAIR (self->level), folder);
  lt_meter_set_name (LT_METER (self->meter), meter);
  gtk_button_set_icon_name (GTK_BUTTON (self->fold), folder->folded ? "pan-end-symbolic" : "pan-down-symbolic");
  gtk_widget_set_tooltip_text (self->fold, folder->folded ? _ ("Show the tracks of the folder") : _ ("Hide the tracks of the folder"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->fold), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_label_set_label (GTK_LABEL (self->name), folder->name);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->mute), folder->mute);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->solo), folder->solo);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- the class --- */

static void
lt_folder_head_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtFolderHead *self = LT_FOLDER_HEAD (widget);
  float         w = (float) gtk_widget_get_width (widget), h = (float) gtk_widget_get_height (widget);
  gboolean      is_picked = lt_selection_has_strip (lt_edit_state_get_selection (self->state), self->id);

  gtk_snapshot_append_color (snapshot, lt_palette_get (is_picked ? LT_COLOUR_RAISED : LT_COLOUR_BUS), &GRAPHENE_RECT_INIT (0, 0, w, h));
  for (guint i = 0; i < self->colours->len; i++) /* its own first */
    gtk_snapshot_append_color (snapshot, lt_palette_get_track (g_array_index (self->colours, guint, i)),
                               &GRAPHENE_RECT_INIT ((float) (LT_EDIT_INDENT * (self->colours->len - 1 - i)), 0, LT_EDIT_BAR, h));
  gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_LINE), &GRAPHENE_RECT_INIT (0, h - 1, w, 1));
  gtk_snapshot_append_color (snapshot, lt_palette_get (LT_COLOUR_LINE2), &GRAPHENE_RECT_INIT (w - 1, 0, 1, h));
  GTK_WIDGET_CLASS (lt_folder_head_parent_class)->snapshot (widget, snapshot);
}

static void
lt_folder_head_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LtFolderHead *self = LT_FOLDER_HEAD (widget);
  int           wide = MAX (width - METER_PX - 14, 1), need_w, need_h;

  gtk_widget_measure (self->column, GTK_ORIENTATION_HORIZONTAL, -1, &need_w, NULL, NULL, NULL);
  gtk_widget_measure (self->column, GTK_ORIENTATION_VERTICAL, MAX (wide, need_w), &need_h, NULL, NULL, NULL);
  gtk_widget_measure (self->meter, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->column, &(GtkAllocation) { 0, 3, MAX (wide, need_w), MAX (need_h, 1) }, -1);
  gtk_widget_size_allocate (self->meter, &(GtkAllocation) { width - METER_PX - 7, 4, METER_PX, MAX (height - 8, 8) }, -1);
}

static void
lt_folder_head_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
                        int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 120 : LT_FOLDER_ROW;
}

static void
lt_folder_head_dispose (GObject *object)
{
  LtFolderHead *self = LT_FOLDER_HEAD (object);

  g_clear_pointer (&self->column, gtk_widget_unparent);
  g_clear_pointer (&self->meter, gtk_widget_unparent);
  g_clear_object (&self->state);
  G_OBJECT_CLASS (lt_folder_head_parent_class)->dispose (object);
}

static void
lt_folder_head_finalize (GObject *object)
{
  g_array_unref (LT_FOLDER_HEAD (object)->colours);
  G_OBJECT_CLASS (lt_folder_head_parent_class)->finalize (object);
}

static void
lt_folder_head_class_init (LtFolderHeadClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_folder_head_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_folder_head_finalize;
  GTK_WIDGET_CLASS (class)->snapshot = lt_folder_head_snapshot;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "folderhead");
  GTK_WIDGET_CLASS (class)->size_allocate = lt_folder_head_size_allocate;
  GTK_WIDGET_CLASS (class)->measure = lt_folder_head_measure;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
add_toggle (LtFolderHead *self, const char *letter, const char *label, const char *class, GCallback clicked)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (letter);

  gtk_widget_add_css_class (button, "mini");
  gtk_widget_add_css_class (button, class);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (self->box), button);
  return button;
}

static void
lt_folder_head_init (LtFolderHead *self)
{
  GtkGesture *press = gtk_gesture_click_new ();

  self->colours = g_array_new (FALSE, FALSE, sizeof (guint));
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  self->fold = gtk_button_new ();
  self->name = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->box, "folder-line");
  gtk_widget_add_css_class (self->fold, "fold");
  gtk_widget_add_css_class (self->name, "track-name");
  gtk_widget_set_valign (self->fold, GTK_ALIGN_CENTER);
  self->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->count, "track-count");
  gtk_widget_set_hexpand (self->count, TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->count), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (self->count), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->name), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (self->box), self->fold);
  gtk_box_append (GTK_BOX (self->box), self->name);
  gtk_box_append (GTK_BOX (self->box), self->count);
  self->mute = add_toggle (self, C_ ("mute", "M"), _ ("Mute"), "mute", G_CALLBACK (on_mute));
  self->solo = add_toggle (self, C_ ("solo", "S"), _ ("Solo"), "solo", G_CALLBACK (on_solo));
  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->meter = lt_meter_new (2);
  gtk_box_append (GTK_BOX (self->column), self->box);
  gtk_widget_set_parent (self->column, GTK_WIDGET (self));
  gtk_widget_set_parent (self->meter, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_swapped (self->fold, "clicked", G_CALLBACK (on_fold), self);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (on_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
}

GtkWidget *
lt_folder_head_new (LtEditState *state)
{
  LtFolderHead *self = g_object_new (LT_TYPE_FOLDER_HEAD, NULL);

  self->state = g_object_ref (state);
  self->level = lt_level_pair_new (state);
  gtk_widget_set_margin_start (self->level, 32);
  gtk_box_append (GTK_BOX (self->column), self->level);
  g_signal_connect_object (lt_edit_state_get_context (state), "frame", G_CALLBACK (on_frame), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_edit_state_get_selection (state), "changed", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
