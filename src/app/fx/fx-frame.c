// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The row of knobs scrolls to the side, so that the plots keep the height; or it stands beside them, whole.
// Layer: app.

#include "app/fx/fx-frame.h"

#include "app/fx/fx-params.h"
#include "app/widgets/goniometer.h"
#include "app/widgets/history-plot.h"

#include <string.h>

#define WHEEL_STEP 60.0
#define LINE_GAP   4
#define KNOB_GAP   10
#define BAR_ROOM   8 /* px below the controls, where the scroll bar comes and goes */

struct _LtFxFrame
{
  GtkWidget parent_instance;

  LtFxSlot        slot;
  const LtFxLook *look;
  gpointer        data;  /* the look's */
  LtLiveWatch    *watch; /* while it is mapped; NULL: no more can be had */
  gulong          frame;
  uint64_t        serial;
  double          tempo_bpm; /* of the last frame: it changes along the song */
  gboolean        is_live; /* shows what sounds */

  GtkWidget *box, *row, *foot, *scroll, *lines; /* lines: a box of LtFxParams */
  gboolean   is_beside;
  int        width, height; /* that "room" has told of */
  guint      room_source;
};

G_DEFINE_FINAL_TYPE (LtFxFrame, lt_fx_frame, GTK_TYPE_WIDGET)

enum
{
  UPDATE,
  ROOM,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* --- following the session --- */

void
lt_fx_frame_update (LtFxFrame *self)
{
  const LtSlot *slot = lt_fx_slot_get (&self->slot);

  if (slot == NULL || slot->type == NULL)
    return;
  g_signal_emit (self, signals[UPDATE], 0);
  if (self->look->update != NULL)
    self->look->update (self, self->data, slot);
  for (GtkWidget *line = self->lines != NULL ? gtk_widget_get_first_child (self->lines) : NULL;
       line != NULL; line = gtk_widget_get_next_sibling (line))
    lt_fx_params_update (LT_FX_PARAMS (line));
}

static const LtSlot *
find_slot (LtFxFrame *self, const LtSession *session)
{
  return session != NULL ? lt_session_find_slot (session, self->slot.slot_id, NULL) : NULL;
}

static void
on_document (LtFxFrame *self, const LtSession *old, const LtSession *now)
{
  if (old == NULL || now == NULL || old->rate_hz != now->rate_hz || old->tempo != now->tempo
      || find_slot (self, old) != find_slot (self, now))
    lt_fx_frame_update (self);
}

/* --- the sound --- */

static void
rest (LtFxFrame *self)
{
  if (self->is_live && self->look->rest != NULL)
    self->look->rest (self, self->data);
  self->is_live = FALSE;
}

static void
on_frame (LtContext *context, double seconds, LtFxFrame *self)
{
  const LtLiveWatchReading *reading = self->watch != NULL ? lt_live_watch_read (self->watch) : NULL;

  if (lt_fx_slot_frame (&self->slot) || lt_fx_slot_tempo_bpm (&self->slot) != self->tempo_bpm)
    lt_fx_frame_update (self);
  self->tempo_bpm = lt_fx_slot_tempo_bpm (&self->slot);
  if (!lt_live_is_rolling (lt_context_get_live (context)))
    {
      rest (self);
      return;
    }
  if (reading == NULL || reading->serial == self->serial)
    return;
  self->serial = reading->serial;
  self->is_live = TRUE;
  if (self->look->live != NULL)
    self->look->live (self, self->data, reading);
}

const LtLiveColumn *
lt_fx_frame_get_columns (LtFxFrame *self, guint *n)
{
  *n = 0;
  return self->watch != NULL ? lt_live_watch_get_columns (self->watch, n, NULL) : NULL;
}

static void
lt_fx_frame_map (GtkWidget *widget)
{
  LtFxFrame *self = LT_FX_FRAME (widget);

  GTK_WIDGET_CLASS (lt_fx_frame_parent_class)->map (widget);
  self->watch = lt_live_watch_new (lt_context_get_live (self->slot.context), self->slot.slot_id);
  self->frame = g_signal_connect (self->slot.context, "frame", G_CALLBACK (on_frame), self);
}

static void
lt_fx_frame_unmap (GtkWidget *widget)
{
  LtFxFrame *self = LT_FX_FRAME (widget);

  g_clear_signal_handler (&self->frame, self->slot.context);
  rest (self);
  g_clear_pointer (&self->watch, lt_live_watch_free);
  GTK_WIDGET_CLASS (lt_fx_frame_parent_class)->unmap (widget);
}

/* --- what looks ask for --- */

LtFxSlot *
lt_fx_frame_get_slot (LtFxFrame *self)
{
  return &self->slot;
}

int
lt_fx_frame_find_readout (LtFxFrame *self, const char *key)
{
  const LtFxType *type = lt_fx_slot_get (&self->slot)->type;

  for (uint32_t i = 0; i < type->n_readouts; i++)
    if (strcmp (type->readouts[i].key, key) == 0)
      return (int) i;
  return -1;
}

/* It shows nothing but what sounds. */
static gboolean
only_listens (GtkWidget *widget)
{
  return LT_IS_HISTORY_PLOT (widget) || LT_IS_GONIOMETER (widget) || gtk_widget_has_css_class (widget, "fx-meters");
}

void
lt_fx_frame_add (LtFxFrame *self, GtkWidget *widget, gboolean expands)
{
  gtk_widget_set_hexpand (widget, expands);
  gtk_box_append (GTK_BOX (self->row), widget);
}

/* Nobody hears into the print of a clip: the rest gets the room of what would stay empty. */
static void
hide_what_only_listens (LtFxFrame *self)
{
  GtkWidget *first = NULL;
  gboolean   expands = FALSE;

  for (GtkWidget *child = gtk_widget_get_first_child (self->row); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (only_listens (child))
      gtk_widget_set_visible (child, FALSE);
    else
      {
        first = first != NULL ? first : child;
        expands = expands || gtk_widget_get_hexpand (child);
      }
  if (first != NULL && !expands)
    gtk_widget_set_hexpand (first, TRUE);
}

void
lt_fx_frame_add_below (LtFxFrame *self, GtkWidget *widget)
{
  gtk_box_insert_child_after (GTK_BOX (self->box), widget, self->row);
}

void
lt_fx_frame_add_before_knobs (LtFxFrame *self, GtkWidget *widget)
{
  gtk_box_insert_child_after (GTK_BOX (self->foot), widget,
                              gtk_widget_get_prev_sibling (self->scroll));
}

void
lt_fx_frame_add_after_knobs (LtFxFrame *self, GtkWidget *widget)
{
  gtk_box_append (GTK_BOX (self->foot), widget);
}

/* --- the row of knobs --- */

/* The wheel moves the row sideways: there is nothing above or below. */
static gboolean
on_wheel (GtkEventControllerScroll *controller, double dx, double dy, GtkAdjustment *across)
{
  double step = gtk_event_controller_scroll_get_unit (controller) == GDK_SCROLL_UNIT_WHEEL
                    ? WHEEL_STEP
                    : 1.0;

  if (dx != 0.0)
    return GDK_EVENT_PROPAGATE;
  gtk_adjustment_set_value (across, gtk_adjustment_get_value (across) + dy * step);
  return GDK_EVENT_STOP;
}

/* One row of whole controls; what has no room is a scroll to the side away. */
void
lt_fx_frame_set_keys (LtFxFrame *self, const char *const *keys)
{
  lt_fx_frame_set_lines (self, (const char *const *const[]){ keys, NULL });
}

static GtkWidget *
new_line (LtFxFrame *self, const char *const *keys, gboolean is_captioned)
{
  GtkWidget     *line = lt_fx_params_new (self->slot.context, self->slot.slot_id, keys);
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroll));

