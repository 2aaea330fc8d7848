// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Strips are built once and told what changed; only those in sight follow the sound.
// Layer: app.

#include "app/mix/mix-view.h"

#include "app/mix/mix-actions.h"
#include "app/mix/mix-edit.h"
#include "app/mix/mix-editor.h"
#include "app/widgets/draw.h"
#include "app/widgets/still.h"

#include <glib/gi18n.h>

#define MIN_HEIGHT 330
#define LOW_VIEW 704   /* px of the view below which the editor is its header: a window of 800 */
#define LOW_STRIPS 470 /* px of the strips below which sends and pan share a row */
#define LOWEST_STRIPS 440
#define LOW_STRIPS_TEXT 90 /* px more at twice the size of text */
#define LOWEST_STRIPS_TEXT 40
#define WHEEL_STEP 90.0

struct _LtMixView
{
  GtkWidget parent_instance;

  LtContext *context;
  LtSession *shown; /* what the strips show; NULL: none */
  GPtrArray *strips; /* of LtMixStrip, children of the row, in order */
  GtkWidget *bench, *scroller, *row, *hint, *mix_bin, *mix, *editor;
  gulong     frame;
  guint      room_source;
  int        height, strips_height; /* as last allocated */
  gboolean   is_entered;            /* had the focus since it came in sight */
};

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
  for (guint i = 0; i < self->strips->len; i++)
    if (lt_mix_strip_get_id (g_ptr_array_index (self->strips, i)) == strip_id)
      return g_ptr_array_index (self->strips, i);
  return self->mix != NULL && lt_mix_strip_get_id (LT_MIX_STRIP (self->mix)) == strip_id ? LT_MIX_STRIP (self->mix) : NULL;
}

/* Changes when a bus gets another name, or when there are others. */
static guint
hash_bus_names (const LtSession *session)
{
  guint hash = 5381;

  for (guint i = 0; i < session->buses->len; i++)
    {
      const LtStrip *bus = g_ptr_array_index (session->buses, i);

      hash = (hash * 33 + g_str_hash (bus->name)) * 33 + (guint) bus->id;
    }
  return hash;
}

static guint
n_row_strips (const LtSession *session)
{
  return session->tracks->len + session->buses->len;
}

static gboolean
is_same_row (LtMixView *self, const LtSession *session)
{
  if (self->strips->len != n_row_strips (session))
    return FALSE;
  for (guint i = 0; i < self->strips->len; i++)
    if (lt_mix_strip_get_id (g_ptr_array_index (self->strips, i)) != lt_session_get_strip (session, i)->id)
      return FALSE;
  return TRUE;
}

/* Strips that stay keep their widgets. */
static void
rebuild_row (LtMixView *self, const LtSession *session)
{
  g_autoptr (GPtrArray) old = self->strips;
  GtkWidget *previous = NULL;

  self->strips = g_ptr_array_new ();
  for (guint i = 0; i < n_row_strips (session); i++)
    {
      const LtStrip *strip = lt_session_get_strip (session, i);
      GtkWidget     *widget = NULL;

      for (guint k = 0; k < old->len && widget == NULL; k++)
        if (g_ptr_array_index (old, k) != NULL && lt_mix_strip_get_id (g_ptr_array_index (old, k)) == strip->id)
          widget = g_ptr_array_index (old, k), old->pdata[k] = NULL;
      if (widget == NULL)
        {
          widget = lt_mix_strip_new (self->context, strip->id, strip->kind);
          gtk_box_append (GTK_BOX (self->row), widget);
        }
      gtk_box_reorder_child_after (GTK_BOX (self->row), widget, previous);
      gtk_widget_set_margin_start (widget, strip->kind == LT_STRIP_BUS && i == session->tracks->len ? 6 : 0);
      g_ptr_array_add (self->strips, widget);
      previous = widget;
    }
  for (guint k = 0; k < old->len; k++)
    if (g_ptr_array_index (old, k) != NULL)
      gtk_box_remove (GTK_BOX (self->row), g_ptr_array_index (old, k));
  gtk_widget_set_visible (self->hint, session->tracks->len == 0);
}

