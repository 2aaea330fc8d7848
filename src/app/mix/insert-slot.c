// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Click shows it in the editor, the dot bypasses it, a drag takes it elsewhere.
// Layer: app.

#include "app/mix/insert-slot.h"

#include "app/mix/insert-menu.h"
#include "app/mix/mix-edit.h"
#include "app/mix/mix-float.h"
#include "app/mix/strip-facts.h"
#include "app/widgets/drag-escape.h"
#include "app/widgets/draw.h"
#include "session/edit-slot.h"

#include <glib/gi18n.h>
#include <math.h>

#define FULL_DB 12.0
#define BAR 2.0

struct _LtInsertSlot
{
  GtkWidget parent_instance;

  LtContext  *context;
  LtId        strip_id, id;
  GtkWidget  *dot, *button, *label;
  const LtFxType *type;
  int         readout;     /* of the gain reduction; −1: the effect has none */
  double      reduction_db;
};

G_DEFINE_FINAL_TYPE (LtInsertSlot, lt_insert_slot, GTK_TYPE_WIDGET)

static void
on_show (LtInsertSlot *self)
{
  lt_selection_set_slot (lt_context_get_selection (self->context), self->strip_id, self->id);
}

static void
on_bypass (LtInsertSlot *self)
{
  const LtSession *session = lt_mix_edit_get_session (self->context);
  const LtSlot    *slot = lt_session_find_slot (session, self->id, NULL);

  if (slot != NULL)
    lt_mix_edit_bypass (self->context, self->id, !slot->bypass);
}

void
lt_insert_slot_popup_menu (LtInsertSlot *self, double x, double y)
{
  on_show (self);
  gtk_widget_grab_focus (self->button); /* what the menu offers is done to the insert in focus */
  lt_insert_menu_popup (GTK_WIDGET (self), self->context, self->id, x, y);
}

static void
on_menu (GtkGestureClick *click, int n_press, double x, double y, LtInsertSlot *self)
{
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  lt_insert_slot_popup_menu (self, x, y);
}

/* The first click has shown it below; the second one gives it a window. */
static void
on_press (GtkGestureClick *click, int n_press, double x, double y, LtInsertSlot *self)
{
  if (n_press == 2)
    lt_mix_float_present (self->context, self->id, GTK_WIDGET (self));
}

static GdkContentProvider *
on_prepare (GtkDragSource *source, double x, double y, LtInsertSlot *self)
{
  return gdk_content_provider_new_typed (G_TYPE_UINT64, self->id);
}

static void
on_drag_begin (GtkDragSource *source, GdkDrag *drag, LtInsertSlot *self)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, picture, 12, 8);
}

static void
lt_insert_slot_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  LtInsertSlot *self = LT_INSERT_SLOT (widget);
  double        width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  GdkRGBA       trough = lt_draw_shade (0.06);

  GTK_WIDGET_CLASS (lt_insert_slot_parent_class)->snapshot (widget, snapshot);
  if (self->readout < 0 || self->reduction_db < 0.05)
    return;
  double length = width * MIN (1.0, self->reduction_db / FULL_DB);
  lt_draw_box (snapshot, &trough, 0.0, height - BAR, width, BAR);
  lt_draw_box (snapshot, lt_palette_get (LT_COLOUR_GR), width - length, height - BAR, length, BAR);
}

static void
lt_insert_slot_dispose (GObject *object)
{
  LtInsertSlot *self = LT_INSERT_SLOT (object);
  GtkWidget    *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lt_insert_slot_parent_class)->dispose (object);
}

static void
lt_insert_slot_class_init (LtInsertSlotClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_insert_slot_dispose;
  GTK_WIDGET_CLASS (class)->snapshot = lt_insert_slot_snapshot;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "insert");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
lt_insert_slot_init (LtInsertSlot *self)
{
  GtkDragSource *drag = gtk_drag_source_new ();
  GtkGesture    *menu = gtk_gesture_click_new (), *press = gtk_gesture_click_new ();
  GtkWidget     *mark = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->readout = -1;
  self->dot = gtk_button_new ();
  self->button = gtk_button_new ();
  self->label = gtk_label_new (NULL);
  gtk_widget_add_css_class (mark, "mark");
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->dot, "dot");
  gtk_widget_set_focusable (self->dot, FALSE);
  gtk_button_set_child (GTK_BUTTON (self->dot), mark);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (self->button), self->label);
  gtk_widget_set_hexpand (self->button, TRUE);
  gtk_widget_set_parent (self->dot, GTK_WIDGET (self));
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (on_show), self);
  g_signal_connect_swapped (self->dot, "clicked", G_CALLBACK (on_bypass), self);

  /* Before the buttons, which would keep the press. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drag), GTK_PHASE_CAPTURE);
  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE | GDK_ACTION_COPY);
  g_signal_connect (drag, "prepare", G_CALLBACK (on_prepare), self);
  g_signal_connect (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  lt_drag_escape_watch (drag);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect (press, "pressed", G_CALLBACK (on_press), self);
  gtk_widget_add_controller (self->button, GTK_EVENT_CONTROLLER (press));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect (menu, "pressed", G_CALLBACK (on_menu), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (menu));
}

GtkWidget *
lt_insert_slot_new (LtContext *context, LtId strip_id, LtId slot_id)
{
  LtInsertSlot *self = g_object_new (LT_TYPE_INSERT_SLOT, NULL);

  self->context = g_object_ref (context);
  self->strip_id = strip_id;
  self->id = slot_id;
  return GTK_WIDGET (self);
}

LtId
lt_insert_slot_get_id (LtInsertSlot *self)
{
  return self->id;
}

static int
find_reduction (const LtFxType *type)
{
  for (uint32_t i = 0; type != NULL && i < type->n_readouts; i++)
    if (strcmp (type->readouts[i].key, "gain-reduction") == 0)
      return (int) i;
  return -1;
}

static void
set_class (GtkWidget *widget, const char *name, gboolean is_on)
{
  if (is_on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

void
lt_insert_slot_update (LtInsertSlot *self, const LtSlot *slot, const char *strip_name, gboolean is_shown)
{
  const char *name = lt_strip_facts_get_slot_name (slot);
  /* Translators: an effect, the strip it is on, whether it is on. */
  g_autofree char *words = g_strdup_printf (slot->bypass ? _ ("%s on %s, bypassed") : _ ("%s on %s"), name, strip_name);
  g_autofree char *bypass = g_strdup_printf (slot->bypass ? _ ("Turn %s on") : _ ("Bypass %s"), name);

  self->type = slot->type;
  self->readout = find_reduction (slot->type);
  gtk_label_set_label (GTK_LABEL (self->label), name);
  gtk_widget_set_tooltip_text (self->button, slot->type != NULL ? name : _ ("An effect that this version does not know; it is kept as it is"));
  gtk_widget_set_tooltip_text (self->dot, bypass);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->dot), GTK_ACCESSIBLE_PROPERTY_LABEL, bypass, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  set_class (GTK_WIDGET (self), "off", slot->bypass);
  set_class (GTK_WIDGET (self), "shown", is_shown);
}

void
lt_insert_slot_frame (LtInsertSlot *self)
{
  float  readouts[LT_FX_MAX_READOUTS];
  double reduction = 0.0;

  if (self->readout < 0)
    return;
  if (lt_live_read_readouts (lt_context_get_live (self->context), self->id, readouts))
    reduction = fabs ((double) readouts[self->readout]);
  if (fabs (reduction - self->reduction_db) < 0.05)
    return;
  self->reduction_db = reduction;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
