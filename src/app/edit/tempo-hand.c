// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the tempo track says goes to the document. A drag begins anew from the session that it met, so that nothing drifts.
// Layer: app.

#include "app/edit/tempo-hand.h"

#include "app/edit/edit-view-private.h"
#include "app/edit/tempo-popover.h"
#include "app/shell/actions.h"
#include "app/shell/settings.h"
#include "app/widgets/popover.h"
#include "app/widgets/ruler.h"
#include "app/widgets/tempo-row.h"
#include "session/edit-tempo.h"
#include "session/tempo.h"

#include <glib/gi18n.h>
#include <math.h>

static const LtActionRow rows[] = {
  { "edit.tempo-track", N_ ("Show the tempo track"), N_ ("Song"), "<Shift>t", LT_ACTIONS_EDIT },
  { "edit.tempo-add", N_ ("Change the tempo at the playhead…"), N_ ("Song"), "<Alt>t", LT_ACTIONS_EDIT },
  { "edit.metre-add", N_ ("Change the metre at the playhead…"), N_ ("Song"), "<Alt><Shift>t", LT_ACTIONS_EDIT },
};

static LtTempoKeep
keep (void)
{
  return lt_tempo_popover_keeps_bars () ? LT_TEMPO_KEEP_BARS : LT_TEMPO_KEEP_TIMES;
}

/* The beat, or the line of the grid when it is in the music, that is nearest; with Shift, the tick. */
static int64_t
nearest_line (LtEditView *self, const LtTempoMap *map, double pulse)
{
  double quarters = lt_time_choices_grid_quarters (lt_edit_state_get_grid (self->state)), next, line;
  double beat = (double) lt_tempo_map_beat (lt_tempo_map_find_metre (map, pulse));

  if (lt_edit_view_is_free (self))
    quarters = beat / LT_TEMPO_TICKS / LT_TEMPO_QUARTER;
  line = lt_tempo_map_line (map, MAX (pulse, 0.0), quarters >= 0.0 ? quarters * LT_TEMPO_QUARTER : beat, &next);
  return llround (pulse - line <= next - pulse ? line : next);
}

static int64_t
nearest_bar (const LtTempoMap *map, double pulse)
{
  double next, line = lt_tempo_map_line (map, MAX (pulse, 0.0), 0.0, &next);

  return lt_tempo_map_bar_at (map, pulse - line <= next - pulse ? line : next);
}

/* --- adding, opening --- */

/* Below the bars; in the view when the place is not. */
static GdkRectangle
rectangle_of (LtEditView *self, double frame)
{
  double x = lt_time_scale_x (lt_edit_state_get_scale (self->state), frame);

  return (GdkRectangle) { (int) CLAMP (x, 0.0, lt_edit_state_get_width (self->state)), 0, 1, LT_RULER_BARS_HEIGHT };
}

static void
open_form (LtEditView *self, const LtTempoPopoverChange *what)
{
  const LtSession *session = lt_edit_state_get_session (self->state);
  GdkRectangle     at = rectangle_of (self, lt_tempo_map_seconds (session->tempo, (double) what->pulse) * session->rate_hz);

  if (gtk_widget_get_mapped (self->ruler))
    lt_tempo_popover_open (self->state, self->ruler, &at, what);
}

void
lt_tempo_hand_open (LtEditView *self, int64_t pulse, bool is_metre)
{
  if (lt_edit_state_get_session (self->state) != NULL)
    open_form (self, &(LtTempoPopoverChange) { pulse, is_metre, false });
}

/* A new one at @frame; where there is a change already, it is opened. */
static void
add (LtEditView *self, double frame, bool is_metre)
{
  const LtSession *session = lt_edit_state_get_session (self->state);
  double           pulse;
  int64_t          at;

  if (session == NULL)
    return;
  pulse = lt_tempo_map_pulse (session->tempo, frame / session->rate_hz);
  at = is_metre ? lt_tempo_map_bar_pulse (session->tempo, nearest_bar (session->tempo, pulse)) : nearest_line (self, session->tempo, pulse);
  bool is_there = is_metre ? lt_tempo_map_find_metre (session->tempo, (double) at)->pulse == at : lt_tempo_map_find_tempo (session->tempo, (double) at)->pulse == at;
  open_form (self, &(LtTempoPopoverChange) { at, is_metre, !is_there });
}