  lt_fx_params_set_is_row (LT_FX_PARAMS (line), across);
  if (!is_captioned)
    lt_fx_params_set_is_flat (LT_FX_PARAMS (line));
  gtk_widget_set_halign (line, GTK_ALIGN_START); /* few stand together, at the left */
  return line;
}

void
lt_fx_frame_set_lines (LtFxFrame *self, const char *const *const *lines)
{
  GtkWidget          *port = gtk_viewport_new (NULL, NULL);
  GtkEventController *wheel
      = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkAdjustment *across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scroll));
  guint          n = 0;

  self->lines
      = gtk_box_new (self->is_beside ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL,
                     self->is_beside ? LINE_GAP : KNOB_GAP);
  do /* lines may begin with NULL: all but those of bands */
    gtk_box_append (GTK_BOX (self->lines), new_line (self, lines[n], !self->is_beside || n > 0));
  while (lines[n] != NULL && lines[++n] != NULL);
  gtk_widget_set_halign (self->lines, GTK_ALIGN_START);
  gtk_widget_set_valign (self->lines, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_bottom (self->lines, self->is_beside ? 0 : BAR_ROOM);
  gtk_scrollable_set_hscroll_policy (GTK_SCROLLABLE (port), GTK_SCROLL_NATURAL);
  gtk_viewport_set_child (GTK_VIEWPORT (port), self->lines);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroll), port);
  g_signal_connect_object (wheel, "scroll", G_CALLBACK (on_wheel), across, 0);
  gtk_widget_add_controller (self->lines, wheel);
}

