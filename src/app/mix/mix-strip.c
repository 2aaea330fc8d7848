// SPDX-FileCopyrightText: 2026 The Lathe authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Each row is told only what changed.
// Layer: app.

#include "app/mix/mix-strip-private.h"

#include "app/mix/eq-thumb.h"
#include "app/mix/group-button.h"
#include "app/mix/insert-list.h"
#include "app/mix/mix-readings.h"
#include "app/mix/send-list.h"
#include "app/mix/strip-facts.h"
#include "app/mix/strip-menu.h"
#include "app/mix/strip-name.h"
#include "app/widgets/control.h"
#include "app/widgets/draw.h"
#include "app/widgets/fader.h"
#include "app/widgets/meter.h"
#include "app/widgets/palette.h"
#include "app/widgets/pick.h"

#include <glib/gi18n.h>
#include <math.h>

G_DEFINE_FINAL_TYPE (LtMixStrip, lt_mix_strip, GTK_TYPE_WIDGET)

/* --- showing the session --- */

/* @widget may be NULL. @words (transfer full). */
static void
take_name (GtkWidget *widget, char *words)
{
  if (widget == NULL) /* strips of this kind have none */
    ;
  else if (LT_IS_CONTROL (widget))
    lt_control_set_name (LT_CONTROL (widget), words);
  else if (LT_IS_METER (widget))
    lt_meter_set_name (LT_METER (widget), words);
  else
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_free (words);
}

static void
tell_peak (LtMixStrip *self)
{
  const char *name = self->shown == NULL || lt_mix_strip_is_mix (self) ? _ ("Mix bus") : self->shown->name;

  /* Translators: a strip, and its highest level in dB. */
  take_name (self->rows[ROW_PEAK], g_strdup_printf (_ ("%s peak, %s"), name, self->peak_text != NULL ? self->peak_text : "−∞"));
}

/* Translators: in all of these %s is the strip, as in "Lead vocal level". */
static void
update_names (LtMixStrip *self, const char *name)
{
  take_name (GTK_WIDGET (self), g_strdup_printf (_ ("%s strip"), name));
  take_name (self->rows[ROW_TRIM], g_strdup_printf (_ ("%s trim"), name));
  take_name (self->rows[ROW_POLARITY], g_strdup_printf (_ ("%s polarity"), name));
  take_name (self->rows[ROW_EQ], g_strdup_printf (_ ("%s equaliser"), name));
  take_name (self->rows[ROW_INSERTS], g_strdup_printf (_ ("%s effects"), name));
  take_name (self->rows[ROW_PAN], g_strdup_printf (_ ("%s pan"), name));
  take_name (self->rows[ROW_PAN_FIELD], g_strdup_printf (_ ("%s pan value"), name));
  take_name (self->rows[ROW_FADER], g_strdup_printf (_ ("%s level"), name));
  take_name (self->rows[ROW_LEVEL], g_strdup_printf (_ ("%s level value"), name));
  tell_peak (self);
  take_name (self->meter, g_strdup_printf (_ ("%s meter"), name));
  take_name (self->rows[ROW_MUTE], g_strdup_printf (_ ("%s mute"), name));
  take_name (self->rows[ROW_SENDS], g_strdup_printf (_ ("%s sends"), name));
  take_name (self->rows[ROW_SOLO], g_strdup_printf (_ ("%s solo"), name));
}

static void
update_effects (LtMixStrip *self, const LtSession *session, const LtStrip *strip)
{
  const LtSlot    *eq = lt_strip_facts_find_eq (strip);
  g_autofree char *count = g_strdup_printf (g_dngettext (NULL, "%u effect", "%u effects", strip->slots->len), strip->slots->len);

  lt_eq_thumb_set_slot (LT_EQ_THUMB (self->thumb), eq, session->rate_hz);
  gtk_widget_set_tooltip_text (self->rows[ROW_EQ], eq != NULL ? _ ("Show the equaliser") : _ ("Add an equaliser"));
  gtk_button_set_label (GTK_BUTTON (self->count), count);
  lt_insert_list_update (LT_INSERT_LIST (self->inserts), strip);
  if (self->count_list != NULL)
    lt_insert_list_update (LT_INSERT_LIST (self->count_list), strip);
}

