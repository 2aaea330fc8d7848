// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which strips there are, and what is in sight of them.
// Layer: app.

#include "app/mix/mix-view-private.h"

#include "app/mix/mix-actions.h"
#include "app/mix/mix-edit.h"
#include "app/mix/mix-editor.h"
#include "app/mix/mix-gather-actions.h"
#include "app/mix/mix-hint.h"
#include "app/mix/mix-order.h"
#include "app/mix/strip-find.h"
#include "app/mix/view-menu.h"
#include "app/shell/settings.h"
#include "app/widgets/draw.h"

#include <glib/gi18n.h>

#define MIN_HEIGHT 330
#define LOW_VIEW 704   /* px of the view below which the editor is its header: a window of 800 */
#define LOW_STRIPS 470 /* px of the strips below which sends and pan share a row */
#define LOWEST_STRIPS 440
#define LOW_STRIPS_TEXT 90 /* px more at twice the size of text */
#define LOWEST_STRIPS_TEXT 40

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (LtMixView, lt_mix_view, GTK_TYPE_WIDGET)

LtContext *
lt_mix_view_get_context (LtMixView *self)
{
  return self->context;
}

/* --- strips of a session --- */

LtMixStrip *
lt_mix_view_find_strip (LtMixView *self, LtId strip_id)
{
  if (self->mix != NULL && lt_mix_strip_get_id (LT_MIX_STRIP (self->mix)) == strip_id)
    return LT_MIX_STRIP (self->mix);
  return lt_strip_row_get_strip (self->row, strip_id);
}

/* Changes with what strips say of each other: names, outputs, sends, groups, VCAs. */
static guint
hash_ways (const LtSession *session)
{
  guint hash = 5381;

  for (guint i = 0; i < lt_session_n_strips (session); i++)
    {
      const LtStrip *strip = lt_session_get_strip (session, i);
      const LtId     ways[] = { strip->id, strip->output_id, strip->vca_id };

      hash = hash * 33 + g_str_hash (strip->name);
      for (guint k = 0; k < G_N_ELEMENTS (ways); k++)
        hash = hash * 33 + (guint) ways[k];
      for (guint k = 0; k < strip->sends->len; k++)
        hash = hash * 33 + (guint) ((const LtSend *) g_ptr_array_index (strip->sends, k))->to_id;
    }
  for (guint i = 0; i < session->groups->len; i++)
    {
      const LtGroup *group = g_ptr_array_index (session->groups, i);

      hash = ((hash * 33 + g_str_hash (group->name)) * 33 + (guint) group->id) * 33 + group->colour * 2 + group->on;
    }
  return hash;
}

/* @session NULL: none. */
static void
show_mix (LtMixView *self, const LtSession *session)
{
  if (self->mix != NULL && session != NULL && lt_mix_strip_get_id (LT_MIX_STRIP (self->mix)) == session->mix->id)
    return;
  if (self->mix != NULL)
    gtk_box_remove (GTK_BOX (self->mix_bin), self->mix);
  self->mix = NULL;
  if (session == NULL)
    return;
  self->mix = lt_mix_strip_new (self->context, session->mix->id, LT_STRIP_MIX);
  gtk_box_append (GTK_BOX (self->mix_bin), self->mix);
}

/* Larger text makes the strips' rows higher; what goes first goes sooner. */
static LtMixStripRoom
room_of (LtMixView *self)
{
  double more = lt_draw_text_factor (GTK_WIDGET (self)) - 1.0;

  if (self->strips_height >= LOW_STRIPS + LOW_STRIPS_TEXT * more)
    return LT_MIX_STRIP_WHOLE;
  return self->strips_height >= LOWEST_STRIPS + LOWEST_STRIPS_TEXT * more ? LT_MIX_STRIP_LOW : LT_MIX_STRIP_LOWEST;
}

static void
apply_room (LtMixView *self)
{
  LtMixStripRoom room = room_of (self);

  if (self->strips_height == 0)
    return;
  lt_mix_editor_set_is_low (LT_MIX_EDITOR (self->editor), self->height < LOW_VIEW);
  lt_strip_row_set_room (self->row, room);
  if (self->mix != NULL)
    lt_mix_strip_set_room (LT_MIX_STRIP (self->mix), room);
}