static void
show_mix (LtMixView *self, const LtSession *session)
{
  if (self->mix != NULL && lt_mix_strip_get_id (LT_MIX_STRIP (self->mix)) == session->mix->id)
    return;
  if (self->mix != NULL)
    gtk_box_remove (GTK_BOX (self->mix_bin), self->mix);
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
  for (guint i = 0; i < self->strips->len; i++)
    lt_mix_strip_set_room (g_ptr_array_index (self->strips, i), room);
  if (self->mix != NULL)
    lt_mix_strip_set_room (LT_MIX_STRIP (self->mix), room);
}

static void
update_selection (LtMixView *self)
{
  for (guint i = 0; i < self->strips->len; i++)
    lt_mix_strip_update_selection (g_ptr_array_index (self->strips, i));
  if (self->mix != NULL)
    lt_mix_strip_update_selection (LT_MIX_STRIP (self->mix));
  lt_mix_editor_update (LT_MIX_EDITOR (self->editor));
}

static void
update (LtMixView *self)
{
  const LtSession *session = lt_mix_edit_get_session (self->context);
  LtSession       *before = self->shown; /* its strips are compared with until the end */

  self->shown = session != NULL ? lt_session_ref (session) : NULL;
  if (session != NULL)
    {
      guint    names = hash_bus_names (session);
      gboolean is_new = !is_same_row (self, session) || self->mix == NULL;

      if (is_new)
        rebuild_row (self, session);
      show_mix (self, session);
      for (guint i = 0; i < self->strips->len; i++)
        lt_mix_strip_update (g_ptr_array_index (self->strips, i), session, lt_session_get_strip (session, i),
                             i < session->tracks->len ? i + 1 : i + 1 - session->tracks->len, names);
      lt_mix_strip_update (LT_MIX_STRIP (self->mix), session, session->mix, 1, names);
      if (is_new)
        {
          apply_room (self);
          update_selection (self);
        }
    }
  lt_mix_editor_update (LT_MIX_EDITOR (self->editor));
  g_clear_pointer (&before, lt_session_unref);
}

static void
on_document (LtDocument *document, const LtSession *old, const LtSession *now, LtMixView *self)
{
  update (self);
}

/* --- sound --- */

static void
follow_sound (LtMixView *self)
{
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double         from = gtk_adjustment_get_value (across), to = from + gtk_adjustment_get_page_size (across);

  for (guint i = 0; i < self->strips->len; i++)
    {
      graphene_rect_t box;

      if (gtk_widget_compute_bounds (g_ptr_array_index (self->strips, i), self->row, &box) && box.origin.x + box.size.width >= from && box.origin.x <= to)
        lt_mix_strip_frame (g_ptr_array_index (self->strips, i));
    }
  if (self->mix != NULL)
    lt_mix_strip_frame (LT_MIX_STRIP (self->mix));
}

static void
on_frame (LtMixView *self, double seconds)
{
  follow_sound (self);
}

static void
lt_mix_view_map (GtkWidget *widget)
{
  LtMixView *self = LT_MIX_VIEW (widget);

  GTK_WIDGET_CLASS (lt_mix_view_parent_class)->map (widget);
  self->frame = g_signal_connect_swapped (self->context, "frame", G_CALLBACK (on_frame), self);
  self->is_entered = FALSE;
  lt_context_glance (self->context);
}

static void
lt_mix_view_unmap (GtkWidget *widget)
{
  g_clear_signal_handler (&LT_MIX_VIEW (widget)->frame, LT_MIX_VIEW (widget)->context);
  GTK_WIDGET_CLASS (lt_mix_view_parent_class)->unmap (widget);
}

/* --- focus --- */

/* NULL: it is in none. */
static LtMixStrip *
get_focus_strip (LtMixView *self, GtkWidget **focus)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  return *focus != NULL ? LT_MIX_STRIP (gtk_widget_get_ancestor (*focus, LT_TYPE_MIX_STRIP)) : NULL;
}

LtId
lt_mix_view_get_current (LtMixView *self)
{
  GtkWidget  *focus;
  LtMixStrip *strip = get_focus_strip (self, &focus);

  return strip != NULL ? lt_mix_strip_get_id (strip) : lt_selection_get_strip (lt_context_get_selection (self->context));
}