static void
update_output (LtMixStrip *self, const LtSession *session, const LtStrip *strip)
{
  const LtStrip   *to = strip->output_id != 0 ? lt_session_find_strip (session, strip->output_id) : NULL;
  const char      *to_name = to != NULL ? to->name : _ ("Mix");
  GtkWidget       *inside = gtk_button_get_child (GTK_BUTTON (self->rows[ROW_OUTPUT]));
  g_autofree char *tip = g_strdup_printf (_ ("Plays to %s"), to_name);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (inside)), to_name);
  gtk_widget_set_tooltip_text (self->rows[ROW_OUTPUT], tip);
  /* Translators: a strip and the bus it plays to. */
  take_name (self->rows[ROW_OUTPUT], g_strdup_printf (_ ("%s output: %s"), strip->name, to_name));
}

static void
update_values (LtMixStrip *self, const LtStrip *strip)
{
  if (!lt_mix_strip_is_vca (self))
    {
      lt_control_set_value (LT_CONTROL (self->rows[ROW_TRIM]), strip->trim_db);
      lt_control_set_value (LT_CONTROL (self->rows[ROW_PAN]), strip->pan);
      lt_control_set_value (LT_CONTROL (self->rows[ROW_PAN_FIELD]), strip->pan);
      lt_mix_strip_place_update (self, strip);
    }
  lt_control_set_value (LT_CONTROL (self->rows[ROW_FADER]), strip->fader_db);
  lt_control_set_value (LT_CONTROL (self->rows[ROW_LEVEL]), strip->fader_db);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->rows[ROW_MUTE]), strip->mute);
  if (self->rows[ROW_SOLO] != NULL)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->rows[ROW_SOLO]), strip->solo);
}

void
lt_mix_strip_set_number (LtMixStrip *self, const char *number)
{
  gtk_label_set_label (GTK_LABEL (self->number), number);
}

void
lt_mix_strip_update (LtMixStrip *self, const LtSession *session, const LtStrip *strip, guint ways)
{
  const LtStrip *old = self->shown;
  gboolean       same_ways = self->ways == ways;
  const char    *name = lt_mix_strip_is_mix (self) ? _ ("Mix bus") : strip->name;

  self->shown = strip;
  self->ways = ways;
  if (old == strip && same_ways)
    return;
  if (old == NULL || strcmp (old->name, strip->name) != 0)
    update_names (self, name);
  if (!lt_mix_strip_is_mix (self))
    lt_strip_name_set_text (LT_STRIP_NAME (self->name), strip->name);
  lt_palette_set_track_class (self->colour, strip->colour);
  update_values (self, strip);
  if (!lt_mix_strip_is_vca (self) && (old == NULL || old->slots != strip->slots || strcmp (old->name, strip->name) != 0))
    update_effects (self, session, strip);
  if (self->rows[ROW_SENDS] != NULL && (old == NULL || !same_ways || old->sends != strip->sends || strcmp (old->name, strip->name) != 0))
    lt_send_list_update (LT_SEND_LIST (self->rows[ROW_SENDS]), session, strip);
  if (self->rows[ROW_OUTPUT] != NULL)
    update_output (self, session, strip);
  lt_mix_strip_members_update (self, session, strip);
}

void
lt_mix_strip_update_selection (LtMixStrip *self)
{
  if (lt_selection_has_strip (lt_mix_strip_selection (self), self->id))
    gtk_widget_add_css_class (GTK_WIDGET (self), "selected");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "selected");
  if (self->shown != NULL && self->inserts != NULL)
    lt_insert_list_update (LT_INSERT_LIST (self->inserts), self->shown);
}

/* --- sound --- */

static void
show_peak (LtMixStrip *self, double db)
{
  char text[16];

  if (db <= -100.0)
    g_strlcpy (text, "−∞", sizeof text);
  else
    g_snprintf (text, sizeof text, "%s%.1f", db < -0.05 ? "−" : (db > 0.05 ? "+" : ""), fabs (db));
  if (g_strcmp0 (text, self->peak_text) == 0)
    return;
  g_free (self->peak_text);
  self->peak_text = g_strdup (text);
  gtk_label_set_label (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->rows[ROW_PEAK]))), text);
  tell_peak (self);
}