static void
update_selection (LtMixView *self)
{
  lt_strip_row_update_selection (self->row);
  if (self->mix != NULL)
    lt_mix_strip_update_selection (LT_MIX_STRIP (self->mix));
  lt_mix_editor_update (LT_MIX_EDITOR (self->editor));
}

static void
update_hint (LtMixView *self, const LtSession *session)
{
  if (session == NULL || lt_strip_row_get_n (self->row) > 0)
    lt_mix_hint_set (self->hint, session != NULL && session->tracks->len == 0 ? LT_MIX_HINT_NO_TRACKS : LT_MIX_HINT_NONE);
  else
    lt_mix_hint_set (self->hint, session->tracks->len == 0 ? LT_MIX_HINT_NO_TRACKS : LT_MIX_HINT_HIDDEN);
}

static LtMixFilter
filter_of (LtMixView *self)
{
  return (LtMixFilter){
    .shows_tracks = self->shows[PROP_SHOW_TRACKS],
    .shows_buses = self->shows[PROP_SHOW_BUSES],
    .shows_vcas = self->shows[PROP_SHOW_VCAS],
    .shows_members = self->shows[PROP_SHOW_MEMBERS],
    .text = lt_strip_find_get_text (LT_STRIP_FIND (self->find)),
  };
}

static void
update (LtMixView *self)
{
  const LtSession *session = lt_mix_edit_get_session (self->context);
  LtSession       *before = self->shown; /* its strips are compared with until the end */
  guint            ways = session != NULL ? hash_ways (session) : 0, total;
  LtMixFilter      filter = filter_of (self);
  g_autoptr (GArray) places = lt_mix_order_new (session, &filter, &total);
  gboolean loses_focus = lt_mix_focus_drop (self, session, places);
  gboolean is_new = lt_strip_row_update (self->row, session, places, ways) || self->mix == NULL;

  self->shown = session != NULL ? lt_session_ref (session) : NULL;
  show_mix (self, session);
  if (session != NULL)
    lt_mix_strip_update (LT_MIX_STRIP (self->mix), session, session->mix, ways);
  if (session != NULL && is_new)
    {
      apply_room (self);
      update_selection (self);
    }
  if (loses_focus)
    lt_mix_focus_picked (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "mix.show-vcas", lt_mix_order_has_vcas (session));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "mix.show-members", lt_mix_order_has_members (session));
  update_hint (self, session);
  lt_strip_find_set_count (LT_STRIP_FIND (self->find), places->len, total);
  lt_view_menu_button_set_is_filtered (self->view_button, places->len < total);
  lt_mix_editor_update (LT_MIX_EDITOR (self->editor));
  g_clear_pointer (&before, lt_session_unref);
}

static void
on_document (LtDocument *document, const LtSession *old, const LtSession *now, LtMixView *self)
{
  update (self);
}

/* --- sound --- */

void
lt_mix_view_follow_sound (LtMixView *self)
{
  lt_strip_row_frame (self->row);
  if (self->mix != NULL)
    lt_mix_strip_frame (LT_MIX_STRIP (self->mix));
}

static void
on_frame (LtMixView *self, double seconds)
{
  lt_mix_view_follow_sound (self);
}

/* --- sight --- */

/* What will be seen is there before the first frame. */
static void
lt_mix_view_map (GtkWidget *widget)
{
  LtMixView *self = LT_MIX_VIEW (widget);

  lt_mix_view_look (self);
  GTK_WIDGET_CLASS (lt_mix_view_parent_class)->map (widget);
  if (lt_selection_get_strip (lt_context_get_selection (self->context)) != self->picked_before)
    lt_mix_view_reveal (self, lt_selection_get_strip (lt_context_get_selection (self->context)));
  self->frame = g_signal_connect_swapped (self->context, "frame", G_CALLBACK (on_frame), self);
  self->is_entered = FALSE;
  lt_context_glance (self->context);
}