void
lt_fx_frame_set_knobs_beside (LtFxFrame *self, gboolean beside)
{
  if (self->is_beside == beside)
    return;
  self->is_beside = beside;
  g_object_ref (self->foot);
  gtk_box_remove (GTK_BOX (beside ? self->box : self->row), self->foot);
  gtk_box_append (GTK_BOX (beside ? self->row : self->box), self->foot);
  g_object_unref (self->foot);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroll),
                                  beside ? GTK_POLICY_NEVER : GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (self->scroll), beside);
  gtk_widget_set_hexpand (self->scroll, !beside);
  gtk_widget_set_hexpand (self->foot, !beside); /* or what the scroller says would count */
}

gboolean
lt_fx_frame_has_knobs_beside (LtFxFrame *self)
{
  return self->is_beside;
}

/* --- room --- */

static void
on_room (gpointer data)
{
  LtFxFrame *self = data;

  self->room_source = 0;
  g_signal_emit (self, signals[ROOM], 0, self->width, self->height);
}

static void
lt_fx_frame_measure (GtkWidget     *widget,
                     GtkOrientation orientation,
                     int            for_size,
                     int           *minimum,
                     int           *natural,
                     int           *minimum_baseline,
                     int           *natural_baseline)
{
  gtk_widget_measure (LT_FX_FRAME (widget)->box, orientation, for_size, minimum, natural, NULL,
                      NULL);
}

static void
lt_fx_frame_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  LtFxFrame *self = LT_FX_FRAME (widget);

  gtk_widget_allocate (self->box, width, height, baseline, NULL);
  if (self->width == width && self->height == height)
    return;
  self->width = width;
  self->height = height;
  if (self->room_source == 0) /* before the next picture */
    self->room_source = g_idle_add_once (on_room, self);
}

/* --- the class --- */

static void
lt_fx_frame_dispose (GObject *object)
{
  g_clear_handle_id (&LT_FX_FRAME (object)->room_source, g_source_remove);
  g_clear_pointer (&LT_FX_FRAME (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (lt_fx_frame_parent_class)->dispose (object);
}

static void
lt_fx_frame_finalize (GObject *object)
{
  LtFxFrame *self = LT_FX_FRAME (object);

  if (self->look != NULL && self->look->clear != NULL)
    self->look->clear (self->data);
  g_free (self->data);
  lt_fx_slot_clear (&self->slot);
  G_OBJECT_CLASS (lt_fx_frame_parent_class)->finalize (object);
}

static void
lt_fx_frame_class_init (LtFxFrameClass *class)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = lt_fx_frame_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_fx_frame_finalize;
  widget->map = lt_fx_frame_map;
  widget->unmap = lt_fx_frame_unmap;
  widget->measure = lt_fx_frame_measure;
  widget->size_allocate = lt_fx_frame_size_allocate;
  gtk_widget_class_set_css_name (widget, "fxframe");
  signals[UPDATE] = g_signal_new ("update", LT_TYPE_FX_FRAME, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[ROOM] = g_signal_new ("room", LT_TYPE_FX_FRAME, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);
}

static void
lt_fx_frame_init (LtFxFrame *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  self->foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->scroll = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroll), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_widget_set_focusable (self->scroll, FALSE);
  gtk_widget_set_hexpand (self->scroll, TRUE);
  gtk_widget_add_css_class (self->scroll, "edges");
  gtk_widget_set_vexpand (self->row, TRUE);
  gtk_box_append (GTK_BOX (self->foot), self->scroll);
  gtk_box_append (GTK_BOX (self->box), self->row);
  gtk_box_append (GTK_BOX (self->box), self->foot);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
lt_fx_frame_new (LtContext *context, LtId slot_id, const LtFxLook *look)
{
  LtFxFrame *self = g_object_new (LT_TYPE_FX_FRAME, NULL);

  self->look = look;
  self->data = g_malloc0 (look->size);
  lt_fx_slot_init (&self->slot, context, slot_id);
  look->lay_out (self, self->data);
  if (lt_fx_slot_is_of_clip (context, slot_id))
    hide_what_only_listens (self);
  if (self->lines == NULL)
    lt_fx_frame_set_keys (self, NULL);
  g_signal_connect_object (lt_context_get_document (context), "changed", G_CALLBACK (on_document),
                           self, G_CONNECT_SWAPPED);
  lt_fx_frame_update (self);
  return GTK_WIDGET (self);
}