void
lt_mix_strip_frame (LtMixStrip *self)
{
  LtLiveLevel level;
  LtMeterBar  bars[2];

  if (self->meter == NULL)
    return;
  if (!lt_live_read_level (lt_mix_strip_live (self), self->id, &level))
    level = (LtLiveLevel){ .n_channels = 0, .max_db = -INFINITY };
  for (guint i = 0; i < level.n_channels; i++)
    bars[i] = (LtMeterBar){ level.peak_db[i], level.rms_db[i], level.hold_db[i] };
  if (level.n_channels > 0)
    {
      lt_meter_set_n_bars (LT_METER (self->meter), level.n_channels);
      if (!lt_mix_strip_is_mix (self))
        gtk_widget_set_size_request (self->meter, level.n_channels > 1 ? METER_WIDTH : MONO_METER_WIDTH, -1);
    }
  lt_meter_set_levels (LT_METER (self->meter), bars, level.n_channels);
  lt_meter_set_clipped (LT_METER (self->meter), level.clips > 0);
  show_peak (self, level.max_db);
  lt_insert_list_frame (LT_INSERT_LIST (self->inserts));
  if (self->count_list != NULL)
    lt_insert_list_frame (LT_INSERT_LIST (self->count_list));
  if (self->readings != NULL)
    lt_mix_readings_frame (LT_MIX_READINGS (self->readings), lt_mix_strip_live (self));
}

/* --- room, rows, focus --- */

static void
move_pan_field (LtMixStrip *self, GtkWidget *to)
{
  GtkWidget *field = self->rows[ROW_PAN_FIELD];

  if (gtk_widget_get_parent (field) == to)
    return;
  g_object_ref (field);
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (field)), field);
  gtk_box_append (GTK_BOX (to), field);
  g_object_unref (field);
}

/* Which rows there are. */
static void
update_rows (LtMixStrip *self)
{
  gboolean is_whole = self->room == LT_MIX_STRIP_WHOLE, is_lowest = self->room == LT_MIX_STRIP_LOWEST;

  for (guint i = 0; i < self->wide->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->wide, i), !self->is_narrow);
  if (lt_mix_strip_is_vca (self))
    {
      lt_mix_strip_members_set_room (self);
      return;
    }
  move_pan_field (self, is_whole ? self->pan_row : self->send_row);
  gtk_widget_set_visible (self->pan_row, !self->is_narrow && is_whole);
  gtk_widget_set_visible (self->inserts_box, !self->is_narrow && !is_lowest);
  gtk_widget_set_visible (self->count, !self->is_narrow && is_lowest);
  gtk_widget_set_visible (self->rows[ROW_PEAK], !self->is_narrow);
}

void
lt_mix_strip_set_room (LtMixStrip *self, LtMixStripRoom room)
{
  if (self->room == room)
    return;
  self->room = room;
  update_rows (self);
}

void
lt_mix_strip_fit_width (LtMixStrip *self)
{
  double larger = 1.0 + (lt_draw_text_factor (GTK_WIDGET (self)) - 1.0) * 0.6;
  int    width = lt_mix_strip_is_mix (self) ? MIX_WIDTH : (int) ((self->is_narrow ? NARROW_WIDTH : STRIP_WIDTH) * larger);

  gtk_widget_set_size_request (GTK_WIDGET (self), width, -1);
}

void
lt_mix_strip_set_is_narrow (LtMixStrip *self, gboolean is_narrow)
{
  if (self->is_narrow == is_narrow)
    return;
  self->is_narrow = is_narrow;
  if (is_narrow)
    gtk_widget_add_css_class (GTK_WIDGET (self), "narrow");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "narrow");
  lt_mix_strip_fit_width (self);
  lt_fader_set_has_numbers (LT_FADER (self->rows[ROW_FADER]), !is_narrow);
  update_rows (self);
}

LtId
lt_mix_strip_get_id (LtMixStrip *self)
{
  return self->id;
}

void
lt_mix_strip_rename (LtMixStrip *self)
{
  if (!lt_mix_strip_is_mix (self))
    lt_strip_name_start (LT_STRIP_NAME (self->name));
}

void
lt_mix_strip_add_insert (LtMixStrip *self)
{
  if (self->inserts != NULL)
    lt_insert_list_add (LT_INSERT_LIST (self->inserts));
}

void
lt_mix_strip_open_group (LtMixStrip *self)
{
  if (self->rows[ROW_GROUP] != NULL)
    lt_group_button_open (LT_GROUP_BUTTON (self->rows[ROW_GROUP]), GTK_WIDGET (self));
}

