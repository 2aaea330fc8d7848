// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Rows stay while the chain is the same; what is dragged here drops between them.
// Layer: app.

#include "app/mix/insert-list.h"

#include "app/mix/fx-picker.h"
#include "app/mix/insert-slot.h"
#include "app/mix/mix-edit.h"
#include "app/widgets/draw.h"
#include "app/widgets/still.h"

#include <glib/gi18n.h>

struct _LtInsertList
{
  GtkWidget parent_instance;

  LtContext *context;
  LtId       strip_id;
  GPtrArray *slots; /* of LtInsertSlot, children */
  GtkWidget *add;
  LtStill   *still;
  int        drop_at; /* where a drag would drop; −1: none */
};

G_DEFINE_FINAL_TYPE (LtInsertList, lt_insert_list, GTK_TYPE_WIDGET)

static GtkWidget *
slot_at (LtInsertList *self, guint index)
{
  return g_ptr_array_index (self->slots, index);
}

/* --- adding --- */

static void
on_chosen (const LtFxType *type, gpointer data)
{
  LtInsertList *self = data;

  lt_mix_edit_add_slot (self->context, self->strip_id, type, -1);
}

void
lt_insert_list_add (LtInsertList *self)
{
  lt_fx_picker_popup (self->add, on_chosen, g_object_ref (self), g_object_unref);
}

/* --- dropping --- */

static int
index_at (LtInsertList *self, double y)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      graphene_rect_t box;

      if (gtk_widget_compute_bounds (slot_at (self, i), GTK_WIDGET (self), &box) && y < box.origin.y + box.size.height / 2.0f)
        return (int) i;
    }
  return (int) self->slots->len;
}

/* Ctrl leaves the source no other action; events of a drag carry no keys. */
static gboolean
wants_copy (GtkDropTarget *target)
{
  GdkDrop *drop = gtk_drop_target_get_current_drop (target);

  return drop != NULL && (gdk_drop_get_actions (drop) & GDK_ACTION_MOVE) == 0;
}

static GdkDragAction
on_motion (GtkDropTarget *target, double x, double y, LtInsertList *self)
{
  self->drop_at = index_at (self, y);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return wants_copy (target) ? GDK_ACTION_COPY : GDK_ACTION_MOVE;
}

static void
on_leave (LtInsertList *self)
{
  self->drop_at = -1;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, LtInsertList *self)
{
  int at = index_at (self, y);

  on_leave (self);
  lt_mix_edit_move_slot (self->context, g_value_get_uint64 (value), self->strip_id, at, wants_copy (target));
  return TRUE;
}

static void
lt_insert_list_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtInsertList   *self = LT_INSERT_LIST (widget);
  graphene_rect_t box;
  GtkWidget      *below;

  lt_still_snapshot (self->still, widget, snapshot);
  if (self->drop_at < 0)
    return;
  below = (guint) self->drop_at < self->slots->len ? slot_at (self, (guint) self->drop_at) : self->add;
  if (gtk_widget_compute_bounds (below, widget, &box))
    lt_draw_box (snapshot, lt_palette_get (LT_COLOUR_ACCENT_LINE), 0.0, MAX (0.0, box.origin.y - 1.5), gtk_widget_get_width (widget), 2.0);
}

/* --- rows --- */

static gboolean
is_same_chain (LtInsertList *self, const LtStrip *strip)
{
  if (self->slots->len != strip->slots->len)
    return FALSE;
  for (guint i = 0; i < self->slots->len; i++)
    if (lt_insert_slot_get_id (LT_INSERT_SLOT (slot_at (self, i))) != ((const LtSlot *) g_ptr_array_index (strip->slots, i))->id)
      return FALSE;
  return TRUE;
}

/* The row the focus is in; −1: in none. */
static int
get_focus_index (LtInsertList *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  for (guint i = 0; focus != NULL && i < self->slots->len; i++)
    if (gtk_widget_is_ancestor (focus, slot_at (self, i)))
      return (int) i;
  return -1;
}

