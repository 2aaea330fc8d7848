// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Matching edits the session in steps that merge; whoever else moves the level ends it. Whose delta is heard is told by
// the monitor's action "delta", so that all editors light the same button and the monitor's reset ends it.
// Layer: app.

#include "app/fx/fx-tools.h"

#include "app/fx/fx-slot.h"
#include "app/shell/actions.h"
#include "app/shell/monitor-actions.h"
#include "app/widgets/value-field.h"
#include "studio/slot-match.h"

#include <glib/gi18n.h>

#define EVERY_S 0.1 /* between two edits of a match */
#define REST_S  0.5 /* after an edit of somebody else's, which may be part of a drag */

struct _LtFxTools
{
  GtkWidget parent_instance;

  LtContext   *context;
  LtFxSlot     hand, matcher;
  LtLiveWatch *watch; /* while it matches */
  double       eased_db;
  double       wait_s; /* until the next look */
  gboolean     is_own; /* the change of the session */
  gboolean     is_updating;

  GtkWidget *level, *text, *match, *delta;
};

G_DEFINE_FINAL_TYPE (LtFxTools, lt_fx_tools, GTK_TYPE_WIDGET)

static const LtSlot *
known_slot (LtFxTools *self)
{
  const LtSlot *slot = self->hand.slot_id != 0 ? lt_fx_slot_get (&self->hand) : NULL;

  return slot != NULL && slot->type != NULL ? slot : NULL;
}

/* --- level --- */

static void
on_begin (LtControl *control, LtFxTools *self)
{
  lt_fx_slot_begin (&self->hand);
}

static void
on_level (LtControl *control, double value, LtFxTools *self)
{
  lt_fx_slot_set_level (&self->hand, value);
}

static void
on_end (LtControl *control, gboolean cancelled, LtFxTools *self)
{
  lt_fx_slot_end (&self->hand, cancelled);
}

/* --- match --- */

/* A hand on a control somewhere: an edit now would cut its drag into two steps. */
static gboolean
is_held (LtFxTools *self)
{
  GtkNative      *native = gtk_widget_get_native (GTK_WIDGET (self));
  GdkSeat        *seat = gdk_display_get_default_seat (gtk_widget_get_display (GTK_WIDGET (self)));
  GdkDevice      *pointer = seat != NULL ? gdk_seat_get_pointer (seat) : NULL;
  GdkModifierType mask = 0;

  if (native != NULL && pointer != NULL)
    gdk_surface_get_device_position (gtk_native_get_surface (native), pointer, NULL, NULL, &mask);
  return (mask & (GDK_BUTTON1_MASK | GDK_BUTTON2_MASK | GDK_BUTTON3_MASK)) != 0;
}

/* What can be redone stays so: matching waits. */
static gboolean
may_match (LtFxTools *self, const LtSlot *slot)
{
  return slot != NULL && !slot->bypass && lt_live_is_rolling (lt_context_get_live (self->context))
         && !lt_document_get_can_redo (lt_context_get_document (self->context)) && !is_held (self);
}

static void
match_now (LtFxTools *self, const LtSlot *slot, double seconds)
{
  guint n = 0;

  if (self->watch == NULL) /* all were taken before */
    self->watch = lt_live_watch_new (lt_context_get_live (self->context), slot->id);
  const LtLiveColumn *columns = self->watch != NULL ? lt_live_watch_get_columns (self->watch, &n, NULL) : NULL;
  double wish = columns != NULL ? lt_slot_match_find (columns, n) : NAN;
  double level = lt_slot_match_ease (&self->eased_db, slot->level_db, wish, seconds);

  self->is_own = TRUE;
  if (level != slot->level_db)
    lt_fx_slot_set_level (&self->matcher, level);
  self->is_own = FALSE;
}

static void
on_frame (LtContext *context, double seconds, LtFxTools *self)
{
  const LtSlot *slot = known_slot (self);

  self->wait_s -= seconds;
  if (!gtk_switch_get_active (GTK_SWITCH (self->match)) || self->wait_s > 0.0 || !may_match (self, slot))
    return;
  match_now (self, slot, EVERY_S);
  self->wait_s = EVERY_S;
}

static void
on_match (LtFxTools *self)
{
  gboolean      is_on = gtk_switch_get_active (GTK_SWITCH (self->match));
  const LtSlot *slot = is_on ? known_slot (self) : NULL;

  g_clear_pointer (&self->watch, lt_live_watch_free);
  lt_fx_slot_end (&self->matcher, FALSE);
  if (slot == NULL)
    return;
  lt_fx_slot_begin (&self->matcher);
  self->eased_db = slot->level_db;
  self->watch = lt_live_watch_new (lt_context_get_live (self->context), slot->id);
}

/* --- delta --- */

static LtId
heard_delta (LtFxTools *self)
{
  return lt_live_get_delta (lt_context_get_live (self->context));
}

static void
hear_delta (LtFxTools *self, LtId slot_id)
{
  g_action_group_change_action_state (lt_monitor_actions_get (self->context), "delta", g_variant_new_uint64 (slot_id));
}

static void
show_delta (LtFxTools *self)
{
  self->is_updating = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->delta), self->hand.slot_id != 0 && heard_delta (self) == self->hand.slot_id);
  self->is_updating = FALSE;
}

static void
on_delta (LtFxTools *self)
{
  if (!self->is_updating)
    hear_delta (self, gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->delta)) ? self->hand.slot_id : 0);
}

