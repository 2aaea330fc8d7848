// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Typing a value in place: Enter and Tab take it, Escape leaves it, what is no value stays to be mended.
// Layer: app/widgets.

#include "app/widgets/control-private.h"

#include "app/widgets/draw.h"

struct _LtControlTyping
{
  LtControl      *control;
  GtkWidget      *text; /* a child of the control; NULL: nothing was ever typed */
  graphene_rect_t box; /* what is filled and ringed */
  gboolean        is_on;
};

static void
mark_error (LtControlTyping *self, gboolean is_error)
{
  if (is_error)
    gtk_widget_add_css_class (self->text, "error");
  else
    gtk_widget_remove_css_class (self->text, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_STATE_INVALID,
                               is_error ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self->control));
}

static gboolean
parse (LtControlTyping *self, double *value)
{
  return lt_number_text_parse (&lt_control_get_spec (self->control)->format, gtk_editable_get_text (GTK_EDITABLE (self->text)), value);
}

void
lt_control_typing_stop (LtControlTyping *self)
{
  if (!self->is_on)
    return;
  self->is_on = FALSE; /* first: hiding it takes its focus away */
  gboolean had_focus = gtk_widget_has_focus (self->text);
  gtk_widget_set_visible (self->text, FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->control), "typing");
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self->control));
  gtk_widget_queue_draw (GTK_WIDGET (self->control));
}

/* FALSE: it is no value; it stays open. */
static gboolean
commit (LtControlTyping *self)
{
  double value;

  if (!parse (self, &value))
    {
      mark_error (self, TRUE);
      gtk_widget_error_bell (self->text);
      return FALSE;
    }
  lt_control_typing_stop (self);
  lt_control_enter_value (self->control, value);
  return TRUE;
}

static void
show_value (LtControlTyping *self)
{
  const LtValueSpec *spec = lt_control_get_spec (self->control);
  g_autofree char   *text = lt_number_text_dup_edit (&spec->format, lt_control_get_value (self->control));

  gtk_editable_set_text (GTK_EDITABLE (self->text), text);
  gtk_editable_select_region (GTK_EDITABLE (self->text), 0, -1);
}

/* From what is typed, when that is a value. */
static void
step (LtControlTyping *self, double n)
{
  double value;

  if (!parse (self, &value))
    return;
  lt_control_nudge (self->control, lt_value_spec_step (lt_control_get_spec (self->control), value, n));
  show_value (self);
}

static gboolean
move_on (LtControlTyping *self, GtkDirectionType direction)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self->control));
  GtkWidget *focus;

  if (!commit (self))
    return GDK_EVENT_STOP;
  gtk_widget_child_focus (GTK_WIDGET (root), direction);
  focus = gtk_root_get_focus (root);
  if (LT_IS_CONTROL (focus) && focus != GTK_WIDGET (self->control) && LT_CONTROL_GET_CLASS (focus)->types_on_click)
    lt_control_start_typing (LT_CONTROL (focus), NULL);
  return GDK_EVENT_STOP;
}

static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtControlTyping *self)
{
  double scale = (state & GDK_SHIFT_MASK) != 0 ? 0.1 : 1.0;

  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      commit (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Tab:
      return move_on (self, GTK_DIR_TAB_FORWARD);
    case GDK_KEY_ISO_Left_Tab:
      return move_on (self, GTK_DIR_TAB_BACKWARD);
    case GDK_KEY_Escape:
      lt_control_typing_stop (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      step (self, scale);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      step (self, -scale);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* A click elsewhere takes what is a value and drops what is none. */
static void
on_leave (GtkEventControllerFocus *focus, LtControlTyping *self)
{
  double value;

  if (!self->is_on)
    return;
  if (parse (self, &value))
    commit (self);
  else
    lt_control_typing_stop (self);
}

static void
on_edited (GtkEditable *editable, LtControlTyping *self)
{
  mark_error (self, FALSE);
}

/* Not before it is needed: a text is by far the heaviest thing in a control, and most are never typed into. */
static void
build_text (LtControlTyping *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->text = g_object_new (GTK_TYPE_TEXT, "accessible-role", GTK_ACCESSIBLE_ROLE_TEXT_BOX, NULL); /* GTK has none for a text without an entry */
  gtk_widget_set_visible (self->text, FALSE);
  gtk_widget_add_css_class (self->text, "entry-in-place");
  gtk_editable_set_alignment (GTK_EDITABLE (self->text), 0.5f);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->text), 1);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->text), 1);
  gtk_widget_set_parent (self->text, GTK_WIDGET (self->control));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect (focus, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect (self->text, "changed", G_CALLBACK (on_edited), self);
  gtk_widget_add_controller (self->text, keys);
  gtk_widget_add_controller (self->text, focus);
}

LtControlTyping *
lt_control_typing_new (LtControl *control)
{
  LtControlTyping *self = g_new0 (LtControlTyping, 1);

  self->control = control;
  return self;
}

void
lt_control_typing_free (LtControlTyping *self)
{
  self->is_on = FALSE;
  g_clear_pointer (&self->text, gtk_widget_unparent);
  g_free (self);
}

void
lt_control_typing_start (LtControlTyping *self, const char *initial)
{
  if (self->is_on || !gtk_widget_is_sensitive (GTK_WIDGET (self->control)))
    return;
  if (self->text == NULL)
    build_text (self);
  self->is_on = TRUE;
  mark_error (self, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, lt_control_get_name (self->control), -1);
  show_value (self);
  gtk_widget_set_visible (self->text, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->control), "typing");
  gtk_widget_grab_focus (self->text); /* selects it all */
  if (initial != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->text), initial);
      gtk_editable_set_position (GTK_EDITABLE (self->text), -1);
    }
  gtk_widget_queue_allocate (GTK_WIDGET (self->control));
}

gboolean
lt_control_typing_is_on (LtControlTyping *self)
{
  return self != NULL && self->is_on;
}

void
lt_control_typing_allocate (LtControlTyping *self)
{
  GdkRectangle box;
  int          height;

  if (!self->is_on)
    return;
  LT_CONTROL_GET_CLASS (self->control)->get_entry_box (self->control, &box);
  self->box = GRAPHENE_RECT_INIT ((float) box.x, (float) box.y, (float) box.width, (float) box.height);
  gtk_widget_measure (self->text, GTK_ORIENTATION_VERTICAL, box.width, NULL, &height, NULL, NULL); /* a text sits at the top of its box */
  box.y += (box.height - height) / 2;
  box.height = height;
  gtk_widget_size_allocate (self->text, &box, -1);
}

void
lt_control_typing_snapshot (LtControlTyping *self, GtkSnapshot *snapshot)
{
  if (!self->is_on)
    return;
  graphene_rect_t ring = self->box;
  gboolean        is_wrong = gtk_widget_has_css_class (self->text, "error");
  graphene_rect_inset (&ring, -1.0f, -1.0f);
  lt_draw_round (snapshot, lt_palette_get (LT_COLOUR_VIEW), &self->box, 4.0);
  lt_draw_ring (snapshot, lt_palette_get (is_wrong ? LT_COLOUR_BAD : LT_COLOUR_ACCENT_LINE), &ring, 5.0, 2.0);
  gtk_widget_snapshot_child (GTK_WIDGET (self->control), self->text, snapshot);
}