static void
rebuild (LtInsertList *self, const LtStrip *strip)
{
  int focus = get_focus_index (self);

  for (guint i = 0; i < self->slots->len; i++)
    gtk_widget_unparent (slot_at (self, i));
  g_ptr_array_set_size (self->slots, 0);
  for (guint i = 0; i < strip->slots->len; i++)
    {
      const LtSlot *slot = g_ptr_array_index (strip->slots, i);
      GtkWidget    *row = lt_insert_slot_new (self->context, self->strip_id, slot->id);

      gtk_widget_insert_before (row, GTK_WIDGET (self), self->add);
      g_ptr_array_add (self->slots, row);
    }
  if (focus >= 0)
    lt_insert_list_focus (self, (guint) focus);
}

void
lt_insert_list_update (LtInsertList *self, const LtStrip *strip)
{
  LtId shown = lt_selection_get_slot (lt_context_get_selection (self->context));
  g_autofree char *words = g_strdup_printf (_ ("Add an effect to %s"), strip->name);

  if (!is_same_chain (self, strip))
    rebuild (self, strip);
  for (guint i = 0; i < self->slots->len; i++)
    {
      const LtSlot *slot = g_ptr_array_index (strip->slots, i);

      lt_insert_slot_update (LT_INSERT_SLOT (slot_at (self, i)), slot, strip->name, slot->id == shown);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

void
lt_insert_list_frame (LtInsertList *self)
{
  for (guint i = 0; i < self->slots->len; i++)
    lt_insert_slot_frame (LT_INSERT_SLOT (slot_at (self, i)));
}

gboolean
lt_insert_list_focus (LtInsertList *self, guint index)
{
  GtkWidget *row = index < self->slots->len ? slot_at (self, index) : self->add;

  return gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
}

/* --- the class --- */

static void
lt_insert_list_dispose (GObject *object)
{
  LtInsertList *self = LT_INSERT_LIST (object);
  GtkWidget    *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->slots, g_ptr_array_unref);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lt_insert_list_parent_class)->dispose (object);
}

static void
lt_insert_list_finalize (GObject *object)
{
  lt_still_free (LT_INSERT_LIST (object)->still);
  G_OBJECT_CLASS (lt_insert_list_parent_class)->finalize (object);
}

static void
lt_insert_list_class_init (LtInsertListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_insert_list_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_insert_list_finalize;
  GTK_WIDGET_CLASS (class)->snapshot = lt_insert_list_snapshot;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "inserts");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_LIST);
}

static void
lt_insert_list_init (LtInsertList *self)
{
  GtkDropTarget    *drop = gtk_drop_target_new (G_TYPE_UINT64, GDK_ACTION_MOVE | GDK_ACTION_COPY);
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget        *icon = gtk_image_new_from_icon_name ("list-add-symbolic");

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 1);
  self->slots = g_ptr_array_new ();
  self->still = lt_still_new ();
  self->drop_at = -1;
  self->add = gtk_button_new ();
  gtk_image_set_pixel_size (GTK_IMAGE (icon), 10);
  gtk_widget_set_halign (icon, GTK_ALIGN_START);
  gtk_button_set_child (GTK_BUTTON (self->add), icon);
  gtk_widget_add_css_class (self->add, "insert-add");
  gtk_widget_set_tooltip_text (self->add, _ ("Add an effect"));
  gtk_widget_set_parent (self->add, GTK_WIDGET (self));
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (lt_insert_list_add), self);

  g_signal_connect (drop, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (drop, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect (drop, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
}

GtkWidget *
lt_insert_list_new (LtContext *context, LtId strip_id)
{
  LtInsertList *self = g_object_new (LT_TYPE_INSERT_LIST, NULL);

  self->context = g_object_ref (context);
  self->strip_id = strip_id;
  return GTK_WIDGET (self);
}