/* --- the track --- */

static void
on_add (LtTempoRow *row, double frame, LtEditView *self)
{
  add (self, frame, false);
}

static void
on_open (LtTempoRow *row, gint64 pulse, gboolean is_metre, LtEditView *self)
{
  lt_tempo_hand_open (self, pulse, is_metre);
}

static void
on_remove (LtTempoRow *row, gint64 pulse, gboolean is_metre, LtEditView *self)
{
  const LtSession *session = lt_edit_state_get_session (self->state);

  if (session == NULL)
    return;
  if (is_metre)
    lt_edit_state_apply (self->state, lt_edit_tempo_remove_metre (session, lt_tempo_map_bar_at (session->tempo, (double) pulse), keep ()),
                         _ ("Remove the change of metre"), NULL);
  else
    lt_edit_state_apply (self->state, lt_edit_tempo_remove (session, pulse, keep ()), _ ("Remove the change of tempo"), NULL);
}

static void
end_drag (LtEditView *self)
{
  g_clear_pointer (&self->tempo_gesture, g_free);
  g_clear_pointer (&self->tempo_base, lt_session_unref);
}

/* The place under the hand is counted by the map as it is without the change: that is what leads to it. */
static LtSession *
moved_metre (const LtSession *base, gint64 pulse, double frame)
{
  int64_t               bar = lt_tempo_map_bar_at (base->tempo, (double) pulse), to;
  g_autoptr (LtSession) without = NULL;

  if (bar == 0 || frame < 0.0)
    return lt_session_ref (base);
  without = lt_edit_tempo_remove_metre (base, bar, LT_TEMPO_KEEP_TIMES);
  to = nearest_bar (without->tempo, lt_tempo_map_pulse (without->tempo, frame / base->rate_hz));
  return lt_edit_tempo_move_metre (base, bar, MAX (to, 1), keep ());
}

static LtSession *
moved_tempo (LtEditView *self, const LtSession *base, gint64 pulse, double frame, double bpm)
{
  const LtTempoPoint   *point = lt_tempo_map_find_tempo (base->tempo, (double) pulse);
  g_autoptr (LtSession) moved = lt_session_ref (base);
  int64_t               to = pulse;

  if (frame >= 0.0 && pulse != 0)
    {
      g_autoptr (LtSession) without = lt_edit_tempo_remove (base, pulse, LT_TEMPO_KEEP_TIMES);

      to = MAX (nearest_line (self, without->tempo, lt_tempo_map_pulse (without->tempo, frame / base->rate_hz)), 1);
      lt_session_take (&moved, lt_edit_tempo_move (base, pulse, to, keep ()));
    }
  return lt_edit_tempo_set (moved, to, bpm, point->ramp, keep ());
}

static void
on_move (LtTempoRow *row, gint64 pulse, gboolean is_metre, double frame, double bpm, gboolean last, LtEditView *self)
{
  const LtSession *session = lt_edit_state_get_session (self->state);

  if (session == NULL)
    return;
  if (self->tempo_base == NULL)
    {
      self->tempo_base = lt_session_ref (session);
      self->tempo_gesture = lt_document_new_gesture (lt_context_get_document (lt_edit_state_get_context (self->state)), "tempo");
    }
  lt_edit_state_apply (self->state,
                       is_metre ? moved_metre (self->tempo_base, pulse, frame) : moved_tempo (self, self->tempo_base, pulse, frame, bpm),
                       is_metre     ? _ ("Move the change of metre")
                       : frame >= 0 ? _ ("Move the change of tempo")
                                    : _ ("Change tempo"),
                       self->tempo_gesture);
  if (last)
    end_drag (self);
}