static void
lt_mix_view_unmap (GtkWidget *widget)
{
  LtMixView *self = LT_MIX_VIEW (widget);

  g_clear_signal_handler (&self->frame, self->context);
  self->picked_before = lt_selection_get_strip (lt_context_get_selection (self->context));
  GTK_WIDGET_CLASS (lt_mix_view_parent_class)->unmap (widget);
  lt_strip_row_set_sight (self->row, 0.0, 0.0); /* nothing is built behind another view */
}

/* --- what is shown --- */

void
lt_mix_view_find (LtMixView *self)
{
  lt_strip_find_start (LT_STRIP_FIND (self->find));
}

void
lt_mix_view_show_all (LtMixView *self)
{
  lt_strip_find_stop (LT_STRIP_FIND (self->find));
  g_object_set (self, "show-tracks", TRUE, "show-buses", TRUE, "show-vcas", TRUE, "show-members", TRUE, NULL);
}

/* Other strips, or wider ones: that with the focus stays in sight, and keeps it. */
static void
on_shown (LtMixView *self)
{
  GtkWidget  *focus;
  LtMixStrip *strip = lt_mix_focus_get_strip (self, &focus);
  LtId        id = strip != NULL ? lt_mix_strip_get_id (strip) : lt_selection_get_strip (lt_context_get_selection (self->context));

  update (self);
  lt_strip_row_set_is_narrow (self->row, self->shows[PROP_NARROW]);
  if (strip != NULL && lt_strip_row_find (self->row, id) >= 0 && !gtk_widget_get_mapped (focus))
    lt_mix_strip_focus_row (strip, -1, 0);
  lt_mix_view_reveal (self, id);
}

static void
lt_mix_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boolean (value, LT_MIX_VIEW (object)->shows[id]);
}

static void
lt_mix_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  LtMixView *self = LT_MIX_VIEW (object);

  if (self->shows[id] == g_value_get_boolean (value))
    return;
  self->shows[id] = g_value_get_boolean (value);
  if (self->context != NULL)
    on_shown (self);
  g_object_notify_by_pspec (object, pspec);
}

static gboolean
lt_mix_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  if (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD)
    return lt_mix_focus_tab (LT_MIX_VIEW (widget), direction);
  return GTK_WIDGET_CLASS (lt_mix_view_parent_class)->focus (widget, direction);
}

/* --- room --- */

static void
on_room (gpointer data)
{
  LtMixView *self = data;

  self->room_source = 0;
  apply_room (self);
}

static void
lt_mix_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *baseline, int *natural_baseline)
{
  LtMixView *self = LT_MIX_VIEW (widget);
  int        editor_minimum, editor_natural, find_minimum, find_natural;

  gtk_widget_measure (self->bench, orientation, -1, minimum, natural, NULL, NULL);
  gtk_widget_measure (self->find, orientation, -1, &find_minimum, &find_natural, NULL, NULL);
  gtk_widget_measure (self->editor, orientation, for_size, &editor_minimum, &editor_natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (*minimum, MAX (editor_minimum, find_minimum));
      *natural = MAX (*natural, MAX (editor_natural, find_natural));
      return;
    }
  *natural += editor_natural + find_natural;
  *minimum = MIN (MIN_HEIGHT, *natural);
}

static GtkSizeRequestMode
lt_mix_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH; /* the knobs of the editor flow */
}

static void
lt_mix_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LtMixView *self = LT_MIX_VIEW (widget);
  int        bench_minimum, editor_minimum, find = 0, strips;

  gtk_widget_measure (self->bench, GTK_ORIENTATION_VERTICAL, -1, &bench_minimum, NULL, NULL, NULL);
  gtk_widget_measure (self->editor, GTK_ORIENTATION_VERTICAL, width, &editor_minimum, NULL, NULL, NULL);
  if (gtk_widget_get_visible (self->find))
    {
      gtk_widget_measure (self->find, GTK_ORIENTATION_VERTICAL, -1, &find, NULL, NULL, NULL);
      gtk_widget_allocate (self->find, width, find, -1, NULL);
    }
  strips = MAX (1, height - editor_minimum - find);
  gtk_widget_allocate (self->bench, width, MAX (strips, bench_minimum), -1, gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (0.0f, (float) find)));
  gtk_widget_allocate (self->editor, width, editor_minimum, -1,
                       gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (0.0f, (float) (height - editor_minimum))));
  if (height == self->height && strips == self->strips_height)
    return;
  self->height = height;
  self->strips_height = strips;
  if (self->room_source == 0) /* what is shown must not change while it is laid out */
    self->room_source = g_idle_add_once (on_room, self);
}