LtId
lt_mix_view_get_neighbour (LtMixView *self, LtId strip_id, int n)
{
  int at = (int) self->strips->len; /* the mix bus is the last */

  for (guint i = 0; i < self->strips->len; i++)
    if (lt_mix_strip_get_id (g_ptr_array_index (self->strips, i)) == strip_id)
      at = (int) i;
  at += n;
  if (at < 0 || at > (int) self->strips->len || self->mix == NULL)
    return 0;
  return lt_mix_strip_get_id (at < (int) self->strips->len ? g_ptr_array_index (self->strips, at) : (gpointer) self->mix);
}

gboolean
lt_mix_view_step (LtMixView *self, int n)
{
  GtkWidget  *focus;
  LtMixStrip *from = get_focus_strip (self, &focus);
  LtId        current = lt_mix_view_get_current (self);
  guint       place = 0;
  int         row = from != NULL ? lt_mix_strip_find_row (from, focus, &place) : -1;
  LtId        id = current != 0 ? lt_mix_view_get_neighbour (self, current, n) : (self->strips->len > 0 ? lt_mix_strip_get_id (g_ptr_array_index (self->strips, 0)) : 0);
  LtMixStrip *to = id != 0 ? lt_mix_view_find_strip (self, id) : NULL;

  if (to == NULL)
    return FALSE;
  lt_selection_set_strip (lt_context_get_selection (self->context), id);
  return lt_mix_strip_focus_row (to, row, place);
}

/* Tab steps down a strip and then leaves them all, so that nobody walks through two hundred controls. The first step
   into a view that just came in sight is to the fader. */