/* --- all --- */

static void
let_go (LtFxTools *self)
{
  gtk_switch_set_active (GTK_SWITCH (self->match), FALSE);
  if (self->hand.slot_id != 0 && heard_delta (self) == self->hand.slot_id)
    hear_delta (self, 0);
}

static void
update (LtFxTools *self)
{
  const LtSlot *slot = known_slot (self);

  gboolean      is_of_clip = slot != NULL && lt_fx_slot_is_of_clip (self->context, slot->id); /* nobody hears into a print */

  gtk_widget_set_visible (GTK_WIDGET (self), slot != NULL);
  gtk_widget_set_visible (self->text, !is_of_clip);
  gtk_widget_set_visible (self->match, !is_of_clip);
  gtk_widget_set_visible (self->delta, !is_of_clip);
  if (slot != NULL)
    lt_control_set_value (LT_CONTROL (self->level), slot->level_db);
  else
    let_go (self);
}

static void
on_document (LtFxTools *self, const LtSession *old, const LtSession *now)
{
  const LtSlot *before = old != NULL ? lt_session_find_slot (old, self->hand.slot_id, NULL) : NULL, *slot = known_slot (self);

  if (!self->is_own)
    self->wait_s = REST_S;
  if (!self->is_own && before != NULL && slot != NULL && before->level_db != slot->level_db)
    gtk_switch_set_active (GTK_SWITCH (self->match), FALSE);
  update (self);
}

void
lt_fx_tools_set_slot (LtFxTools *self, LtId slot_id)
{
  if (self->hand.slot_id == slot_id)
    return;
  let_go (self);
  lt_fx_slot_end (&self->hand, FALSE);
  lt_fx_slot_init (&self->hand, self->context, slot_id);
  lt_fx_slot_init (&self->matcher, self->context, slot_id);
  show_delta (self);
  update (self);
}

/* --- the class --- */

static void
lt_fx_tools_unmap (GtkWidget *widget)
{
  let_go (LT_FX_TOOLS (widget));
  GTK_WIDGET_CLASS (lt_fx_tools_parent_class)->unmap (widget);
}

static void
lt_fx_tools_dispose (GObject *object)
{
  LtFxTools *self = LT_FX_TOOLS (object);
  GtkWidget *child;

  if (self->context != NULL)
    let_go (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  lt_fx_slot_clear (&self->hand);
  lt_fx_slot_clear (&self->matcher);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lt_fx_tools_parent_class)->dispose (object);
}

static void
lt_fx_tools_class_init (LtFxToolsClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_fx_tools_dispose;
  widget->unmap = lt_fx_tools_unmap;
  gtk_widget_class_set_css_name (widget, "fxtools");
  gtk_widget_class_set_layout_manager_type (widget, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_match (LtFxTools *self)
{
  GtkWidget *text = self->text = gtk_label_new (_ ("Match loudness"));

  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (text, "caption");
  gtk_widget_set_parent (text, GTK_WIDGET (self));
  self->match = gtk_switch_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->match), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Match loudness"), -1);
  gtk_widget_set_tooltip_text (text, _ ("Match loudness")); /* it may be cut short */
  gtk_widget_set_tooltip_text (self->match, _ ("While it plays, keep what leaves the effect as loud as what enters it"));
  g_signal_connect_swapped (self->match, "notify::active", G_CALLBACK (on_match), self);
  gtk_widget_set_parent (self->match, GTK_WIDGET (self));
}

static void
add_delta (LtFxTools *self)
{
  self->delta = gtk_toggle_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (self->delta), "lathe-delta-symbolic");
  lt_actions_set_name (self->delta, _ ("Hear what it removes"));
  gtk_widget_add_css_class (self->delta, "tool");
  gtk_widget_add_css_class (self->delta, "small");
  gtk_widget_add_css_class (self->delta, "flat");
  g_signal_connect_swapped (self->delta, "toggled", G_CALLBACK (on_delta), self);
  gtk_widget_set_parent (self->delta, GTK_WIDGET (self));
}

static void
lt_fx_tools_init (LtFxTools *self)
{
  LtValueSpec spec = lt_value_spec_from_param (&lt_slot_level_row);

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Output of the effect"), -1);
  self->level = lt_value_field_new (&spec);
  gtk_widget_set_tooltip_text (self->level, _ ("Output level: gain behind the effect, not in bypass"));
  g_signal_connect (self->level, "gesture-begin", G_CALLBACK (on_begin), self);
  g_signal_connect (self->level, "changed", G_CALLBACK (on_level), self);
  g_signal_connect (self->level, "gesture-end", G_CALLBACK (on_end), self);
  gtk_widget_set_parent (self->level, GTK_WIDGET (self));
  add_match (self);
  add_delta (self);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_valign (child, GTK_ALIGN_CENTER);
}

GtkWidget *
lt_fx_tools_new (LtContext *context)
{
  LtFxTools *self = g_object_new (LT_TYPE_FX_TOOLS, NULL);

  self->context = g_object_ref (context);
  lt_fx_slot_init (&self->hand, context, 0);
  lt_fx_slot_init (&self->matcher, context, 0);
  g_signal_connect_object (context, "frame", G_CALLBACK (on_frame), self, 0);
  g_signal_connect_object (lt_monitor_actions_get (context), "action-state-changed::delta", G_CALLBACK (show_delta), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (on_document), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