static void
on_cancel (LtTempoRow *row, LtEditView *self)
{
  lt_edit_state_cancel (self->state, self->tempo_gesture);
  end_drag (self);
}

/* --- the menu --- */

static void
on_menu (LtTempoRow *row, double frame, double x, double y, LtEditView *self)
{
  lt_tempo_hand_menu (self, GTK_WIDGET (row), frame, x, y);
}

void
lt_tempo_hand_menu (LtEditView *self, GtkWidget *widget, double frame, double x, double y)
{
  static const char *const items[][5] = {
    { "edit.marker-here", "edit.section", NULL },
    { "edit.loop-from", "edit.loop-to", "win.loop-selection", "edit.punch-selection", NULL },
    { "edit.markers", "edit.tempo-track", NULL },
  };
  g_autoptr (GMenu) menu = g_menu_new (), first = g_menu_new ();
  GtkWidget        *popover;

  self->menu_frame = frame;
  g_menu_append (first, _ ("Change the tempo here…"), "edit.tempo-here");
  g_menu_append (first, _ ("Change the metre here…"), "edit.metre-here");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  for (gsize s = 0; s < G_N_ELEMENTS (items); s++)
    {
      g_autoptr (GMenu) section = g_menu_new ();

      for (int i = 0; items[s][i] != NULL; i++)
        {
          const LtActionRow *row = lt_actions_find (items[s][i]);

          g_menu_append (section, row != NULL ? _ (row->label) : _ ("Add a marker here"), items[s][i]);
        }
      g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
    }
  lt_actions_label_menu (menu);
  popover = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  lt_popover_open_at (popover, widget, x, y);
}

/* --- actions --- */

static void
on_track (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtEditView *self = LT_EDIT_VIEW (widget);
  gboolean    is_seen = !gtk_widget_get_visible (self->tempo_row);

  if (lt_settings_get () != NULL)
    g_settings_set_boolean (lt_settings_get (), "tempo-track", is_seen);
  gtk_widget_set_visible (self->tempo_row, is_seen);
}

static void
on_add_at_playhead (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtEditView *self = LT_EDIT_VIEW (widget);

  add (self, lt_edit_state_get_position (self->state), g_str_equal (name, "edit.metre-add"));
}

static void
on_here (GtkWidget *widget, const char *name, GVariant *parameter)
{
  LtEditView *self = LT_EDIT_VIEW (widget);

  add (self, self->menu_frame, g_str_equal (name, "edit.metre-here"));
}

void
lt_tempo_hand_install (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "edit.tempo-track", NULL, on_track);
  gtk_widget_class_install_action (class, "edit.tempo-add", NULL, on_add_at_playhead);
  gtk_widget_class_install_action (class, "edit.metre-add", NULL, on_add_at_playhead);
  gtk_widget_class_install_action (class, "edit.tempo-here", NULL, on_here);
  gtk_widget_class_install_action (class, "edit.metre-here", NULL, on_here);
  lt_actions_add (rows, G_N_ELEMENTS (rows));
}

GtkWidget *
lt_tempo_hand_build (LtEditView *self)
{
  self->tempo_row = lt_tempo_row_new ();
  g_signal_connect (self->tempo_row, "add", G_CALLBACK (on_add), self);
  g_signal_connect (self->tempo_row, "open", G_CALLBACK (on_open), self);
  g_signal_connect (self->tempo_row, "move", G_CALLBACK (on_move), self);
  g_signal_connect (self->tempo_row, "remove", G_CALLBACK (on_remove), self);
  g_signal_connect (self->tempo_row, "menu", G_CALLBACK (on_menu), self);
  g_signal_connect (self->tempo_row, "cancel", G_CALLBACK (on_cancel), self);
  gtk_widget_set_visible (self->tempo_row, lt_settings_get () != NULL && g_settings_get_boolean (lt_settings_get (), "tempo-track"));
  return self->tempo_row;
}

void
lt_tempo_hand_fill (LtEditView *self)
{
  lt_tempo_row_set_scale (LT_TEMPO_ROW (self->tempo_row), lt_edit_state_get_scale (self->state));
}