static gboolean
lt_mix_view_focus (GtkWidget *widget, GtkDirectionType direction)
{
  LtMixView  *self = LT_MIX_VIEW (widget);
  GtkWidget  *focus;
  LtMixStrip *strip = get_focus_strip (self, &focus);
  gboolean    is_inside = focus != NULL && gtk_widget_is_ancestor (focus, widget);
  gboolean    is_forward = direction == GTK_DIR_TAB_FORWARD, is_entered = self->is_entered;

  if (!is_forward && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (lt_mix_view_parent_class)->focus (widget, direction);
  self->is_entered = TRUE;
  if (is_inside && strip != NULL)
    return gtk_widget_child_focus (GTK_WIDGET (strip), direction) || (is_forward && gtk_widget_child_focus (self->editor, direction));
  if (is_inside || !is_forward)
    {
      if (gtk_widget_child_focus (self->editor, direction))
        return TRUE;
      if (is_forward)
        return FALSE;
    }
  strip = lt_mix_view_find_strip (self, lt_selection_get_strip (lt_context_get_selection (self->context)));
  if (strip == NULL && self->strips->len > 0)
    strip = g_ptr_array_index (self->strips, 0);
  if (strip != NULL && !is_entered)
    return lt_mix_strip_focus_row (strip, -1, 0);
  return strip != NULL && gtk_widget_child_focus (GTK_WIDGET (strip), direction);
}

/* Before the controls, which would step their values. */
static gboolean
on_key (GtkEventControllerKey *controller, guint keyval, guint keycode, GdkModifierType state, LtMixView *self)
{
  GtkWidget *focus;

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 || (keyval != GDK_KEY_Left && keyval != GDK_KEY_Right))
    return GDK_EVENT_PROPAGATE;
  if (get_focus_strip (self, &focus) == NULL || GTK_IS_TEXT (focus) || gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return GDK_EVENT_PROPAGATE;
  lt_mix_view_step (self, keyval == GDK_KEY_Left ? -1 : 1);
  return GDK_EVENT_STOP;
}

/* The wheel moves the strips sideways: there is nothing above or below. */
static gboolean
on_wheel (GtkEventControllerScroll *controller, double dx, double dy, LtMixView *self)
{
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  double         step = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL ? WHEEL_STEP : 1.0;

  if (dx != 0.0)
    return GDK_EVENT_PROPAGATE;
  gtk_adjustment_set_value (across, gtk_adjustment_get_value (across) + dy * step);
  return GDK_EVENT_STOP;
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
  int        editor_minimum, editor_natural;

  gtk_widget_measure (self->bench, orientation, -1, minimum, natural, NULL, NULL);
  gtk_widget_measure (self->editor, orientation, for_size, &editor_minimum, &editor_natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (*minimum, editor_minimum);
      *natural = MAX (*natural, editor_natural);
      return;
    }
  *natural += editor_natural;
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
  int        bench_minimum, editor_minimum, strips;

  gtk_widget_measure (self->bench, GTK_ORIENTATION_VERTICAL, -1, &bench_minimum, NULL, NULL, NULL);
  gtk_widget_measure (self->editor, GTK_ORIENTATION_VERTICAL, width, &editor_minimum, NULL, NULL, NULL);
  strips = MAX (1, height - editor_minimum);
  gtk_widget_allocate (self->bench, width, MAX (strips, bench_minimum), -1, NULL);
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
  g_clear_pointer (&self->bench, gtk_widget_unparent);
  g_clear_pointer (&self->editor, gtk_widget_unparent);
  self->mix = NULL;
  g_clear_pointer (&self->shown, lt_session_unref);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (lt_mix_view_parent_class)->dispose (object);
}

static void
lt_mix_view_finalize (GObject *object)
{
  g_ptr_array_unref (LT_MIX_VIEW (object)->strips);
  G_OBJECT_CLASS (lt_mix_view_parent_class)->finalize (object);
}

static void
lt_mix_view_class_init (LtMixViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_mix_view_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_mix_view_finalize;
  widget_class->measure = lt_mix_view_measure;
  widget_class->get_request_mode = lt_mix_view_get_request_mode;
  widget_class->size_allocate = lt_mix_view_size_allocate;
  widget_class->map = lt_mix_view_map;
  widget_class->unmap = lt_mix_view_unmap;
  widget_class->focus = lt_mix_view_focus;
  gtk_widget_class_set_css_name (widget_class, "mixview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  lt_mix_actions_install (widget_class);
}

/* What to do where there is nothing to mix yet. */
static GtkWidget *
build_hint (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (_ ("No tracks yet. Drop recordings here: each becomes a track"));
  GtkWidget *import = gtk_button_new_with_label (_ ("Import audio…")), *add = gtk_button_new_with_label (_ ("Add track"));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (import), "win.import");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "mix.add-track");
  gtk_box_append (GTK_BOX (row), import);
  gtk_box_append (GTK_BOX (row), add);
  gtk_widget_set_halign (row, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), row);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (box, FALSE);
  return box;
}

static void
lt_mix_view_init (LtMixView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *wheel = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkWidget          *overlay = gtk_overlay_new ();

  self->strips = g_ptr_array_new ();
  self->bench = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->row = lt_still_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  lt_still_set_is_single (lt_still_box_get (LT_STILL_BOX (self->row)), TRUE);
  self->scroller = gtk_scrolled_window_new ();
  self->mix_bin = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->row, "strips");
  gtk_widget_add_css_class (self->scroller, "edges");
  gtk_widget_add_css_class (self->mix_bin, "mix-bin");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->row);
  gtk_widget_set_hexpand (self->scroller, TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->hint = build_hint ();
  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->scroller);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->hint);
  gtk_box_append (GTK_BOX (self->bench), overlay);
  gtk_box_append (GTK_BOX (self->bench), self->mix_bin);
  gtk_widget_set_parent (self->bench, GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect (wheel, "scroll", G_CALLBACK (on_wheel), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (self->row, wheel);
}

GtkWidget *
lt_mix_view_new (LtContext *context)
{
  LtMixView *self = g_object_new (LT_TYPE_MIX_VIEW, NULL);

  self->context = g_object_ref (context);
  self->editor = lt_mix_editor_new (context);
  gtk_widget_set_parent (self->editor, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Mix"), -1);
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (on_document), self, 0);
  g_signal_connect_object (lt_context_get_selection (context), "changed", G_CALLBACK (update_selection), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroller)), "value-changed", G_CALLBACK (follow_sound), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