/* --- the class --- */

static void
lt_mix_view_dispose (GObject *object)
{
  LtMixView *self = LT_MIX_VIEW (object);

  g_clear_handle_id (&self->room_source, g_source_remove);
  g_clear_handle_id (&self->sight_source, g_source_remove);
  g_clear_handle_id (&self->reveal_source, g_source_remove);
  g_clear_pointer (&self->find, gtk_widget_unparent);
  g_clear_pointer (&self->bench, gtk_widget_unparent);
  g_clear_pointer (&self->editor, gtk_widget_unparent);
  self->mix = NULL;
  g_clear_pointer (&self->shown, lt_session_unref);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lt_mix_view_parent_class)->dispose (object);
}

static const char *const prop_names[N_PROPS] = { NULL, "narrow", "show-tracks", "show-buses", "show-vcas", "show-members" };

static void
lt_mix_view_class_init (LtMixViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_mix_view_dispose;
  G_OBJECT_CLASS (class)->get_property = lt_mix_view_get_property;
  G_OBJECT_CLASS (class)->set_property = lt_mix_view_set_property;
  widget_class->measure = lt_mix_view_measure;
  widget_class->get_request_mode = lt_mix_view_get_request_mode;
  widget_class->size_allocate = lt_mix_view_size_allocate;
  widget_class->map = lt_mix_view_map;
  widget_class->unmap = lt_mix_view_unmap;
  widget_class->focus = lt_mix_view_focus;
  for (guint i = 1; i < N_PROPS; i++)
    props[i] = g_param_spec_boolean (prop_names[i], NULL, NULL, i != PROP_NARROW, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, props);
  gtk_widget_class_set_css_name (widget_class, "mixview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  lt_mix_actions_install (widget_class);
  lt_mix_gather_actions_install (widget_class);
}

static void
lt_mix_view_init (LtMixView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget          *overlay = gtk_overlay_new ();

  for (guint i = 1; i < N_PROPS; i++)
    self->shows[i] = i != PROP_NARROW;
  self->find = lt_strip_find_new ();
  self->bench = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->scroller = gtk_scrolled_window_new ();
  self->mix_bin = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->scroller, "edges");
  gtk_widget_add_css_class (self->mix_bin, "mix-bin");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_widget_set_hexpand (self->scroller, TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->hint = lt_mix_hint_new ();
  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->scroller);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->hint);
  gtk_box_append (GTK_BOX (self->bench), overlay);
  gtk_box_append (GTK_BOX (self->bench), self->mix_bin);
  gtk_widget_set_parent (self->find, GTK_WIDGET (self));
  gtk_widget_set_parent (self->bench, GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (lt_mix_focus_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
lt_mix_view_new (LtContext *context)
{
  LtMixView *self = g_object_new (LT_TYPE_MIX_VIEW, NULL);

  self->context = g_object_ref (context);
  lt_mix_view_add_row (self);
  self->editor = lt_mix_editor_new (context);
  self->view_button = lt_view_menu_button_new ();
  lt_mix_editor_prepend (LT_MIX_EDITOR (self->editor), self->view_button);
  gtk_widget_set_parent (self->editor, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Mix"), -1);
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (on_document), self, 0);
  g_signal_connect_object (lt_context_get_selection (context), "changed", G_CALLBACK (update_selection), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->find, "changed", G_CALLBACK (on_shown), self);
  g_signal_connect_swapped (self->find, "chosen", G_CALLBACK (lt_mix_focus_found), self);
  for (guint i = 1; i < N_PROPS && lt_settings_get () != NULL; i++)
    {
      g_autofree char *key = g_strconcat ("mix-", prop_names[i], NULL);

      g_settings_bind (lt_settings_get (), key, self, prop_names[i], G_SETTINGS_BIND_DEFAULT);
    }
  update (self);
  return GTK_WIDGET (self);
}