int
lt_mix_strip_find_row (LtMixStrip *self, GtkWidget *focus, guint *place)
{
  *place = 0;
  for (int i = 0; i < N_ROWS; i++)
    {
      if (self->rows[i] == NULL || (focus != self->rows[i] && !gtk_widget_is_ancestor (focus, self->rows[i])))
        continue;
      if (i != ROW_INSERTS && i != ROW_SENDS)
        return i;
      for (GtkWidget *child = gtk_widget_get_first_child (self->rows[i]); child != NULL; child = gtk_widget_get_next_sibling (child))
        {
          if (child == focus || gtk_widget_is_ancestor (focus, child))
            break;
          ++*place;
        }
      return i;
    }
  return -1;
}

gboolean
lt_mix_strip_focus_row (LtMixStrip *self, int row, guint place)
{
  if (row < 0 || row >= N_ROWS || self->rows[row] == NULL || !gtk_widget_get_mapped (self->rows[row]))
    return gtk_widget_grab_focus (self->rows[ROW_FADER]);
  if (row == ROW_INSERTS)
    return lt_insert_list_focus (LT_INSERT_LIST (self->inserts), place);
  if (row == ROW_SENDS)
    return lt_send_list_focus (LT_SEND_LIST (self->rows[ROW_SENDS]), place);
  return gtk_widget_grab_focus (self->rows[row]);
}

/* --- the class --- */

static void
lt_mix_strip_dispose (GObject *object)
{
  LtMixStrip *self = LT_MIX_STRIP (object);
  GtkWidget  *child;

  if (self->count_list != NULL)
    g_object_remove_weak_pointer (G_OBJECT (self->count_list), (gpointer *) &self->count_list);
  self->count_list = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->context);
  g_clear_pointer (&self->peak_text, g_free);
  G_OBJECT_CLASS (lt_mix_strip_parent_class)->dispose (object);
}

static void
lt_mix_strip_finalize (GObject *object)
{
  lt_still_free (LT_MIX_STRIP (object)->still);
  g_ptr_array_unref (LT_MIX_STRIP (object)->wide);
  G_OBJECT_CLASS (lt_mix_strip_parent_class)->finalize (object);
}

static void
lt_mix_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  lt_still_snapshot (LT_MIX_STRIP (widget)->still, widget, snapshot);
}

static void
lt_mix_strip_class_init (LtMixStripClass *class)
{
  G_OBJECT_CLASS (class)->dispose = lt_mix_strip_dispose;
  G_OBJECT_CLASS (class)->finalize = lt_mix_strip_finalize;
  GTK_WIDGET_CLASS (class)->snapshot = lt_mix_strip_snapshot;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "strip");
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GROUP);
  lt_mix_strip_place_install (GTK_WIDGET_CLASS (class));
}

static void
on_pressed (GtkGestureClick *click, int n_press, double x, double y, LtMixStrip *self)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (click));
  LtSelection    *selection = lt_mix_strip_selection (self);

  if (gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (click)) != GDK_BUTTON_PRIMARY || lt_pick_is_taken (GTK_WIDGET (self), x, y))
    lt_selection_lead_strip (selection, self->id);
  else if ((state & GDK_SHIFT_MASK) != 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "mix.select-to", "t", (guint64) self->id);
  else if ((state & GDK_CONTROL_MASK) != 0)
    lt_selection_toggle_strip (selection, self->id);
  else
    lt_selection_set_strip (selection, self->id);
}

static void
on_menu (GtkGestureClick *click, int n_press, double x, double y, LtMixStrip *self)
{
  gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
  lt_selection_lead_strip (lt_mix_strip_selection (self), self->id);
  lt_strip_menu_popup (GTK_WIDGET (self), self->context, self->id, x, y);
}

static void
lt_mix_strip_init (LtMixStrip *self)
{
  GtkGesture       *press = gtk_gesture_click_new ();
  GtkGesture       *menu = gtk_gesture_click_new ();
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  self->still = lt_still_new ();
  self->wide = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (press), 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect (press, "pressed", G_CALLBACK (on_pressed), self);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  g_signal_connect (menu, "pressed", G_CALLBACK (on_menu), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (menu));
}

GtkWidget *
lt_mix_strip_new (LtContext *context, LtId strip_id, LtStripKind kind)
{
  LtMixStrip *self = g_object_new (LT_TYPE_MIX_STRIP, NULL);

  self->context = g_object_ref (context);
  self->id = strip_id;
  self->kind = kind;
  lt_mix_strip_build (self);
  return GTK_WIDGET (self);
}
